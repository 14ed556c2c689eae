// The data page: filter and sort every figure and run, share the address of what is shown, take it away as CSV.
"use strict";

(() => {
  const tool = document.getElementById("browse");
  if (!tool || location.protocol === "file:") return;

  const FILTERS = { table: "Table", maker: "Maker", kind: "Kind", tier: "Tier of source", confidence: "Confidence" };
  const SHOWN = { thing: "Thing", what: "What", value: "Value", counts: "What it counts", kind: "Kind", confidence: "Confidence", source: "Source", as_of: "As of" };
  const PAGE = 40; // rows drawn at a time

  const add = (parent, tag, properties = {}) => {
    const element = Object.assign(document.createElement(tag), properties);
    parent.append(element);
    return element;
  };
  const root = new URL("..", location.href.split(/[?#]/)[0]);

  let rows = [];
  let drawn = PAGE;
  // "q" is not free: the theme opens its search with it.
  const state = { words: "", sort: "", ...Object.fromEntries(Object.keys(FILTERS).map((name) => [name, ""])) };

  // All words of a row, joined when somebody searches.
  const texts = new Map();
  const text = (row) => {
    if (!texts.has(row)) texts.set(row, Object.values(row).join(" ").toLowerCase());
    return texts.get(row);
  };

  // --- Choosing rows ---------------------------------------------------------------

  function matching() {
    const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
    const found = rows.filter(
      (row) => Object.keys(FILTERS).every((name) => !state[name] || row[name] === state[name]) && words.every((word) => text(row).includes(word)),
    );
    if (!state.sort) return found;
    const column = state.sort.replace("-", "");
    const sign = state.sort.startsWith("-") ? -1 : 1;
    return found.sort((a, b) => sign * a[column].localeCompare(b[column], "en", { numeric: true }));
  }

  // --- Drawing -----------------------------------------------------------------------

  let count, body, more, heads;

  function build() {
    const form = add(tool, "form", { className: "controls" });
    form.addEventListener("submit", (event) => event.preventDefault());
    const search = add(add(form, "label", { textContent: "Words " }), "input", { type: "search", name: "words", value: state.words, placeholder: "cloudmatrix power" });
    search.addEventListener("input", () => set({ words: search.value }));
    for (const [name, label] of Object.entries(FILTERS)) {
      const field = add(add(form, "label", { textContent: `${label} ` }), "select", { name });
      const choices = [...new Set(rows.map((row) => row[name]))].filter(Boolean).sort((a, b) => a.localeCompare(b));
      for (const choice of ["", ...choices]) add(field, "option", { value: choice, textContent: choice || "all", selected: choice === state[name] });
      field.addEventListener("change", () => set({ [name]: field.value }));
    }
    const line = add(tool, "p", { className: "count" });
    count = add(line, "output");
    const take = add(line, "button", { type: "button", textContent: "Download these as CSV" });
    take.addEventListener("click", download);
    const wrap = add(tool, "div", { className: "table", tabIndex: 0, role: "region" });
    wrap.setAttribute("aria-label", "Rows of the data");
    const table = add(wrap, "table");
    const head = add(add(table, "thead"), "tr");
    heads = Object.entries(SHOWN).map(([name, label]) => {
      const cell = add(head, "th", { scope: "col" });
      const button = add(cell, "button", { type: "button", textContent: label });
      button.addEventListener("click", () => set({ sort: state.sort === name ? `-${name}` : name }));
      return [name, cell];
    });
    body = add(table, "tbody");
    more = add(tool, "button", { type: "button", textContent: "Show more" });
    more.addEventListener("click", () => {
      drawn += 5 * PAGE;
      show();
    });
  }

  function show() {
    const found = matching();
    count.textContent = `${found.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows `;
    body.replaceChildren();
    for (const row of found.slice(0, drawn)) {
      const line = add(body, "tr");
      for (const name of Object.keys(SHOWN)) {
        const cell = add(line, "td");
        if (name === "value") add(cell, "a", { className: "number", href: new URL(row.record, root), textContent: row.value });
        else if (name === "source") add(cell, "a", { className: "source", href: new URL(`sources/#${row.source_id}`, root), textContent: row.source });
        else cell.textContent = row[name];
      }
    }
    more.hidden = found.length <= drawn;
    for (const [name, cell] of heads) {
      if (state.sort.replace("-", "") === name) cell.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
  }

  function set(changes) {
    Object.assign(state, changes);
    drawn = PAGE;
    const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
    history.replaceState(history.state, "", query.size ? `?${query}` : location.pathname);
    show();
  }

  function download() {
    const columns = Object.keys(rows[0]);
    const quote = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const lines = [columns, ...matching().map((row) => columns.map((name) => (name === "record" ? new URL(row.record, root).href : row[name])))];
    const address = URL.createObjectURL(new Blob([lines.map((line) => line.map(quote).join(",")).join("\n") + "\n"], { type: "text/csv" }));
    add(document.body, "a", { href: address, download: "scale-up-explained-selection.csv", hidden: true }).click();
    document.body.lastElementChild.remove();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  // --- Start ----------------------------------------------------------------------------

  fetch(new URL(tool.dataset.source, location.href.split(/[?#]/)[0]))
    .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.status))))
    .then(({ columns, words, rows: packed }) => {
      rows = packed.map((cells) => Object.fromEntries(cells.map((word, place) => [columns[place], words[word]])));
      for (const [name, value] of new URLSearchParams(location.search)) {
        if (name in state && (name !== "sort" || value.replace("-", "") in SHOWN)) state[name] = value;
      }
      build();
      show();
      tool.hidden = false;
    })
    .catch(() => document.documentElement.classList.remove("tools")); // offline: the links and files stay
})();
