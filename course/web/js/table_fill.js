// Filling in the empty columns of a table.

import { h } from "./dom.js";
import { formatNumber, parseNumber } from "./numbers.js";
import { cellText, columnDecimals, columnHeading } from "./table_pick.js";

/** One point or comma before exactly three digits. */
export const ONE_GROUP = /^([1-9][0-9]{0,2})[.,]([0-9]{3})$/u;

const isEmpty = (cell) => cell === null || cell === undefined || cell === "";

/** Places of the columns that hold nothing yet: these are filled in. */
export function columnsToFill(desc) {
  return desc.columns.map((column, i) => i).filter((i) => desc.rows.every((row) => isEmpty(row[i])));
}

/** The view: {element, read, show}. */
export function fillTable(desc, state) {
  const { say } = state;
  const toFill = columnsToFill(desc);
  const decimals = columnDecimals(desc.rows, desc.columns.length);
  const rowName = (row) => row.find((cell, i) => !toFill.includes(i) && !isEmpty(cell)) || "";
  const inputs = desc.rows.map((row, r) => desc.columns.map((column, i) => (toFill.includes(i)
    ? h("input", { class: "cq-input cq-cell-input", type: "text", autocomplete: "off", inputmode: column.kind === "number" ? "decimal" : "text",
      "aria-label": say("pair", { left: rowName(row) || String(r + 1), right: columnHeading(column) }) }) : null)));
  const body = desc.rows.map((row, r) => h("tr", {}, row.map((cell, i) => (inputs[r][i]
    ? h("td", { class: `cq-cell--${desc.columns[i].kind}` }, inputs[r][i]) : h("td", { class: `cq-cell--${desc.columns[i].kind}` }, cellText(cell, decimals[i], say))))));
  const head = desc.columns.map((column) => h("th", { scope: "col", class: `cq-cell--${column.kind}` }, columnHeading(column)));
  function readCell(r, i) {
    const input = inputs[r][i];
    if (!input) return { cell: desc.rows[r][i] };
    const text = input.value.trim();
    if (text === "") return { cell: null };
    if (desc.columns[i].kind !== "number") return { cell: text };
    const number = parseNumber(desc.columns[i].thousands ? text.replace(ONE_GROUP, "$1$2") : text);
    return number === null ? { cell: text, bad: input } : { cell: number };
  }
  return {
    element: h("div", { class: "cq-table-question" }, desc.task ? h("p", { class: "cq-task" }, desc.task) : null,
      h("div", { class: "cq-table-scroll", tabindex: "0", role: "region", "aria-label": desc.task || say("your_answer") },
        h("table", { class: "cq-table" }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, body)))),
    read() {
      const cells = desc.rows.map((row, r) => row.map((cell, i) => readCell(r, i)));
      const bad = (cells.flat().find((one) => one.bad) || {}).bad;
      const value = { columns: desc.columns.map((column) => column.id), rows: cells.map((row) => row.map((one) => one.cell)) };
      const blank = inputs.flat().every((input) => !input || input.value.trim() === "");
      return { value, raw: value, problem: bad ? say("number_not_read") : blank ? say("table_fill_first") : "", field: bad || inputs.flat().find(Boolean) };
    },
    show(value) { // a worked answer holds only the columns that count
      const places = desc.columns.map((column) => (value ? value.columns.indexOf(column.id) : -1));
      inputs.forEach((row, r) => row.forEach((input, i) => {
        if (!input) return;
        const cell = value && value.rows[r] ? value.rows[r][places[i]] : null;
        input.value = isEmpty(cell) ? "" : typeof cell === "number" ? formatNumber(cell) : String(cell);
      }));
    },
  };
}
