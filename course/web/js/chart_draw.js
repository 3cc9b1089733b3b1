// Draws the chart that a person puts together: rows of a table and a choice of kind, columns and order.

import { fill, h, svgNode, uid } from "./dom.js";
import { formatNumber } from "./numbers.js";
import { barChart, chartLegend, lineChart, niceTicks } from "./svg.js";

const MOST_BARS = 40;
const CUT_AT = 0.9; // an axis that does not begin at zero begins at this part of the smallest bar
const MOST_COLOURS = 6;
const SLICE_CHAR = 7; // px of a character beside a pie

const cellName = (cell) => (cell === null || cell === undefined ? "–" : String(cell));
const isYear = (cells) => cells.length > 0 && cells.every((cell) => Number.isInteger(cell) && cell > 1500 && cell < 2500);

/** The names in a column, in the order of the table. */
export function namesIn(desc, id) {
  const place = desc.columns.findIndex((column) => column.id === id);
  return [...new Set(desc.rows.map((row) => row[place]).filter((cell) => cell !== null).map(cellName))];
}

/** The rows that a chart shows, as {x, y, series}; `twice` tells whether one place has several values. */
export function pointsOf(desc, chart) {
  const at = (id) => desc.columns.findIndex((column) => column.id === id);
  const [x, y, series] = [at(chart.x), at(chart.y), at(chart.series)];
  const points = desc.rows.filter((row) => row[y] !== null && (series < 0 || chart.show.includes(cellName(row[series]))))
    .map((row) => ({ x: row[x], y: row[y], series: series < 0 ? "" : cellName(row[series]) }));
  const places = points.map((point) => `${point.series}\n${cellName(point.x)}`);
  return { points, twice: new Set(places).size < places.length };
}

function ordered(categories, totals, sort) {
  if (sort === "table") return categories;
  const sign = sort === "up" ? 1 : -1;
  return [...categories].sort((one, other) => sign * (totals.get(one) - totals.get(other)));
}

/** Bars: [{label, parts}], one row for each category, or for each category and series. */
function barsOf(desc, chart, points) {
  const totals = new Map();
  points.forEach((point) => totals.set(cellName(point.x), (totals.get(cellName(point.x)) || 0) + point.y));
  const names = chart.series ? chart.show : [""];
  const kind = (name) => (names.indexOf(name) % MOST_COLOURS) + 1;
  return ordered([...totals.keys()], totals, chart.sort).flatMap((category) => {
    const own = points.filter((point) => cellName(point.x) === category);
    if (chart.kind === "stacked") return [{ label: category, parts: own.map((point) => ({ value: point.y, kind: kind(point.series) })), text: "" }];
    return own.map((point) => ({ label: names.length > 1 ? `${category} – ${point.series}` : category,
      parts: [{ value: point.y, kind: kind(point.series) }], text: formatNumber(point.y) }));
  });
}

function drawBars(desc, chart, points, words, width) {
  const bars = barsOf(desc, chart, points).slice(0, MOST_BARS);
  const low = Math.min(...bars.map((bar) => bar.parts.reduce((sum, part) => sum + part.value, 0)));
  return barChart({ ...words, x: { label: words.unit, format: formatNumber, min: chart.zero || low <= 0 ? undefined : CUT_AT * low }, bars }, width);
}

function drawLine(desc, chart, points, words, width) {
  const names = chart.series ? chart.show : [""];
  const numeric = points.every((point) => typeof point.x === "number");
  const categories = [...new Set(points.map((point) => cellName(point.x)))];
  const place = (point) => (numeric ? point.x : categories.indexOf(cellName(point.x)));
  const years = isYear(points.map((point) => point.x));
  const ys = points.map((point) => point.y);
  const series = names.map((name, i) => ({ name, kind: (i % MOST_COLOURS) + 1,
    points: points.filter((point) => point.series === name).map((point) => [place(point), point.y]).sort((a, b) => a[0] - b[0]) }));
  const ticks = years ? undefined : numeric ? undefined : categories.map((_unused, i) => i);
  return lineChart({ ...words, series, directLabels: false,
    x: { label: words.x, ticks, format: (value) => (years ? String(value) : numeric ? formatNumber(value) : categories[value] || "") },
    y: { label: words.unit, format: formatNumber, min: chart.zero ? undefined : Math.min(...ys), max: chart.zero ? undefined : Math.max(...ys) } }, width);
}

function plainChart(words, width, height, ...parts) {
  const [title, about] = [uid("chart"), uid("chart")];
  return svgNode("svg", { class: "ct-svg", role: "img", width, height, viewBox: `0 0 ${width} ${height}`, "aria-labelledby": `${title} ${about}` },
    svgNode("title", { id: title }, words.title), svgNode("desc", { id: about }, words.about), parts);
}

