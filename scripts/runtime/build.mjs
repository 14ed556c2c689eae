// Builds docs/assets/vega.js: `npm ci && node build.mjs [FILE]`. README.md says what is in it.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { REPLACED } from "./replaced.js";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const used = new Set();

const replacement = (key, file) => {
  used.add(key);
  const text = REPLACED[key];
  return { contents: typeof text === "string" ? text : text(readFileSync(file, "utf8")), resolveDir: dirname(file) };
};

const lean = {
  name: "lean",
  setup(build) {
    // Vega's packages as they were written, not as they were packed, so that what is not used falls out.
    build.onResolve({ filter: /^(vega|d3)-[a-z-]+$/ }, ({ path, importer }) => {
      const key = Object.keys(REPLACED).find((key) => key.endsWith(` < ${path}`) && importer.endsWith(key.split(" < ")[0]));
      if (key) return { path: key, namespace: "replaced" };
      if (!path.startsWith("vega-")) return null;
      return { path: join(modules, path, path === "vega-util" ? "src/index.ts" : "index.js"), sideEffects: false };
    });
    build.onResolve({ filter: /^\.\.?\// }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === "again" || !/node_modules.vega-/.test(rest.importer)) return null;
      return { ...(await build.resolve(path, { ...rest, pluginData: "again" })), sideEffects: false };
    });
    build.onResolve({ filter: /^FUNCTIONS$/ }, () => ({ path: join(here, "functions.js") }));
    build.onLoad({ filter: /.*/, namespace: "replaced" }, ({ path }) => replacement(path, join(modules, path)));
    build.onLoad({ filter: /node_modules/ }, ({ path }) => {
      const key = Object.keys(REPLACED).find((end) => path.endsWith("/" + end));
      return key ? replacement(key, path) : null;
    });
  },
};

const result = await build({ absWorkingDir: here, entryPoints: ["entry.js"], bundle: true, minify: true, format: "iife", target: "es2020", legalComments: "none", charset: "utf8", write: false, metafile: true, plugins: [lean] });
const file = process.argv[2] ?? join(here, "../../docs/assets/vega.js");
writeFileSync(file, result.outputFiles[0].contents);
const unused = Object.keys(REPLACED).filter((key) => !used.has(key));
if (unused.length) console.log("replaced, but no longer asked for:", unused.join(", "));
if (process.env.SIZES) {
  const by = [];
  for (const [name, { bytesInOutput }] of Object.entries(Object.values(result.metafile.outputs)[0].inputs)) by.push([bytesInOutput, name.replace("node_modules/", "")]);
  console.log(by.sort((a, b) => b[0] - a[0]).slice(0, +process.env.SIZES).map((x) => x.join(" ")).join("\n"));
  const p = {}; for (const [b, n] of by) { const k = n.split("/")[0]; p[k] = (p[k] ?? 0) + b; }
  console.log(Object.entries(p).sort((a, b) => b[1] - a[1]).map((x) => x.join(" ")).join("\n"));
}
console.log(`${file}: ${result.outputFiles[0].contents.length} bytes, ${gzipSync(readFileSync(file), { level: 9 }).length} compressed`);
