// M01: emigrants against income: many countries in one year, or one country over time; and two studies that disagree.

import { h } from "../dom.js";
import { localShare, rankCorrelation } from "../models/hump.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { chartLegend } from "../svg.js";
import { checkField, choiceField, selectField } from "./fields.js";
import { humpChart } from "./hump_chart.js";
import { mountTool } from "./toolframe.js";

const HUMP_PARTS = { all: [0, Infinity], low: [0, 10000], high: [10000, Infinity] };
const HUMP_TOP = 30; // higher shares stand at the upper edge
const HUMP_GRID = Array.from({ length: 44 }, (_unused, step) => 10 ** (2.9 + 0.05 * step));

function humpNumbers(text) {
  return text.split(",").map((part) => (part === "" ? null : Number(part)));
}

/** The countries with figures in `year`: [{id, name, x, y}]; small ones only if `state.small`. */
export function humpPoints(data, year, small) {
  const at = data.years.indexOf(year);
  return data.places.filter((place) => small || !place.small)
    .map((place) => ({ id: place.id, name: place.name, x: humpNumbers(place.income)[at], y: humpNumbers(place.share)[at] }))
    .filter((point) => point.x !== null && point.y !== null);
}

/** One country through the years: [{year, x, y}]. */
export function humpPath(data, id) {
  const place = data.places.find((one) => one.id === id);
  const [income, share] = [humpNumbers(place.income), humpNumbers(place.share)];
  return data.years.map((year, at) => ({ year, x: income[at], y: share[at] })).filter((one) => one.x !== null && one.y !== null);
}

/** Rank correlation of the countries with an income in a part ("all", "low", "high"): {count, rho}. */
export function humpRank(points, part) {
  const [from, to] = HUMP_PARTS[part];
  const chosen = points.filter((point) => point.x >= from && point.x < to);
  return { count: chosen.length, rho: rankCorrelation(chosen.map((point) => [point.x, point.y])) };
}

function humpAcross(tool, data, state) {
  const points = humpPoints(data, state.year, state.small);
  const part = humpRank(points, state.part);
  const high = points.filter((point) => point.y > HUMP_TOP).length;
  const found = points.find((point) => point.id === state.find);
  tool.tell(
    h("p", { class: "ct-main" }, tool.say("hump.across", { count: points.length, year: state.year })),
    part.rho === null ? tool.say("hump.no_rank") : tool.say(`hump.rank_${state.part}`, { count: part.count, rho: formatNumber(part.rho, 2) }),
    found ? tool.say("hump.found", { name: found.name, income: formatNumber(found.x, 0), share: formatNumber(found.y, 1) }) : null,
    high ? tool.say(high === 1 ? "hump.high_one" : "hump.high", { n: high, top: HUMP_TOP }) : null,
    h("p", { class: "ct-warn" }, tool.say("hump.across_warn")),
  );
  return { points, found };
}

function humpOver(tool, data, state) {
  const path = humpPath(data, state.country);
  const { name } = data.places.find((one) => one.id === state.country);
  const [first, last] = [path[0], path[path.length - 1]];
  const way = (from, to) => tool.say(to > from ? "hump.rose" : to < from ? "hump.fell" : "hump.same");
  tool.tell(
    h("p", { class: "ct-main" }, tool.say("hump.over", { name, from: first.year, to: last.year, income: way(first.x, last.x), x0: formatNumber(first.x, 0), x1: formatNumber(last.x, 0),
      share: way(first.y, last.y), y0: formatNumber(first.y, 1), y1: formatNumber(last.y, 1) })),
    tool.say("hump.over_next"),
    h("p", { class: "ct-warn" }, tool.say("hump.over_warn")),
  );
  return { path, name };
}

function humpStudies(tool) {
  const card = (id) => h("section", { class: "ct-card" }, h("h4", {}, tool.say(`hump.${id}_title`)),
    h("dl", { class: "ct-study" }, ["asked", "did", "result", "says"].map((part) => [h("dt", {}, tool.say(`hump.${part}`)), h("dd", {}, tool.say(`hump.${id}_${part}`))])));
  return h("div", { class: "ct-cards" }, card("s1"), card("s2"));
}

