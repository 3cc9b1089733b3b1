// Drawings of the process tools: a bar calendar, an organigram, a radar, arrows between countries. Text is wrapped by hand, because SVG
// does not wrap; each drawing takes the width that it really has.

import { svgNode, uid } from "./dom.js";

const PROCESS_CHAR = 7.1; // typical width of a character at 13 px

function processRoot(spec, width, height) {
  const title = uid("drawing");
  const about = uid("drawing");
  return svgNode("svg", { class: "ct-svg", role: "img", width, height, viewBox: `0 0 ${width} ${height}`, "aria-labelledby": `${title} ${about}` },
    svgNode("title", { id: title }, spec.title), svgNode("desc", { id: about }, spec.about || ""));
}

function processText(x, y, words, kind = "label", anchor = "start") {
  return svgNode("text", { x, y, class: `ct-text ct-text--${kind}`, "text-anchor": anchor }, words);
}

/** Words in lines of at most `most` characters. */
export function wrapWords(words, most) {
  const lines = [];
  String(words).split(/\s+/u).forEach((word) => {
    const last = lines.length - 1;
    if (last >= 0 && `${lines[last]} ${word}`.length <= most) lines[last] = `${lines[last]} ${word}`;
    else lines.push(word);
  });
  return lines;
}

/**
 * Bars over a time axis in months or years.
 *
 * spec: {title, about, from, to, ticks: [[value, text]], bars: [{label, from, to, kind, text, soft}], marks: [{at, label, kind}]}.
 */
export function ganttChart(spec, width = 640) {
  const row = 44;
  const markRows = spec.marks ? spec.marks.length : 0;
  const top = 10 + 20 * markRows;
  const bottom = top + spec.bars.length * row + 6;
  const height = bottom + 30;
  const x = (value) => 12 + ((value - spec.from) / (spec.to - spec.from)) * (width - 24);
  const chart = processRoot(spec, width, height);
  let free = Infinity;
  [...spec.ticks].reverse().forEach(([value, text]) => {
    chart.append(svgNode("line", { class: "ct-grid", x1: x(value), x2: x(value), y1: top, y2: bottom }));
    const half = (String(text).length * PROCESS_CHAR) / 2;
    const middle = Math.min(Math.max(x(value), half + 2), width - half - 2);
    if (middle + half + 6 < free) {
      chart.append(processText(middle, bottom + 20, text, "tick", "middle"));
      free = middle - half;
    }
  });
  (spec.marks || []).forEach((one, i) => {
    const y = 16 + 20 * i;
    const right = x(one.at) > width / 2;
    chart.append(svgNode("line", { class: `cp-mark cp-mark--${one.kind || "date"}`, x1: x(one.at), x2: x(one.at), y1: y + 4, y2: bottom }),
      processText(x(one.at) + (right ? 4 : -4), y, one.label, "reference", right ? "end" : "start"));
  });
  spec.bars.forEach((bar, i) => {
    const y = top + i * row;
    const text = bar.text && width >= 480 ? `${bar.label} (${bar.text})` : bar.label;
    const wide = text.length * PROCESS_CHAR * 1.05;
    chart.append(svgNode("rect", { class: `ct-bar ct-fill-${bar.kind || 1}${bar.soft ? " ct-bar--soft" : ""}`, x: x(bar.from), y: y + 22,
      width: Math.max(3, x(bar.to) - x(bar.from)), height: 14, rx: 3 }),
    processText(Math.max(4, Math.min(x(bar.from), width - wide - 6)), y + 16, text, "label"));
  });
  return chart;
}

function boxLines(box, most) {
  return [
    ...wrapWords(box.title, most - 1).map((text) => [text, "chosen"]),
    ...box.members.flatMap((name) => wrapWords(name, most - 2).map((text, i) => [i ? `   ${text}` : `• ${text}`, "label"])),
    ...box.functions.flatMap((name) => wrapWords(name, most - 3).map((text, i) => [i ? `    ${text}` : `▸ ${text}`, "tick"])),
    ...(box.members.length || box.functions.length ? [] : [[box.empty, "tick"]]),
  ];
}

