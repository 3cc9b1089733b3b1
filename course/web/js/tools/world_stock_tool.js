// M00: one chart, five questions: the number of international migrants in the world.

import { h } from "../dom.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { chartLegend, lineChart } from "../svg.js";
import { choiceField, selectField } from "./fields.js";
import { mountTool } from "./toolframe.js";

const STOCK_LOOKS = ["level", "change", "women", "share", "edition"];

const millions = (value) => formatNumber(value / 1e6, 1);
const yearly = (data, values) => data.years.map((year, index) => [year, values[index]]);

/** What each look draws: series in the chart's own unit, the unit's words and the table. */
function stockLook(tool, data, look) {
  const inMillions = data.migrants.map((value) => value / 1e6);
  if (look === "women") {
    const share = data.migrants.map((all, index) => (100 * data.women[index]) / all);
    return { unit: tool.say("stock.pct_women"), digits: 1, max: 100, series: [{ name: tool.say("stock.women"), points: yearly(data, share), kind: 3 }],
      references: [{ y: 50, label: tool.say("stock.half") }] };
  }
  if (look === "share") {
    const share = data.migrants.map((all, index) => (100 * all) / data.population[index]);
    return { unit: tool.say("stock.pct_population"), digits: 2, max: 5, series: [{ name: tool.say("stock.share"), points: yearly(data, share), kind: 5 }] };
  }
  const series = [{ name: tool.say("stock.edition_new"), points: yearly(data, inMillions), kind: 1 }];
  if (look === "edition") {
    series.push({ name: tool.say("stock.edition_old"), points: data.years_2020.map((year, index) => [year, data.migrants_2020[index] / 1e6]), kind: 2 });
  }
  return { unit: tool.say("stock.millions"), digits: 1, series };
}

function stockSentence(tool, data, state) {
  const at = (year) => data.years.indexOf(Number(year));
  const [from, to] = [at(state.from), at(state.to)];
  const [first, last] = [data.migrants[from], data.migrants[to]];
  if (state.look === "level") return tool.say("stock.say_level", { year: 1990, number: millions(data.migrants[at(1990)]) });
  if (state.look === "change") {
    if (from === to) return tool.say("stock.say_same_year");
    const rise = last - first;
    return tool.say(rise >= 0 ? "stock.say_more" : "stock.say_fewer", { from: state.from, to: state.to, number: millions(Math.abs(rise)),
      percent: formatNumber((100 * Math.abs(rise)) / first, 1) });
  }
  if (state.look === "women") {
    const end = data.years.length - 1;
    return tool.say("stock.say_women", { from: data.years[0], to: data.years[end], first: formatNumber((100 * data.women[0]) / data.migrants[0], 1),
      last: formatNumber((100 * data.women[end]) / data.migrants[end], 1), number: millions(data.women[end]) });
  }
  if (state.look === "share") {
    const end = data.years.length - 1;
    return tool.say("stock.say_share", { from: data.years[0], to: data.years[end], first: formatNumber((100 * data.migrants[0]) / data.population[0], 1),
      last: formatNumber((100 * data.migrants[end]) / data.population[end], 1) });
  }
  return tool.say("stock.say_edition", { old: millions(data.migrants_2020[data.years_2020.indexOf(2020)]), now: millions(data.migrants[at(2020)]) });
}

function stockMarks(data, state) {
  if (state.look === "level") return [{ x: 1990, y: data.migrants[data.years.indexOf(1990)] / 1e6, label: "1990" }];
  if (state.look !== "change") return [];
  return [state.from, state.to].map((year) => ({ x: Number(year), y: data.migrants[data.years.indexOf(Number(year))] / 1e6, label: String(year) }));
}

registerTool("world_stock", {
  mount(element, desc) {
    const { data } = desc;
    const start = { look: "level", from: "1990", to: "2020" };
    return mountTool(element, desc, start, (tool) => {
      const years = data.years.map((year) => [String(year), String(year)]);
      const look = choiceField({ label: tool.say("stock.looks"), options: STOCK_LOOKS.map((id, index) => [id, `${index + 1}. ${tool.say(`stock.look_${id}`)}`]) },
        start.look, (id) => tool.change("look", id));
      const from = selectField({ label: tool.say("stock.from"), options: years }, start.from, (year) => tool.change("from", year));
      const to = selectField({ label: tool.say("stock.to"), options: years }, start.to, (year) => tool.change("to", year));
      const span = h("div", { class: "ct-pair" }, from.element, to.element);
      const question = h("p", { class: "ct-question" });
      const chart = tool.place();
      return {
        controls: [look.element, question, span],
        results: [chart.element],
        set(state) { look.set(state.look); from.set(state.from); to.set(state.to); },
        paint(state) {
          question.textContent = tool.say(`stock.ask_${state.look}`);
          span.hidden = state.look !== "change";
          const shown = stockLook(tool, data, state.look);
          tool.tell(h("p", { class: "ct-main" }, stockSentence(tool, data, state)), tool.say(`stock.note_${state.look}`));
          const title = tool.say(`stock.title_${state.look}`);
          chart.show(title, (width) => [
            shown.series.length > 1 ? chartLegend(shown.series) : null,
            lineChart({ title, about: tool.say("stock.about"), series: shown.series, references: shown.references, directLabels: false,
              marks: stockMarks(data, state), x: { label: tool.say("tool.year"), format: String, ticks: data.years },
              y: { label: shown.unit, format: (value) => formatNumber(value), min: 0, max: shown.max } }, width)],
          () => ({ columns: [[tool.say("tool.year"), true], ...shown.series.map((one) => [`${one.name}, ${shown.unit}`, true])],
            rows: data.years.map((year) => [String(year), ...shown.series.map((one) => {
              const point = one.points.find(([px]) => px === year);
              return point ? formatNumber(point[1], shown.digits) : tool.say("tool.none");
            })]) }));
        },
      };
    });
  },
});
