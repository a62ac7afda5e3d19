// The article as it was printed, with what was read from it marked. Marks lead to the graph and back.

import { type App } from "./app.ts";
import { type Article, lengthOf } from "./data.ts";
import { byId, clip, h, name, replace } from "./dom.ts";
import { dateText, t } from "./i18n.ts";
import { type Mark, segments } from "./passages.ts";

/** Characters that are laid out at once; a longer text goes on when somebody scrolls to its end. */
const PIECE = 30_000;

interface Owner {
  node: number;
  statements: number[];
  /** Where the mention or passage begins. */
  start: number;
}

let shown = -1;
let shownFrom = 0;

export function drawArticle(app: App, at?: number): void {
  const { data, store } = app;
  const a = store.state.article;
  const host = byId("article-view");
  if (store.state.mode !== "article") return;
  const from = at !== undefined && at > 4 * PIECE ? at - PIECE / 3 : 0;
  if (shown !== a || shownFrom > (at ?? shownFrom) || from > shownFrom + PIECE || !host.firstChild || host.dataset.lang !== document.documentElement.lang) {
    shown = a;
    shownFrom = from;
    host.dataset.lang = document.documentElement.lang;
    replace(host, build(app, a, from));
    host.scrollTop = 0;
  }
  highlight(app);
  if (at !== undefined) scrollTo(host, at, data.articles[a]);
}

function build(app: App, a: number, from: number): Node[] {
  const { data } = app;
  const article = data.articles[a];
  if (!article) return [h("p", { class: "hint" }, t("nothing"))];
  const picker = data.articles.length > 1 && h("label", { class: "picker" }, h("span", null, t("articles")),
    h("select", { onchange: (event: Event) => app.store.update({ article: Number((event.target as HTMLSelectElement).value) }) },
      data.articles.map((other, i) => h("option", { value: i, selected: i === a }, `${clip(other.title, 80)}${other.date ? ` (${other.date})` : ""}`))));
  const line = [article.publisher, article.date ? dateText(article.date) : t("unknownDate")].filter(Boolean).join(" · ");
  const key = h("p", { class: "article-key" },
    h("span", { class: "m mention Person" }, t("mentionsLegend")), h("span", { class: "m quote" }, t("quoteLegend")),
    h("span", { class: "m speaker" }, t("speaker")), h("span", { class: "m cue" }, t("cue")), h("span", { class: "m when" }, t("timeLegend")));
  const body = h("div", { class: "article-text", dir: "auto", lang: "de" });
  fill(app, article, a, body, from);
  return [picker || h("span"), h("h2", null, name(article.title)),
    h("p", { class: "kind" }, name(line), article.url ? " · " : "", article.url ? h("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, clip(article.url, 60)) : null),
    key, body];
}

function fill(app: App, article: Article, a: number, body: HTMLElement, from: number): void {
  const { data } = app;
  const marks: (Mark & { owner?: Owner })[] = [];
  const owners = new Map<string, Owner>();
  for (const [start, end, node] of article.mentions) {
    marks.push({ span: [start, end], kind: `mention ${data.raw.types[data.type[node]] ?? "Thing"}` });
    owners.set(`${start},${end}`, { node, statements: [], start });
  }
  for (const quote of article.quotes) {
    for (const span of quote.spans) marks.push({ span, kind: "quote" });
    for (const span of quote.speakerSpans) marks.push({ span, kind: "speaker" });
    for (const span of quote.cueSpans) marks.push({ span, kind: "cue" });
  }
  for (const [start, end] of article.times) marks.push({ span: [start, end], kind: "when" });
  const predicates: { start: number; end: number; s: number }[] = [];
  for (let s = 0; s < data.statements; s++) {
    if (data.article[s] !== a) continue;
    for (const [start, end] of data.detail(s).spans) {
      marks.push({ span: [start, end], kind: "said" });
      predicates.push({ start, end, s });
    }
  }
  predicates.sort((p, q) => p.start - q.start);
  const length = lengthOf(article.text);
  // A place deep in a very long text is shown without all that stands before it.
  let done = Math.max(0, from);
  if (done) body.append(h("p", { class: "hint" }, "…"));
  const more = h("button", { type: "button", class: "more", onclick: () => next() });
  const next = (): void => {
    const end = Math.min(length, done + PIECE);
    const near = article.mentions.filter(([s, e]) => s < end && e > done);
    const saidHere = predicates.filter((p) => p.start < end && p.end > done);
    for (const { from, to, text, kinds } of segments(article.text, done, end, marks)) {
      if (!kinds.length) {
        more.before(text);
        continue;
      }
      const mention = near.filter(([s, e]) => s <= from && e >= to).sort((p, q) => p[1] - p[0] - (q[1] - q[0]))[0];
      const said = saidHere.filter((p) => p.start <= from && p.end >= to).map((p) => p.s);
      more.before(h("span", {
        class: `m ${kinds.join(" ")}`, "data-from": from, "data-to": to, "data-node": mention ? mention[2] : null, "data-said": said.length ? said.join(" ") : null,
        role: mention || said.length ? "button" : null, tabindex: mention ? 0 : null,
      }, text));
    }
    done = end;
    more.textContent = t("more");
    if (done >= length) more.remove();
  };
  body.append(more);
  next();
  body.dataset.length = String(length);
  const act = (event: Event): void => {
    const element = (event.target as HTMLElement).closest<HTMLElement>("[data-node], [data-said]");
    if (!element) return;
    if (element.dataset.node) app.reveal({ kind: "node", id: Number(element.dataset.node) }, { move: true });
    else if (element.dataset.said) app.reveal({ kind: "statement", id: Number(element.dataset.said.split(" ")[0]) }, { move: true });
  };
  body.addEventListener("click", act);
  body.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      act(event);
    }
  });
  const over = (event: Event, on: boolean): void => {
    const node = (event.target as HTMLElement).closest<HTMLElement>("[data-node]")?.dataset.node;
    app.view.hovered = on && node ? { kind: "item", item: app.view.standIn(Number(node)) } : null;
    app.view.schedule();
  };
  body.addEventListener("pointerover", (event) => over(event, true));
  body.addEventListener("pointerout", (event) => over(event, false));
}

/** Marks every place of the selected entity or statement. */
function highlight(app: App): void {
  const selection = app.store.state.selection;
  for (const element of byId("article-view").querySelectorAll<HTMLElement>(".m[data-from]")) {
    const on = selection?.kind === "node" ? element.dataset.node === String(selection.id)
      : selection?.kind === "statement" ? (element.dataset.said ?? "").split(" ").includes(String(selection.id)) : false;
    element.classList.toggle("on", on);
  }
}

function scrollTo(host: HTMLElement, at: number, article: Article | undefined): void {
  if (!article) return;
  let more = host.querySelector<HTMLElement>(".article-text .more");
  const last = (): number => Math.max(0, ...[...host.querySelectorAll<HTMLElement>(".m[data-to]")].slice(-1).map((e) => Number(e.dataset.to)));
  while (more && last() < at) {
    more.click();
    more = host.querySelector<HTMLElement>(".article-text .more");
  }
  const found = [...host.querySelectorAll<HTMLElement>(".m[data-from]")].find((e) => Number(e.dataset.to) > at);
  if (!found) return;
  found.scrollIntoView({ block: "center" });
  found.classList.add("flash");
  setTimeout(() => found.classList.remove("flash"), 1600);
}
