// M10: remittances beside direct investment and assistance, for the group of low- and middle-income countries or one country.

import { h } from "../dom.js";
import { cheaperSaving, flowGrowth, flowIndex, sameBasis } from "../models/flows.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { chartLegend, lineChart } from "../svg.js";
import { checkField, choiceField, fieldGroup, selectField, sliderField } from "./fields.js";
import { mountTool } from "./toolframe.js";

const FLOW_IDS = ["remittances", "fdi", "third"];
const FLOW_BASE_YEAR = 2010;

/** "12,,3.5" as [12, null, 3.5]: one place per year, empty where the source has no figure. */
function packedNumbers(text) {
  return text.split(",").map((part) => (part === "" ? null : Number(part)));
}

/** One place with its figures as numbers. */
export function placeData(data, id) {
  const found = data.places.find((one) => one.id === id) || data.places[0];
  return { ...found, years: data.years, remittances: packedNumbers(found.remittances), fdi: packedNumbers(found.fdi), third: packedNumbers(found.third),
    gdp: found.gdp ? packedNumbers(found.gdp) : null, isGroup: found.id === data.places[0].id };
}

/** The values of one flow in the chosen measure. */
function flowValues(place, flow, measure) {
  const values = place[flow];
  if (measure === "gdp") return values.map((value, index) => (value === null || !place.gdp || !place.gdp[index] ? null : (100 * value) / place.gdp[index]));
  if (measure === "index") return flowIndex(place.years, values, FLOW_BASE_YEAR) || values.map(() => null);
  return values.map((value) => (value === null ? null : value / 1000));
}

const measureDigits = (measure) => (measure === "index" ? 0 : measure === "gdp" ? 1 : 2);

function flowName(tool, place, flow) {
  if (flow !== "third") return tool.say(`flows.${flow}`);
  return tool.say(place.isGroup ? "flows.oda" : "flows.resources");
}

function flowSentences(tool, place, state) {
  const index = place.years.indexOf(state.year);
  const values = Object.fromEntries(FLOW_IDS.map((flow) => [flow, place[flow][index]]));
  if (values.remittances === null) return [tool.say("flows.no_figure", { place: place.name, year: state.year })];
  const billion = formatNumber(values.remittances / 1000, values.remittances < 10000 ? 2 : 1);
  const lines = [h("p", { class: "ct-main" }, tool.say("flows.received", { place: place.name, year: state.year, number: billion }))];
  if (place.gdp && place.gdp[index]) lines.push(tool.say("flows.of_gdp", { share: formatNumber((100 * values.remittances) / place.gdp[index], 1) }));
  const growth = state.year === FLOW_BASE_YEAR ? null : flowGrowth(place.remittances[place.years.indexOf(FLOW_BASE_YEAR)], values.remittances);
  if (growth !== null) {
    lines.push(tool.say(growth >= 0 ? "flows.grew" : "flows.fell", { n: formatNumber(Math.abs(growth), 0), base: FLOW_BASE_YEAR }));
  }
  if (values.fdi !== null && values.fdi > 0) lines.push(tool.say("flows.times_fdi", { n: formatNumber(values.remittances / values.fdi, 1) }));
  else if (values.fdi !== null) lines.push(tool.say("flows.fdi_negative"));
  if (place.isGroup && values.third !== null) {
    const ratio = formatNumber(values.remittances / values.third, 1);
    lines.push(sameBasis(state.year, ["current", "constant-2018"]) ? tool.say("flows.times_oda", { n: ratio })
      : h("p", { class: "ct-warn" }, tool.say("flows.rough_oda", { n: ratio, year: state.year })));
  } else if (place.isGroup) lines.push(tool.say("flows.no_oda", { year: state.year }));
  return lines;
}

/** Which chosen flows have figures but no index, because their base year is empty or not above 0. */
function noBase(tool, place, state) {
  if (state.measure !== "index") return null;
  const without = FLOW_IDS.filter((flow) => state[flow] && place[flow].some((value) => value !== null) && !flowIndex(place.years, place[flow], FLOW_BASE_YEAR));
  if (!without.length) return null;
  return h("p", { class: "ct-warn" }, tool.say("flows.no_base", { flows: without.map((flow) => flowName(tool, place, flow)).join("; "), base: FLOW_BASE_YEAR }));
}

function savingSentence(tool, state) {
  const saving = cheaperSaving(state.volume, state.cost_now, state.cost_target);
  const values = { volume: formatNumber(state.volume), now: formatNumber(state.cost_now), target: formatNumber(state.cost_target), saving: formatNumber(Math.abs(saving), 2) };
  return tool.say(saving >= 0 ? "flows.saving" : "flows.saving_less", values);
}

