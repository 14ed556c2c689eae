// Claims: filter the table and the claims below it by verdict and kind of error; open the claim that the address names.
// Without this file the table is whole, and every claim opens by hand.
"use strict";

(() => {
  const add = (parent, tag, properties = {}) => {
    const element = Object.assign(document.createElement(tag), properties);
    parent.append(element);
    return element;
  };

  // --- The claim that the address names -----------------------------------------------

  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target?.closest(".statement")?.querySelector("details");
    if (fold) fold.open = true;
  }
  window.addEventListener("hashchange", open);
  open();

  // --- The filter -----------------------------------------------------------------------

  const form = document.getElementById("claim-filter");
  if (!form) return;
  const rows = [...document.querySelectorAll(".table.claims tbody tr")];
  const words = (row, column) => row.cells[column].textContent.trim();
  const COLUMNS = { verdict: ["Verdict", 2], error: ["Kind of error", 3], favours: ["Favours", 4] };
  const state = Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, ""]));

  for (const [name, value] of new URLSearchParams(location.search)) if (Object.hasOwn(COLUMNS, name)) state[name] = value;
  for (const [name, [label, column]] of Object.entries(COLUMNS)) {
    const field = add(add(form, "label", { textContent: `${label} ` }), "select", { name });
    const choices = [...new Set(rows.map((row) => words(row, column)))].sort((a, b) => a.localeCompare(b, "en"));
    if (!choices.includes(state[name])) state[name] = "";
    for (const choice of ["", ...choices]) add(field, "option", { value: choice, textContent: choice || "all", selected: choice === state[name] });
    field.addEventListener("change", () => {
      state[name] = field.value;
      const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
      history.replaceState(history.state, "", (query.size ? `?${query}` : location.pathname) + location.hash);
      show();
    });
  }
  const count = add(form, "output");
  form.addEventListener("submit", (event) => event.preventDefault());

  function show() {
    const shown = rows.filter((row) => {
      const match = Object.entries(COLUMNS).every(([name, [, column]]) => !state[name] || words(row, column) === state[name]);
      row.hidden = !match;
      const place = row.querySelector("a").hash.slice(1); // one of the story is no id of this page
      const statement = document.getElementById(place)?.closest(".statement");
      if (statement) statement.hidden = !match;
      return match;
    });
    count.textContent = `${shown.length} of ${rows.length} claims`;
  }
  show();
  form.hidden = false;
})();
