// T8: the whole plan of the capstone, handed in as a copy of the country file.

import { onCountryFile } from "../country_news.js";
import { fill, h } from "../dom.js";
import { lineOf } from "../line.js";
import { planCounts, planRules } from "../plan_view.js";
import { registerQuestion } from "../registry.js";

const HAND_IN = "now";

function planView(desc, state) {
  const about = h("div", { class: "pl-now", role: "status" });
  const line = lineOf(desc);
  const { say } = state;
  let plan = desc.plan;
  let handedIn = null;
  let stale = false;
  function draw() {
    if (!plan) { fill(about, h("p", {}, say("plan.not_here"))); return; }
    fill(about, h("p", {}, h("strong", {}, say("plan.now", { ...planCounts(plan), points: plan.points, most: plan.most }))),
      stale ? h("p", { class: "pl-stale" }, say("plan.changed")) : null, planRules(say, line.place, plan));
  }
  const stopNews = line.place === "lab" ? onCountryFile(() => {
    if (!about.isConnected) { stopNews(); return; }
    line.send("plan", {}).then((reply) => { if (reply.plan) { plan = reply.plan; stale = Boolean(handedIn); draw(); } }).catch(() => {});
  }) : () => {};
  draw();
  return {
    element: h("div", { class: "cq-field" }, h("p", { class: "cq-hint" }, say("plan.hand_in_help")), about),
    read: () => ({ value: handedIn || HAND_IN, raw: HAND_IN, problem: "", field: about }),
    show(value) {
      handedIn = value;
      stale = false;
      draw();
    },
  };
}

registerQuestion("plan", {
  view: planView,
  record: "plan.hand_in",
  example: () => null,
  describe: (desc, value, words) => [words("plan.handed_in", { count: Object.keys((value && value.pieces) || {}).length })],
});
