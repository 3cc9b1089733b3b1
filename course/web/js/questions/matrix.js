// T5: one pick for each row and column; a column may have options of its own. On a narrow screen each row becomes a card (see question.css); the roles are
// written out because a table that is laid out as blocks loses its own.

import { h, uid } from "../dom.js";
import { verdict } from "../feedback.js";
import { makePick } from "../pick.js";
import { registerQuestion } from "../registry.js";
import { markMatrix } from "../score.js";

const MATRIX_MOST_PILLS = 6; // in one row, when columns have options of their own: more would not fit beside the row's text

function matrixView(desc, state) {
  const lists = !desc.options && desc.columns.reduce((sum, column) => sum + column.options.length, 0) > MATRIX_MOST_PILLS;
  const columnIds = desc.columns.map(() => uid("column"));
  const cells = [];
  const rows = desc.rows.map((row) => {
    const rowId = uid("row");
    const note = row.note ? h("details", { class: "cq-row-note" }, h("summary", {}, state.say("row_note")), h("p", {}, row.note)) : null;
    return h("tr", { role: "row" }, h("th", { scope: "row", role: "rowheader" }, h("span", { id: rowId }, row.text), note),
      desc.columns.map((column, i) => {
        const pick = makePick(column.options || desc.options, `${rowId} ${columnIds[i]}`, state.say("choose_one"), lists);
        cells.push({ row: row.id, column: column.id, pick });
        return h("td", { role: "cell" }, h("span", { class: "cq-cell-name", "aria-hidden": "true" }, column.text), pick.element);
      }));
  });
  const head = h("tr", { role: "row" }, h("td", { role: "cell" }),
    desc.columns.map((column, i) => h("th", { scope: "col", role: "columnheader", id: columnIds[i] }, column.text)));
  return {
    element: h("table", { class: "cq-matrix", role: "table" }, h("thead", { role: "rowgroup" }, head),
      h("tbody", { role: "rowgroup" }, rows)),
    read() {
      const value = {};
      cells.forEach(({ row, column, pick }) => {
        if (pick.read()) value[row] = { ...value[row], [column]: pick.read() };
      });
      return { value, raw: value, problem: Object.keys(value).length ? "" : state.say("match_first"), field: cells[0].pick.first };
    },
    show(value) {
      cells.forEach(({ row, column, pick }) => pick.show((((value || {})[row]) || {})[column] || ""));
    },
  };
}

registerQuestion("matrix", {
  view: matrixView,
  practise: (desc, value) => verdict(desc, markMatrix(value, desc.practice)),
  example: (desc) => Object.fromEntries(Object.entries(desc.practice.key).map(([row, line]) => (
    [row, Object.fromEntries(Object.entries(line).map(([column, pick]) => [column, [].concat(pick)[0]]))]))),
  describe(desc, value, words) {
    const option = (column, id) => (column.options || desc.options).find((one) => one.id === id)?.text ?? id;
    return desc.rows.filter((row) => value[row.id]).map((row) => {
      const picks = desc.columns.filter((column) => value[row.id][column.id])
        .map((column) => words("pair", { left: column.text, right: option(column, value[row.id][column.id]) }));
      return words("row_of_pairs", { row: row.text, pairs: picks.join("; ") });
    });
  },
});