const label = (x, y, text, anchor = "start", kind = "tick") => svgNode("text", { x, y, class: `ct-text ct-text--${kind}`, "text-anchor": anchor }, text);

function drawDots(desc, chart, points, words, width) {
  const height = width < 480 ? 280 : 340;
  const numeric = points.every((point) => typeof point.x === "number");
  const categories = [...new Set(points.map((point) => cellName(point.x)))];
  const xOf = (point) => (numeric ? point.x : categories.indexOf(cellName(point.x)));
  const years = isYear(points.map((point) => point.x));
  const [xs, ys] = [points.map(xOf), points.map((point) => point.y)];
  const low = chart.zero ? Math.min(0, ...ys) : Math.min(...ys);
  const yTicks = niceTicks(low, Math.max(...ys), 5);
  const xTicks = numeric ? niceTicks(Math.min(...xs), Math.max(...xs), width < 480 ? 3 : 6) : categories.map((_unused, i) => i);
  const left = 14 + 7 * Math.max(...yTicks.map((tick) => formatNumber(tick).length));
  const box = { left, right: width - 24, top: 34, bottom: height - 46 };
  const scale = (value, from, to, start, end) => start + ((value - from) / (to - from || 1)) * (end - start);
  const x = (value) => scale(value, xTicks[0], xTicks[xTicks.length - 1], box.left, box.right);
  const y = (value) => scale(value, yTicks[0], yTicks[yTicks.length - 1], box.bottom, box.top);
  const every = numeric ? 1 : Math.ceil(categories.length / Math.max(1, Math.floor(width / 90)));
  const named = (tick) => (numeric ? (years ? String(tick) : formatNumber(tick)) : categories[tick]);
  const names = chart.series ? chart.show : [""];
  return plainChart(words, width, height,
    yTicks.map((tick) => [svgNode("line", { class: tick === 0 ? "ct-axis" : "ct-grid", x1: box.left, x2: box.right, y1: y(tick), y2: y(tick) }),
      label(box.left - 7, y(tick) + 4, formatNumber(tick), "end")]),
    xTicks.filter((_unused, i) => i % every === 0).map((tick) => label(x(tick), box.bottom + 20, named(tick), "middle")),
    label(4, 16, words.unit, "start", "axis"), label((box.left + box.right) / 2, height - 6, words.x, "middle", "axis"),
    points.map((point) => svgNode("circle", { class: `ct-mark ct-fill-${(names.indexOf(point.series) % MOST_COLOURS) + 1}`, cx: x(xOf(point)), cy: y(point.y), r: 5 })));
}

function drawPie(desc, chart, points, words, width) {
  const slices = points.filter((point) => point.y > 0).map((point) => ({ name: [cellName(point.x), point.series].filter(Boolean).join(" – "), value: point.y }));
  const total = slices.reduce((sum, slice) => sum + slice.value, 0);
  const height = 300;
  const [cx, cy, r] = [width / 2, height / 2, 95];
  let from = -Math.PI / 2;
  const parts = slices.map((slice, i) => {
    const angle = Math.min((2 * Math.PI * slice.value) / total, 2 * Math.PI - 1e-6);
    const [to, middle] = [from + angle, from + angle / 2];
    const point = (at, radius) => `${(cx + radius * Math.cos(at)).toFixed(1)} ${(cy + radius * Math.sin(at)).toFixed(1)}`;
    const path = svgNode("path", { class: `ct-bar ct-fill-${(i % MOST_COLOURS) + 1}`, d: `M${cx} ${cy}L${point(from, r)}A${r} ${r} 0 ${angle > Math.PI ? 1 : 0} 1 ${point(to, r)}Z` });
    const [tx, ty] = point(middle, r + 12).split(" ").map(Number);
    const right = tx > cx;
    const room = Math.max(3, Math.floor((right ? width - tx : tx) / SLICE_CHAR));
    const name = slice.name.length > room ? `${slice.name.slice(0, room - 1)}…` : slice.name;
    from = to;
    return [path, slices.length <= 12 || angle > 0.15 ? label(tx, ty + 4, name, right ? "start" : "end") : null];
  });
  return plainChart(words, width, height, parts);
}

const DRAWINGS = { line: drawLine, bars: drawBars, stacked: drawBars, dots: drawDots, pie: drawPie };

/** The picture, with a key when there are several series. `words` is {title, about, unit, x}. */
export function drawChart(place, desc, chart, words, width) {
  const { points } = pointsOf(desc, chart);
  const key = chart.series && chart.kind !== "pie" && chart.show.length > 1
    ? chartLegend(chart.show.map((name, i) => ({ name, kind: (i % MOST_COLOURS) + 1, bar: chart.kind !== "line" }))) : null;
  if (key) key.classList.add("cq-chart-key");
  fill(place, key, points.length ? DRAWINGS[chart.kind](desc, chart, points, words, width) : h("p", { class: "cq-hint" }, "–"));
}
