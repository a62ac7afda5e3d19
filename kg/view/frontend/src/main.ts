// Puts the page together: reads the data, builds the parts, and draws them anew when the state changes.

import "./page.css";
import { type App, communityName, predicateText } from "./app.ts";
import { drawArticle } from "./article.ts";
import { load } from "./data.ts";
import { byId, clip, h, icon, name, replace } from "./dom.ts";
import { exportCsv, exportJson, exportPng, exportSvg, exportSparql, exportTurtle } from "./export.ts";
import { type Key, getLanguage, number, setLanguage, t } from "./i18n.ts";
import { setupKeyboard } from "./keyboard.ts";
import { setupLegend } from "./legend.ts";
import { drawPanel, statementLine, toggleCommunity } from "./panel.ts";
import { setupPaths } from "./paths.ts";
import { running, startPhysics, stopPhysics } from "./physics.ts";
import { buildScene } from "./scene.ts";
import { setupSearch } from "./search.ts";
import { buildSheet, printSheet } from "./sheet.ts";
import { type Selection, type State, Store, fromFragment, toFragment } from "./state.ts";
import { drawTable } from "./table.ts";
import { isDark } from "./theme.ts";
import { setupTimeline } from "./timeline.ts";
import { GraphView, type Hit, type Marked } from "./view.ts";

const ICONS = {
  path: "M5 19a2 2 0 1 0 0-.01M19 5a2 2 0 1 0 0-.01M7 18c6-1 3-11 10-12", export: "M12 3v12m0 0l-4-4m4 4l4-4M4 19h16", print: "M7 8V3h10v5M7 17H4v-7h16v7h-3M7 14h10v7H7z",
  theme: "M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z", help: "M9.5 9a2.6 2.6 0 1 1 3.6 2.4c-.8.4-1.1.9-1.1 1.9M12 17v.01M12 3a9 9 0 1 0 .01 0", undo: "M4 9h11a5 5 0 0 1 0 10h-4M4 9l4-4M4 9l4 4",
  redo: "M20 9H9a5 5 0 0 0 0 10h4M20 9l-4-4m4 4l-4 4", fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5", plus: "M12 5v14M5 12h14", minus: "M5 12h14", menu: "M4 6h16M4 12h16M4 18h16", close: "M6 6l12 12M18 6L6 18",
};

