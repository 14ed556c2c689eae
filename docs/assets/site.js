// Loaded in <head> before the first paint, on every page. It replaces the theme's inline scripts,
// which the content security policy forbids, and puts off what the theme would fetch too early.
"use strict";

// 1. Helpers that the theme's bundle expects as globals. Preferences are kept per site root.

var __md_scope = new URL("..", document.currentScript.src);

var __md_hash = (text) => [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0);

var __md_get = (key, storage = localStorage, scope = __md_scope) => {
  try {
    return JSON.parse(storage.getItem(scope.pathname + "." + key));
  } catch {
    return null; // storage may be forbidden; then nothing is remembered
  }
};

var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // as above
  }
};

// 2. Light or dark. The dark sheet is switched here, in <head>, so that nothing flashes; the bundle
//    later writes the reader's choice to <body>, and the sheet follows it.

(() => {
  const sheet = document.getElementById("dark");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const stored = __md_get("__palette")?.color;
  const automatic = !stored?.media || stored.media === "(prefers-color-scheme)";
  const scheme = automatic ? (dark.matches ? "slate" : "default") : stored.scheme;
  const show = (name) => {
    sheet.media = name === "slate" ? "screen" : "not all";
  };
  show(scheme);

  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    document.body.setAttribute("data-md-color-scheme", scheme);
    new MutationObserver(() => show(document.body.getAttribute("data-md-color-scheme"))).observe(document.body, {
      attributeFilter: ["data-md-color-scheme"],
    });
  }).observe(document.documentElement, { childList: true });
})();

// 3. Tools (compare, data) take the place of what stands there without a script; room is kept for them from
//    the start, so that nothing moves when they are ready. From disk they cannot fetch, and stay away.

if (location.protocol !== "file:") document.documentElement.classList.add("tools");

// 4. Search: worker and index are fetched when the search is first opened. The bundle makes its
//    worker while the page loads; it gets this stand-in, which starts the real one when wanted.

(() => {
  const RealWorker = window.Worker;
  const SETUP = 0; // the first of the bundle's message types

  class SearchWorker extends EventTarget {
    #worker;
    #url;

    constructor(url) {
      super();
      this.#url = url;
      const field = document.querySelector("[data-md-component=search-query]");
      const start = () => this.#worker || this.#start();
      field.addEventListener("focus", start, { once: true });
      document.getElementById("__search").addEventListener("change", start, { once: true });
      if (document.activeElement === field) start();
      // The bundle listens to keys only: pasted, spoken and handwritten words count too.
      field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));
    }

    async #start() {
      this.#worker = new RealWorker(this.#url);
      this.#worker.addEventListener("message", ({ data }) => {
        this.dispatchEvent(new MessageEvent("message", { data }));
      });
      const response = await fetch(new URL("search/search_index.json", __md_scope));
      const { config, docs } = await response.json();
      this.#worker.postMessage({ type: SETUP, data: { config, docs, options: { suggest: false } } });
    }

    postMessage(message) {
      this.#worker?.postMessage(message);
    }
  }

  if (!RealWorker) return;
  window.Worker = function (url, options) {
    return String(url).includes("/workers/search.") ? new SearchWorker(url) : new RealWorker(url, options);
  };
})();

// 5. What only a script can mend on the page.

document.addEventListener("DOMContentLoaded", () => {
  // From disk the browser refuses worker and index: no search, then, rather than a dead field.
  if (location.protocol === "file:") {
    for (const element of document.querySelectorAll(".md-search, label[for=__search]")) element.hidden = true;
  }

  // A table wider than the page scrolls in itself; the keyboard must be able to reach it. Measuring lays a
  // table out, and some pages have dozens: so each can be reached from the start, and one that turns out to fit
  // is left out as it comes near the view.
  const measure = (entries) => {
    const near = entries.filter((entry) => entry.isIntersecting).map(({ target }) => [target, target.scrollWidth > target.clientWidth]);
    for (const [box, wide] of near) if (!wide) box.removeAttribute("tabindex");
  };
  const observer = new IntersectionObserver(measure, { rootMargin: "100% 0px" });
  const reach = () => {
    observer.disconnect();
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")) {
      box.tabIndex = 0;
      observer.observe(box);
    }
  };
  addEventListener("load", reach);
  addEventListener("resize", reach);
  document.addEventListener("toggle", reach, true);

  // With the theme's instant navigation (off here) a page that is put in place of another leaves its scripts behind.
  window.document$?.subscribe(() => {
    if (!document.querySelector("figure[data-explorable]") || document.querySelector("script[src$='/explore.js']")) return;
    document.body.append(Object.assign(document.createElement("script"), { src: new URL("assets/explore.js", __md_scope) }));
  });
});
