// T7: set a model so that it reaches a goal. Many settings may be right.

import { fill, h } from "../dom.js";
import { verdict } from "../feedback.js";
import { icon } from "../icons.js";
import { formatNumber, withUnit } from "../numbers.js";
import { modelNamed, registerQuestion } from "../registry.js";
import { makeSetting } from "../setting.js";

const QUIET_MS = 700; // a screen reader hears the results once the hand rests, not at each step of a slider

/** Which goals ({output, min?, max?}) does a run reach? `run` holds inputs and outputs. */
function goalsMet(run, goals) {
  const low = (goal) => goal.min === undefined || goal.min === null;
  const high = (goal) => goal.max === undefined || goal.max === null;
  return goals.map((goal) => {
    const result = run[goal.output];
    return typeof result === "number" && (low(goal) || result >= goal.min) && (high(goal) || result <= goal.max);
  });
}

function resultText(output, result, say) {
  if (result === null || result === undefined) return say("does_not_happen");
  return withUnit(formatNumber(result, output.digits), output.unit);
}

function simulateView(desc, state) {
  const model = modelNamed(desc.model);
  const live = h("div", { class: "cq-unseen", "aria-live": "polite" });
  const goalState = h("p", { class: "cq-goal-state" });
  const results = desc.outputs.map((output) => ({ output, element: h("dd", {}) }));
  const settings = desc.inputs.map((input) => makeSetting(input, state, update));
  let timer = null;
  const read = () => Object.fromEntries(settings.map((setting) => [setting.id, setting.read()]));

  function compute() {
    try {
      return model ? model.run(read()) : null;
    } catch {
      return null;
    }
  }
  function update() {
    const found = compute();
    results.forEach(({ output, element }) => fill(element, found ? resultText(output, found[output.id], state.say) : "–"));
    const goals = desc.practice && desc.practice.goals;
    if (goals && goals.length) {
      const met = found !== null && goalsMet({ ...read(), ...found }, goals).every(Boolean);
      fill(goalState, icon(met ? "good" : "info"), state.say(met ? "goal_reached" : "goal_not_yet"));
      goalState.classList.toggle("cq-goal-state--met", met);
    }
    clearTimeout(timer);
    timer = setTimeout(() => fill(live, results.map(({ output, element }) => `${output.label}: ${element.textContent}. `),
      goalState.textContent), QUIET_MS);
  }
  function show(value) {
    settings.forEach((setting) => {
      const given = value ? value[setting.id] : undefined;
      setting.set(typeof given === "number" ? given : setting.start);
    });
    update();
  }
  update();
  clearTimeout(timer); // nothing to announce before the first change
  const reset = h("button", { type: "button", class: "cq-button cq-button--quiet", onclick: () => { show(null); state.changed(); } }, state.say("reset_settings"));
  return {
    element: h("div", { class: "cq-simulate" },
      desc.goal ? h("div", { class: "cq-goal" }, h("p", { class: "cq-goal-name" }, state.say("goal")), h("p", {}, desc.goal), goalState) : null,
      h("div", { class: "cq-bench" },
        h("div", { class: "cq-settings" }, settings.map((setting) => setting.element), reset),
        h("div", { class: "cq-results" }, h("p", { class: "cq-results-name" }, state.say("results")),
          h("dl", {}, results.map(({ output, element }) => h("div", { class: "cq-result" }, h("dt", {}, output.label), element))))),
      live),
    read() {
      const bad = settings.map((setting) => setting.bad()).find(Boolean);
      const value = read();
      return { value, raw: value, problem: !model ? state.say("model_missing") : bad ? state.say("number_not_read") : "", field: bad };
    },
    show,
  };
}

function markSimulate(desc, value) {
  const goals = desc.practice.goals || [];
  try {
    const met = goalsMet({ ...value, ...modelNamed(desc.model).run(value) }, goals);
    return { fraction: met.length ? met.filter(Boolean).length / met.length : 1 };
  } catch {
    return { fraction: 0 }; // the model cannot run with these settings
  }
}

registerQuestion("simulate", {
  view: simulateView,
  practise: (desc, value) => verdict(desc, markSimulate(desc, value)),
  example: (desc) => desc.practice.key,
  describe(desc, value, words) {
    return desc.inputs.filter((input) => input.id in value).map((input) => (
      words("pair", { left: input.label, right: withUnit(formatNumber(value[input.id]), input.unit) })));
  },
});
