// The page “My progress”: a table of what this browser has kept; course/web/js/progress.js keeps it.
(() => {
  "use strict";
  const KEY = "migration-development-course.progress";

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      return kept && kept.schema === 1 && kept.items ? kept.items : {};
    } catch {
      return {};
    }
  }

  function make(tag, attributes = {}, ...children) {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(...children);
    return element;
  }

  const round = (number) => Math.round(number * 100) / 100;

  function row(module, kept, words) {
    const say = (n, total) => (total ? words.of.replace("{n}", round(n)).replace("{total}", total) : "–");
    const items = Object.entries(module.items), practice = items.filter(([, points]) => points === null);
    const tried = practice.filter(([id]) => kept[id]), right = tried.filter(([id]) => kept[id].best >= 1);
    const marked = items.filter(([, points]) => points !== null);
    const total = marked.reduce((sum, [, points]) => sum + points, 0);
    const earned = marked.reduce((sum, [id, points]) => sum + points * (kept[id]?.best || 0), 0);
    return make("tr", {}, make("th", { scope: "row" }, make("a", { href: module.page, textContent: module.label })),
      make("td", { textContent: say(tried.length, practice.length) }), make("td", { textContent: say(right.length, tried.length) }),
      make("td", { textContent: say(earned, total) }));
  }

  function save(kept) {
    const file = new Blob([JSON.stringify({ schema: 1, items: kept }, null, 1)], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(file), download: "my-progress.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function show(place, { plan, words }) {
    const kept = read();
    const head = make("tr", {}, ...["module", "tried", "right", "points"].map((name) => make("th", { scope: "col", textContent: words[name] })));
    const rows = plan.map((module) => row(module, kept, words));
    const table = make("table", { className: "table" }, make("caption", { textContent: words.caption }), make("thead", {}, head), make("tbody", {}, ...rows));
    const any = Object.keys(kept).length > 0;
    const note = make("p", { className: "course-progress__note", textContent: any ? "" : words.none });
    const exporting = make("button", { type: "button", className: "course-book-chart-explore", textContent: words.export, disabled: !any });
    const erasing = make("button", { type: "button", className: "course-book-chart-explore", textContent: words.erase, disabled: !any });
    exporting.addEventListener("click", () => save(read()));
    erasing.addEventListener("click", () => {
      if (!window.confirm(words.sure)) return;
      localStorage.removeItem(KEY);
      show(place, { plan, words });
      place.querySelector(".course-progress__note").textContent = words.erased;
    });
    place.replaceChildren(make("div", { className: "course-wide", tabIndex: 0, role: "group", ariaLabel: words.caption }, table), note,
      make("p", { className: "course-progress__do" }, exporting, " ", erasing));
  }

  document.querySelectorAll(".course-progress").forEach((place) => {
    const data = JSON.parse(place.querySelector('script[type="application/json"]').textContent);
    show(place, data);
    window.addEventListener("focus", () => show(place, data));
  });
})();
