// Twin of course/models/need_matrix.py.

import { REINTEGRATION_DIMENSIONS } from "./reintegration_score.js";

export const REINTEGRATION_LEVELS = ["individual", "community", "structural"];

const placedMeasures = (measures) => measures.filter((one) => REINTEGRATION_DIMENSIONS.includes(one.dimension) && REINTEGRATION_LEVELS.includes(one.level));

/** How many measures stand in each cell: rows are dimensions, columns levels. */
export function matrixCounts(measures) {
  const found = placedMeasures(measures);
  return REINTEGRATION_DIMENSIONS.map((dimension) => REINTEGRATION_LEVELS.map((level) => found.filter((one) => one.dimension === dimension && one.level === level).length));
}

/** In how many of the nine cells at least one measure stands. */
export function matrixFilled(measures) {
  return matrixCounts(measures).flat().filter((count) => count > 0).length;
}

/** The cells without a measure, as [dimension, level]. */
export function matrixEmpty(measures) {
  return matrixCounts(measures).flatMap((row, at) => row.flatMap((count, place) => (count ? [] : [[REINTEGRATION_DIMENSIONS[at], REINTEGRATION_LEVELS[place]]])));
}

/** Share of the placed measures in each dimension, or null. */
export function matrixShares(measures) {
  const rows = matrixCounts(measures).map((row) => row.reduce((sum, one) => sum + one, 0));
  const total = rows.reduce((sum, one) => sum + one, 0);
  return total ? rows.map((count) => count / total) : null;
}

/** [dimension, level, share] of the fullest cell (the first of several), or null. */
export function matrixFullest(measures) {
  const counts = matrixCounts(measures).flat();
  const total = counts.reduce((sum, one) => sum + one, 0);
  if (!total) return null;
  const place = counts.indexOf(Math.max(...counts));
  return [REINTEGRATION_DIMENSIONS[Math.floor(place / 3)], REINTEGRATION_LEVELS[place % 3], counts[place] / total];
}

/** Share of people whose lowest score lies in a dimension minus the share of measures there, or null. */
export function matrixNeedGap(measures, needs) {
  const shares = matrixShares(measures);
  return shares === null ? null : needs.map((need, place) => need - shares[place]);
}