/**
 * Five boxes: the deciding one above, the focal point with its helpers in the middle, the consultative one below.
 *
 * spec: {title, about, boxes: {ministries, facilitator, focal, group, forum}: {title, members, functions, empty}}.
 */
export function orgChart(spec, width = 640) {
  const narrow = width < 470;
  const gap = width < 640 ? 18 : 26;
  const indent = 26; // on a phone the helpers of the focal point stand below it, a little to the right
  const line = 18;
  const order = narrow ? [["ministries"], ["focal"], ["facilitator"], ["group"], ["forum"]]
    : [["ministries"], ["facilitator", "focal", "group"], ["forum"]];
  const wide = narrow ? width - 16 : (width - 16 - 2 * gap) / 3;
  const placed = {};
  let y = 6;
  order.forEach((names) => {
    const helper = narrow && !["ministries", "focal"].includes(names[0]);
    const across = helper ? wide - indent : !narrow && names.length === 1 ? Math.min(width - 16, wide * 2) : wide;
    const lines = names.map((name) => boxLines(spec.boxes[name], Math.floor((across - 22) / PROCESS_CHAR)));
    const height = 20 + line * Math.max(...lines.map((one) => one.length));
    names.forEach((name, i) => {
      const x = helper ? 8 + indent : names.length === 1 ? (width - across) / 2 : 8 + i * (wide + gap);
      placed[name] = { x, y, width: across, height, lines: lines[i] };
    });
    y += height + gap;
  });
  const chart = processRoot(spec, width, y - gap + 8);
  const link = (d, dashed) => chart.append(svgNode("path", { class: ["cp-link", dashed ? "cp-link--soft" : null], d }));
  const mid = (name) => placed[name].x + placed[name].width / 2;
  const bottom = (name) => placed[name].y + placed[name].height;
  link(`M${mid("ministries")} ${bottom("ministries")}V${placed.focal.y}`);
  if (narrow) {
    ["facilitator", "group", "forum"].forEach((name) => link(`M20 ${bottom("focal")}V${placed[name].y + 20}H${placed[name].x}`, true));
  } else {
    const at = placed.focal.y + 18;
    link(`M${mid("focal")} ${bottom("focal")}V${placed.forum.y}`, true);
    link(`M${placed.facilitator.x + placed.facilitator.width} ${at}H${placed.focal.x}`, true);
    link(`M${placed.focal.x + placed.focal.width} ${at}H${placed.group.x}`, true);
  }
  Object.entries(placed).forEach(([name, box]) => {
    const { members, functions } = spec.boxes[name];
    const empty = !members.length || !functions.length;
    chart.append(svgNode("rect", { class: ["cp-box", name === "ministries" ? "cp-box--main" : null, empty ? "cp-box--empty" : null],
      x: box.x, y: box.y, width: box.width, height: box.height, rx: 6 }));
    box.lines.forEach(([text, kind], i) => chart.append(processText(box.x + 11, box.y + 22 + line * i, text.trim(), kind)));
  });
  return chart;
}

/**
 * Six corners, three rings. spec: {title, about, rings: [text], corners: [{name, values: [number|null …]}], series: [{kind, dash}]}; a value is
 * 1, 2 or 3, null leaves a gap.
 */
