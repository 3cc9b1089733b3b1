// Rules of charts: the twin of course/chart_rules.py. A property test compares both.

import { scoreRules } from "./score_rules.js";

const KINDS_FROM_ZERO = ["bars", "stacked"];

const chartText = (chart, part) => (typeof chart[part] === "string" ? chart[part].toLowerCase().split(/\s+/u).filter(Boolean).join(" ") : "");

function saysAll(rule, chart) {
  const text = chartText(chart, rule.part);
  return text !== "" && rule.groups.every((group) => group.some((one) => text.includes(one.toLowerCase())));
}

function showsSeries(rule, chart) {
  const shown = chart.series && Array.isArray(chart.show) ? chart.show : [];
  const count = chart.series ? shown.length : 1;
  return (rule.least ?? 0) <= count && count <= (rule.most ?? count) && (rule.includes || []).every((name) => shown.includes(name));
}

const CHART_TESTS = {
  is: (rule, chart) => rule.values.includes(chart[rule.part]),
  sort: (rule, chart) => !KINDS_FROM_ZERO.includes(chart.kind) || rule.values.includes(chart.sort),
  zero: (rule, chart) => !KINDS_FROM_ZERO.includes(chart.kind) || chart.zero === true,
  says: saysAll,
  short: (rule, chart) => {
    const length = [...chartText(chart, rule.part)].length;
    return length > 0 && length <= rule.most;
  },
  series: showsSeries,
};

/** The share of the rules that a chart follows, and the messages of those that it breaks. */
export function markChart(chart, { rules }) {
  return scoreRules(rules, (rule) => CHART_TESTS[rule.rule](rule, chart));
}
