// What somebody has chosen to see. One immutable value; every change makes a new one, so that undo is a list
// of old values and the URL's fragment is a way to write one down.

import type { Data } from "./data.ts";

export type Selection =
  | { kind: "node"; id: number }
  | { kind: "statement"; id: number }
  | { kind: "pair"; a: number; b: number }
  | { kind: "community"; id: number }
  | null;

export interface State {
  readonly mode: "graph" | "table" | "article";
  readonly selection: Selection;
  readonly article: number;
  readonly typesOff: readonly number[];
  readonly predicates: readonly number[];
  readonly speakers: readonly number[];
  readonly articles: readonly number[];
  readonly modalitiesOff: readonly number[];
  readonly facts: boolean;
  readonly claims: boolean;
  readonly positive: boolean;
  readonly negative: boolean;
  readonly confidence: number;
  readonly degree: number;
  /** Days since 1970-01-01; event time. */
  readonly from: number | null;
  readonly to: number | null;
  /** The same for the day of publication. */
  readonly publishedFrom: number | null;
  readonly publishedTo: number | null;
  readonly focus: readonly number[];
  readonly hops: number;
  readonly path: readonly [number, number] | null;
  readonly hidden: readonly number[];
  readonly pinned: readonly (readonly [number, number, number])[];
  readonly expanded: readonly number[];
  readonly size: "degree" | "pagerank" | "betweenness" | "mentions";
  readonly edgeLabels: "off" | "selected" | "all";
  readonly hulls: boolean;
  readonly lonely: boolean;
  /** Ties to names that only the words of a statement mention. */
  readonly mentions: boolean;
}

export const START: State = {
  mode: "graph", selection: null, article: 0, typesOff: [], predicates: [], speakers: [], articles: [],
  modalitiesOff: [], facts: true, claims: true, positive: true, negative: true, confidence: 0, degree: 0,
  from: null, to: null, publishedFrom: null, publishedTo: null, focus: [], hops: 1, path: null, hidden: [],
  pinned: [], expanded: [], size: "pagerank", edgeLabels: "selected", hulls: true, lonely: true, mentions: true,
};

/** What the page of these data begins with. */
export function startFor(data: Data): State {
  return data.manyLonely ? { ...START, lonely: false } : START;
}

export const FILTERS = [
  "typesOff", "predicates", "speakers", "articles", "modalitiesOff", "facts", "claims", "positive", "negative",
  "confidence", "degree", "from", "to", "publishedFrom", "publishedTo",
] as const satisfies readonly (keyof State)[];

export function filtered(state: State): boolean {
  return FILTERS.some((key) => JSON.stringify(state[key]) !== JSON.stringify(START[key]));
}

export function withoutFilters(): Partial<State> {
  return Object.fromEntries(FILTERS.map((key) => [key, START[key]])) as Partial<State>;
}

type Listener = (now: State, before: State) => void;

/** Holds the state, tells listeners, and keeps what `undo` goes back to. */
export class Store {
  private current: State;
  private readonly past: State[] = [];
  private future: State[] = [];
  private readonly listeners: Listener[] = [];

  constructor(start: State) {
    this.current = start;
  }

