// Bundles src/ into ../assets/page.js and page.css, which ship in the Python package: users need no Node.js.
// Run: npm ci && npm run build. The output is a pure function of the sources and the lock file.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { build } from "esbuild";

// The hash of what was built goes into the bundle, so that a test in Python sees when somebody forgot to build.
const hash = createHash("sha256");
for (const name of readdirSync("src").sort()) hash.update(name).update(readFileSync(`src/${name}`));
hash.update(readFileSync("package-lock.json"));

await build({
  entryPoints: { page: "src/main.ts" },
  outdir: "../assets",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome109", "firefox115", "safari16"],
  charset: "utf8",
  legalComments: "none",
  banner: {
    js: `/* kg page, MIT licence. Contains d3-force, d3-quadtree, d3-dispatch, d3-timer (ISC, Mike Bostock). Sources ${hash.digest("hex")} */`,
  },
  logLevel: "info",
});
