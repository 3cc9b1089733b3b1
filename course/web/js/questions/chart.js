// T10: build or repair a chart: lists and fields on one side, the chart itself on the other.

import { drawChart, namesIn, pointsOf } from "../chart_draw.js";
import { fill, h, uid } from "../dom.js";
import { verdict } from "../feedback.js";
import { formatNumber } from "../numbers.js";
import { registerQuestion } from "../registry.js";
import { markChart } from "../score_chart.js";

const REST_MS = 700; // a screen reader hears the new chart once the hand rests
const SHOWN_ROWS = 60;

const labelOf = (desc, id) => (desc.columns.find((column) => column.id === id) || { label: id }).label;
const hasBars = (chart) => chart.kind === "bars" || chart.kind === "stacked";

/** A chart in words, line by line. */
function chartWords(desc, chart, words) {
  const lines = [words(`chart_${chart.kind}`), words("pair", { left: words("chart_y"), right: labelOf(desc, chart.y) }),
    words("pair", { left: words("chart_x"), right: labelOf(desc, chart.x) })];
  if (chart.series) lines.push(words("pair", { left: labelOf(desc, chart.series), right: chart.show.join(", ") }));
  if (hasBars(chart)) lines.push(words(`chart_sort_${chart.sort}`));
  if (chart.kind !== "pie") lines.push(words(chart.zero ? "chart_from_zero" : "chart_not_from_zero"));
  return [...lines, ...desc.parts.map((part) => words("pair", { left: words(`chart_${part}`), right: chart[part] || "–" }))];
}

function listField(label, options) {
  const id = uid("part");
  const select = h("select", { class: "cq-select", id }, options.map(([value, text]) => h("option", { value }, text)));
  return { element: h("div", { class: "cq-chart-field" }, h("label", { class: "cq-label", for: id }, label), select), control: select };
}

function textField(label, choices, say) {
  if (choices) return listField(label, [["", say("choose_one")], ...choices.map((one) => [one, one])]);
  const id = uid("part");
  const input = h("input", { type: "text", class: "cq-input", id, autocomplete: "off", maxlength: 300 });
  return { element: h("div", { class: "cq-chart-field" }, h("label", { class: "cq-label", for: id }, label), input), control: input };
}

function dataTableOf(desc, say) {
  const place = h("div", {});
  const details = h("details", { class: "cq-chart-data" }, h("summary", {}, say("chart_data")), place);
  const number = (column) => (column.kind === "number" ? "cq-cell--number" : null);
  const years = (column, i) => desc.rows.every((row) => row[i] === null || (Number.isInteger(row[i]) && row[i] > 1500 && row[i] < 2500));
  const text = (cell, column, i) => (cell === null ? "–" : column.kind !== "number" ? cell : years(column, i) ? String(cell) : formatNumber(cell));
  details.addEventListener("toggle", () => {
    if (!details.open || place.firstChild) return;
    fill(place, h("div", { class: "cq-table-scroll", tabindex: "0", role: "region", "aria-label": say("chart_data") },
      h("table", { class: "cq-table" },
        h("thead", {}, h("tr", {}, desc.columns.map((column) => h("th", { scope: "col", class: number(column) }, column.unit ? `${column.label} (${column.unit})` : column.label)))),
        h("tbody", {}, desc.rows.slice(0, SHOWN_ROWS).map((row) => h("tr", {}, row.map((cell, i) => h("td", { class: number(desc.columns[i]) }, text(cell, desc.columns[i], i)))))))),
    desc.rows.length > SHOWN_ROWS ? h("p", { class: "cq-hint" }, say("chart_more_rows", { rows: desc.rows.length, shown: SHOWN_ROWS })) : null);
  });
  return details;
}

