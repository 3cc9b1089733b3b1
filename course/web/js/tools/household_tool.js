// M10: one family's budget, the cost of sending, a savings goal and a stop of the transfers.

import { h } from "../dom.js";
import { householdPlan, savingsPath } from "../models/household.js";
import { formatNumber } from "../numbers.js";
import { modelNamed, registerTool } from "../registry.js";
import { barChart, chartLegend, lineChart } from "../svg.js";
import { fieldGroup, selectField, sliderField } from "./fields.js";
import { mountTool } from "./toolframe.js";

const HOUSEHOLD_GROUPS = [
  ["household.g_sending", ["sent", "transfers", "fee", "margin"]],
  ["household.g_family", ["income", "food", "housing", "health", "school", "other"]],
  ["household.g_saving", ["share", "interest", "saved", "goal"]],
  ["household.g_stop", ["stop_start", "stop_months"]],
];
const HOUSEHOLD_COMPACT = new Set(["food", "housing", "health", "school", "other", "income", "interest", "saved"]);
const HOUSEHOLD_PURPOSES = ["food", "housing", "health", "school", "other"];

const dollars = (value) => `${formatNumber(value, 0)}\u00a0USD`;
const cents = (value) => `${formatNumber(value, 2)}\u00a0USD`;

function monthsText(tool, months) {
  if (months === null) return tool.say("household.never");
  return tool.say(months === 1 ? "household.month_one" : "household.months", { n: formatNumber(months) });
}

function householdWords(tool, v, out) {
  const lines = [
    h("p", { class: "ct-main" }, tool.say("household.pay", { sent: cents(v.sent), received: cents(out.received) })),
    tool.say("household.year", { cost: cents(out.transfer_cost_year) })
      + (out.saving_if_once > 0 ? ` ${tool.say("household.once", { saving: cents(out.saving_if_once) })}` : ""),
    out.left >= 0
      ? tool.say("household.left", { left: cents(out.left), saved: cents(out.to_savings) })
      : h("p", { class: "ct-warn" }, tool.say("household.short", { gap: cents(-out.left) })),
    tool.say("household.goal", { goal: dollars(v.goal), months: monthsText(tool, out.months) }),
  ];
  if (v.stop_months > 0) {
    lines.push(tool.say("household.stop", { start: formatNumber(v.stop_start), n: formatNumber(v.stop_months), months: monthsText(tool, out.months_with_stop) }));
    lines.push(out.unmet > 0.005
      ? h("p", { class: "ct-warn" }, tool.say("household.unmet", { unmet: dollars(out.unmet) }))
      : tool.say("household.met"));
  }
  if (out.cover !== null) lines.push(tool.say("household.cover", { goal: dollars(v.goal), months: formatNumber(out.cover, 1) }));
  tool.tell(...lines);
}

function budgetBars(tool, desc, v, out) {
  const label = Object.fromEntries(desc.inputs.map((item) => [item.id, item.label]));
  const coming = [{ name: tool.say("household.own"), value: v.income, kind: "own" }, { name: tool.say("household.transfer"), value: out.received, kind: 1 }];
  const going = HOUSEHOLD_PURPOSES.map((id, index) => ({ name: label[id], value: v[id], kind: [2, 3, 4, 6, 5][index], soft: id === "other" }));
  return { coming, going };
}

function showBudget(tool, desc, place, v, out) {
  const { coming, going } = budgetBars(tool, desc, v, out);
  const title = tool.say("household.t_budget");
  const sum = (parts) => dollars(parts.reduce((total, part) => total + part.value, 0));
  const legend = (name, parts) => h("div", { class: "ct-legend-row" }, h("span", { class: "ct-legend-title" }, name),
    chartLegend(parts.map((part) => ({ name: `${part.name} ${formatNumber(part.value, 0)}`, kind: part.kind, bar: true }))));
  place.show(title, (width) => [
    legend(tool.say("household.in"), coming), legend(tool.say("household.out"), going),
    barChart({ title, about: tool.say("household.a_budget"), x: { label: tool.say("household.usd_month"), format: (value) => formatNumber(value) },
      bars: [{ label: tool.say("household.in"), parts: coming, text: sum(coming) }, { label: tool.say("household.out"), parts: going, text: sum(going) }] }, width)],
  () => ({ columns: [[tool.say("household.item"), false], [tool.say("household.in"), true], [tool.say("household.out"), true]],
    rows: [...coming.map((part) => [part.name, formatNumber(part.value, 2), ""]), ...going.map((part) => [part.name, "", formatNumber(part.value, 2)])] }));
}

