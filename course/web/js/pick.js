// One pick from a few: short options stand side by side as radio buttons, long or many ones go into a list.

import { h, uid } from "./dom.js";

const SIDE_BY_SIDE = 4;
const SHORT_TEXT = 18;

/** Can these options ({id, text}) stand side by side? */
export function fitsInRow(options) {
  return options.length <= SIDE_BY_SIDE && options.every((option) => option.text.length <= SHORT_TEXT);
}

/**
 * A control that picks one of `options`; `labelledBy` holds the ids of the texts that name it. `list` wants a list in any case.
 *
 * Returns {element, read() -> id or "", show(id or ""), first: the control to focus}.
 */
export function makePick(options, labelledBy, emptyText, list = false) {
  if (list || !fitsInRow(options)) {
    const select = h("select", { class: "cq-select", "aria-labelledby": labelledBy },
      h("option", { value: "" }, emptyText), options.map((option) => h("option", { value: option.id }, option.text)));
    return { element: select, first: select, read: () => select.value, show: (value) => { select.value = value; } };
  }
  const name = uid("pick");
  const inputs = options.map((option) => h("input", { type: "radio", name, value: option.id }));
  const element = h("div", { class: "cq-pills", role: "radiogroup", "aria-labelledby": labelledBy },
    options.map((option, i) => h("label", { class: "cq-pill" }, inputs[i], h("span", {}, option.text))));
  return {
    element,
    first: inputs[0],
    read() { const input = inputs.find((one) => one.checked); return input ? input.value : ""; },
    show(value) { inputs.forEach((input) => { input.checked = input.value === value; }); },
  };
}
