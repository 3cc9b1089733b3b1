// M04: who visited whom, and whose situation is like ours in the figures that we choose?

import { h } from "../dom.js";
import { rowDistance, similarityScore, standardisedRows, visitDegrees } from "../models/similarity.js";
import { formatNumber } from "../numbers.js";
import { arrowChart } from "../process_svg.js";
import { registerTool } from "../registry.js";
import { barChart } from "../svg.js";
import { checkField, fieldGroup, selectField } from "./fields.js";
import { dataTable, mountTool } from "./toolframe.js";

/** [{id, score}] of the chosen hosts in the order of the list; indicators are standardised over visitor and hosts. */
export function matchScores(data, visitor, hosts, chosen) {
  const at = (id) => data.countries.findIndex((one) => one.id === id);
  const columns = data.indicators.map((one, i) => (chosen.includes(one.id) ? i : -1)).filter((i) => i >= 0);
  const row = (id) => columns.map((i) => data.figures[at(id)][i]);
  const rows = standardisedRows([visitor, ...hosts].map(row));
  return hosts.map((id, i) => ({ id, score: columns.length ? similarityScore(rowDistance(rows[0], rows[i + 1])) : null }));
}

function matcherWords(tool, state, scores, name) {
  const known = scores.filter((one) => one.score !== null);
  if (!known.length) { tool.tell(h("p", { class: "ct-main" }, tool.say("matcher.choose"))); return; }
  const most = Math.max(...known.map((one) => one.score));
  const near = known.filter((one) => one.score > most - 1e-9);
  tool.tell(
    h("p", { class: "ct-main" }, tool.say("matcher.near", { visitor: name(state.visitor), n: state.chosen.length, host: near.map((one) => name(one.id)).join(", "),
      score: formatNumber(most, 2) })),
    state.chosen.length < 3 ? h("p", { class: "ct-warn" }, tool.say("matcher.few")) : null,
    state.hosts.length < 3 ? h("p", { class: "ct-warn" }, tool.say("matcher.few_hosts")) : null,
    tool.say("matcher.then"),
  );
}

registerTool("peer_matcher", {
  mount(element, desc) {
    const { countries, indicators, figures, visits } = desc.data;
    const start = { visitor: desc.data.start, hosts: countries.map((one) => one.id).filter((id) => id !== desc.data.start && id !== "XSV"),
      chosen: indicators.slice(0, 2).map((one) => one.id) };
    const name = (id) => countries.find((one) => one.id === id).name;
    return mountTool(element, desc, start, (tool) => {
      const visitor = selectField({ label: tool.say("matcher.visitor"), options: countries.map((one) => [one.id, one.name]) }, start.visitor,
        (id) => tool.changeAll({ visitor: id, hosts: tool.state.hosts.filter((host) => host !== id) }));
      const toggled = (key, id, on) => { // the order of the list, so that the same choice gives the same picture
        const list = (key === "hosts" ? countries : indicators).map((one) => one.id);
        tool.change(key, list.filter((one) => (one === id ? on : tool.state[key].includes(one))));
      };
      const hostBoxes = countries.map((one) => [one.id, checkField(one.name, start.hosts.includes(one.id), (on) => toggled("hosts", one.id, on))]);
      const chosenBoxes = indicators.map((one) => [one.id, checkField(one.label, start.chosen.includes(one.id), (on) => toggled("chosen", one.id, on))]);
      const [score, raw, net] = [tool.place(), h("div", {}), tool.place()];
      const ticks = (boxes) => h("div", { class: "cp-ticks" }, boxes.map(([, box]) => box.element));
      function boxesFrom(state) {
        hostBoxes.forEach(([id, box]) => { box.set(state.hosts.includes(id)); box.box.disabled = id === state.visitor; });
        chosenBoxes.forEach(([id, box]) => box.set(state.chosen.includes(id)));
      }
      return {
        controls: [visitor.element, fieldGroup(tool.say("matcher.g_figures"), ticks(chosenBoxes)), fieldGroup(tool.say("matcher.g_hosts"), ticks(hostBoxes))],
        results: [score.element, raw, net.element],
        set(state) { visitor.set(state.visitor); boxesFrom(state); },
        paint(state) {
          boxesFrom(state);
          const scores = matchScores(desc.data, state.visitor, state.hosts, state.chosen);
          matcherWords(tool, state, scores, name);
          score.show(tool.say("matcher.t_score", { visitor: name(state.visitor) }), (width) => (scores.length && state.chosen.length
            ? barChart({ title: tool.say("matcher.t_score", { visitor: name(state.visitor) }), about: tool.say("matcher.a_score"), x: { label: tool.say("matcher.score"), format: (value) => formatNumber(value, 1), max: 1 },
              bars: scores.map((one) => ({ label: name(one.id), parts: [{ value: one.score ?? 0, kind: 1 }], text: one.score === null ? tool.say("tool.none") : formatNumber(one.score, 2) })) }, width)
            : h("p", { class: "ct-empty" }, tool.say("matcher.choose"))),
          () => ({ columns: [[tool.say("matcher.host"), false], [tool.say("matcher.score"), true]],
            rows: scores.map((one) => [name(one.id), one.score === null ? tool.say("tool.none") : formatNumber(one.score, 3)]) }));
          const shown = indicators.map((one, i) => ({ ...one, i })).filter((one) => state.chosen.includes(one.id));
          const rows = [state.visitor, ...state.hosts];
          const cell = (id, one) => { const value = figures[countries.findIndex((c) => c.id === id)][one.i]; return value === null ? tool.say("tool.none") : formatNumber(value, one.digits); };
          const table = { columns: [[tool.say("matcher.country"), false], ...shown.map((one) => [one.label, true])], rows: rows.map((id) => [name(id), ...shown.map((one) => cell(id, one))]) };
          raw.replaceChildren(h("details", { class: "cp-fold", open: raw.firstChild ? raw.firstChild.open : false }, h("summary", {}, tool.say("matcher.t_raw")), dataTable(tool.say("matcher.t_raw"), table)));
          const degrees = visitDegrees(visits);
          const ids = Object.keys(degrees).sort((a, b) => name(a).localeCompare(name(b)));
          net.show(tool.say("matcher.t_net"), (width) => arrowChart({ title: tool.say("matcher.t_net"), about: tool.say("matcher.a_net"), arrows: visits,
            left: ids.filter((id) => degrees[id][0]).map((id) => [id, name(id)]), right: ids.filter((id) => degrees[id][1]).map((id) => [id, name(id)]) }, width),
          () => ({ columns: [[tool.say("matcher.from"), false], [tool.say("matcher.to"), false]], rows: visits.map(([from, to]) => [name(from), name(to)]) }));
        },
      };
    });
  },
});
