// What a logframe and an implementation plan look like: a tree from the goal to the activities, and bars over time.

import { h } from "../dom.js";
import { planName, planRows, planText } from "../models/logframe.js";
import { planWaits } from "../models/work_plan.js";
import { formatNumber } from "../numbers.js";
import { ganttChart } from "../process_svg.js";

const DAYS_IN_MONTH = 31;

/** A day as a year with a fraction: 2027-07-01 → 2027.5; null for anything else. */
export function dayAsYear(text) {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/u.exec(text || "");
  return found ? Number(found[1]) + (Number(found[2]) - 1 + (Number(found[3]) - 1) / DAYS_IN_MONTH) / 12 : null;
}

/** Outcomes with their outputs, outputs with their activities, and what hangs on nothing. */
export function planTree(logframe, plan) {
  const results = planRows(logframe, "results");
  const activities = planRows(plan, "activities");
  const under = (list, column, name) => (name ? list.filter((row) => planName(row[column]) === name) : []);
  const outcomes = results.filter((row) => row.level === "outcome").map((row) => ({ row,
    outputs: under(results.filter((one) => one.level === "output"), "under", planName(row.id)).map((one) => ({ row: one, activities: under(activities, "output", planName(one.id)) })) }));
  const placed = new Set(outcomes.flatMap((one) => [one.row, ...one.outputs.flatMap((output) => [output.row, ...output.activities])]));
  return { goal: (logframe.goal || "").trim(), outcomes, loose: [...results, ...activities].filter((row) => !placed.has(row)) };
}

const measureWords = (say, row) => say("builder.indicator_of", { id: row.id || "–", text: row.text || say("builder.no_text"), unit: row.unit || "",
  baseline: typeof row.baseline === "number" ? formatNumber(row.baseline) : "?", target: typeof row.target === "number" ? formatNumber(row.target) : "?" });

/** The tree as nested lists. */
export function treeNode(say, logframe, plan) {
  const tree = planTree(logframe, plan);
  const indicators = planRows(logframe, "indicators");
  const name = (row) => `${row.id ? `${row.id}: ` : ""}${row.text || say("builder.no_text")}`;
  const box = (row, kind) => h("div", { class: `cr-node cr-node--${kind}` }, h("b", {}, say(`builder.${kind}`)), " ", name(row),
    row.assumption ? h("small", {}, say("builder.only_if", { assumption: row.assumption })) : null,
    indicators.filter((one) => planName(row.id) && planName(one.result) === planName(row.id)).map((one) => h("small", {}, measureWords(say, one))));
  return h("div", { class: "cr-tree" },
    h("div", { class: ["cr-node cr-node--goal", tree.goal ? null : "cr-node--loose"] }, say("builder.goal"), ": ", tree.goal || say("builder.no_goal")),
    h("ul", {}, tree.outcomes.map((outcome) => h("li", {}, box(outcome.row, "outcome"), outcome.outputs.length ? h("ul", {}, outcome.outputs.map((output) => h("li", {}, box(output.row, "output"),
      output.activities.length ? h("ul", {}, output.activities.map((row) => h("li", {}, h("div", { class: "cr-node" }, h("b", {}, say("builder.activity")), " ", name(row))))) : null))) : null))),
    tree.loose.length ? [h("p", { class: "ct-warn" }, say("builder.loose")), h("ul", {}, tree.loose.map((row) => h("li", {}, h("div", { class: "cr-node cr-node--loose" }, name(row)))))] : null);
}

/** The tree as a table. */
export function treeRows(say, logframe, plan) {
  const line = (kind, row, column) => [row.id || "–", say(`builder.${kind}`), row.text || "–", row[column] || "–"];
  return { columns: [[say("builder.name"), false], [say("builder.level"), false], [say("builder.text"), false], [say("builder.under"), false]],
    rows: [...planRows(logframe, "results").map((row) => line(row.level === "output" ? "output" : "outcome", row, "under")),
      ...planRows(logframe, "indicators").map((row) => line("indicator", row, "result")), ...planRows(plan, "activities").map((row) => line("activity", row, "output"))] };
}

/** Bars of the activities that have two dates; null while there is nothing to draw. */
export function planBars(say, plan, institutions, width) {
  const [from, to] = [dayAsYear(plan.start), dayAsYear(plan.end)];
  const dated = planRows(plan, "activities").filter((row) => planText(row.start) && planText(row.end) && row.start <= row.end);
  if (from === null || to === null || to <= from || !dated.length) return null;
  const known = (value) => Math.min(Math.max(value, from), to);
  const years = Array.from({ length: Math.ceil(to) - Math.floor(from) + 1 }, (_unused, i) => Math.floor(from) + i).filter((year) => year >= from - 0.02 && year <= to + 0.02);
  const review = dayAsYear(plan.review);
  return ganttChart({ title: say("builder.t_time"), about: say("builder.a_time"), from, to: to + 0.01, ticks: years.map((year) => [Math.min(Math.max(year, from), to), String(year)]),
    marks: review !== null && review >= from && review <= to ? [{ at: review, label: say("builder.review") }] : [],
    bars: dated.map((row) => ({ label: `${row.id ? `${row.id} ` : ""}${row.text || ""}`, from: known(dayAsYear(row.start)), to: known(dayAsYear(row.end)), kind: 1, text: institutions[row.responsible] || "" })) }, width);
}

/** The activities as a table. */
export function planBarRows(say, plan) {
  return { columns: [[say("builder.name"), false], [say("builder.activity"), false], [say("builder.start"), false], [say("builder.end"), false], [say("builder.waits"), false]],
    rows: planRows(plan, "activities").map((row) => [row.id || "–", row.text || "–", row.start || "–", row.end || "–", planWaits(row).join(", ").toUpperCase() || "–"]) };
}