function showSavings(tool, place, v, out) {
  const plan = householdPlan(v);
  const last = Math.max(12, Math.min(120, Math.max(out.months ?? 24, out.months_with_stop ?? 0, v.stop_start + v.stop_months) + 3));
  const steady = savingsPath({ ...plan, months: last }).balance;
  const stopped = v.stop_months > 0 ? savingsPath({ ...plan, stopStart: v.stop_start, stopMonths: v.stop_months, months: last }).balance : null;
  const series = [{ name: tool.say("household.steady"), kind: 1, points: steady.map((value, month) => [month, value]) }];
  if (stopped) series.push({ name: tool.say("household.stopped"), kind: 6, points: stopped.map((value, month) => [month, value]) });
  const title = tool.say("household.t_savings");
  place.show(title, (width) => [
    chartLegend(series),
    lineChart({ title, about: tool.say("household.a_savings"), series, directLabels: false,
      x: { label: tool.say("tool.month"), format: String }, y: { label: tool.say("household.usd"), format: (value) => formatNumber(value), max: v.goal * 1.05 },
      references: [{ y: v.goal, label: tool.say("household.goal_line", { goal: dollars(v.goal) }) }],
      shade: stopped ? { from: v.stop_start - 1, to: v.stop_start + v.stop_months - 1, label: width > 480 ? tool.say("household.stop_shade") : "" } : null }, width)],
  () => ({ columns: [[tool.say("tool.month"), true], ...series.map((one) => [one.name, true])],
    rows: steady.map((_value, month) => [String(month), ...series.map((one) => formatNumber(one.points[month][1], 2))]) }));
}

registerTool("household", {
  mount(element, desc) {
    const start = { ...Object.fromEntries(desc.inputs.map((item) => [item.id, item.start])), family: "start" };
    return mountTool(element, desc, start, (tool) => {
      const fields = Object.fromEntries(desc.inputs.map((item) => [item.id,
        sliderField({ ...item, compact: HOUSEHOLD_COMPACT.has(item.id) }, start[item.id], tool.say, (value, settled) => tool.change(item.id, value, settled))]));
      const set = (state) => {
        Object.entries(fields).forEach(([id, field]) => field.set(state[id]));
        family.set(state.family);
      };
      const family = selectField({ label: tool.say("household.family"), help: tool.say("household.family_help"),
        options: desc.data.families.map((one) => [one.id, one.name]) }, start.family, (id) => {
        const chosen = desc.data.families.find((one) => one.id === id);
        tool.changeAll({ ...start, ...chosen.values, family: id });
        set(tool.state);
      });
      const [budget, savings] = [tool.place(), tool.place()];
      return {
        controls: [family.element, HOUSEHOLD_GROUPS.map(([title, ids]) => fieldGroup(tool.say(title), ids.map((id) => fields[id].element)))],
        results: [savings.element, budget.element],
        set,
        paint(state) {
          const { family: _family, ...values } = state;
          let out;
          try {
            out = modelNamed("household").run(values);
          } catch (problem) {
            tool.tell(h("p", { class: "ct-warn" }, tool.say(problem.say || "model.number", problem.values)));
            return;
          }
          householdWords(tool, values, out);
          showSavings(tool, savings, values, out);
          showBudget(tool, desc, budget, values, out);
        },
      };
    });
  },
});
