// M02: an exchange of census results between four countries, and the estimate of the country of origin beside it.

import { fill, h } from "../dom.js";
import { asymmetryOf, emigrantsOf, mirrorPairs } from "../models/mirror.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { barChart, chartLegend } from "../svg.js";
import { selectField, sliderField } from "./fields.js";
import { dataTable, mountTool } from "./toolframe.js";

const MIRROR_CLOSE = 1; // per cent: nearer than this, two totals count as equal

/** The pairs of one origin after the corrections: counted / (1 − missed), estimated · (1 − stale) / (1 − unseen). */
export function correctedPairs(data, state) {
  return mirrorPairs(data.counted, data.estimated).filter((pair) => pair.origin === state.origin).map((pair) => {
    const counted = pair.counted / (1 - state.missed / 100);
    const estimated = (pair.estimated * (1 - state.stale / 100)) / (1 - state.unseen / 100);
    return { ...pair, counted, estimated, difference: counted - estimated, asymmetry: asymmetryOf(counted, estimated) };
  });
}

function mirrorWords(tool, data, state, pairs) {
  const sum = (key) => pairs.reduce((total, pair) => total + pair[key], 0);
  const widest = pairs.reduce((one, other) => (other.asymmetry > one.asymmetry ? other : one));
  const untouched = !state.missed && !state.stale && !state.unseen;
  const [counted, estimated] = [sum("counted"), sum("estimated")];
  const gap = counted - estimated;
  const close = asymmetryOf(counted, estimated) < MIRROR_CLOSE;
  tool.tell(h("p", { class: "ct-main" }, untouched
    ? tool.say("mirror.say_total", { origin: state.origin, counted: formatNumber(emigrantsOf(data.counted, state.origin)), estimated: formatNumber(emigrantsOf(data.estimated, state.origin)) })
    : tool.say(close ? "mirror.say_closed" : gap > 0 ? "mirror.say_gap_more" : "mirror.say_gap_less", { gap: formatNumber(Math.abs(gap), 0) })),
  tool.say("mirror.say_widest", { destination: widest.destination, percent: formatNumber(widest.asymmetry, 1) }),
  ...(untouched ? [tool.say("mirror.say_start", { origin: state.origin })] : []));
}

function exchangeTable(tool, data, origin) {
  const names = Object.keys(data.counted);
  const table = dataTable(`${tool.say("mirror.table")} · ${tool.say("mirror.synthetic")}`, {
    columns: [[tool.say("mirror.birth"), false], ...names.map((name) => [tool.say("mirror.census_of", { name }), true])],
    rows: names.map((row) => [row, ...names.map((column) => (row === column ? "–" : formatNumber(data.counted[row][column])))]),
  });
  table.querySelectorAll("tbody tr").forEach((line, index) => { if (names[index] === origin) line.setAttribute("class", "ct-row--chosen"); });
  return table;
}

registerTool("mirror_statistics", {
  mount(element, desc) {
    const { data } = desc;
    const names = Object.keys(data.counted);
    const start = { origin: data.start, missed: 0, unseen: 0, stale: 0 };
    return mountTool(element, desc, start, (tool) => {
      const { say } = tool;
      const origin = selectField({ label: say("mirror.origin"), options: names.map((name) => [name, name]) }, start.origin, (name) => tool.change("origin", name));
      const slider = (id) => sliderField({ id, label: say(`mirror.${id}`), help: say(`mirror.${id}_help`), unit: "%", min: 0, max: 40, step: 1 }, 0, say,
        (value, settled) => tool.change(id, value, settled));
      const sliders = Object.fromEntries(["missed", "unseen", "stale"].map((id) => [id, slider(id)]));
      const table = h("div", {});
      const chart = tool.place();
      return {
        controls: [origin.element, Object.values(sliders).map((one) => one.element)],
        results: [table, chart.element, h("section", { class: "ct-card" }, h("h4", {}, say("mirror.how")),
          h("ul", {}, names.map((name) => h("li", {}, h("b", {}, `${name}: `), data.notes[name]))))],
        set(state) { origin.set(state.origin); Object.entries(sliders).forEach(([id, one]) => one.set(state[id])); },
        paint(state) {
          const pairs = correctedPairs(data, state);
          mirrorWords(tool, data, state, pairs);
          fill(table, exchangeTable(tool, data, state.origin));
          const title = say("mirror.title", { origin: state.origin });
          const bar = (label, value, kind) => ({ label, parts: [{ value: value / 1000, kind }], text: formatNumber(value / 1000, 1), soft: false });
          chart.show(title, (width) => [
            chartLegend([{ name: say("mirror.counted"), kind: 1, bar: true }, { name: say("mirror.estimated"), kind: 2, bar: true }]),
            barChart({ title, about: say("mirror.about", { origin: state.origin }), x: { label: say("mirror.thousand"), format: (value) => formatNumber(value) },
              bars: pairs.flatMap((pair) => [bar(pair.destination, pair.counted, 1), bar("", pair.estimated, 2)]) }, width)],
          () => {
            const row = (name, one, other) => [name, formatNumber(one, 0), formatNumber(other, 0), formatNumber(one - other, 0), formatNumber(asymmetryOf(one, other), 1)];
            const sum = (key) => pairs.reduce((total, pair) => total + pair[key], 0);
            return { columns: [[say("mirror.destination"), false], [say("mirror.counted"), true], [say("mirror.estimated"), true], [say("mirror.difference"), true],
              [say("mirror.asymmetry"), true]],
            rows: [...pairs.map((pair) => row(pair.destination, pair.counted, pair.estimated)), row(say("mirror.total"), sum("counted"), sum("estimated"))] };
          });
        },
      };
    });
  },
});
