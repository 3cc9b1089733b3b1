// Small accessible charts for tools. Drawn at the width that they really have, so that text stays readable on a phone.
//
// Every chart is an SVG with role="img", a title and a description; the tool's frame adds the data table. Series differ by
// colour, by dash and by mark, never by colour alone. Colours and fonts come from css/tool.css.

import { h, svgNode, uid } from "./dom.js";

const CHART_NARROW = 480;
const CHART_CHAR = 7; // typical width of a character of the axis text, px
const CHART_DASHES = ["", "7 4", "2 4", "11 4 2 4", "5 3 1 3", "14 5"];

/** Round ticks from at or below `low` to at or above `high`, about `count` steps. */
export function niceTicks(low, high, count = 5) {
  if (!(high > low)) return [low, low + 1];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.999);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_unused, index) => Number(((first + index) * step).toPrecision(12)));
}

export function svgRoot(spec, width, height) {
  const title = uid("chart");
  const about = uid("chart");
  return svgNode("svg", { class: "ct-svg", role: "img", width, height, viewBox: `0 0 ${width} ${height}`,
    "aria-labelledby": `${title} ${about}` },
  svgNode("title", { id: title }, spec.title), svgNode("desc", { id: about }, spec.about || ""));
}

export function svgText(x, y, words, kind, anchor = "start") {
  return svgNode("text", { x, y, class: `ct-text ct-text--${kind}`, "text-anchor": anchor }, words);
}

function svgMark(shape, x, y, kind) {
  const size = 4;
  const forms = [
    ["circle", { cx: x, cy: y, r: size }],
    ["rect", { x: x - size, y: y - size, width: 2 * size, height: 2 * size }],
    ["path", { d: `M${x} ${y - 5}L${x + 5} ${y + 4}L${x - 5} ${y + 4}Z` }],
    ["path", { d: `M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z` }],
  ];
  const [tag, props] = forms[shape % forms.length];
  return svgNode(tag, { ...props, class: `ct-mark ct-fill-${kind}` });
}

/** Move labels apart so that none covers another; keeps their order. */
export function spreadLabels(labels, gap, low, high) {
  const placed = [...labels].sort((a, b) => a.y - b.y);
  placed.forEach((label, index) => { if (index && label.y < placed[index - 1].y + gap) label.y = placed[index - 1].y + gap; });
  const over = placed.length ? placed[placed.length - 1].y - high : 0;
  if (over > 0) {
    for (let index = placed.length - 1, limit = high; index >= 0; index -= 1, limit -= gap) {
      placed[index].y = Math.max(low, Math.min(placed[index].y, limit));
    }
  }
  return placed;
}

/** Leave out ticks whose labels would touch; the last one always stays. */
function apartTicks(ticks, place, gap) {
  let next = Infinity;
  return [...ticks].reverse().filter((tick) => {
    if (next - place(tick) < gap) return false;
    next = place(tick);
    return true;
  });
}

function linePath(points, x, y) {
  let pen = "M";
  return points.map(([px, py]) => {
    if (py === null || py === undefined) { pen = "M"; return ""; }
    const step = `${pen}${x(px).toFixed(1)} ${y(py).toFixed(1)}`;
    pen = "L";
    return step;
  }).join("");
}

const knownPoints = (points) => points.filter((point) => point[1] !== null && point[1] !== undefined);

/**
 * Lines over a number axis (years, months, quarters as 2016.25).
 *
 * spec: {title, about, x: {label, format}, y: {label, format, min, max}, series: [{name, points: [[x, y|null]]}],
 *   references: [{y, label}], band: {points: [[x, low, high]]}, marks: [{x, y, label}], shade: {from, to, label}}.
 */
