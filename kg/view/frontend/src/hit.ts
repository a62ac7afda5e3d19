// What is under the pointer: points first, then lines.

import { type Camera, type Geometry, linesOf, pointAt, screenRadius, toScreen } from "./draw.ts";
import type { Scene } from "./scene.ts";
import { palette } from "./theme.ts";

/** Pixels beyond a point's rim, and beside a line, that still count. */
const POINT_REACH = 5;
const LINE_REACH = 6;
/** How far a bent line leaves the box around its ends. */
const BOW = 60;

/** The item at a place of the view, or -1; an entity goes before the community that it lies in. */
export function itemAt(geometry: Geometry, scene: Scene, camera: Camera, px: number, py: number): number {
  const { sx, sy } = toScreen(camera);
  const { n } = geometry.data;
  let best = -1;
  let least = Infinity;
  for (const item of scene.items) {
    const distance = Math.hypot(sx(geometry.x(item)) - px, sy(geometry.y(item)) - py) - screenRadius(geometry, item, camera.k);
    if (distance > (item >= n ? 0 : POINT_REACH)) continue;
    const rank = item >= n ? distance : distance - 1e6;
    if (rank < least) {
      least = rank;
      best = item;
    }
  }
  return best;
}

/** The bundle whose line passes by a place of the view, or -1. */
export function bundleAt(geometry: Geometry, scene: Scene, camera: Camera, px: number, py: number): number {
  const { sx, sy } = toScreen(camera);
  const colors = palette();
  // In a crowd lines are drawn straight.
  const straight = scene.bundles.length > 4000;
  let best = -1;
  let closest = LINE_REACH;
  scene.bundles.forEach((bundle, i) => {
    if (bundle.weak) return;
    const [ax, ay] = [sx(geometry.x(bundle.a)), sy(geometry.y(bundle.a))];
    const [bx, by] = [sx(geometry.x(bundle.b)), sy(geometry.y(bundle.b))];
    if (px < Math.min(ax, bx) - BOW || px > Math.max(ax, bx) + BOW || py < Math.min(ay, by) - BOW || py > Math.max(ay, by) + BOW) return;
    const points: [number, number][] = straight ? [[ax, ay], [bx, by]] : [];
    for (const line of straight ? [] : linesOf(geometry, colors, bundle)) {
      for (let t = 0; t <= 8; t++) {
        const [x, y] = pointAt(line, t / 8);
        points.push([sx(x), sy(y)]);
      }
      points.push([NaN, NaN]);
    }
    for (let j = 0; j + 1 < points.length; j++) {
      const distance = toSegment(px, py, points[j], points[j + 1]);
      if (distance < closest) {
        closest = distance;
        best = i;
      }
    }
  });
  return best;
}

export function toSegment(px: number, py: number, [ax, ay]: [number, number], [bx, by]: [number, number]): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  if (!(length > 0)) return Infinity;
  const t = Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length));
  return Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay));
}
