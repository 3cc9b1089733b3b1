// A list of rows in a form: each row is a small card; rows are added, removed and moved with buttons.

import { makeControl } from "./document_fields.js";
import { fill, h, uid } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN_AT_START = 3;

const isEmptyRow = (row) => Object.values(row).every((cell) => cell === null || cell === "" || (Array.isArray(cell) && !cell.length));

/** The control of a list; the same shape as the other controls. `form.noted()` is called after each step. */
export function makeRows(field, say, form) {
  const name = field.row || say("document_row");
  const list = h("ol", { class: "cd-rows" });
  const titleId = uid("rows");
  const addButton = h("button", { type: "button", class: "cq-button", onclick: () => add() }, say("document_add", { row: name }));
  const limit = h("p", { class: "cq-hint" });
  let rows = [];

  function makeRow(values) {
    const id = uid("row");
    const controls = Object.fromEntries(field.columns.map((column) => [column.id, makeControl(column, say, form)]));
    Object.entries(controls).forEach(([column, control]) => control.show((values || {})[column]));
    const title = h("span", { class: "cd-row-name", id });
    const row = { controls, title };
    const tool = (label, picture, onclick, extra) => {
      const labelId = uid("do");
      return h("button", { type: "button", class: ["cq-move", extra], "aria-labelledby": `${labelId} ${id}`, onclick },
        icon(picture), h("span", { class: "cq-unseen", id: labelId }, label));
    };
    row.up = tool(say("order_up"), "up", () => move(row, -1, row.up));
    row.down = tool(say("order_down"), "down", () => move(row, 1, row.down));
    row.gone = tool(say("document_remove"), "bad", () => remove(row));
    row.element = h("li", { class: "cd-row" }, h("div", { role: "group", "aria-labelledby": id },
      h("div", { class: "cd-row-head" }, title, h("span", { class: "cq-moves" }, row.up, row.down, row.gone)),
      h("div", { class: "cd-cells" }, Object.values(controls).map((control) => control.element))));
    return row;
  }
  function draw() {
    fill(list, rows.map((row) => row.element));
    rows.forEach((row, i) => {
      fill(row.title, say("document_row_n", { row: name, n: i + 1 }));
      row.up.setAttribute("aria-disabled", String(i === 0));
      row.down.setAttribute("aria-disabled", String(i === rows.length - 1));
    });
    const full = rows.length >= field.max_rows;
    addButton.setAttribute("aria-disabled", String(full));
    addButton.classList.toggle("cd-full", full);
    fill(limit, full ? say("document_full", { most: field.max_rows })
      : field.min_rows > 1 ? say("document_rows_asked", { least: field.min_rows }) : "");
  }
  function add() {
    if (rows.length >= field.max_rows) { form.announce(say("document_full", { most: field.max_rows })); return; }
    const row = makeRow(null);
    rows = [...rows, row];
    draw();
    row.controls[field.columns[0].id].first.focus();
    form.announce(say("document_added", { row: name, n: rows.length }));
    form.noted();
  }
  function remove(row) {
    const place = rows.indexOf(row);
    rows = rows.filter((one) => one !== row);
    draw();
    (rows.length ? rows[Math.min(place, rows.length - 1)].gone : addButton).focus();
    form.announce(say("document_removed", { row: name, n: place + 1 }));
    form.noted();
  }
  function move(row, step, button) {
    const from = rows.indexOf(row);
    const to = from + step;
    if (to < 0 || to >= rows.length) return;
    const next = [...rows];
    [next[from], next[to]] = [next[to], next[from]];
    rows = next;
    draw();
    button.focus();
    form.announce(say("order_moved", { item: name, place: to + 1, count: rows.length }));
    form.noted();
  }
  function show(values) {
    const given = Array.isArray(values) ? values : [];
    const blank = given.length ? 0 : Math.min(Math.max(1, field.min_rows), SHOWN_AT_START);
    rows = [...given.map(makeRow), ...Array.from({ length: blank }, () => makeRow(null))];
    draw();
  }
  show(null);
  return {
    element: h("div", { class: "cd-field cd-field--wide", role: "group", "aria-labelledby": titleId },
      h("p", { class: "cd-label", id: titleId }, field.label, field.required ? h("span", { class: "cd-needed" }, ` ${say("document_needed")}`) : null),
      field.help ? h("p", { class: "cq-hint" }, field.help) : null, list, h("div", { class: "cd-add" }, addButton, limit)),
    first: addButton,
    raw: () => rows.map((row) => Object.fromEntries(Object.entries(row.controls).map(([id, control]) => [id, control.raw()]))),
    read() {
      const read = rows.map((row) => Object.entries(row.controls).map(([id, control]) => [id, control.read()]));
      const bad = read.flat().map(([, one]) => one).find((one) => one.problem);
      const values = read.map((row) => Object.fromEntries(row.filter(([, one]) => one.value !== null).map(([id, one]) => [id, one.value])));
      const kept = values.filter((row) => !isEmptyRow(row));
      return { value: kept.length ? kept : null, ...(bad ? { problem: bad.problem, node: bad.node } : {}) };
    },
    show,
    /** The texts of a column, for suggestions elsewhere in the form. */
    column: (id) => rows.map((row) => (row.controls[id].read().value ?? "")).filter((text) => text !== "").map(String),
  };
}