export function lineChart(spec, width = 640) {
  const narrow = width < CHART_NARROW;
  const height = spec.height || (narrow ? 270 : 340);
  const xs = spec.series.flatMap((one) => knownPoints(one.points).map((point) => point[0]));
  const ys = spec.series.flatMap((one) => knownPoints(one.points).map((point) => point[1]));
  (spec.references || []).forEach((one) => ys.push(one.y));
  (spec.band ? spec.band.points : []).forEach((point) => ys.push(point[1], point[2]));
  const yFormat = spec.y.format || String;
  const xFormat = spec.x.format || String;
  const yTicks = niceTicks(spec.y.min ?? Math.min(0, ...ys), Math.max(spec.y.max ?? 0, ...ys), narrow ? 4 : 5);
  const [y0, y1] = [yTicks[0], yTicks[yTicks.length - 1]];
  const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
  const direct = !narrow && spec.series.length > 1 && spec.directLabels !== false;
  const box = {
    left: 14 + CHART_CHAR * Math.max(...yTicks.map((tick) => yFormat(tick).length)),
    right: width - (direct ? 16 + CHART_CHAR * Math.max(...spec.series.map((one) => one.name.length)) : 20),
    top: 34,
    bottom: height - 46,
  };
  const x = (value) => box.left + ((value - x0) / (x1 - x0 || 1)) * (box.right - box.left);
  const y = (value) => box.bottom - ((value - y0) / (y1 - y0)) * (box.bottom - box.top);
  const chart = svgRoot(spec, width, height);
  if (spec.shade) {
    const left = x(Math.max(x0, spec.shade.from));
    const right = x(Math.min(x1, spec.shade.to));
    chart.append(svgNode("rect", { class: "ct-shade", x: left, y: box.top, width: Math.max(0, right - left), height: box.bottom - box.top }));
    if (spec.shade.label) chart.append(svgText((left + right) / 2, box.top + 14, spec.shade.label, "note", "middle"));
  }
  yTicks.forEach((tick) => {
    chart.append(svgNode("line", { class: tick === 0 ? "ct-axis" : "ct-grid", x1: box.left, x2: box.right, y1: y(tick), y2: y(tick) }),
      svgText(box.left - 7, y(tick) + 4, yFormat(tick), "tick", "end"));
  });
  const wanted = spec.x.ticks || niceTicks(x0, x1, Math.max(2, Math.floor((box.right - box.left) / (narrow ? 58 : 72))));
  apartTicks(wanted.filter((tick) => tick >= x0 - 1e-9 && tick <= x1 + 1e-9 && Number.isInteger(tick)), x, 40).forEach((tick) => {
    chart.append(svgNode("line", { class: "ct-tick", x1: x(tick), x2: x(tick), y1: box.bottom, y2: box.bottom + 5 }),
      svgText(x(tick), box.bottom + 20, xFormat(tick), "tick", "middle"));
  });
  chart.append(svgText(4, 16, spec.y.label, "axis"), svgText((box.left + box.right) / 2, height - 6, spec.x.label, "axis", "middle"));
  if (spec.band) {
    const up = spec.band.points.map(([px, , high]) => `${x(px).toFixed(1)} ${y(high).toFixed(1)}`);
    const down = [...spec.band.points].reverse().map(([px, low]) => `${x(px).toFixed(1)} ${y(low).toFixed(1)}`);
    chart.append(svgNode("path", { class: "ct-band", d: `M${[...up, ...down].join("L")}Z` }));
  }
  (spec.references || []).forEach((one) => {
    chart.append(svgNode("line", { class: "ct-reference", x1: box.left, x2: box.right, y1: y(one.y), y2: y(one.y) }),
      svgText(box.left + 5, y(one.y) - 5, one.label, "reference"));
  });
  spec.series.forEach((one, index) => {
    const kind = one.kind || index + 1;
    chart.append(svgNode("path", { class: `ct-line ct-stroke-${kind}${one.soft ? " ct-line--soft" : ""}`, d: linePath(one.points, x, y),
      "stroke-dasharray": one.dash ?? CHART_DASHES[(kind - 1) % CHART_DASHES.length] }));
    const points = knownPoints(one.points);
    if (!points.length) return;
    const ends = points.length < 13 ? points : [points[0], points[points.length - 1]];
    ends.forEach(([px, py]) => chart.append(svgMark(kind - 1, x(px), y(py), kind)));
  });
  (spec.marks || []).forEach((one) => {
    const right = x(one.x) > (box.left + box.right) / 2;
    chart.append(svgNode("circle", { class: "ct-ring", cx: x(one.x), cy: y(one.y), r: 8 }),
      svgText(x(one.x) + (right ? -12 : 12), Math.max(box.top + 12, y(one.y) - 12), one.label, "mark", right ? "end" : "start"));
  });
  if (direct) {
    const labels = spec.series.filter((one) => knownPoints(one.points).length).map((one) => {
      const points = knownPoints(one.points);
      return { name: one.name, kind: one.kind || spec.series.indexOf(one) + 1, y: y(points[points.length - 1][1]) };
    });
    spreadLabels(labels, 18, box.top, box.bottom).forEach((label) => {
      chart.append(svgNode("text", { x: box.right + 10, y: label.y + 4, class: `ct-text ct-text--series ct-ink-${label.kind}` }, label.name));
    });
  }
  return chart;
}

/**
 * Horizontal bars, each of one or more parts.
 *
 * spec: {title, about, x: {label, format, min, max}, bars: [{label, parts: [{value, kind}], text, soft, chosen, low, high}],
 *   references: [{x, label}]}. `low` and `high` draw a range line over a bar; `chosen` draws a frame round it. Only a chart
 *   that shows what a cut axis does has `x.min`.
 */
