// Twin of course/models/reintegration_score.py.

import { registerModel } from "../registry.js";
import { modelError, twin } from "./inputs.js";

export const REINTEGRATION_DIMENSIONS = ["economic", "social", "psychosocial"];
const FEWEST_ANSWERS = 2;
const SCORE_TIE = 0.0005;

/** An answer on a scale from 0 (worst) to 1 (best). */
export function rescaleAnswer(value, low, high, better) {
  if (!(value >= low && value <= high) || low === high) throw modelError("model.range", { low, high });
  const share = (value - low) / (high - low);
  return better === "low" ? 1 - share : share;
}

/** Mean of the answered items, or null with fewer than two. */
export function dimensionScore(shares) {
  const answered = shares.filter((one) => one !== null);
  return answered.length >= FEWEST_ANSWERS ? answered.reduce((sum, one) => sum + one, 0) / answered.length : null;
}

/** Weighted mean of three scores; null when one is missing. */
export function compositeScore(scores, weights = [1, 1, 1]) {
  const total = weights.reduce((sum, one) => sum + one, 0);
  if (weights.some((one) => one < 0) || !(total > 0)) throw modelError("model.weights");
  if (scores.some((one) => one === null)) return null;
  return scores.reduce((sum, score, place) => sum + weights[place] * score, 0) / total;
}

/** The dimensions with the lowest score; an empty list while one score is missing. */
export function bottleneckOf(scores) {
  const values = Object.values(scores);
  if (values.some((one) => one === null)) return [];
  const lowest = Math.min(...values);
  return Object.keys(scores).filter((name) => scores[name] - lowest < SCORE_TIE);
}

/** All scores of one set of answers: {economic, social, psychosocial, composite, lowest, answered}. */
export function scoreAnswers(answers, indicators, weights = [1, 1, 1]) {
  const shares = Object.fromEntries(REINTEGRATION_DIMENSIONS.map((name) => [name, []]));
  indicators.forEach((one) => {
    const value = answers[one.id] ?? null;
    shares[one.dimension].push(value === null ? null : rescaleAnswer(value, one.low, one.high, one.better));
  });
  const scores = Object.fromEntries(REINTEGRATION_DIMENSIONS.map((name) => [name, dimensionScore(shares[name])]));
  return { ...scores, composite: compositeScore(Object.values(scores), weights), lowest: bottleneckOf(scores),
    answered: Object.values(shares).flat().filter((one) => one !== null).length };
}

const SCORE_INPUTS = [["economic", 0, 1, 0.4], ["social", 0, 1, 0.65], ["psychosocial", 0, 1, 0.75],
  ["weight_economic", 0, 5, 1], ["weight_social", 0, 5, 1], ["weight_psychosocial", 0, 5, 1]];

registerModel("reintegration_score", twin(SCORE_INPUTS, ["composite", "lowest", "gap"], (values) => {
  const scores = REINTEGRATION_DIMENSIONS.map((name) => values[name]);
  const weights = REINTEGRATION_DIMENSIONS.map((name) => values[`weight_${name}`]);
  const whole = weights.some((one) => one > 0) ? compositeScore(scores, weights) : null;
  const lowest = Math.min(...scores);
  return { composite: whole, lowest, gap: whole === null ? null : whole - lowest };
}));
