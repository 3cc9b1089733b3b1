// M05: forty measures × five dimensions; the reader looks for pairs that contradict each other, the tool checks and explains.

import { fill, h } from "../dom.js";
import { coherenceBalance, coherenceConflicts, coherenceGaps, coherenceTradeOffs } from "../models/coherence.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { barChart, chartLegend } from "../svg.js";
import { choiceField, fieldGroup, selectField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const EFFECT_SIGNS = { 1: "+", 0: "·", "-1": "−" };
const pairKey = (one, other) => [one, other].sort().join(" ");

/** Why a pair is a contradiction, or why it is none: the id of a sentence and its values. */
export function pairVerdict(measures, firstId, secondId) {
  const [first, second] = [firstId, secondId].map((id) => measures.find((one) => one.id === id));
  if (!first || !second || first === second) return { right: false, say: "coherence.choose_two", values: {} };
  const values = { lever: first.lever, other: second.lever };
  if (first.lever !== second.lever) return { right: false, say: "coherence.other_lever", values };
  if (first.push * second.push > 0) return { right: false, say: "coherence.same_way", values };
  const [found] = coherenceConflicts([first, second]);
  if (!found) return { right: false, say: "coherence.other_people", values };
  return { right: true, say: `coherence.kind_${found.kind}`, values: { ...values, groups: found.groups.join(", ") } };
}

function conflictCard(tool, data, pair) {
  const [first, second] = [pair.first, pair.second].map((id) => data.measures.find((one) => one.id === id));
  const side = (one) => h("p", {}, h("b", {}, one.id), ` ${one.owner}: ${one.text} `, h("span", { class: "ct-pair-does" }, tool.say("coherence.does", { does: one.does })));
  const without = (one) => toolButton(tool.say("coherence.take_out", { id: one.id }), () => tool.change("out", [...tool.state.out, one.id]));
  return h("section", { class: "ct-card ct-pair-card" }, h("h4", {}, tool.say("coherence.both_act", { lever: pair.lever })), side(first), side(second),
    h("p", { class: "ct-help" }, tool.say(`coherence.kind_${pair.kind}`, { groups: pair.groups.join(", ") })),
    h("div", { class: "ct-actions" }, without(first), without(second)));
}

function effectsTable(tool, data, state) {
  const shown = data.measures.filter((one) => (state.sector === "all" || one.sectors.includes(state.sector)) && (state.level === "all" || one.level === state.level));
  const cell = (effect) => h("td", { class: effect > 0 ? "ct-helps" : effect < 0 ? "ct-harms" : null, "aria-label": tool.say(effect > 0 ? "coherence.helps" : effect < 0 ? "coherence.harms" : "coherence.neither") }, EFFECT_SIGNS[effect]);
  const rows = shown.map((one) => {
    const out = state.out.includes(one.id);
    const box = h("input", { type: "checkbox", class: "ct-check", checked: !out, dataset: { measure: one.id },
      onchange: () => tool.change("out", out ? state.out.filter((id) => id !== one.id) : [...state.out, one.id]) });
    return h("tr", { class: out ? "ct-out" : null }, h("th", { scope: "row" }, h("label", { class: "ct-tick-row" }, box,
      h("span", {}, h("b", {}, one.id), ` ${one.text}`, h("span", { class: "ct-owner" }, `${one.owner} · ${one.sectors.join(", ")}`)))), one.effects.map(cell));
  });
  return h("div", { class: "ct-table-scroll", tabindex: "0", role: "region", "aria-label": tool.say("coherence.measures") },
    h("table", { class: "ct-table ct-effects" }, h("caption", {}, tool.say("coherence.caption", { n: shown.length })),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, tool.say("coherence.measure")), data.dimensions.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows)));
}

function cellsTable(tool, data, plan) {
  const gaps = new Set(coherenceGaps(plan, data.phases.map(([id]) => id), data.fields.map(([id]) => id)).map((pair) => pair.join(" ")));
  const cell = (phase, field) => {
    const here = plan.filter((one) => one.phase === phase && one.field === field);
    const key = `${phase} ${field}`;
    return gaps.has(key) ? h("td", { class: "ct-gap" }, tool.say("coherence.gap"), h("span", { class: "ct-owner" }, data.questions[key]))
      : h("td", {}, h("b", {}, String(here.length)), h("span", { class: "ct-owner" }, here.map((one) => one.id).join(", ")));
  };
  return h("div", { class: "ct-table-scroll", tabindex: "0", role: "region", "aria-label": tool.say("coherence.grid") },
    h("table", { class: "ct-table ct-effects ct-cells" }, h("caption", {}, tool.say("coherence.grid")),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, tool.say("coherence.phase")), data.fields.map(([, name]) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, data.phases.map(([phase, name]) => h("tr", {}, h("th", { scope: "row" }, name), data.fields.map(([field]) => cell(phase, field)))))));
}

