// Twin of course/models/base_rates.py.

import { registerModel } from "../registry.js";
import { twin } from "./inputs.js";

/** [share of all with the feature, share of the group among them or null]. */
export function shareInFeature(group, rate, otherRate) {
  const inside = group * rate;
  const everybody = inside + (1 - group) * otherRate;
  return [everybody, everybody > 0 ? inside / everybody : null];
}

/** [rate of all, rate of the others], or null when no population can be like this. */
export function ratesFromShare(group, rate, share) {
  if (share <= 0 || group >= 1) return null;
  const everybody = (rate * group) / share;
  const others = ((1 - share) * everybody) / (1 - group);
  return everybody <= 1 && others <= 1 ? [everybody, others] : null;
}

const baseRateInputs = (third) => [["group", 0, 100, 80], ["rate", 0, 100, 25], third];

registerModel("base_rates", twin(baseRateInputs(["other_rate", 0, 100, 20]), ["everybody", "share"], (values) => {
  const [everybody, share] = shareInFeature(values.group / 100, values.rate / 100, values.other_rate / 100);
  return { everybody: 100 * everybody, share: share === null ? null : 100 * share };
}));

registerModel("base_rates_back", twin(baseRateInputs(["share", 0, 100, 90]), ["everybody", "other_rate"], (values) => {
  const found = ratesFromShare(values.group / 100, values.rate / 100, values.share / 100);
  return found ? { everybody: 100 * found[0], other_rate: 100 * found[1] } : { everybody: null, other_rate: null };
}));