function drawFlows(tool, place, state, chart) {
  const measure = state.measure === "gdp" && !place.gdp ? "usd" : state.measure;
  const series = FLOW_IDS.filter((flow) => state[flow]).map((flow) => ({ name: flowName(tool, place, flow), kind: FLOW_IDS.indexOf(flow) + 1,
    points: place.years.map((year, index) => [year, flowValues(place, flow, measure)[index]]) }))
    .filter((one) => one.points.some((point) => point[1] !== null));
  const title = tool.say("flows.title", { place: place.name });
  const unit = tool.say(`flows.unit_${measure}`);
  if (!series.length) {
    chart.show(title, () => h("p", { class: "ct-empty" }, tool.say("flows.empty")), () => ({ columns: [[tool.say("tool.year"), true]], rows: [] }));
    return;
  }
  const digits = measureDigits(measure);
  chart.show(title, (width) => [
    chartLegend(series),
    lineChart({ title, about: tool.say("flows.about"), series, directLabels: false, x: { label: tool.say("tool.year"), format: String },
      y: { label: unit, format: (value) => formatNumber(value) }, shade: { from: state.year - 0.35, to: state.year + 0.35, label: "" } }, width)],
  () => ({ columns: [[tool.say("tool.year"), true], ...series.map((one) => [`${one.name}, ${unit}`, true])],
    rows: place.years.map((year, index) => [String(year), ...series.map((one) => {
      const value = one.points[index][1];
      return value === null ? tool.say("tool.none") : formatNumber(value, digits);
    })]) }));
}

registerTool("flows", {
  mount(element, desc) {
    const { data } = desc;
    const start = { place: data.start, measure: "usd", remittances: true, fdi: true, third: true, year: 2018,
      ...Object.fromEntries(desc.inputs.map((item) => [item.id, item.start])) };
    return mountTool(element, desc, start, (tool) => {
      const place = selectField({ label: tool.say("flows.place"), options: data.places.map((one) => [one.id, one.name]) }, start.place, (id) => tool.change("place", id));
      const measure = choiceField({ label: tool.say("flows.measure"), options: ["usd", "gdp", "index"].map((id) => [id, tool.say(`flows.measure_${id}`)]) },
        start.measure, (id) => tool.change("measure", id));
      const shown = FLOW_IDS.map((flow) => ({ flow, label: h("span", {}), field: checkField("", true, (on) => tool.change(flow, on)) }));
      shown.forEach((one) => one.field.element.append(one.label));
      const year = sliderField({ id: "year", label: tool.say("flows.year"), unit: "", min: data.years[0], max: data.years[data.years.length - 1], step: 1,
        help: tool.say("flows.year_help"), format: String }, start.year, tool.say, (value, settled) => tool.change("year", Math.round(value), settled));
      const saving = Object.fromEntries(desc.inputs.map((item) => [item.id,
        sliderField(item, start[item.id], tool.say, (value, settled) => tool.change(item.id, value, settled))]));
      const answer = h("p", { class: "ct-main", role: "status" });
      const caution = h("p", { class: "ct-caption-note" });
      const chart = tool.place();
      return {
        controls: [place.element, measure.element, fieldGroup(tool.say("flows.show"), shown.map((one) => one.field.element)), year.element],
        results: [chart.element, caution,
          h("section", { class: "ct-card" }, h("h4", {}, tool.say("flows.saving_title")), h("p", {}, tool.say("flows.saving_task")),
            h("div", { class: "ct-columns" }, desc.inputs.map((item) => saving[item.id].element)), answer)],
        set(state) {
          place.set(state.place);
          measure.set(state.measure);
          year.set(state.year);
          shown.forEach((one) => one.field.set(state[one.flow]));
          Object.entries(saving).forEach(([id, field]) => field.set(state[id]));
        },
        paint(state) {
          const now = placeData(data, state.place);
          shown.forEach((one) => { one.label.textContent = flowName(tool, now, one.flow); });
          tool.tell(...flowSentences(tool, now, state), state.measure === "gdp" && !now.gdp ? h("p", { class: "ct-warn" }, tool.say("flows.no_gdp")) : null,
            noBase(tool, now, state));
          drawFlows(tool, now, state, chart);
          caution.textContent = tool.say(now.isGroup ? "flows.basis_group" : "flows.basis_country");
          answer.textContent = savingSentence(tool, state);
        },
      };
    });
  },
});
