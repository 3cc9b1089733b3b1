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

/** [place in the answer, place in the key] for each row of the key that the answer has. */
function pairRows(rows, wanted, naming, same) {
  const compare = naming.length ? naming : (wanted[0] || []).map((cell, i) => i);
  const left = rows.map((row, i) => i);
  const pairs = [];
  wanted.forEach((target, at) => {
    const found = left.find((i) => compare.every((c) => same(rows[i][c], target[c])));
    if (found === undefined) return;
    left.splice(left.indexOf(found), 1);
    pairs.push([found, at]);
  });
  return pairs;
}

/** The share of the pairs of rows that stand in the order of the key. */
function inOrder(pairs) {
  const couples = pairs.flatMap(([one], i) => pairs.slice(i + 1).map(([other]) => one < other));
  return couples.length ? couples.filter(Boolean).length / couples.length : 1;
}

/** Are the rows of `value` those of `wanted`, looking only at the columns of `wanted`? */
function hasRows(value, wanted) {
  const places = new Map(value.columns.map((name, i) => [fold(name), i]));
  if (wanted.columns.some((name) => !places.has(fold(name)))) return false;
  const sorted = (rows) => JSON.stringify(rows.map((row) => JSON.stringify(row.map(fold))).sort());
  return sorted(value.rows.map((row) => wanted.columns.map((name) => row[places.get(fold(name))]))) === sorted(wanted.rows);
}

/** Has the row that holds the text `row` this cell in the column? */
function hasCell(value, [row, column, cell], same) {
  const place = value.columns.findIndex((name) => fold(name) === fold(column));
  if (place < 0) return false;
  return value.rows.some((cells) => cells.some((one) => typeof one === "string" && fold(one) === fold(row)) && same(cells[place], cell));
}

/** `value` and `practice.key` are {columns, rows}; the value of a slip is a table like them, or [row, column, cell]. */
export function markTable(value, practice) {
  const { key, by, ordered = false, slips } = practice;
  const same = (cell, wanted) => sameCell(cell, wanted, practice);
  const places = new Map(value.columns.map((name, i) => [fold(name), i]));
  if (!key.columns.some((name) => places.has(fold(name)))) return { fraction: 0 };
  const rows = value.rows.map((row) => key.columns.map((name) => (places.has(fold(name)) ? row[places.get(fold(name))] : null)));
  const naming = namingColumns(key, by);
  const pairs = pairRows(rows, key.rows, naming, same);
  const free = key.columns.map((name, i) => i).filter((i) => !naming.includes(i));
  const counted = free.length ? free : key.columns.map((name, i) => i);
  const right = counted.reduce((sum, i) => sum + pairs.filter(([a, b]) => same(rows[a][i], key.rows[b][i])).length, 0);
  const total = Math.max(rows.length, key.rows.length, 1) * counted.length;
  const order = ordered ? inOrder(pairs) : 1;
  const slip = (slips || []).find((one) => (Array.isArray(one.value) ? hasCell(value, one.value, same) : hasRows(value, one.value)));
  return { fraction: (right / total) * ((1 + order) / 2), slip: slip ? slip.message : "" };
}