export function radarChart(spec, width = 640) {
  const narrow = width < 480;
  const radius = Math.min(150, width / 2 - (narrow ? 70 : 112));
  const height = 2 * radius + (narrow ? 118 : 100);
  const [cx, cy] = [width / 2, height / 2];
  const angle = (i) => -Math.PI / 2 + (2 * Math.PI * i) / spec.corners.length;
  const at = (i, value) => [cx + Math.cos(angle(i)) * radius * (value / 3), cy + Math.sin(angle(i)) * radius * (value / 3)];
  const chart = processRoot(spec, width, height);
  [1, 2, 3].forEach((ring) => {
    chart.append(svgNode("path", { class: "ct-grid cp-ring", d: `M${spec.corners.map((_c, i) => at(i, ring).map((one) => one.toFixed(1)).join(" ")).join("L")}Z` }));
  });
  spec.corners.forEach((corner, i) => {
    const [x, y] = at(i, 3);
    const unknown = corner.values[0] === null && corner.known === false;
    chart.append(svgNode("line", { class: ["ct-axis", unknown ? "cp-axis--unknown" : null], x1: cx, y1: cy, x2: x, y2: y }));
    const side = Math.cos(angle(i));
    const anchor = Math.abs(side) < 0.2 ? "middle" : side > 0 ? "start" : "end";
    const [lx, ly] = [x + side * 10, y + Math.sin(angle(i)) * 14];
    const lines = wrapWords(corner.name, Math.abs(side) < 0.2 ? 22 : narrow ? 10 : 15);
    const rise = Math.sin(angle(i)) < -0.5 ? -15 * (lines.length - 1) : Math.sin(angle(i)) > 0.5 ? 10 : -7 * (lines.length - 1);
    lines.forEach((text, n) => chart.append(processText(lx, ly + rise + 4 + 15 * n, text, "label", anchor)));
  });
  spec.series.forEach((one, s) => {
    const known = spec.corners.map((corner, i) => [i, corner.values[s]]).filter(([, value]) => value !== null);
    spec.corners.forEach((corner, i) => { // an edge only between neighbours that both have a value
      const next = (i + 1) % spec.corners.length;
      const pair = [corner.values[s], spec.corners[next].values[s]];
      if (pair.some((value) => value === null)) return;
      const [a, b] = [at(i, pair[0]), at(next, pair[1])];
      chart.append(svgNode("line", { class: `ct-line ct-stroke-${one.kind}`, "stroke-dasharray": one.dash || "", x1: a[0], y1: a[1], x2: b[0], y2: b[1] }));
    });
    known.forEach(([i, value]) => {
      const [x, y] = at(i, value);
      chart.append(s === 0 ? svgNode("rect", { class: `ct-mark ct-fill-${one.kind}`, x: x - 7, y: y - 7, width: 14, height: 14 })
        : svgNode("circle", { class: `ct-mark ct-fill-${one.kind}`, cx: x, cy: y, r: 5 }));
    });
  });
  spec.rings.forEach((text, i) => chart.append(processText(cx + 5, cy - radius * ((i + 1) / 3) + 13, text, "tick")));
  return chart;
}

/** Arrows from names at the left to names at the right. spec: {title, about, left: [[id, text]], right: [[id, text]], arrows: [[from, to]]}. */
export function arrowChart(spec, width = 640) {
  const row = 42;
  const height = 16 + row * Math.max(spec.left.length, spec.right.length);
  const wide = Math.min(190, (width - 60) / 2);
  const most = Math.floor((wide - 18) / PROCESS_CHAR);
  const y = (list, i) => 8 + (height - 16) * ((i + 0.5) / list.length);
  const chart = processRoot(spec, width, height);
  const head = uid("head");
  chart.append(svgNode("defs", {}, svgNode("marker", { id: head, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 7, markerHeight: 7, orient: "auto" },
    svgNode("path", { class: "cp-head", d: "M0 0L10 5L0 10Z" }))));
  spec.arrows.forEach(([from, to]) => {
    const a = y(spec.left, spec.left.findIndex(([id]) => id === from));
    const b = y(spec.right, spec.right.findIndex(([id]) => id === to));
    chart.append(svgNode("line", { class: "cp-arrow", x1: 6 + wide, y1: a, x2: width - 8 - wide, y2: b, "marker-end": `url(#${head})` }));
  });
  [[spec.left, 4], [spec.right, width - 4 - wide]].forEach(([list, x]) => list.forEach(([, text], i) => {
    const lines = wrapWords(text, most).slice(0, 2);
    chart.append(svgNode("rect", { class: "cp-box", x, y: y(list, i) - 17, width: wide, height: 34, rx: 6 }));
    lines.forEach((one, n) => chart.append(processText(x + wide / 2, y(list, i) + (lines.length > 1 ? -3 + 14 * n : 5), one, "label", "middle")));
  }));
  return chart;
}
