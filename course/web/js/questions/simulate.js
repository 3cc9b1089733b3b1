// T7: set a model so that it reaches a goal. Many settings may be right.

import { fill, h, uid } from "../dom.js";
import { verdict } from "../feedback.js";
import { icon } from "../icons.js";
import { formatNumber, parseNumber, withUnit } from "../numbers.js";
import { modelNamed, registerQuestion } from "../registry.js";

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

/** How many decimals the step of an input asks for. */
function decimalsOf(step) {
  const text = String(step);
  return text.includes("e-") ? Number(text.split("e-")[1]) : (text.split(".")[1] || "").length;
}

/** A slider and a number field that always say the same. */
function makeSetting(input, state, onSet) {
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
