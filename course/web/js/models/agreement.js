// Twin of course/models/agreement.py.

import { registerModel } from "../registry.js";
import { twin } from "./inputs.js";

const agreementShare = (part, whole) => (whole === 0 ? null : part / whole);

/** The four cells from pairs [first says yes, second says yes]. */
export function countedPairs(pairs) {
  const cells = { both: 0, only_first: 0, only_second: 0, neither: 0 };
  pairs.forEach(([first, second]) => {
    cells[first && second ? "both" : first ? "only_first" : second ? "only_second" : "neither"] += 1;
  });
  return cells;
}

/** Agreement, kappa, precision, recall and F1; null where a share has nothing to be a share of. */
export function agreementOf({ both, only_first: alarms, only_second: misses, neither }) {
  const total = both + alarms + misses + neither;
  const agreed = agreementShare(both + neither, total);
  let chance = null;
  let kappa = null;
  if (agreed !== null) {
    chance = ((both + alarms) / total) * ((both + misses) / total) + ((misses + neither) / total) * ((alarms + neither) / total);
    kappa = chance >= 1 ? null : (agreed - chance) / (1 - chance);
  }
  return { agreed, chance, kappa, precision: agreementShare(both, both + alarms), recall: agreementShare(both, both + misses),
    f1: agreementShare(2 * both, 2 * both + alarms + misses) };
}

registerModel("agreement", twin(
  [["both", 0, 1000, 9], ["only_first", 0, 1000, 4], ["only_second", 0, 1000, 5], ["neither", 0, 1000, 12]],
  ["agreed", "chance", "kappa", "precision", "recall", "f1"],
  agreementOf,
));
