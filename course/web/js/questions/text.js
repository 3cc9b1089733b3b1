// T11: a short text, read by a trainer. The word count and the list of needs help; they judge nothing.

import { fill, h, uid } from "../dom.js";
import { verdict } from "../feedback.js";
import { registerQuestion } from "../registry.js";
import { countText, countWords, markText } from "../words.js";

function textView(desc, state) {
  const id = uid("text");
  const area = h("textarea", { class: "cq-input cq-textarea", id, rows: desc.max_words > 120 ? "10" : "5", "aria-describedby": `${id}-count` });
  const counter = h("p", { class: "cq-hint cq-count", dir: "auto", id: `${id}-count` });
  function count() {
    const words = countWords(area.value);
    const over = Boolean(desc.max_words) && words > desc.max_words;
    fill(counter, countText(desc, words, state.say), over ? h("strong", {}, ` ${state.say("text_too_long")}`) : null);
    counter.classList.toggle("cq-count--over", over);
  }
  area.addEventListener("input", count);
  count();
  const needs = desc.needs && desc.needs.length ? h("fieldset", { class: "cq-needs" },
    h("legend", { dir: "auto" }, state.say("text_check_yourself")),
    desc.needs.map((need) => h("label", { class: "cq-need" },
      // A reminder, not part of the answer: its ticks do not make the form differ from the record.
      h("input", { type: "checkbox" }), h("span", {}, need.text)))) : null;
  return {
    element: h("div", { class: "cq-field" }, h("label", { class: "cq-label", for: id }, state.say("text_label")), area, counter, needs),
    read() {
      const value = area.value.trim();
      return { value, raw: value, problem: value ? "" : state.say("text_first"), field: area };
    },
    show(value) {
      area.value = value || "";
      count();
    },
  };
}

registerQuestion("text", {
  view: textView,
  practise: (desc, value) => verdict(desc, markText(value, desc.practice)),
  example: (desc) => desc.practice.key,
  describe: (desc, value) => [value],
});
