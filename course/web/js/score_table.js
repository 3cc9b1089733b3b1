// The twin of `mark` in course/questions/table.py: the share of cells that are right.

const fold = (name) => String(name).toLowerCase().replaceAll("_", " ").split(/\s+/u).filter(Boolean).join(" ");

function sameCell(cell, wanted, { tolerance = 0, relative = 1e-6 }) {
  if (typeof cell === "number" && typeof wanted === "number") {
    return Math.abs(cell - wanted) <= tolerance + relative * Math.abs(wanted) + 1e-12;
  }
  if (typeof cell !== typeof wanted) return false;
  return typeof cell === "string" ? fold(cell) === fold(wanted) : cell === wanted;
}

/** Places of the columns that say which row is which. */
function namingColumns(key, by) {
  const places = key.columns.map((name, i) => i);
  if (by !== undefined && by !== null) {
    const wanted = [].concat(by).map(fold);
    return places.filter((i) => wanted.includes(fold(key.columns[i])));
  }
  return places.filter((i) => key.rows.length && key.rows.every((row) => typeof row[i] === "string"));
}

/** [answer row, row of the key] for each row of the key that the answer has. */
function pairRows(rows, wanted, naming, same, ordered) {
  if (ordered) {
    return rows.slice(0, wanted.length).map((row, i) => [row, wanted[i]])
      .filter(([row, target]) => naming.every((i) => same(row[i], target[i])));
  }
  const compare = naming.length ? naming : (wanted[0] || []).map((cell, i) => i);
  const left = [...rows];
  const pairs = [];
  wanted.forEach((target) => {
    const at = left.findIndex((row) => compare.every((i) => same(row[i], target[i])));
    if (at >= 0) pairs.push([left.splice(at, 1)[0], target]);
  });
  return pairs;
}

/** `value` and `practice.key` are {columns, rows}. */
export function markTable(value, practice) {
  const { key, by, ordered = false } = practice;
  const same = (cell, wanted) => sameCell(cell, wanted, practice);
  const places = new Map(value.columns.map((name, i) => [fold(name), i]));
  if (!key.columns.some((name) => places.has(fold(name)))) return { fraction: 0 };
  const rows = value.rows.map((row) => key.columns.map((name) => (places.has(fold(name)) ? row[places.get(fold(name))] : null)));
  const naming = namingColumns(key, by);
  const pairs = pairRows(rows, key.rows, naming, same, ordered);
  const free = key.columns.map((name, i) => i).filter((i) => !naming.includes(i));
  const counted = free.length ? free : key.columns.map((name, i) => i);
  const right = counted.reduce((sum, i) => sum + pairs.filter(([row, target]) => same(row[i], target[i])).length, 0);
  const total = Math.max(rows.length, key.rows.length, 1) * counted.length;
  return { fraction: right / total, right, total };
}
