// Twin of course/models/concentration.py.

import { modelError } from "./inputs.js";

const addUp = (values) => values.reduce((sum, value) => sum + value, 0);

function checkedPlaces(values, total) {
  if (!values.length || values.some((value) => !Number.isFinite(value) || value < 0)) throw modelError("model.places");
  const ordered = [...values].sort((one, other) => other - one);
  const whole = total === null || total === undefined ? addUp(ordered) : total;
  if (!(whole > 0) || whole < addUp(ordered) * (1 - 1e-12)) throw modelError("model.whole");
  return [ordered, whole];
}

/** Sum, total, rest, shares of the largest 1, 3 and 10, the Herfindahl-Hirschman index, and how many equal places it stands for. */
export function concentrationOf(values, total = null, others = 0) {
  const [ordered, whole] = checkedPlaces(values, total);
  const sum = addUp(ordered);
  const rest = whole - sum;
  const equal = others && rest > 0 ? others * (rest / others / whole) ** 2 : 0;
  const hhi = addUp(ordered.map((value) => (value / whole) ** 2)) + equal;
  const top = (count) => addUp(ordered.slice(0, count)) / whole;
  return { count: ordered.length, sum, total: whole, rest, top1: top(1), top3: top(3), top10: top(10), hhi, equal_places: 1 / hhi };
}

/** Points of the Lorenz curve, smallest place first: [[share of places, share of the sum]] from 0 to 1. */
export function lorenzPoints(values) {
  const [ordered, whole] = checkedPlaces(values, null);
  let soFar = 0;
  return [[0, 0], ...ordered.reverse().map((value, index) => { soFar += value; return [(index + 1) / ordered.length, soFar / whole]; })];
}
