// Twin of course/models/rounding.py.

import { registerModel } from "../registry.js";
import { modelError, twin } from "./inputs.js";

/** The lowest and highest whole number behind a printed percentage, [low, high], or null when none fits. */
export function wholeNumbers(percent, rawTotal, decimals = 0) {
  const total = Math.floor(rawTotal + 0.5);
  if (!(total >= 1)) throw modelError("model.total");
  const scale = 10 ** decimals;
  const printed = Math.floor(percent * scale + 0.5);
  const lowest = Math.max(0, Math.ceil(((2 * printed - 1) * total) / (200 * scale)));
  const highest = Math.min(total, Math.ceil(((2 * printed + 1) * total) / (200 * scale)) - 1);
  return lowest <= highest ? [lowest, highest] : null;
}

registerModel("rounding_inverse", twin(
  [["percent", 0, 100, 37], ["total", 1, 1000000, 43], ["decimals", 0, 2, 0]],
  ["lowest", "highest", "count"],
  ({ percent, total, decimals }) => {
    const found = wholeNumbers(percent, total, Math.floor(decimals + 0.5));
    return found ? { lowest: found[0], highest: found[1], count: found[1] - found[0] + 1 } : { lowest: null, highest: null, count: 0 };
  },
));
