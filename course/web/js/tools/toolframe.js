// The frame that all tools share: title, controls, live words, charts with their tables, limits, undo and reset.

import { csvName, csvText } from "../csv.js";
import { fill, h, uid } from "../dom.js";
import { downloadText } from "../download.js";
import { say } from "../ui.js";
import { toolButton } from "./fields.js";

const SETTLE_MS = 500; // a screen reader hears the result when the hand has stopped
const UNDO_STEPS = 50;
const BAR_MS = 4000; // long enough to read one sentence

/** A chart that is drawn again when its place gets wider or narrower. `draw(width)` gives a node or a list of nodes. */
export function chartPlace(words) {
  const place = h("div", { class: "ct-chart" });
  const table = h("div", { class: "ct-table-place" });
  const caption = h("figcaption", { class: "ct-caption" });
  const save = toolButton(words("tool.csv"), () => { if (makeRows) downloadText(csvName(caption.textContent), csvText(makeRows()), "text/csv"); });
  const details = h("details", { class: "ct-data" }, h("summary", {}, words("tool.table")), table, h("p", { class: "ct-csv" }, save));
  let draw = null;
  let makeRows = null;
  let width = 0;
  function paint() { if (draw) fill(place, draw(width || 640)); }
  function fillTable() { if (makeRows && details.open) fill(table, dataTable(caption.textContent, makeRows())); }
  details.addEventListener("toggle", fillTable);
  const watcher = typeof ResizeObserver === "undefined" ? null : new ResizeObserver((entries) => {
    const next = Math.floor(entries[0].contentRect.width);
    if (next && Math.abs(next - width) > 1) { width = next; paint(); }
  });
  if (watcher) watcher.observe(place);
  return {
    element: h("figure", { class: "ct-figure" }, caption, place, details),
    /** `title` stands above the chart; `rows()` gives {columns, rows} for the table. */
    show(title, drawing, rows) {
      fill(caption, title);
      draw = drawing;
      makeRows = rows;
      paint();
      fillTable();
    },
    stop() { if (watcher) watcher.disconnect(); },
  };
}

/** A table with a caption; numbers stand to the right. `columns` is [[label, isNumber]], `rows` lists of text. */
export function dataTable(caption, { columns, rows }) {
  const id = uid("table");
  return h("div", { class: "ct-table-scroll", tabindex: "0", role: "region", "aria-labelledby": id },
    h("table", { class: "ct-table" }, h("caption", { id }, caption),
      h("thead", {}, h("tr", {}, columns.map(([label, number]) => h("th", { scope: "col", class: number ? "ct-num" : null }, label)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, index) => (index === 0
        ? h("th", { scope: "row", class: columns[0][1] ? "ct-num" : null }, cell)
        : h("td", { class: columns[index][1] ? "ct-num" : null }, cell))))))));
}

/**
 * Call this before a change and its result after it: when the change has made the control with the focus anew, taken it
 * away or closed it, the focus goes to the control in its place. Else the Tab key would begin at the top of the page.
 */
function focusKeeper(root) {
  const held = root.ownerDocument.activeElement;
  const controls = (place) => [...place.querySelectorAll("button, input, select, textarea, summary")].filter((one) => !one.disabled);
  const around = []; // each box around the control, and which of its controls it was
  let place = held && root.contains(held) ? held.parentElement : null;
  for (; place && place !== root.parentElement; place = place.parentElement) around.push([place, controls(place).indexOf(held)]);
  return () => {
    if (!around.length || (held.isConnected && !held.disabled)) return;
    for (const [box, index] of around) {
      const now = box.isConnected ? controls(box) : [];
      if (now.length) return now[Math.min(index, now.length - 1)].focus();
    }
  };
}

function toolFoot(desc, words) {
  const about = desc.about || {};
  return [
    h("section", { class: "ct-limits" }, h("h4", {}, words(desc.limits_title || "tool.limits")), h("ul", {}, desc.limits.map((one) => h("li", {}, one)))),
    about.formula || about.assumptions ? h("details", { class: "ct-behind" }, h("summary", {}, words("tool.behind")),
      about.formula ? h("p", { class: "ct-formula" }, about.formula.split(/ {3,}/).map((line) => h("span", {}, line))) : null,
      about.assumptions ? [h("p", {}, words("tool.assumptions")), h("ul", {}, about.assumptions.map((one) => h("li", {}, one)))] : null) : null,
    desc.source ? h("p", { class: "ct-source" }, h("b", {}, words("tool.source")), " ", h("bdi", { dir: /[\u0590-\u08ff]/u.test(desc.source) ? "rtl" : "ltr" }, desc.source)) : null,
  ];
}

