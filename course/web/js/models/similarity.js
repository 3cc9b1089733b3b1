// Twin of course/models/similarity.py.

const noFigure = (value) => value === null || value === undefined;

/** Each column as (value − mean) ÷ standard deviation over the rows that have a value. */
export function standardisedRows(rows) {
  if (!rows.length) return [];
  const columns = rows[0].map((_unused, index) => {
    const column = rows.map((row) => row[index]);
    const known = column.filter((value) => !noFigure(value));
    const mean = known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : 0;
    const spread = known.length ? Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length) : 0;
    return column.map((value) => (noFigure(value) ? null : spread > 0 ? (value - mean) / spread : 0));
  });
  return rows.map((_unused, row) => columns.map((column) => column[row]));
}

/** Root mean square of the differences over what both have; null without any. */
export function rowDistance(one, other) {
  const gaps = one.map((value, i) => [value, other[i]]).filter((pair) => !pair.some(noFigure)).map(([a, b]) => (a - b) ** 2);
  return gaps.length ? Math.sqrt(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length) : null;
}

/** 1 for twins, near 0 for opposites. */
export function similarityScore(gap) { return gap === null ? null : 1 / (1 + gap); }

/** {country: [visits made, visits received]} of a list of [visitor, host]. */
export function visitDegrees(visits) {
  const found = {};
  const at = (id) => { found[id] = found[id] || [0, 0]; return found[id]; };
  visits.forEach(([visitor, host]) => { at(visitor)[0] += 1; at(host)[1] += 1; });
  return found;
}
