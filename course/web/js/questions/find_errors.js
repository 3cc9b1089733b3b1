// T6: find the sentences that are wrong and, where a list of corrections is given, say what would be right.

import { h, uid } from "../dom.js";
import { verdict } from "../feedback.js";
import { icon } from "../icons.js";
import { registerQuestion } from "../registry.js";
import { markErrors } from "../score.js";

function makeSentence(item, desc, state) {
  const textId = uid("sentence");
  const nameId = uid("wrong");
  const button = h("button", { type: "button", class: "cq-button cq-flag", "aria-pressed": "false", "aria-labelledby": `${nameId} ${textId}`,
    onclick: () => { set(button.getAttribute("aria-pressed") !== "true"); state.changed(); } },
  icon("flag"), h("span", { id: nameId }, desc.flag || state.say("error_here")));
  const fixName = uid("fix");
  const fix = desc.fixes ? h("select", { class: "cq-select", id: fixName }, h("option", { value: "" }, state.say("choose_fix")),
    desc.fixes.map((one) => h("option", { value: one.id }, one.text))) : null;
  const better = fix ? h("div", { class: "cq-fix", hidden: true }, h("label", { for: fixName }, state.say("better")), fix) : null;
  const element = h("li", { class: "cq-sentence" }, h("p", { class: "cq-sentence-text", id: textId }, item.text), button, better);
  function set(on) {
    button.setAttribute("aria-pressed", String(on));
    element.classList.toggle("cq-sentence--wrong", on);
    if (better) better.hidden = !on;
  }
  return {
    id: item.id,
    button,
    element,
    read() {
      if (button.getAttribute("aria-pressed") !== "true") return null;
      return fix && fix.value ? fix.value : true;
    },
    show(value) {
      set(Boolean(value));
      if (fix) fix.value = typeof value === "string" ? value : "";
    },
  };
}

registerQuestion("find_errors", {
  view(desc, state) {
    const sentences = desc.items.map((item) => makeSentence(item, desc, state));
    return {
      element: h("div", {}, h("p", { class: "cq-hint" }, desc.flag ? state.say("errors_how_flag", { flag: desc.flag }) : state.say("errors_how")),
        h("ol", { class: "cq-sentences" }, sentences.map((one) => one.element))),
      read() {
        const value = {};
        sentences.forEach((one) => { if (one.read()) value[one.id] = one.read(); });
        return { value, raw: value, problem: Object.keys(value).length ? "" : state.say("errors_first"), field: sentences[0].button };
      },
      show(value) { sentences.forEach((one) => one.show((value || {})[one.id])); },
    };
  },
  practise: (desc, value) => verdict(desc, markErrors(value, desc.practice), Object.keys(value)),
  example(desc) {
    const { key } = desc.practice;
    const pairs = Array.isArray(key) ? key.map((id) => [id, true]) : Object.entries(key);
    return Object.fromEntries(pairs.map(([id, fix]) => [id, [].concat(fix)[0]]));
  },
  describe(desc, value, words) {
    const fixes = Object.fromEntries((desc.fixes || []).map((one) => [one.id, one.text]));
    return desc.items.filter((item) => value[item.id]).map((item) => (
      fixes[value[item.id]] ? words("fix_of", { sentence: item.text, fix: fixes[value[item.id]] }) : item.text));
  },
});
