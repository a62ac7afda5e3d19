// Legend and filters: what there is, how much of it, and a switch for each.

import { type App, communityName, predicateText } from "./app.ts";
import { MODALITIES } from "./data.ts";
import { byId, clip, h, name, replace, svg } from "./dom.ts";
import { t } from "./i18n.ts";
import { toggleCommunity, typeIcon } from "./panel.ts";
import { START, type State, filtered, fromFragment, toFragment, toggled, withoutFilters } from "./state.ts";
import { lineStyle, palette } from "./theme.ts";

interface Counts {
  types: number[];
  predicates: [number, number][];
  speakers: [number, number][];
  articles: [number, number][];
  modalities: number[];
  facts: number;
  claims: number;
  negative: number;
  most: number;
}

function count(app: App): Counts {
  const { data } = app;
  const tally = (values: ArrayLike<number>): [number, number][] => {
    const map = new Map<number, number>();
    for (let i = 0; i < values.length; i++) if (values[i] >= 0) map.set(values[i], (map.get(values[i]) ?? 0) + 1);
    return [...map].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  };
  const types = new Array<number>(data.raw.types.length).fill(0);
  for (let v = 0; v < data.n; v++) types[data.type[v]]++;
  const modalities = new Array<number>(MODALITIES.length).fill(0);
  let claims = 0;
  let negative = 0;
  for (let s = 0; s < data.statements; s++) {
    modalities[data.modality(s)]++;
    if (data.isClaim(s)) claims++;
    if (data.isNegative(s)) negative++;
  }
  let most = 0;
  for (let v = 0; v < data.n; v++) most = Math.max(most, data.degree[v]);
  return {
    types, modalities, claims, negative, facts: data.statements - claims, most,
    predicates: tally(data.predicate), speakers: tally(data.speaker), articles: tally(data.article),
  };
}

export function lineSample(claim: boolean, negative: boolean, modality: number): SVGElement {
  const style = lineStyle(palette(), claim, negative, modality);
  const mark = { "": "", bar: "⊘", bang: "!", plan: "›", question: "?" }[style.mark];
  return svg("svg", { viewBox: "0 0 34 14", width: 34, height: 14, class: "line-sample", "aria-hidden": "true" },
    svg("line", { x1: 1, y1: 7, x2: 33, y2: 7, stroke: style.color, "stroke-width": 2, "stroke-dasharray": style.dash.join(" ") || null }),
    mark && svg("circle", { cx: 17, cy: 7, r: 6, fill: palette().ground, stroke: style.color }),
    mark && svg("text", { x: 17, y: 10.5, "text-anchor": "middle", "font-size": 10, "font-weight": 700, fill: style.color }, mark === "⊘" ? "/" : mark));
}

function check(label: Node[], checked: boolean, amount: number | null, change: () => void, title = ""): HTMLElement {
  return h("label", { class: "check", title: title || null },
    h("input", { type: "checkbox", checked, onchange: change }), h("span", { class: "label" }, label),
    amount !== null && h("span", { class: "count" }, amount.toLocaleString(document.documentElement.lang)));
}

/** Sections that somebody has opened stay open when the legend is drawn anew. */
const openedNow = new Set<string>();

function section(title: string, open: boolean, ...content: (Node | null | false)[]): HTMLElement {
  return h("details", { class: "section", open: open || openedNow.has(title), "data-section": title }, h("summary", null, title), content.filter(Boolean) as Node[]);
}

/** A list of choices of which none means all; the commonest first, with a field that narrows it. */
function choices(app: App, key: "predicates" | "speakers" | "articles", items: [number, number][], text: (i: number) => string): HTMLElement {
  const list = h("div", { class: "choices" });
  const chosen = new Set(app.store.state[key]);
  let limit = 8;
  const draw = (query = ""): void => {
    const wanted = query.toLowerCase();
    const fitting = items.filter(([i]) => chosen.has(i) || !wanted || text(i).toLowerCase().includes(wanted));
    fitting.sort((a, b) => Number(chosen.has(b[0])) - Number(chosen.has(a[0])));
    replace(list, fitting.slice(0, limit).map(([i, amount]) =>
      check([name(clip(text(i), 48))], chosen.has(i), amount, () => app.store.update({ [key]: toggled(app.store.state[key], i) }))),
    fitting.length > limit && h("button", { type: "button", class: "more", onclick: () => { limit += 40; draw(query); } }, t("showMore", fitting.length - limit)));
  };
  draw();
  return h("div", null,
    items.length > 12 && h("input", { type: "search", class: "narrow", placeholder: t("find"), "aria-label": t("find"), oninput: (event: Event) => draw((event.target as HTMLInputElement).value) }),
    list);
}

