// The canvas: a scene that is drawn once and then moved like a map, and an overlay with the selection.
// While somebody pans or zooms, a large scene is not drawn anew but shifted by the compositor; it is drawn
// sharply again when they pause. That is what keeps the frame rate up without a GPU.

import type { Data } from "./data.ts";
import {
  type Camera, Geometry, type Options, bundleStyle, drawBundles, drawItems, itemShape, linesOf, scenePins, screenRadius, toScreen,
} from "./draw.ts";
import { bundleAt, itemAt } from "./hit.ts";
import { drawHulls, hullNames } from "./hulls.ts";
import { type Placed, drawLabels, placeLabels } from "./labels.ts";
import type { Scene } from "./scene.ts";
import type { State } from "./state.ts";
import { palette, tracePath } from "./theme.ts";

/** Pixels beyond the view that a scene is drawn for, so that a pan has something to show. */
const MARGIN = 240;
/** Milliseconds that a scene may take to be drawn in every frame of a movement. */
const QUICK = 9;

export type Hit = { kind: "item"; item: number } | { kind: "bundle"; bundle: number } | null;

export interface Handlers {
  select: (hit: Hit, additive: boolean) => void;
  open: (hit: Hit) => void;
  moved: (item: number, x: number, y: number, done: boolean) => void;
  hover: (hit: Hit, x: number, y: number) => void;
  area: (items: number[]) => void;
}

export interface Marked {
  items: Set<number>;
  bundles: Set<number>;
  /** Draw everything else faintly. */
  dim: boolean;
}

export class GraphView {
  geometry: Geometry;
  scene!: Scene;
  state!: State;
  readonly camera: Camera = { x: 0, y: 0, k: 1, width: 800, height: 600 };
  marked: Marked = { items: new Set(), bundles: new Set(), dim: false };
  hovered: Hit = null;
  /** Pixels at the bottom of the view that something else lies over. */
  covered = 0;
  /** The same at its left. */
  coveredLeft = 0;
  predicate: (statement: number) => string = () => "";
  community: (index: number) => string = () => "";
  private readonly base: HTMLCanvasElement;
  private readonly over: HTMLCanvasElement;
  private drawn: Camera | null = null;
  private cost = 0;
  private stale = true;
  private frame = 0;
  private settle = 0;
  private labels: Placed[] = [];
  private animation: { from: Camera; to: { x: number; y: number; k: number }; start: number } | null = null;
  private box: { x1: number; y1: number; x2: number; y2: number } | null = null;
  private readonly widths = new Map<string, number>();
  private readonly ruler = document.createElement("canvas").getContext("2d")!;

  constructor(readonly host: HTMLElement, readonly data: Data, state: State, private readonly handlers: Handlers) {
    this.base = document.createElement("canvas");
    this.over = document.createElement("canvas");
    this.base.className = "base";
    this.over.className = "over";
    this.base.setAttribute("aria-hidden", "true");
    this.over.setAttribute("aria-hidden", "true");
    host.prepend(this.base, this.over);
    this.geometry = new Geometry(data, state);
    new ResizeObserver(() => this.resize()).observe(host);
    this.listen();
    this.resize();
  }

  show(scene: Scene, state: State): void {
    if (!this.state || this.state.size !== state.size) this.geometry = new Geometry(this.data, state);
    this.scene = scene;
    this.state = state;
    this.redraw();
  }

  /** Few enough things to draw anew whenever something changes. */
  private get small(): boolean {
    return this.scene.items.length + this.scene.bundles.length <= 2500;
  }

  mark(marked: Marked): void {
    this.marked = marked;
    if (this.small) this.redraw();
    else this.schedule();
  }

  redraw(): void {
    this.stale = true;
    this.schedule();
  }

