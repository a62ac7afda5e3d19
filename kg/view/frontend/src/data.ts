// What the page holds, read from its JSON blocks. The hot block (nodes, edges, what filters ask for) is
// parsed at once into typed arrays; texts and passages are parsed when somebody first asks for them.

export const CLAIM = 1;
export const NEGATIVE = 2;
export const MODALITY_SHIFT = 2;
/** Order of the modality numbers in `flags >> MODALITY_SHIFT`; 0 is plainly asserted. */
export const MODALITIES = ["none", "wish", "demand", "plan", "obligation", "possibility", "condition"] as const;
export const NO_DAY = -2147483648;

export type Span = [number, number];

export interface Predicate {
  de: string;
  en: string;
  property: string | null;
}

interface RawGraph {
  version: string;
  title: string;
  language: "de" | "en";
  base: string;
  total: number;
  types: string[];
  roles: string[];
  predicates: [string, string, string | null][];
  nodes: {
    iri: string[]; label: string[]; type: number[]; x: number[]; y: number[]; community: number[];
    pagerank: number[]; betweenness: number[]; mentions: number[];
  };
  edges: { from: number[]; to: number[]; statement: number[]; role: number[] };
  statements: {
    predicate: number[]; flags: number[]; speaker: number[]; article: number[]; confidence: number[];
    first: (number | null)[]; last: (number | null)[];
  };
  communities: { name: string[]; x: number[]; y: number[]; r: number[]; size: number[]; rest?: number };
  articles: { iri: string[]; title: string[]; date: (string | null)[] };
  physics: { springLength: number; springConstant: number; gravity: number };
}

/** What is said of one statement beyond what filters need; indices are those of the graph. */
export interface Detail {
  iri: string;
  kind: string;
  subject: number;
  subjectText: string;
  object: number;
  objectText: string;
  /** Of an event without a subject, whose words come last: „die Straße bauen". */
  infinitive: string;
  args: [string, number, string][];
  sentence: Span | null;
  spans: Span[];
  subjectSpans: Span[];
  objectSpans: Span[];
  speakerText: string;
  speakerSpans: Span[];
  cueSpans: Span[];
  time: string | null;
  timeSpans: Span[];
  place: string | null;
}

export interface Entity {
  classes: string[];
  aliases: string[];
  links: string[];
  offices: string[];
}

export interface Quote {
  type: string;
  speaker: number;
  speakerText: string;
  spans: Span[];
  speakerSpans: Span[];
  cueSpans: Span[];
}

export interface Article {
  iri: string;
  title: string;
  date: string | null;
  publisher: string | null;
  url: string | null;
  text: string;
  mentions: [number, number, number, number][];
  quotes: Quote[];
  times: [number, number, string][];
}

function block<T>(id: string): T {
  const element = document.getElementById(id);
  return JSON.parse(element?.textContent || "null") as T;
}

export class Data {
  readonly raw: RawGraph;
  readonly n: number;
  readonly m: number;
  readonly label: string[];
  readonly iri: string[];
  readonly type: Uint8Array;
  /** Positions change when somebody drags a node or turns the physics on. */
  /** Whether x and y have changed places, to fill the view. */
  readonly turned: boolean;
  readonly communityX: readonly number[];
  readonly communityY: readonly number[];
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly homeX: Float64Array;
  readonly homeY: Float64Array;
  readonly community: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly statement: Int32Array;
  readonly role: Uint8Array;
  readonly predicate: Int32Array;
  readonly flags: Uint8Array;
  readonly speaker: Int32Array;
  readonly article: Int32Array;
  readonly confidence: Uint8Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly degree: Int32Array;
  readonly predicates: Predicate[];
  readonly statements: number;
  /** The role of a name that only the words of a statement mention, or -1. */
  readonly mentionRole: number;
  /** So many entities have no tie that the page begins without them. */
  readonly manyLonely: boolean;
  private readonly start: Int32Array;
  private readonly incident: Int32Array;
  private details: Record<keyof Detail, unknown[]> | null = null;
  private entities: Record<keyof Entity, string[][]> | null = null;
  private texts: Article[] | null = null;
  private ofNode: Map<number, number[]> | null = null;