function slider(app: App, key: "confidence" | "degree", label: string, max: number): HTMLElement {
  const value = app.store.state[key];
  const out = h("output", null, String(value));
  return h("label", { class: "slider" }, h("span", null, label), out,
    h("input", { type: "range", min: 0, max, step: key === "confidence" ? 5 : 1, value, oninput: (event: Event) => {
      out.textContent = (event.target as HTMLInputElement).value;
    }, onchange: (event: Event) => app.store.update({ [key]: Number((event.target as HTMLInputElement).value) }) }));
}

export function setupLegend(app: App): () => void {
  const counts = count(app);
  const host = byId("legend");
  const opened = openedNow;
  host.addEventListener("toggle", (event) => {
    const element = event.target as HTMLDetailsElement;
    const key = element.dataset.section;
    if (key) element.open ? opened.add(key) : opened.delete(key);
  }, true);
  const first = new Set([t("types"), t("status")]);
  first.forEach((key) => opened.add(key));
  return () => draw(app, counts, host, opened);
}

function draw(app: App, counts: Counts, host: HTMLElement, opened: Set<string>): void {
  const { data, store } = app;
  const state = store.state;
  const set = (patch: Partial<State>): void => store.update(patch);
  const focusedLabel = (document.activeElement?.closest(".check") as HTMLElement | null)?.innerText;
  const top = host.scrollTop;
  const open = (title: string): boolean => opened.has(title);
  replace(host,
    h("div", { class: "section-head" }, h("h2", null, t("legend")),
      filtered(state) && h("button", { type: "button", class: "linkish", onclick: () => set(withoutFilters()) }, t("reset"))),
    section(t("types"), open(t("types")), h("div", null, data.raw.types.map((type, i) => counts.types[i]
      ? h("div", { class: "check-row" }, check([typeIcon(type), document.createTextNode(" " + t(type as "Person"))], !state.typesOff.includes(i), counts.types[i], () => set({ typesOff: toggled(state.typesOff, i) })),
        h("button", { type: "button", class: "only", "aria-label": `${t("only")} ${t(type as "Person")}`, onclick: () => set({ typesOff: data.raw.types.map((_, other) => other).filter((other) => other !== i) }) }, t("only")))
      : null))),
    section(t("status"), open(t("status")),
      check([lineSample(false, false, 0), document.createTextNode(t("facts"))], state.facts, counts.facts, () => set({ facts: !state.facts }), t("factsHint")),
      check([lineSample(true, false, 0), document.createTextNode(t("claims"))], state.claims, counts.claims, () => set({ claims: !state.claims }), t("claimsHint")),
      check([lineSample(true, true, 0), document.createTextNode(t("negative"))], state.negative, counts.negative, () => set({ negative: !state.negative })),
      check([document.createTextNode(t("positive"))], state.positive, data.statements - counts.negative, () => set({ positive: !state.positive })),
      h("h3", null, t("modality")),
      ...MODALITIES.map((modality, i) => counts.modalities[i] && (i > 0 || counts.modalities[0] < data.statements)
        ? check([i ? lineSample(true, false, i) : document.createTextNode(""), document.createTextNode(t(modality))], !state.modalitiesOff.includes(i), counts.modalities[i], () => set({ modalitiesOff: toggled(state.modalitiesOff, i) }))
        : null)),
    counts.predicates.length ? section(t("relations"), open(t("relations")), choices(app, "predicates", counts.predicates, (p) => predicateText(data, data.predicate.indexOf(p)))) : null,
    counts.speakers.length ? section(t("speakers"), open(t("speakers")), choices(app, "speakers", counts.speakers, (v) => data.label[v])) : null,
    data.raw.articles.iri.length > 1 ? section(t("articles"), open(t("articles")), choices(app, "articles", counts.articles, (a) => data.raw.articles.title[a])) : null,
    data.raw.communities.name.length > 1 ? section(t("communities"), open(t("communities")), communities(app)) : null,
    section(t("filters"), open(t("filters")), slider(app, "confidence", t("confidence"), 100), slider(app, "degree", t("degree"), Math.min(50, Math.max(1, counts.most)))),
    section(t("settings"), open(t("settings")),
      select(t("size"), ["degree", "pagerank", "betweenness", "mentions"], state.size, (value) => t(`size.${value}` as "size.degree"), (size) => set({ size: size as State["size"] })),
      select(t("edgeLabels"), ["off", "selected", "all"], state.edgeLabels, (value) => t(`labels.${value}` as "labels.all"), (edgeLabels) => set({ edgeLabels: edgeLabels as State["edgeLabels"] })),
      check([document.createTextNode(t("hulls"))], state.hulls, null, () => set({ hulls: !state.hulls })),
      data.mentionRole >= 0 && check([document.createTextNode(t("mentionTies"))], state.mentions, null, () => set({ mentions: !state.mentions }), t("mentionTiesHint")),
      check([document.createTextNode(t("lonely"))], state.lonely, null, () => set({ lonely: !state.lonely })),
      check([document.createTextNode(t("physics"))], document.body.dataset.physics === "on", null, () => document.dispatchEvent(new Event("kg-physics")))),
    savedViews(app),
    state.hidden.length ? h("p", { class: "hidden-note" }, t("hiddenBy", state.hidden.length), " ",
      h("button", { type: "button", class: "linkish", onclick: () => set({ hidden: START.hidden }) }, t("all"))) : null,
    h("p", { class: "about" }, t("about", data.raw.version)));
  host.scrollTop = top;
  // Drawing anew must not take the focus from somebody who goes through the list by keyboard.
  if (focusedLabel !== undefined)
    for (const label of host.querySelectorAll<HTMLElement>(".check")) if (label.innerText === focusedLabel) label.querySelector("input")?.focus({ preventScroll: true });
}

