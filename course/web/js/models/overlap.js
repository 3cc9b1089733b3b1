// Twin of course/models/overlap.py.

import { registerModel } from "../registry.js";
import { twin } from "./inputs.js";

/** [smallest, largest] overlap of two groups, or null when a group is larger than the total. */
export function overlapBounds(total, first, second) {
  return first > total || second > total ? null : [Math.max(0, first + second - total), Math.min(first, second)];
}

/** The overlap when one knows how many are in at least one group, or null when that cannot be. */
export function overlapOf(first, second, either) {
  const both = first + second - either;
  return both >= 0 && both <= Math.min(first, second) ? both : null;
}

registerModel("overlap", twin(
  [["total", 0, 1000000, 30], ["first", 0, 1000000, 20], ["second", 0, 1000000, 18], ["either", 0, 1000000, 27]],
  ["smallest", "largest", "both"],
  ({ total, first, second, either }) => {
    const bounds = overlapBounds(total, first, second);
    if (!bounds) return { smallest: null, largest: null, both: null };
    return { smallest: bounds[0], largest: bounds[1], both: either <= total ? overlapOf(first, second, either) : null };
  },
));