  get state(): State {
    return this.current;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** `undoable: false` for what one would not look for in a list of steps, such as a running slider. */
  update(patch: Partial<State>, { undoable = true } = {}): void {
    const before = this.current;
    const next = { ...before, ...patch };
    if (JSON.stringify(next) === JSON.stringify(before)) return;
    if (undoable) {
      this.past.push(before);
      if (this.past.length > 200) this.past.shift();
      this.future = [];
    }
    this.go(next);
  }

  undo(): void {
    const state = this.past.pop();
    if (!state) return;
    this.future.push(this.current);
    this.go(state);
  }

  redo(): void {
    const state = this.future.pop();
    if (!state) return;
    this.past.push(this.current);
    this.go(state);
  }

  private go(next: State): void {
    const before = this.current;
    this.current = next;
    for (const listener of this.listeners) listener(next, before);
  }
}

export function toggled<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

// --- the fragment ------------------------------------------------------------------------------------

const NUMBERS = ["confidence", "degree", "from", "to", "publishedFrom", "publishedTo", "hops", "article"] as const;
const FLAGS = ["facts", "claims", "positive", "negative", "hulls", "lonely", "mentions"] as const;
const LISTS = ["typesOff", "predicates", "articles", "modalitiesOff", "expanded"] as const;
const NODES = ["speakers", "focus", "hidden"] as const;
const CHOICES = { mode: ["graph", "table", "article"], size: ["degree", "pagerank", "betweenness", "mentions"],
  edgeLabels: ["off", "selected", "all"] } as const;

/** Entities are written by IRI, so that a link still points at the same person after the file is made anew. */
export function toFragment(state: State, data: Data): string {
  const out = new URLSearchParams();
  const start = startFor(data);
  for (const key of [...NUMBERS, ...FLAGS, ...(Object.keys(CHOICES) as (keyof typeof CHOICES)[])])
    if (state[key] !== start[key]) out.set(key, String(state[key]));
  for (const key of LISTS) if (state[key].length) out.set(key, state[key].join("."));
  for (const key of NODES) if (state[key].length) out.set(key, state[key].map((v) => data.iri[v]).join(" "));
  if (state.path) out.set("path", state.path.map((v) => data.iri[v]).join(" "));
  if (state.pinned.length)
    out.set("pinned", state.pinned.map(([v, ...at]) => [data.iri[v], ...(data.turned ? at.reverse() : at).map(Math.round)].join(" ")).join(" "));
  const selection = state.selection;
  if (selection?.kind === "node") out.set("node", data.iri[selection.id]);
  else if (selection?.kind === "statement") out.set("statement", String(selection.id));
  else if (selection?.kind === "community") out.set("community", String(selection.id));
  else if (selection?.kind === "pair") out.set("pair", `${data.iri[selection.a]} ${data.iri[selection.b]}`);
  return out.toString();
}

/** The inverse; whatever does not fit this page is left out, for a link may be old or made up. */
export function fromFragment(fragment: string, data: Data): State {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const state: Record<string, unknown> = { ...startFor(data) };
  let index: Map<string, number> | null = null;
  const node = (iri: string): number => {
    index ??= new Map(data.iri.map((value, v) => [value, v]));
    return index.get(iri) ?? -1;
  };
  const nodes = (text: string | null): number[] => (text ?? "").split(" ").map(node).filter((v) => v >= 0);
  for (const key of NUMBERS) {
    const text = given.get(key);
    if (text !== null && Number.isFinite(Number(text)) && text !== "") state[key] = Math.round(Number(text));
  }
  for (const key of FLAGS) if (given.has(key)) state[key] = given.get(key) === "true";
  for (const [key, choices] of Object.entries(CHOICES))
    if ((choices as readonly string[]).includes(given.get(key) ?? "")) state[key] = given.get(key);
  const limits = { typesOff: data.raw.types.length, predicates: data.predicates.length,
    articles: data.raw.articles.iri.length, modalitiesOff: 7, expanded: data.raw.communities.name.length };
  for (const key of LISTS)
    if (given.get(key))
      state[key] = given.get(key)!.split(".").map(Number).filter((i) => Number.isInteger(i) && i >= 0 && i < limits[key]);
  for (const key of NODES) if (given.has(key)) state[key] = nodes(given.get(key));
  const path = nodes(given.get("path"));
  if (path.length === 2) state.path = path;
  const pins = (given.get("pinned") ?? "").split(" ");
  const pinned: [number, number, number][] = [];
  for (let i = 0; i + 2 < pins.length; i += 3) {
    const v = node(pins[i]);
    const [x, y] = data.turned ? [+pins[i + 2], +pins[i + 1]] : [+pins[i + 1], +pins[i + 2]];
    if (v >= 0 && Number.isFinite(x) && Number.isFinite(y)) pinned.push([v, x, y]);
  }
  state.pinned = pinned;
  state.hops = Math.max(0, Math.min(6, state.hops as number));
  if (!((state.article as number) >= 0 && (state.article as number) < limits.articles)) state.article = 0;
  const one = node(given.get("node") ?? "\u0000");
  const pair = nodes(given.get("pair"));
  const statement = given.has("statement") ? Number(given.get("statement")) : -1;
  const community = given.has("community") ? Number(given.get("community")) : -1;
  if (one >= 0) state.selection = { kind: "node", id: one };
  else if (pair.length === 2) state.selection = { kind: "pair", a: pair[0], b: pair[1] };
  else if (Number.isInteger(statement) && statement >= 0 && statement < data.statements)
    state.selection = { kind: "statement", id: statement };
  else if (Number.isInteger(community) && community >= 0 && community < limits.expanded)
    state.selection = { kind: "community", id: community };
  return state as unknown as State;
}
