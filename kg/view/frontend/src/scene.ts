// From the data and the state to what is drawn: items (entities, or communities that stand for their members)
// and bundles (all statements between two items).

import { Data, NO_DAY } from "./data.ts";
import type { State } from "./state.ts";

/** Above this many entities the page opens on an overview of communities. */
export const OVERVIEW_FROM = 3000;

export interface Bundle {
  a: number;
  b: number;
  /** Indices of edges of the data. */
  edges: number[];
  /** A tie between two communities that is not among the strongest of either. */
  weak?: boolean;
}

export interface Scene {
  /** Item i < data.n is the entity i; item data.n + c is the community c. */
  items: number[];
  bundles: Bundle[];
  /** Bundles at an item. */
  at: Map<number, number[]>;
  edgeOn: Uint8Array;
  /** Whether a statement passes the filters, with or without an edge. */
  statementOn: Uint8Array;
  entities: number;
  grouped: number;
  edges: number;
  clustered: boolean;
  /** How many bundles the overview leaves out. */
  weak: number;
  /** Entities without a tie that are left out. */
  lonely: number;
}

export function statementPasses(data: Data, state: State): Uint8Array {
  const on = new Uint8Array(data.statements);
  const predicates = new Set(state.predicates);
  const speakers = new Set(state.speakers);
  const articles = new Set(state.articles);
  const modalitiesOff = new Set(state.modalitiesOff);
  const published = data.raw.articles.date.map(day);
  for (let s = 0; s < data.statements; s++) {
    const claim = data.isClaim(s);
    if (claim ? !state.claims : !state.facts) continue;
    if (data.isNegative(s) ? !state.negative : !state.positive) continue;
    if (modalitiesOff.size && modalitiesOff.has(data.modality(s))) continue;
    if (data.confidence[s] < state.confidence) continue;
    if (predicates.size && !predicates.has(data.predicate[s])) continue;
    if (speakers.size && !speakers.has(data.speaker[s])) continue;
    if (articles.size && !articles.has(data.article[s])) continue;
    if (state.from !== null || state.to !== null) {
      if (data.first[s] === NO_DAY) continue;
      if (state.from !== null && data.last[s] < state.from) continue;
      if (state.to !== null && data.first[s] > state.to) continue;
    }
    if (state.publishedFrom !== null || state.publishedTo !== null) {
      const when = published[data.article[s]] ?? null;
      if (when === null) continue;
      if (state.publishedFrom !== null && when < state.publishedFrom) continue;
      if (state.publishedTo !== null && when > state.publishedTo) continue;
    }
    on[s] = 1;
  }
  return on;
}

export function day(text: string | null): number | null {
  const time = text === null ? NaN : Date.parse(text.slice(0, 10) + "T00:00:00Z");
  return Number.isNaN(time) ? null : Math.round(time / 86_400_000);
}

/** Entities within `hops` edges of the start, over the edges that pass. */
export function neighbourhood(data: Data, start: readonly number[], hops: number, edgeOn: Uint8Array): Set<number> {
  const seen = new Set(start);
  let rim = [...start];
  for (let hop = 0; hop < hops && rim.length; hop++) {
    const next: number[] = [];
    for (const node of rim)
      for (const edge of data.edgesOf(node)) {
        if (!edgeOn[edge]) continue;
        const other = data.other(edge, node);
        if (!seen.has(other)) {
          seen.add(other);
          next.push(other);
        }
      }
    rim = next;
  }
  return seen;
}

