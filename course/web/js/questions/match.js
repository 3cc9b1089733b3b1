// T3: put each item where it belongs.

import { h, uid } from "../dom.js";
import { verdict } from "../feedback.js";
import { makePick } from "../pick.js";
import { registerQuestion } from "../registry.js";
import { markMatch } from "../score.js";

function matchView(desc, state) {
  const rows = desc.items.map((item) => {
    const id = uid("item");
    const pick = makePick(desc.bins, id, state.say("choose_one"));
    return { item, pick, element: h("li", { class: "cq-row" }, h("span", { class: "cq-row-text", id }, item.text), pick.element) };
  });
  return {
    element: h("ul", { class: "cq-rows" }, rows.map((row) => row.element)),
    read() {
      const value = {};
      rows.forEach(({ item, pick }) => { if (pick.read()) value[item.id] = pick.read(); });
      const problem = Object.keys(value).length ? "" : state.say("match_first");
      return { value, raw: value, problem, field: rows[0].pick.first };
    },
    show(value) { rows.forEach(({ item, pick }) => pick.show((value || {})[item.id] || "")); },
  };
}

registerQuestion("match", {
  view: matchView,
  practise: (desc, value) => verdict(desc, markMatch(value, desc.practice, desc.bins.length)),
  example: (desc) => Object.fromEntries(Object.entries(desc.practice.key).map(([item, bin]) => [item, [].concat(bin)[0]])),
  describe(desc, value, words) {
    const bins = Object.fromEntries(desc.bins.map((bin) => [bin.id, bin.text]));
    return desc.items.filter((item) => value[item.id])
      .map((item) => words("pair", { left: item.text, right: bins[value[item.id]] || value[item.id] }));
  },
});
