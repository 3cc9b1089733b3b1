// M00: the five controls of the course, each tried once, all changing one sentence from real data.

import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { lineChart } from "../svg.js";
import { checkField, selectField, sliderField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const COCKPIT_STEPS = ["slider", "list", "tick", "text", "button"];

/** One step: number, name, control, and a line that turns into ✔ with what the control is for. */
function cockpitStep(tool, id, number, control) {
  const done = h("p", { class: "ct-step-done" });
  const badge = h("span", { class: "ct-badge", "aria-hidden": "true" }, String(number));
  return {
    element: h("li", { class: "ct-step" }, badge, h("div", { class: "ct-step-body" }, h("p", { class: "ct-step-task" }, tool.say(`cockpit.task_${id}`)), control, done)),
    paint(on) {
      fill(badge, on ? icon("good") : String(number));
      badge.classList.toggle("ct-badge--done", on);
      fill(done, on ? [h("b", {}, tool.say("cockpit.done")), " ", tool.say(`cockpit.for_${id}`)] : "");
    },
  };
}

function cockpitSentence(tool, data, state) {
  const index = state.year;
  const people = { all: data.migrants[index], women: data.women[index], men: data.migrants[index] - data.women[index] }[state.who];
  const values = { year: data.years[index], number: formatNumber(people / 1e6, 1), share: formatNumber((100 * people) / data.population[index], 1) };
  const sentence = tool.say(`cockpit.say_${state.who}`, values);
  return state.tick ? `${sentence} ${tool.say("cockpit.say_share", values)}` : sentence;
}

registerTool("cockpit_tour", {
  mount(element, desc) {
    const { data } = desc;
    const start = { year: 0, who: "all", tick: false, text: "", pressed: 0, tried: [] };
    return mountTool(element, desc, start, (tool) => {
      // Trying a control is remembered even when its value returns to the start.
      const use = (id, values) => tool.changeAll({ ...values, tried: [...new Set([...tool.state.tried, id])] });
      const year = sliderField({ id: "year", label: tool.say("cockpit.year"), unit: "", min: data.years[0], max: data.years[data.years.length - 1], step: 1, help: "", format: String },
        data.years[0], tool.say, (value) => {
          const near = data.years.reduce((best, one, index) => (Math.abs(one - value) < Math.abs(data.years[best] - value) ? index : best), 0);
          if (near !== tool.state.year) use("slider", { year: near });
          year.set(data.years[near]);
        });
      // One key press is one year, and the nearest dot would be the old one: the keys go from dot to dot instead.
      year.element.querySelector("input[type=range]").addEventListener("keydown", (event) => {
        const ahead = desc.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
        const by = /^Arrow/.test(event.key) ? (event.key === ahead || event.key === "ArrowUp" ? 1 : -1) : 0;
        if (!by) return;
        event.preventDefault();
        const next = Math.min(Math.max(tool.state.year + by, 0), data.years.length - 1);
        if (next !== tool.state.year) use("slider", { year: next });
        year.set(data.years[next]);
      });
      const who = selectField({ label: tool.say("cockpit.who"), options: ["all", "women", "men"].map((id) => [id, tool.say(`cockpit.who_${id}`)]) }, "all",
        (value) => use("list", { who: value }));
      const tick = checkField(tool.say("cockpit.tick"), false, (on) => use("tick", { tick: on }));
      const text = h("input", { type: "text", class: "ct-text-box", maxlength: "40", autocomplete: "off", onchange: () => { if (text.value.trim()) use("text", { text: text.value.trim() }); } });
      text.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); text.dispatchEvent(new Event("change")); } });
      const press = toolButton(tool.say("cockpit.press"), () => use("button", { pressed: tool.state.pressed + 1 }), "main");
      const controls = { slider: year.element, list: who.element, tick: tick.element, button: press,
        text: h("label", { class: "ct-field" }, h("span", { class: "ct-label" }, tool.say("cockpit.text")), text) };
      const steps = COCKPIT_STEPS.map((id, index) => cockpitStep(tool, id, index + 1, controls[id]));
      const chart = tool.place();
      return {
        controls: h("ol", { class: "ct-steps" }, steps.map((one) => one.element)),
        results: [chart.element],
        set(state) { year.set(data.years[state.year]); who.set(state.who); tick.set(state.tick); text.value = state.text; },
        paint(state) {
          steps.forEach((one, index) => one.paint(state.tried.includes(COCKPIT_STEPS[index])));
          const count = COCKPIT_STEPS.filter((id) => state.tried.includes(id)).length;
          const all = count === COCKPIT_STEPS.length;
          tool.tell(
            h("p", { class: "ct-main" }, cockpitSentence(tool, data, state)),
            state.text ? tool.say("cockpit.say_text", { text: state.text }) : null,
            state.pressed ? tool.say("cockpit.say_pressed", { n: state.pressed }) : null,
            h("p", { class: all ? "ct-good" : "ct-progress" }, all ? icon("good") : null, tool.say(all ? "cockpit.all" : "cockpit.progress", { n: count })),
          );
          const title = tool.say("cockpit.chart");
          const points = data.years.map((one, index) => [one, data.migrants[index] / 1e6]);
          chart.show(title, (width) => lineChart({ title, about: tool.say("stock.about"), height: 240, series: [{ name: title, points, kind: 1 }],
            marks: [{ x: data.years[state.year], y: points[state.year][1], label: String(data.years[state.year]) }],
            x: { label: tool.say("tool.year"), format: String, ticks: data.years }, y: { label: tool.say("stock.millions"), format: (value) => formatNumber(value), min: 0 } }, width),
          () => ({ columns: [[tool.say("tool.year"), true], [tool.say("stock.millions"), true]], rows: points.map(([one, value]) => [String(one), formatNumber(value, 1)]) }));
        },
      };
    });
  },
});
