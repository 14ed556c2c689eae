// A number in the text opens its record where it stands: the row of the page that its link leads to.
// Hover and keyboard focus show it; a click, a tap or Enter opens it and moves the focus into it.
// Without this file, from disk, or when fetching fails, the link is a plain link.
"use strict";

(() => {
  if (location.protocol === "file:") return; // the browser forbids fetching there

  const OPENERS = "a.number, a.term, .assumed";
  const SHOW_DELAY = 250; // ms: the pointer must rest, not pass
  const HIDE_DELAY = 300; // time to move from the number to its record
  const MOST = 5; // other figures named in a record
  const GAP = 6; // px between the two
  const sheet = matchMedia("(max-width: 37.49em)"); // as in site.css

  // --- Reading a record from its page ---------------------------------------

  const pages = new Map();
  const here = location.href.split("#")[0];

  function page(address) {
    if (address === here) return Promise.resolve(document);
    if (!pages.has(address)) {
      const loading = fetch(address)
        .then((response) => {
          if (!response.ok) throw new Error(`${address}: ${response.status}`);
          return response.text();
        })
        .then((html) => new DOMParser().parseFromString(html, "text/html"));
      loading.catch(() => pages.delete(address)); // the next try may succeed
      pages.set(address, loading);
    }
    return pages.get(address);
  }

  // A cell's content, for use elsewhere: links resolved against its own page, no ids twice.
  function content(cell, address) {
    const copy = document.importNode(cell, true);
    copy.querySelectorAll(".headerlink, script, style").forEach((element) => element.remove());
    for (const element of copy.querySelectorAll("*")) {
      for (const name of ["id", "style", "aria-haspopup"]) element.removeAttribute(name);
      for (const name of ["href", "src"]) {
        if (element.hasAttribute(name)) element.setAttribute(name, new URL(element.getAttribute(name), address));
      }
    }
    return copy.childNodes;
  }

  const words = (element) => (element ? element.textContent.replace(/[#¶]\s*$/, "").trim() : "");

  // The row that holds the id, as pairs of column name and cell.
  async function record(link) {
    const [address, id] = link.href.split("#");
    const source = await page(address).catch(() => null); // offline, or the page is gone
    const target = source?.getElementById(decodeURIComponent(id || ""));
    const row = target?.closest("tr");
    if (!row) return null;
    const table = row.closest("table");
    const head = [...(table.tHead?.rows ?? [])].at(-1) ?? table.rows[0];
    const names = [...head.cells].map(words);
    const list = document.createElement("dl");
    [...row.cells].forEach((cell, column) => {
      if (/^[–—-]?$/.test(cell.textContent.trim())) return; // nothing stated
      const term = document.createElement("dt");
      const value = document.createElement("dd");
      term.textContent = names[column] ?? "";
      if (cell.contains(target)) value.className = "record-value";
      value.append(...content(cell, address));
      list.append(term, value);
    });
    beside(row, names, address).forEach((element) => list.append(element));
    return { title: words(source.querySelector("h1")), subtitle: words(table.caption), body: list, link };
  }

  // Other rows of the same property: those that count the same are other sources, the rest other forms.
  function beside(row, names, address) {
    const [what, value, counts, source] = ["Property", "Value as printed", "What it counts", "Source, place, date"].map((name) => names.indexOf(name));
    if (what < 0 || value < 0) return [];
    const others = [...row.parentElement.rows].filter((other) => other !== row && words(other.cells[what]) === words(row.cells[what]));
    const same = (other) => words(other.cells[counts]) === words(row.cells[counts]);
    const named = (other, detail) => {
      const item = document.createElement("li");
      const anchor = document.createElement("a");
      anchor.href = `${address}#${other.cells[value].querySelector("[id]")?.id ?? ""}`;
      anchor.textContent = words(other.cells[value]);
      item.append(anchor, ` ${detail}`);
      return item;
    };
    const lists = [
      ["Others say", others.filter(same), (other) => `(${words(other.cells[source].querySelector("a"))})`],
      ["Other forms", others.filter((other) => !same(other)), (other) => `(${words(other.cells[counts])})`],
    ];
    return lists.filter(([, found]) => found.length).flatMap(([name, found, detail]) => {
      const term = document.createElement("dt");
      const cell = document.createElement("dd");
      const list = document.createElement("ul");
      term.textContent = name;
      list.append(...found.slice(0, MOST).map((other) => named(other, detail(other))));
      if (found.length > MOST) list.append(Object.assign(document.createElement("li"), { textContent: `and ${found.length - MOST} more` }));
      cell.append(list);
      return [term, cell];
    });
  }

  function assumption(opener) {
    const text = document.createElement("p");
    text.textContent = opener.dataset.why;
    return { title: "Assumed, not measured", subtitle: "", body: text };
  }

  // --- The box ---------------------------------------------------------------

  const box = document.createElement("div");
  box.className = "record md-typeset";
  box.hidden = true;
  box.tabIndex = -1;
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-labelledby", "record-title");
  document.body.append(box);

  let opener = null; // the number whose record is shown
  let held = false; // opened by click, tap or Enter: stays until closed
  let wanted = null; // the number that was asked for last; loading may be slower than the reader
  let timer = 0;

  function fill({ title, subtitle, body, link }) {
    const heading = document.createElement("p");
    heading.className = "record-title";
    heading.id = "record-title";
    heading.textContent = title || "Record";
    if (subtitle) {
      const small = document.createElement("small");
      small.textContent = subtitle;
      heading.append(small);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.className = "record-close";
    close.setAttribute("aria-label", "Close");
    close.textContent = "×";
    close.addEventListener("click", () => hide(true));
    box.replaceChildren(heading, body);
    if (link) {
      const more = document.createElement("p");
      const anchor = document.createElement("a");
      anchor.href = link.href;
      anchor.textContent = "Open the record";
      more.append(anchor);
      box.append(more);
    }
    box.append(close);
  }

  // Below the number, or above it where there is more room; never over it.
  function place(near) {
    box.style.top = box.style.left = box.style.maxHeight = "";
    if (sheet.matches) {
      const hidden = near.bottom + GAP - (innerHeight - box.offsetHeight);
      if (hidden > 0) scrollBy(0, hidden);
      return;
    }
    const header = document.querySelector(".md-header")?.offsetHeight ?? 0;
    const below = innerHeight - near.bottom - 2 * GAP;
    const above = near.top - header - 2 * GAP;
    const under = box.offsetHeight <= below || below >= above;
    box.style.maxHeight = `${Math.max(under ? below : above, 120)}px`;
    const width = document.documentElement.clientWidth;
    const left = Math.max(GAP, Math.min(near.left, width - box.offsetWidth - GAP));
    const top = under ? near.bottom + GAP : near.top - GAP - box.offsetHeight;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  }

  // A number may break over two lines: the part under the pointer counts, else the first.
  function rectangle(element, point) {
    const parts = [...element.getClientRects()];
    const under = point && parts.find((part) => point.y >= part.top - 1 && point.y <= part.bottom + 1);
    return under || parts[0] || element.getBoundingClientRect();
  }

  async function show(element, { hold = false, point = null } = {}) {
    clearTimeout(timer);
    if (opener === element && !box.hidden) {
      if (hold) take();
      return;
    }
    wanted = element;
    const found = element.matches(".assumed") ? assumption(element) : await record(element);
    if (wanted !== element) return;
    if (!found) {
      if (hold) location.assign(element.href);
      return;
    }
    if (opener) hide();
    opener = element;
    opener.setAttribute("aria-expanded", "true");
    fill(found);
    box.hidden = false;
    box.scrollTop = 0;
    place(rectangle(element, point));
    if (hold) take();
  }

  function take() {
    held = true;
    box.focus({ preventScroll: true });
  }

  function hide(back = false) {
    clearTimeout(timer);
    wanted = null;
    if (!opener) return;
    const last = opener;
    const inside = box.contains(document.activeElement);
    opener = null;
    held = false;
    last.removeAttribute("aria-expanded");
    if (back && inside) {
      quiet = last; // the focus comes back; the record must not
      last.focus({ preventScroll: true });
      quiet = null;
    }
    box.hidden = true;
  }

  let quiet = null;

  // --- What the reader does ---------------------------------------------------

  for (const element of document.querySelectorAll(OPENERS)) {
    element.setAttribute("aria-haspopup", "dialog");
    if (element.matches(".assumed")) {
      element.setAttribute("role", "button");
      element.dataset.why = element.title; // the browser's own hint would cover ours
      element.removeAttribute("title");
    }
  }

  const openerOf = (event) => {
    const element = event.target instanceof Element && event.target.closest(OPENERS);
    return element && (!element.href || new URL(element.href).origin === location.origin) ? element : null;
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (box.contains(event.target)) return clearTimeout(timer);
    const element = openerOf(event);
    if (!element || held) return;
    clearTimeout(timer);
    if (element === opener) return;
    const point = { y: event.clientY };
    timer = setTimeout(() => show(element, { point }), SHOW_DELAY);
  });

  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "mouse" || held) return;
    if (!openerOf(event) && !box.contains(event.target)) return;
    clearTimeout(timer);
    wanted = null;
    timer = setTimeout(hide, HIDE_DELAY);
  });

  document.addEventListener("focusin", (event) => {
    const element = openerOf(event);
    if (element && element !== quiet && element.matches(":focus-visible") && !box.contains(element)) show(element);
    else if (opener && !held && event.target !== opener && !box.contains(event.target)) hide();
  });

  document.addEventListener("click", (event) => {
    const element = openerOf(event);
    if (element && !box.contains(element)) {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const point = event.detail ? { y: event.clientY } : null; // no place when a key made the click
      if (element === opener && held) hide(true);
      else show(element, { hold: true, point });
    } else if (opener && !box.contains(event.target)) {
      hide();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opener) {
      hide(true);
    } else if ((event.key === "Enter" || event.key === " ") && event.target.matches?.(".assumed")) {
      event.preventDefault();
      show(event.target, { hold: true });
    } else if (event.key === "Tab" && held && box.contains(document.activeElement)) {
      // Out of the box at either end leads back to the number, from where Tab goes on through the text.
      const stops = box.querySelectorAll("a[href], button");
      const edge = event.shiftKey ? [box, stops[0]] : [stops[stops.length - 1]];
      if (edge.includes(document.activeElement)) {
        event.preventDefault();
        hide(true);
      }
    }
  });

  addEventListener("resize", () => hide());
})();