registerTool("migration_hump", {
  mount(element, desc) {
    const { data } = desc;
    const start = { look: "across", year: data.year, small: true, line: false, band: false, part: "all", find: "", country: data.country };
    return mountTool(element, desc, start, (tool) => {
      const names = data.places.map((one) => [one.id, one.name]);
      const look = choiceField({ label: tool.say("hump.look"), options: ["across", "over"].map((id) => [id, tool.say(`hump.look_${id}`)]) }, start.look, (id) => tool.change("look", id));
      const year = selectField({ label: tool.say("tool.year"), options: data.years.map((one) => [String(one), String(one)]) }, String(start.year), (value) => tool.change("year", Number(value)));
      const small = checkField(tool.say("hump.small"), start.small, (on) => tool.change("small", on));
      const line = checkField(tool.say("hump.line"), start.line, (on) => tool.change("line", on));
      const band = checkField(tool.say("hump.band"), start.band, (on) => tool.change("band", on));
      const part = selectField({ label: tool.say("hump.part"), options: Object.keys(HUMP_PARTS).map((id) => [id, tool.say(`hump.part_${id}`)]) }, start.part, (id) => tool.change("part", id));
      const find = selectField({ label: tool.say("hump.find"), options: [["", tool.say("hump.nobody")], ...names] }, start.find, (id) => tool.change("find", id));
      const country = selectField({ label: tool.say("hump.country"), options: names }, start.country, (id) => tool.change("country", id));
      const across = h("div", { class: "ct-part" }, year.element, find.element, part.element,
        h("div", { class: "ct-field" }, small.element, line.element, band.element));
      const over = h("div", { class: "ct-part" }, country.element);
      const chart = tool.place();
      const labels = { yLabel: tool.say("hump.y"), xLabel: tool.say("hump.x"), xShort: tool.say("hump.x_short") };
      const column = (id) => [tool.say(id), true];
      return {
        controls: [look.element, across, over],
        results: [chart.element, humpStudies(tool)],
        set(state) {
          look.set(state.look);
          year.set(String(state.year));
          [[small, "small"], [line, "line"], [band, "band"]].forEach(([field, id]) => field.set(state[id]));
          part.set(state.part);
          find.set(state.find);
          country.set(state.country);
        },
        paint(state) {
          across.hidden = state.look !== "across";
          over.hidden = state.look !== "over";
          band.box.disabled = !state.line;
          if (state.look === "over") {
            const { path, name } = humpOver(tool, data, state);
            const cloud = humpPoints(data, path[path.length - 1].year, true);
            const title = tool.say("hump.t_over", { name });
            chart.show(title, (width) => [
              chartLegend([{ name, kind: 1 }]),
              humpChart({ title, about: tool.say("hump.a_over"), ...labels, top: Math.max(HUMP_TOP, ...path.map((at) => at.y)), points: cloud, soft: true, path }, width)],
            () => ({ columns: [[tool.say("tool.year"), true], column("hump.col_income"), column("hump.y")],
              rows: path.map((at) => [String(at.year), formatNumber(at.x, 0), formatNumber(at.y, 1)]) }));
            return;
          }
          const { points, found } = humpAcross(tool, data, state);
          const flat = points.map((point) => [point.x, point.y]);
          const smooth = state.line ? HUMP_GRID.map((income) => localShare(flat, income)) : null;
          const title = tool.say("hump.t_across", { year: state.year });
          chart.show(title, (width) => [
            smooth ? chartLegend([{ name: tool.say(state.band ? "hump.legend_band" : "hump.legend_line"), kind: 6 }]) : null,
            humpChart({ title, about: tool.say("hump.a_across"), ...labels, top: HUMP_TOP, points, line: smooth, band: state.band, found }, width)],
          () => (state.line ? { columns: [column("hump.col_income"), column("hump.col_low"), column("hump.col_middle"), column("hump.col_high")],
            rows: data.shown.map((income) => localShare(flat, income)).filter((at) => at.middle !== null)
              .map((at) => [formatNumber(at.income, 0), ...[at.low, at.middle, at.high].map((value) => formatNumber(value, 1))]) }
            : { columns: [[tool.say("hump.col_country"), false], column("hump.col_income"), column("hump.y")],
              rows: points.map((point) => [point.name, formatNumber(point.x, 0), formatNumber(point.y, 1)]) }));
        },
      };
    });
  },
});
