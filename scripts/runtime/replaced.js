// What our specifications never use, and the least that stands in its place. A key is the end of a module's path, or
// "importer < module" where only that importer gets the replacement; a function gets
// the module as it was. The build says which key has no use any more.

const nothing = (...names) => names.map((name) => `export const ${name} = () => {};`).join("\n");
const empty = "export default () => {};";

const SCALES = `
  import * as d3 from "d3-scale";
  import { band, point } from "./scales/scaleBand.js";
  import invertRange from "./scales/invertRange.js";
  const kinds = { linear: "continuous", log: "continuous", pow: "continuous", sqrt: "continuous", symlog: "continuous",
    quantize: "discretizing", threshold: "discretizing", ordinal: "discrete", band: "discrete", point: "discrete" };
  const makers = { linear: d3.scaleLinear, log: d3.scaleLog, pow: d3.scalePow, sqrt: d3.scaleSqrt, symlog: d3.scaleSymlog,
    quantize: d3.scaleQuantize, threshold: d3.scaleThreshold, ordinal: d3.scaleOrdinal, band, point };
  const ours = new WeakSet();
  export const registerScale = (scale) => (ours.add(scale), scale);
  export const isRegisteredScale = (scale) => ours.has(scale);
  export const isValidScaleType = (type) => type in makers;
  export const scale = (type) => makers[type] && (() => Object.assign(registerScale(makers[type]()), { type }));
  const is = (kind) => (type) => kinds[type] === kind;
  export const isContinuous = is("continuous"), isDiscrete = is("discrete"), isDiscretizing = is("discretizing");
  export const isLogarithmic = (type) => type === "log";
  export const isTemporal = () => false, isInterpolating = () => false, isQuantile = () => false;`;

const INTERPOLATE = `
  export const interpolateNumber = (a, b) => ((a = +a), (b = +b), (t) => a * (1 - t) + b * t), interpolate = interpolateNumber;
  export const interpolateRound = (a, b) => ((a = +a), (b = +b), (t) => Math.round(a * (1 - t) + b * t));
  export const piecewise = () => {};`;

const CURVES = `
  import * as d3 from "d3-shape";
  const curves = { linear: d3.curveLinear, step: d3.curveStep, "step-after": d3.curveStepAfter, "step-before": d3.curveStepBefore };
  const monotone = { horizontal: d3.curveMonotoneY, vertical: d3.curveMonotoneX };
  export default (type, orientation) => (type === "monotone" ? monotone[orientation ?? "vertical"] : curves[type]);`;

const MARKS = ["area", "group", "line", "path", "rect", "rule", "symbol", "text"];

export const REPLACED = {
  // Data stand in the specification: nothing is loaded, parsed or typed.
  "vega-loader/index.js": `${nothing("responseType")} export const loader = () => ({}); export const read = (data) => data;`,
  "vega-canvas/src/nodeCanvas.js": nothing("nodeCanvas", "nodeImage"),
  // No dates, colour ramps, statistics; numbers are the only thing between which is interpolated.
  "vega-format/src/time.js": nothing("timeFormatLocale", "timeFormatDefaultLocale", "resetTimeFormatDefaultLocale"),
  "ticks.js < vega-time": nothing("timeInterval", "utcInterval"),
  "TupleStore.js < vega-statistics": nothing("bootstrapCI", "quartiles"),
  "vega-scale/src/palettes.js": "export const continuous = {}, discrete = {};",
  "vega-scale/src/scales.js": SCALES,
  "js < d3-interpolate": INTERPOLATE,
  // One renderer; nothing listens to a pointer.
  "vega-scenegraph/src/modules.js": `
    import renderer from "./SVGRenderer.js"; import handler from "./Handler.js";
    export const RenderType = { SVG: "svg" }, renderModule = () => ({ renderer, handler });`,
  "vega-scenegraph/src/CanvasHandler.js": 'export { default } from "./Handler.js";',
  "vega-scenegraph/src/marks/index.js": `${MARKS.map((mark) => `import ${mark} from "./${mark}.js";`).join(" ")} export default { ${MARKS} };`,
  "vega-scenegraph/src/path/curves.js": CURVES,
  "vega-view/src/bind.js": empty,
  "vega-view/src/cursor.js": `${empty} ${nothing("setCursor")}`,
  "vega-view/src/hover.js": empty,
  "vega-view/src/timer.js": empty,
  "vega-view/src/tooltip.js": empty,
  "vega-view/src/state.js": nothing("getState", "setState"),
  "vega-view/src/events.js": `${nothing("events")} export const initializeEventConfig = () => ({});`,
  "vega-view/src/render-to-image-url.js": empty,
  "vega-view/src/render-to-canvas.js": empty,
  "vega-view/src/render-to-svg.js": empty,
  "vega-view/src/observeContainer.js": empty,
  "vega-view/src/watchPixelRatio.js": empty,
  "vega-functions/src/codegen.js": 'export * from "FUNCTIONS";',
  "vega-runtime/src/expression.js": "export default {};", // the interpreter takes its place
  "vega-runtime/src/stream.js": empty,
  "vega-runtime/src/update.js": empty,
  "vega-runtime/src/state.js": nothing("getState", "setState"),
  // Names in expressions are ASCII: two tables of all letters of the world are left out.
  "vega-expression/src/parser.js": (source) => source.replaceAll(/new RegExp\('\[\\\\xAA[^']*'\)/g, "/[^]/"),
  // No interaction, map, trigger or colour ramp in a specification.
  "vega-parser/src/parsers/stream.js": empty,
  "vega-parser/src/parsers/update.js": empty,
  "vega-parser/src/parsers/trigger.js": empty,
  "vega-parser/src/parsers/projection.js": empty,
  "vega-parser/src/parsers/guides/legend-gradient.js": empty,
  "vega-parser/src/parsers/guides/legend-gradient-discrete.js": empty,
  "vega-parser/src/parsers/guides/legend-gradient-labels.js": empty,
};
