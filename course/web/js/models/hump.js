// Twin of course/models/hump.py: a smooth middle line over countries, and the rank correlation.

const HUMP_WINDOW = 0.15;
const HUMP_FEWEST = 5;

/** The value below which a share `q` of the weight lies; `pairs` are [value, weight]. */
export function weightedQuantile(pairs, q) {
  const ordered = [...pairs].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const total = ordered.reduce((sum, pair) => sum + pair[1], 0);
  let before = 0;
  let lastPlace = null;
  let lastValue = ordered[0][0];
  for (const [value, weight] of ordered) {
    const place = (before + weight / 2) / total;
    if (place >= q) {
      if (lastPlace === null) return value;
      return lastValue + ((q - lastPlace) / (place - lastPlace)) * (value - lastValue);
    }
    before += weight;
    lastPlace = place;
    lastValue = value;
  }
  return lastValue;
}

/** {income, low, middle, high, near} of the countries ([income, share]) near one income. */
export function localShare(points, income, window = HUMP_WINDOW) {
  const here = Math.log10(income);
  const pairs = points.map(([x, y]) => [y, Math.exp(-0.5 * ((Math.log10(x) - here) / window) ** 2)]);
  const near = pairs.reduce((sum, pair) => sum + pair[1], 0);
  if (near < HUMP_FEWEST) return { income, low: null, middle: null, high: null, near };
  const [low, middle, high] = [0.25, 0.5, 0.75].map((q) => weightedQuantile(pairs, q));
  return { income, low, middle, high, near };
}

/** 1 for the smallest value; equal values share the mean of their ranks. */
export function meanRanks(values) {
  const order = values.map((_value, place) => place).sort((a, b) => values[a] - values[b]);
  const found = new Array(values.length).fill(0);
  let start = 0;
  while (start < order.length) {
    let end = start;
    while (end + 1 < order.length && values[order[end + 1]] === values[order[start]]) end += 1;
    for (let at = start; at <= end; at += 1) found[order[at]] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return found;
}

/** Spearman's rank correlation of points [x, y], or null. */
export function rankCorrelation(points) {
  if (points.length < 3) return null;
  const xs = meanRanks(points.map((point) => point[0]));
  const ys = meanRanks(points.map((point) => point[1]));
  const middle = (points.length + 1) / 2;
  let [above, xx, yy] = [0, 0, 0];
  xs.forEach((x, at) => {
    above += (x - middle) * (ys[at] - middle);
    xx += (x - middle) ** 2;
    yy += (ys[at] - middle) ** 2;
  });
  const below = Math.sqrt(xx * yy);
  return below ? above / below : null;
}
