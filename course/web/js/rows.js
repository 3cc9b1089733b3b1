// Steps on a table: pure functions, so that a view can undo them by leaving the last one out. A table is
// {columns: [{id, label, kind, unit}], rows: [[…]]}; a missing value is null.

const isMissing = (cell) => cell === null || cell === undefined || cell === "";

function keeps(condition, cell, wanted) {
  if (isMissing(cell)) return false;
  if (condition === "least") return Number(cell) >= wanted;
  if (condition === "most") return Number(cell) <= wanted;
  const text = String(cell).toLowerCase();
  const other = String(wanted).toLowerCase();
  return condition === "is" ? text === other : text.includes(other);
}

/** Numbers by size, texts by letters; rows without a value come last in both directions. */
function compareCells(one, other, down) {
  if (isMissing(one) || isMissing(other)) return Number(isMissing(one)) - Number(isMissing(other));
  const order = typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other));
  return down ? -order : order;
}

const STEP_KINDS = {
  filter: (rows, step) => rows.filter((row) => keeps(step.condition, row[step.column], step.value)),
  sort: (rows, step) => [...rows].sort((one, other) => compareCells(one[step.column], other[step.column], step.down)),
  first: (rows, step) => rows.slice(0, step.count),
};

/** The rows after all `steps`, in their order. A step names its column by its place. */
export function applySteps(rows, steps) {
  return steps.reduce((now, step) => STEP_KINDS[step.do](now, step), rows);
}
