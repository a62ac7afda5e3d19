// Taking away what is shown: picture, drawing, tables, Turtle, and the SPARQL that gives the same.

import { type App, predicateText } from "./app.ts";
import { MODALITIES } from "./data.ts";
import { save } from "./dom.ts";
import { bundleStyle, itemColor, itemShape, linesOf, pointAt } from "./draw.ts";
import { hullsOf } from "./hulls.ts";
import { shortLabel } from "./labels.ts";
import { passageText } from "./passages.ts";
import { entityRows, shownEntities, shownStatements, statementRows } from "./table.ts";
import { palette, shapeData } from "./theme.ts";

function fileName(app: App, extension: string): string {
  const plain = app.data.raw.title.normalize("NFKD").replace(/[^\w-]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).toLowerCase();
  return `${plain || "graph"}.${extension}`;
}

export function exportPng(app: App): void {
  const { view } = app;
  const scale = 2;
  const canvas = document.createElement("canvas");
  canvas.width = view.camera.width * scale;
  canvas.height = view.camera.height * scale;
  const ctx = canvas.getContext("2d")!;
  ctx.scale(scale, scale);
  view.paint(ctx, { ...view.camera });
  canvas.toBlob((blob) => blob && save(fileName(app, "png"), blob), "image/png");
}

function xml(text: string): string {
  // What XML cannot hold is left out; the rest is escaped.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

export function svgText(app: App): string {
  const { view, scene, data } = app;
  const { geometry } = view;
  const colors = palette();
  const bounds = view.bounds() ?? { x1: 0, y1: 0, x2: 100, y2: 100 };
  const pad = 70;
  const [x0, y0, w, h] = [bounds.x1 - pad, bounds.y1 - pad, bounds.x2 - bounds.x1 + 2 * pad, bounds.y2 - bounds.y1 + 2 * pad].map(Math.round);
  const f = (value: number): string => value.toFixed(1);
  const out = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x0} ${y0} ${w} ${h}" font-family="system-ui, sans-serif">`,
    `<title>${xml(data.raw.title)}</title>`, `<rect x="${x0}" y="${y0}" width="${w}" height="${h}" fill="${colors.ground}"/>`];
  if (app.store.state.hulls)
    for (const [c, hull] of hullsOf(geometry, scene)) {
      const color = colors.hulls[c % colors.hulls.length];
      out.push(`<path d="M${hull.map(([x, y]) => `${f(x)} ${f(y)}`).join("L")}Z" fill="${color}" fill-opacity=".06" stroke="${color}" stroke-opacity=".35" stroke-linejoin="round"/>`);
    }
  for (const bundle of scene.bundles.filter(({ weak }) => !weak))
    for (const line of linesOf(geometry, colors, bundle)) {
      const dash = line.style.dash.length ? ` stroke-dasharray="${line.style.dash.join(" ")}"` : "";
      out.push(`<path d="M${f(line.x1)} ${f(line.y1)}Q${f(line.cx)} ${f(line.cy)} ${f(line.x2)} ${f(line.y2)}" fill="none" stroke="${bundleStyle(data, colors, { ...bundle, edges: line.edges }).color}" stroke-width="${f(line.width)}"${dash}/>`);
      if (line.style.mark) {
        const [x, y] = pointAt(line, 0.5);
        out.push(`<circle cx="${f(x)}" cy="${f(y)}" r="6" fill="${colors.ground}" stroke="${line.style.color}"/><text x="${f(x)}" y="${f(y + 3.5)}" text-anchor="middle" font-size="10" font-weight="700" fill="${line.style.color}">${xml({ bar: "/", bang: "!", plan: "›", question: "?" }[line.style.mark])}</text>`);
      }
      if (app.store.state.edgeLabels === "all") {
        const [x, y] = pointAt(line, 0.5);
        out.push(`<text x="${f(x)}" y="${f(y)}" text-anchor="middle" font-size="10" fill="${colors.soft}" stroke="${colors.halo}" stroke-width="3" paint-order="stroke">${xml(shortLabel(predicateText(data, data.statement[line.edges[0]])))}</text>`);
      }
    }
  for (const item of scene.items) {
    const shape = itemShape(geometry, item);
    const color = itemColor(geometry, colors, item);
    const group = item >= data.n;
    out.push(`<path d="${shapeData(shape, geometry.x(item), geometry.y(item), geometry.r(item))}" fill="${shape === "ring" ? colors.ground : color}" fill-opacity="${group ? 0.16 : 1}" stroke="${shape === "ring" || group ? color : colors.ground}"/>`);
  }
  for (const item of scene.items)
    out.push(`<text x="${f(geometry.x(item))}" y="${f(geometry.y(item) + (item >= data.n ? 0 : geometry.r(item) + 12))}" text-anchor="middle" font-size="12" fill="${colors.ink}" stroke="${colors.halo}" stroke-width="3" paint-order="stroke">${xml(shortLabel(geometry.label(item)))}</text>`);
  out.push("</svg>");
  return out.join("\n");
}

