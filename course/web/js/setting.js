// A number to set: a slider for the hand, a field for typing.

import { fill, h, uid } from "./dom.js";
import { formatNumber, parseNumber, withUnit } from "./numbers.js";

/** How many decimals the step of an input asks for. */
function decimalsOf(step) {
  const text = String(step);
  return text.includes("e-") ? Number(text.split("e-")[1]) : (text.split(".")[1] || "").length;
}

/**
 * A slider and a number field that always say the same. `input` is {id, label, min, max, step, start, unit, help}.
 *
 * Returns {id, start, read() -> number, set(number), bad() -> the field that holds no good number, or null, element}.
 */
export function makeSetting(input, state, onSet) {
  const id = uid("setting");
  const digits = decimalsOf(input.step);
  let value = input.start;
  const range = { low: formatNumber(input.min), high: withUnit(formatNumber(input.max), input.unit) };
  const slider = h("input", { type: "range", class: "cq-slider", min: input.min, max: input.max, step: input.step,
    "aria-labelledby": `${id}-name`, "aria-describedby": `${id}-help` });
  const field = h("input", { type: "text", inputmode: "decimal", autocomplete: "off", class: "cq-input cq-setting-value",
    "aria-labelledby": `${id}-name`, "aria-describedby": `${id}-help ${id}-bad` });
  const bad = h("p", { class: "cq-setting-bad", id: `${id}-bad`, hidden: true });
  function tell() {
    slider.value = String(value);
    slider.setAttribute("aria-valuetext", withUnit(formatNumber(value, digits), input.unit));
    slider.style.setProperty("--cq-filled", `${(100 * (value - input.min)) / (input.max - input.min || 1)}%`);
  }
  function complain(on) {
    bad.hidden = !on;
    fill(bad, on ? state.say("setting_bad", { label: input.label, ...range }) : "");
    if (on) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  function set(next) {
    value = next;
    complain(false);
    tell();
    field.value = formatNumber(value, Math.max(digits, 0));
  }
  slider.addEventListener("input", () => { set(Number(slider.value)); onSet(); });
  field.addEventListener("input", () => {
    const typed = parseNumber(field.value);
    const good = typed !== null && typed >= input.min && typed <= input.max;
    complain(!good);
    if (good) {
      value = typed;
      tell();
      onSet();
    }
  });
  field.addEventListener("blur", () => { if (!bad.hidden) set(value); });
  set(value);
  return { id: input.id, start: input.start, read: () => value, set, bad: () => (bad.hidden ? null : field),
    element: h("div", { class: "cq-setting" },
      h("p", { class: "cq-label", id: `${id}-name` }, input.label),
      h("div", { class: "cq-setting-controls" }, slider,
        h("div", { class: "cq-with-unit" }, field, input.unit ? h("span", { class: "cq-unit" }, input.unit) : null)),
      h("p", { class: "cq-hint", id: `${id}-help` }, input.help ? `${input.help} ` : "", h("span", { class: "cq-range" }, state.say("from_to", range))), bad) };
}
