// M03: regional processes, their members, and how much of the movement stays inside.

import { h } from "../dom.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { lineChart } from "../svg.js";
import { selectField } from "./fields.js";
import { dataTable, mountTool } from "./toolframe.js";

/** Shares in per cent by year: [[year, share]]; `moves` is [[year, all, inside]]. */
export function insideShares(moves) {
  return moves.map(([year, all, inside]) => [year, all ? (100 * inside) / all : null]);
}

registerTool("process_explorer", {
  mount(element, desc) {
    const { rows, names, start } = desc.data;
    const countries = Object.entries(names).sort((one, other) => one[1].localeCompare(other[1]));
    const known = rows.filter((row) => row.members.length);
    return mountTool(element, desc, { ...start }, (tool) => {
      const country = selectField({ label: tool.say("process.country"), options: countries }, start.country, (code) => tool.change("country", code));
      const process = selectField({ label: tool.say("process.process"), options: rows.map((row) => [row.id, row.name]) }, start.process, (id) => tool.change("process", id));
      const card = h("div", { class: "pe-card" });
      const chart = tool.place();
      const list = h("div", {});
      return {
        controls: [country.element, process.element],
        results: [card, chart.element, list],
        set(state) { country.set(state.country); process.set(state.process); },
        paint(state) {
          const one = rows.find((row) => row.id === state.process);
          const name = names[state.country];
          const mine = known.filter((row) => row.members.includes(state.country));
          tool.tell(
            h("p", { class: "ct-main" }, mine.length ? tool.say("process.member_of", { name, n: mine.length, of: known.length, list: mine.map((row) => row.name).join("; ") })
              : tool.say("process.member_of_none", { name, of: known.length })),
            tool.say("process.rest", { n: rows.length - known.length }),
          );
          card.replaceChildren(h("h4", {}, one.name),
            h("p", {}, one.year ? tool.say("process.since", { region: one.region, year: one.year }) : tool.say("process.since_unknown", { region: one.region })),
            ...(one.note ? [h("p", {}, one.note)] : []),
            one.members.length ? h("details", { class: "ct-data" }, h("summary", {}, tool.say("process.members", { n: one.members.length })),
              h("p", { class: "pe-members" }, one.members.map((code) => names[code]).sort((a, b) => a.localeCompare(b)).join(", "))) : h("p", {}, tool.say("process.members_unknown")),
            h("p", { class: "ct-help" }, tool.say("process.source", { code: one.source })));
          chart.element.hidden = !one.moves.length;
          if (one.moves.length) {
            const title = tool.say("process.title", { name: one.name });
            const shares = insideShares(one.moves);
            chart.show(title, (width) => lineChart({ title, about: tool.say("process.about"), series: [{ name: tool.say("process.share"), points: shares }],
              x: { label: tool.say("tool.year"), format: String, ticks: one.moves.map((row) => row[0]) }, y: { label: tool.say("process.axis"), format: (value) => formatNumber(value), max: 100 }, height: 260 }, width),
            () => ({ columns: [[tool.say("tool.year"), false], [tool.say("process.all"), true], [tool.say("process.inside"), true], [tool.say("process.axis"), true]],
              rows: one.moves.map(([year, all, inside], index) => [String(year), formatNumber(all, 0), formatNumber(inside, 0), formatNumber(shares[index][1], 1)]) }));
          }
          list.replaceChildren(dataTable(tool.say("process.table"), {
            columns: [[tool.say("process.process"), false], [tool.say("process.region"), false], [tool.say("process.year"), true], [tool.say("process.count"), true], [tool.say("process.is_member", { name }), false]],
            rows: rows.map((row) => [row.name, row.region, row.year ? String(row.year) : "–", row.members.length ? String(row.members.length) : "–",
              row.members.length ? tool.say(row.members.includes(state.country) ? "process.yes" : "process.no") : tool.say("process.unknown")]),
          }));
        },
      };
    });
  },
});
