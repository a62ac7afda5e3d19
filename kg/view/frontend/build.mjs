// Bundles src/ into ../assets/page.js and page.css, which ship in the Python package: users need no Node.js.
// Run: npm ci && npm run build. The output is a pure function of the sources and the lock file.
import { build } from "esbuild";

await build({
  entryPoints: { page: "src/main.ts" },
  outdir: "../assets",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome109", "firefox115", "safari16"],
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* kg page, MIT licence. Contains d3-force, d3-quadtree, d3-dispatch, d3-timer (ISC, Mike Bostock). */" },
  logLevel: "info",
});
