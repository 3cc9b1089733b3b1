// M02: shares of the largest places, a Lorenz curve and an index of concentration.

import { h, uid } from "../dom.js";
import { concentrationOf, lorenzPoints } from "../models/concentration.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { barChart, chartLegend, lineChart } from "../svg.js";
import { countNumber, padNumbers } from "./detective_pad.js";
import { selectField } from "./fields.js";
import { mountTool } from "./toolframe.js";

const CONC_MOST_BARS = 15;

/** The numbers of a state: {values, total, others}, or {bad}. */
export function concentrationInput(state) {
  const read = padNumbers(state.text);
  if (read.bad) return read;
  const total = state.total.trim() ? countNumber(state.total) : null;
  const others = state.others.trim() ? countNumber(state.others) : 0;
  if (state.total.trim() && total === null) return { bad: state.total };
  if (others === null) return { bad: state.others };
  return { values: read.numbers, total, others: Math.max(0, Math.round(others)) };
}

/** All places: the listed ones and the others as equal parts of the rest. */
export function allPlaces({ values, others }, found) {
  return others && found.rest > 0 ? [...values, ...Array(others).fill(found.rest / others)] : values;
}

const exampleState = (example) => ({ example: example.id, text: example.values.join("; "), total: String(example.total), others: String(example.others) });

registerTool("concentration", {
  mount(element, desc) {
    const { data } = desc;
    const start = exampleState(data.examples[0]);
    return mountTool(element, desc, start, (tool) => {
      const { say } = tool;
      const example = selectField({ label: say("conc.example"), options: [...data.examples.map((one) => [one.id, one.name]), ["own", say("conc.own")]] }, start.example, (id) => {
        const chosen = data.examples.find((one) => one.id === id);
        tool.changeAll(chosen ? exampleState(chosen) : { example: id, text: "", total: "", others: "" });
        set(tool.state);
      });
      const listId = uid("conc");
      const list = h("textarea", { id: listId, class: "ct-text-box", rows: "5", onchange: () => tool.change("text", list.value) });
      const boxes = ["total", "others"].map((id) => {
        const box = uid("conc");
        const input = h("input", { id: box, class: "ct-number", type: "text", inputmode: "decimal", autocomplete: "off", "aria-describedby": `${box}-help`,
          onchange: () => tool.change(id, input.value) });
        return { id, input, element: h("div", { class: "ct-field" }, h("label", { class: "ct-label", for: box }, say(`conc.${id}`)),
          h("div", { class: "ct-slide" }, h("span", { class: "ct-box" }, input)), h("p", { class: "ct-help", id: `${box}-help` }, say("conc.optional"))) };
      });
      function set(state) {
        example.set(state.example);
        list.value = state.text;
        boxes.forEach((one) => { one.input.value = state[one.id]; });
      }
      set(start);
      const [bars, curve] = [tool.place(), tool.place()];
      const warn = (text) => tool.tell(h("p", { class: "ct-warn" }, text));
      return {
        controls: [example.element, h("div", { class: "ct-field" }, h("label", { class: "ct-label", for: listId }, say("conc.numbers")), list), boxes.map((one) => one.element)],
        results: [bars.element, curve.element],
        set,
        paint(state) {
          const given = concentrationInput(state);
          if (given.bad) return warn(say("conc.bad", { text: given.bad }));
          if (!given.values.length) return warn(say("conc.empty"));
          let found;
          try {
            found = concentrationOf(given.values, given.total, given.others);
          } catch (problem) {
            return warn(say(problem.say || "model.number", problem.values));
          }
          const percent = (share, digits = 1) => formatNumber(100 * share, digits);
          tool.tell(h("p", { class: "ct-main" }, say("conc.say", { top1: percent(found.top1, 2), top3: percent(found.top3, 2), top10: percent(found.top10, 2), total: formatNumber(found.total) })),
            say("conc.say_hhi", { hhi: formatNumber(found.hhi, 3), equal: formatNumber(found.equal_places, 1), places: formatNumber(given.values.length + given.others) }),
            ...(given.others && found.rest > 0 ? [say("conc.say_rest", { rest: formatNumber(found.rest, 0), mean: formatNumber(found.rest / given.others, 1), others: formatNumber(given.others) })] : []));
          const names = (data.examples.find((one) => one.id === state.example) || {}).places || [];
          const rows = given.values.map((value, index) => ({ name: names[index] || say("conc.place_n", { n: index + 1 }), value })).sort((one, other) => other.value - one.value);
          const shares = say("conc.shares");
          bars.show(shares, (width) => barChart({ title: shares, about: say("conc.shares_about"), x: { label: say("conc.percent"), format: (value) => formatNumber(value) },
            bars: rows.slice(0, CONC_MOST_BARS).map((row) => ({ label: row.name, parts: [{ value: (100 * row.value) / found.total, kind: 1 }], text: percent(row.value / found.total) })) }, width),
          () => ({ columns: [[say("conc.place"), false], [say("conc.value"), true], [say("conc.share"), true]], rows: rows.map((row) => [row.name, formatNumber(row.value), percent(row.value / found.total, 2)]) }));
          const points = lorenzPoints(allPlaces(given, found)).map(([x, y]) => [100 * x, 100 * y]);
          const series = [{ name: say("conc.line"), kind: 1, points }, { name: say("conc.equal"), kind: 2, points: [[0, 0], [100, 100]] }];
          const title = say("conc.curve");
          curve.show(title, (width) => [chartLegend(series), lineChart({ title, about: say("conc.curve_about"), directLabels: false, series,
            x: { label: say("conc.places_axis"), format: (value) => formatNumber(value), ticks: [0, 20, 40, 60, 80, 100] }, y: { label: say("conc.percent"), format: (value) => formatNumber(value), max: 100 } }, width)],
          () => ({ columns: [[say("conc.places_axis"), true], [say("conc.percent"), true]], rows: points.map(([x, y]) => [formatNumber(x, 1), formatNumber(y, 1)]) }));
          return undefined;
        },
      };
    });
  },
});