function chartView(desc, state) {
  const { say } = state;
  const columns = desc.columns.map((column) => [column.id, column.label]);
  const numbers = desc.columns.filter((column) => column.kind === "number").map((column) => [column.id, column.label]);
  const texts = desc.columns.filter((column) => column.kind !== "number").map((column) => [column.id, column.label]);
  const fields = {
    kind: listField(say("chart_kind"), desc.kinds.map((kind) => [kind, say(`chart_${kind}`)])),
    x: listField(say("chart_x"), columns),
    y: listField(say("chart_y"), numbers),
    series: listField(say("chart_series"), [["", say("chart_one_series")], ...texts, ...numbers]),
    sort: listField(say("chart_sort"), ["table", "up", "down"].map((sort) => [sort, say(`chart_sort_${sort}`)])),
    ...Object.fromEntries(desc.parts.map((part) => [part, textField(say(`chart_${part}`), desc.choices[part], say)])),
  };
  const zero = h("input", { type: "checkbox" });
  const zeroField = h("label", { class: "cq-need" }, zero, h("span", {}, say("chart_from_zero")));
  const shown = h("fieldset", { class: "cq-needs cq-chart-show" });
  const caption = h("p", { class: "cq-chart-title" });
  const place = h("div", { class: "cq-chart-place" });
  const source = h("p", { class: "cq-hint" });
  const note = h("p", { class: "cq-hint cq-chart-note" });
  const live = h("div", { class: "cq-unseen", "aria-live": "polite" });
  let boxes = [];
  let width = 0;
  let timer = null;

  function fillShown(names) {
    const series = fields.series.control.value;
    const all = series ? namesIn(desc, series) : [];
    boxes = all.map((name) => h("input", { type: "checkbox", value: name, checked: !names || names.includes(name) }));
    shown.hidden = !series;
    fill(shown, h("legend", {}, say("chart_show")), boxes.map((box, i) => h("label", { class: "cq-need" }, box, h("span", {}, all[i]))));
  }
  function read() {
    const chart = Object.fromEntries(["kind", "x", "y", "series"].map((part) => [part, fields[part].control.value]));
    chart.show = boxes.filter((box) => box.checked).map((box) => box.value);
    chart.zero = zero.checked;
    chart.sort = fields.sort.control.value;
    desc.parts.forEach((part) => { chart[part] = fields[part].control.value.trim().replace(/\s+/gu, " "); });
    return chart;
  }
  function paint() {
    const chart = read();
    fields.sort.element.hidden = !hasBars(chart);
    zeroField.hidden = chart.kind === "pie";
    fill(caption, chart.title || "");
    caption.hidden = !chart.title;
    fill(source, chart.source || "");
    source.hidden = !chart.source;
    fill(note, pointsOf(desc, chart).twice ? say("chart_twice", { x: labelOf(desc, chart.x) }) : "");
    const about = chartWords(desc, chart, say).join(". ");
    drawChart(place, desc, chart, { title: chart.title || say("chart_no_title"), about, unit: chart.unit || "", x: labelOf(desc, chart.x) }, width || 560);
  }
  function changed() {
    paint();
    clearTimeout(timer);
    timer = setTimeout(() => fill(live, chartWords(desc, read(), say).slice(0, 3).join(". "), ". ", note.textContent), REST_MS);
  }
  function show(value) {
    const chart = value || desc.start;
    ["kind", "x", "y", "series", "sort", ...desc.parts].forEach((part) => { fields[part].control.value = chart[part] || ""; });
    zero.checked = chart.zero;
    fillShown(chart.show);
    paint();
  }
  fields.series.control.addEventListener("input", () => fillShown(null));
  const panel = h("div", { class: "cq-chart-parts" }, fields.kind.element, fields.x.element, fields.y.element, fields.series.element, shown,
    fields.sort.element, zeroField, desc.parts.map((part) => fields[part].element));
  panel.addEventListener("input", changed);
  const watcher = typeof ResizeObserver === "undefined" ? null : new ResizeObserver((entries) => {
    const next = Math.floor(entries[0].contentRect.width);
    if (next && Math.abs(next - width) > 1) { width = next; paint(); }
  });
  if (watcher) watcher.observe(place);
  show(null);
  const reset = h("button", { type: "button", class: "cq-button cq-button--quiet", onclick: () => { show(null); changed(); state.changed(); } }, say("chart_reset"));
  return {
    element: h("div", { class: "cq-chart" }, desc.task ? h("p", { class: "cq-task" }, desc.task) : null, dataTableOf(desc, say),
      h("div", { class: "cq-bench" }, h("div", { class: "cq-settings" }, panel, reset),
        h("figure", { class: "cq-results cq-chart-figure" }, caption, place, source, note)), live),
    read() {
      const value = read();
      const none = value.series && !value.show.length;
      return { value, raw: value, problem: none ? say("chart_show_one") : "", field: none ? boxes[0] : fields.kind.control };
    },
    show,
  };
}

registerQuestion("chart", {
  view: chartView,
  practise: (desc, value) => verdict(desc, markChart(value, desc.practice)),
  example: (desc) => desc.practice.key,
  describe: chartWords,
});
