// The moving layout, off unless somebody turns it on: d3-force over what is shown, seeded by where things are.

import { type Simulation, type SimulationNodeDatum, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { App } from "./app.ts";

/** Above so many entities a moving layout is no help to anybody. */
export const MOST = 3000;

interface Body extends SimulationNodeDatum {
  item: number;
  r: number;
}

let simulation: Simulation<Body, undefined> | null = null;

export function running(): boolean {
  return simulation !== null;
}

export function stopPhysics(): void {
  simulation?.stop();
  simulation = null;
  document.body.dataset.physics = "off";
}

export function startPhysics(app: App): void {
  stopPhysics();
  const { data, scene, view } = app;
  const items = scene.items.filter((item) => item < data.n);
  if (!items.length || items.length > MOST) return;
  const { springLength, springConstant, gravity } = data.raw.physics;
  const pinned = new Map(app.store.state.pinned.map(([v, x, y]) => [v, [x, y] as const]));
  const bodies: Body[] = items.map((item) => ({
    item, x: data.x[item], y: data.y[item], r: view.geometry.r(item), fx: pinned.get(item)?.[0] ?? null, fy: pinned.get(item)?.[1] ?? null,
  }));
  const place = new Map(bodies.map((body, i) => [body.item, i]));
  const links = scene.bundles.filter(({ a, b }) => a !== b && place.has(a) && place.has(b)).map(({ a, b }) => ({ source: place.get(a)!, target: place.get(b)! }));
  document.body.dataset.physics = "on";
  simulation = forceSimulation(bodies)
    .force("link", forceLink<Body, { source: number | Body; target: number | Body }>(links).distance(springLength).strength(springConstant))
    .force("charge", forceManyBody<Body>().strength(-260).distanceMax(900))
    .force("x", forceX<Body>(0).strength(gravity)).force("y", forceY<Body>(0).strength(gravity))
    .force("collide", forceCollide<Body>((body) => body.r + 14))
    .alphaDecay(0.015)
    .on("tick", () => {
      for (const body of bodies) {
        data.x[body.item] = body.x ?? 0;
        data.y[body.item] = body.y ?? 0;
      }
      view.redraw();
    })
    .on("end", () => stopPhysics());
}