function select(label: string, options: string[], value: string, text: (value: string) => string, change: (value: string) => void): HTMLElement {
  return h("label", { class: "select" }, h("span", null, label),
    h("select", { onchange: (event: Event) => change((event.target as HTMLSelectElement).value) },
      options.map((option) => h("option", { value: option, selected: option === value }, text(option)))));
}

function communities(app: App): HTMLElement {
  const { data, store } = app;
  const list = data.raw.communities.size.map((size, c) => [c, size] as const).filter(([, size]) => size > 2).slice(0, 60);
  return h("div", null,
    app.scene?.clustered && h("p", { class: "actions" },
      h("button", { type: "button", class: "action", onclick: () => store.update({ expanded: data.raw.communities.name.map((_, c) => c) }) }, t("openAll")),
      h("button", { type: "button", class: "action", onclick: () => store.update({ expanded: [] }) }, t("closeAll"))),
    h("ul", { class: "plain communities" }, list.map(([c, size]) => h("li", null,
      h("button", { type: "button", class: "entity", ondblclick: () => toggleCommunity(app, c), onclick: () => app.reveal({ kind: "community", id: c }, { move: true }) },
        h("i", { class: `dot hull-${c % 8}` }), name(clip(communityName(data, c), 60))), h("span", { class: "count" }, String(size))))));
}

const STORE = "kg-views:";

/** Views that somebody has kept in this browser, by name; each is an address. */
function savedViews(app: App): HTMLElement | null {
  const key = STORE + app.data.raw.title;
  let views: [string, string][];
  try {
    views = JSON.parse(localStorage.getItem(key) ?? "[]") as [string, string][];
  } catch {
    // Where a browser keeps nothing for files, the address in the bar still holds the view.
    return null;
  }
  const keep = (next: [string, string][]): void => {
    localStorage.setItem(key, JSON.stringify(next));
    document.dispatchEvent(new Event("kg-legend"));
  };
  const input = h("input", { type: "text", class: "narrow", placeholder: t("name"), "aria-label": t("name"), maxlength: 60 });
  return section(t("savedViews"), false,
    h("ul", { class: "plain" }, views.map(([title, address], i) => h("li", null,
      h("button", { type: "button", class: "linkish", onclick: () => app.store.update(fromFragment(address, app.data)) }, name(title)),
      h("button", { type: "button", class: "count", "aria-label": `${t("forget")}: ${title}`, onclick: () => keep(views.filter((_, other) => other !== i)) }, "×")))),
    input, h("button", { type: "button", class: "action", onclick: () => keep([...views, [input.value.trim() || new Date().toLocaleString(), toFragment(app.store.state, app.data)]]) }, t("saveView")));
}
