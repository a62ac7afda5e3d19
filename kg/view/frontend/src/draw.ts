// Draws items and bundles on a canvas. The same code draws the scene, the selection on top of it and the PNG.

import { communityName } from "./app.ts";
import type { Data } from "./data.ts";
import type { Bundle, Scene } from "./scene.ts";
import type { State } from "./state.ts";
import { type LineStyle, type Palette, type Shape, SHAPES, lineStyle, tracePath } from "./theme.ts";

export interface Camera {
  /** World coordinates at the middle of the view, and pixels per world unit. */
  x: number;
  y: number;
  k: number;
  width: number;
  height: number;
  /** Pixels on each side that are drawn beyond what is seen. */
  margin?: number;
}

export const FONT = '"Inter", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif';
/** Bundles of up to so many statements are drawn as that many lines. */
const FAN = 5;
/** Above so many bundles in view lines are straight, thin and undashed. */
const PLAIN_FROM = 1500;

export class Geometry {
  readonly radius: Float32Array;
  private readonly order: number[];

  constructor(readonly data: Data, state: State) {
    this.radius = new Float32Array(data.n);
    const values = measure(data, state.size);
    let top = 0;
    for (let v = 0; v < data.n; v++) if (values[v] > top) top = values[v];
    for (let v = 0; v < data.n; v++) this.radius[v] = 5 + 15 * Math.sqrt(top ? values[v] / top : 0);
    this.order = Array.from({ length: data.n }, (_, v) => v).sort((a, b) => values[b] - values[a] || a - b);
  }

  /** Entities, the greatest measure first. */
  get byRank(): number[] {
    return this.order;
  }

  x(item: number): number {
    return item < this.data.n ? this.data.x[item] : this.data.communityX[item - this.data.n];
  }

  y(item: number): number {
    return item < this.data.n ? this.data.y[item] : this.data.communityY[item - this.data.n];
  }

  r(item: number): number {
    return item < this.data.n ? this.radius[item] : this.data.raw.communities.r[item - this.data.n];
  }

  label(item: number): string {
    return item < this.data.n ? this.data.label[item] : communityName(this.data, item - this.data.n);
  }
}

export function measure(data: Data, size: State["size"]): ArrayLike<number> {
  return size === "degree" ? data.degree : data.raw.nodes[size];
}

export function bundleStyle(data: Data, colors: Palette, bundle: Bundle): LineStyle {
  if (bundle.edges.length === 1) return edgeStyle(data, colors, bundle.edges[0]);
  const claims = bundle.edges.every((e) => data.isClaim(data.statement[e]));
  const negative = bundle.edges.every((e) => data.isNegative(data.statement[e]));
  return lineStyle(colors, claims, negative, 0);
}

export function edgeStyle(data: Data, colors: Palette, edge: number): LineStyle {
  const s = data.statement[edge];
  const style = lineStyle(colors, data.isClaim(s), data.isNegative(s), data.modality(s));
  return data.role[edge] === data.mentionRole ? { ...style, mark: "" } : style;
}

export interface Line {
  x1: number; y1: number; x2: number; y2: number;
  /** Control point of the quadratic curve. */
  cx: number; cy: number;
  style: LineStyle;
  width: number;
  edges: number[];
  /** Arrow at the end (1), at the start (-1), or none (0). */
  arrow: number;
}

/** The lines of a bundle in world coordinates, ending at the rims of its items. */
export function linesOf(geometry: Geometry, colors: Palette, bundle: Bundle, fan = true): Line[] {
  const { data } = geometry;
  const { a, b } = bundle;
  const ax = geometry.x(a);
  const ay = geometry.y(a);
  const bx = geometry.x(b);
  const by = geometry.y(b);
  if (a === b) return loops(geometry, colors, bundle);
  const dx = bx - ax;
  const dy = by - ay;
  const length = Math.hypot(dx, dy) || 1;
  const ux = dx / length;
  const uy = dy / length;
  const many = bundle.edges.length;
  const split = fan && many <= FAN;
  const lines: Line[] = [];
  for (let i = 0; i < (split ? many : 1); i++) {
    const edges = split ? [bundle.edges[i]] : bundle.edges;
    const bend = split ? (i - (many - 1) / 2) * Math.min(34, 14 + length * 0.06) : 0;
    const ra = Math.min(geometry.r(a) + 2, length / 3);
    const rb = Math.min(geometry.r(b) + 2, length / 3);
    const x1 = ax + ux * ra;
    const y1 = ay + uy * ra;
    const x2 = bx - ux * rb;
    const y2 = by - uy * rb;
    const forth = edges.some((e) => (data.from[e] === a || data.community[data.from[e]] === a - data.n) && data.from[e] !== b);
    const back = edges.some((e) => data.from[e] === b);
    lines.push({
      x1, y1, x2, y2, cx: (x1 + x2) / 2 - uy * bend * 2, cy: (y1 + y2) / 2 + ux * bend * 2,
      style: split ? edgeStyle(data, colors, edges[0]) : bundleStyle(data, colors, bundle),
      width: split ? (data.role[edges[0]] === data.mentionRole ? 0.7 : 1.4) : Math.min(6, 1.4 + Math.log2(many) * 0.7), edges, arrow: forth === back ? 0 : forth ? 1 : -1,
    });
  }
  return lines;
}

