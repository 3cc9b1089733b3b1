// The picture of a causal map: boxes of migration on the left, of development on the right, arrows between them.

import { svgNode } from "../dom.js";
import { plainName } from "../models/causal_map.js";
import { svgRoot, svgText } from "../svg.js";

const MAP_WIDE = 560;
const MAP_LINE = 16; // height of a line of words in a box
const MAP_WEIGHT = { strong: 4.5, mixed: 3, thin: 1.8, own: 1.8 };
const MAP_DASH = { strong: "", mixed: "", thin: "7 5", own: "2 4" };

/** `words` in lines of about `most` characters, at most three; a longer name ends with dots. */
export function wrapName(words, most) {
  const lines = [""];
  words.split(" ").forEach((word) => {
    const last = lines.length - 1;
    if (lines[last] && `${lines[last]} ${word}`.length > most) lines.push(word);
    else lines[last] = lines[last] ? `${lines[last]} ${word}` : word;
  });
  const cut = lines.map((line) => (line.length > most + 3 ? `${line.slice(0, most)}…` : line));
  return cut.length > 3 ? [...cut.slice(0, 2), `${cut[2].slice(0, most - 1)}…`] : cut;
}

/** Boxes of both sides in the order in which they are first named: {left: [name], right: [name]}. */
export function mapSides(arrows) {
  const sides = { left: new Map(), right: new Map() };
  arrows.forEach((arrow) => {
    const [start, end] = arrow.direction === "md" ? ["left", "right"] : ["right", "left"];
    if (!sides[start].has(plainName(arrow.from))) sides[start].set(plainName(arrow.from), arrow.from);
    if (!sides[end].has(plainName(arrow.to))) sides[end].set(plainName(arrow.to), arrow.to);
  });
  return sides;
}

function stackBoxes(names, most, height) {
  const boxes = new Map();
  const sizes = [...names].map(([key, name]) => ({ key, lines: wrapName(name, most) }))
    .map((one) => ({ ...one, height: one.lines.length * MAP_LINE + 16 }));
  const free = Math.max(0, height - sizes.reduce((sum, one) => sum + one.height, 0));
  const gap = free / (sizes.length + 1);
  let y = gap;
  sizes.forEach((one) => {
    boxes.set(one.key, { ...one, y, middle: y + one.height / 2 });
    y += one.height + gap;
  });
  return boxes;
}

const cubic = (a, b, c, d, t) => (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t ** 3 * d;

/** spec: {title, about, left, right (headings), arrows: [{from, to, direction, sign, strength}]}. */
export function causalChart(spec, width = 640) {
  const wide = width >= MAP_WIDE;
  const boxWidth = wide ? Math.min(210, width * 0.31) : width * 0.35;
  const most = Math.floor((boxWidth - 14) / 7.4);
  const sides = mapSides(spec.arrows);
  const rows = Math.max(sides.left.size, sides.right.size, 2);
  const inner = rows * (wide ? 66 : 78);
  const height = inner + 40;
  const chart = svgRoot(spec, width, height);
  const top = 30;
  const [leftEdge, rightEdge] = [2 + boxWidth, width - 2 - boxWidth];
  const boxes = { left: stackBoxes(sides.left, most, inner), right: stackBoxes(sides.right, most, inner) };
  chart.append(svgNode("text", { x: 2, y: 16, class: "ct-text ct-map-head" }, spec.left),
    svgNode("text", { x: width - 2, y: 16, class: "ct-text ct-map-head", "text-anchor": "end" }, spec.right));
  const signs = [];
  // Arrows that leave or reach the same side of a box keep apart: each gets a place of its own on that side.
  const uses = new Map();
  const port = (side, key) => {
    const list = uses.get(`${side} ${key}`) || [];
    uses.set(`${side} ${key}`, [...list, list.length]);
    return list.length;
  };
  const ports = spec.arrows.map((arrow) => {
    const [start, end] = arrow.direction === "md" ? ["left", "right"] : ["right", "left"];
    return [start, plainName(arrow.from), port(start, plainName(arrow.from)), end, plainName(arrow.to), port(end, plainName(arrow.to))];
  });
  const spot = (side, key, number) => {
    const box = boxes[side].get(key);
    const count = uses.get(`${side} ${key}`).length;
    return top + box.y + ((number + 1) * box.height) / (count + 1);
  };
  spec.arrows.forEach((arrow, index) => {
    const [start, from, outPort, end, to, inPort] = ports[index];
    const right = arrow.direction === "md";
    const [x0, x1] = right ? [leftEdge, rightEdge - 9] : [rightEdge, leftEdge + 9];
    const [y0, y1] = [spot(start, from, outPort), spot(end, to, inPort)];
    const bend = (x1 - x0) * 0.45;
    chart.append(svgNode("path", { class: `ct-map-arrow ct-map-arrow--${arrow.direction}`, d: `M${x0} ${y0}C${x0 + bend} ${y0} ${x1 - bend} ${y1} ${x1} ${y1}`,
      "stroke-width": MAP_WEIGHT[arrow.strength] || 1.8, "stroke-dasharray": MAP_DASH[arrow.strength] || "" }),
    svgNode("path", { class: `ct-map-tip--${arrow.direction}`, d: right ? `M${x1 + 9} ${y1}l-12 -6v12Z` : `M${x1 - 9} ${y1}l12 -6v12Z` }));
    const t = 0.26 + 0.16 * (index % 4);
    const [sx, sy] = [cubic(x0, x0 + bend, x1 - bend, x1, t), cubic(y0, y0, y1, y1, t)];
    signs.push(svgNode("circle", { class: `ct-map-sign ct-map-arrow--${arrow.direction}`, cx: sx, cy: sy, r: 9 }),
      svgNode("text", { x: sx, y: sy + 4, class: "ct-text ct-map-sign-words", "text-anchor": "middle" }, arrow.sign === "minus" ? "−" : "+"));
  });
  [["left", 2, "m"], ["right", width - 2 - boxWidth, "d"]].forEach(([side, x, kind]) => boxes[side].forEach((box) => {
    chart.append(svgNode("rect", { class: `ct-map-box ct-map-box--${kind}`, x, y: top + box.y, width: boxWidth, height: box.height, rx: 6 }));
    box.lines.forEach((line, number) => chart.append(svgNode("text", { x: x + boxWidth / 2, y: top + box.y + 21 + number * MAP_LINE,
      class: "ct-text ct-map-words", "text-anchor": "middle" }, line)));
  }));
  chart.append(...signs);
  if (!spec.arrows.length) chart.append(svgText(width / 2, height / 2, spec.empty, "note", "middle"));
  return chart;
}
