// Twin of course/models/random_weights.py: random numbers that are the same in every browser and in Python.

/** Random numbers from 0 to below 1; mulberry32. */
export function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `runs` weightings of `count` criteria, each adding up to 1. */
export function randomWeights(count, runs, seed) {
  const next = mulberry32(seed);
  return Array.from({ length: runs }, () => {
    const drawn = Array.from({ length: count }, () => next());
    const total = drawn.reduce((sum, one) => sum + one, 0);
    return total > 0 ? drawn.map((one) => one / total) : drawn.map(() => 1 / count);
  });
}