function loops(geometry: Geometry, colors: Palette, bundle: Bundle): Line[] {
  const x = geometry.x(bundle.a);
  const y = geometry.y(bundle.a);
  const r = geometry.r(bundle.a);
  return bundle.edges.slice(0, 3).map((edge, i) => ({
    x1: x - r * 0.6, y1: y - r * 0.8, x2: x + r * 0.6, y2: y - r * 0.8, cx: x, cy: y - r * (3.4 + i * 1.2),
    style: edgeStyle(geometry.data, colors, edge), width: 1.3, edges: [edge], arrow: 1,
  }));
}

export function pointAt(line: Line, t: number): [number, number] {
  const u = 1 - t;
  return [u * u * line.x1 + 2 * u * t * line.cx + t * t * line.x2, u * u * line.y1 + 2 * u * t * line.cy + t * t * line.y2];
}

export interface Options {
  colors: Palette;
  state: State;
  /** Which bundles get their words written along them. */
  words: "none" | "all";
  hulls: boolean;
  /** Whether the weaker ties between communities are drawn too. */
  weak: boolean;
  /** Items whose label must be shown. */
  strong: Set<number>;
  predicate: (statement: number) => string;
  community: (index: number) => string;
}

export function toScreen(camera: Camera): { sx: (x: number) => number; sy: (y: number) => number } {
  const { x, y, k, width, height } = camera;
  return { sx: (value) => (value - x) * k + width / 2, sy: (value) => (value - y) * k + height / 2 };
}

export function drawBundles(
  ctx: CanvasRenderingContext2D, camera: Camera, geometry: Geometry, bundles: Iterable<Bundle>, options: Options,
): void {
  const { sx, sy } = toScreen(camera);
  const { k, width, height } = camera;
  const left = camera.x - width / 2 / k - 40;
  const right = camera.x + width / 2 / k + 40;
  const top = camera.y - height / 2 / k - 40;
  const bottom = camera.y + height / 2 / k + 40;
  const seen: Bundle[] = [];
  for (const bundle of bundles) {
    if (bundle.weak && !options.weak) continue;
    const ax = geometry.x(bundle.a);
    const bx = geometry.x(bundle.b);
    const ay = geometry.y(bundle.a);
    const by = geometry.y(bundle.b);
    if ((ax < left && bx < left) || (ax > right && bx > right) || (ay < top && by < top) || (ay > bottom && by > bottom)) continue;
    seen.push(bundle);
  }
  ctx.lineCap = "round";
  if (seen.length > PLAIN_FROM) return drawPlain(ctx, sx, sy, geometry, seen, options.colors);
  const scale = Math.max(0.6, Math.min(1.6, Math.sqrt(k)));
  const marks: Line[] = [];
  for (const bundle of seen) {
    for (const line of linesOf(geometry, options.colors, bundle)) {
      const overview = bundle.a >= geometry.data.n && bundle.b >= geometry.data.n;
      ctx.strokeStyle = overview ? options.colors.fact : line.style.color;
      ctx.lineWidth = overview ? Math.min(2.5, line.width * 0.6) : line.width * scale;
      ctx.globalAlpha = overview ? (options.weak ? 0.7 : 0.3) : 0.85;
      ctx.setLineDash(overview ? [] : line.style.dash.map((part) => part * scale));
      ctx.beginPath();
      ctx.moveTo(sx(line.x1), sy(line.y1));
      ctx.quadraticCurveTo(sx(line.cx), sy(line.cy), sx(line.x2), sy(line.y2));
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.globalAlpha = 1;
      if (k > 0.45 && !overview) {
        drawArrow(ctx, sx, sy, line, scale);
        if (line.style.mark) marks.push(line);
      }
    }
  }
  if (options.words === "all" && seen.length < 400) for (const bundle of seen) drawWords(ctx, sx, sy, geometry, bundle, options);
  // What says "denied" lies above the words.
  for (const line of marks) drawMark(ctx, sx, sy, line, scale, options.colors);
}

