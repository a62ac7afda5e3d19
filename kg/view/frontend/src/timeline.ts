// The timeline: statements by the time of what they tell (or by the day of publication), with a brush.
// Columns stand for periods that something happened in; a gap between them is marked, not drawn to scale,
// for news speak of today and of thirty years ago in one breath.

import type { App } from "./app.ts";
import { NO_DAY } from "./data.ts";
import { byId, h, replace, svg } from "./dom.ts";
import { dateText, number, t } from "./i18n.ts";
import { day } from "./scene.ts";
import { palette } from "./theme.ts";

export interface Column {
  first: number;
  last: number;
  facts: number;
  claims: number;
  label: string;
}

export function iso(days: number): string {
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

function unitOf(first: number, last: number, unit: "day" | "month" | "year"): [number, number, string] {
  const from = new Date(first * 86_400_000);
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth();
  const long = last - first;
  const at = (y: number, m: number, d: number): number => Math.round(Date.UTC(y, m, d) / 86_400_000);
  if (unit === "year" || long > 40) return [at(year, 0, 1), Math.max(last, at(year + 1, 0, 1) - 1), String(year)];
  if (unit === "month" || long > 0) return [at(year, month, 1), Math.max(last, at(year, month + 1, 1) - 1), iso(first).slice(0, 7)];
  return [first, last, iso(first)];
}

/** Periods with their counts, in days where that gives at most 60 columns, else in months, else in years. */
export function columns(times: { first: number; last: number; claim: boolean }[]): Column[] {
  for (const unit of ["day", "month", "year"] as const) {
    const map = new Map<string, Column>();
    for (const { first, last, claim } of times) {
      const [from, to, label] = unitOf(first, last, unit);
      const column = map.get(label) ?? { first: from, last: to, facts: 0, claims: 0, label };
      column.last = Math.max(column.last, to);
      if (claim) column.claims++;
      else column.facts++;
      map.set(label, column);
    }
    const found = [...map.values()].sort((a, b) => a.first - b.first || a.last - b.last);
    if (found.length <= 60 || unit === "year") return found.slice(-120);
  }
  return [];
}

const HEIGHT = 58;

interface Counted {
  cols: Column[];
  without: number;
}

export function setupTimeline(app: App): () => void {
  let by: "event" | "published" = "event";
  const dates = new Set(app.data.raw.articles.date.filter(Boolean));
  const host = byId("timeline");
  const counted: { event?: Counted; published?: Counted } = {};
  return () => draw();

  // What the columns hold does not change with the filters: it is counted once.
  function count(which: "event" | "published"): Counted {
    const { data } = app;
    const times = [];
    let without = 0;
    const published = data.raw.articles.date.map(day);
    for (let s = 0; s < data.statements; s++) {
      const claim = data.isClaim(s);
      if (which === "published") {
        const when = published[data.article[s]] ?? null;
        if (when !== null) times.push({ first: when, last: when, claim });
      } else if (data.first[s] === NO_DAY) without++;
      else times.push({ first: data.first[s], last: data.last[s], claim });
    }
    return { cols: columns(times), without };
  }

  function draw(): void {
    const { data, store } = app;
    const state = store.state;
    const known = (counted[by] ??= count(by));
    const { cols, without } = known;
    host.hidden = data.statements === 0 || (!cols.length && dates.size < 2);
    if (host.hidden) return;
    const [fromKey, toKey] = by === "event" ? (["from", "to"] as const) : (["publishedFrom", "publishedTo"] as const);
    const from = state[fromKey];
    const to = state[toKey];
    const colors = palette();
    const most = Math.max(1, ...cols.map((c) => c.facts + c.claims));
    const width = 1000;
    const step = width / Math.max(cols.length, 1);
    const picture = svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, preserveAspectRatio: "none", class: "bars", role: "img", "aria-label": `${t("timeline")}: ${cols.length}` });
    cols.forEach((c, i) => {
      const inside = (from === null || c.last >= from) && (to === null || c.first <= to);
      const bar = Math.min(step * 0.72, 46);
      const x = i * step + (step - bar) / 2;
      const facts = (c.facts / most) * (HEIGHT - 8);
      const claims = (c.claims / most) * (HEIGHT - 8);
      picture.append(
        svg("rect", { x, y: HEIGHT - facts, width: bar, height: facts, fill: colors.fact, opacity: inside ? 1 : 0.25 }),
        svg("rect", { x, y: HEIGHT - facts - claims, width: bar, height: claims, fill: colors.claim, opacity: inside ? 1 : 0.25 }));
      const before = cols[i - 1];
      if (before && c.first - before.last > Math.max(60, (c.last - c.first) * 3))
        picture.append(svg("line", { x1: i * step, x2: i * step, y1: 6, y2: HEIGHT, stroke: colors.faint, "stroke-dasharray": "2 3" }));
    });
    const every = Math.max(1, Math.ceil(cols.length / 12));
    const labels = h("div", { class: "ticks", "aria-hidden": "true" }, cols.map((c, i) =>
      h("span", { class: i % every ? "quiet" : "" }, i % every ? "" : short(c.label))));
    const brush = h("div", { class: "brush" });
    const track = h("div", { class: "track", title: t("timelineHint") }, picture, brush);
    const place = (a: number, b: number): void => {
      brush.style.left = `${(a / cols.length) * 100}%`;
      brush.style.width = `${((b - a + 1) / cols.length) * 100}%`;
    };
    const inRange = cols.map((c) => (from === null || c.last >= from) && (to === null || c.first <= to));
    const active = from !== null || to !== null;
    brush.hidden = !active || !inRange.includes(true);
    if (!brush.hidden) place(inRange.indexOf(true), inRange.lastIndexOf(true));
    let anchor = -1;
    let end = -1;
    const columnAt = (event: PointerEvent): number => {
      const box = track.getBoundingClientRect();
      return Math.max(0, Math.min(cols.length - 1, Math.floor(((event.clientX - box.left) / box.width) * cols.length)));
    };
    track.addEventListener("pointerdown", (event) => {
      anchor = end = columnAt(event);
      track.setPointerCapture(event.pointerId);
      brush.hidden = false;
      place(anchor, anchor);
    });
    track.addEventListener("pointermove", (event) => {
      if (anchor < 0) return;
      end = columnAt(event);
      place(Math.min(anchor, end), Math.max(anchor, end));
    });
    track.addEventListener("pointerup", () => {
      if (anchor < 0) return;
      const [a, b] = [Math.min(anchor, end), Math.max(anchor, end)];
      anchor = -1;
      store.update({ [fromKey]: cols[a].first, [toKey]: cols[b].last });
    });
    const dateInput = (key: "from" | "to" | "publishedFrom" | "publishedTo", label: string, value: number | null): HTMLElement =>
      h("label", null, h("span", null, label), h("input", { type: "date", value: value === null ? "" : iso(value), onchange: (event: Event) =>
        store.update({ [key]: day((event.target as HTMLInputElement).value || null) }) }));
    const focusIn = host.contains(document.activeElement) ? (document.activeElement as HTMLElement).getAttribute("data-key") : null;
    replace(host,
      h("div", { class: "timeline-head" }, h("b", null, t("timeline")),
        dates.size > 1
          ? h("select", { "aria-label": t("timeline"), onchange: (event: Event) => { by = (event.target as HTMLSelectElement).value as "event"; draw(); } },
            h("option", { value: "event", selected: by === "event" }, t("eventTime")), h("option", { value: "published", selected: by === "published" }, t("published")))
          : h("span", { class: "hint quiet" }, t("eventTime")),
        active && h("span", { class: "hint" }, `${from === null ? "…" : dateText(iso(from))} – ${to === null ? "…" : dateText(iso(to))}`),
        without > 0 && by === "event" && h("span", { class: "hint quiet" }, t("noTime", without)),
        h("span", { class: "space" }),
        dateInput(fromKey, t("from"), from), dateInput(toKey, t("to"), to),
        active && h("button", { type: "button", class: "linkish", "data-key": "clear", onclick: () => store.update({ [fromKey]: null, [toKey]: null }) }, t("clear"))),
      cols.length ? track : null, cols.length ? labels : null);
    if (focusIn) host.querySelector<HTMLElement>(`[data-key="${focusIn}"]`)?.focus();
    host.querySelectorAll(".bars rect").forEach((rect, i) => {
      const c = cols[Math.floor(i / 2)];
      rect.append(svg("title", null, `${dateText(c.label)}: ${number(c.facts)} ${t("facts")}, ${number(c.claims)} ${t("claims")}`));
    });
  }
}

function short(label: string): string {
  const [year, month, dayOf] = label.split("-");
  return dayOf ? `${Number(dayOf)}.${Number(month)}.${year.slice(2)}` : month ? `${month}/${year}` : year;
}
