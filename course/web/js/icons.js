// Small pictures that stand beside a word, never instead of one.

import { svgNode } from "./dom.js";

const ICON_PATHS = {
  good: "M4 10.5l4 4 8-9",
  bad: "M5 5l10 10M15 5L5 15",
  warn: "M10 2.5L18.5 17h-17zM10 8v4.5M10 14.6v.1",
  info: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16M10 9.2v5M10 5.9v.1",
  up: "M10 16V4M5 9l5-5 5 5",
  down: "M10 4v12M5 11l5 5 5-5",
  flag: "M5 17V3.5h9.5L12 7l2.5 3.5H5",
  pencil: "M4 16l1-4L14 3l3 3-9 9zM12 5l3 3",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
};

/** The picture `name` as an SVG that assistive technology skips. */
export function icon(name) {
  return svgNode("svg", { class: `cq-icon cq-icon--${name}`, viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" },
    svgNode("path", { d: ICON_PATHS[name], fill: "none", stroke: "currentColor", "stroke-width": "1.75",
      "stroke-linecap": "round", "stroke-linejoin": "round" }));
}
