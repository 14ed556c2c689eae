// The functions that an expression of a compiled specification may call, in the place of vega-functions' own list.
// What expressions know by themselves (abs, if, isFinite, length, log, max, min, pow …) is in vega-interpreter.
import { codegenExpression, constants, functions } from "vega-expression";
import { clampRange, extend, extent, flush, inrange, isArray, isBoolean, isNumber, isObject, isString, lerp, pad, peek, span, stringValue, toBoolean, toNumber, toString, truncate } from "vega-util";
import { data } from "./node_modules/vega-functions/src/functions/data.js";
import { format } from "./node_modules/vega-functions/src/functions/format.js";
import { bandspace, bandwidth, domain, range, scale } from "./node_modules/vega-functions/src/functions/scale.js";
import { indexof, join, lastindexof, replace, reverse, slice, sort } from "./node_modules/vega-functions/src/functions/sequence.js";
import { SignalPrefix } from "./node_modules/vega-functions/src/constants.js";
import { internalScaleFunctions } from "./node_modules/vega-functions/src/scales.js";
import { dataVisitor, scaleVisitor } from "./node_modules/vega-functions/src/visitors.js";

const isValid = (value) => value != null && value === value;
export const functionContext = {
  bandspace, clampRange, extent: (values) => extent(values), flush, format, indexof, inrange, isArray, isBoolean, isDefined: (value) => value !== undefined,
  isNumber, isObject, isString, isValid, join, lastindexof, lerp, pad, peek, replace, reverse, slice, sort, span, toBoolean, toNumber, toString, truncate,
};

const visitors = {};
export const codegenParams = {
  forbidden: ["_"],
  allowed: ["datum", "event", "item"],
  fieldvar: "datum",
  globalvar: (id) => `_[${stringValue(SignalPrefix + id)}]`,
  functions: (codegen) => {
    const known = functions(codegen);
    for (const name in functionContext) known[name] = `this.${name}`;
    return extend(known, internalScaleFunctions(codegen, functionContext, visitors));
  },
  constants,
  visitors,
};
export const codeGenerator = codegenExpression(codegenParams);

export function expressionFunction(name, fn, visitor) {
  if (arguments.length === 1) return functionContext[name];
  functionContext[name] = fn;
  if (visitor) visitors[name] = visitor;
  codeGenerator.functions[name] = `this.${name}`;
}
for (const [name, fn] of Object.entries({ bandwidth, domain, range, scale })) expressionFunction(name, fn, scaleVisitor);
expressionFunction("data", data, dataVisitor);
