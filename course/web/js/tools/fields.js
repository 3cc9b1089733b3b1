// The controls of tools: each has a visible label, a unit, a sentence of help, and reports a plain value.

import { fill, h, uid } from "../dom.js";
import { icon } from "../icons.js";
import { formatNumber, parseNumber } from "../numbers.js";

/** A number with its unit, never broken over two lines. */
export function withUnitText(value, digits, unit) {
  const text = formatNumber(value, digits);
  return unit ? `${text}\u00a0${unit}` : text;
}

/** How many decimals a step needs: 0.05 → 2, 10 → 0. */
export function stepDigits(step) {
  const tail = String(step).split(".")[1];
  return tail ? tail.length : 0;
}

/**
 * A slider beside a box for typing the same number; with `spec.compact` the box alone, on one line with its label.
 *
 * spec: {id, label, unit, min, max, step, help, compact, format}. `say` gives the strings; `onInput(value, settled)` is called with
 * settled = false while a slider moves. Returns {element, set(value)}.
 */
export function sliderField(spec, value, say, onInput) {
  const id = uid("field");
  const digits = stepDigits(spec.step);
  const show = spec.format || ((number) => formatNumber(number)); // years want no thousands separator
  const slider = h("input", { type: "range", class: "ct-range", min: spec.min, max: spec.max, step: spec.step,
    "aria-labelledby": `${id}-label`, "aria-describedby": spec.help ? `${id}-help` : null });
  const box = h("input", { id, type: "text", class: "ct-number", inputmode: "decimal", autocomplete: "off",
    "aria-describedby": `${spec.help ? `${id}-help ` : ""}${id}-error` });
  const error = h("p", { class: "ct-error", id: `${id}-error` });
  let now = value;

  function paint() {
    slider.value = now;
    slider.setAttribute("aria-valuetext", spec.format ? show(now) : withUnitText(now, digits, spec.unit));
    slider.style.setProperty("--ct-part", `${(100 * (now - spec.min)) / (spec.max - spec.min)}%`);
    box.value = show(now);
  }
  function problem(text) {
    fill(error, text ? [icon("bad"), text] : "");
    if (text) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  }
  function take(number, settled) {
    problem("");
    now = number;
    paint();
    onInput(now, settled);
  }
  slider.addEventListener("input", () => take(Number(slider.value), false));
  slider.addEventListener("change", () => onInput(now, true));
  box.addEventListener("change", () => {
    const read = parseNumber(box.value);
    if (read === null) return problem(say("tool.field_number"));
    if (read < spec.min || read > spec.max) {
      return problem(say("tool.field_range", { low: show(spec.min), high: spec.unit ? `${show(spec.max)}\u00a0${spec.unit}` : show(spec.max) }));
    }
    return take(read, true);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // a form with one field would be sent
    box.dispatchEvent(new Event("change"));
  });
  paint();
  return {
    element: h("div", { class: ["ct-field", spec.compact ? "ct-field--compact" : null] },
      h("label", { class: "ct-label", for: id, id: `${id}-label` }, spec.label),
      h("div", { class: "ct-slide" }, spec.compact ? null : slider,
        h("span", { class: "ct-box" }, box, spec.unit ? h("span", { class: "ct-unit" }, spec.unit) : null)),
      spec.help ? h("p", { class: "ct-help", id: `${id}-help` }, spec.help) : null, error),
    set(number) { now = number; problem(""); paint(); },
  };
}

/** A drop-down list. spec: {label, help, options: [[value, text]]}. Returns {element, set(value), options(list)}. */
export function selectField(spec, value, onInput) {
  const id = uid("field");
  const list = h("select", { id, class: "ct-select", "aria-describedby": spec.help ? `${id}-help` : null,
    onchange: () => onInput(list.value) });
  function options(items) { fill(list, items.map(([key, words]) => h("option", { value: key }, words))); }
  options(spec.options);
  list.value = value;
  return {
    element: h("div", { class: "ct-field" }, h("label", { class: "ct-label", for: id }, spec.label), list,
      spec.help ? h("p", { class: "ct-help", id: `${id}-help` }, spec.help) : null),
    set(next) { list.value = next; },
    options,
    list,
  };
}

/** A tick box. Returns {element, set(on)}. */
export function checkField(label, on, onInput) {
  const box = h("input", { type: "checkbox", class: "ct-check", checked: on, onchange: () => onInput(box.checked) });
  return { element: h("label", { class: "ct-tick-row" }, box, h("span", {}, label)), set(next) { box.checked = next; }, box };
}

/** One choice of a few, as a row of radio buttons. spec: {label, options: [[value, text]]}. */
export function choiceField(spec, value, onInput) {
  const name = uid("choice");
  const boxes = spec.options.map(([key, words]) => {
    const box = h("input", { type: "radio", name, value: key, checked: key === value, onchange: () => onInput(key) });
    return { key, box, row: h("label", { class: "ct-segment" }, box, h("span", {}, words)) };
  });
  return {
    element: h("fieldset", { class: "ct-segments" }, h("legend", { class: "ct-label" }, spec.label),
      h("div", { class: "ct-segment-row" }, boxes.map((one) => one.row))),
    set(next) { boxes.forEach((one) => { one.box.checked = one.key === next; }); },
  };
}

/** A button. */
export function toolButton(label, onClick, kind = "plain") {
  return h("button", { type: "button", class: ["ct-button", `ct-button--${kind}`], onclick: onClick }, label);
}

/** Controls that belong together, under a heading. */
export function fieldGroup(title, ...fields) {
  return h("fieldset", { class: "ct-group" }, h("legend", { class: "ct-group-title" }, title), fields);
}