export function barChart(spec, width = 640) {
  const narrow = width < CHART_NARROW;
  const format = spec.x.format || String;
  const stacked = narrow || spec.labelsAbove;
  const thick = 20;
  const row = stacked ? thick + 30 : thick + 16;
  const totals = spec.bars.map((bar) => bar.parts.reduce((sum, part) => sum + Math.max(0, part.value), 0));
  const ends = spec.bars.map((bar, index) => Math.max(totals[index], bar.high || 0));
  const lowest = spec.x.min ?? Math.min(0, ...spec.bars.flatMap((bar) => bar.parts.map((part) => part.value)));
  const top = Math.max(...ends, ...(spec.references || []).map((one) => one.x), spec.x.max || 0);
  const ticks = niceTicks(lowest, top || 1, narrow ? 4 : 6);
  const [x0, x1] = [spec.x.min ?? ticks[0], ticks[ticks.length - 1]];
  const longestText = Math.max(0, ...spec.bars.map((bar) => (bar.text || "").length));
  const box = {
    left: stacked ? 6 : 20 + CHART_CHAR * Math.max(...spec.bars.map((bar) => bar.label.length)),
    right: width - 12 - CHART_CHAR * (narrow ? longestText * 0.9 : longestText),
    top: (spec.references || []).length ? 26 : 8,
  };
  const height = box.top + spec.bars.length * row + 48;
  box.bottom = height - 46;
  const x = (value) => box.left + ((value - x0) / (x1 - x0)) * (box.right - box.left);
  const chart = svgRoot(spec, width, height);
  ticks.filter((tick) => tick >= x0).forEach((tick) => {
    chart.append(svgNode("line", { class: tick === 0 ? "ct-axis" : "ct-grid", x1: x(tick), x2: x(tick), y1: box.top, y2: box.bottom }),
      svgText(x(tick), box.bottom + 18, format(tick), "tick", "middle"));
  });
  chart.append(svgText((box.left + box.right) / 2, height - 6, spec.x.label, "axis", "middle"));
  const words = [];
  spec.bars.forEach((bar, index) => {
    const middle = box.top + index * row + (stacked ? row - thick / 2 - 4 : row / 2);
    if (stacked) words.push(svgText(box.left, middle - thick / 2 - 6, bar.label, bar.chosen ? "chosen" : "label"));
    else chart.append(svgText(box.left - 8, middle + 4, bar.label, bar.chosen ? "chosen" : "label", "end"));
    let from = 0;
    bar.parts.forEach((part) => {
      const ahead = part.value >= 0 ? from : part.value;
      const start = x(Math.max(ahead, x0));
      chart.append(svgNode("rect", { class: `ct-bar ct-fill-${part.kind || 1}${bar.soft ? " ct-bar--soft" : ""}`, x: start,
        y: middle - thick / 2, width: Math.max(0, x(ahead + Math.abs(part.value)) - start), height: thick }));
      from += Math.max(0, part.value);
    });
    if (bar.high !== undefined) {
      chart.append(svgNode("path", { class: "ct-whisker", d: `M${x(bar.low)} ${middle}H${x(bar.high)}M${x(bar.low)} ${middle - 6}v12M${x(bar.high)} ${middle - 6}v12` }));
    }
    if (bar.chosen) {
      chart.append(svgNode("rect", { class: "ct-chosen", x: x(0) - 2, y: middle - thick / 2 - 3, width: x(totals[index]) - x(0) + 4, height: thick + 6 }));
    }
    if (bar.text) words.push(svgText(x(ends[index]) + 8, middle + 5, bar.text, "value"));
  });
  (spec.references || []).forEach((one) => {
    chart.append(svgNode("line", { class: "ct-reference", x1: x(one.x), x2: x(one.x), y1: box.top - 6, y2: box.bottom }),
      svgText(x(one.x), box.top - 10, one.label, "reference", x(one.x) > width - 60 ? "end" : "middle"));
  });
  chart.append(...words); // last, so that no line crosses them
  return chart;
}

/** What each colour means: names with a swatch that repeats dash or mark. */
export function chartLegend(items) {
  return h("ul", { class: "ct-legend" }, items.map((item) => h("li", {},
    svgNode("svg", { width: 30, height: 14, "aria-hidden": "true", focusable: "false" },
      item.bar
        ? svgNode("rect", { class: `ct-bar ct-fill-${item.kind}`, x: 3, y: 1, width: 24, height: 12 })
        : [svgNode("path", { class: `ct-line ct-stroke-${item.kind}`, d: "M1 7H29", "stroke-dasharray": item.dash ?? CHART_DASHES[item.kind - 1] }),
          svgMark(item.kind - 1, 15, 7, item.kind)]),
    h("span", {}, item.name))));
}
