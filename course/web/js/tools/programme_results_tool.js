// M04: totals of eight countries, shared out by hand: the average stays, all the rest moves.

import { h } from "../dom.js";
import { formatNumber } from "../numbers.js";
import { ganttChart } from "../process_svg.js";
import { registerTool } from "../registry.js";
import { barChart } from "../svg.js";
import { choiceField, fieldGroup, sliderField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const LETTERS = "ABCDEFGH";

/** Ways to share a total among `count` places: as even as possible, half of it to one, all of it to one. */
export function shareOut(total, count, way) {
  const first = way === "one" ? total : way === "half" ? Math.ceil(total / 2) : null;
  const rest = first === null ? total : total - first;
  const places = first === null ? count : count - 1;
  const even = Array.from({ length: places }, (_unused, i) => Math.floor(rest / places) + (i < rest % places ? 1 : 0));
  return first === null ? even : [first, ...even];
}

/** Mean, median, how many are zero, share of the two largest in per cent. */
export function spreadOf(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const sum = sorted.reduce((all, one) => all + one, 0);
  const half = sorted.length / 2;
  return { sum, mean: sum / values.length, median: (sorted[half - 1] + sorted[half]) / 2, none: sorted.filter((one) => one === 0).length,
    most: sorted[sorted.length - 1], topTwo: sum ? (100 * (sorted[sorted.length - 1] + sorted[sorted.length - 2])) / sum : 0 };
}

registerTool("programme_results", {
  mount(element, desc) {
    const { countries, totals, periods } = desc.data;
    const start = { what: "laws", values: shareOut(totals.laws, countries, "even") };
    return mountTool(element, desc, start, (tool) => {
      const name = (i) => tool.say("results.country", { letter: LETTERS[i] });
      const what = choiceField({ label: tool.say("results.what"), options: [["laws", tool.say("results.laws")], ["plans", tool.say("results.plans")]] }, start.what,
        (value) => tool.changeAll({ what: value, values: shareOut(totals[value], countries, "even") }));
      const fields = start.values.map((value, i) => sliderField({ id: `c${i}`, label: name(i), unit: "", min: 0, max: 56, step: 1, compact: true }, value, tool.say,
        (number, settled) => tool.change("values", tool.state.values.map((one, j) => (j === i ? number : one)), settled)));
      const ways = ["even", "half", "one"].map((way) => toolButton(tool.say(`results.${way}`), () => tool.change("values", shareOut(totals[tool.state.what], countries, way))));
      const [bars, time] = [tool.place(), tool.place()];
      return {
        controls: [what.element, h("div", { class: "ct-actions" }, ways), fieldGroup(tool.say("results.g_share"), fields.map((one) => one.element))],
        results: [bars.element, time.element],
        set(state) { what.set(state.what); fields.forEach((field, i) => field.set(state.values[i])); },
        paint(state) {
          fields.forEach((field, i) => field.set(state.values[i]));
          const total = totals[state.what];
          const seen = spreadOf(state.values);
          const thing = tool.say(`results.${state.what}`);
          tool.tell(
            h("p", { class: "ct-main" }, tool.say("results.mean", { total, thing, n: countries, mean: formatNumber(total / countries, 1) })),
            seen.sum === total ? null : h("p", { class: "ct-warn" }, tool.say(seen.sum > total ? "results.too_many" : "results.too_few", { n: Math.abs(total - seen.sum), total })),
            seen.sum === total ? tool.say("results.rest", { median: formatNumber(seen.median, 1), most: seen.most, none: seen.none, top: formatNumber(seen.topTwo, 0) }) : null,
            seen.sum === total && seen.none ? tool.say("results.hidden", { n: seen.none }) : null,
          );
          bars.show(tool.say("results.t_bars"), (width) => barChart({ title: tool.say("results.t_bars"), about: tool.say("results.a_bars"),
            x: { label: thing, format: (value) => formatNumber(value) }, references: [{ x: total / countries, label: tool.say("results.average") }],
            bars: state.values.map((value, i) => ({ label: name(i), parts: [{ value, kind: 1 }], text: formatNumber(value) })) }, width),
          () => ({ columns: [[tool.say("results.place"), false], [thing, true]], rows: state.values.map((value, i) => [name(i), formatNumber(value)]) }));
          time.show(tool.say("results.t_time"), (width) => ganttChart({ title: tool.say("results.t_time"), about: tool.say("results.a_time"), from: 2010.5, to: 2019,
            ticks: [2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018].map((year) => [year, String(year)]),
            bars: periods.map((one) => ({ label: tool.say(`results.p_${one.id}`), from: one.from, to: one.to, kind: one.sure ? 1 : 5, soft: !one.sure })) }, width),
          () => ({ columns: [[tool.say("results.period"), false], [tool.say("results.when"), false]],
            rows: periods.map((one) => [tool.say(`results.p_${one.id}`), tool.say(`results.w_${one.id}`)]) }));
        },
      };
    });
  },
});
