// Labels that never lie on one another: the weightiest first, each where it finds room, or not at all.

import { type Camera, FONT, Geometry, type Options, linesOf, pointAt, screenRadius, toScreen } from "./draw.ts";
import { HULL_FONT, type HullName, fitting } from "./hulls.ts";
import type { Scene } from "./scene.ts";

export interface Placed {
  item: number;
  text: string;
  x: number;
  y: number;
  align: CanvasTextAlign;
  size: number;
  bold: boolean;
  color?: string;
}

const CELL = 64;
const NAMED_ANYWAY = 3;

/** Boxes in cells of a grid, so that asking for room does not cost all boxes. */
class Room {
  private readonly cells = new Map<number, [number, number, number, number, number][]>();

  private *keys(x1: number, y1: number, x2: number, y2: number): Iterable<number> {
    for (let cx = Math.floor(x1 / CELL); cx <= Math.floor(x2 / CELL); cx++)
      for (let cy = Math.floor(y1 / CELL); cy <= Math.floor(y2 / CELL); cy++) yield cx * 4096 + cy;
  }

  free(x1: number, y1: number, x2: number, y2: number, owner: number): boolean {
    for (const key of this.keys(x1, y1, x2, y2))
      for (const [a1, b1, a2, b2, of] of this.cells.get(key) ?? [])
        if (of !== owner && x1 < a2 && x2 > a1 && y1 < b2 && y2 > b1) return false;
    return true;
  }

  take(x1: number, y1: number, x2: number, y2: number, owner: number): void {
    for (const key of this.keys(x1, y1, x2, y2)) {
      const cell = this.cells.get(key);
      if (cell) cell.push([x1, y1, x2, y2, owner]);
      else this.cells.set(key, [[x1, y1, x2, y2, owner]]);
    }
  }
}

export function shortLabel(text: string, length = 30): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length > length ? flat.slice(0, length - 1).trimEnd() + "…" : flat;
}

/** Which labels are shown where, for the items in view. At most `limit`, for drawing text is slow. */
export function placeLabels(
  measureText: (text: string, font: string) => number, camera: Camera, geometry: Geometry, scene: Scene, options: Options, limit = 260, names: HullName[] = [],
): Placed[] {
  const { sx, sy } = toScreen(camera);
  const n = geometry.data.n;
  const room = new Room();
  const edge = (camera.margin ?? 0) + 4;
  const inView: { item: number; x: number; y: number; r: number; weight: number }[] = [];
  for (const item of scene.items) {
    const x = sx(geometry.x(item));
    const y = sy(geometry.y(item));
    const r = screenRadius(geometry, item, camera.k);
    if (x + r < -80 || y + r < -20 || x - r > camera.width + 80 || y - r > camera.height + 20) continue;
    inView.push({ item, x, y, r, weight: options.strong.has(item) ? 1e9 : item >= n ? geometry.r(item) : geometry.radius[item] });
  }
  inView.sort((a, b) => b.weight - a.weight || a.item - b.item);
  for (const { item, x, y, r } of inView.slice(0, 1200)) if (item < n && r > 2.5) room.take(x - r, y - r, x + r, y + r, item);
  // A mark that says "denied" must not vanish under a name.
  if (scene.bundles.length < 400 && camera.k > 0.45)
    for (const bundle of scene.bundles)
      for (const line of linesOf(geometry, options.colors, bundle)) {
        if (!line.style.mark) continue;
        const [mx, my] = pointAt(line, 0.5);
        room.take(sx(mx) - 8, sy(my) - 8, sx(mx) + 8, sy(my) + 8, -1);
      }
  const placed: Placed[] = [];
  for (const [i, { text, color, x, tries }] of names.entries()) {
    const width = measureText(text, HULL_FONT);
    for (const y of tries) {
      if (!room.free(x - width / 2, y - 7, x + width / 2, y + 7, -2 - i)) continue;
      room.take(x - width / 2, y - 7, x + width / 2, y + 7, -2 - i);
      placed.push({ item: -1, text, x, y, align: "center", size: 10.5, bold: true, color });
      break;
    }
  }
  for (const [rank, { item, x, y, r, weight }] of inView.slice(0, 1500).entries()) {
    if (placed.length >= limit) break;
    const strong = weight >= 1e9;
    if (item < n && !strong && r < 2.2 && placed.length > 40 + names.length) break;
    const group = item >= n;
    const size = group ? Math.max(10, Math.min(15, 7 + r * 0.1)) : Math.max(11, Math.min(16, 8.5 + r * 0.35));
    const bold = strong || group || r > 14;
    const text = group ? fitting(geometry.label(item), Math.max(12, Math.round((2 * r) / (size * 0.56)))) : shortLabel(geometry.label(item), 30);
    const width = measureText(text, `${bold ? 600 : 500} ${size}px ${FONT}`);
    const height = size * 1.2;
    const tries: [number, number, CanvasTextAlign][] = group
      ? [[x, y, "center"], [x, y + r + height * 0.7, "center"]]
      : [[x, y + r + height * 0.62, "center"], [x, y - r - height * 0.6, "center"], [x + r + 4, y, "left"], [x - r - 4, y, "right"],
        [x + r * 0.7, y + r + height * 0.3, "left"], [x - r * 0.7, y + r + height * 0.3, "right"],
        [x + r * 0.7, y - r - height * 0.3, "left"], [x - r * 0.7, y - r - height * 0.3, "right"]];
    const boxes = tries.map(([tx, ty, align]) => {
      const x1 = align === "center" ? tx - width / 2 : align === "left" ? tx : tx - width;
      // A name above or below its point moves aside rather than leave the view.
      const shift = align === "center" && x > edge && x < camera.width - edge ? Math.max(0, edge - x1) - Math.max(0, x1 + width + edge - camera.width) : 0;
      return { tx: tx + shift, ty, align, x1: x1 + shift };
    });
    const fits = boxes.filter(({ x1, ty }) => room.free(x1 - 2, ty - height / 2, x1 + width + 2, ty + height / 2, item));
    // A place where the whole name can be read is better than one at the edge of the view.
    const whole = fits.find(({ x1 }) => x1 >= edge && x1 + width <= camera.width - edge);
    // Who the graph is about is named even where a line runs below the name.
    const chosen = whole ?? fits[0] ?? (strong || (!group && rank < NAMED_ANYWAY) ? boxes[0] : undefined);
    if (!chosen) continue;
    const { tx, ty, align, x1 } = chosen;
    room.take(x1 - 2, ty - height / 2, x1 + width + 2, ty + height / 2, item + 0.5);
    placed.push({ item, text, x: tx, y: ty, align, size, bold });
  }
  return placed;
}

export function drawLabels(ctx: CanvasRenderingContext2D, labels: Placed[], options: Options): void {
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.strokeStyle = options.colors.halo;
  ctx.lineWidth = 3.5;
  for (const { text, x, y, align, size, bold, color } of labels) {
    ctx.fillStyle = color ?? options.colors.ink;
    ctx.font = `${bold ? 600 : 500} ${size}px ${FONT}`;
    ctx.textAlign = align;
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }
}
