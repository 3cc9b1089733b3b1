// M02: the same year in two editions of the migrant stock.

import { fill, h } from "../dom.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { chartLegend, lineChart } from "../svg.js";
import { choiceField, selectField } from "./fields.js";
import { mountTool } from "./toolframe.js";

const VINTAGE_NOTES = ["born_abroad", "citizenship", "refugees_added", "imputed"];

/** "12,,3" as [12, null, 3]. */
export function unpackNumbers(text) { return (text || "").split(",").map((part) => (part === "" ? null : Number(part))); }

/** Both editions of one place: {years, new: […], old: […]} with null where there is no figure. */
export function vintageSeries(data, id, side) {
  const place = data.places.find((one) => one.id === id);
  return { years: data.years, new: unpackNumbers(place[`${side}_new`]), old: unpackNumbers(place[`${side}_old`]) };
}

function vintageUnit(most) {
  if (most >= 1e7) return { id: "vintage.unit_m", divide: 1e6, digits: 1 };
  if (most >= 1e4) return { id: "vintage.unit_k", divide: 1e3, digits: 1 };
  return { id: "vintage.unit_1", divide: 1, digits: 0 };
}

const vintageAmount = (tool, unit, value) => (unit.divide === 1 ? formatNumber(value, 0)
  : `${formatNumber(value / unit.divide, unit.digits)}\u00a0${tool.say(unit.id).split(" ")[0]}`);

function vintageWords(tool, data, state, place, series, unit) {
  const at = data.years.indexOf(Number(state.year));
  const [now, then] = [series.new[at], series.old[at]];
  const words = (id, more = {}) => tool.say(id, { year: state.year, place: place.name, new: now === null ? "" : vintageAmount(tool, unit, now),
    old: then === null ? "" : vintageAmount(tool, unit, then), ...more });
  if (now === null && then === null) return tool.tell(h("p", { class: "ct-main" }, words("vintage.say_none")));
  if (now === null || then === null) {
    return tool.tell(h("p", { class: "ct-main" }, words(now === null ? "vintage.say_only_old" : "vintage.say_only_new")));
  }
  const percent = formatNumber(then ? Math.abs((100 * (now - then)) / then) : 0, 1);
  const lines = [h("p", { class: "ct-main" }, words(now === then ? "vintage.say_same" : now > then ? "vintage.say_higher" : "vintage.say_lower", { percent }))];
  if (place.id === "WORLD" && data.older.year === Number(state.year)) lines.push(words("vintage.say_older", { older: vintageAmount(tool, unit, data.older.value) }));
  const side = place.id === "WORLD" ? "world" : state.side;
  lines.push(h("p", {}, h("b", {}, tool.say("vintage.print")), " ", words(`vintage.print_${side}`), now === then ? "" : ` ${words("vintage.print_changed")}`));
  return tool.tell(...lines);
}

registerTool("vintage_explorer", {
  mount(element, desc) {
    const { data } = desc;
    const start = { place: data.start, side: "in", year: "2020" };
    return mountTool(element, desc, start, (tool) => {
      const { say } = tool;
      const list = selectField({ label: say("vintage.place"), options: data.places.map((one) => [one.id, one.name]) }, start.place, (id) => tool.change("place", id));
      const side = choiceField({ label: say("vintage.side"), options: [["in", say("vintage.in")], ["out", say("vintage.out")]] }, start.side, (id) => tool.change("side", id));
      const year = selectField({ label: say("vintage.year"), options: data.years.map((one) => [String(one), String(one)]) }, start.year, (one) => tool.change("year", one));
      const chart = tool.place();
      const notes = h("section", { class: "ct-card" });
      return {
        controls: [list.element, side.element, year.element],
        results: [chart.element, notes],
        set(state) { list.set(state.place); side.set(state.side); year.set(state.year); },
        paint(state) {
          const place = data.places.find((one) => one.id === state.place);
          const world = place.id === "WORLD";
          const way = world ? "in" : state.side;
          side.element.hidden = world;
          const series = vintageSeries(data, place.id, way);
          const unit = vintageUnit(Math.max(...series.new.map((one) => one || 0), ...series.old.map((one) => one || 0)));
          vintageWords(tool, data, { ...state, side: way }, place, series, unit);
          const scaled = (values) => data.years.map((one, index) => [one, values[index] === null ? null : values[index] / unit.divide]);
          const lines = [{ name: say("vintage.edition_new"), kind: 1, points: scaled(series.new) }, { name: say("vintage.edition_old"), kind: 2, points: scaled(series.old) }];
          const chosen = series.new[data.years.indexOf(Number(state.year))];
          const marks = chosen === null ? [] : [{ x: Number(state.year), y: chosen / unit.divide, label: state.year }];
          if (world) marks.push({ x: data.older.year, y: data.older.value / unit.divide, label: say("vintage.edition_older") });
          const title = say(world ? "vintage.title_world" : `vintage.title_${way}`, { place: place.name });
          chart.show(title, (width) => [chartLegend(lines), lineChart({ title, about: say("vintage.about"), directLabels: false, series: lines, marks,
            x: { label: say("vintage.col_year"), format: String, ticks: data.years }, y: { label: say(unit.id), format: (value) => formatNumber(value) } }, width)],
          () => ({ columns: [[say("vintage.col_year"), false], ...lines.map((one) => [one.name, true]), [say("vintage.col_difference"), true]],
            rows: data.years.map((one, index) => {
              const [now, then] = [series.new[index], series.old[index]];
              const text = (value) => (value === null ? say("tool.none") : formatNumber(value));
              return [String(one), text(now), text(then), now === null || then === null ? say("tool.none") : formatNumber(now - then)];
            }) }));
          const flags = way === "out" ? [say("vintage.note_out")]
            : VINTAGE_NOTES.filter((_name, bit) => (place.notes || 0) & (1 << bit)).map((name) => say(`vintage.note_${name}`));
          notes.hidden = world || !flags.length;
          fill(notes, h("h4", {}, say("vintage.notes", { place: place.name })), h("ul", {}, flags.map((one) => h("li", {}, one))));
        },
      };
    });
  },
});
