// Shares of a practice answer that are right: the twins of the `mark` functions in course/questions/. A property test
// compares both. Slips are objects {value, message, share?}; a slip says which mistake was made.

const EPSILON = 1e-9; // decimal numbers are not exact in binary: 0.1 + 0.2 must still equal 0.3
const SLIP_SHARE = 0.5; // the method was right, one step was not

/** Is `value` the key, or one of several accepted ones? */
const accepts = (key, value) => (Array.isArray(key) ? key.includes(value) : key === value);

const slipThat = (slips, fits) => (slips || []).find((slip) => fits(slip.value)) || null;
const slipMessage = (slips, fits) => (slipThat(slips, fits) || {}).message || "";

/** One choice, or several: (right − wrong choices) ÷ size of the union with the key, at least 0. */
export function markChoice(value, { key, slips }) {
  const chosen = [].concat(value);
  const slip = slipThat(slips, (one) => chosen.includes(one));
  if (typeof key === "string") {
    if (value === key) return { fraction: 1 };
    return { fraction: slip ? slip.share || 0 : 0, slip: slip ? slip.message : "" };
  }
  const hits = chosen.filter((id) => key.includes(id)).length;
  const union = new Set([...chosen, ...key]).size;
  if (hits === union) return { fraction: 1 };
  return { fraction: Math.max(0, (hits - (chosen.length - hits)) / union), slip: slip ? slip.message : "" };
}

/** Whether the value is the key with fewer digits, but two at least: 81 for 81.4, and not 3 for 3.19. */
function isRounded(value, key) {
  const size = Math.abs(value);
  if (!(size >= 1e-4 && size < 1e15)) return false;
  const [whole, fraction = ""] = String(size).split(".");
  const enough = (whole + fraction).replace(/^0+/u, "").length >= 2;
  return enough && Math.abs(value - key) <= 0.5 * 10 ** -fraction.length + EPSILON * Math.max(1, Math.abs(key));
}

/** A number that is right but for its rounding, unit, direction or sign: the ids of what to say, or null. */
function unitSlip(value, key, relative) {
  if (!value || !key) return null;
  const accept = Math.max(relative, 0.005);
  const equals = (target) => Math.abs(value - target) <= accept * Math.abs(target);
  if (isRounded(value, key)) return ["slip_rounded"];
  if (equals(-key)) return ["slip_sign"];
  for (const [factor, written] of [[100, "100"], [1000, "1,000"], [1000000, "1,000,000"]]) {
    const hint = factor === 100 ? "slip_share" : "slip_thousands";
    if (equals(key * factor)) return ["slip_too_large", written, hint];
    if (equals(key / factor)) return ["slip_too_small", written, hint];
  }
  return equals(1 / key) || equals(10000 / key) ? ["slip_inverse"] : null;
}

/** How far from the key a number may be: `tolerance`, else `relative` × key, else 0.5 % of the key. */
const widthOf = ({ key, tolerance = null, relative = null }) => (
  tolerance !== null ? Number(tolerance) : Math.abs(key) * (relative === null ? 0.005 : Number(relative)));

/** The key with few decimals, as a person would write it; well inside what is accepted. */
export function shownNumber(practice) {
  for (let digits = 0; digits < 12; digits += 1) {
    const short = Number(practice.key.toFixed(digits));
    if (Math.abs(short - practice.key) <= widthOf(practice) / 4) return short;
  }
  return practice.key;
}

/** A number near enough to the key, a typical slip, or a slip of the unit. */
export function markNumber(value, practice) {
  const { key, slips, unit_slips: unitSlips = true } = practice;
  const width = widthOf(practice);
  const near = (target) => Math.abs(value - target) <= width + EPSILON * Math.max(1, Math.abs(target));
  if (near(key)) return { fraction: 1 };
  const slip = slipThat(slips, near);
  if (slip) return { fraction: slip.share === undefined ? SLIP_SHARE : slip.share, slip: slip.message };
  const unit = unitSlips ? unitSlip(value, key, key ? width / Math.abs(key) : 0) : null;
  return unit ? { fraction: SLIP_SHARE, unit } : { fraction: 0 };
}

/** The share of items in the right place; with two classes corrected for chance. */
export function markMatch(value, { key, slips }, classes) {
  const items = Object.keys(key);
  const right = items.filter((item) => accepts(key[item], value[item])).length;
  let fraction = right / items.length;
  if (classes === 2) fraction = Math.max(0, 2 * fraction - 1);
  return { fraction, right, total: items.length, slip: slipMessage(slips, ([item, bin]) => value[item] === bin) };
}

/** 1 − wrong pairs ÷ all pairs; a list inside the key holds steps whose order does not matter. */
export function markOrder(value, { key, slips }) {
  const rank = key.flatMap((step, place) => [].concat(step).map((id) => ({ id, place })));
  const position = new Map(value.map((id, place) => [id, place]));
  const before = (first, second) => position.has(first) && position.has(second) && position.get(first) < position.get(second);
  const pairs = rank.flatMap((first) => rank.filter((second) => first.place < second.place).map((second) => [first.id, second.id]));
  const right = pairs.filter(([first, second]) => before(first, second)).length;
  return { fraction: right === pairs.length ? 1 : right / pairs.length, right, total: pairs.length,
    slip: slipMessage(slips, ([first, second]) => before(first, second)) };
}

/** The share of right cells among those in the key. */
export function markMatrix(value, { key, slips }) {
  const cell = (row, column) => (value[row] || {})[column];
  const cells = Object.entries(key).flatMap(([row, line]) => Object.entries(line).map(([column, accepted]) => accepts(accepted, cell(row, column))));
  const right = cells.filter(Boolean).length;
  return { fraction: right / cells.length, right, total: cells.length,
    slip: slipMessage(slips, ([row, column, pick]) => cell(row, column) === pick) };
}

/** F1 of the sentences found; the wrong correction counts half. */
export function markErrors(value, { key, slips }) {
  const wrong = Array.isArray(key) ? Object.fromEntries(key.map((id) => [id, true])) : key;
  const marked = Object.keys(value);
  const found = marked.filter((id) => id in wrong);
  const fixed = found.filter((id) => wrong[id] === true || accepts(wrong[id], value[id]));
  const hits = fixed.length + 0.5 * (found.length - fixed.length);
  const total = Object.keys(wrong).length;
  const missed = [...marked.filter((id) => !(id in wrong)), ...Object.keys(wrong).filter((id) => !fixed.includes(id))];
  return { fraction: marked.length || total ? (2 * hits) / (marked.length + total) : 1, right: found.length, total,
    slip: slipMessage(slips, (id) => missed.includes(id)) };
}
