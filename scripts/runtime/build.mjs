// Builds vega.js and vega-licences.txt into the folder that is named; build.sh runs it. README.md says what is in them.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
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

const version = (name) => JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")).version;
const banner = `/*! Parts of Vega ${version("vega")} and D3, built by scripts/runtime; licences in vega-licences.txt */`;
const result = await build({
  absWorkingDir: here, entryPoints: ["entry.js"], plugins: [lean], banner: { js: banner }, bundle: true, minify: true, format: "iife",
  target: "es2020", charset: "utf8", legalComments: "none", write: false, metafile: true,
});
const unused = Object.keys(REPLACED).filter((key) => !used.has(key));
if (unused.length) throw new Error(`replaced, but no longer asked for: ${unused.join(", ")}`);

const inputs = Object.values(result.metafile.outputs)[0].inputs;
const names = Object.keys(inputs).filter((file) => inputs[file].bytesInOutput).map((file) => file.match(/node_modules\/([^/]+)/)?.[1]);
const packages = [...new Set(names)].filter(Boolean).sort();
const notice = (name) => `${name} ${version(name)}\n${"-".repeat(80)}\n${readFileSync(join(modules, name, "LICENSE"), "utf8").trim()}\n`;

const folder = process.argv[2] + sep;
writeFileSync(folder + "vega.js", result.outputFiles[0].contents);
writeFileSync(folder + "vega-licences.txt", `vega.js holds parts of these packages.\n\n${packages.map(notice).join("\n\n")}`);
