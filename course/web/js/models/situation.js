// Twin of course/models/situation.py.

/** "low" below the first limit, "high" from the second on, "middle" between; null where nobody can tell. */
export function situationBand(value, low, high) {
  if ([value, low, high].some((one) => one === null || one === undefined)) return null;
  if (value < low) return "low";
  return value >= high ? "high" : "middle";
}

/** People who had to leave, per 1,000 inhabitants. */
export function displacedPer1000(refugees, asylumSeekers, displaced, population) {
  return (1000 * (refugees + asylumSeekers + displaced)) / population;
}

/** Percentage points between the share of women and one half. */
export function distanceFromHalf(womenPct) { return Math.abs(womenPct - 50); }

/** Mean yearly change of a stock, per cent. */
export function yearlyChangePct(before, now, years) { return 100 * ((now / before) ** (1 / years) - 1); }
