// M04: six dimensions of movement: first your own view, then what public figures can say.

import { h } from "../dom.js";
import { situationBand } from "../models/situation.js";
import { formatNumber } from "../numbers.js";
import { radarChart } from "../process_svg.js";
import { registerTool } from "../registry.js";
import { chartLegend } from "../svg.js";
import { fieldGroup, selectField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const RADAR_LEVELS = { low: 1, middle: 2, high: 3 };

function radarRows(data, state) {
  const { values } = data.countries.find((one) => one.id === state.country);
  return data.dimensions.map((one) => ({ ...one, value: values[one.id], band: situationBand(values[one.id], one.low, one.high), own: state.own[one.id] || "" }));
}

function radarWords(tool, state, rows, change) {
  const missing = rows.filter((one) => !one.own).length;
  if (!state.shown) {
    tool.tell(h("p", { class: "ct-main" }, missing ? tool.say("radar.rate", { n: missing }) : tool.say("radar.ready")));
    return;
  }
  const both = rows.filter((one) => one.band && RADAR_LEVELS[one.own]);
  const apart = both.filter((one) => one.band !== one.own);
  const unknown = rows.filter((one) => !one.band);
  tool.tell(
    h("p", { class: "ct-main" }, tool.say("radar.compare", { same: both.length - apart.length, all: both.length })),
    apart.length ? tool.say("radar.apart", { names: apart.map((one) => one.name).join("; ") }) : null,
    unknown.length ? tool.say("radar.unknown", { names: unknown.map((one) => one.name).join("; ") }) : null,
    change === null ? null : tool.say("radar.speed", { change: formatNumber(change, 1) }),
  );
}

registerTool("situation_radar", {
  mount(element, desc) {
    const { countries, dimensions } = desc.data;
    const start = { country: desc.data.start, own: {}, shown: false };
    return mountTool(element, desc, start, (tool) => {
      const bands = ["low", "middle", "high"].map((id) => [id, tool.say(`radar.${id}`)]);
      const country = selectField({ label: tool.say("radar.country"), options: countries.map((one) => [one.id, one.name]) }, start.country,
        (id) => tool.changeAll({ country: id, own: {}, shown: false }));
      const picks = Object.fromEntries(dimensions.map((one) => [one.id, selectField({ label: one.name,
        options: [["", tool.say("radar.choose")], ...bands, ["none", tool.say("radar.dont")]] }, "", (band) => tool.change("own", { ...tool.state.own, [one.id]: band }))]));
      const show = toolButton(tool.say("radar.show"), () => tool.change("shown", true), "main");
      const radar = tool.place();
      const table = h("div", {});
      const own = (id) => { country.set(id.country); Object.entries(picks).forEach(([key, field]) => field.set(id.own[key] || "")); };
      return {
        controls: [country.element, fieldGroup(tool.say("radar.g_own"), Object.values(picks).map((field) => field.element))],
        actions: show,
        results: [radar.element, table],
        set: own,
        paint(state) {
          own(state);
          const rows = radarRows(desc.data, state);
          show.disabled = state.shown || rows.some((one) => !one.own);
          const place = countries.find((one) => one.id === state.country);
          radarWords(tool, state, rows, place.values.change);
          const series = [{ kind: 2, dash: "7 4" }, { kind: 1 }];
          const legend = [{ name: tool.say("radar.own"), kind: 2 }, ...(state.shown ? [{ name: tool.say("radar.figures"), kind: 1 }] : [])];
          const corners = rows.map((one) => ({ name: one.name, known: !(state.shown && !one.band),
            values: [RADAR_LEVELS[one.own] ?? null, state.shown && one.band ? RADAR_LEVELS[one.band] : null] }));
          const title = tool.say("radar.title", { country: place.name });
          const value = (one) => (one.value === null || one.value === undefined ? tool.say("tool.none") : formatNumber(one.value, 1));
          radar.show(title, (width) => [chartLegend(legend), radarChart({ title, about: tool.say("radar.about"), rings: bands.map(([, text]) => text), corners, series }, width)],
            () => ({ columns: [[tool.say("radar.dimension"), false], [tool.say("radar.own"), false], ...(state.shown ? [[tool.say("radar.figure"), true], [tool.say("radar.band"), false]] : [])],
              rows: rows.map((one) => [one.name, one.own ? tool.say(one.own === "none" ? "radar.dont" : `radar.${one.own}`) : "–",
                ...(state.shown ? [value(one), one.band ? tool.say(`radar.${one.band}`) : tool.say("radar.nobody")] : [])]) }));
          table.replaceChildren(...(state.shown ? [h("h4", {}, tool.say("radar.how")), ...rows.map((one) => h("p", { class: "ct-help" }, h("b", {}, `${one.name}: `),
            one.measure ? tool.say("radar.measured", { measure: one.measure, value: value(one), unit: one.unit, low: formatNumber(one.low), high: formatNumber(one.high),
              evidence: tool.say(`radar.e_${one.evidence}`) }) : tool.say("radar.not_measured"), " ", one.caveat))] : []));
        },
      };
    });
  },
});
