// What is shown, as a table: statements or entities, sorted by any column.

import { type App, badges, objectText, predicateText, speakerText, subjectText } from "./app.ts";
import { byId, clip, h, name, replace } from "./dom.ts";
import { getLanguage, number, t } from "./i18n.ts";
import { typeIcon } from "./panel.ts";

export interface Cell {
  text: string;
  /** What is sorted by, where it is not the text. */
  key?: number | string;
}

export interface Row {
  id: number;
  cells: Cell[];
}

const PAGE = 200;
let what: "statements" | "entities" = "statements";
let sort: { column: number; up: boolean } = { column: -1, up: true };

export function shownStatements(app: App): number[] {
  const { data, scene, store } = app;
  const state = store.state;
  const out: number[] = [];
  const limited = state.focus.length > 0 || state.path !== null || state.typesOff.length > 0 || state.hidden.length > 0 || state.degree > 0;
  if (!limited) {
    for (let s = 0; s < data.statements; s++) if (scene.statementOn[s]) out.push(s);
    return out;
  }
  const on = new Uint8Array(data.statements);
  for (let e = 0; e < data.m; e++) if (scene.edgeOn[e]) on[data.statement[e]] = 1;
  for (let s = 0; s < data.statements; s++) if (on[s]) out.push(s);
  return out;
}

export function shownEntities(app: App): number[] {
  const { data, scene } = app;
  const out: number[] = [];
  const folded = new Set<number>();
  for (const item of scene.items) (item < data.n ? out.push(item) : folded.add(item - data.n));
  if (folded.size) {
    const off = new Set([...app.store.state.hidden]);
    const types = new Set(app.store.state.typesOff);
    for (let v = 0; v < data.n; v++) if (folded.has(data.community[v]) && !off.has(v) && !types.has(data.type[v])) out.push(v);
  }
  return out.sort((a, b) => a - b);
}

export function statementRows(app: App, list: number[]): { head: string[]; rows: Row[] } {
  const { data } = app;
  return {
    head: [t("subject"), t("predicate"), t("object"), t("statusHead"), t("speaker"), t("time"), t("article"), "%"],
    rows: list.map((s) => {
      const detail = data.detail(s);
      const status = badges(data, s).map(({ text }) => text).join(", ");
      return { id: s, cells: [
        { text: subjectText(data, s) }, { text: predicateText(data, s) }, { text: objectText(data, s) || detail.args.map(([, v, text]) => (v >= 0 ? data.label[v] : text)).join(", ") },
        { text: status }, { text: speakerText(data, s) }, { text: detail.time ?? "", key: data.first[s] },
        { text: data.raw.articles.title[data.article[s]] ?? "" }, { text: String(data.confidence[s]), key: data.confidence[s] },
      ] };
    }),
  };
}

export function entityRows(app: App, list: number[]): { head: string[]; rows: Row[] } {
  const { data } = app;
  const { pagerank, betweenness, mentions } = data.raw.nodes;
  return {
    head: [t("name"), t("type"), t("size.degree"), t("size.pagerank"), t("size.betweenness"), t("size.mentions")],
    rows: list.map((v) => ({ id: v, cells: [
      { text: data.label[v] }, { text: t(data.raw.types[data.type[v]] as "Person") }, { text: number(data.degree[v]), key: data.degree[v] },
      { text: (pagerank[v] / 1e4).toFixed(3) + " %", key: pagerank[v] }, { text: (betweenness[v] / 1e4).toFixed(3) + " %", key: betweenness[v] },
      { text: number(mentions[v]), key: mentions[v] },
    ] })),
  };
}

export function sorted(rows: Row[], column: number, up: boolean): Row[] {
  if (column < 0) return rows;
  const collator = new Intl.Collator(getLanguage());
  const sign = up ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a.cells[column], b.cells[column]];
    if (x.key !== undefined && y.key !== undefined) return x.key < y.key ? -sign : x.key > y.key ? sign : a.id - b.id;
    if (!x.text !== !y.text) return x.text ? -1 : 1;
    return sign * collator.compare(x.text, y.text) || a.id - b.id;
  });
}

export function drawTable(app: App): void {
  const host = byId("table-view");
  if (app.store.state.mode !== "table") return;
  const { head, rows } = what === "statements" ? statementRows(app, shownStatements(app)) : entityRows(app, shownEntities(app));
  const ordered = sorted(rows, sort.column, sort.up);
  const body = h("tbody");
  let shown = 0;
  const more = h("button", { type: "button", class: "more", onclick: () => add() });
  const add = (): void => {
    for (const row of ordered.slice(shown, shown + PAGE)) body.append(line(app, row));
    shown += PAGE;
    more.hidden = shown >= ordered.length;
    more.textContent = t("showMore", ordered.length - shown);
  };
  add();
  const tab = (key: "statements" | "entities"): HTMLElement => h("button", {
    type: "button", class: "action", "aria-pressed": String(what === key), onclick: () => { what = key; sort = { column: -1, up: true }; drawTable(app); },
  }, t(key));
  replace(host, h("div", { class: "table-head" }, tab("statements"), tab("entities"), h("span", { class: "hint" }, number(rows.length))),
    h("table", { class: what + (what === "statements" && app.data.raw.articles.iri.length < 2 ? " single" : "") },
      h("thead", null, h("tr", null, head.map((title, i) => h("th", { scope: "col", "aria-sort": sort.column === i ? (sort.up ? "ascending" : "descending") : "none" },
        h("button", { type: "button", onclick: () => { sort = { column: i, up: sort.column === i ? !sort.up : true }; drawTable(app); (host.querySelectorAll("th button")[i] as HTMLElement).focus(); } },
          title, h("span", { "aria-hidden": "true" }, sort.column === i ? (sort.up ? " ▲" : " ▼") : "")))))), body), more);
}

function line(app: App, row: Row): HTMLElement {
  const { data } = app;
  const statement = what === "statements";
  const open = (): void => app.reveal(statement ? { kind: "statement", id: row.id } : { kind: "node", id: row.id });
  const kind = statement ? (data.isNegative(row.id) ? "denied" : data.isClaim(row.id) ? "claim" : "fact") : "";
  return h("tr", { class: kind, onclick: open }, row.cells.map((cell, i) => h("td", null,
    i === 0 ? h("button", { type: "button", class: "linkish", onclick: (event: Event) => { event.stopPropagation(); open(); } },
      !statement && typeIcon(data.raw.types[data.type[row.id]], 11), name(clip(cell.text, 60) || "–"))
      : statement && i === 3 ? h("span", { class: `badge ${kind}` }, cell.text) : name(clip(cell.text, 90)))));
}
