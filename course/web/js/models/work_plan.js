// Twin of course/models/work_plan.py: fourteen rules over an implementation plan.

import { planFaulty, planFinding, planName, planNumber, planRowName, planRows, planText, planTwice, planWords } from "./logframe.js";

const WORK_WORDS = 8;
const WORK_ACTIVITIES = 4;
const WORK_RISKS = 3;
const WORK_CENT = 0.005;

/** Short names of the activities that a row waits for. */
export const planWaits = (row) => (typeof row.after === "string" ? row.after.split(/[,;]/u).map(planName).filter(Boolean) : []);

/** Names of the activities that wait for each other in a circle. */
export function planCircle(activities) {
  const names = activities.map((row) => planName(row.id));
  const edges = new Map();
  activities.forEach((row, place) => { if (names[place]) edges.set(names[place], planWaits(row).filter((one) => names.includes(one))); });
  const drop = (gone) => {
    gone.forEach((name) => edges.delete(name));
    edges.forEach((before, name) => edges.set(name, before.filter((one) => !gone.includes(one))));
  };
  for (let free = [""]; free.length;) {
    free = [...edges].filter(([, before]) => !before.length).map(([name]) => name);
    drop(free);
  }
  for (let last = [""]; last.length;) {
    const waited = new Set([...edges.values()].flat());
    last = [...edges.keys()].filter((name) => !waited.has(name));
    last.forEach((name) => edges.delete(name));
  }
  return activities.map((row, place) => (edges.has(names[place]) ? planRowName(row, place) : null)).filter((one) => one !== null);
}

const planDatesAscend = (dates) => dates.every(planText) && dates.every((one, i) => i === 0 || dates[i - 1] <= one);
const planSum = (numbers) => numbers.reduce((all, one) => all + one, 0);

function planOverdrawn(activities, lines) {
  const found = planFaulty(activities, (row) => planNumber(row.cost));
  lines.forEach((line, place) => {
    const name = planName(line.id);
    const costs = activities.filter((row) => planName(row.line) === name && planNumber(row.cost)).map((row) => row.cost);
    if (name && planNumber(line.amount) && planSum(costs) > line.amount + WORK_CENT) found.push(planRowName(line, place));
  });
  return found;
}

/** All rules of an implementation plan: [{rule, ok, where}]; with a logframe, activities have to lead to its outputs. */
export function checkWorkPlan(document, logframe = null) {
  const [activities, lines, risks] = ["activities", "lines", "risks"].map((field) => planRows(document, field));
  const { start, end } = document;
  const named = (rows, column) => rows.map((row) => planName(row[column])).filter(Boolean);
  const outputs = logframe ? named(planRows(logframe, "results").filter((row) => row.level === "output"), "id") : null;
  const byName = new Map(activities.filter((row) => planName(row.id)).map((row) => [planName(row.id), row]));
  const leads = (row) => planName(row.output) && (!outputs || outputs.includes(planName(row.output)));
  const known = (row) => planWaits(row).every((name) => byName.has(name) && name !== planName(row.id));
  const inTurn = (row) => planWaits(row).filter((name) => byName.has(name)).every((name) => typeof byName.get(name).end === "string"
    && typeof row.start === "string" && byName.get(name).end <= row.start);
  const addsUp = lines.length && planNumber(document.total) && lines.every((row) => planNumber(row.amount))
    && Math.abs(planSum(lines.map((row) => row.amount)) - document.total) <= WORK_CENT;
  return [
    planFinding("narrative", ["rationale", "roles", "money"].filter((field) => planWords(document[field]) < WORK_WORDS)),
    planFinding("matrix", planTwice(activities), activities.length >= WORK_ACTIVITIES),
    planFinding("responsible", planFaulty(activities, (row) => planText(row.responsible)), activities.length),
    planFinding("outputs", planFaulty(activities, leads), activities.length),
    planFinding("dates", planFaulty(activities, (row) => planDatesAscend([start, row.start, row.end, end])), activities.length),
    planFinding("lines", planFaulty(activities, (row) => named(lines, "id").includes(planName(row.line))), activities.length),
    planFinding("orphans", planFaulty(lines, (row) => named(activities, "line").includes(planName(row.id))), lines.length),
    planFinding("costs", planOverdrawn(activities, lines), activities.length),
    planFinding("total", [], addsUp),
    planFinding("waits", planFaulty(activities, known), activities.length),
    planFinding("circle", planCircle(activities), activities.length),
    planFinding("turns", planFaulty(activities, inTurn), activities.length),
    planFinding("follow", [], planWords(document.monitoring) >= WORK_WORDS && planDatesAscend([start, document.review, end])),
    planFinding("risks", [], risks.length >= WORK_RISKS && risks.some((row) => row.about === "rights") && planWords(document.safeguards) >= WORK_WORDS),
  ];
}
