// The panel: what is selected, with every statement about it and the passage it was read from.

import { type App, badges, communityName, objectText, predicateText, speakerText, subjectText } from "./app.ts";
import { type Data } from "./data.ts";
import { byId, clip, h, name, replace, svg } from "./dom.ts";
import { dateText, number, roleName, roleText, t } from "./i18n.ts";
import { passageElement } from "./passages.ts";
import { SHAPES, palette, shapeData } from "./theme.ts";

/** So many statements are written out at once; the rest on demand. */
const PAGE = 40;

export function typeIcon(type: string, size = 14): SVGElement {
  const shape = SHAPES[type] ?? "dot";
  const color = palette().types[type] ?? palette().soft;
  return svg("svg", { viewBox: "0 0 20 20", width: size, height: size, class: "type-icon", "aria-hidden": "true" },
    svg("path", { d: shapeData(shape, 10, 10, 7), fill: shape === "ring" ? "none" : color, stroke: color, "stroke-width": shape === "ring" ? 3 : 0 }));
}

export function entityLink(app: App, v: number, text?: string): HTMLElement {
  return h("button", { class: "entity", type: "button", onclick: () => app.reveal({ kind: "node", id: v }, { move: true }) },
    typeIcon(app.data.raw.types[app.data.type[v]], 11), name(clip(text ?? app.data.label[v], 80)));
}

function participant(app: App, v: number, text: string): Node | null {
  if (v >= 0) return entityLink(app, v);
  return text ? h("span", { class: "words" }, name(clip(text, 160))) : null;
}

/** The passage of a statement with a link into its article. */
function evidence(app: App, s: number): (HTMLElement | null)[] {
  const { data } = app;
  const detail = data.detail(s);
  const article = data.article[s];
  const title = data.raw.articles.title[article];
  if (title === undefined) return [];
  const date = data.raw.articles.date[article];
  const [first, last] = [detail.spans[0], detail.spans[detail.spans.length - 1]];
  return [passageElement(data, s), h("p", { class: "from" }, h("button", {
    class: "source", type: "button", title: t("inArticle"), onclick: () => app.openArticle(article, (first ?? detail.sentence ?? [0])[0]),
  }, name(clip(title, 60)), date ? `, ${dateText(date)}` : ""), first && h("span", { class: "offsets" }, " ", t("offsets", String(first[0]), String(last[1]))))];
}

/** Statements that say the same in the same way, each list in order of the text. */
export function alike(data: Data, statements: number[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const s of statements) {
    const detail = data.detail(s);
    const end = (v: number, text: string): string => (v >= 0 ? `#${v}` : text.toLowerCase());
    const args = detail.args.map(([role, v, text]) => `${role}=${end(v, text)}`).join("&");
    const key = [end(detail.subject, detail.subjectText), data.predicate[s], end(detail.object, detail.objectText), args, data.flags[s], end(data.speaker[s], detail.speakerText), detail.time].join("|");
    groups.set(key, [...(groups.get(key) ?? []), s]);
  }
  return [...groups.values()];
}

/** A statement: who does what, how it is said, by whom, when, and the passage; `again` are others that say the same. */
export function statementCard(app: App, s: number, here = -1, again: number[] = []): HTMLElement {
  const { data } = app;
  const detail = data.detail(s);
  const speaker = data.speaker[s];
  const meta: (Node | string)[] = [];
  const said = speakerText(data, s);
  if (said && speaker !== here) meta.push(h("span", { class: "by" }, t("says", ""), speaker >= 0 ? entityLink(app, speaker) : name(said)));
  if (detail.time) meta.push(h("span", { class: "when" }, dateText(detail.time)));
  if (detail.place && !detail.args.some(([role]) => role === "place")) meta.push(h("span", null, name(detail.place)));
  const places = new Set([s, ...again].map((other) => data.article[other]));
  return h("article", { class: `statement ${data.isClaim(s) ? "claim" : "fact"}${data.isNegative(s) ? " denied" : ""}`, "data-statement": s },
    h("p", { class: "triple" },
      detail.infinitive
        ? [participant(app, detail.object, detail.objectText), " ", h("b", { class: "predicate" }, detail.infinitive)]
        : [participant(app, detail.subject, detail.subjectText), " ",
          detail.kind === "role" && `${t("is")} `, h("b", { class: "predicate" }, predicateText(data, s)), detail.kind === "role" && detail.object >= 0 ? ", " : " ",
          participant(app, detail.object, detail.objectText)],
      detail.args.filter(([, v, text]) => (v >= 0 || text) && text !== detail.objectText).map(([role, v, text]) =>
        h("span", { class: "argument" }, h("i", null, roleName(role)), " ", participant(app, v, roleText(role, text))))),
    h("p", { class: "badges" }, badges(data, s).map(({ text, kind }) => h("span", { class: `badge ${kind}` }, text)),
      meta.map((part) => h("span", { class: "meta" }, part)),
      h("span", { class: "meta confidence", title: t("confidenceOf", data.confidence[s]) }, `${data.confidence[s]} %`)),
    evidence(app, s),
    again.length > 0 && h("details", { class: "again" }, h("summary", null, t("moreEvidence", again.length), places.size > 1 ? ` · ${t("inArticles", places.size)}` : ""),
      again.slice(0, 30).map((other) => evidence(app, other))));
}

