// The fact sheet: what is shown, written out for paper, each statement with a footnote to its passage.

import { type App, objectText, predicateText, speakerText, subjectText } from "./app.ts";
import { byId, h, name, replace } from "./dom.ts";
import { dateText, roleName, roleText, t } from "./i18n.ts";
import { grouped } from "./panel.ts";
import { passageText } from "./passages.ts";
import { shownStatements } from "./table.ts";

const MOST = 400;

export function buildSheet(app: App): void {
  const { data, store } = app;
  const selection = store.state.selection;
  let title = data.raw.title;
  let list = shownStatements(app);
  let here = -1;
  if (selection?.kind === "node") {
    title = data.label[selection.id];
    here = selection.id;
    const on = new Set(list);
    list = data.statementsOf(selection.id).filter((s) => on.has(s));
  } else if (selection?.kind === "pair") {
    title = `${data.label[selection.a]} – ${data.label[selection.b]}`;
    list = [...new Set([...data.edgesOf(selection.a)].filter((e) => data.other(e, selection.a) === selection.b && app.scene.edgeOn[e]).map((e) => data.statement[e]))];
  } else if (selection?.kind === "statement") list = [selection.id];
  const notes: HTMLElement[] = [];
  const sections = grouped(data, list.slice(0, MOST), here).map((group) => h("section", null,
    h("h2", null, name(group.title)),
    h("ul", null, group.statements.map((s) => {
      const detail = data.detail(s);
      const article = data.articles[data.article[s]];
      const passage = article ? passageText(article, detail) : "";
      const number = notes.length + 1;
      const where = [article?.title, article?.publisher, article?.date ? dateText(article.date) : "", detail.spans.length ? t("offsets", String(detail.spans[0][0]), String(detail.spans[detail.spans.length - 1][1])) : "", article?.url ?? ""].filter(Boolean).join(", ");
      notes.push(h("li", { id: `note-${number}` }, passage ? h("q", null, name(passage)) : "", passage ? " – " : "", name(where)));
      const extras = detail.args.filter(([, v, text]) => v >= 0 || text).map(([role, v, text]) => `${roleName(role)}: ${v >= 0 ? data.label[v] : roleText(role, text)}`);
      if (detail.time) extras.push(dateText(detail.time));
      const said = speakerText(data, s);
      const object = objectText(data, s);
      const clause = detail.infinitive
        ? [object && name(object), " ", h("b", null, detail.infinitive)]
        : [name(subjectText(data, s)), detail.kind === "role" ? ` ${t("is")} ` : " ", h("b", null, predicateText(data, s)), object && (detail.kind === "role" ? ", " : " "), object && name(object)];
      return h("li", null, clause,
        extras.length ? ` (${extras.join("; ")})` : "", data.isNegative(s) ? ` [${t("negative")}]` : "",
        data.isClaim(s) && said ? h("i", null, `, ${t("says", said)}`) : "", h("sup", null, String(number)));
    }))));
  replace(byId("sheet"), h("h1", null, name(title)), h("p", { class: "lead" }, `${t("factSheet")} · ${t("ofPage", data.raw.title)} · ${t("sheetIntro")}`),
    ...sections, h("section", { class: "notes" }, h("h2", null, t("footnotes")), h("ol", null, notes)));
}

export function printSheet(app: App): void {
  buildSheet(app);
  window.print();
}
