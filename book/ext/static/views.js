// Questions and tools of a page: the part of the scripts that each needs, and its description, come when a reader comes
// near to it. Until then, and without a line, its static text stands there. Classic script: file:// refuses modules.
// Before this script stand `courseIndex` (course/web/parts.py) and `courseWords`.
const courseParts = (() => {
  "use strict";
  const here = document.currentScript.src;
  const NEAR = "700px 0px"; // about one screen before it is seen
  const scripts = new Map();
  const waiting = new Map();
  const made = new Set();
  const values = new Map();
  const shared = {};

  /** Load a script beside this one, once; after a failure it may be tried again. */
  function load(path) {
    if (!scripts.has(path)) {
      scripts.set(path, new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = new URL(path, here).href;
        element.onload = () => resolve();
        element.onerror = () => { scripts.delete(path); element.remove(); reject(new Error(path)); };
        document.head.append(element);
      }));
    }
    return scripts.get(path);
  }

  /** Run a part after those that it needs; all of them are loaded. */
  function run(name) {
    if (made.has(name)) return;
    courseIndex.parts[name][1].forEach(run);
    waiting.get(name)(shared);
    made.add(name);
  }

  async function need(names) {
    const all = [...new Set(names.flatMap((name) => [...courseIndex.parts[name][1], name]))];
    await Promise.all(all.map((name) => load(`views/${name}.js?v=${courseIndex.parts[name][0]}`)));
    all.forEach(run);
  }

  /** The description that an element carries, in itself or in a file of its own. */
  async function descriptionOf(element) {
    const name = element.dataset.src;
    if (!name) return JSON.parse(element.querySelector(':scope > script[type="application/json"]').textContent);
    await load(`data/${name}.js`);
    return values.get(name);
  }

  function partsOf({ kind, name, model }) {
    return [courseIndex[kind]?.[name], courseIndex.model[model]].filter(Boolean);
  }

  function tellFailure(element) {
    const again = Object.assign(document.createElement("button"), { type: "button", className: "cq-button", textContent: courseWords.again });
    const note = Object.assign(document.createElement("p"), { className: "course-view-failed", textContent: `${courseWords.failed} ` });
    note.setAttribute("role", "status");
    note.append(again);
    again.addEventListener("click", () => { note.remove(); start(element); });
    element.prepend(note);
  }

  async function start(element) {
    if (element.dataset.started) return;
    element.dataset.started = "yes";
    const hadFocus = element === document.activeElement;
    try {
      const [desc] = await Promise.all([descriptionOf(element), need(partsOf(element.dataset))]);
      if (!shared.mountElement(element, desc)) throw new Error(`unknown view: ${element.dataset.name}`);
      element.dataset.started = "ready";
      element.removeAttribute("tabindex");
      element.removeAttribute("role");
      element.removeAttribute("aria-label");
      if (hadFocus) element.querySelector("input, select, textarea, button, summary, a[href], [tabindex='0']")?.focus();
    } catch (problem) {
      delete element.dataset.started;
      tellFailure(element);
      if (!/^(views|data)\//u.test(problem.message)) throw problem; // a fault of ours, not of the line
    }
  }

  function watch() {
    const watcher = new IntersectionObserver((entries) => entries.filter((one) => one.isIntersecting).forEach((one) => {
      watcher.unobserve(one.target);
      start(one.target);
    }), { rootMargin: NEAR });
    document.querySelectorAll(".course-view[data-kind]").forEach((element) => {
      // The Tab key must not jump over a view that is not there yet.
      element.tabIndex = 0;
      element.setAttribute("role", "group");
      element.setAttribute("aria-label", courseWords.waiting);
      element.addEventListener("focus", () => start(element), { once: true });
      watcher.observe(element);
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();
  return {
    add(name, make) { waiting.set(name, make); },
    data(name, value) { values.set(name, value); },
    load,
    descriptionOf,
    start,
  };
})();
