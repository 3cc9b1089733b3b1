// Twin of course/models/checklist.py.

import { registerModel } from "../registry.js";
import { modelError, twin } from "./inputs.js";

const CHECKLIST_POINTS = { yes: 1, partly: 0.5, no: 0 };
const CHECKLIST_FLOOR = 0.5;

/** The four answers, in the order of the buttons. */
export const CHECKLIST_ANSWERS = ["yes", "partly", "no", "none"];

/** The mean of the answered questions, or null. */
export function checklistScore(answers) {
  const points = answers.filter((one) => one !== "none").map((one) => CHECKLIST_POINTS[one]);
  return points.length ? points.reduce((sum, one) => sum + one, 0) / points.length : null;
}

/** Answered / all, or null for an empty list. */
export function checklistCoverage(answers) {
  return answers.length ? answers.filter((one) => one !== "none").length / answers.length : null;
}

/** 0.5 + 0.5 · coverage. */
export function coverageFactor(covered) {
  if (!(covered >= 0 && covered <= 1)) throw modelError("model.share");
  return CHECKLIST_FLOOR + (1 - CHECKLIST_FLOOR) * covered;
}

/** relevance · feasibility · coverage factor. */
export function checklistPriority(relevance, feasibility, covered) {
  return relevance * feasibility * coverageFactor(covered);
}

registerModel("checklist", twin(
  [["yes", 0, 20, 3], ["partly", 0, 20, 2], ["no", 0, 20, 1], ["none", 0, 20, 2], ["relevance", 0, 10, 5], ["feasibility", 0, 10, 5]],
  ["answered", "score", "coverage", "factor", "priority"],
  ({ yes, partly, no, none, relevance, feasibility }) => {
    const answered = yes + partly + no;
    const total = answered + none;
    const covered = total ? answered / total : null;
    return { answered, score: answered ? (yes + 0.5 * partly) / answered : null, coverage: covered,
      factor: covered === null ? null : coverageFactor(covered),
      priority: covered === null ? null : checklistPriority(relevance, feasibility, covered) };
  },
));
