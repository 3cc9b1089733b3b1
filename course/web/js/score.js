// Shares of a practice answer that are right: the twins of the `mark` functions in course/questions/.

const EPSILON = 1e-9; // decimal numbers are not exact in binary: 0.1 + 0.2 must still equal 0.3

/** Several choices: (right − wrong choices) ÷ size of the union with the key, at least 0. */
export function choicesScore(chosen, key) {
  const hits = chosen.filter((id) => key.includes(id)).length;
  const union = new Set([...chosen, ...key]).size;
  return union ? Math.max(0, (hits - (chosen.length - hits)) / union) : 0;
}

/** How far from the key a number may be: `tolerance`, else `relative` × key, else 0.5 % of the key. */
export function numberWidth({ key, tolerance, relative }) {
  if (tolerance !== undefined && tolerance !== null) return Number(tolerance);
  return Math.abs(key) * (relative === undefined || relative === null ? 0.005 : Number(relative));
}

/** Is `value` within `width` of `target`? */
export function isNear(value, target, width) {
  return Math.abs(value - target) <= width + EPSILON * Math.max(1, Math.abs(target));
}

/** 1 − discordant pairs ÷ all pairs. */
export function orderScore(value, key) {
  const place = Object.fromEntries(value.map((id, i) => [id, i]));
  let pairs = 0;
  let wrong = 0;
  key.forEach((first, i) => key.slice(i + 1).forEach((second) => {
    pairs += 1;
    if (!(place[first] < place[second])) wrong += 1;
  }));
  return pairs ? 1 - wrong / pairs : 1;
}