  schedule(): void {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.tick());
  }

  resize(): void {
    const { clientWidth, clientHeight } = this.host;
    if (!clientWidth || !clientHeight) return;
    this.camera.width = clientWidth;
    this.camera.height = clientHeight;
    this.fitCanvas(this.over, clientWidth, clientHeight, this.ratio);
    this.redraw();
  }

  private get ratio(): number {
    return Math.min(2, window.devicePixelRatio || 1);
  }

  private fitCanvas(canvas: HTMLCanvasElement, width: number, height: number, ratio: number): void {
    const w = Math.round(width * ratio);
    const h = Math.round(height * ratio);
    if (canvas.width !== w || canvas.height !== h) {
      canvas.width = w;
      canvas.height = h;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    canvas.getContext("2d")!.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  options(words: "none" | "all" = this.state.edgeLabels === "all" ? "all" : "none"): Options {
    return {
      colors: palette(), state: this.state, words, hulls: this.state.hulls, weak: false, strong: new Set(), predicate: this.predicate, community: this.community,
    };
  }

  private tick(): void {
    this.frame = 0;
    if (this.animation) this.animate();
    if (!this.scene) return;
    const quick = this.cost < QUICK;
    if (this.stale || (quick && this.moved()) || this.outside()) this.drawBase(quick);
    else if (this.moved()) {
      this.transform();
      window.clearTimeout(this.settle);
      this.settle = window.setTimeout(() => this.redraw(), 140);
    }
    this.drawOver();
    if (this.animation) this.schedule();
  }

  private moved(): boolean {
    const { drawn, camera } = this;
    return !drawn || drawn.x !== camera.x || drawn.y !== camera.y || drawn.k !== camera.k;
  }

  /** Whether the view shows a place that the drawn scene does not reach. */
  private outside(): boolean {
    const { drawn, camera } = this;
    if (!drawn) return true;
    const f = camera.k / drawn.k;
    if (f > 3 || f < 0.34) return true;
    const dx = Math.abs(camera.x - drawn.x) * camera.k;
    const dy = Math.abs(camera.y - drawn.y) * camera.k;
    // Below scale 1 the drawn scene covers less than the view in any case; wait until the gap is large.
    const spare = f >= 1 ? (drawn.width * f - camera.width) / 2 : MARGIN * 2;
    const spareY = f >= 1 ? (drawn.height * f - camera.height) / 2 : MARGIN * 2;
    return dx > spare + 60 || dy > spareY + 60;
  }

  private drawBase(quick: boolean): void {
    window.clearTimeout(this.settle);
    const start = performance.now();
    const margin = quick && this.cost > 0 ? 0 : MARGIN;
    const camera = { ...this.camera, margin, width: this.camera.width + 2 * margin, height: this.camera.height + 2 * margin };
    this.fitCanvas(this.base, camera.width, camera.height, this.ratio);
    const ctx = this.base.getContext("2d")!;
    this.labels = this.paint(ctx, camera);
    this.drawn = camera;
    this.stale = false;
    this.transform();
    // Without a GPU drawing may go on after the call; ask for a pixel to know what it really took.
    this.cost = performance.now() - start;
    if (this.scene.items.length + this.scene.bundles.length > 800) this.cost = Math.max(this.cost, QUICK + 1);
  }

  /** Draws scene, labels and all on any context; the PNG is made with it as well. */
  paint(ctx: CanvasRenderingContext2D, camera: Camera, words?: "none" | "all"): Placed[] {
    const options = this.options(words);
    for (const item of this.marked.items) if (this.marked.items.size < 40) options.strong.add(item);
    ctx.fillStyle = options.colors.ground;
    ctx.fillRect(0, 0, camera.width, camera.height);
    if (options.hulls) drawHulls(ctx, camera, this.geometry, this.scene, options);
    drawBundles(ctx, camera, this.geometry, this.scene.bundles, options);
    drawItems(ctx, camera, this.geometry, this.scene.items, options);
    scenePins(ctx, camera, this.geometry, this.scene, this.state, options.colors);
    const names = options.hulls ? hullNames(camera, this.geometry, this.scene, options) : [];
    const labels = placeLabels((text, font) => this.width(text, font), camera, this.geometry, this.scene, options, 260, names);
    // Names that the overlay writes again would show through its veil.
    const again = this.marked.dim && this.small ? this.marked.items : new Set<number>();
    drawLabels(ctx, again.size ? labels.filter(({ item }) => !again.has(item)) : labels, options);
    return labels;
  }

  private width(text: string, font: string): number {
    const key = font + text;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.ruler.font = font;
      width = this.ruler.measureText(text).width;
      if (this.widths.size > 20_000) this.widths.clear();
      this.widths.set(key, width);
    }
    return width;
  }

  private transform(): void {
    const { drawn, camera } = this;
    if (!drawn) return;
    const f = camera.k / drawn.k;
    const dx = (drawn.x - camera.x) * camera.k + (camera.width - drawn.width * f) / 2;
    const dy = (drawn.y - camera.y) * camera.k + (camera.height - drawn.height * f) / 2;
    this.base.style.transform = `translate(${dx}px, ${dy}px) scale(${f})`;
  }

  private drawOver(): void {
    const ctx = this.over.getContext("2d")!;
    const { camera, marked } = this;
    this.fitCanvas(this.over, camera.width, camera.height, this.ratio);
    ctx.clearRect(0, 0, camera.width, camera.height);
    const options = this.options(this.state.edgeLabels === "off" ? "none" : "all");
    options.weak = true;
    const bundles = [...marked.bundles].slice(0, 1500).map((i) => this.scene.bundles[i]).filter(Boolean);
    if (marked.dim && (marked.items.size || marked.bundles.size)) {
      ctx.globalAlpha = 0.76;
      ctx.fillStyle = options.colors.ground;
      ctx.fillRect(0, 0, camera.width, camera.height);
      ctx.globalAlpha = 1;
      drawBundles(ctx, camera, this.geometry, bundles, options);
      drawItems(ctx, camera, this.geometry, marked.items, options);
      const some = { ...this.scene, items: [...marked.items] };
      const labels = placeLabels((text, font) => this.width(text, font), camera, this.geometry, some, options, 80);
      drawLabels(ctx, labels, options);
    }
    this.ring(ctx, options);
    if (this.box) {
      ctx.strokeStyle = options.colors.accent;
      ctx.setLineDash([4, 3]);
      const { x1, y1, x2, y2 } = this.box;
      ctx.strokeRect(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
      ctx.setLineDash([]);
    }
  }

  /** A ring around what is selected and what the pointer is on. */
  private ring(ctx: CanvasRenderingContext2D, options: Options): void {
    const { sx, sy } = toScreen(this.camera);
    const around = (item: number, color: string, width: number): void => {
      if (item >= this.data.n + this.data.raw.communities.name.length) return;
      ctx.beginPath();
      tracePath(ctx, itemShape(this.geometry, item), sx(this.geometry.x(item)), sy(this.geometry.y(item)), screenRadius(this.geometry, item, this.camera.k) + 4);
      ctx.strokeStyle = color;
      ctx.lineWidth = width;
      ctx.stroke();
    };
    const selection = this.state.selection;
    if (selection?.kind === "node") around(this.standIn(selection.id), options.colors.accent, 2.5);
    if (selection?.kind === "community") around(this.data.n + selection.id, options.colors.accent, 2.5);
    if (this.hovered?.kind === "item") around(this.hovered.item, options.colors.ink, 1.5);
    if (this.hovered?.kind === "bundle") {
      const bundle = this.scene.bundles[this.hovered.bundle];
      if (bundle)
        for (const line of linesOf(this.geometry, options.colors, bundle)) {
          ctx.beginPath();
          ctx.moveTo(sx(line.x1), sy(line.y1));
          ctx.quadraticCurveTo(sx(line.cx), sy(line.cy), sx(line.x2), sy(line.y2));
          ctx.strokeStyle = bundleStyle(this.data, options.colors, bundle).color;
          ctx.globalAlpha = 0.35;
          ctx.lineWidth = 7;
          ctx.stroke();
          ctx.globalAlpha = 1;
        }
    }
  }

  /** The item that stands for an entity in this scene: itself or its community. */
  standIn(v: number): number {
    const c = this.data.community[v];
    return this.scene.clustered && c >= 0 && !this.state.expanded.includes(c) ? this.data.n + c : v;
  }

  // --- camera ----------------------------------------------------------------------------------------

  bounds(items: Iterable<number> = this.scene.items): { x1: number; y1: number; x2: number; y2: number } | null {
    let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const item of items) {
      const [x, y, r] = [this.geometry.x(item), this.geometry.y(item), this.geometry.r(item)];
      // The name under a point is wider than the point.
      const half = item < this.data.n ? Math.max(r, Math.min(30, this.data.label[item].length) * 3.3) : r;
      x1 = Math.min(x1, x - half);
      x2 = Math.max(x2, x + half);
      y1 = Math.min(y1, y - r);
      y2 = Math.max(y2, y + r);
    }
    return x1 <= x2 ? { x1, y1, x2, y2 } : null;
  }

  fit(items?: Iterable<number>, animate = true, most = 1.25): void {
    const bounds = this.bounds(items);
    if (!bounds) return;
    const width = this.camera.width - this.coveredLeft;
    const height = this.camera.height - this.covered;
    const k = Math.max(0.002, Math.min((width - 48) / (bounds.x2 - bounds.x1 + 20), (height - 80) / (bounds.y2 - bounds.y1 + 30), most));
    this.flyTo((bounds.x1 + bounds.x2) / 2 - this.coveredLeft / 2 / k, (bounds.y1 + bounds.y2) / 2 + this.covered / 2 / k, k, animate);
  }

  flyTo(x: number, y: number, k = this.camera.k, animate = true): void {
    if (!animate || window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      Object.assign(this.camera, { x, y, k });
      this.animation = null;
    } else this.animation = { from: { ...this.camera }, to: { x, y, k }, start: performance.now() };
    this.schedule();
  }

  private animate(): void {
    const { from, to, start } = this.animation!;
    const t = Math.min(1, (performance.now() - start) / 320);
    const e = 1 - (1 - t) ** 3;
    this.camera.k = from.k * (to.k / from.k) ** e;
    this.camera.x = from.x + (to.x - from.x) * e;
    this.camera.y = from.y + (to.y - from.y) * e;
    if (t >= 1) this.animation = null;
  }

  zoom(factor: number, x = this.camera.width / 2, y = this.camera.height / 2): void {
    const { camera } = this;
    const k = Math.max(0.002, Math.min(8, camera.k * factor));
    const wx = camera.x + (x - camera.width / 2) / camera.k;
    const wy = camera.y + (y - camera.height / 2) / camera.k;
    camera.x = wx - (x - camera.width / 2) / k;
    camera.y = wy - (y - camera.height / 2) / k;
    camera.k = k;
    this.animation = null;
    this.schedule();
  }

  pan(dx: number, dy: number): void {
    this.camera.x -= dx / this.camera.k;
    this.camera.y -= dy / this.camera.k;
    this.animation = null;
    this.schedule();
  }

  // --- what is under the pointer ----------------------------------------------------------------------

  hit(px: number, py: number): Hit {
    const { geometry, scene, camera } = this;
    const item = itemAt(geometry, scene, camera, px, py);
    if (item >= 0) return { kind: "item", item };
    const named = this.labelAt(px, py);
    if (named >= 0) return { kind: "item", item: named };
    const bundle = bundleAt(geometry, scene, camera, px, py);
    return bundle >= 0 ? { kind: "bundle", bundle } : null;
  }

  /** The item whose name is under the pointer, where names stand as they were drawn. */
  private labelAt(px: number, py: number): number {
    const { drawn, camera } = this;
    if (!drawn || this.moved() || this.cost >= QUICK) return -1;
    for (const { item, x, y, text, size, align } of this.labels) {
      if (item < 0) continue;
      const w = text.length * size * 0.56;
      const x1 = (align === "center" ? x - w / 2 : align === "left" ? x : x - w) - (drawn.width - camera.width) / 2;
      if (px >= x1 && px <= x1 + w && Math.abs(py - y + (drawn.height - camera.height) / 2) < size * 0.65) return item;
    }
    return -1;
  }

  // --- pointer ---------------------------------------------------------------------------------------

  private listen(): void {
    const { host, handlers } = this;
    const pointers = new Map<number, { x: number; y: number }>();
    let pressed: { x: number; y: number; hit: Hit; moved: boolean; shift: boolean } | null = null;
    let pinch = 0;
    const at = (event: PointerEvent | WheelEvent | MouseEvent): [number, number] => {
      const box = host.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    this.over.addEventListener("pointerdown", (event) => {
      if (event.button > 0) return;
      const [x, y] = at(event);
      pointers.set(event.pointerId, { x, y });
      this.over.setPointerCapture(event.pointerId);
      host.focus({ preventScroll: true });
      if (pointers.size === 1) pressed = { x, y, hit: this.hit(x, y), moved: false, shift: event.shiftKey };
      else pressed = null;
    });
    this.over.addEventListener("pointermove", (event) => {
      const [x, y] = at(event);
      const before = pointers.get(event.pointerId);
      if (!before) {
        const hit = this.hit(x, y);
        if (JSON.stringify(hit) !== JSON.stringify(this.hovered)) {
          this.hovered = hit;
          this.over.style.cursor = hit ? "pointer" : "grab";
          this.schedule();
        }
        handlers.hover(hit, x, y);
        return;
      }
      pointers.set(event.pointerId, { x, y });
      if (pointers.size === 2) {
        const [p, q] = [...pointers.values()];
        const distance = Math.hypot(p.x - q.x, p.y - q.y);
        if (pinch) this.zoom(distance / pinch, (p.x + q.x) / 2, (p.y + q.y) / 2);
        pinch = distance;
        return;
      }
      if (!pressed) return;
      if (!pressed.moved && Math.hypot(x - pressed.x, y - pressed.y) < 4) return;
      pressed.moved = true;
      handlers.hover(null, x, y);
      if (pressed.shift) {
        this.box = { x1: pressed.x, y1: pressed.y, x2: x, y2: y };
        this.schedule();
      } else if (pressed.hit?.kind === "item" && pressed.hit.item < this.data.n) {
        const item = pressed.hit.item;
        this.data.x[item] += (x - before.x) / this.camera.k;
        this.data.y[item] += (y - before.y) / this.camera.k;
        handlers.moved(item, this.data.x[item], this.data.y[item], false);
        this.redraw();
      } else this.pan(x - before.x, y - before.y);
    });
    const up = (event: PointerEvent): void => {
      pointers.delete(event.pointerId);
      pinch = 0;
      if (!pressed) return;
      const done = pressed;
      pressed = null;
      if (this.box) {
        const { x1, y1, x2, y2 } = this.box;
        const { sx, sy } = toScreen(this.camera);
        this.box = null;
        handlers.area(this.scene.items.filter((item) => {
          const [ix, iy] = [sx(this.geometry.x(item)), sy(this.geometry.y(item))];
          return ix >= Math.min(x1, x2) && ix <= Math.max(x1, x2) && iy >= Math.min(y1, y2) && iy <= Math.max(y1, y2);
        }));
      } else if (!done.moved) handlers.select(done.hit, event.shiftKey);
      else if (done.hit?.kind === "item" && done.hit.item < this.data.n)
        handlers.moved(done.hit.item, this.data.x[done.hit.item], this.data.y[done.hit.item], true);
      this.schedule();
    };
    this.over.addEventListener("pointerup", up);
    this.over.addEventListener("pointercancel", up);
    this.over.addEventListener("pointerleave", () => {
      this.hovered = null;
      handlers.hover(null, 0, 0);
      this.schedule();
    });
    this.over.addEventListener("dblclick", (event) => handlers.open(this.hit(...at(event))));
    this.over.addEventListener("wheel", (event) => {
      event.preventDefault();
      const step = event.deltaMode === 1 ? event.deltaY * 18 : event.deltaY;
      this.zoom(Math.exp(-Math.max(-160, Math.min(160, step)) * 0.0022), ...at(event));
    }, { passive: false });
  }
}