function drawPlain(
  ctx: CanvasRenderingContext2D, sx: (x: number) => number, sy: (y: number) => number, geometry: Geometry, bundles: Bundle[],
  colors: Palette,
): void {
  // One path a style, cut into pieces: a rasterizer slows down with the number of segments in one path.
  const groups = new Map<string, Bundle[]>();
  for (const bundle of bundles) {
    const { color } = bundleStyle(geometry.data, colors, bundle);
    const group = groups.get(color);
    if (group) group.push(bundle);
    else groups.set(color, [bundle]);
  }
  ctx.lineWidth = 0.7;
  ctx.globalAlpha = Math.max(0.12, Math.min(0.5, 1800 / bundles.length));
  for (const [color, group] of groups) {
    ctx.strokeStyle = color;
    for (let i = 0; i < group.length; i += 200) {
      ctx.beginPath();
      for (const { a, b } of group.slice(i, i + 200)) {
        ctx.moveTo(sx(geometry.x(a)), sy(geometry.y(a)));
        ctx.lineTo(sx(geometry.x(b)), sy(geometry.y(b)));
      }
      ctx.stroke();
    }
  }
  ctx.globalAlpha = 1;
}

function drawArrow(ctx: CanvasRenderingContext2D, sx: (x: number) => number, sy: (y: number) => number, line: Line, scale: number): void {
  if (!line.arrow) return;
  const [tx, ty] = line.arrow > 0 ? [line.x2, line.y2] : [line.x1, line.y1];
  const angle = Math.atan2(sy(ty) - sy(line.cy), sx(tx) - sx(line.cx));
  const size = 7 * scale;
  ctx.fillStyle = line.style.color;
  ctx.beginPath();
  ctx.moveTo(sx(tx), sy(ty));
  ctx.lineTo(sx(tx) - size * Math.cos(angle - 0.42), sy(ty) - size * Math.sin(angle - 0.42));
  ctx.lineTo(sx(tx) - size * Math.cos(angle + 0.42), sy(ty) - size * Math.sin(angle + 0.42));
  ctx.fill();
}

