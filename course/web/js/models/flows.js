// Twin of course/models/flows.py.

import { registerModel } from "../registry.js";
import { twin } from "./inputs.js";

/** Values as percentages of the value of the base year; null where there is none or it is not above 0. */
export function flowIndex(years, values, baseYear) {
  const base = values[years.indexOf(baseYear)];
  if (!(base > 0)) return null;
  return values.map((value) => (value === null || value === undefined ? null : (100 * value) / base));
}

/** Change from `first` to `last` in per cent of `first`; null when it cannot be given. */
export function flowGrowth(first, last) {
  return first === null || first === undefined || first <= 0 || last === null ? null : (100 * (last - first)) / first;
}

/** Whether values of one year in these price bases may be compared: all alike, or the base year of each constant one. */
export function sameBasis(year, bases) {
  const constants = bases.filter((basis) => basis.startsWith("constant-")).map((basis) => Number(basis.split("-")[1]));
  return new Set(bases).size <= 1 || constants.every((base) => base === year);
}

/** volume · (cost now − target) / 100. */
export function cheaperSaving(volume, now, target) { return (volume * (now - target)) / 100; }

registerModel("flows", twin(
  [["remittances", 0, 2000, 522], ["fdi", 0, 2000, 581], ["oda", 0, 2000, 150]],
  ["to_oda", "to_fdi", "share"],
  ({ remittances, fdi, oda }) => {
    const total = remittances + fdi + oda;
    return {
      to_oda: oda > 0 ? remittances / oda : null,
      to_fdi: fdi > 0 ? remittances / fdi : null,
      share: total > 0 ? (100 * remittances) / total : null,
    };
  },
));

registerModel("cheaper_sending", twin(
  [["volume", 0, 1000, 60], ["cost_now", 0, 25, 12.4], ["cost_target", 0, 25, 5]],
  ["saving", "per_transfer"],
  ({ volume, cost_now: now, cost_target: target }) => ({
    saving: cheaperSaving(volume, now, target),
    per_transfer: cheaperSaving(200, now, target),
  }),
));
