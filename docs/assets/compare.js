// Compare: two to four machines in one form, whole or per unit. Cells come ready from machines.json; nothing is computed here.
// What is chosen stands in the address, so that a link shows the same table. Without this file the page shows one pair.
"use strict";

(() => {
  const tool = document.getElementById("compare");
  if (!tool || location.protocol === "file:") return;

  const FORMS = {
    level: { label: "Figures of the", choices: { system: "machine", package: "package", die: "die" } },
    sparsity: { label: "Compute", choices: { dense: "dense", sparse: "sparse" } },
    direction: { label: "Bandwidth", choices: { "one-way": "one way", "both-ways": "both ways" } },
  };
  const PAIR = ["gb200-nvl72", "cloudmatrix-384"];
  const MOST = 4;

  const add = (parent, tag, properties = {}) => {
    const element = Object.assign(document.createElement(tag), properties);
    parent.append(element);
    return element;
  };

  // --- What is chosen, from the address and back ------------------------------

  let data = null;
  let chosen = null;

  function read() {
    const query = new URLSearchParams(location.search);
    const known = new Set(data.machines.map((machine) => machine.id));
    const machines = (query.get("machines") ?? "").split(",").filter((id) => known.has(id)).slice(0, MOST);
    const pick = (name, choices) => (Object.hasOwn(choices, query.get(name) ?? "") ? query.get(name) : Object.keys(choices)[0]);
    chosen = {
      machines: machines.length > 1 ? machines : [...PAIR],
      per: pick("per", { whole: "", ...data.per }),
      ...Object.fromEntries(Object.entries(FORMS).map(([name, { choices }]) => [name, pick(name, choices)])),
    };
  }

  function write() {
    const query = new URLSearchParams({ ...chosen, machines: chosen.machines.join(",") });
    history.replaceState(history.state, "", `?${query.toString().replaceAll("%2C", ",")}`);
  }

  // --- Controls ------------------------------------------------------------------

  function controls() {
    const form = add(tool, "form", { className: "controls" });
    form.addEventListener("submit", (event) => event.preventDefault());
    chosen.machines.forEach((id, place) => machine(form, id, place));
    if (chosen.machines.length < MOST) machine(form, "", chosen.machines.length);
    for (const [name, { label, choices }] of Object.entries(FORMS)) select(form, label, choices, chosen[name], (value) => set({ [name]: value }), name);
    select(form, "Counted", { whole: "as a whole", ...data.per }, chosen.per, (value) => set({ per: value }), "per");
  }

  function machine(form, id, place) {
    const choices = Object.fromEntries(data.machines.map(({ id: key, label, maker }) => [key, maker ? `${label} (${maker})` : label]));
    const none = place > 1 ? { "": id ? "— take out —" : "— add a machine —" } : {};
    select(form, `Machine ${place + 1}`, { ...none, ...choices }, id, (value) => {
      const machines = [...chosen.machines];
      machines.splice(place, 1, ...(value ? [value] : []));
      set({ machines });
    }, `machine-${place}`);
  }

  function select(form, label, choices, value, change, name) {
    const wrap = add(form, "label", { textContent: `${label} ` });
    const field = add(wrap, "select", { name });
    for (const [key, text] of Object.entries(choices)) add(field, "option", { value: key, textContent: text, selected: key === value });
    field.addEventListener("change", () => change(field.value));
  }

  function set(changes) {
    const focused = document.activeElement?.name;
    Object.assign(chosen, changes);
    write();
    show();
    if (focused) tool.querySelector(`[name="${focused}"]`)?.focus();
  }

  // --- The table -------------------------------------------------------------------

  // The name of a line's form: what its property requires of level, sparsity and direction.
  function form(line) {
    const words = line.form[0].split(" ");
    const wanted = [chosen.level];
    if (words.some((word) => word in FORMS.sparsity.choices)) wanted.push(chosen.sparsity);
    if (words.some((word) => word in FORMS.direction.choices)) wanted.push(chosen.direction);
    return wanted.join(" ");
  }

  function cell(row, found) {
    const place = add(row, "td");
    const share = found?.[3][chosen.per];
    if (!found || (chosen.per !== "whole" && !share)) {
      place.textContent = "not published";
      place.className = "missing";
      return;
    }
    add(place, "a", { className: "number", href: new URL(`../${found[1]}`, location.href.split("?")[0]), textContent: share ?? found[0] });
    if (found[2] > 1) add(place, "small", { textContent: ` ${found[2]} figures` });
  }

  function show() {
    tool.replaceChildren();
    controls();
    const wrap = add(tool, "div", { className: "table", tabIndex: 0, role: "region" });
    wrap.setAttribute("aria-label", "Machines side by side");
    const table = add(wrap, "table");
    const head = add(add(table, "thead"), "tr");
    add(head, "th", { scope: "col", textContent: chosen.per === "whole" ? "Figure" : `Figure, ${data.per[chosen.per].toLowerCase()}` });
    const names = new Map(data.machines.map((machine) => [machine.id, machine.label]));
    for (const id of chosen.machines) add(add(head, "th", { scope: "col" }), "a", { href: new URL(`../machines/${id}/`, location.href.split("?")[0]), textContent: names.get(id) });
    const body = add(table, "tbody");
    for (const line of data.lines) {
      const cells = chosen.machines.map((id) => data.cells[id]?.[line.id]?.[form(line)]);
      const anyForm = chosen.machines.some((id) => Object.keys(data.cells[id]?.[line.id] ?? {}).some((key) => key.startsWith(chosen.level)));
      if (chosen.per === "whole" ? !anyForm : !cells.some((found) => found?.[3][chosen.per])) continue;
      const row = add(body, "tr");
      add(row, "th", { scope: "row", textContent: line.label });
      cells.forEach((found) => cell(row, found));
    }
    if (!body.rows.length) add(add(body, "tr"), "td", { colSpan: chosen.machines.length + 1, textContent: "Nobody published any of these figures in this form." });
  }

  fetch(new URL(tool.dataset.source, location.href.split("?")[0]))
    .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.status))))
    .then((json) => {
      data = json;
      read();
      show();
      tool.hidden = false;
    })
    .catch(() => document.documentElement.classList.remove("tools")); // offline: the pair stays
})();
