// Twin of course/models/priority_weights.py.

import { registerModel } from "../registry.js";
import { modelError, twin } from "./inputs.js";
import { randomWeights } from "./random_weights.js";

const PRIORITY_RUNS = 500;
const PRIORITY_SEED = 2024;
const PRIORITY_CRITERIA = ["need", "feasible", "fair", "evidence", "cheap"];
const PRIORITY_RATINGS = [
  [8, 3, 6, 5, 2], [7, 8, 6, 9, 7], [8, 6, 10, 5, 5], [6, 3, 7, 4, 3], [9, 7, 8, 6, 6], [4, 6, 2, 4, 5], [5, 7, 7, 3, 8], [5, 6, 4, 7, 4],
];

/** Σ weight · rating / Σ weight for each option. */
export function priorityIndex(ratings, weights) {
  const total = weights.reduce((sum, one) => sum + one, 0);
  if (Math.min(...weights) < 0 || !(total > 0)) throw modelError("model.weights");
  return ratings.map((row) => row.reduce((sum, rating, place) => sum + weights[place] * rating, 0) / total);
}

/** Places of the options from the highest index to the lowest; equal ones stay in the order of the list. */
export function priorityOrder(values) {
  const rounded = values.map((value) => Number(value.toFixed(9)));
  return values.map((_value, place) => place).sort((a, b) => rounded[b] - rounded[a] || a - b);
}

const triedOrders = new Map(); // ratings as text -> orders under the random weightings

function ordersTried(ratings, runs, seed) {
  const key = JSON.stringify([ratings, runs, seed]);
  if (!triedOrders.has(key)) {
    if (triedOrders.size > 20) triedOrders.clear();
    triedOrders.set(key, randomWeights(ratings[0].length, runs, seed).map((weights) => priorityOrder(priorityIndex(ratings, weights))));
  }
  return triedOrders.get(key);
}

/** [share with the same option at rank 1, share with the same `top` options in front, how often each option comes first]. */
export function priorityStability(ratings, weights, top = 3, runs = PRIORITY_RUNS, seed = PRIORITY_SEED) {
  const chosen = priorityOrder(priorityIndex(ratings, weights));
  const tried = ordersTried(ratings, runs, seed);
  const group = new Set(chosen.slice(0, top));
  const first = tried.filter((one) => one[0] === chosen[0]).length / runs;
  const same = tried.filter((one) => one.slice(0, top).every((place) => group.has(place))).length / runs;
  return [first, same, ratings.map((_row, place) => tried.filter((one) => one.slice(0, top).includes(place)).length / runs)];
}

registerModel("priority_weights", twin(
  PRIORITY_CRITERIA.map((id) => [id, 0, 10, 5]),
  ["first", "second", "third", "first_stays", "top_stays", ...PRIORITY_RATINGS.map((_row, place) => `index_${place + 1}`)],
  (values) => {
    const weights = PRIORITY_CRITERIA.map((id) => values[id]);
    const found = priorityIndex(PRIORITY_RATINGS, weights);
    const ranks = priorityOrder(found);
    const [first, top] = priorityStability(PRIORITY_RATINGS, weights);
    return { first: ranks[0] + 1, second: ranks[1] + 1, third: ranks[2] + 1, first_stays: 100 * first, top_stays: 100 * top,
      ...Object.fromEntries(found.map((value, place) => [`index_${place + 1}`, value])) };
  },
));