export function exportSvg(app: App): void {
  save(fileName(app, "svg"), svgText(app), "image/svg+xml");
}

/** A cell that a spreadsheet neither splits nor runs: a leading = + - @ would make it a formula. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

export function csvText(app: App, what: "statements" | "entities"): string {
  const { data } = app;
  if (what === "entities") {
    const { head, rows } = entityRows(app, shownEntities(app));
    return [["IRI", ...head], ...rows.map(({ id, cells }) => [data.fullIri(data.iri[id]), ...cells.map(({ text }) => text)])].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
  }
  const { head, rows } = statementRows(app, shownStatements(app));
  const lines = rows.map(({ id, cells }) => {
    const detail = data.detail(id);
    return [...cells.map(({ text }) => text), detail.spans.map(([s, e]) => `${s}-${e}`).join(" "), data.fullIri(detail.iri)];
  });
  return [[...head, "char", "IRI"], ...lines].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

export function exportCsv(app: App): void {
  save(fileName(app, "csv"), "\ufeff" + csvText(app, "statements"), "text/csv");
}

/** Entities and statements that are shown, with their passages; offsets are those of the graph. */
export function jsonText(app: App): string {
  const { data } = app;
  const iri = (v: number): string | null => (v >= 0 ? data.fullIri(data.iri[v]) : null);
  return JSON.stringify({
    title: data.raw.title,
    entities: shownEntities(app).map((v) => ({ iri: iri(v), label: data.label[v], type: data.raw.types[data.type[v]], ...data.entity(v), degree: data.degree[v] })),
    statements: shownStatements(app).map((s) => {
      const detail = data.detail(s);
      const article = data.articles[data.article[s]];
      return {
        iri: data.fullIri(detail.iri), subject: { iri: iri(detail.subject), text: detail.subjectText }, predicate: data.predicates[data.predicate[s]],
        object: { iri: iri(detail.object), text: detail.objectText }, arguments: detail.args.map(([role, v, text]) => ({ role, iri: iri(v), text })),
        status: data.isClaim(s) ? "claim" : "fact", polarity: data.isNegative(s) ? "negative" : "positive", modality: MODALITIES[data.modality(s)],
        speaker: { iri: iri(data.speaker[s]), text: detail.speakerText }, time: detail.time, confidence: data.confidence[s] / 100,
        article: article ? data.fullIri(article.iri) : null, evidence: detail.spans, passage: article ? passageText(article, detail) : null,
      };
    }),
  }, null, 1) + "\n";
}

export function exportJson(app: App): void {
  save(fileName(app, "json"), jsonText(app), "application/json");
}

const PREFIXES: Record<string, string> = {
  kg: "https://kg.example/ontology#", rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  prov: "http://www.w3.org/ns/prov#", schema: "https://schema.org/", xsd: "http://www.w3.org/2001/XMLSchema#", org: "http://www.w3.org/ns/org#",
};

function iriRef(iri: string): string {
  for (const [prefix, space] of Object.entries(PREFIXES)) if (iri.startsWith(space) && /^[A-Za-z_]\w*$/.test(iri.slice(space.length))) return `${prefix}:${iri.slice(space.length)}`;
  return `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (c) => "%" + c.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase())}>`;
}

export function literal(text: string): string {
  const escaped = text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
  return `"${escaped}"`;
}

