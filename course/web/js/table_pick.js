// Building a table from a larger one without code: sort, keep rows, keep the first ones; each step can be undone.

import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { formatNumber } from "./numbers.js";
import { applySteps } from "./rows.js";
import { makeError } from "./status.js";
import { filterGroup, firstGroup, stepInWords } from "./table_steps.js";

const PREVIEW_ROWS = 12;
const MOST_DECIMALS = 3;

/** The heading of a column with its unit. */
export function columnHeading(column) { return column.unit ? `${column.label} (${column.unit})` : column.label; }

/** How many decimals each column needs, so that its numbers stand under each other. */
export function columnDecimals(rows, count) {
  const decimals = (cell) => (typeof cell === "number" ? (formatNumber(cell).split(".")[1] || "").length : 0);
  return Array.from({ length: count }, (none, i) => Math.min(MOST_DECIMALS, Math.max(0, ...rows.map((row) => decimals(row[i])))));
}

/** A cell for reading. */
export function cellText(cell, decimals, say) {
  if (cell === null || cell === undefined) return say("table_none");
  return typeof cell === "number" ? formatNumber(cell, decimals) : String(cell);
}

function headCell(column, place, sorted, say, onSort) {
  const now = sorted && sorted.column === place ? (sorted.down ? "descending" : "ascending") : null;
  // A first press shows what people look for first: the largest numbers, the texts from A.
  const down = now ? now === "ascending" : column.kind === "number";
  return h("th", { scope: "col", class: `cq-cell--${column.kind}`, "aria-sort": now },
    h("button", { type: "button", class: "cq-sort", dataset: { column: String(place) }, title: say("table_sort", { column: column.label }),
      onclick: () => onSort(place, down) }, h("span", {}, columnHeading(column)),
    h("span", { class: "cq-sort-mark" }, now ? icon(now === "ascending" ? "up" : "down") : null)));
}

/** The view: {element, read, show}. */
export function pickTable(desc, state) {
  const { say } = state;
  const { columns } = desc;
  const decimals = columnDecimals(desc.rows, columns.length);
  let base = desc.rows;
  let steps = [];
  const error = makeError();
  const stepList = h("ol", { class: "cq-step-list" });
  const noSteps = h("p", { class: "cq-hint" });
  const shown = h("div", { class: "cq-table-scroll", tabindex: "0", role: "region" });
  const size = h("p", { class: "cq-hint" });
  const quiet = (id, onclick) => h("button", { type: "button", class: "cq-button cq-button--quiet", onclick }, say(id));
  const undo = quiet("table_undo", () => change(steps.slice(0, -1)));
  const restart = quiet("table_restart", () => { base = desc.rows; change([]); });

  const current = () => applySteps(base, steps);
  function distinct(place) {
    const texts = desc.rows.map((row) => row[place]).filter((cell) => cell !== null && cell !== "");
    return [...new Set(texts.map(String))].sort((one, other) => one.localeCompare(other));
  }
  function draw() {
    const rows = current();
    const sorted = [...steps].reverse().find((step) => step.do === "sort");
    fill(stepList, steps.map((step) => h("li", {}, stepInWords(step, columns, say))));
    noSteps.hidden = steps.length > 0;
    fill(noSteps, say(base === desc.rows ? "table_no_steps" : "table_from_record"));
    fill(shown, h("table", { class: "cq-table" },
      h("thead", {}, h("tr", {}, columns.map((column, i) => headCell(column, i, sorted, say, sort)))),
      h("tbody", {}, rows.slice(0, PREVIEW_ROWS).map((row) => h("tr", {},
        row.map((cell, i) => h("td", { class: `cq-cell--${columns[i].kind}` }, cellText(cell, decimals[i], say))))))));
    const words = { rows: rows.length, shown: Math.min(PREVIEW_ROWS, rows.length) };
    fill(size, say(rows.length === 0 ? "table_empty" : rows.length > PREVIEW_ROWS ? "table_size_more" : "table_size", words));
    shown.setAttribute("aria-label", say("table_size", words));
  }
  function change(next) {
    steps = next;
    error.clear();
    draw();
    const last = steps.length ? stepInWords(steps[steps.length - 1], columns, say) : noSteps.textContent;
    state.announce(`${last}. ${size.textContent}`);
    state.changed();
  }
  const add = (step) => change([...steps, step]);
  function sort(place, down) {
    const rest = steps.length && steps[steps.length - 1].do === "sort" ? steps.slice(0, -1) : steps;
    change([...rest, { do: "sort", column: place, down }]);
    shown.querySelector(`[data-column="${place}"]`).focus(); // drawing again has replaced the pressed button
  }
  draw();
  return {
    element: h("div", { class: "cq-table-question" }, desc.task ? h("p", { class: "cq-task" }, desc.task) : null,
      h("p", { class: "cq-hint" }, say("table_how")),
      h("div", { class: "cq-step-groups" }, filterGroup({ columns, distinct, say, add, refuse: error.show }), firstGroup({ say, add, refuse: error.show })),
      error.element,
      h("div", { class: "cq-steps" }, h("p", { class: "cq-label" }, say("table_steps")), noSteps, stepList,
        h("div", { class: "cq-actions" }, undo, restart)), shown, size),
    read() {
      const value = { columns: columns.map((column) => column.id), rows: current() };
      return { value, raw: value, problem: value.rows.length ? "" : say("table_empty"), field: undo };
    },
    show(value) {
      base = value ? value.rows : desc.rows;
      steps = [];
      draw();
    },
  };
}
