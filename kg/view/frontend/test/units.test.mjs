import assert from "node:assert/strict";
import { test } from "node:test";
import { modules, raw } from "./bundle.mjs";

const { Data, offsets, START, toFragment, fromFragment, Store, buildScene, shortestPath, segments, within, columns, convexHull, toSegment, fold, csvCell, literal, sorted, Geometry, placeLabels } =
  await modules("data", "state", "scene", "paths", "passages", "timeline", "hulls", "hit", "search", "export", "table", "draw", "labels");

const data = new Data(raw());

test("offsets of Python count characters, those of JavaScript units", () => {
  const text = "a😀b";
  const unit = offsets(text);
  assert.equal(text.slice(unit(1), unit(2)), "😀");
  assert.equal(text.slice(unit(2), unit(3)), "b");
});

test("flags tell claims, denials and modality apart", () => {
  assert.deepEqual([0, 2].map((s) => [data.isClaim(s), data.isNegative(s), data.modality(s)]), [[false, false, 0], [true, true, 2]]);
});

test("a state survives its way through the address", () => {
  const state = { ...START, claims: false, from: 5, focus: [1], hidden: [3], pinned: [[0, 5, -7]], selection: { kind: "node", id: 2 }, path: [0, 2], predicates: [1], mode: "table" };
  assert.deepEqual(fromFragment("#" + toFragment(state, data), data), state);
});

test("a view that is higher than wide gets a picture that is; pins keep their place in the address", () => {
  const wide = raw();
  [wide.nodes.x, wide.nodes.y] = [wide.nodes.x.map((_, i) => 100 * i), wide.nodes.x.map((_, i) => 10 * i)];
  const [landscape, portrait] = [new Data(wide), new Data(wide, true)];
  assert.deepEqual([landscape.x[2], landscape.y[2], portrait.x[2], portrait.y[2]], [200, 20, 20, 200]);
  const address = toFragment({ ...START, pinned: [[0, 5, -7]] }, portrait);
  assert.deepEqual(fromFragment("#" + address, landscape).pinned, [[0, -7, 5]]);
  assert.deepEqual(fromFragment("#" + address, portrait).pinned, [[0, 5, -7]]);
});

test("a name at the edge moves aside rather than leave the view, also where more is drawn than is seen", () => {
  const scene = buildScene(data, START);
  for (const margin of [0, 50]) {
    // Kern stands ten pixels from the left edge of a view 200 wide; every name is 60 wide.
    const camera = { x: 90, y: 0, k: 1, width: 200 + 2 * margin, height: 200 + 2 * margin, margin };
    const labels = placeLabels(() => 60, camera, new Geometry(data, START), { ...scene, items: [0], bundles: [] }, { strong: new Set() });
    const [{ x, align }] = labels;
    const left = align === "center" ? x - 30 : align === "left" ? x : x - 60;
    assert.deepEqual([labels.length, align, left], [1, "center", margin + 4]);
  }
});

test("a made-up address does no harm", () => {
  const state = fromFragment("#node=x&predicates=99.-1.a&from=abc&pinned=1+2+3&mode=evil&statement=1e9&article=77&hops=500", data);
  assert.deepEqual({ ...state, hops: 1 }, { ...START, pinned: [] });
  assert.equal(state.hops, 6);
});

test("undo goes back, redo forth again", () => {
  const store = new Store(START);
  store.update({ claims: false });
  store.update({ facts: false });
  store.undo();
  assert.deepEqual([store.state.claims, store.state.facts], [false, true]);
  store.redo();
  assert.equal(store.state.facts, false);
});

test("a filter on claims leaves facts and their entities", () => {
  const scene = buildScene(data, { ...START, claims: false });
  assert.equal(scene.edges, 2);
  assert.deepEqual(scene.items, [0, 1, 2]);
});

test("a filter on time keeps what overlaps it", () => {
  assert.deepEqual([...buildScene(data, { ...START, from: 60, to: 90 }).statementOn], [0, 0, 1]);
});

test("a filter on the day of publication asks the article", () => {
  assert.deepEqual([...buildScene(data, { ...START, publishedFrom: 18290 }).statementOn], [0, 0, 1]);
});

test("focus shows neighbours by hops", () => {
  assert.deepEqual(buildScene(data, { ...START, focus: [1], hops: 0 }).items, [1]);
  assert.deepEqual(buildScene(data, { ...START, focus: [1], hops: 1 }).items, [0, 1, 2]);
});

test("the shortest path follows the edges that are on", () => {
  assert.deepEqual(shortestPath(data, 0, 2, () => true), [0, 2]);
  assert.deepEqual(shortestPath(data, 0, 2, (e) => e !== 2), [0, 1, 2]);
  assert.deepEqual(shortestPath(data, 0, 3, () => true), []);
});

test("segments cut nested and overlapping marks", () => {
  const cut = segments("Er sagte heute nein.", 0, 20, [{ span: [3, 14], kind: "a" }, { span: [9, 19], kind: "b" }]);
  assert.deepEqual(cut.map(({ text, kinds }) => [text, kinds.join()]), [["Er ", ""], ["sagte ", "a"], ["heute", "a,b"], [" nein", "b"], [".", ""]]);
});

test("a passage that begins within a sentence says so", () => {
  const text = "Gut. Das Amt, sagte Kern.";
  assert.deepEqual([0, 5, 14].map((start) => within(text, start)), [false, false, true]);
});

test("columns of the timeline coarsen with their number", () => {
  const days = Array.from({ length: 100 }, (_, i) => ({ first: i, last: i, claim: false }));
  assert.equal(columns(days.slice(0, 3)).length, 3);
  assert.equal(columns(days).length, 4);
  assert.equal(columns(days)[0].facts, 31);
});

test("the hull leaves out inner points", () => {
  assert.equal(convexHull([[0, 0], [4, 0], [4, 4], [0, 4], [2, 2]]).length, 4);
});

test("distance to a segment ends at its ends", () => {
  assert.equal(toSegment(5, 3, [0, 0], [10, 0]), 3);
  assert.equal(toSegment(13, 4, [0, 0], [10, 0]), 5);
  assert.equal(toSegment(1, 1, [NaN, NaN], [2, 2]), Infinity);
});

test("search folds case, accents and ß", () => {
  assert.equal(fold("Größe"), "grosse");
});

test("a cell cannot become a formula, a literal cannot end early", () => {
  assert.equal(csvCell("=1+1"), "'=1+1");
  assert.equal(csvCell('a "b", c'), '"a ""b"", c"');
  assert.equal(literal('a"\\\n'), '"a\\"\\\\\\n"');
});

test("rows sort by number where there is one and empty last", () => {
  const rows = [["b", 10], ["", 2], ["a", 9]].map(([text, key], id) => ({ id, cells: [{ text }, { text: String(key), key }] }));
  assert.deepEqual(sorted(rows, 0, true).map(({ id }) => id), [2, 0, 1]);
  assert.deepEqual(sorted(rows, 1, true).map(({ id }) => id), [1, 2, 0]);
});