/**
 * Build a tool in `element`.
 *
 * `build(tool)` makes the controls and gives {controls, results, paint(state), set(state)}:
 *   controls, results: nodes; paint: redraw for a state; set: put a state into the controls.
 * `tool` offers: desc, state (read), change(id, value, settled), say(id, values), tell(...nodes) for the live words,
 *   place() for a chart. `start` is the first state, also that of Reset.
 */
export function mountTool(element, desc, start, build) {
  const words = (id, values) => say(desc, id, values);
  const live = h("div", { class: "ct-words", role: "status", "aria-atomic": "true" });
  // On a phone the result is far below the controls: its first sentence shows for a moment at the edge of the screen.
  const bar = h("p", { class: "ct-bar-words" });
  const places = [];
  const past = [];
  let state = { ...start };
  let settled = true;
  let before = state;
  let timer = null;
  let barTimer = null;
  let parts = null;

  const undo = toolButton(words("tool.undo"), () => { if (past.length) restore(past.pop()); });
  const reset = toolButton(words("tool.reset"), () => { past.push(state); restore({ ...start }); });

  function repaint() {
    live.setAttribute("aria-busy", "true");
    clearTimeout(timer);
    timer = setTimeout(() => live.removeAttribute("aria-busy"), SETTLE_MS);
    const restoreFocus = focusKeeper(element);
    undo.disabled = past.length === 0;
    parts.paint(state);
    restoreFocus();
    bar.classList.add("ct-bar-words--on");
    clearTimeout(barTimer);
    barTimer = setTimeout(() => bar.classList.remove("ct-bar-words--on"), BAR_MS);
  }
  function restore(next) {
    state = next;
    settled = true;
    parts.set(state);
    repaint();
  }
  const tool = {
    desc,
    get state() { return state; },
    say: words,
    change(id, value, done = true) {
      if (settled) before = state;
      settled = done;
      state = { ...state, [id]: value };
      if (done && JSON.stringify(before) !== JSON.stringify(state)) {
        past.push(before);
        if (past.length > UNDO_STEPS) past.shift();
        before = state;
      }
      repaint();
    },
    /** Change several values at once; one step for Undo. */
    changeAll(values) {
      past.push(state);
      state = { ...state, ...values };
      settled = true;
      repaint();
    },
    tell(...lines) {
      fill(live, lines.map((line) => (typeof line === "string" ? h("p", {}, line) : line)));
      const main = live.querySelector(".ct-main");
      bar.textContent = main ? main.textContent : "";
    },
    place() {
      const made = chartPlace(words);
      places.push(made);
      return made;
    },
  };
  parts = build(tool);
  const title = uid("tool");
  const root = h("section", { class: ["course-tool", `course-tool--${desc.tool}`], lang: desc.lang, dir: desc.dir, "aria-labelledby": title },
    h("header", { class: "ct-head" }, h("h3", { class: "ct-title", id: title }, desc.title), h("p", { class: "ct-purpose" }, desc.purpose)),
    parts.before || null,
    h("div", { class: ["ct-body", parts.controls ? null : "ct-body--wide"] },
      parts.controls ? h("form", { class: "ct-controls", novalidate: true, onsubmit: (event) => event.preventDefault() }, parts.controls,
        h("div", { class: "ct-actions" }, parts.actions || null, undo, reset), h("div", { class: "ct-bar-place", "aria-hidden": "true" }, bar)) : null,
      h("div", { class: "ct-results" }, live, parts.results)),
    toolFoot(desc, words));
  // JupyterLab would take bare keys (arrows, letters) for its own commands; Ctrl+S stays the notebook's.
  root.addEventListener("keydown", (event) => { if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); });
  fill(element, root);
  const seen = typeof IntersectionObserver === "undefined" ? null : new IntersectionObserver((entries) => {
    bar.hidden = entries[entries.length - 1].isIntersecting;
  });
  if (seen) seen.observe(live);
  repaint();
  live.removeAttribute("aria-busy");
  bar.classList.remove("ct-bar-words--on"); // nothing has been changed yet
  return { stop() { clearTimeout(timer); clearTimeout(barTimer); if (seen) seen.disconnect(); places.forEach((one) => one.stop()); } };
}
