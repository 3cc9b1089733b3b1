// T2: one number, typed as the trainee's country writes it.

import { fill, h, uid } from "../dom.js";
import { verdict } from "../feedback.js";
import { formatNumber, parseNumber, withoutUnit, withUnit } from "../numbers.js";
import { registerQuestion } from "../registry.js";
import { markNumber, shownNumber } from "../score.js";

function numberView(desc, state) {
  const id = uid("number");
  const input = h("input", { class: "cq-input cq-input--number", id, type: "text", inputmode: "decimal", autocomplete: "off",
    spellcheck: "false", "aria-describedby": `${id}-read` });
  const understood = h("p", { class: "cq-hint cq-understood", id: `${id}-read`, "aria-live": "polite" });
  function explain() {
    const text = input.value.trim();
    const read = text === "" ? null : parseNumber(withoutUnit(text, desc.unit), desc.low, desc.high);
    if (text === "") fill(understood, state.say("number_how"));
    else if (read === null) fill(understood, state.say("number_not_yet"));
    else fill(understood, state.say("number_read_as", { number: withUnit(formatNumber(read), desc.unit) }));
    understood.classList.toggle("cq-understood--no", text !== "" && read === null);
  }
  input.addEventListener("input", explain);
  explain();
  return {
    element: h("div", { class: "cq-field" }, h("label", { class: "cq-label", for: id }, state.say("number_label")),
      h("div", { class: "cq-with-unit" }, input, desc.unit ? h("span", { class: "cq-unit" }, desc.unit) : null), understood),
    read() {
      const text = input.value.trim();
      const value = text === "" ? null : parseNumber(withoutUnit(text, desc.unit), desc.low, desc.high);
      const problem = text === "" ? state.say("number_first") : value === null ? state.say("number_not_read") : "";
      return { value, raw: text, problem, field: input };
    },
    show(value) {
      input.value = value === null ? "" : formatNumber(value);
      explain();
    },
  };
}

registerQuestion("number", {
  view: numberView,
  practise: (desc, value) => verdict(desc, markNumber(value, desc.practice)),
  example: (desc) => shownNumber(desc.practice),
  describe: (desc, value) => [withUnit(formatNumber(value), desc.unit)],
});