interface GroupOf {
  title: string;
  kind: string;
  statements: number[];
}

/** Asserted first, then what each speaker claims, then what is denied, then what the entity says itself. */
export function grouped(data: Data, statements: number[], here: number): GroupOf[] {
  const asserted: number[] = [];
  const denied: number[] = [];
  const own: number[] = [];
  const itself: number[] = [];
  const byWhom = new Map<string, number[]>();
  for (const s of statements) {
    const detail = data.detail(s);
    const takesPart = here < 0 || detail.subject === here || detail.object === here || detail.args.some(([, v]) => v === here);
    if (!data.isClaim(s)) asserted.push(s);
    else if (data.speaker[s] === here && here >= 0 && !takesPart) own.push(s);
    else if (data.isNegative(s)) denied.push(s);
    else {
      const who = speakerText(data, s);
      if (!who) itself.push(s);
      else byWhom.set(who, [...(byWhom.get(who) ?? []), s]);
    }
  }
  const groups: GroupOf[] = [{ title: t("asserted"), kind: "fact", statements: asserted }];
  for (const [who, list] of [...byWhom].sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0])))
    groups.push({ title: t("claimedBy", who), kind: "claim", statements: list });
  groups.push({ title: t("articleItself"), kind: "claim", statements: itself }, { title: t("denied"), kind: "denied", statements: denied },
    { title: t("saysHimself"), kind: "claim", statements: own });
  return groups.filter(({ statements: list }) => list.length);
}

function groupSection(app: App, group: GroupOf, here: number, open: boolean): HTMLElement {
  const list = h("div", { class: "cards" });
  let shown = 0;
  const more = h("button", { type: "button", class: "more", onclick: () => add() });
  const sets = alike(app.data, group.statements);
  const add = (): void => {
    for (const [s, ...again] of sets.slice(shown, shown + PAGE)) list.append(statementCard(app, s, here, again));
    shown += PAGE;
    const left = sets.length - shown;
    if (left > 0) more.textContent = t("showMore", left);
    else more.remove();
  };
  add();
  return h("details", { class: `group ${group.kind}`, open }, h("summary", null, name(group.title), h("span", { class: "count" }, String(group.statements.length))),
    list, shown < sets.length && more);
}

export function drawPanel(app: App): void {
  const panel = byId("panel-body");
  const selection = app.store.state.selection;
  document.body.classList.toggle("has-selection", selection !== null);
  panel.scrollTop = 0;
  if (!selection) return replace(panel, welcome(app));
  if (selection.kind === "node") replace(panel, nodePanel(app, selection.id));
  else if (selection.kind === "community") replace(panel, communityPanel(app, selection.id));
  else if (selection.kind === "statement") replace(panel, h("h2", null, t("selectStatement")), statementCard(app, selection.id));
  else replace(panel, pairPanel(app, selection.a, selection.b));
}

/** Pairs of what is affirmed and denied of the same two: the same subject, predicate and object. */
export function contradictions(data: Data, statements: Iterable<number>): { yes: number[]; no: number[] }[] {
  const groups = new Map<string, { yes: number[]; no: number[] }>();
  for (const s of statements) {
    const detail = data.detail(s);
    if (!detail.subjectText && detail.subject < 0) continue;
    const end = (v: number, text: string): string => (v >= 0 ? `#${v}` : text.toLowerCase());
    const object = end(detail.object, detail.objectText);
    if (!object) continue;
    const key = `${end(detail.subject, detail.subjectText)}|${data.predicate[s]}|${object}`;
    const group = groups.get(key) ?? { yes: [], no: [] };
    (data.isNegative(s) ? group.no : group.yes).push(s);
    groups.set(key, group);
  }
  return [...groups.values()].filter(({ yes, no }) => yes.length && no.length);
}

