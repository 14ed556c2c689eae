// The parts of Vega that the site's explorables use, as one classic script: window.vegaRuntime.
// A transform, mark or function that is not here makes a specification fail when it is first drawn: add it and build.
import { transforms } from "vega-dataflow";
import { axisticks, datajoin, encode, legendentries, scale, sortitems, stack } from "vega-encode";
import { expressionInterpreter } from "vega-interpreter";
import { parse } from "vega-parser";
import { aggregate, collect, compare, expression, extent, facet, field, filter, formula, key, multiextent, multivalues, prefacet, proxy, relay, sieve, subflow, tupleindex, values } from "vega-transforms";
import { View } from "vega-view";
import { bound, mark, overlap, render, viewlayout } from "vega-view-transforms";

Object.assign(transforms, { axisticks, datajoin, encode, legendentries, scale, sortitems, stack });
Object.assign(transforms, { aggregate, collect, compare, expression, extent, facet, field, filter, formula, key, multiextent, multivalues, prefacet, proxy, relay, sieve, subflow, tupleindex, values });
Object.assign(transforms, { bound, mark, overlap, render, viewlayout });

// Draws a Vega specification as SVG; resolves to the view.
window.vegaRuntime = (spec) => {
  const view = new View(parse(spec, {}, { ast: true }), { expr: expressionInterpreter, renderer: "svg" });
  return view.initialize(document.createElement("div")).runAsync();
};
