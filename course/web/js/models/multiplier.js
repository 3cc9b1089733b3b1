// Twin of course/models/multiplier.py.

import { registerModel } from "../registry.js";
import { modelError, twin } from "./inputs.js";

const HIGHEST_C = 0.99;

/** k = 1 / (1 − c(1 − t) + m). */
export function multiplierK(c, t, m) {
  if (![c, t, m].every((share) => share >= 0 && share <= 1)) throw modelError("model.share");
  const leak = 1 - c * (1 - t) + m;
  if (leak <= 0) throw modelError("model.no_leak");
  return 1 / leak;
}

/** [low, high] when c, t and m are all wrong by `spread`. Imports cannot exceed what is spent, so low stays at 1 or k. */
export function multiplierRange(c, t, m, spread) {
  const low = multiplierK(Math.max(0, c - spread), Math.min(1, t + spread), Math.min(1, m + spread));
  return [
    low < 1 ? Math.min(1, multiplierK(c, t, m)) : low,
    multiplierK(Math.min(Math.max(c, HIGHEST_C), c + spread), Math.max(0, t - spread), Math.max(0, m - spread)),
  ];
}

/** Local income made in each round of spending. */
export function multiplierRounds(c, t, m, first, count = 8) {
  const kept = c * (1 - t) - m;
  const made = [];
  let now = first;
  for (let round = 0; round < count; round += 1) {
    made.push(now);
    now *= kept;
  }
  return made;
}

registerModel("multiplier", twin(
  [["remittances", 0, 500, 100], ["s", 0, 1, 0.7], ["c", 0, 0.95, 0.8], ["t", 0, 0.9, 0.1], ["m", 0, 0.95, 0.3],
    ["spread", 0, 0.2, 0.05]],
  ["k", "k_low", "k_high", "first", "delta_y", "delta_y_low", "delta_y_high", "kept", "leak_tax", "leak_saving",
    "leak_imports"],
  ({ remittances, s, c, t, m, spread }) => {
    const k = multiplierK(c, t, m);
    const [low, high] = multiplierRange(c, t, m, spread);
    const first = s * remittances;
    return { k, k_low: low, k_high: high, first, delta_y: k * first, delta_y_low: low * first,
      delta_y_high: high * first, kept: c * (1 - t) - m, leak_tax: t, leak_saving: (1 - c) * (1 - t),
      leak_imports: m };
  },
));
