// M04: three groups, five capacities, each rated now and needed.

import { h } from "../dom.js";
import { capacityGap, widestGaps } from "../models/capacity.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { barChart, chartLegend } from "../svg.js";
import { choiceField, selectField } from "./fields.js";
import { mountTool } from "./toolframe.js";

registerTool("capacity_gaps", {
  mount(element, desc) {
    const { groups, capacities } = desc.data;
    const start = { group: groups[0][0], ratings: desc.data.start };
    return mountTool(element, desc, start, (tool) => {
      const levels = [0, 1, 2, 3].map((value) => [String(value), String(value)]);
      const group = choiceField({ label: tool.say("capacity.group"), options: groups }, start.group, (id) => tool.change("group", id));
      function rate(i, side, value) {
        const { ratings, group: now } = tool.state;
        const line = ratings[now].map((pair, j) => (j === i ? pair.map((one, k) => (k === side ? Number(value) : one)) : pair));
        tool.change("ratings", { ...ratings, [now]: line });
      }
      const fields = capacities.map(([, name], i) => [0, 1].map((side) => selectField({ label: tool.say(side ? "capacity.needed_of" : "capacity.now_of", { name }), options: levels },
        String(start.ratings[start.group][i][side]), (value) => rate(i, side, value))));
      const fromState = (state) => fields.forEach((pair, i) => pair.forEach((field, side) => field.set(String(state.ratings[state.group][i][side]))));
      const [matrix, sums] = [tool.place(), tool.place()];
      const gapOf = (state, id, i) => capacityGap(...state.ratings[id][i]);
      return {
        controls: [group.element, h("p", { class: "ct-help" }, tool.say("capacity.scale")),
          ...fields.map((pair) => h("div", { class: "ct-pair" }, pair.map((field) => field.element)))],
        results: [matrix.element, sums.element],
        set(state) { group.set(state.group); fromState(state); },
        paint(state) {
          fromState(state);
          const gaps = {};
          groups.forEach(([id]) => capacities.forEach(([key], i) => { gaps[`${id}|${key}`] = gapOf(state, id, i); }));
          const widest = widestGaps(gaps);
          const total = Object.values(gaps).reduce((sum, one) => sum + one, 0);
          const named = (cell) => {
            const [id, key] = cell.split("|");
            return tool.say("capacity.cell", { group: groups.find(([one]) => one === id)[1], capacity: capacities.find(([one]) => one === key)[1] });
          };
          tool.tell(h("p", { class: "ct-main" }, widest.length ? tool.say("capacity.widest", { n: gaps[widest[0]], cells: widest.map(named).join("; ") }) : tool.say("capacity.no_gap")),
            tool.say("capacity.total", { total }), tool.say("capacity.then"));
          const head = [[tool.say("capacity.capacity"), false], ...groups.map(([, name]) => [name, true])];
          const text = (id, i) => tool.say("capacity.pair", { now: state.ratings[id][i][0], needed: state.ratings[id][i][1], gap: gapOf(state, id, i) });
          matrix.show(tool.say("capacity.t_matrix"), () => h("div", { class: "ct-table-scroll", tabindex: "0", role: "region", "aria-label": tool.say("capacity.t_matrix") },
            h("table", { class: "ct-table cp-compact" }, h("thead", {}, h("tr", {}, head.map(([name, number]) => h("th", { scope: "col", class: number ? "ct-num" : null }, name)))),
              h("tbody", {}, capacities.map(([, name], i) => h("tr", {}, h("th", { scope: "row" }, name),
                groups.map(([id]) => h("td", { class: "ct-num" }, h("span", { class: `cp-gap cp-gap--${gapOf(state, id, i)}` }, String(gapOf(state, id, i))))))))),
          ), () => ({ columns: head, rows: capacities.map(([, name], i) => [name, ...groups.map(([id]) => text(id, i))]) }));
          const bars = capacities.map(([, name], i) => ({ label: name, parts: groups.map(([id], n) => ({ value: gapOf(state, id, i), kind: n + 1 })),
            text: formatNumber(groups.reduce((sum, [id]) => sum + gapOf(state, id, i), 0)) }));
          sums.show(tool.say("capacity.t_sums"), (width) => [chartLegend(groups.map(([, name], n) => ({ name, kind: n + 1, bar: true }))), barChart({ title: tool.say("capacity.t_sums"), about: tool.say("capacity.a_sums"),
            x: { label: tool.say("capacity.points"), format: (value) => formatNumber(value) }, bars }, width)],
          () => ({ columns: [[tool.say("capacity.capacity"), false], [tool.say("capacity.points"), true]], rows: bars.map((bar) => [bar.label, bar.text]) }));
        },
      };
    });
  },
});
