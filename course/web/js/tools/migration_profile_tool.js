// M02: a migration profile of one page for any country, with its caveats, ready for the country file.

import { fill, h } from "../dom.js";
import { formatNumber } from "../numbers.js";
import { pieceButton } from "../piece.js";
import { registerTool } from "../registry.js";
import { barChart, chartLegend } from "../svg.js";
import { checkField, selectField } from "./fields.js";
import { dataTable, mountTool } from "./toolframe.js";

const PROFILE_SIZE = 12;
const PROFILE_DETAILED = ["origin_1", "destination_1"];

const profileParts = (text) => (text || "").split(",").map((part) => (part === "" ? null : Number(part)));

/** The rows of one country: [{id, label, value, year, detail, unit, digits, edition, source, caveat}]; value null where there is none. */
export function profileRows(data, id) {
  const country = data.countries.find((one) => one.id === id);
  const names = Object.fromEntries(data.countries.map((one) => [one.id, one.name]));
  const [values, years] = [profileParts(country.v), profileParts(country.y)];
  const details = (country.d || "|").split("|");
  const own = id === data.invented.id ? data.invented : {};
  return data.indicators.map((item, index) => {
    const place = PROFILE_DETAILED.indexOf(item.id);
    const code = place >= 0 ? details[place] : "";
    const caveat = [item.caveat, (country.n || {})[item.id]].filter(Boolean).join(" ");
    return { ...item, caveat, edition: own.edition || item.edition, source: own.source || item.source, value: values[index] ?? null,
      year: values[index] === null || values[index] === undefined ? null : years[index] ? 2000 + years[index] : data.years[index], detail: names[code] || code };
  });
}

function profileValue(say, row) {
  if (row.value === null) return say("profile.none");
  if (row.id === "sdg_10_7_2") return say("profile.score", { words: say(`profile.score_${row.value}`), score: row.value });
  const number = `${formatNumber(row.value, row.digits)} ${row.unit}`;
  return row.detail ? `${row.detail}: ${number}` : number;
}

/** What to be careful with, as sentences: about the country first, then about each chosen indicator. */
export function profileCaveats(say, data, id, rows) {
  const country = data.countries.find((one) => one.id === id);
  const marks = country.m || "";
  const has = (...ids) => rows.some((row) => ids.includes(row.id));
  const years = rows.filter((row) => row.year).map((row) => row.year);
  const gaps = rows.filter((row) => row.value === null).map((row) => row.label);
  const found = [];
  if (new Set(years).size > 1) found.push(say("profile.c_years", { count: new Set(years).size, from: Math.min(...years), to: Math.max(...years) }));
  if (gaps.length) found.push(say("profile.c_gaps", { list: gaps.join("; ") }));
  if (marks.includes("r") && has("refugees_hosted")) found.push(say("profile.c_refugees"));
  if (marks.includes("c") && has("immigrants")) found.push(say("profile.c_citizenship"));
  if (marks.includes("i") && has("immigrants")) found.push(say("profile.c_imputed"));
  if (country.p) {
    const population = profileRows(data, id).find((row) => row.id === "population");
    found.push(say("profile.c_population", { here: formatNumber(population.value), there: formatNumber(country.p) }));
  }
  rows.filter((row) => row.caveat && row.value !== null).forEach((row) => found.push(`${row.label}: ${row.caveat}`));
  return [...found, say("profile.c_names")];
}

function profileWords(tool, data, state, rows) {
  const name = data.countries.find((one) => one.id === state.country).name;
  const years = rows.filter((row) => row.year).map((row) => row.year);
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const gaps = rows.filter((row) => row.value === null).map((row) => row.label);
  const lines = years.length ? [h("p", { class: "ct-main" }, tool.say(from === to ? "profile.say_one_year" : "profile.say",
    { name, count: rows.length, from, to, sources: new Set(rows.map((row) => row.source)).size }))] : [];
  if (rows.length !== PROFILE_SIZE) lines.push(h("p", { class: "ct-warn" }, tool.say("profile.say_twelve", { count: rows.length })));
  if (gaps.length) lines.push(tool.say("profile.say_gaps", { list: gaps.join("; ") }));
  if (state.country === data.invented.id) lines.push(tool.say("profile.invented"));
  tool.tell(...lines);
}