function contradictionSection(app: App, statements: Iterable<number>, here: number): HTMLElement | null {
  const found = contradictions(app.data, statements);
  if (!found.length) return null;
  return h("details", { class: "group denied", open: here >= 0 }, h("summary", null, t("contradictions"), h("span", { class: "count" }, String(found.length))),
    found.slice(0, 12).map(({ yes, no }) => h("div", { class: "versus" },
      h("div", null, statementCard(app, yes[0], here, yes.slice(1))), h("div", null, statementCard(app, no[0], here, no.slice(1))))));
}

/** Above so many statements the first panel does not read all of them. */
const READ_ALL = 20_000;

function welcome(app: App): (Node | null)[] {
  const { data } = app;
  if (!data.n) return [h("p", { class: "hint" }, t("emptyGraph"))];
  const top = app.view.geometry.byRank.filter((v) => data.degree[v] > 0).slice(0, 8);
  const speakers = new Map<number, number>();
  let claims = 0;
  for (let s = 0; s < data.statements; s++) {
    if (data.isClaim(s)) claims++;
    if (data.speaker[s] >= 0) speakers.set(data.speaker[s], (speakers.get(data.speaker[s]) ?? 0) + 1);
  }
  const loudest = [...speakers].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 6);
  const figure = (value: number, text: string): HTMLElement => h("div", null, h("b", null, number(value)), h("span", null, text));
  const list = (items: (readonly [number, number])[]): HTMLElement =>
    h("ul", { class: "plain" }, items.map(([v, value]) => h("li", null, entityLink(app, v), h("span", { class: "count" }, number(value)))));
  return [
    h("h2", null, t("atAGlance")),
    h("div", { class: "figures" }, figure(data.n, t("entities")), figure(data.statements - claims, t("facts")), figure(claims, t("claims")), figure(data.raw.articles.iri.length, t("articles"))),
    h("p", { class: "hint" }, t("selectHint"), " ", t("intro")),
    top.length ? h("h3", null, t("centralHere")) : null, top.length ? list(top.map((v) => [v, data.degree[v]] as const).sort((a, b) => b[1] - a[1])) : null,
    loudest.length ? h("h3", null, t("speakers")) : null, loudest.length ? list(loudest) : null,
    data.statements <= READ_ALL ? contradictionSection(app, Array.from({ length: data.statements }, (_, s) => s).filter((s) => app.scene.statementOn[s]), -1) : null,
  ];
}

function actions(app: App, v: number): HTMLElement {
  const { store } = app;
  const state = store.state;
  const focused = state.focus.includes(v);
  const pinned = state.pinned.some(([p]) => p === v);
  const button = (text: string, run: () => void, pressed?: boolean): HTMLElement =>
    h("button", { type: "button", class: "action", "aria-pressed": pressed === undefined ? null : String(pressed), onclick: run }, text);
  return h("div", { class: "actions" },
    focused
      ? [button(t("unfocus"), () => store.update({ focus: [], hops: 1 })), button(t("expand"), () => store.update({ hops: Math.min(6, state.hops + 1) })),
        state.hops > 1 && button(t("shrink"), () => store.update({ hops: state.hops - 1 }))]
      : button(t("focus"), () => store.update({ focus: [v], hops: 1, path: null })),
    button(t("pathFrom"), () => app.findPath(v, null)),
    button(pinned ? t("unpin") : t("pin"), () => togglePin(app, v), pinned),
    button(t("hide"), () => store.update({ hidden: [...state.hidden, v], selection: null })));
}

export function togglePin(app: App, v: number): void {
  const { store, data } = app;
  const pinned = store.state.pinned.filter(([p]) => p !== v);
  if (pinned.length === store.state.pinned.length) pinned.push([v, data.x[v], data.y[v]]);
  store.update({ pinned });
}

