// Twin of course/models/mirror.py. A matrix is {origin: {census: persons}}.

/** People born in `origin` in the censuses of all other countries. */
export function emigrantsOf(counted, origin) {
  return Object.entries(counted[origin]).reduce((sum, [census, people]) => (census === origin ? sum : sum + people), 0);
}

/** People born in the other countries in the census of `census`. */
export function immigrantsIn(counted, census) {
  return Object.entries(counted).reduce((sum, [origin, row]) => (origin === census ? sum : sum + row[census]), 0);
}

/** How far two counts lie apart, in per cent of their mean; null when both are 0. */
export function asymmetryOf(counted, estimated) {
  const middle = (counted + estimated) / 2;
  return middle ? (100 * Math.abs(counted - estimated)) / middle : null;
}

/** Each pair of origin and destination with both counts, their difference and their asymmetry. */
export function mirrorPairs(counted, estimated) {
  return Object.entries(counted).flatMap(([origin, row]) => Object.entries(row).filter(([census]) => census !== origin)
    .map(([census, people]) => ({ origin, destination: census, counted: people, estimated: estimated[origin][census],
      difference: people - estimated[origin][census], asymmetry: asymmetryOf(people, estimated[origin][census]) })));
}
