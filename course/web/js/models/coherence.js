// Twin of course/models/coherence.py.

/** The five dimensions of a coherence dashboard, in the order of a measure's `effects`. */
export const COHERENCE_DIMENSIONS = ["institutions", "costs", "rights", "integration", "development"];

function conflictKind(one, other) {
  if (one.level !== other.level) return "vertical";
  return one.owner === other.owner ? "inside" : "horizontal";
}

/** Pairs on the same lever, pushed in opposite directions, with a group of people in common. */
export function coherenceConflicts(measures) {
  const found = [];
  measures.forEach((one, place) => measures.slice(place + 1).forEach((other) => {
    const common = one.groups.filter((group) => other.groups.includes(group));
    if (one.lever === other.lever && one.push * other.push < 0 && common.length) {
      found.push({ first: one.id, second: other.id, lever: one.lever, groups: common, kind: conflictKind(one, other) });
    }
  }));
  return found;
}

/** Ids of measures that help one dimension and harm another. */
export function coherenceTradeOffs(measures) {
  return measures.filter((one) => one.effects.includes(1) && one.effects.includes(-1)).map((one) => one.id);
}

/** How many measures help and harm each dimension. */
export function coherenceBalance(measures) {
  return COHERENCE_DIMENSIONS.map((_dimension, place) => ({ helps: measures.filter((one) => one.effects[place] > 0).length,
    harms: measures.filter((one) => one.effects[place] < 0).length }));
}

/** [phase, field] pairs without any measure. */
export function coherenceGaps(measures, phases, fields) {
  return phases.flatMap((phase) => fields.filter((field) => !measures.some((one) => one.phase === phase && one.field === field))
    .map((field) => [phase, field]));
}
