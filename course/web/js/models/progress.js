// Twin of course/models/progress.py.

export const LIGHT_GREEN_FROM = 90; // per cent of the linear path; a convention of this course
export const LIGHT_YELLOW_FROM = 60;

/** Share of the way from baseline to target, in per cent; null if they are equal. */
export function progressPct(baseline, value, target) {
  return target === baseline ? null : (100 * (value - baseline)) / (target - baseline);
}

/** Share of the linear path, in per cent: progress divided by the share of time; null without time. */
export function pacePct(progress, elapsed, total) {
  return elapsed > 0 && total > 0 ? progress / (elapsed / total) : null;
}

export function trafficLight(pace) {
  return pace >= LIGHT_GREEN_FROM ? "green" : pace >= LIGHT_YELLOW_FROM ? "yellow" : "red";
}

/** The rows that count: of the same place, month and sex the highest version. */
export function lastVersions(rows) {
  const kept = new Map();
  rows.forEach((row) => {
    const key = JSON.stringify([row.indicator, row.place, row.month, row.sex]);
    if (!kept.has(key) || row.version > kept.get(key).version) kept.set(key, row);
  });
  return [...kept.values()];
}

/** The figure of an indicator at the end of a month and the month that it comes from; null if there is none yet. */
export function monitoringReading(kind, baseline, rows, month) {
  const known = lastVersions(rows).filter((row) => row.month <= month);
  if (!known.length) return null;
  const newest = known.map((row) => row.month).sort().pop();
  const add = (list, column) => list.reduce((all, row) => all + row[column], 0);
  if (kind === "sum") return [baseline + add(known, "value"), newest];
  const last = known.filter((row) => row.month === newest);
  if (kind === "level") return [last[0].value, newest];
  return [((kind === "share" ? 100 : 1) * add(last, "value")) / add(last, "of"), newest];
}
