// Search: names first, then relations, then words of the passages. Arrow keys and Enter work throughout.

import { type App, predicateText } from "./app.ts";
import { byId, clip, h, name, replace } from "./dom.ts";
import { t } from "./i18n.ts";
import { statementLine, typeIcon } from "./panel.ts";
import { passageText } from "./passages.ts";

export interface Found {
  kind: "node" | "predicate" | "statement" | "article";
  id: number;
  text: string;
  note: string;
}

/** Lower case and without accents; ß is ss, so that one finds what one cannot type. */
export function fold(text: string): string {
  return text.toLowerCase().replace(/ß/g, "ss").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}

/** Reads ae, oe, ue as umlauts as well. */
function variants(query: string): string[] {
  const plain = fold(query.trim());
  const umlaut = plain.replace(/ae/g, "a").replace(/oe/g, "o").replace(/ue/g, "u");
  return plain === umlaut ? [plain] : [plain, umlaut];
}

export class Index {
  private labels: string[] | null = null;
  private readonly passages: string[] = [];

  constructor(private readonly app: App) {}

  /** Reads on in the passages for some milliseconds; false when all have been read. */
  readSome(milliseconds: number): boolean {
    const { data } = this.app;
    const end = performance.now() + milliseconds;
    while (this.passages.length < data.statements) {
      this.passages.push(fold(this.passage(this.passages.length)));
      if (this.passages.length % 64 === 0 && performance.now() > end) return true;
    }
    return false;
  }

  private passage(s: number): string {
    const { data } = this.app;
    const article = data.articles[data.article[s]];
    return (article && passageText(article, data.detail(s))) || statementLine(data, s);
  }

  find(query: string, limit = 8): Found[] {
    const wanted = variants(query);
    if (!wanted[0]) return [];
    const { data } = this.app;
    this.labels ??= data.label.map(fold);
    const scored: [number, number][] = [];
    for (let v = 0; v < data.n; v++) {
      let best = rank(this.labels[v], wanted);
      if (best === 0 && data.n <= 20_000) for (const alias of data.entity(v).aliases) best = Math.max(best, rank(fold(alias), wanted) - 0.5);
      if (best > 0) scored.push([best + Math.min(0.4, data.degree[v] / 1000), v]);
    }
    scored.sort((a, b) => b[0] - a[0] || data.degree[b[1]] - data.degree[a[1]] || a[1] - b[1]);
    const out: Found[] = scored.slice(0, limit).map(([, v]) => ({ kind: "node", id: v, text: data.label[v], note: t(data.raw.types[data.type[v]] as "Person") }));
    data.predicates.forEach((predicate, p) => {
      if (out.length < limit + 4 && wanted.some((w) => fold(predicate.de).includes(w) || fold(predicate.en).includes(w)))
        out.push({ kind: "predicate", id: p, text: predicateText(data, data.predicate.indexOf(p)), note: t("relations") });
    });
    if (wanted[0].length >= 3) {
      let left = 6;
      for (let s = 0; s < this.passages.length && left > 0; s++) {
        const at = this.passages[s].indexOf(wanted[0]);
        if (at < 0) continue;
        left--;
        out.push({ kind: "statement", id: s, text: clip(this.passage(s).slice(Math.max(0, at - 30)), 90), note: t("evidence") });
      }
    }
    data.raw.articles.title.forEach((title, a) => {
      if (out.length < limit + 14 && wanted.some((w) => fold(title).includes(w))) out.push({ kind: "article", id: a, text: title, note: t("article") });
    });
    return out;
  }
}

function rank(text: string, wanted: string[]): number {
  let best = 0;
  for (const w of wanted) {
    const at = text.indexOf(w);
    if (at < 0) continue;
    best = Math.max(best, text === w ? 4 : at === 0 ? 3 : /[\s\-–(„"]/.test(text[at - 1]) ? 2 : 1);
  }
  return best;
}

/** Makes an input with a list of suggestions under it, as the ARIA pattern "combobox" says. */
export function combobox(
  app: App, input: HTMLInputElement, list: HTMLElement, pick: (found: Found) => void, only: (found: Found) => boolean = () => true,
): void {
  const index = new Index(app);
  let found: Found[] = [];
  let active = -1;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("autocomplete", "off");
  list.setAttribute("role", "listbox");
  const close = (): void => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (next: number): void => {
    active = next;
    [...list.children].forEach((child, i) => child.setAttribute("aria-selected", String(i === active)));
    const option = list.children[active];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  };
  const choose = (i: number): void => {
    const chosen = found[i];
    if (!chosen) return;
    close();
    pick(chosen);
  };
  let reading = 0;
  const draw = (): void => {
    window.clearTimeout(reading);
    // Names answer at once; the passages of a large graph are read bit by bit behind them.
    if (input.value.trim().length >= 3 && index.readSome(30)) reading = window.setTimeout(() => !input.value.trim() || document.activeElement !== input || draw(), 30);
    const at = active;
    found = index.find(input.value).filter(only);
    if (!input.value.trim()) return close();
    replace(list, found.length
      ? found.map((item, i) => h("li", { role: "option", id: `${list.id}-${i}`, "aria-selected": "false", class: item.kind, onmousedown: (event: Event) => { event.preventDefault(); choose(i); } },
        item.kind === "node" ? typeIcon(app.data.raw.types[app.data.type[item.id]], 12) : null, name(clip(item.text, 100)), h("span", { class: "note" }, item.note)))
      : [h("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("nothing"))]);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(found.length ? Math.max(0, Math.min(at, found.length - 1)) : -1);
  };
  const typed = (): void => {
    active = -1;
    draw();
  };
  input.addEventListener("input", typed);
  input.addEventListener("focus", () => input.value && draw());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) draw();
      else if (found.length) mark((active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (list.hidden) draw();
      choose(active);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (!list.hidden) close();
      else {
        input.value = "";
        input.blur();
        app.view.host.focus();
      }
    }
  });
}

export function setupSearch(app: App): void {
  const input = byId<HTMLInputElement>("search");
  combobox(app, input, byId("suggestions"), (found) => {
    input.value = "";
    input.blur();
    if (found.kind === "node") app.reveal({ kind: "node", id: found.id }, { move: true });
    else if (found.kind === "predicate") app.store.update({ predicates: [found.id] });
    else if (found.kind === "statement") app.reveal({ kind: "statement", id: found.id }, { move: true });
    else app.openArticle(found.id);
    if (found.kind !== "article") app.view.host.focus({ preventScroll: true });
  });
}
