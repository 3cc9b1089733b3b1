// The controls that add a step to a table: keep rows that fit, keep the first rows.

import { fill, h, uid } from "./dom.js";
import { parseNumber } from "./numbers.js";

const TEXT_CONDITIONS = ["is", "contains"];
const NUMBER_CONDITIONS = ["least", "most", "is"];
const CONDITION_WORDS = { is: "table_is", contains: "table_contains", least: "table_at_least", most: "table_at_most" };
const LISTED_VALUES = 40;

/** What a step does, in words. */
export function stepInWords(step, columns, say) {
  const column = step.column === undefined ? "" : columns[step.column].label;
  if (step.do === "sort") return say(step.down ? "table_sorted_down" : "table_sorted_up", { column });
  if (step.do === "first") return say("table_kept_first", { count: step.count });
  return say("table_kept_rows", { column, condition: say(CONDITION_WORDS[step.condition]), value: step.shown });
}

function labelled(text, control) {
  const id = uid("step");
  control.id = id;
  return h("div", { class: "cq-step-field" }, h("label", { for: id }, text), control);
}

/** Enter in a control means "apply this step", not "record the answer". */
function stepGroup(title, fields, apply, say) {
  const button = h("button", { type: "button", class: "cq-button", onclick: apply }, say("table_apply"));
  return h("fieldset", { class: "cq-step-group", onkeydown: (event) => {
    if (event.key !== "Enter" || event.target.tagName === "BUTTON") return;
    event.preventDefault();
    apply();
  } }, h("legend", {}, title), h("div", { class: "cq-step-fields" }, fields, button));
}

/** Keep the rows where a column fits. `distinct(place)` lists the texts of a column. */
export function filterGroup({ columns, distinct, say, add, refuse }) {
  const column = h("select", { class: "cq-select" }, columns.map((one, i) => h("option", { value: String(i) }, one.label)));
  const condition = h("select", { class: "cq-select" });
  const known = h("datalist", { id: uid("values") });
  const typed = h("input", { class: "cq-input", type: "text", autocomplete: "off", list: known.id });
  const isNumber = () => columns[Number(column.value)].kind === "number";
  function refresh() {
    const conditions = isNumber() ? NUMBER_CONDITIONS : TEXT_CONDITIONS;
    fill(condition, conditions.map((one) => h("option", { value: one }, say(CONDITION_WORDS[one]))));
    const values = isNumber() ? [] : distinct(Number(column.value));
    fill(known, values.length <= LISTED_VALUES ? values.map((one) => h("option", { value: one })) : []);
    typed.value = "";
  }
  column.addEventListener("change", refresh);
  refresh();
  function apply() {
    const text = typed.value.trim();
    const number = parseNumber(text);
    if (text === "") return refuse(say("table_need_value"), typed);
    if (isNumber() && number === null) return refuse(say("number_not_read"), typed);
    add({ do: "filter", column: Number(column.value), condition: condition.value, value: isNumber() ? number : text, shown: text });
    typed.value = "";
    return typed.focus();
  }
  return stepGroup(say("table_filter"), [labelled(say("table_where"), column), labelled(say("table_condition"), condition),
    labelled(say("table_value"), typed), known], apply, say);
}

/** Keep the first rows. */
export function firstGroup({ say, add, refuse }) {
  const count = h("input", { class: "cq-input cq-input--short", type: "text", inputmode: "numeric", autocomplete: "off", value: "10" });
  function apply() {
    const number = parseNumber(count.value);
    if (number === null || number < 1 || !Number.isInteger(number)) return refuse(say("table_need_number"), count);
    return add({ do: "first", count: number });
  }
  return stepGroup(say("table_top"), [labelled(say("table_how_many"), count)], apply, say);
}
