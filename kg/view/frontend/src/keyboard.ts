// Everything by keyboard: `/` searches, arrows walk from neighbour to neighbour, Enter opens.

import type { App } from "./app.ts";
import { byId } from "./dom.ts";
import { togglePin, toggleCommunity } from "./panel.ts";

interface Actions {
  undo: () => void;
  redo: () => void;
}

export function setupKeyboard(app: App, actions: Actions): void {
  const { store, view, data } = app;
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    const typing = target.closest("input, select, textarea, dialog") !== null;
    if (event.key === "Escape" && !typing) {
      if (document.body.classList.contains("menu-open")) document.body.classList.remove("menu-open");
      else if (!byId("path-box").hidden) byId("path-close").click();
      else store.update({ selection: null });
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) {
      event.preventDefault();
      if (event.shiftKey) actions.redo();
      else actions.undo();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const selection = store.state.selection;
    const node = selection?.kind === "node" ? selection.id : -1;
    switch (event.key) {
      case "/":
        event.preventDefault();
        byId<HTMLInputElement>("search").focus();
        byId<HTMLInputElement>("search").select();
        break;
      case "+": view.zoom(1.4); break;
      case "-": view.zoom(1 / 1.4); break;
      case "0": view.fit(); break;
      case "1": store.update({ mode: "graph" }); break;
      case "2": store.update({ mode: "table" }); break;
      case "3": store.update({ mode: "article" }); break;
      case "u": actions.undo(); break;
      case "w": app.findPath(node, null); event.preventDefault(); break;
      case "f": if (node >= 0) store.update({ focus: store.state.focus.includes(node) ? [] : [node], hops: 1 }); break;
      case "h": if (node >= 0) store.update({ hidden: [...store.state.hidden, node], selection: null }); break;
      case "p": if (node >= 0) togglePin(app, node); break;
      case "?": byId("help").click(); break;
      case "ArrowLeft": case "ArrowRight": case "ArrowUp": case "ArrowDown":
        if (target !== view.host) break;
        event.preventDefault();
        walk(event.key);
        break;
      case "Enter":
        if (target !== view.host) break;
        if (selection?.kind === "community") toggleCommunity(app, selection.id);
        else if (node >= 0) store.update({ focus: [node], hops: 1 });
        break;
    }
  });

  /** To the neighbour that lies most in the direction of the arrow; without a selection, to the first entity. */
  function walk(key: string): void {
    const { scene } = app;
    const { geometry } = view;
    const [ux, uy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key as "ArrowUp"];
    const selection = store.state.selection;
    const here = selection?.kind === "node" ? view.standIn(selection.id) : selection?.kind === "community" ? data.n + selection.id : -1;
    const select = (item: number): void => {
      store.update({ selection: item >= data.n ? { kind: "community", id: item - data.n } : { kind: "node", id: item } });
      const { camera } = view;
      const [x, y] = [(geometry.x(item) - camera.x) * camera.k, (geometry.y(item) - camera.y) * camera.k];
      if (Math.abs(x) > camera.width / 2 - 60 || Math.abs(y) > camera.height / 2 - 60) view.flyTo(geometry.x(item), geometry.y(item));
      app.say(geometry.label(item));
    };
    if (here < 0) {
      const first = geometry.byRank.map((v) => view.standIn(v)).find((item) => scene.items.includes(item)) ?? scene.items[0];
      if (first !== undefined) select(first);
      return;
    }
    const neighbours = new Set<number>();
    for (const b of scene.at.get(here) ?? []) for (const end of [scene.bundles[b].a, scene.bundles[b].b]) if (end !== here) neighbours.add(end);
    const best = (candidates: Iterable<number>): number => {
      let found = -1;
      let score = Infinity;
      for (const item of candidates) {
        const dx = geometry.x(item) - geometry.x(here);
        const dy = geometry.y(item) - geometry.y(here);
        const along = dx * ux + dy * uy;
        if (along <= 0) continue;
        const off = Math.abs(dx * uy) + Math.abs(dy * ux);
        if (along + 2.2 * off < score) {
          score = along + 2.2 * off;
          found = item;
        }
      }
      return found;
    };
    const next = best(neighbours);
    const chosen = next >= 0 ? next : best(scene.items.filter((item) => item !== here));
    if (chosen >= 0) select(chosen);
  }
}
