// Outlines of communities: the convex hull of their members, with some air around it.

import { type Camera, FONT, Geometry, type Options, toScreen } from "./draw.ts";
import { shortLabel } from "./labels.ts";
import type { Scene } from "./scene.ts";

export type Point = [number, number];

/** Andrew's monotone chain; counter-clockwise, without the points on the sides. */
export function convexHull(points: Point[]): Point[] {
  const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  if (sorted.length < 3) return sorted;
  const half = (list: Point[]): Point[] => {
    const chain: Point[] = [];
    for (const p of list) {
      while (chain.length > 1) {
        const [[ax, ay], [bx, by]] = [chain[chain.length - 2], chain[chain.length - 1]];
        if ((bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 0) break;
        chain.pop();
      }
      chain.push(p);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Members of each community in the scene, three at least, in a scene of at most 1,500 entities. */
export function hullsOf(geometry: Geometry, scene: Scene): Map<number, Point[]> {
  const { data } = geometry;
  const members = new Map<number, Point[]>();
  if (scene.entities > 1500) return members;
  const counts = new Map<number, number>();
  for (const item of scene.items) {
    if (item >= data.n) continue;
    const c = data.community[item];
    if (c < 0) continue;
    counts.set(c, (counts.get(c) ?? 0) + 1);
    const pad = geometry.r(item) + 16;
    const around = members.get(c) ?? [];
    for (let i = 0; i < 8; i++)
      around.push([data.x[item] + pad * Math.cos((i * Math.PI) / 4), data.y[item] + pad * Math.sin((i * Math.PI) / 4) + 4]);
    members.set(c, around);
  }
  const hulls = new Map<number, Point[]>();
  for (const [c, points] of members) if ((counts.get(c) ?? 0) >= 3) hulls.set(c, convexHull(points));
  return hulls.size > 1 ? hulls : new Map();
}

export function drawHulls(ctx: CanvasRenderingContext2D, camera: Camera, geometry: Geometry, scene: Scene, options: Options): void {
  const { sx, sy } = toScreen(camera);
  for (const [c, hull] of hullsOf(geometry, scene)) {
    const color = options.colors.hulls[c % options.colors.hulls.length];
    ctx.beginPath();
    hull.forEach(([x, y], i) => {
      const [px, py] = hull[(i + hull.length - 1) % hull.length];
      const mx = sx((px + x) / 2);
      const my = sy((py + y) / 2);
      if (i === 0) ctx.moveTo(mx, my);
      const [nx, ny] = hull[(i + 1) % hull.length];
      ctx.quadraticCurveTo(sx(x), sy(y), sx((x + nx) / 2), sy((y + ny) / 2));
    });
    ctx.closePath();
    ctx.fillStyle = color;
    ctx.globalAlpha = 0.06;
    ctx.fill();
    ctx.globalAlpha = 0.35;
    ctx.strokeStyle = color;
    ctx.lineWidth = 1;
    ctx.stroke();
    ctx.globalAlpha = 1;
  }
}

export interface HullName {
  text: string;
  color: string;
  x: number;
  /** Middle of the letters above and below the outline. */
  tries: number[];
}

export const HULL_FONT = `600 10.5px ${FONT}`;

/** Names of the outlines, above or below them, for the labels to make room for. */
export function hullNames(camera: Camera, geometry: Geometry, scene: Scene, options: Options): HullName[] {
  const { sx, sy } = toScreen(camera);
  const names: HullName[] = [];
  for (const [c, hull] of hullsOf(geometry, scene)) {
    const left = sx(Math.min(...hull.map(([x]) => x)));
    const right = sx(Math.max(...hull.map(([x]) => x)));
    if (right - left < 70) continue;
    names.push({
      text: fitting(options.community(c), Math.max(14, Math.floor((right - left + 30) / 5.8))), color: options.colors.hulls[c % options.colors.hulls.length],
      x: (left + right) / 2, tries: [sy(Math.min(...hull.map(([, y]) => y))) - 8, sy(Math.max(...hull.map(([, y]) => y))) + 9],
    });
  }
  return names;
}

/** As many whole names as fit; a single one is cut short. */
export function fitting(names: string, length: number): string {
  const parts = names.split(", ");
  while (parts.length > 1 && parts.join(", ").length > length) parts.pop();
  return shortLabel(parts.join(", "), length);
}
