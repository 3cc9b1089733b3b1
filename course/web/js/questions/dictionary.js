// T7 with words: tune a word list until it finds the texts that a person found.

import { fill, h } from "../dom.js";
import { verdict } from "../feedback.js";
import { formatNumber } from "../numbers.js";
import { registerQuestion } from "../registry.js";
import { LIST_FIELDS, codedRows, makeWordLists, scoreRows, textToOpen } from "../word_lists.js";

const RESULT_QUIET_MS = 700; // a screen reader hears the result once the hand rests

function shareWords(share, say) {
  return share === null ? say("wl_no_share") : formatNumber(share, 2);
}

function dictionaryView(desc, state) {
  const numbers = h("dl", {});
  const alarms = h("div", { class: "wl-group" });
  const misses = h("div", { class: "wl-group" });
  const live = h("div", { class: "cq-unseen", "aria-live": "polite" });
  let timer = null;
  const lists = makeWordLists(state.say, desc.start, () => { paint(); state.changed(); });

  function paint() {
    const coded = codedRows(desc.texts, lists.read());
    if (!coded) return;
    const score = scoreRows(coded);
    const rows = [[state.say("wl_precision"), shareWords(score.precision, state.say)], [state.say("wl_recall"), shareWords(score.recall, state.say)],
      [state.say("wl_found"), `${score.both + score.only_first} / ${coded.length}`]];
    fill(numbers, rows.map(([name, value]) => h("div", { class: "cq-result" }, h("dt", {}, name), h("dd", {}, value))));
    const wrong = coded.filter((row) => row.any && row.code !== 1);
    const missed = coded.filter((row) => !row.any && row.code === 1);
    fill(alarms, h("p", { class: "wl-group-name" }, state.say("wl_alarms", { count: wrong.length })), wrong.map((row) => textToOpen(row)));
    fill(misses, h("p", { class: "wl-group-name" }, state.say("wl_misses", { count: missed.length })), missed.map((row) => textToOpen(row)));
    clearTimeout(timer);
    timer = setTimeout(() => fill(live, rows.slice(0, 2).map(([name, value]) => `${name}: ${value}. `)), RESULT_QUIET_MS);
  }
  function show(value) {
    lists.set(value || desc.start);
    paint();
  }
  paint();
  clearTimeout(timer); // nothing to announce before the first change
  const reset = h("button", { type: "button", class: "cq-button cq-button--quiet", onclick: () => { show(null); state.changed(); } }, state.say("reset_settings"));
  return {
    element: h("div", { class: "cq-simulate" },
      desc.goal ? h("div", { class: "cq-goal" }, h("p", { class: "cq-goal-name" }, state.say("goal")), h("p", {}, desc.goal)) : null,
      h("div", { class: "cq-bench" },
        h("div", { class: "cq-settings" }, lists.element, reset),
        h("div", { class: "cq-results" }, h("p", { class: "cq-results-name" }, state.say("results")), numbers, alarms, misses)),
      live),
    read() {
      const value = lists.read();
      const bad = lists.problem();
      const empty = !value.migration.trim() && !value.displacement.trim();
      return { value, raw: value, problem: bad ? bad.text : empty ? state.say("wl_empty") : "", field: bad ? bad.field : undefined };
    },
    show,
  };
}

function markDictionary(desc, value) {
  const goals = desc.practice.goals || [];
  const coded = codedRows(desc.texts, value);
  if (!coded) return { fraction: 0 };
  const score = scoreRows(coded);
  const met = goals.filter(({ output, min = -Infinity, max = Infinity }) => score[output] !== null && score[output] >= min && score[output] <= max);
  return { fraction: goals.length ? met.length / goals.length : 1 };
}

registerQuestion("dictionary", {
  view: dictionaryView,
  practise: (desc, value) => verdict(desc, markDictionary(desc, value)),
  example: (desc) => desc.practice.key,
  describe(desc, value, words) {
    return LIST_FIELDS.filter(([name]) => value[name]).map(([name, label]) => words("pair", { left: words(label), right: value[name] }));
  },
});
