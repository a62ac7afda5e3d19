// The shortest path between two entities, by name, with the passages along it.

import type { App } from "./app.ts";
import { Data } from "./data.ts";
import { byId, h, name, replace } from "./dom.ts";
import { t } from "./i18n.ts";
import { entityLink, statementCard } from "./panel.ts";
import { combobox } from "./search.ts";

/** Entities of a shortest path over the edges that are on; of equally short ones the one with more statements. */
export function shortestPath(data: Data, from: number, to: number, edgeOn: (edge: number) => boolean): number[] {
  if (from === to) return [from];
  const distance = new Int32Array(data.n).fill(-1);
  distance[to] = 0;
  let rim = [to];
  while (rim.length && distance[from] < 0) {
    const next: number[] = [];
    for (const node of rim)
      for (const edge of data.edgesOf(node)) {
        if (!edgeOn(edge)) continue;
        const other = data.other(edge, node);
        if (distance[other] < 0) {
          distance[other] = distance[node] + 1;
          next.push(other);
        }
      }
    rim = next;
  }
  if (distance[from] < 0) return [];
  const path = [from];
  while (path[path.length - 1] !== to) {
    const here = path[path.length - 1];
    const weights = new Map<number, number>();
    for (const edge of data.edgesOf(here)) {
      if (!edgeOn(edge)) continue;
      const other = data.other(edge, here);
      if (distance[other] === distance[here] - 1) weights.set(other, (weights.get(other) ?? 0) + (data.isClaim(data.statement[edge]) ? 1 : 2));
    }
    path.push([...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0][0]);
  }
  return path;
}

export function setupPaths(app: App): { draw: () => void; open: (from: number, to: number | null) => void; nodes: () => Set<number> | null } {
  const { data, store } = app;
  const dialog = byId("path-box");
  const ends: [number, number] = [-1, -1];
  let factsOnly = false;
  let found: number[] = [];

  const inputs = (["path-from", "path-to"] as const).map((id, i) => {
    const input = byId<HTMLInputElement>(id);
    combobox(app, input, byId(`${id}-list`), (item) => {
      ends[i] = item.id;
      input.value = data.label[item.id];
      if (ends[0] >= 0 && ends[1] >= 0) store.update({ path: [ends[0], ends[1]], selection: null, focus: [] });
      else inputs[1 - i].focus();
    }, (item) => item.kind === "node");
    return input;
  });
  byId<HTMLInputElement>("path-facts").addEventListener("change", (event) => {
    factsOnly = (event.target as HTMLInputElement).checked;
    compute();
    document.dispatchEvent(new Event("kg-rebuild"));
  });
  byId("path-close").addEventListener("click", () => close());

  function close(): void {
    dialog.hidden = true;
    ends[0] = ends[1] = -1;
    if (store.state.path) store.update({ path: null });
    app.view.host.focus({ preventScroll: true });
  }

  function compute(): void {
    const path = store.state.path;
    found = path ? shortestPath(data, path[0], path[1], (edge) => !factsOnly || !data.isClaim(data.statement[edge])) : [];
  }

  function draw(): void {
    const path = store.state.path;
    compute();
    const result = byId("path-result");
    if (!path) return replace(result);
    dialog.hidden = false;
    path.forEach((v, i) => {
      ends[i] = v;
      inputs[i].value = data.label[v];
    });
    if (!found.length) return replace(result, h("p", { class: "hint", role: "status" }, t("noPath")));
    const steps = found.slice(1).map((to, i) => {
      const from = found[i];
      const between: number[] = [];
      for (const edge of data.edgesOf(from))
        if (data.other(edge, from) === to && !(factsOnly && data.isClaim(data.statement[edge])) && !between.includes(data.statement[edge])) between.push(data.statement[edge]);
      between.sort((a, b) => Number(data.isClaim(a)) - Number(data.isClaim(b)) || data.confidence[b] - data.confidence[a] || a - b);
      return h("li", { class: "step" }, h("p", { class: "ends" }, entityLink(app, from), " → ", entityLink(app, to)),
        between.slice(0, 3).map((s) => statementCard(app, s)), between.length > 3 && h("p", { class: "hint" }, t("showMore", between.length - 3)));
    });
    replace(result, h("p", { class: "hint", role: "status" }, steps.length === 1 ? t("step") : t("steps", steps.length), " · ", name(t("pathHint"))), h("ol", { class: "steps" }, steps));
  }

  return {
    draw,
    open: (from, to) => {
      dialog.hidden = false;
      ends[0] = from;
      inputs[0].value = from >= 0 ? data.label[from] : "";
      inputs[1].value = "";
      ends[1] = -1;
      if (to !== null) store.update({ path: [from, to] });
      else (from >= 0 ? inputs[1] : inputs[0]).focus();
    },
    nodes: () => (store.state.path && found.length ? new Set(found) : null),
  };
}
