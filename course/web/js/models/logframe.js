// Twin of course/models/logframe.py: fourteen rules over the value of a form.

import { countWords } from "../words.js";

const FRAME_GOAL_WORDS = 6;
const FRAME_MEANS_WORDS = 2;
const FRAME_OUTPUTS = 2;
const FRAME_DOING = ["assess", "assist", "build", "carry", "conduct", "create", "design", "develop", "draft", "establish", "give", "hold",
  "help", "hire", "implement", "improve", "inform", "install", "introduce", "make", "open", "organise", "organize",
  "prepare", "print", "promote", "provide", "publish", "raise", "reduce", "run", "start", "strengthen", "support",
  "teach", "train", "write"];

/** A short name without regard to letter case and spaces. */
export const planName = (value) => (typeof value === "string" ? value.toLowerCase().split(/\s+/u).filter(Boolean).join(" ") : "");
export const planWords = (value) => (typeof value === "string" ? countWords(value) : 0);
export const planNumber = (value) => typeof value === "number";
export const planText = (value) => typeof value === "string" && value.trim() !== "";
const isEmptyCell = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

/** The filled-in rows of a list. */
export function planRows(document, field) {
  const given = Array.isArray(document[field]) ? document[field] : [];
  return given.filter((row) => typeof row === "object" && row !== null && !Array.isArray(row) && Object.values(row).some((cell) => !isEmptyCell(cell)));
}

/** What a row is called in a message: its short name, or its number. */
export const planRowName = (row, place) => (typeof row.id === "string" && row.id.trim() ? row.id.trim() : String(place + 1));
export const planFaulty = (rows, good) => rows.map((row, place) => (good(row) ? null : planRowName(row, place))).filter((one) => one !== null);

/** Short names that stand in more than one row, and rows without one. */
export function planTwice(rows) {
  const seen = new Set();
  return planFaulty(rows, (row) => {
    const name = planName(row.id);
    const good = name && !seen.has(name);
    seen.add(name);
    return good;
  });
}

export const planFinding = (rule, where, holds = true) => ({ rule, ok: Boolean(holds) && !where.length, where });

const isState = (text) => {
  const first = planName(text).split(" ")[0];
  return Boolean(first) && !FRAME_DOING.includes(first);
};
const hasBaseline = (row) => planNumber(row.baseline) && planNumber(row.baseline_year) && planText(row.unit);
const hasTarget = (row) => planNumber(row.target) && row.target !== row.baseline;
const isLaterDate = (row) => typeof row.date === "string" && /^[0-9]{4}/u.test(row.date) && planNumber(row.baseline_year) && Number(row.date.slice(0, 4)) > row.baseline_year;

/** All rules of a logframe: [{rule, ok, where}]. */
export function checkLogframe(document) {
  const [results, indicators] = [planRows(document, "results"), planRows(document, "indicators")];
  const outcomes = results.filter((row) => row.level === "outcome");
  const outputs = results.filter((row) => row.level === "output");
  const named = (rows, column) => rows.map((row) => planName(row[column])).filter(Boolean);
  const names = named(results, "id");
  const unknown = planFaulty(indicators, (row) => [...names, "goal"].includes(planName(row.result)));
  const counting = indicators.filter((row) => row.people !== "no");
  return [
    planFinding("goal", [], planWords(document.goal) >= FRAME_GOAL_WORDS),
    planFinding("levels", planFaulty(results, (row) => planText(row.level)), outcomes.length && outputs.length >= FRAME_OUTPUTS),
    planFinding("names", [...planTwice(results), ...planTwice(indicators)], results.length && indicators.length),
    planFinding("parents", planFaulty(outputs, (row) => named(outcomes, "id").includes(planName(row.under))), outputs.length),
    planFinding("empty", planFaulty(outcomes, (row) => named(outputs, "under").includes(planName(row.id))), outcomes.length),
    planFinding("priorities", planFaulty(outcomes, (row) => planText(row.priority)), outcomes.length),
    planFinding("states", planFaulty(results, (row) => isState(row.text)), results.length),
    planFinding("assumptions", planFaulty(results, (row) => planWords(row.assumption)), results.length),
    planFinding("measured", [...planFaulty(results, (row) => named(indicators, "result").includes(planName(row.id))), ...unknown], results.length),
    planFinding("baselines", planFaulty(indicators, hasBaseline), indicators.length),
    planFinding("targets", planFaulty(indicators, hasTarget), indicators.length),
    planFinding("dates", planFaulty(indicators, isLaterDate), indicators.length),
    planFinding("sex", planFaulty(counting, (row) => row.people === "yes" && Array.isArray(row.by) && row.by.includes("sex")), indicators.length),
    planFinding("means", planFaulty(indicators, (row) => planWords(row.means) >= FRAME_MEANS_WORDS), indicators.length),
  ];
}
