// M14: reports of twelve months against a straight path; traffic lights with a shape; a place without the plan beside it.

import { fill, h } from "../dom.js";
import { lastVersions, monitoringReading, pacePct, progressPct, trafficLight } from "../models/progress.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { barChart, chartLegend, lineChart } from "../svg.js";
import { checkField, fieldGroup, selectField, sliderField } from "./fields.js";
import { mountTool } from "./toolframe.js";

const TRACKED_MONTHS = 12;
const OWN_NUMBERS = { baseline: 40, value: 52, target: 100, elapsed: 6, total: 24 };
const OWN_LIMIT = 1e9;
const TRACKER_CHAR = 7.6; // width of a letter of a bar's label, px
const TRACKER_KINDS = { green: 1, yellow: 2, red: 3 }; // colours of the charts; the word stands beside each bar

/** A label that fits above a bar of this width; the table beside the chart has the whole of it. */
export function shortLabel(text, width) {
  const most = Math.max(12, Math.floor(width / TRACKER_CHAR));
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** The rows of Python as the model wants them; months are numbers from 1 to 12. */
export const trackerRows = (rows) => rows.map(([indicator, place, month, sex, value, of, version]) => ({ indicator, place, month, sex, value, of, version }));

/** What one indicator has reached in one place: {value, month, progress, pace, light} or null. */
export function trackedNow(data, rows, target, place, month) {
  const own = rows.filter((row) => row.indicator === target.id && row.place === place).map((row) => ({ ...row, month: String(row.month).padStart(2, "0") }));
  const found = monitoringReading(target.kind, target.baseline, own, String(month).padStart(2, "0"));
  if (!found) return null;
  const progress = progressPct(target.baseline, found[0], target.target);
  const pace = pacePct(progress, month, data.months);
  return { value: found[0], month: Number(found[1]), progress, pace, light: trafficLight(pace) };
}

const trackedFigure = (value) => formatNumber(value, Number.isInteger(value) ? 0 : 1);

/** Women and men of one indicator up to a month, in words; nothing where it does not count persons. */
export function trackedSexes(say, rows, target, month) {
  const own = lastVersions(rows.filter((row) => row.indicator === target.id && row.place === 0 && row.month <= month && row.sex !== "all"));
  if (!own.length) return "";
  const newest = Math.max(...own.map((row) => row.month));
  const of = (sex) => own.filter((row) => row.sex === sex);
  const sum = (list) => list.reduce((all, row) => all + row.value, 0);
  if (target.kind === "sum") return say("tracker.by_sex", { women: trackedFigure(sum(of("women"))), men: trackedFigure(sum(of("men"))) });
  const share = (sex) => of(sex).filter((row) => row.month === newest).map((row) => formatNumber((100 * row.value) / row.of, 1))[0];
  return say("tracker.share_sex", { women: share("women"), men: share("men") });
}

registerTool("results_tracker", {
  mount(element, desc) {
    const { data } = desc;
    const rows = trackerRows(data.rows);
    const start = { month: data.start, id: "I4", compare: false, own: OWN_NUMBERS };
    return mountTool(element, desc, start, (tool) => {
      const { say } = tool;
      const month = sliderField({ id: "month", label: say("tracker.month"), unit: "", min: 1, max: TRACKED_MONTHS, step: 1 }, start.month, say, (value, settled) => tool.change("month", value, settled));
      const pick = selectField({ label: say("tracker.indicator"), options: data.targets.map((one) => [one.id, `${one.id}. ${one.text}`]) }, start.id, (id) => tool.change("id", id));
      const compare = checkField(say("tracker.compare"), false, (on) => tool.change("compare", on));
      const own = Object.fromEntries(Object.keys(OWN_NUMBERS).map((id) => [id, sliderField({ id: `own-${id}`, label: say(`tracker.own_${id}`), unit: "", compact: true, step: 0.01,
        min: ["elapsed", "total"].includes(id) ? 1 : -OWN_LIMIT, max: ["elapsed", "total"].includes(id) ? 240 : OWN_LIMIT }, OWN_NUMBERS[id], say,
      (value, settled) => tool.change("own", { ...tool.state.own, [id]: value }, settled))]));
      const ownWords = h("p", { class: "ct-note", role: "status" });
      const [board, line] = [tool.place(), tool.place()];
      function ownNumbers({ baseline, value, target, elapsed, total }) {
        const progress = progressPct(baseline, value, target);
        if (progress === null) return fill(ownWords, say("tracker.own_same"));
        const pace = pacePct(progress, elapsed, total);
        return fill(ownWords, say("tracker.own_result", { progress: formatNumber(progress, 1), pace: formatNumber(pace, 1), light: say(`tracker.${trafficLight(pace)}`) }));
      }
      return {
        controls: [month.element, pick.element, compare.element, fieldGroup(say("tracker.g_own"), ...Object.values(own).map((one) => one.element), ownWords)],
        results: [board.element, line.element],
        set(state) {
          month.set(state.month);
          pick.set(state.id);
          compare.set(state.compare);
          Object.entries(own).forEach(([id, field]) => field.set(state.own[id]));
        },
        paint(state) {
          pick.set(state.id);
          const now = Object.fromEntries(data.targets.map((one) => [one.id, trackedNow(data, rows, one, 0, state.month)]));
          const lights = (colour) => Object.values(now).filter((one) => one && one.light === colour).length;
          const target = data.targets.find((one) => one.id === state.id);
          const found = now[state.id];
          const series = (place) => Array.from({ length: state.month }, (_unused, i) => {
            const at = trackedNow(data, rows, target, place, i + 1);
            return [i + 1, at && at.month === i + 1 ? at.value : null];
          });
          const other = series(1).filter(([, value]) => value !== null);
          tool.tell(h("p", { class: "ct-main" }, say("tracker.main", { n: state.month, all: data.months, green: lights("green"), yellow: lights("yellow"), red: lights("red") })),
            say("tracker.path", { share: formatNumber((100 * state.month) / data.months, 0) }),
            found ? say("tracker.one", { text: target.text, value: trackedFigure(found.value), unit: target.unit, baseline: trackedFigure(target.baseline), target: trackedFigure(target.target),
              progress: formatNumber(found.progress, 1), pace: formatNumber(found.pace, 1) }) : `${target.text}: ${say("tracker.nothing")}.`,
            found && found.month < state.month ? say("tracker.late", { month: found.month }) : null,
            trackedSexes(say, rows, target, state.month) || null,
            state.compare && found ? (other.length ? [h("p", {}, say("tracker.change", { change: trackedFigure(found.value - target.baseline), unit: target.unit === "%" ? say("tracker.points") : target.unit, plan: data.places[0], now: target.unit, first: trackedFigure(other[0][1]), last: trackedFigure(other[other.length - 1][1]) })),
              h("p", { class: "ct-warn" }, say("tracker.change_note"))] : h("p", {}, say("tracker.compare_none"))) : null);
          const cells = (one) => {
            const at = now[one.id];
            return [trackedFigure(one.baseline), at ? trackedFigure(at.value) : "–", `${trackedFigure(one.target)} ${one.unit}`, at ? `${formatNumber(at.progress, 0)}\u00a0%` : "–", at ? `${formatNumber(at.pace, 0)}\u00a0%` : "–"];
          };
          const heads = ["baseline", "now", "target", "way", "pace"].map((id) => [say(`tracker.${id}`), true]);
          const text = (at) => (at ? `${formatNumber(at.pace, 0)}\u00a0% ${say(`tracker.${at.light}`)}` : say("tracker.nothing"));
          board.show(say("tracker.t_board"), (width) => [barChart({ title: say("tracker.t_board"), about: say("tracker.a_board"), labelsAbove: true,
            x: { label: say("tracker.axis"), format: (value) => formatNumber(value), max: 100 }, references: data.limits.map((limit) => ({ x: limit, label: `${limit}\u00a0%` })),
            bars: data.targets.map((one) => ({ label: shortLabel(`${one.id}. ${one.text}`, width), parts: [{ value: now[one.id] ? now[one.id].pace : 0, kind: now[one.id] ? TRACKER_KINDS[now[one.id].light] : 1 }],
              text: text(now[one.id]), soft: one.id !== state.id })) }, width), h("p", { class: "ct-help" }, say("tracker.rule", { green: data.limits[0], yellow: data.limits[1] }))],
          () => ({ columns: [[say("tracker.name"), false], [say("tracker.level"), false], ...heads, [say("tracker.light"), false]],
            rows: data.targets.map((one) => [`${one.id}. ${one.text}`, say(`tracker.level_${one.level}`), ...cells(one), now[one.id] ? say(`tracker.${now[one.id].light}`) : say("tracker.nothing")]) }));
          const path = [[0, target.baseline], [TRACKED_MONTHS, target.baseline + ((target.target - target.baseline) * TRACKED_MONTHS) / data.months]];
          const lines = [{ name: say("tracker.actual"), kind: 1, points: [[0, target.baseline], ...series(0).filter(([, value]) => value !== null)] }, { name: say("tracker.linear"), kind: 2, points: path },
            ...(state.compare && other.length ? [{ name: say("tracker.other"), kind: 3, points: other }] : [])];
          const ys = lines.flatMap((one) => one.points.map(([, value]) => value));
          const [low, high] = [Math.min(...ys), Math.max(...ys)];
          line.show(say("tracker.t_line", { text: target.text }), (width) => [lineChart({ title: target.text, about: say("tracker.a_line"), directLabels: false, x: { label: say("tracker.x"), format: String, ticks: [0, 3, 6, 9, 12] },
            y: { label: target.unit, format: (value) => formatNumber(value), min: Math.max(0, low - (high - low) / 2) }, series: lines }, width), chartLegend(lines.map((one) => ({ name: one.name, kind: one.kind })))],
          () => ({ columns: [[say("tool.month"), true], [say("tracker.actual"), true], [say("tracker.linear"), true], [say("tracker.other"), true]],
            rows: Array.from({ length: state.month + 1 }, (_unused, i) => {
              const at = (list) => { const point = list.find(([x]) => x === i); return point ? trackedFigure(point[1]) : "–"; };
              return [String(i), at(lines[0].points), trackedFigure(target.baseline + ((target.target - target.baseline) * i) / data.months), at(other)];
            }) }));
          ownNumbers(state.own);
        },
      };
    });
  },
});