/** The statements that are shown, reified as in the graph itself; a fact's triple stands beside its statement. */
export function turtleText(app: App): string {
  const { data } = app;
  const used = new Set<number>();
  const body: string[] = [];
  const bare = new Set<string>();
  const modalities = ["", "wish", "demand", "plan", "obligation", "possibility", "condition"];
  for (const s of shownStatements(app)) {
    const detail = data.detail(s);
    const predicate = data.predicates[data.predicate[s]];
    const property = predicate.property ? iriRef(data.fullIri(predicate.property)) : null;
    const lines = [`a rdf:Statement, ${data.isClaim(s) ? "kg:Claim" : "kg:Assertion"}`, `rdfs:label ${literal([detail.subjectText, predicate.de, detail.objectText].filter(Boolean).join(" "))}`];
    const node = (v: number): string => {
      used.add(v);
      return iriRef(data.fullIri(data.iri[v]));
    };
    if (detail.subject >= 0) lines.push(`rdf:subject ${node(detail.subject)}`);
    if (detail.subjectText) lines.push(`kg:subjectText ${literal(detail.subjectText)}`);
    if (property) lines.push(`rdf:predicate ${property}`);
    lines.push(`kg:lemma ${literal(predicate.de)}`);
    if (detail.object >= 0) lines.push(`rdf:object ${node(detail.object)}`);
    if (detail.objectText) lines.push(`kg:objectText ${literal(detail.objectText)}`);
    lines.push(`kg:polarity ${literal(data.isNegative(s) ? "negative" : "positive")}`);
    if (data.modality(s)) lines.push(`kg:modality ${literal(modalities[data.modality(s)])}`);
    if (data.speaker[s] >= 0) lines.push(`prov:wasAttributedTo ${node(data.speaker[s])}`);
    if (detail.speakerText) lines.push(`kg:attributedTo ${literal(detail.speakerText)}`);
    lines.push(`kg:confidence ${(data.confidence[s] / 100).toFixed(2)}`);
    const article = data.raw.articles.iri[data.article[s]];
    if (article) {
      const full = data.fullIri(article);
      lines.push(`prov:hadPrimarySource ${iriRef(full)}`);
      for (const [start, end] of detail.spans) lines.push(`kg:evidence ${iriRef(`${full}#char=${start},${end}`)}`);
    }
    if (!data.isClaim(s) && property && detail.subject >= 0 && detail.object >= 0) bare.add(`${node(detail.subject)} ${property} ${node(detail.object)} .`);
    body.push(`${iriRef(data.fullIri(detail.iri))} ${lines.join(" ;\n  ")} .`);
  }
  for (const v of shownEntities(app)) used.add(v);
  const classes: Record<string, string> = { Work: "schema:CreativeWork", Group: "kg:Group", Thing: "schema:Thing" };
  const entities = [...used].sort((a, b) => a - b).map((v) => {
    const type = data.raw.types[data.type[v]];
    return `${iriRef(data.fullIri(data.iri[v]))} a ${classes[type] ?? `schema:${type}`} ; rdfs:label ${literal(data.label[v])} .`;
  });
  return [...Object.entries(PREFIXES).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`), "", ...entities, "", ...bare, "", ...body, ""].join("\n");
}

export function exportTurtle(app: App): void {
  save(fileName(app, "ttl"), turtleText(app), "text/turtle");
}

/** A query that finds the same statements in the whole graph. */
export function sparqlText(app: App): string {
  const { data, store, scene } = app;
  const state = store.state;
  const out = Object.entries(PREFIXES).map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>`);
  out.push("", "SELECT ?statement ?subject ?predicate ?object ?speaker ?passage WHERE {", "  ?statement a rdf:Statement ; rdf:predicate ?predicate .",
    "  OPTIONAL { ?statement rdf:subject ?subject }", "  OPTIONAL { ?statement rdf:object ?object }",
    "  OPTIONAL { ?statement prov:wasAttributedTo ?speaker }", "  OPTIONAL { ?statement kg:sentence ?passage }");
  if (!state.claims) out.push("  ?statement a kg:Assertion .");
  if (!state.facts) out.push("  ?statement a kg:Claim .");
  if (!state.negative) out.push('  ?statement kg:polarity "positive" .');
  if (!state.positive) out.push('  ?statement kg:polarity "negative" .');
  const names = ["none", "wish", "demand", "plan", "obligation", "possibility", "condition"];
  for (const modality of state.modalitiesOff)
    out.push(modality ? `  FILTER NOT EXISTS { ?statement kg:modality "${names[modality]}" }` : "  FILTER EXISTS { ?statement kg:modality ?any }");
  if (state.confidence) out.push(`  ?statement kg:confidence ?confidence . FILTER (?confidence >= ${(state.confidence / 100).toFixed(2)})`);
  const valuesOf = (variable: string, iris: string[]): void => {
    if (iris.length) out.push(`  VALUES ?${variable} { ${iris.map(iriRef).join(" ")} }`);
  };
  valuesOf("predicate", state.predicates.map((p) => data.predicates[p].property).filter((p): p is string => p !== null).map((p) => data.fullIri(p)));
  valuesOf("speaker", state.speakers.map((v) => data.fullIri(data.iri[v])));
  if (state.articles.length) {
    valuesOf("article", state.articles.map((a) => data.fullIri(data.raw.articles.iri[a])));
    out.push("  ?statement prov:hadPrimarySource ?article .");
  }
  const selection = state.selection;
  const chosen = selection?.kind === "node" ? [selection.id] : selection?.kind === "pair" ? [selection.a, selection.b] : state.focus.length && scene.entities <= 200 ? scene.items.filter((i) => i < data.n) : [];
  if (chosen.length) {
    const list = chosen.map((v) => iriRef(data.fullIri(data.iri[v]))).join(", ");
    out.push(`  FILTER (?subject IN (${list}) || ?object IN (${list})${selection?.kind === "node" ? ` || ?speaker IN (${list})` : ""})`);
  }
  if (state.from !== null || state.to !== null) {
    out.push("  ?statement kg:time/<http://www.w3.org/2006/time#hasBeginning>/<http://www.w3.org/2006/time#inXSDDate> ?first ;",
      "    kg:time/<http://www.w3.org/2006/time#hasEnd>/<http://www.w3.org/2006/time#inXSDDate> ?last .");
    const date = (days: number): string => `"${new Date(days * 86_400_000).toISOString().slice(0, 10)}"^^xsd:date`;
    if (state.from !== null) out.push(`  FILTER (?last >= ${date(state.from)})`);
    if (state.to !== null) out.push(`  FILTER (?first <= ${date(state.to)})`);
  }
  out.push("}", "ORDER BY ?statement", "");
  return out.join("\n");
}

export function exportSparql(app: App): void {
  save(fileName(app, "rq"), sparqlText(app), "application/sparql-query");
}