function start(): void {
  const data = load();
  setLanguage(remembered("kg-language") === "en" ? "en" : remembered("kg-language") === "de" ? "de" : data.raw.language);
  const theme = remembered("kg-theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;

  const store = new Store(fromFragment(location.hash, data));
  let hoverTimer = 0;
  const view = new GraphView(byId("graph"), data, store.state, {
    select: (hit, additive) => pick(hit, additive),
    open: (hit) => {
      if (hit?.kind !== "item") return;
      if (hit.item >= data.n) toggleCommunity(app, hit.item - data.n);
      else store.update({ focus: [hit.item], hops: store.state.focus.includes(hit.item) ? store.state.hops + 1 : 1 });
    },
    moved: (item, x, y, done) => {
      if (done) store.update({ pinned: [...store.state.pinned.filter(([v]) => v !== item), [item, x, y]] });
    },
    hover: (hit, x, y) => {
      window.clearTimeout(hoverTimer);
      hoverTimer = window.setTimeout(() => tooltip(hit, x, y), hit ? 120 : 0);
    },
    area: (items) => {
      const nodes = items.filter((item) => item < data.n);
      if (nodes.length) store.update({ focus: nodes, hops: 0, path: null });
    },
  });
  view.predicate = (s) => predicateText(data, s);
  view.community = (c) => communityName(data, c);

  const app: App = {
    data, store, view, scene: buildScene(data, store.state),
    reveal: (selection, { move = false } = {}) => reveal(selection, move),
    openArticle: (article, at) => {
      store.update({ mode: "article", article });
      drawArticle(app, at);
    },
    findPath: (from, to) => paths.open(from, to),
    say: (text) => { byId("status").textContent = text; },
  };

  const drawLegend = setupLegend(app);
  const drawTimeline = setupTimeline(app);
  const paths = setupPaths(app);
  setupSearch(app);
  setupKeyboard(app, { undo: () => store.undo(), redo: () => store.redo() });
  setupBars();

  function pick(hit: Hit, additive: boolean): void {
    if (!hit) return store.update({ selection: null });
    if (hit.kind === "bundle") {
      const bundle = app.scene.bundles[hit.bundle];
      if (bundle.edges.length === 1) store.update({ selection: { kind: "statement", id: data.statement[bundle.edges[0]] } });
      else if (bundle.a < data.n && bundle.b < data.n) store.update({ selection: { kind: "pair", a: bundle.a, b: bundle.b } });
      else store.update({ selection: { kind: "community", id: (bundle.a >= data.n ? bundle.a : bundle.b) - data.n } });
    } else if (hit.item >= data.n) store.update({ selection: { kind: "community", id: hit.item - data.n } });
    else if (additive && store.state.selection?.kind === "node" && store.state.selection.id !== hit.item) app.findPath(store.state.selection.id, hit.item);
    else store.update({ selection: { kind: "node", id: hit.item } });
  }

  function reveal(selection: Selection, move: boolean): void {
    const patch: { -readonly [K in keyof State]?: State[K] } = { selection };
    const nodes = selection?.kind === "node" ? [selection.id] : selection?.kind === "pair" ? [selection.a, selection.b] : [];
    if (selection?.kind === "statement") {
      const detail = data.detail(selection.id);
      for (const v of [detail.subject, detail.object]) if (v >= 0) nodes.push(v);
    }
    const state = store.state;
    const shown = new Set(app.scene.items);
    const need = nodes.filter((v) => data.community[v] >= 0 && app.scene.clustered && !state.expanded.includes(data.community[v]));
    if (need.length) patch.expanded = [...new Set([...state.expanded, ...need.map((v) => data.community[v])])];
    if (nodes.some((v) => state.hidden.includes(v))) patch.hidden = state.hidden.filter((v) => !nodes.includes(v));
    if (state.focus.length && nodes.some((v) => !shown.has(v))) patch.focus = [];
    if (state.mode === "table" && move) patch.mode = "graph";
    store.update(patch);
    if (!move || store.state.mode === "table") return;
    if (selection?.kind === "community") return view.fit([data.n + selection.id, ...app.scene.items.filter((i) => i < data.n && data.community[i] === selection.id)], true, 1.2);
    if (nodes.length === 1) {
      const around = [...data.edgesOf(nodes[0])].slice(0, 60).map((e) => data.other(e, nodes[0])).filter((v) => app.scene.items.includes(v));
      const v = nodes[0];
      const near = around.filter((other) => Math.hypot(data.x[other] - data.x[v], data.y[other] - data.y[v]) < 500);
      view.fit([v, ...near], true, 1.2);
    } else if (nodes.length) view.fit(nodes, true, 1.2);
  }

  function tooltip(hit: Hit, x: number, y: number): void {
    const tip = byId("tooltip");
    tip.hidden = !hit;
    if (!hit) return;
    if (hit.kind === "item") {
      if (hit.item >= data.n) replace(tip, h("b", null, name(communityName(data, hit.item - data.n))), h("div", null, t("members", data.raw.communities.size[hit.item - data.n])));
      else {
        const type = data.raw.types[data.type[hit.item]] as Key;
        replace(tip, h("b", null, name(clip(data.label[hit.item], 120))), h("div", null, `${t(type)} · ${t("size.degree")}: ${number(data.degree[hit.item])}`));
      }
    } else {
      const bundle = app.scene.bundles[hit.bundle];
      if (!bundle) return;
      const lines = bundle.edges.slice(0, 3).map((e) => h("div", null, name(clip(statementLine(data, data.statement[e]), 110))));
      replace(tip, lines, bundle.edges.length > 3 && h("div", { class: "hint" }, t("tooltipStatements", bundle.edges.length)));
    }
    const { width, height } = view.camera;
    tip.style.left = `${Math.max(4, Math.min(x + 14, width - 290))}px`;
    tip.style.top = `${Math.max(4, Math.min(y + 16, height - tip.offsetHeight - 8))}px`;
  }

  function marked(state: State): Marked {
    const { selection } = state;
    const items = new Set<number>();
    const bundles = new Set<number>();
    const around = (item: number): void => {
      items.add(item);
      for (const b of app.scene.at.get(item) ?? []) {
        bundles.add(b);
        items.add(app.scene.bundles[b].a);
        items.add(app.scene.bundles[b].b);
      }
    };
    if (selection?.kind === "node") around(view.standIn(selection.id));
    else if (selection?.kind === "community") {
      if (!app.scene.clustered || state.expanded.includes(selection.id)) app.scene.items.forEach((i) => i < data.n && data.community[i] === selection.id && items.add(i));
      else around(data.n + selection.id);
    } else if (selection?.kind === "statement" || selection?.kind === "pair") {
      app.scene.bundles.forEach((bundle, i) => {
        const fits = selection.kind === "pair"
          ? bundle.a === Math.min(selection.a, selection.b) && bundle.b === Math.max(selection.a, selection.b)
          : bundle.edges.some((e) => data.statement[e] === selection.id);
        if (!fits) return;
        bundles.add(i);
        items.add(bundle.a);
        items.add(bundle.b);
      });
      if (selection.kind === "statement" && !bundles.size) {
        const detail = data.detail(selection.id);
        for (const v of [detail.subject, detail.object, data.speaker[selection.id]]) if (v >= 0) items.add(view.standIn(v));
      }
    }
    const here = new Set(app.scene.items);
    for (const item of [...items]) if (!here.has(item)) items.delete(item);
    return { items, bundles, dim: items.size > 0 && app.scene.items.length > 3 };
  }

  // The panel may not lie over what it is about: on a narrow screen it is a sheet at the bottom.
  function rebuild(state: State, fit: boolean): void {
    app.scene = buildScene(data, state, paths.nodes());
    for (const [v, x, y] of state.pinned) {
      data.x[v] = x;
      data.y[v] = y;
    }
    const box = byId("path-box");
    view.coveredLeft = state.path && box.offsetWidth < view.camera.width * 0.65 ? box.offsetWidth + 14 : 0;
    view.show(app.scene, state);
    view.marked = marked(state);
    if (fit) view.fit();
    const { entities, grouped, edges, items } = app.scene;
    const note = byId("note");
    const parts = [t("shown", entities + grouped, data.n, edges)];
    if (grouped) parts.push(t("grouped", grouped));
    if (app.scene.lonely && !state.lonely) parts.push(t("lonelyHidden", app.scene.lonely));
    if (app.scene.weak) parts.push(t("weakHidden", app.scene.weak));
    if (state.hidden.length) parts.push(t("hiddenBy", state.hidden.length));
    replace(note, parts.join(" · "));
    byId("empty").hidden = items.length > 0;
    byId("empty").textContent = data.n ? t("emptyView") : t("emptyGraph");
    byId("graph").setAttribute("aria-label", t("graphLabel", entities + grouped));
    if (running()) startPhysics(app);
  }

  const SCENE_KEYS: (keyof State)[] = ["typesOff", "predicates", "speakers", "articles", "modalitiesOff", "facts", "claims", "positive", "negative",
    "confidence", "degree", "from", "to", "publishedFrom", "publishedTo", "focus", "hops", "path", "hidden", "expanded", "size", "edgeLabels", "hulls", "lonely", "mentions", "pinned"];

  function refresh(now: State, before: State | null): void {
    const changed = (keys: (keyof State)[]): boolean => !before || keys.some((key) => JSON.stringify(now[key]) !== JSON.stringify(before[key]));
    document.body.dataset.mode = now.mode;
    // On a narrow screen the panel is a sheet over the lower half; what is looked at stays above it.
    view.covered = now.selection && window.innerWidth <= 900 ? window.innerHeight * 0.52 - byId("timeline").offsetHeight : 0;
    for (const mode of ["graph", "table", "article"] as const) byId(`mode-${mode}`).setAttribute("aria-pressed", String(now.mode === mode));
    if (before)
      for (const [v] of before.pinned)
        if (!now.pinned.some(([p]) => p === v)) {
          data.x[v] = data.homeX[v];
          data.y[v] = data.homeY[v];
        }
    if (changed(["path"])) paths.draw();
    if (changed(SCENE_KEYS)) {
      rebuild(now, before !== null && changed(["focus", "hops", "path"]));
      drawLegend();
      drawTimeline();
    }
    if (changed(["selection"])) {
      view.mark(marked(now));
    }
    if (changed(["selection", ...SCENE_KEYS])) drawPanel(app);
    if (changed(["mode"])) {
      view.resize();
      if (before && now.mode !== "table") view.fit(view.marked.items.size && view.marked.items.size < 60 ? view.marked.items : undefined, false);
    }
    if (now.mode === "table") drawTable(app);
    if (now.mode === "article") drawArticle(app);
    byId<HTMLButtonElement>("undo").disabled = !store.canUndo;
    byId<HTMLButtonElement>("redo").disabled = !store.canRedo;
    if (before) {
      const fragment = toFragment(now, data);
      // A page in a sandboxed frame may not touch its history; the address is a comfort, not a need.
      try {
        history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
      } catch { /* stays as it was */ }
    }
  }

  function redrawAll(): void {
    labels();
    refresh(store.state, null);
    view.redraw();
  }

  function labels(): void {
    for (const element of document.querySelectorAll<HTMLElement>("[data-t]")) element.textContent = t(element.dataset.t as Key);
    for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
      element.setAttribute("aria-label", t(element.dataset.label as Key));
      element.title = t(element.dataset.label as Key);
    }
    const search = byId<HTMLInputElement>("search");
    search.placeholder = `${t("search")} (${t("searchHint")})`;
    search.setAttribute("aria-label", t("search"));
    // The name that is read out begins with the letters that are seen.
    const other = getLanguage() === "de" ? "EN" : "DE";
    byId("language").textContent = other;
    byId("language").setAttribute("aria-label", `${other}: ${t("languageSwitch")}`);
    byId("help-text").replaceChildren(help());
  }

  function help(): HTMLElement {
    const keys: [string, Key][] = [["/", "keySearch"], ["← ↑ → ↓", "keyMove"], ["Enter", "keyOpen"], ["f", "keyFocus"], ["h", "keyHide"], ["p", "keyPin"], ["u", "keyUndo"],
      ["+ − 0", "keyZoom"], ["1 2 3", "keyTable"], ["w", "keyPath"], ["Esc", "keyEscape"], [t("keyDouble"), "keyDoubleDoes"], [t("keyShiftDrag"), "keyShiftDragDoes"], [t("keyShiftClick"), "keyShiftClickDoes"]];
    return h("div", null, h("h2", null, t("keys")), h("dl", null, keys.map(([key, text]) => [h("dt", null, h("kbd", null, key)), h("dd", null, t(text))])));
  }

  function setupBars(): void {
    for (const element of document.querySelectorAll<HTMLElement>("[data-icon]")) element.prepend(icon(ICONS[element.dataset.icon as keyof typeof ICONS]));
    const on = (id: string, run: () => void): void => byId(id).addEventListener("click", run);
    on("fit", () => view.fit());
    on("zoom-in", () => view.zoom(1.4));
    on("zoom-out", () => view.zoom(1 / 1.4));
    on("undo", () => store.undo());
    on("redo", () => store.redo());
    on("open-path", () => app.findPath(store.state.selection?.kind === "node" ? store.state.selection.id : -1, null));
    on("print", () => printSheet(app));
    on("theme", () => {
      document.documentElement.dataset.theme = isDark() ? "light" : "dark";
      remember("kg-theme", document.documentElement.dataset.theme);
      redrawAll();
    });
    on("language", () => {
      setLanguage(getLanguage() === "de" ? "en" : "de");
      remember("kg-language", getLanguage());
      redrawAll();
    });
    on("panel-close", () => store.update({ selection: null }));
    on("menu", () => document.body.classList.toggle("menu-open"));
    on("export-png", () => exportPng(app));
    on("export-svg", () => exportSvg(app));
    on("export-csv", () => exportCsv(app));
    on("export-json", () => exportJson(app));
    on("export-turtle", () => exportTurtle(app));
    on("export-sparql", () => exportSparql(app));
    on("export-link", () => void navigator.clipboard?.writeText(location.href).then(() => app.say(t("copied"))));
    const dialog = byId<HTMLDialogElement>("help-dialog");
    on("help", () => dialog.showModal());
    on("help-close", () => dialog.close());
    for (const mode of ["graph", "table", "article"] as const) on(`mode-${mode}`, () => store.update({ mode }));
    // A menu closes when one has chosen, or looks elsewhere.
    const menu = byId<HTMLDetailsElement>("export-menu");
    menu.addEventListener("click", (event) => { if ((event.target as HTMLElement).closest("li button")) menu.open = false; });
    document.addEventListener("pointerdown", (event) => {
      const target = event.target as HTMLElement;
      if (!menu.contains(target)) menu.open = false;
      if (!target.closest("#legend, #menu")) document.body.classList.remove("menu-open");
    });
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redrawAll());
    window.addEventListener("hashchange", () => store.update(fromFragment(location.hash, data)));
    window.addEventListener("beforeprint", () => buildSheet(app));
    document.addEventListener("kg-physics", () => {
      if (running()) stopPhysics();
      else startPhysics(app);
      drawLegend();
    });
    document.addEventListener("kg-legend", () => drawLegend());
    document.addEventListener("kg-rebuild", () => {
      paths.draw();
      rebuild(store.state, true);
    });
  }

  // For those who want to script the page from the console, and for its tests.
  Object.defineProperty(window, "kg", { value: app });
  store.listen(refresh);
  labels();
  refresh(store.state, null);
  view.fit(undefined, false);
  if (store.state.selection) reveal(store.state.selection, store.state.mode !== "table");
  if (app.scene.clustered) app.say(t("overview", data.raw.communities.name.length));
  // The page is ready when its first picture is on the screen.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    document.body.dataset.ready = "true";
    performance.mark("kg-usable");
  }));
}

function remembered(key: string): string | null {
  // Storage is shut for files in some browsers.
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch { /* then not */ }
}

start();