  /** `portrait`: the picture is laid out for a view that is higher than wide. */
  constructor(raw: RawGraph, portrait = false) {
    this.raw = raw;
    const { nodes, edges, statements, communities } = raw;
    this.n = nodes.label.length;
    this.m = edges.from.length;
    this.label = nodes.label;
    this.iri = nodes.iri;
    this.type = Uint8Array.from(nodes.type);
    this.turned = portrait !== extent(nodes.y) > extent(nodes.x);
    this.x = Float64Array.from(this.turned ? nodes.y : nodes.x);
    this.y = Float64Array.from(this.turned ? nodes.x : nodes.y);
    this.communityX = this.turned ? communities.y : communities.x;
    this.communityY = this.turned ? communities.x : communities.y;
    this.homeX = Float64Array.from(this.x);
    this.homeY = Float64Array.from(this.y);
    this.community = Int32Array.from(nodes.community);
    this.from = Int32Array.from(edges.from);
    this.to = Int32Array.from(edges.to);
    this.statement = Int32Array.from(edges.statement);
    this.role = Uint8Array.from(edges.role);
    this.predicate = Int32Array.from(statements.predicate);
    this.flags = Uint8Array.from(statements.flags);
    this.speaker = Int32Array.from(statements.speaker);
    this.article = Int32Array.from(statements.article);
    this.confidence = Uint8Array.from(statements.confidence);
    this.first = Int32Array.from(statements.first, (day) => day ?? NO_DAY);
    this.last = Int32Array.from(statements.last, (day) => day ?? NO_DAY);
    this.statements = this.predicate.length;
    this.predicates = raw.predicates.map(([de, en, property]) => ({ de, en, property }));
    this.degree = new Int32Array(this.n);
    for (let e = 0; e < this.m; e++) {
      if (this.from[e] === this.to[e]) continue;
      this.degree[this.from[e]]++;
      this.degree[this.to[e]]++;
    }
    this.mentionRole = raw.roles.indexOf("mention");
    let lonely = 0;
    for (let v = 0; v < this.n; v++) if (!this.degree[v]) lonely++;
    this.manyLonely = lonely > 30 && lonely * 4 > this.n && lonely < this.n;
    this.start = new Int32Array(this.n + 1);
    for (let v = 0; v < this.n; v++) this.start[v + 1] = this.start[v] + this.degree[v];
    this.incident = new Int32Array(this.start[this.n]);
    const fill = this.start.slice(0, this.n);
    for (let e = 0; e < this.m; e++) {
      if (this.from[e] === this.to[e]) continue;
      this.incident[fill[this.from[e]]++] = e;
      this.incident[fill[this.to[e]]++] = e;
    }
  }

  /** Edges at a node, loops left out. */
  edgesOf(node: number): Int32Array {
    return this.incident.subarray(this.start[node], this.start[node + 1]);
  }

  other(edge: number, node: number): number {
    return this.from[edge] === node ? this.to[edge] : this.from[edge];
  }

  isClaim(statement: number): boolean {
    return (this.flags[statement] & CLAIM) !== 0;
  }

  isNegative(statement: number): boolean {
    return (this.flags[statement] & NEGATIVE) !== 0;
  }

  modality(statement: number): number {
    return this.flags[statement] >> MODALITY_SHIFT;
  }

  fullIri(short: string): string {
    return short.startsWith(":") ? this.raw.base + short.slice(1) : short;
  }

  detail(statement: number): Detail {
    this.details ??= block("kg-statements");
    const result: Record<string, unknown> = {};
    for (const [key, column] of Object.entries(this.details ?? {})) result[key] = column[statement];
    for (const key of ["spans", "subjectSpans", "objectSpans", "speakerSpans", "cueSpans", "timeSpans", "args"])
      result[key] ??= [];
    for (const key of ["subjectText", "objectText", "speakerText", "infinitive", "kind"]) result[key] ??= "";
    return result as unknown as Detail;
  }

  entity(node: number): Entity {
    this.entities ??= block("kg-entities");
    const all = this.entities;
    return {
      classes: all?.classes[node] ?? [],
      aliases: all?.aliases[node] ?? [],
      links: all?.links[node] ?? [],
      offices: all?.offices[node] ?? [],
    };
  }

  get articles(): Article[] {
    this.texts ??= block<Article[]>("kg-articles") ?? [];
    return this.texts;
  }

  /** Statements in which a node takes part: as subject, object, argument or speaker. */
  statementsOf(node: number): number[] {
    if (!this.ofNode) {
      this.details ??= block("kg-statements");
      const map = new Map<number, number[]>();
      const add = (who: number, s: number): void => {
        if (who < 0) return;
        const list = map.get(who);
        if (!list) map.set(who, [s]);
        else if (list[list.length - 1] !== s) list.push(s);
      };
      const subject = (this.details?.subject ?? []) as number[];
      const object = (this.details?.object ?? []) as number[];
      const args = (this.details?.args ?? []) as ([string, number, string][] | null)[];
      for (let s = 0; s < this.statements; s++) {
        add(subject[s], s);
        add(object[s], s);
        for (const argument of args[s] ?? []) add(argument[1], s);
        add(this.speaker[s], s);
      }
      this.ofNode = map;
    }
    return this.ofNode.get(node) ?? [];
  }
}

function extent(values: readonly number[]): number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return high - low;
}

export function load(): Data {
  return new Data(block<RawGraph>("kg-graph"), window.innerHeight > window.innerWidth);
}

const turned: { text: string; unit: (index: number) => number }[] = [];

/** Turns Python's offsets (code points) into JavaScript's (UTF-16 units) for one text; the last texts are kept. */
export function offsets(text: string): (index: number) => number {
  const known = turned.find((entry) => entry.text === text);
  if (known) return known.unit;
  const unit = turn(text);
  turned.unshift({ text, unit });
  turned.length = Math.min(turned.length, 4);
  return unit;
}

function turn(text: string): (index: number) => number {
  if (!/[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text)) return (index) => index;
  const map: number[] = [];
  let units = 0;
  for (const character of text) {
    map.push(units);
    units += character.length;
  }
  map.push(units);
  return (index) => map[Math.max(0, Math.min(index, map.length - 1))];
}

/** Characters of a text as Python counts them. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i + 1 < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) length--;
  return length;
}