function nodePanel(app: App, v: number): (Node | null)[] {
  const { data } = app;
  const entity = data.entity(v);
  const type = data.raw.types[data.type[v]];
  const statements = data.statementsOf(v).filter((s) => app.scene.statementOn[s]);
  const all = data.statementsOf(v).length;
  const community = data.community[v];
  const groups = grouped(data, statements, v);
  return [
    h("h2", null, typeIcon(type, 18), name(clip(data.label[v], 300))),
    h("p", { class: "kind" }, t(type as "Person"), entity.classes.length ? ` · ${entity.classes.join(", ")}` : ""),
    actions(app, v),
    entity.offices.length ? h("p", { class: "offices" }, h("b", null, t("offices")), " ", entity.offices.join("; ")) : null,
    entity.aliases.length ? h("p", { class: "aliases" }, h("i", null, t("alias")), " ", name(clip(entity.aliases.join(" · "), 400))) : null,
    entity.links.length
      ? h("p", { class: "links" }, entity.links.map((link) => h("a", { href: link, rel: "noopener noreferrer", target: "_blank" }, linkName(link)), " "))
      : null,
    community >= 0 && data.raw.communities.name.length > 1
      ? h("p", { class: "kind" }, `${t("community")}: `, h("button", { type: "button", class: "linkish", onclick: () => app.reveal({ kind: "community", id: community }) }, name(communityName(data, community))))
      : null,
    mentionsLine(app, v),
    statements.length ? null : h("p", { class: "hint" }, all ? t("emptyView") : t("noStatements")),
    contradictionSection(app, statements, v),
    ...groups.map((group, i) => groupSection(app, group, v, i < 2 || group.statements.length <= 4)),
  ];
}

function mentionsLine(app: App, v: number): HTMLElement | null {
  const { data } = app;
  if (!data.raw.nodes.mentions[v]) return null;
  const places = data.articles.map((article, a) => ({ a, found: article.mentions.filter(([, , node]) => node === v) })).filter(({ found }) => found.length);
  if (!places.length) return null;
  return h("details", { class: "mentions" }, h("summary", null, t("mentions"), h("span", { class: "count" }, String(data.raw.nodes.mentions[v]))),
    h("ul", { class: "plain" }, places.slice(0, 50).map(({ a, found }) => h("li", null,
      h("button", { type: "button", class: "source", onclick: () => app.openArticle(a, found[0][0]) }, name(clip(data.raw.articles.title[a], 70))), h("span", { class: "count" }, String(found.length))))));
}

export function linkName(link: string): string {
  const known = [["wikidata.org", "Wikidata"], ["geonames.org", "GeoNames"], ["d-nb.info", "GND"], ["dbpedia.org", "DBpedia"], ["wikipedia.org", "Wikipedia"]];
  const found = known.find(([host]) => link.includes(host));
  const end = link.split(/[/#]/).filter(Boolean).pop() ?? link;
  return found ? `${found[1]} ${end}` : clip(end, 40);
}

function pairPanel(app: App, a: number, b: number): Node[] {
  const { data } = app;
  const seen = new Set<number>();
  for (const e of data.edgesOf(a)) if (data.other(e, a) === b && app.scene.edgeOn[e]) seen.add(data.statement[e]);
  const groups = grouped(data, [...seen].sort((p, q) => p - q), -1);
  return [
    h("h2", null, name(clip(data.label[a], 120)), " – ", name(clip(data.label[b], 120))),
    h("p", { class: "ends" }, entityLink(app, a), entityLink(app, b)),
    ...groups.map((group) => groupSection(app, group, -1, true)),
  ];
}

function communityPanel(app: App, c: number): Node[] {
  const { data, store } = app;
  const members = app.view.geometry.byRank.filter((v) => data.community[v] === c);
  const open = store.state.expanded.includes(c);
  return [
    h("h2", null, name(communityName(data, c))),
    h("p", { class: "kind" }, t("members", members.length)),
    app.scene.clustered
      ? h("div", { class: "actions" }, h("button", { type: "button", class: "action", onclick: () => toggleCommunity(app, c) }, open ? t("closeCommunity") : t("openCommunity")))
      : h("div", { class: "actions" }, h("button", { type: "button", class: "action", onclick: () => store.update({ focus: members, hops: 0 }) }, t("focus"))),
    h("h3", null, t("centralHere")),
    h("ul", { class: "plain" }, members.slice(0, 40).map((v) => h("li", null, entityLink(app, v), h("span", { class: "count" }, String(data.degree[v]))))),
  ];
}

export function toggleCommunity(app: App, c: number): void {
  const { expanded } = app.store.state;
  app.store.update({ expanded: expanded.includes(c) ? expanded.filter((other) => other !== c) : [...expanded, c] });
}

/** A line of text for a statement, for tooltips, tables and lists. */
export function statementLine(data: Data, s: number): string {
  const { infinitive } = data.detail(s);
  return (infinitive ? [objectText(data, s), infinitive] : [subjectText(data, s), predicateText(data, s), objectText(data, s)]).filter(Boolean).join(" ");
}
