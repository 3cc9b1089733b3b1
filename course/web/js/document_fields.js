// The controls of a form: one native control per field, each with a visible label and its help.

import { fill, h, uid } from "./dom.js";
import { parseNumber } from "./numbers.js";
import { fitsInRow, makePick } from "./pick.js";
import { countText, countWords } from "./words.js";

const LONGEST_LINE = 300;
const LONGEST_TEXT = 6000;

const isBlank = (value) => value === null || value === undefined || value === "";

function fieldLabel(field, say, props) {
  return h("label", { class: "cd-label", ...props }, field.label,
    field.unit ? h("span", { class: "cd-unit" }, ` (${field.unit})`) : null,
    field.required ? h("span", { class: "cd-needed" }, ` ${say("document_needed")}`) : null);
}

// Below short controls, so that those of one row stand on one line; above long ones, where one reads before one writes.
const helpLine = (field, id) => (field.help ? h("p", { class: "cq-hint", id: `${id}-help` }, field.help) : null);

/** A text box, with a count of words where the field has limits and with suggestions from a list of the same form. */
function textControl(field, say, form) {
  const id = uid("field");
  const long = field.kind === "long_text";
  const counted = Boolean(field.min_words || field.max_words);
  const known = field.suggest ? h("datalist", { id: `${id}-known` }) : null;
  const about = [field.help ? `${id}-help` : "", counted ? `${id}-count` : ""].filter(Boolean).join(" ") || null;
  const box = h(long ? "textarea" : "input", { id, class: ["cq-input", long ? "cq-textarea" : "cd-line"], type: long ? null : "text",
    rows: long ? (field.max_words > 80 ? "6" : "3") : null, maxlength: long ? LONGEST_TEXT : LONGEST_LINE, autocomplete: "off",
    list: known ? known.id : null, "aria-describedby": about });
  const counter = counted ? h("p", { class: "cq-hint cq-count", id: `${id}-count` }) : null;
  function count() {
    if (!counted) return;
    const words = countWords(box.value);
    const over = Boolean(field.max_words) && words > field.max_words;
    fill(counter, countText(field, words, say), over ? h("strong", {}, ` ${say("text_too_long")}`) : null);
    counter.classList.toggle("cq-count--over", over);
  }
  box.addEventListener("input", count);
  if (known) box.addEventListener("focus", () => fill(known, form.suggestions(field.suggest).map((text) => h("option", { value: text }))));
  count();
  return {
    element: h("div", { class: ["cd-field", long ? "cd-field--wide" : null] }, fieldLabel(field, say, { for: id }),
      long ? helpLine(field, id) : null, box, known, counter, long ? null : helpLine(field, id)),
    first: box,
    raw: () => box.value,
    read: () => ({ value: (long ? box.value.trim() : box.value.split(/\s+/u).join(" ").trim()) || null }),
    show(value) { box.value = isBlank(value) ? "" : String(value); count(); },
  };
}

function numberControl(field, say) {
  const id = uid("field");
  const box = h("input", { id, class: "cq-input cd-number", type: "text", inputmode: "decimal", autocomplete: "off",
    "aria-describedby": field.help ? `${id}-help` : null });
  function read() {
    const text = box.value.trim();
    if (!text) return { value: null };
    const number = parseNumber(text, field.low ?? null, field.high ?? null);
    if (number === null) return { value: null, problem: `${field.label}: ${say("number_not_read")}`, node: box };
    if ((field.low ?? -Infinity) > number || (field.high ?? Infinity) < number) {
      const id_ = field.low === undefined ? "document_at_most" : field.high === undefined ? "document_at_least" : "document_from_to";
      return { value: number, problem: say(id_, { label: field.label, low: field.low, high: field.high }), node: box };
    }
    return { value: number };
  }
  return {
    element: h("div", { class: "cd-field" }, fieldLabel(field, say, { for: id }), box, helpLine(field, id)),
    first: box,
    raw: () => box.value,
    read,
    show(value) { box.value = isBlank(value) ? "" : String(value); },
  };
}

function dateControl(field, say) {
  const id = uid("field");
  const box = h("input", { id, class: "cq-input cd-date", type: "date", max: "9999-12-31", "aria-describedby": field.help ? `${id}-help` : null });
  return {
    element: h("div", { class: "cd-field" }, fieldLabel(field, say, { for: id }), box, helpLine(field, id)),
    first: box,
    raw: () => box.value,
    // Half a date reads as an empty one; only the browser knows that something was typed.
    read: () => (box.validity && box.validity.badInput
      ? { value: null, problem: say("document_date", { label: field.label }), node: box } : { value: box.value || null }),
    show(value) { box.value = isBlank(value) ? "" : String(value); },
  };
}

function choiceControl(field, say) {
  const id = uid("field");
  const row = fitsInRow(field.options);
  const pick = makePick(field.options, `${id}-label`, say("choose_one"));
  if (!row) pick.first.id = id;
  if (field.help) pick.element.setAttribute("aria-describedby", `${id}-help`);
  const undo = row ? h("button", { type: "button", class: "cq-button cq-button--quiet cd-unpick", onclick: () => {
    pick.show("");
    pick.first.dispatchEvent(new Event("change", { bubbles: true }));
    pick.first.focus();
  } }, say("document_unpick")) : null;
  const label = row ? h("p", { class: "cd-label", id: `${id}-label` }, field.label,
    field.required ? h("span", { class: "cd-needed" }, ` ${say("document_needed")}`) : null)
    : fieldLabel(field, say, { for: id, id: `${id}-label` });
  if (undo) undo.setAttribute("aria-label", `${say("document_unpick")}: ${field.label}`);
  const refresh = () => { if (undo) undo.hidden = !pick.read(); };
  pick.element.addEventListener("change", refresh);
  refresh();
  return {
    element: h("div", { class: "cd-field" }, label, pick.element, undo, helpLine(field, id)),
    first: pick.first,
    raw: () => pick.read(),
    read: () => ({ value: pick.read() || null }),
    show(value) { pick.show(isBlank(value) ? "" : value); refresh(); },
  };
}

function multiControl(field, say) {
  const help = uid("field");
  const boxes = field.options.map((option) => h("input", { type: "checkbox", value: option.id }));
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  return {
    element: h("fieldset", { class: "cd-field cd-field--wide", "aria-describedby": field.help ? help : null },
      h("legend", { class: "cd-label" }, field.label, field.required ? h("span", { class: "cd-needed" }, ` ${say("document_needed")}`) : null),
      field.help ? h("p", { class: "cq-hint", id: help }, field.help) : null,
      h("div", { class: "cd-ticks" }, field.options.map((option, i) => h("label", { class: "cq-need" }, boxes[i], h("span", {}, option.text))))),
    first: boxes[0],
    raw: chosen,
    read: () => ({ value: chosen().length ? chosen() : null }),
    show(value) { boxes.forEach((box) => { box.checked = (value || []).includes(box.value); }); },
  };
}

const CONTROLS = { text: textControl, long_text: textControl, number: numberControl, date: dateControl, choice: choiceControl, multi: multiControl };

/**
 * The control of a field that is no list: {element, first, raw() -> what stands there, read() -> {value, problem, node}, show(value or raw)}.
 *
 * `form.suggestions("list.column")` gives the texts of a column of another list.
 */
export function makeControl(field, say, form) { return CONTROLS[field.kind](field, say, form); }
