// The picture of the migration-hump explorer: countries as dots over income on a log axis, a middle line with its band,
// and the way of one country through the years.

import { svgNode } from "../dom.js";
import { formatNumber } from "../numbers.js";
import { niceTicks, svgRoot, svgText } from "../svg.js";

const HUMP_INCOMES = [500, 1000, 2000, 5000, 10000, 20000, 50000, 100000];
const HUMP_LEFT = 600;
const HUMP_RIGHT = 140000;
const HUMP_NARROW = 480;

function humpFrame(spec, width) {
  const narrow = width < HUMP_NARROW;
  const height = narrow ? 330 : 420;
  const ticks = niceTicks(0, spec.top, narrow ? 4 : 6);
  const box = { left: 34, right: width - 14, top: 34, bottom: height - 50 };
  const x = (income) => box.left + ((Math.log10(income) - Math.log10(HUMP_LEFT)) / (Math.log10(HUMP_RIGHT) - Math.log10(HUMP_LEFT))) * (box.right - box.left);
  const y = (share) => box.bottom - (share / ticks[ticks.length - 1]) * (box.bottom - box.top);
  const chart = svgRoot(spec, width, height);
  ticks.forEach((tick) => chart.append(
    svgNode("line", { class: tick === 0 ? "ct-axis" : "ct-grid", x1: box.left, x2: box.right, y1: y(tick), y2: y(tick) }),
    svgText(box.left - 7, y(tick) + 4, formatNumber(tick), "tick", "end")));
  HUMP_INCOMES.filter((income) => income >= HUMP_LEFT && (!narrow || [1000, 5000, 20000, 100000].includes(income))).forEach((income) => {
    const at = x(income);
    chart.append(svgNode("line", { class: "ct-grid", x1: at, x2: at, y1: box.top, y2: box.bottom }),
      svgText(at, box.bottom + 20, formatNumber(income), "tick", "middle"));
  });
  chart.append(svgText(4, 16, spec.yLabel, "axis"), svgText((box.left + box.right) / 2, height - 6, narrow ? spec.xShort : spec.xLabel, "axis", "middle"));
  return { chart, box, x, y, top: ticks[ticks.length - 1] };
}

function humpRuns(line) {
  const runs = [[]];
  line.forEach((at) => { if (at.middle === null) runs.push([]); else runs[runs.length - 1].push(at); });
  return runs.filter((run) => run.length > 1);
}

/**
 * spec: {title, about, yLabel, xLabel, xShort, top, points: [{x, y, name}], line: [{income, low, middle, high}] or null,
 *   band: bool, found: point or null, path: [{x, y, year}], pathName, soft: bool}.
 */
export function humpChart(spec, width = 640) {
  const { chart, box, x, y, top } = humpFrame(spec, width);
  const xy = (px, py) => `${x(px).toFixed(1)} ${y(Math.min(py, top)).toFixed(1)}`;
  if (spec.line && spec.band) {
    humpRuns(spec.line).forEach((run) => chart.append(svgNode("path", { class: "ct-band",
      d: `M${[...run.map((at) => xy(at.income, at.high)), ...[...run].reverse().map((at) => xy(at.income, at.low))].join("L")}Z` })));
  }
  spec.points.forEach((point) => {
    const high = point.y > top; // above the edge: a triangle instead of a dot
    const [px, py] = [x(point.x), y(Math.min(point.y, top))];
    chart.append(high ? svgNode("path", { class: "ct-cloud ct-cloud--high", d: `M${px} ${py - 5}L${px + 4} ${py + 3}L${px - 4} ${py + 3}Z` })
      : svgNode("circle", { class: "ct-cloud", cx: px, cy: py, r: spec.soft ? 2.6 : 3.4 }));
  });
  if (spec.line) humpRuns(spec.line).forEach((run) => chart.append(svgNode("path", { class: "ct-line ct-stroke-6", d: `M${run.map((at) => xy(at.income, at.middle)).join("L")}` })));
  if (spec.path && spec.path.length) {
    chart.append(svgNode("path", { class: "ct-line ct-stroke-1", d: `M${spec.path.map((at) => xy(at.x, at.y)).join("L")}` }));
    spec.path.forEach((at, index) => {
      const [px, py] = [x(at.x), y(Math.min(at.y, top))];
      chart.append(svgNode("circle", { class: "ct-mark ct-fill-1", cx: px, cy: py, r: 4.5 }));
      if (index === 0 || index === spec.path.length - 1) {
        const right = px > (box.left + box.right) / 2;
        chart.append(svgText(px + (right ? -9 : 9), Math.max(box.top + 12, py - 9), String(at.year), "mark", right ? "end" : "start"));
      }
    });
  }
  if (spec.found) {
    const [px, py] = [x(spec.found.x), y(Math.min(spec.found.y, top))];
    const right = px > (box.left + box.right) / 2;
    chart.append(svgNode("circle", { class: "ct-ring", cx: px, cy: py, r: 8 }), svgNode("circle", { class: "ct-mark ct-fill-1", cx: px, cy: py, r: 4.5 }),
      svgText(px + (right ? -12 : 12), Math.max(box.top + 12, py - 10), spec.found.name, "mark", right ? "end" : "start"));
  }
  return chart;
}
