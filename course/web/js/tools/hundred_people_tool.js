// M02: 100 people in four kinds. The share of the rural who are poor is not the share of the poor who are rural.

import { h, svgNode, uid } from "../dom.js";
import "../models/base_rates.js";
import { formatNumber } from "../numbers.js";
import { modelNamed, registerTool } from "../registry.js";
import { chartLegend } from "../svg.js";
import { choiceField, sliderField } from "./fields.js";
import { mountTool } from "./toolframe.js";

const HUNDRED_KINDS = [["rural_poor", 1], ["rural_other", 5], ["urban_poor", 2], ["urban_other", "own"]];

/** Both rates and both shares, whichever of them were given; null when no population can be like this. */
export function hundredPeople(state) {
  const { group, rate } = state;
  if (state.mode === "forward") {
    const out = modelNamed("base_rates").run({ group, rate, other_rate: state.other_rate });
    return { everybody: out.everybody, share: out.share, other: state.other_rate };
  }
  const out = modelNamed("base_rates_back").run({ group, rate, share: state.share });
  return out.everybody === null ? null : { everybody: out.everybody, share: state.share, other: out.other_rate };
}

/** People out of 100 in the four kinds, not rounded. */
export function hundredKinds(state, found) {
  const ruralPoor = (state.group * state.rate) / 100;
  const urbanPoor = found.everybody - ruralPoor;
  return { rural_poor: ruralPoor, rural_other: state.group - ruralPoor, urban_poor: urbanPoor, urban_other: 100 - state.group - urbanPoor };
}

/** Whole people: rounded so that they add up to 100 (largest remainders). */
export function wholePeople(kinds) {
  const parts = Object.entries(kinds).map(([id, value]) => ({ id, whole: Math.floor(value + 1e-9), rest: value - Math.floor(value + 1e-9) }));
  const missing = 100 - parts.reduce((sum, part) => sum + part.whole, 0);
  [...parts].sort((one, other) => other.rest - one.rest).slice(0, missing).forEach((part) => { part.whole += 1; });
  return Object.fromEntries(parts.map((part) => [part.id, part.whole]));
}

function peopleSquares(tool, kinds, width) {
  const across = width < 480 ? 10 : 20;
  const size = Math.min(34, Math.floor((width - 8) / across));
  const rows = 100 / across;
  const [title, about] = [uid("chart"), uid("chart")];
  const chart = svgNode("svg", { class: "ct-svg", role: "img", width: across * size, height: rows * size, viewBox: `0 0 ${across * size} ${rows * size}`, "aria-labelledby": `${title} ${about}` },
    svgNode("title", { id: title }, tool.say("hundred.title")), svgNode("desc", { id: about }, tool.say("hundred.about")));
  const whole = wholePeople(kinds);
  let place = 0;
  HUNDRED_KINDS.forEach(([id, kind]) => {
    for (let person = 0; person < whole[id]; person += 1, place += 1) {
      const [x, y] = [Math.floor(place / rows) * size, (place % rows) * size];
      chart.append(svgNode("rect", { class: `ct-bar ct-fill-${kind}`, x: x + 2, y: y + 2, width: size - 4, height: size - 4, rx: 4 }));
      if (id.endsWith("poor")) chart.append(svgNode("circle", { class: "ct-person", cx: x + size / 2, cy: y + size / 2, r: size / 6 })); // not by colour alone
    }
  });
  return chart;
}

function hundredWords(tool, state, found) {
  if (!found) return tool.tell(h("p", { class: "ct-main" }, tool.say("hundred.say_impossible")));
  const number = (value) => formatNumber(value, 1);
  const lines = [h("p", { class: "ct-main" }, found.share === null ? tool.say("hundred.say_nobody")
    : tool.say("hundred.say", { rate: number(state.rate), share: number(found.share) })),
  tool.say("hundred.say_all", { everybody: number(found.everybody), other: number(found.other) })];
  if (found.share !== null && Math.abs(found.share - state.rate) < 1) lines.push(tool.say("hundred.say_same"));
  return tool.tell(...lines);
}

registerTool("hundred_people", {
  mount(element, desc) {
    const third = { forward: desc.inputs[2], back: desc.data.back[2] };
    const start = { mode: "forward", group: desc.inputs[0].start, rate: desc.inputs[1].start, other_rate: third.forward.start, share: third.back.start };
    return mountTool(element, desc, start, (tool) => {
      const mode = choiceField({ label: tool.say("hundred.mode"), options: [["forward", tool.say("hundred.forward")], ["back", tool.say("hundred.back")]] }, start.mode,
        (id) => tool.change("mode", id));
      const fields = Object.fromEntries([...desc.inputs, third.back].map((item) => [item.id,
        sliderField(item, item.start, tool.say, (value, settled) => tool.change(item.id, value, settled))]));
      const chart = tool.place();
      return {
        controls: [mode.element, Object.values(fields).map((field) => field.element)],
        results: [chart.element],
        set(state) { mode.set(state.mode); Object.entries(fields).forEach(([id, field]) => field.set(state[id])); },
        paint(state) {
          fields.other_rate.element.hidden = state.mode !== "forward";
          fields.share.element.hidden = state.mode !== "back";
          const found = hundredPeople(state);
          hundredWords(tool, state, found);
          const kinds = found ? hundredKinds(state, found) : null;
          chart.show(tool.say("hundred.title"), (width) => (kinds ? [
            chartLegend(HUNDRED_KINDS.map(([id, kind]) => ({ name: tool.say(`hundred.${id}`), kind, bar: true }))), peopleSquares(tool, kinds, width)] : []),
          () => ({ columns: [[tool.say("hundred.kind"), false], [tool.say("hundred.people"), true]],
            rows: kinds ? HUNDRED_KINDS.map(([id]) => [tool.say(`hundred.${id}`), formatNumber(kinds[id], 1)]) : [] }));
        },
      };
    });
  },
});