function drawMark(
  ctx: CanvasRenderingContext2D, sx: (x: number) => number, sy: (y: number) => number, line: Line, scale: number, colors: Palette,
): void {
  const [mx, my] = pointAt(line, 0.5);
  const x = sx(mx);
  const y = sy(my);
  const r = 6 * scale;
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fillStyle = colors.ground;
  ctx.fill();
  ctx.strokeStyle = ctx.fillStyle = line.style.color;
  ctx.lineWidth = 1.3 * scale;
  ctx.stroke();
  if (line.style.mark === "bar") {
    ctx.beginPath();
    ctx.moveTo(x - r * 0.6, y + r * 0.6);
    ctx.lineTo(x + r * 0.6, y - r * 0.6);
    ctx.stroke();
  } else {
    ctx.font = `700 ${Math.round(r * 1.5)}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText({ bang: "!", plan: "›", question: "?" }[line.style.mark as "bang"], x, y + 0.5);
  }
}

function drawWords(
  ctx: CanvasRenderingContext2D, sx: (x: number) => number, sy: (y: number) => number, geometry: Geometry, bundle: Bundle, options: Options,
): void {
  ctx.font = `11px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineWidth = 4;
  ctx.lineJoin = "round";
  ctx.strokeStyle = options.colors.halo;
  for (const line of linesOf(geometry, options.colors, bundle)) {
    const room = Math.hypot(sx(line.x2) - sx(line.x1), sy(line.y2) - sy(line.y1));
    const fits = Math.min(30, Math.floor((room - 22) / 5.8));
    if (fits < 5) continue;
    const more = line.edges.length > 1 ? ` +${line.edges.length - 1}` : "";
    const edge = line.edges[0];
    const words = options.predicate(geometry.data.statement[edge]);
    // What is only said about somebody stands in quotation marks, what only mentions somebody in brackets.
    const role = geometry.data.raw.roles[geometry.data.role[edge]];
    const spoken = role === "speaker" ? `„${words}“` : role === "mention" ? `(${words})` : words;
    const text = clipWords(spoken, fits - more.length) + more;
    const [mx, my] = pointAt(line, line.style.mark ? 0.3 : 0.5);
    let angle = Math.atan2(line.y2 - line.y1, line.x2 - line.x1);
    if (Math.abs(angle) > Math.PI / 2) angle += Math.PI;
    ctx.save();
    ctx.translate(sx(mx), sy(my));
    ctx.rotate(angle);
    ctx.strokeText(text, 0, 0);
    ctx.fillStyle = options.colors.soft;
    ctx.fillText(text, 0, 0);
    ctx.restore();
  }
}

function clipWords(text: string, length: number): string {
  return text.length > length ? text.slice(0, Math.max(1, length - 1)) + "…" : text;
}

export function itemShape(geometry: Geometry, item: number): Shape {
  const { data } = geometry;
  return item >= data.n ? "circle" : (SHAPES[data.raw.types[data.type[item]]] ?? "dot");
}

export function itemColor(geometry: Geometry, colors: Palette, item: number): string {
  const { data } = geometry;
  return item >= data.n ? colors.hulls[(item - data.n) % colors.hulls.length] : (colors.types[data.raw.types[data.type[item]]] ?? colors.soft);
}

/** Radius on the screen: points stay findable from far away and do not swell without end. */
export function screenRadius(geometry: Geometry, item: number, k: number): number {
  const r = geometry.r(item);
  return item >= geometry.data.n ? Math.max(3, r * k) : Math.max(1.6, r * Math.min(k, 0.55 + k * 0.45));
}

export function drawItems(ctx: CanvasRenderingContext2D, camera: Camera, geometry: Geometry, items: Iterable<number>, options: Options): void {
  const { sx, sy } = toScreen(camera);
  const { colors } = options;
  const { n } = geometry.data;
  const groups = new Map<string, number[]>();
  for (const item of items) {
    const x = sx(geometry.x(item));
    const y = sy(geometry.y(item));
    const r = screenRadius(geometry, item, camera.k);
    if (x + r < 0 || y + r < 0 || x - r > camera.width || y - r > camera.height) continue;
    if (item >= n) {
      ctx.beginPath();
      ctx.arc(x, y, r, 0, 2 * Math.PI);
      ctx.fillStyle = itemColor(geometry, colors, item);
      ctx.globalAlpha = 0.16;
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.strokeStyle = ctx.fillStyle;
      ctx.lineWidth = 1.5;
      ctx.stroke();
      continue;
    }
    const key = `${geometry.data.type[item]}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  for (const group of groups.values()) {
    const shape = itemShape(geometry, group[0]);
    const color = itemColor(geometry, colors, group[0]);
    for (let i = 0; i < group.length; i += 400) {
      ctx.beginPath();
      for (const item of group.slice(i, i + 400)) tracePath(ctx, shape, sx(geometry.x(item)), sy(geometry.y(item)), screenRadius(geometry, item, camera.k));
      ctx.fillStyle = shape === "ring" ? colors.ground : color;
      ctx.fill();
      ctx.strokeStyle = shape === "ring" ? color : colors.ground;
      ctx.lineWidth = shape === "ring" ? 2.5 : 1.2;
      if (camera.k > 0.25) ctx.stroke();
    }
  }
}

export function scenePins(ctx: CanvasRenderingContext2D, camera: Camera, geometry: Geometry, scene: Scene, state: State, colors: Palette): void {
  const { sx, sy } = toScreen(camera);
  const here = new Set(scene.items);
  ctx.fillStyle = colors.ink;
  for (const [v] of state.pinned) {
    if (!here.has(v)) continue;
    const r = screenRadius(geometry, v, camera.k);
    ctx.beginPath();
    ctx.arc(sx(geometry.x(v)) + r * 0.75, sy(geometry.y(v)) - r * 0.75, 2.6, 0, 2 * Math.PI);
    ctx.fill();
  }
}
