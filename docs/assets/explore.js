// Wakes an explorable (a figure whose values may be changed) when it is wanted: on the first touch, focus, key or click in it,
// when the address names values of it, or when it nears the view while nothing else loads and data are not to be saved.
// Until then nothing but this file is fetched; the runtime, the controls' script and the explorable itself come then.
"use strict";

(() => {
  const QUIET = 3000; // ms without a new request until the link counts as idle
  const root = new URL("..", document.currentScript.src);
  const wanting = "figure[data-explorable] :is(.drawing, .explore)";
  const loading = new Map();

  function script(path) {
    if (!loading.has(path)) {
      loading.set(path, new Promise((done, failed) => {
        const element = document.createElement("script");
        element.src = new URL(path, root);
        element.onload = done;
        element.onerror = () => {
          loading.delete(path); // the next try may succeed
          element.remove();
          failed(new Error(`${path} could not be loaded`));
        };
        document.head.append(element);
      }));
    }
    return loading.get(path);
  }

  async function wake(figure) {
    if (["loading", "live"].includes(figure.dataset.state)) return;
    figure.dataset.state = "loading";
    const note = figure.querySelector(".explore-note");
    note.textContent = "";
    try {
      await Promise.all(["assets/vega.js", "assets/live.js", `explorables/${figure.dataset.explorable}.js`].map(script));
      await explorables.start(figure);
    } catch (error) {
      console.warn(error); // quietly: the picture stays
      figure.dataset.state = "failed";
      note.textContent = "The figure could not come alive; what stands here holds for the first preset. Touch it to try again.";
    }
  }

  const figures = () => document.querySelectorAll("figure[data-explorable]:not([data-state])");
  const named = (figure) => [...new URLSearchParams(location.search).keys()].some((key) => key.split(".")[0] === figure.id);

  function prepare() {
    for (const figure of figures()) {
      figure.querySelector("fieldset").disabled = false;
      if (named(figure)) wake(figure);
    }
  }

  for (const type of ["pointerdown", "focusin", "keydown", "click"]) {
    document.addEventListener(type, ({ target }) => {
      const figure = target instanceof Element && target.closest(wanting)?.closest("figure");
      if (figure) wake(figure);
    });
  }
  document.addEventListener("submit", (event) => event.target.matches(".explore") && event.preventDefault());

  const link = navigator.connection;
  const saving = link?.saveData || /2g|3g/.test(link?.effectiveType) || matchMedia("(prefers-reduced-data: reduce)").matches;

  function whenIdle(then) {
    let timer = setTimeout(then, QUIET);
    new PerformanceObserver((_, observer) => {
      clearTimeout(timer);
      timer = setTimeout(() => (observer.disconnect(), (window.requestIdleCallback ?? setTimeout)(then)), QUIET);
    }).observe({ type: "resource" });
  }

  function watch() {
    const near = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) (near.unobserve(target), wake(target));
    }, { rootMargin: "25% 0px" });
    for (const figure of figures()) near.observe(figure);
  }

  prepare();
  if (!saving) addEventListener("load", () => whenIdle(watch));
  window.document$?.subscribe(prepare); // the theme's instant navigation puts in another page
})();
