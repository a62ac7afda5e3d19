// Bundles modules of src/ for node's test runner, which reads no TypeScript.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

export async function modules(...names) {
  const contents = names.map((name) => `export * from "./src/${name}.ts";`).join("\n");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: new URL("..", import.meta.url).pathname, loader: "ts" },
    bundle: true, write: false, format: "esm", platform: "neutral", mainFields: ["module", "main"], loader: { ".css": "empty" },
  });
  const folder = mkdtempSync(join(tmpdir(), "kg-page-"));
  writeFileSync(join(folder, "bundle.mjs"), outputFiles[0].text);
  try {
    return await import(join(folder, "bundle.mjs"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A small graph as the page's first block: Kern – Adler – Bank, and a claim by Kern about the bank. */
export function raw() {
  return {
    version: "0", title: "t", language: "de", base: "https://kg.example/id/", total: 4, types: ["Person", "Organization"], roles: ["object"],
    predicates: [["treffen", "meet", null], ["leiten", "lead", "https://kg.example/ontology#leads"]],
    nodes: { iri: [":person/Kern", ":person/Adler", ":organization/Bank", ":person/Falk"], label: ["Kern", "Adler", "Bank", "Falk"], type: [0, 0, 1, 0],
      x: [0, 10, 20, 30], y: [0, 0, 0, 0], community: [0, 0, 0, -1], pagerank: [4, 3, 2, 1], betweenness: [0, 1, 0, 0], mentions: [1, 1, 1, 1] },
    edges: { from: [0, 1, 0], to: [1, 2, 2], statement: [0, 1, 2], role: [0, 0, 0] },
    statements: { predicate: [0, 1, 1], flags: [0, 0, 1 + 2 + (2 << 2)], speaker: [-1, -1, 0], article: [0, 0, 1], confidence: [90, 80, 50], first: [10, null, 40], last: [10, null, 70] },
    communities: { name: ["Kern, Adler"], x: [10], y: [0], r: [40], size: [3] },
    articles: { iri: [":article/a", ":article/b"], title: ["A", "B"], date: ["2020-01-01", "2020-02-01"] },
    physics: { springLength: 100, springConstant: 0.08, gravity: 0.03 },
  };
}