function showBalance(tool, data, place, plan) {
  const title = tool.say("coherence.t_balance");
  const counts = coherenceBalance(plan);
  place.show(title, (width) => [
    chartLegend([{ name: tool.say("coherence.helps"), kind: 1, bar: true }, { name: tool.say("coherence.harms"), kind: 6, bar: true }]),
    barChart({ title, about: tool.say("coherence.a_balance"), labelsAbove: true, x: { label: tool.say("coherence.axis"), format: (value) => formatNumber(value) },
      bars: counts.map((one, place_) => ({ label: data.dimensions[place_], parts: [{ value: one.helps, kind: 1 }, { value: one.harms, kind: 6 }],
        text: tool.say("coherence.bar", { helps: one.helps, harms: one.harms }) })) }, width)],
  () => ({ columns: [[tool.say("coherence.dimension"), false], [tool.say("coherence.helps"), true], [tool.say("coherence.harms"), true]],
    rows: counts.map((one, place_) => [data.dimensions[place_], String(one.helps), String(one.harms)]) }));
}

registerTool("coherence_matrix", {
  mount(element, desc) {
    const { data } = desc;
    const start = { sector: "all", level: "all", out: [], first: "", second: "", tried: null, found: [], reveal: false };
    return mountTool(element, desc, start, (tool) => {
      const names = [["", tool.say("coherence.pick")], ...data.measures.map((one) => [one.id, `${one.id} ${one.text}`])];
      const sector = selectField({ label: tool.say("coherence.sector"), options: [["all", tool.say("coherence.all_sectors")], ...data.sectors] }, "all", (id) => tool.change("sector", id));
      const level = choiceField({ label: tool.say("coherence.level"), options: ["all", "national", "local"].map((id) => [id, tool.say(`coherence.level_${id}`)]) }, "all", (id) => tool.change("level", id));
      const first = selectField({ label: tool.say("coherence.first"), options: names }, "", (id) => tool.change("first", id));
      const second = selectField({ label: tool.say("coherence.second"), options: names }, "", (id) => tool.change("second", id));
      const verdict = h("p", { class: "ct-note", role: "status" });
      const ask = toolButton(tool.say("coherence.ask"), () => {
        const { first: one, second: other, found } = tool.state;
        const right = pairVerdict(data.measures, one, other).right;
        const key = pairKey(one, other);
        tool.changeAll({ tried: [one, other], found: right && !found.includes(key) ? [...found, key] : found });
      }, "main");
      const show = toolButton("", () => tool.change("reveal", !tool.state.reveal));
      const cards = h("div", { class: "ct-cards" });
      const [table, grid] = [h("div", {}), h("div", {})];
      const balance = tool.place();
      return {
        controls: [fieldGroup(tool.say("coherence.hunt"), first.element, second.element, h("div", { class: "ct-actions" }, ask, show), verdict),
          fieldGroup(tool.say("coherence.look"), sector.element, level.element)],
        results: [cards, table, balance.element, grid],
        set(state) { sector.set(state.sector); level.set(state.level); first.set(state.first); second.set(state.second); },
        paint(state) {
          const plan = data.measures.filter((one) => !state.out.includes(one.id));
          const pairs = coherenceConflicts(plan);
          const inPlan = pairs.filter((one) => state.found.includes(pairKey(one.first, one.second)));
          const answer = state.tried ? pairVerdict(data.measures, ...state.tried) : null;
          verdict.className = `ct-note ct-note--${answer && answer.right ? "good" : "info"}`;
          fill(verdict, answer ? tool.say(answer.say, answer.values) : tool.say("coherence.hint"));
          show.textContent = tool.say(state.reveal ? "coherence.hide" : "coherence.reveal");
          tool.tell(h("p", { class: "ct-main" }, tool.say(state.reveal || !pairs.length ? "coherence.main_all" : "coherence.main", { n: plan.length, found: inPlan.length, pairs: pairs.length })),
            tool.say("coherence.trade_offs", { n: coherenceTradeOffs(plan).length }),
            tool.say("coherence.gaps", { n: coherenceGaps(plan, data.phases.map(([id]) => id), data.fields.map(([id]) => id)).length }));
          fill(cards, (state.reveal ? pairs : inPlan).map((pair) => conflictCard(tool, data, pair)));
          const focus = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.measure : null;
          const scrolled = table.firstChild ? table.firstChild.scrollTop : 0;
          fill(table, effectsTable(tool, data, state));
          table.firstChild.scrollTop = scrolled;
          if (focus) { const box = table.querySelector(`[data-measure="${focus}"]`); if (box) box.focus({ preventScroll: true }); }
          fill(grid, cellsTable(tool, data, plan));
          showBalance(tool, data, balance, plan);
        },
      };
    });
  },
});
