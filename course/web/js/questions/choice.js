// T1: choose one answer, or all that apply.

import { h, uid } from "../dom.js";
import { verdict } from "../feedback.js";
import { registerQuestion } from "../registry.js";
import { markChoice } from "../score.js";

function choiceView(desc, state) {
  const name = uid("choice");
  const inputs = desc.options.map((option) => h("input", { type: desc.multiple ? "checkbox" : "radio", name, value: option.id }));
  const rows = desc.options.map((option, i) => h("label", { class: "cq-option" }, inputs[i], h("span", {}, option.text)));
  const hint = desc.multiple ? h("p", { class: "cq-hint" }, state.say("choose_all")) : null;
  return {
    element: h("div", { class: "cq-options" }, hint, rows),
    read() {
      const ticked = inputs.filter((input) => input.checked).map((input) => input.value);
      const value = desc.multiple ? ticked : ticked[0] || null;
      return { value, raw: value, problem: ticked.length ? "" : state.say("choose_first"), field: inputs[0] };
    },
    show(value) {
      const chosen = [].concat(value === null ? [] : value);
      inputs.forEach((input) => { input.checked = chosen.includes(input.value); });
    },
  };
}

registerQuestion("choice", {
  view: choiceView,
  practise: (desc, value) => verdict(desc, markChoice(value, desc.practice), [].concat(value)),
  example: (desc) => desc.practice.key,
  describe(desc, value) {
    return desc.options.filter((option) => [].concat(value).includes(option.id)).map((option) => option.text);
  },
});
