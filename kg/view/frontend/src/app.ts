// What the parts of the page share. Each part gets the app and changes nothing but the state.

import type { Data } from "./data.ts";
import { getLanguage, t } from "./i18n.ts";
import type { Scene } from "./scene.ts";
import type { Selection, State, Store } from "./state.ts";
import type { GraphView } from "./view.ts";

export interface App {
  readonly data: Data;
  readonly store: Store;
  readonly view: GraphView;
  scene: Scene;
  /** Selects, opens what hides it, and brings it into view. */
  reveal: (selection: Selection, options?: { move?: boolean }) => void;
  openArticle: (article: number, at?: number) => void;
  findPath: (from: number, to: number | null) => void;
  say: (text: string) => void;
}

export function stateOf(app: App): State {
  return app.store.state;
}

/** The words for a statement's predicate in the language of the page. */
export function predicateText(data: Data, statement: number): string {
  const predicate = data.predicates[data.predicate[statement]];
  return (getLanguage() === "de" ? predicate?.de : predicate?.en) || predicate?.de || predicate?.en || "";
}

export function subjectText(data: Data, statement: number): string {
  const detail = data.detail(statement);
  return detail.subject >= 0 ? data.label[detail.subject] : detail.subjectText;
}

export function objectText(data: Data, statement: number): string {
  const detail = data.detail(statement);
  if (detail.object >= 0) return data.label[detail.object];
  return detail.objectText;
}

export function speakerText(data: Data, statement: number): string {
  const speaker = data.speaker[statement];
  return speaker >= 0 ? data.label[speaker] : data.detail(statement).speakerText;
}

export function statusText(data: Data, statement: number): string {
  return data.isClaim(statement) ? t("claim") : t("fact");
}

/** Fact, claim, denied, demand …: what the badge says. */
export function badges(data: Data, statement: number): { text: string; kind: string }[] {
  const out = [{ text: statusText(data, statement), kind: data.isClaim(statement) ? "claim" : "fact" }];
  if (data.isNegative(statement)) out.push({ text: t("negative"), kind: "denied" });
  const modality = data.modality(statement);
  const names = ["none", "wish", "demand", "plan", "obligation", "possibility", "condition"] as const;
  if (modality > 0) out.push({ text: t(names[modality]), kind: ["", "wanted", "wanted", "plan", "wanted", "possible", "possible"][modality] });
  return out;
}

export function communityName(data: Data, c: number): string {
  if (c === data.raw.communities.rest) return t("others");
  return data.raw.communities.name[c] || `${t("community")} ${c + 1}`;
}