export function buildScene(data: Data, state: State, pathNodes: Set<number> | null = null): Scene {
  const statementOn = statementPasses(data, state);
  const nodeOn = new Uint8Array(data.n).fill(1);
  const typesOff = new Set(state.typesOff);
  if (typesOff.size) for (let v = 0; v < data.n; v++) if (typesOff.has(data.type[v])) nodeOn[v] = 0;
  if (state.degree > 0) for (let v = 0; v < data.n; v++) if (data.degree[v] < state.degree) nodeOn[v] = 0;
  for (const v of state.hidden) nodeOn[v] = 0;

  const edgeOn = new Uint8Array(data.m);
  for (let e = 0; e < data.m; e++)
    if (statementOn[data.statement[e]] && (state.mentions || data.role[e] !== data.mentionRole) && nodeOn[data.from[e]] && nodeOn[data.to[e]]) edgeOn[e] = 1;

  const limited = pathNodes ?? (state.focus.length ? neighbourhood(data, state.focus, state.hops, edgeOn) : null);
  if (limited) {
    for (let v = 0; v < data.n; v++) if (!limited.has(v)) nodeOn[v] = 0;
    for (let e = 0; e < data.m; e++) if (edgeOn[e] && !(nodeOn[data.from[e]] && nodeOn[data.to[e]])) edgeOn[e] = 0;
  }
  let lonely = 0;
  if (!state.lonely || onlyTied(state)) {
    const tied = new Uint8Array(data.n);
    for (let e = 0; e < data.m; e++) if (edgeOn[e] && data.from[e] !== data.to[e]) tied[data.from[e]] = tied[data.to[e]] = 1;
    for (const v of state.focus) tied[v] = 1;
    for (let v = 0; v < data.n; v++) if (!tied[v] && nodeOn[v]) {
      nodeOn[v] = 0;
      lonely++;
    }
    // What is left of somebody without ties is what they do to themselves.
    for (let e = 0; e < data.m; e++) if (edgeOn[e] && !nodeOn[data.from[e]]) edgeOn[e] = 0;
  }

  const clustered = data.n > OVERVIEW_FROM && !(limited && limited.size <= OVERVIEW_FROM);
  const expanded = new Set(state.expanded);
  const stand = (v: number): number => {
    const c = data.community[v];
    return !clustered || c < 0 || expanded.has(c) ? v : data.n + c;
  };
  const present = new Uint8Array(data.n + data.raw.communities.name.length);
  let entities = 0;
  let grouped = 0;
  for (let v = 0; v < data.n; v++) {
    if (!nodeOn[v]) continue;
    const item = stand(v);
    present[item] = 1;
    if (item >= data.n) grouped++;
    else entities++;
  }
  const items: number[] = [];
  for (let i = 0; i < present.length; i++) if (present[i]) items.push(i);

  const bundles: Bundle[] = [];
  const index = new Map<number, number>();
  const at = new Map<number, number[]>();
  const width = present.length;
  let edges = 0;
  for (let e = 0; e < data.m; e++) {
    if (!edgeOn[e]) continue;
    edges++;
    const s = stand(data.from[e]);
    const t = stand(data.to[e]);
    if (s === t && s >= data.n) continue;
    const a = s < t ? s : t;
    const b = s < t ? t : s;
    const key = a * width + b;
    const known = index.get(key);
    if (known !== undefined) bundles[known].edges.push(e);
    else {
      index.set(key, bundles.length);
      for (const end of a === b ? [a] : [a, b]) {
        const list = at.get(end);
        if (list) list.push(bundles.length);
        else at.set(end, [bundles.length]);
      }
      bundles.push({ a, b, edges: [e] });
    }
  }
  const weak = clustered ? weaken(bundles, at, data.n) : 0;
  return { items, bundles, at, edgeOn, statementOn, entities, grouped, edges, clustered, weak, lonely };
}

/** Strongest ties of each community that an overview shows. */
const STRONGEST = 3;

/** Marks the ties between communities that an overview is clearer without; gives their number. */
function weaken(bundles: Bundle[], at: Map<number, number[]>, n: number): number {
  const keep = new Set<number>();
  for (const [item, list] of at) {
    if (item < n) continue;
    const ties = list.filter((b) => bundles[b].a >= n && bundles[b].b >= n);
    ties.sort((p, q) => bundles[q].edges.length - bundles[p].edges.length || p - q);
    for (const b of ties.slice(0, STRONGEST)) keep.add(b);
  }
  let weak = 0;
  bundles.forEach((bundle, b) => {
    bundle.weak = bundle.a >= n && bundle.b >= n && !keep.has(b);
    if (bundle.weak) weak++;
  });
  return weak;
}

/** A filter on statements asks about ties: an entity that keeps none of them would only be in the way. */
function onlyTied(state: State): boolean {
  return state.predicates.length > 0 || state.speakers.length > 0 || state.articles.length > 0 ||
    state.modalitiesOff.length > 0 || !state.facts || !state.claims || !state.positive || !state.negative ||
    state.confidence > 0 || state.from !== null || state.to !== null ||
    state.publishedFrom !== null || state.publishedTo !== null;
}
