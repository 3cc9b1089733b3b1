// Part B of the cost comparer: the mean price of real corridors, quarter by quarter.

import { h } from "../dom.js";
import { formatNumber } from "../numbers.js";
import { chartLegend, lineChart } from "../svg.js";
import { selectField, toolButton } from "./fields.js";

const ODD_LOW = 0;
const ODD_HIGH = 25; // a mean price above this is more likely a data problem than a market

const percent = (value, digits = 1) => `${formatNumber(value, digits)}\u00a0%`;

/** One corridor as numbers. Packed: prices ×100, one per quarter from `first`, empty where nobody asked. */
export function unpackCorridor(data, packed) {
  const [from, to, first, prices, latest] = packed;
  const values = prices.split(",").map((part) => (part === "" ? null : Number(part) / 100));
  const quarters = values.map((_value, index) => data.quarters[first + index]);
  return { from, to, quarters, values, points: quarters.map((quarter, index) => [Number(quarter.slice(0, 4)) + (Number(quarter[5]) - 1) / 4, values[index]]),
    last: quarters.length - 1, cost500: latest[0], margin: latest[1], services: latest[2] };
}

const quarterWords = (quarter) => `${quarter.slice(0, 4)}\u00a0Q${quarter[5]}`;

/** The part as {controls, results, set, paint}. */
export function corridorPart(tool, data, start) {
  const name = (code) => data.names[code] || code;
  const byName = (codes) => [...new Set(codes)].map((code) => [code, name(code)]).sort((a, b) => a[1].localeCompare(b[1]));
  const into = (code) => data.rows.filter((row) => row[1] === code);
  const find = (from, to) => unpackCorridor(data, data.rows.find((row) => row[0] === from && row[1] === to) || into(to)[0]);
  const to = selectField({ label: tool.say("cost.to"), options: byName(data.rows.map((row) => row[1])) }, start.to, (code) => {
    const same = into(code).find((row) => row[0] === tool.state.from) || into(code)[0];
    from.options(byName(into(code).map((row) => row[0])));
    from.set(same[0]);
    tool.changeAll({ to: code, from: same[0] });
  });
  const from = selectField({ label: tool.say("cost.from"), options: byName(into(start.to).map((row) => row[0])), help: tool.say("cost.from_help") }, start.from,
    (code) => tool.change("from", code));
  const keep = toolButton(tool.say("tool.keep"), () => tool.change("kept", tool.state.kept ? null : [tool.state.from, tool.state.to]));
  const chart = tool.place();
  const verdict = h("div", { class: "ct-facts-row" });
  const label = (one) => tool.say("cost.corridor", { from: name(one.from), to: name(one.to) });

  function say(one) {
    const now = one.values[one.last];
    const first = one.values[0];
    const quarter = quarterWords(one.quarters[one.last]);
    const lines = [h("p", { class: "ct-main" }, tool.say("cost.corridor_now", { quarter, from: name(one.from), to: name(one.to), cost: percent(now) })),
    tool.say(now < 0 ? "cost.corridor_gain" : "cost.corridor_pay", { usd: formatNumber(2 * now, 2), left: formatNumber(200 - 2 * now, 2) }),
    tool.say("cost.corridor_more", { services: one.services, margin: percent(one.margin), large: percent(one.cost500) }),
    one.last > 0 ? tool.say("cost.corridor_then", { quarter: quarterWords(one.quarters[0]), cost: percent(first) }) : null];
    if (one.values.some((value) => value !== null && (value < ODD_LOW || value > ODD_HIGH))) lines.push(h("p", { class: "ct-warn" }, tool.say("cost.odd")));
    return lines;
  }
  function judge(code) {
    const rows = into(code).map((row) => unpackCorridor(data, row)).filter((one) => one.quarters[one.last] === data.quarters[data.quarters.length - 1]);
    if (!rows.length) return [h("p", { class: "ct-verdict" }, tool.say("cost.no_latest", { to: name(code) }))];
    const costs = rows.map((one) => one.values[one.last]);
    const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
    const above = rows.filter((one) => one.values[one.last] > 5).length;
    const met = mean < 3 && above === 0;
    return [
      h("div", { class: "ct-fact" }, h("b", {}, percent(mean, 2)), h("span", {}, tool.say(rows.length === 1 ? "cost.mean_into_one" : "cost.mean_into", { n: rows.length, to: name(code) }))),
      h("div", { class: "ct-fact" }, h("b", {}, `${above} / ${rows.length}`), h("span", {}, tool.say("cost.above_five"))),
      h("p", { class: "ct-verdict" }, tool.say(met ? "cost.sdg_met" : "cost.sdg_not_met")),
    ];
  }
  return {
    controls: [to.element, from.element, h("div", { class: "ct-actions" }, keep)],
    results: [chart.element, verdict],
    set(state) {
      to.set(state.to);
      from.options(byName(into(state.to).map((row) => row[0])));
      from.set(state.from);
    },
    paint(state) {
      const one = find(state.from, state.to);
      const kept = state.kept && state.kept.join() !== [state.from, state.to].join() ? find(...state.kept) : null;
      keep.textContent = tool.say(state.kept ? "tool.forget" : "tool.keep");
      tool.tell(...say(one));
      const series = [{ name: label(one), kind: 1, points: one.points }, ...(kept ? [{ name: label(kept), kind: 2, points: kept.points }] : [])];
      const title = tool.say("cost.title_corridor");
      chart.show(title, (width) => [chartLegend(series), lineChart({ title, about: tool.say("cost.about_corridor"), series, directLabels: false,
        x: { label: tool.say("tool.year"), format: String }, y: { label: tool.say("cost.pct_axis"), format: (value) => formatNumber(value) },
        references: [{ y: 3, label: tool.say("cost.line_3") }, { y: 5, label: tool.say("cost.line_5") }] }, width)],
      () => ({ columns: [[tool.say("cost.quarter"), false], ...series.map((line) => [line.name, true])],
        rows: data.quarters.map((quarter) => [quarterWords(quarter), ...[one, kept].filter(Boolean).map((line) => {
          const value = line.values[line.quarters.indexOf(quarter)];
          return value === null || value === undefined ? tool.say("tool.none") : formatNumber(value, 2);
        })]).filter((row) => row.slice(1).some((cell) => cell !== tool.say("tool.none"))) }));
      verdict.replaceChildren(...judge(state.to));
    },
  };
}
