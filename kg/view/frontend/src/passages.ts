// Passages: a sentence with what was read from it marked, the speaker and the verb of saying in colour.

import { type Article, type Data, type Detail, type Span, offsets } from "./data.ts";
import { h } from "./dom.ts";

export interface Mark {
  span: Span;
  kind: string;
}

/** Cuts `text[start:end]` (Python offsets) at every mark; nested and overlapping marks are fine. */
export function segments(text: string, start: number, end: number, marks: Mark[]): { from: number; to: number; text: string; kinds: string[] }[] {
  const unit = offsets(text);
  const cuts = new Set([start, end]);
  const here = marks.filter(({ span }) => span[0] < end && span[1] > start);
  for (const { span } of here) for (const edge of span) if (edge > start && edge < end) cuts.add(edge);
  const edges = [...cuts].sort((a, b) => a - b);
  // Marks in order of their start, and those that are open: a text with thousands of marks stays quick.
  const order = [...here].sort((a, b) => a.span[0] - b.span[0]);
  let next = 0;
  let open: Mark[] = [];
  const out = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [from, to] = [edges[i], edges[i + 1]];
    open = open.filter(({ span }) => span[1] > from);
    while (next < order.length && order[next].span[0] <= from) {
      if (order[next].span[1] > from) open.push(order[next]);
      next++;
    }
    out.push({ from, to, text: text.slice(unit(from), unit(to)), kinds: [...new Set(open.map(({ kind }) => kind))] });
  }
  return out;
}

/** The widest passage that is shown of a sentence that is none, such as a text without a full stop. */
const LONGEST = 700;

/** Where a statement's passage begins and ends: its sentence, and its speaker's where that stands elsewhere. */
export function passageOf(detail: Detail): Span | null {
  const around = [...detail.spans, ...detail.subjectSpans, ...detail.objectSpans];
  const bounds = detail.sentence ?? (around.length ? [Math.min(...around.map(([s]) => s)), Math.max(...around.map(([, e]) => e))] as Span : null);
  if (!bounds) return null;
  let [start, end] = bounds;
  // The words that say who speaks often stand beside the quotation, in another sentence.
  for (const [s, e] of [...detail.speakerSpans, ...detail.cueSpans]) {
    if (s < start && start - s < 140) start = s;
    if (e > end && e - end < 140) end = e;
  }
  if (end - start > LONGEST && around.length) {
    const middle = around[0][0];
    start = Math.max(start, middle - LONGEST / 2);
    end = Math.min(end, start + LONGEST);
  }
  return [start, end];
}

export function marksOf(detail: Detail): Mark[] {
  return [
    ...detail.spans.map((span) => ({ span, kind: "evidence" })),
    ...detail.speakerSpans.map((span) => ({ span, kind: "speaker" })),
    ...detail.cueSpans.map((span) => ({ span, kind: "cue" })),
    ...detail.timeSpans.map((span) => ({ span, kind: "when" })),
  ];
}

export function passageText(article: Article, detail: Detail): string {
  const bounds = passageOf(detail);
  if (!bounds) return "";
  const unit = offsets(article.text);
  const [start, end] = [unit(bounds[0]), unit(bounds[1])];
  return (within(article.text, start) ? "… " : "") + article.text.slice(start, end).replace(/\s+/g, " ").trim();
}

/** Whether a passage begins in the middle of a sentence. */
export function within(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 3), start);
  return start > 0 && !/[.!?…:“”"»«]\s*$|\n\s*$/.test(before);
}

/** The passage as an element, or null where the graph has no text for it. */
export function passageElement(data: Data, statement: number): HTMLElement | null {
  const detail = data.detail(statement);
  const article = data.articles[data.article[statement]];
  const bounds = passageOf(detail);
  if (!article?.text || !bounds) return null;
  return h("blockquote", { class: "passage", dir: "auto" }, within(article.text, offsets(article.text)(bounds[0])) && "… ",
    segments(article.text, bounds[0], bounds[1], marksOf(detail)).map(({ text, kinds }) =>
      kinds.length ? h("mark", { class: kinds.join(" ") }, text) : text));
}