function peopleBars(tool, all, name, place) {
  const value = Object.fromEntries(all.map((row) => [row.id, row.value]));
  const bars = [["in", "immigrants"], ["out", "emigrants"]].filter(([, id]) => value[id] !== null).map(([side, id]) => {
    const women = value[`${id}_women_pct`] === null ? null : (value[id] * value[`${id}_women_pct`]) / 100;
    const parts = women === null ? [{ value: value[id] / 1000, kind: "own" }] : [{ value: women / 1000, kind: 3 }, { value: (value[id] - women) / 1000, kind: 1 }];
    return { side, women, all: value[id], bar: { label: tool.say(`profile.${side}`), parts, text: formatNumber(value[id] / 1000, 1) } };
  });
  const title = tool.say("profile.title", { name });
  place.show(title, (width) => (bars.length ? [
    chartLegend([{ name: tool.say("profile.women"), kind: 3, bar: true }, { name: tool.say("profile.men"), kind: 1, bar: true }]),
    barChart({ title, about: tool.say("profile.about"), x: { label: tool.say("profile.thousand"), format: (one) => formatNumber(one) }, bars: bars.map((one) => one.bar) }, width)] : []),
  () => ({ columns: [[tool.say("profile.indicator"), false], [tool.say("profile.women"), true], [tool.say("profile.men"), true]],
    rows: bars.map((one) => [one.bar.label, one.women === null ? tool.say("tool.none") : formatNumber(one.women, 0), one.women === null ? tool.say("tool.none") : formatNumber(one.all - one.women, 0)]) }));
}

registerTool("migration_profile", {
  mount(element, desc) {
    const { data } = desc;
    const start = { country: data.start, chosen: data.indicators.filter((item) => item.chosen).map((item) => item.id) };
    return mountTool(element, desc, start, (tool) => {
      const { say } = tool;
      const list = selectField({ label: say("profile.country"), options: data.countries.map((one) => [one.id, one.name]) }, start.country, (id) => tool.change("country", id));
      const boxes = data.indicators.map((item) => ({ id: item.id, ...checkField(item.label, item.chosen, () => {
        tool.change("chosen", boxes.filter((one) => one.box.checked).map((one) => one.id));
      }) }));
      const chosenRows = () => profileRows(data, tool.state.country).filter((row) => tool.state.chosen.includes(row.id));
      const countryName = () => data.countries.find((one) => one.id === tool.state.country).name;
      const sheet = h("div", {});
      const careful = h("section", { class: "ct-card" });
      const chart = tool.place();
      const put = pieceButton(tool, () => {
        const rows = chosenRows();
        if (rows.length !== PROFILE_SIZE) return null;
        return { country: countryName(), caveats: profileCaveats(say, data, tool.state.country, rows).join("\n"),
          indicators: rows.map((row) => ({ indicator: row.label, value: profileValue(say, row), year: row.year ? String(row.year) : say("profile.none"),
            edition: row.edition, source: row.source })) };
      });
      return {
        controls: [list.element, h("fieldset", { class: "ct-group" }, h("legend", { class: "ct-group-title" }, say("profile.choose")),
          h("p", { class: "ct-help" }, say("profile.choose_help")), boxes.map((one) => one.element))],
        results: [sheet, careful, put, chart.element],
        set(state) { list.set(state.country); boxes.forEach((one) => one.set(state.chosen.includes(one.id))); },
        paint(state) {
          const all = profileRows(data, state.country);
          const rows = all.filter((row) => state.chosen.includes(row.id));
          const name = data.countries.find((one) => one.id === state.country).name;
          profileWords(tool, data, state, rows);
          fill(sheet, dataTable(say("profile.page", { name }), { columns: [[say("profile.indicator"), false], [say("profile.value"), false],
            [say("profile.year"), false], [say("profile.source"), false]],
          rows: rows.map((row) => [row.label, profileValue(say, row), row.year ? String(row.year) : "", row.source]) }));
          fill(careful, h("h4", {}, say("profile.careful")), h("ul", {}, profileCaveats(say, data, state.country, rows).map((one) => h("li", {}, one))));
          peopleBars(tool, all, name, chart);
        },
      };
    });
  },
});
