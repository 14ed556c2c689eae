// Makes an explorable live: fields → the printed Python functions → results as text and the rows of its Vega drawing.
// Nothing is computed here. assets/explore.js loads this with vega.js and the explorable's own script, in whatever order they come.
"use strict";

var explorables = (() => {
  const LATER = 250; // ms of quiet until the address and the drawing that is not shown follow

  // --- Values as text, as scripts/live.py writes them -------------------------------------------

  const PREFIXES = ["", "k", "M", "G", "T", "P", "E", "Z"];
  const PREFIXED = { FLOP: "FLOP", "FLOP/s": "FLOP/s", byte: "B", "byte/s": "B/s", "bit/s": "bit/s", W: "W", J: "J", Wh: "Wh" };
  const TIMES = [[1e-6, 1e9, "ns"], [1e-3, 1e6, "µs"], [1, 1e3, "ms"], [120, 1, "s"], [7200, 1 / 60, "min"], [172800, 1 / 3600, "h"]];
  const NAMES = { 1: "", count: "", bit: "", "token/s": "tokens/s" };

  function digits(value) {
    if (value && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e15)) {
      const [mantissa, power] = value.toExponential(3).split("e");
      return `${Number(mantissa)} × 10^${Number(power)}`;
    }
    const [whole, part] = String(Number(value.toPrecision(4))).split(".");
    return [whole.replace(/\B(?=(\d{3})+$)/g, ","), part].filter(Boolean).join("."); // Intl takes 25 ms to get going
  }

  function shown(value, unit) {
    if (typeof value === "string") return value;
    if (unit === "%") return `${digits(100 * value)} %`;
    if (unit === "USD") return `$${digits(value)}`;
    if (unit === "s") {
      if (!value) return "0 s";
      const [, times, name] = TIMES.find(([below]) => Math.abs(value) < below) ?? [0, 1 / 86400, "days"];
      return `${digits(value * times)} ${name}`;
    }
    if (unit in PREFIXED) {
      let power = PREFIXES.findIndex((_, place) => Math.abs(value) < 999.95 * 1000 ** place);
      if (power < 0) power = PREFIXES.length - 1;
      return `${digits(value / 1000 ** power)} ${PREFIXES[power]}${PREFIXED[unit]}`;
    }
    return `${digits(value)} ${NAMES[unit] ?? unit.replace("byte/s", "B/s")}`.trim();
  }

  const short = (value) => String(Number(value.toPrecision(12))); // without the dust of a conversion
  const isNumber = (text) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  // Whether a view can draw it: the drawings have no guards of their own against what is missing.
  const finite = (value) => (typeof value === "object" ? value !== null && Object.values(value).every(finite) : typeof value === "number" ? Number.isFinite(value) : value !== undefined);

  const idle = () => new Promise((then) => (window.requestIdleCallback ?? setTimeout)(then));

  // Put other rows into a view; where there are as many, only what differs, so that the marks stay and little is drawn anew.
  function change(view, rows) {
    const before = view.data("rows");
    if (before.length !== rows.length) return view.data("rows", rows);
    const changes = view.changeset();
    rows.forEach((row, place) => {
      for (const key in row) if (before[place][key] !== row[key]) changes.modify(before[place], key, row[key]);
    });
    return view.change("rows", changes);
  }

  // --- One explorable -----------------------------------------------------------------------------

  class Explorable {
    constructor(figure, module) {
      this.figure = figure;
      this.module = module;
      this.form = figure.querySelector("form");
      this.note = figure.querySelector(".explore-note");
      this.pictures = new Map([...figure.querySelectorAll(".drawing > svg")].map((svg) => [svg.classList.contains("wide") ? "wide" : "narrow", svg]));
      this.views = new Map();
      this.first = Object.keys(module.presets)[0];
      this.errors = {};
      this.choose(this.first);
    }

    get query() {
      return new URLSearchParams(location.search);
    }

    field(name) {
      return this.form.elements[name];
    }

    // What is on the page now: a preset, then what the address says, then what the reader has typed meanwhile.
    async start() {
      const typed = new Map();
      for (const [name, input] of Object.entries(this.module.inputs)) {
        const field = this.field(name);
        const before = input.choices ? String(input.value) : field.defaultValue;
        if (field.value !== before) typed.set(name, field.value);
      }
      if (this.field("preset").value !== this.first) this.choose(this.field("preset").value);
      else this.read();
      for (const [name, text] of typed) this.take(name, text);
      this.listen();
      this.fill();
      this.compute();
      this.say();
      this.look();
      await this.draw(this.visible);
      this.timer = setTimeout(() => this.later(), LATER);
    }

    choose(key) {
      this.preset = key;
      this.values = { ...this.module.presets[key].values };
      this.errors = {};
    }

    // A text from a field, in the unit shown.
    take(name, text) {
      const { choices, factor, text: words } = this.module.inputs[name];
      const preset = this.module.presets[this.preset].values[name];
      if (words) this.set(name, text, text);
      else if (!choices && isNumber(text) && short(Number(text)) === short(preset / factor)) this.set(name, preset, text); // not its neighbour
      else if (choices) this.set(name, choices.find(([value]) => String(value) === text)?.[0] ?? text, text);
      else this.set(name, isNumber(text) ? Number(text) * factor : NaN, text);
    }

    // A base value, or NaN, with the text that it came from. What the model itself can say of it is left to the model.
    set(name, value, text) {
      const { choices, maximum, whole, text: words } = this.module.inputs[name];
      const got = `got ${text === "" ? "nothing" : text}`;
      delete this.errors[name];
      if (words) {
        // the module reads it itself, and says what it cannot read
      } else if (choices) {
        if (!choices.some(([choice]) => choice === value)) this.errors[name] = `${name} must be ${choices.map(([choice]) => choice).join(" or ")}, ${got}`;
      } else if (Number.isNaN(value)) this.errors[name] = `${name} must be a number, ${got}`;
      else if (whole && !Number.isInteger(value)) this.errors[name] = `${name} must be a whole number, ${got}`;
      else if (maximum !== null && value > maximum) this.errors[name] = `${name} must be at most ${maximum}, got ${short(value)}`;
      this.values[name] = value;
      this.changed = name;
    }

    // --- The address ---

    read() {
      const query = this.query;
      const id = this.figure.id;
      const key = query.get(id);
      if (key !== null && Object.hasOwn(this.module.presets, key)) this.choose(key);
      else if (key !== null) this.errors.preset = `There is no preset ${key}`;
      for (const name of Object.keys(this.module.inputs)) {
        const text = query.get(`${id}.${name}`);
        if (text === null) continue;
        const { choices, text: words } = this.module.inputs[name];
        if (choices || words) this.take(name, text);
        else this.set(name, isNumber(text) ? Number(text) : NaN, text);
      }
    }

    // The address of what is shown: this page, the preset if it is not the first, and what differs from it.
    address() {
      const url = new URL(location.href);
      const id = this.figure.id;
      for (const key of [...url.searchParams.keys()]) if (key.split(".")[0] === id) url.searchParams.delete(key);
      if (this.preset !== this.first) url.searchParams.set(id, this.preset);
      const { values } = this.module.presets[this.preset];
      for (const [name, value] of Object.entries(this.values)) {
        if (value !== values[name] && !this.errors[name]) url.searchParams.set(`${id}.${name}`, String(value));
      }
      return url;
    }

    // --- Fields ---

    listen() {
      this.form.addEventListener("input", ({ target }) => {
        if (target.name === "preset") {
          this.choose(target.value);
          this.fill();
        } else if (target.type === "range") {
          const name = target.dataset.for;
          const value = this.slid(name, Number(target.value));
          this.take(name, short(value));
          this.field(name).value = short(value);
          this.label(target, name);
        } else {
          this.take(target.name, target.value.trim());
          this.slide(target.name);
        }
        this.update();
      });
      this.form.addEventListener("click", ({ target }) => {
        if (target.name === "reset") {
          this.choose(this.first);
          this.fill();
          this.update();
        } else if (target.name === "share") this.give(() => this.address().href, "Link copied.");
        else if (target.name === "copy") this.give(() => this.report(), "Copied, with inputs and sources.");
      });
      new ResizeObserver(() => {
        this.look();
        this.draw(this.visible).catch(() => {});
      }).observe(this.figure.querySelector(".drawing"));
    }

    fill() {
      this.field("preset").value = this.preset;
      for (const [name, input] of Object.entries(this.module.inputs)) {
        const value = this.values[name];
        const field = this.field(name);
        if (input.choices || input.text) field.value = String(value);
        else field.value = Number.isFinite(value) ? short(value / input.factor) : "";
        this.slide(name);
      }
    }

    slider(name) {
      return this.form.querySelector(`[data-for="${name}"]`);
    }

    // A slider is logarithmic where its ends lie far apart. Of few things it has a step for each.
    slid(name, place) {
      const { low, high, whole } = this.module.inputs[name];
      const share = place / Number(this.slider(name).max);
      if (share === 0 || share === 1) return share ? high : low;
      const value = low > 0 && high / low > 50 ? low * (high / low) ** share : low + (high - low) * share;
      return whole ? Math.round(Number(value.toPrecision(3))) : Number(value.toPrecision(3));
    }

    slide(name) {
      const slider = this.slider(name);
      if (!slider) return;
      const { low, high, factor } = this.module.inputs[name];
      const value = this.values[name] / factor;
      if (Number.isFinite(value)) {
        const share = low > 0 && high / low > 50 ? Math.log(Math.max(value, low) / low) / Math.log(high / low) : (value - low) / (high - low);
        slider.value = String(Math.round(Number(slider.max) * Math.min(1, Math.max(0, share))));
      }
      this.label(slider, name);
    }

    label(slider, name) {
      slider.setAttribute("aria-valuetext", `${this.field(name).value} ${this.module.inputs[name].unit}`.trim());
    }

    // --- Results ---

    update() {
      this.compute();
      this.say();
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.draw(this.visible).catch((error) => this.fail(error)));
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.later(), LATER);
    }

    // Rows and results of the values. Where the model refuses them the last good ones stay; at first, those of the preset.
    compute() {
      this.refusal = null;
      const bad = Object.keys(this.errors).filter((name) => name !== "preset");
      if (!bad.length) this.refusal = this.run(this.values);
      if (this.results) return;
      const { values } = this.module.presets[this.preset];
      const kept = Object.fromEntries(Object.entries(this.values).filter(([name]) => !bad.includes(name)));
      if (this.run({ ...values, ...kept })) this.run(values);
    }

    // Null, or what the model has against these values and beside which field that stands.
    run(values) {
      try {
        const results = this.module.compute(values);
        const rows = this.module.rows(values);
        for (const [name, { minimum }] of Object.entries(this.module.inputs)) {
          if (typeof minimum === "number" && values[name] < minimum) throw new RangeError(`${name} must be at least ${minimum}, got ${short(values[name])}`);
        }
        if (!finite(rows) || !finite(results)) throw new RangeError("These values give no finite result");
        Object.assign(this, { rows, results, good: { ...values }, stamp: (this.stamp ?? 0) + 1 });
        return null;
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        return { name: this.blamed(error.message), message: error.message };
      }
    }

    // The input beside which a message of the model stands: the one changed last if it is named, else the first that is.
    blamed(message) {
      const names = Object.keys(this.module.inputs);
      const said = names.filter((name) => new RegExp(`\\b(${name}|${this.module.inputs[name].of ?? name})\\b`).test(message));
      return said.includes(this.changed) ? this.changed : said[0] ?? this.changed ?? names[0];
    }

    say() {
      for (const name of ["preset", ...Object.keys(this.module.inputs)]) {
        const message = this.errors[name] ?? (this.refusal?.name === name ? this.refusal.message : "");
        const place = document.getElementById(`${this.figure.id}-${name}-error`);
        if (place.textContent !== message) place.textContent = message;
        if (message) {
          this.field(name).setAttribute("aria-invalid", "true");
          place.closest("details")?.setAttribute("open", "");
        }
        else this.field(name).removeAttribute("aria-invalid");
      }
      const stale = this.refusal || Object.keys(this.errors).some((name) => name !== "preset");
      this.figure.toggleAttribute("data-stale", Boolean(stale));
      this.note.textContent = stale ? "Drawing and results are those of the last values that the model takes." : "";
      for (const [name, { unit }] of Object.entries(this.module.results)) {
        const output = this.figure.querySelector(`output[name="${name}"]`);
        const value = String(this.results[name]);
        if (output.firstElementChild?.value === value) continue;
        output.replaceChildren(Object.assign(document.createElement("data"), { value, textContent: shown(this.results[name], unit) }));
      }
    }

    // --- Drawing ---

    // Which drawing is shown. Looked up when the width changes, not at every value: the answer costs a layout.
    look() {
      this.visible = [...this.pictures].find(([kind]) => (this.views.get(kind)?.svg ?? this.pictures.get(kind)).getClientRects().length)?.[0] ?? "wide";
    }

    get view() {
      return this.views.get(this.visible)?.view;
    }

    async draw(kind) {
      const drawn = this.views.get(kind);
      const rows = this.rows.map((row) => ({ ...row }));
      if (!drawn) {
        const spec = structuredClone(this.module[kind]);
        spec.data.find(({ name }) => name === "rows").values = rows;
        const made = { stamp: this.stamp };
        this.views.set(kind, made);
        made.view = await vegaRuntime(spec);
        made.svg = made.view.container().querySelector("svg");
        made.svg.setAttribute("class", kind);
        made.svg.setAttribute("aria-hidden", "true");
        made.svg.setAttribute("focusable", "false");
        for (const name of ["width", "height"]) made.svg.removeAttribute(name);
        this.pictures.get(kind).replaceWith(made.svg);
        if (made.stamp !== this.stamp) await this.draw(kind);
      } else if (drawn.view && drawn.stamp !== this.stamp) {
        drawn.stamp = this.stamp;
        change(drawn.view, rows);
        await drawn.view.runAsync();
      }
    }

    // What need not be at once: the address, and the drawing of the other width, which print or a turned phone may show.
    async later() {
      try {
        history.replaceState(history.state, "", this.address());
      } catch {
        // from disk some browsers refuse; the link can still be copied
      }
      for (const kind of this.pictures.keys()) {
        await idle();
        await this.draw(kind).catch((error) => this.fail(error));
      }
    }

    fail(error) {
      console.warn(error);
      for (const [kind, { svg }] of this.views) svg?.replaceWith(this.pictures.get(kind));
      this.figure.dataset.state = "failed";
      this.note.textContent = "The figure failed; the picture shows the first preset.";
    }

    // --- To take away ---

    report() {
      const { title, inputs, results, presets } = this.module;
      const preset = presets[this.preset];
      const lines = [`${title} (${preset.label})`, ""];
      for (const [name, { label, unit }] of Object.entries(results)) lines.push(`${label}: ${shown(this.results[name], unit)}`);
      lines.push("", "Inputs:");
      for (const [name, { label, unit, factor, choices, text: words }] of Object.entries(inputs)) {
        const value = this.good[name];
        const text = words ? value : choices ? choices.find(([choice]) => choice === value)[1] : `${short(value / factor)} ${unit}`.trim();
        const from = value !== preset.values[name] ? "changed" : preset.sources[name].join("; ") || "assumed";
        lines.push(`${label}: ${text} (${from})`);
      }
      return [...lines, "", this.address().href].join("\n");
    }

    async give(text, done) {
      const said = this.form.querySelector(".explore-said");
      try {
        await navigator.clipboard.writeText(text());
        said.textContent = done;
      } catch {
        const box = Object.assign(document.createElement("textarea"), { readOnly: true, value: text(), rows: 4 });
        box.setAttribute("aria-label", "To copy");
        said.replaceChildren(box);
        box.select();
      }
    }
  }

  async function start(figure) {
    const live = new Explorable(figure, window.explorableParts[figure.dataset.explorable]);
    await live.start();
    figure.explorable = live;
    figure.dataset.state = "live";
  }

  return { start };
})();
