// M03: national priorities, the objectives of the Global Compact, SDG targets, treaties, and the commitments table.

import { h, uid } from "../dom.js";
import { pieceButton } from "../piece.js";
import { registerTool } from "../registry.js";
import { barChart } from "../svg.js";
import { checkField, fieldGroup, selectField } from "./fields.js";
import { objectiveGrid } from "./gcm_objectives.js";
import { coverageOf, countryStatus, suggestedRows, targetsByGoal } from "./gcm_rows.js";
import { dataTable, mountTool } from "./toolframe.js";

const TAKEN_AT_LEAST = 5;

/** A tick for each proposed row and, when it is taken, its gap and owner to fill in. Rows keep what was typed while they stay. */
function commitmentList(tool) {
  const known = new Map();
  const list = h("ul", { class: "gp-rows" });
  function made(row) {
    const id = uid("row");
    const box = h("input", { type: "checkbox", class: "ct-check", onchange: () => change({ take: box.checked }) });
    const gap = h("input", { id: `${id}-gap`, type: "text", class: "ct-text-box", maxlength: 200, onchange: () => change({ gap: gap.value }) });
    const owner = h("input", { id: `${id}-owner`, type: "text", class: "ct-text-box", maxlength: 200, onchange: () => change({ owner: owner.value }) });
    const status = h("span", { class: "gp-status" });
    const fields = h("div", { class: "gp-fields" },
      h("div", {}, h("label", { class: "ct-label", for: gap.id }, tool.say("picker.gap")), gap),
      h("div", {}, h("label", { class: "ct-label", for: owner.id }, tool.say("picker.owner")), owner));
    function change(more) {
      const rows = tool.state.rows;
      tool.change("rows", { ...rows, [row.key]: { ...(rows[row.key] || {}), ...more } });
    }
    return { element: h("li", { class: "gp-row" }, h("label", { class: "ct-tick-row" }, box, h("span", {}, h("b", {}, row.instrument), " ", status)), fields),
      show(now, kept) {
        status.textContent = now.told;
        box.checked = Boolean(kept.take);
        fields.hidden = !kept.take;
        gap.value = kept.gap === undefined ? now.gap : kept.gap;
        owner.value = kept.owner || "";
      } };
  }
  return {
    element: list,
    show(rows, kept) {
      const items = rows.map((row) => {
        if (!known.has(row.key)) known.set(row.key, made(row));
        const item = known.get(row.key);
        item.show(row, kept[row.key] || {});
        return item.element;
      });
      if (items.length !== list.children.length || items.some((item, index) => list.children[index] !== item)) list.replaceChildren(...items);
    },
  };
}

/** The rows that are taken, as the form "commitments" has them. */
export function takenRows(rows, kept) {
  return rows.filter((row) => (kept[row.key] || {}).take).map((row) => ({ instrument: row.instrument, status: row.status,
    gap: kept[row.key].gap === undefined ? row.gap : kept[row.key].gap, owner: kept[row.key].owner || "" }));
}

registerTool("gcm_picker", {
  mount(element, desc) {
    const { data } = desc;
    const countries = Object.entries(data.countries).sort((one, other) => one[1].localeCompare(other[1]));
    const start = { country: data.start.country, chosen: data.start.chosen, open: 0, rows: {} };
    return mountTool(element, desc, start, (tool) => {
      const country = selectField({ label: tool.say("picker.country"), options: countries }, start.country, (code) => tool.change("country", code));
      const boxes = data.priorities.map(([id, title]) => ({ id, field: checkField(title, start.chosen.includes(id), (on) => {
        const { chosen } = tool.state;
        tool.change("chosen", on ? [...chosen, id] : chosen.filter((one) => one !== id));
      }) }));
      const grid = objectiveGrid(tool, data);
      const goals = tool.place();
      const treaties = h("div", {});
      const policies = h("div", { class: "gp-whole" });
      const rows = commitmentList(tool);
      const count = h("p", { class: "gp-count", role: "status" });
      const proposals = () => suggestedRows(data, tool.state, tool.say);
      const put = pieceButton(tool, () => {
        const taken = takenRows(proposals(), tool.state.rows);
        return taken.length ? { country: data.countries[tool.state.country], commitments: taken } : null;
      });
      return {
        controls: [country.element, fieldGroup(tool.say("picker.priorities"), boxes.map((one) => one.field.element))],
        results: [grid.element, goals.element, treaties, policies,
          h("section", { class: "gp-table" }, h("h4", {}, tool.say("picker.commitments")), h("p", {}, tool.say("picker.commitments_help")), rows.element, count, put)],
        set(state) {
          country.set(state.country);
          boxes.forEach((one) => one.field.set(state.chosen.includes(one.id)));
        },
        paint(state) {
          const name = data.countries[state.country];
          const cover = coverageOf(data, state.chosen);
          const found = countryStatus(data, state.country);
          tool.tell(
            h("p", { class: "ct-main" }, tool.say("picker.main", { n: state.chosen.length, objectives: cover.objectives.length, targets: cover.targets.length, all: Object.keys(data.targets).length })),
            cover.open.length ? tool.say("picker.open", { list: cover.open.map((one) => one[0]).join(", ") }) : tool.say("picker.none_open"),
            tool.say("picker.joined", { name, n: data.treaty_names.filter((one) => found.treaties[one].status === "party").length, all: data.treaty_names.length }),
          );
          grid.show(state, cover);
          const byGoal = targetsByGoal(data, cover.targets);
          goals.show(tool.say("picker.t_goals"), (width) => barChart({ title: tool.say("picker.t_goals"), about: tool.say("picker.a_goals"),
            x: { label: tool.say("picker.targets"), format: String }, bars: byGoal.map(([goal, served, all]) => ({ label: tool.say("picker.goal", { goal }),
              parts: [{ value: served, kind: 1 }, { value: all - served, kind: "own" }], text: tool.say("picker.of", { served, all }) })) }, width),
          () => ({ columns: [[tool.say("picker.goal_name"), false], [tool.say("picker.n_served"), true], [tool.say("picker.n_all"), true]],
            rows: byGoal.map(([goal, served, all]) => [tool.say("picker.goal", { goal }), String(served), String(all)]) }));
          treaties.replaceChildren(dataTable(tool.say("picker.t_treaties", { name }), {
            columns: [[tool.say("picker.year"), false], [tool.say("picker.instrument"), false], [name, false]],
            rows: data.instruments.map(([short, , year, form, asks, table]) => [String(year), h("span", {}, h("b", {}, short), ` (${form}). ${asks}`),
              table ? tool.say(found.treaties[table].say, found.treaties[table]) : tool.say("picker.no_data")]) }));
          policies.replaceChildren(found.policies ? dataTable(tool.say("picker.t_policies", { name }), {
            columns: [[tool.say("picker.domain"), false], [tool.say("picker.score"), true], [tool.say("picker.level"), false]],
            rows: found.policies.map((one) => [one.domain, one.score === null ? "–" : `${one.score} / 4`, one.score === null ? tool.say("picker.no_answer") : tool.say(one.say)]) })
            : h("p", { class: "ct-empty" }, tool.say("picker.no_policies", { name })));
          rows.show(proposals(), state.rows);
          const taken = takenRows(proposals(), state.rows);
          const ready = taken.filter((row) => row.gap && row.owner).length;
          count.textContent = tool.say(ready >= TAKEN_AT_LEAST ? "picker.enough" : "picker.not_enough", { n: taken.length, ready, least: TAKEN_AT_LEAST });
        },
      };
    });
  },
});
