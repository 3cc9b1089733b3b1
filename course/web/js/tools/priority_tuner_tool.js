// M05: options of one country, rated by five criteria; weights; and how much of the order is only the choice of weights.

import { fill, h } from "../dom.js";
import { priorityIndex, priorityOrder, priorityStability } from "../models/priority_weights.js";
import { formatNumber, parseNumber } from "../numbers.js";
import { pieceButton } from "../piece.js";
import { registerTool } from "../registry.js";
import { barChart } from "../svg.js";
import { fieldGroup, sliderField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const TOP = 3;
const STABLE = 0.8;
const MOST_OPTIONS = 10;

/** What a state comes to: index and rank of each named option, stability of the order. Null when all weights are 0. */
export function tunedOrder(data, state) {
  const options = state.options.filter((one) => one.name.trim());
  const weights = data.criteria.map(([id]) => state[id]);
  if (!options.length || !weights.some((one) => one > 0)) return null;
  const ratings = options.map((one) => one.ratings);
  const found = priorityIndex(ratings, weights);
  const [first, same, inTop] = priorityStability(ratings, weights, TOP, data.runs, data.seed);
  return { options, found, ranks: priorityOrder(found), first, same, inTop, ratings };
}

function tunerWords(tool, data, state, tuned) {
  if (!tuned) return tool.tell(h("p", { class: "ct-warn" }, tool.say("tuner.empty")));
  const per = (share) => formatNumber(100 * share, 0);
  const names = tuned.ranks.slice(0, TOP).map((place) => tuned.options[place].name);
  const few = tuned.options.length <= TOP;
  return tool.tell(
    h("p", { class: "ct-main" }, tool.say("tuner.main", { first: names[0], index: formatNumber(tuned.found[tuned.ranks[0]], 1) })),
    few ? tool.say("tuner.few", { n: TOP }) : tool.say("tuner.three", { names: names.join("; ") }),
    tool.say("tuner.first_stays", { share: per(tuned.first), runs: data.runs }),
    few ? null : h("p", { class: tuned.same >= STABLE ? "ct-good" : "ct-warn" }, tool.say(tuned.same >= STABLE ? "tuner.stable" : "tuner.unstable", { share: per(tuned.same), runs: data.runs, limit: per(STABLE) })));
}

function showTuned(tool, data, place, tuned) {
  const title = tool.say("tuner.t_order");
  if (!tuned) {
    place.show(title, () => h("p", { class: "ct-empty" }, tool.say("tuner.empty")), () => ({ columns: [[tool.say("tuner.option"), false]], rows: [] }));
    return;
  }
  place.show(title, (width) => barChart({ title, about: tool.say("tuner.a_order"), labelsAbove: true, x: { label: tool.say("tuner.axis"), format: (value) => formatNumber(value), max: 10 },
    bars: tuned.ranks.map((option, rank) => ({ label: `${rank + 1}. ${tuned.options[option].name}`, parts: [{ value: tuned.found[option], kind: rank < TOP ? 1 : "own" }],
      text: formatNumber(tuned.found[option], 1) })) }, width),
  () => ({ columns: [[tool.say("tuner.rank"), true], [tool.say("tuner.option"), false], ...data.criteria.map(([, name]) => [name, true]), [tool.say("tuner.index"), true], [tool.say("tuner.in_top"), true]],
    rows: tuned.ranks.map((option, rank) => [String(rank + 1), tuned.options[option].name, ...tuned.ratings[option].map((one) => formatNumber(one)),
      formatNumber(tuned.found[option], 2), `${formatNumber(100 * tuned.inTop[option], 0)}\u00a0%`]) }));
}

/** A table of options and ratings that a person may write over. Rebuilt only when rows come or go. */
function ratingsTable(tool, data, told) {
  const body = h("tbody", {});
  let rows = [];
  const put = (place, change) => tool.change("options", tool.state.options.map((one, at) => (at === place ? { ...one, ...change } : one)));
  function row(place) {
    const name = h("input", { type: "text", class: "ct-option", maxlength: 80, "aria-label": tool.say("tuner.option_n", { n: place + 1 }), onchange: () => put(place, { name: name.value }) });
    const boxes = data.criteria.map(([, label], at) => {
      const box = h("input", { type: "text", inputmode: "decimal", autocomplete: "off", class: "ct-rating", onchange: () => {
        const number = parseNumber(box.value);
        const good = number !== null && number >= 0 && number <= 10;
        if (good) box.removeAttribute("aria-invalid"); else box.setAttribute("aria-invalid", "true");
        fill(told, good ? "" : tool.say("tool.field_range", { low: 0, high: 10 }));
        if (good) put(place, { ratings: tool.state.options[place].ratings.map((one, index) => (index === at ? number : one)) });
      } });
      return { box, label };
    });
    return { name, boxes, element: h("tr", {}, h("th", { scope: "row" }, name), boxes.map((one) => h("td", {}, one.box))) };
  }
  return {
    element: h("div", { class: "ct-table-scroll", tabindex: "0", role: "region", "aria-label": tool.say("tuner.ratings") },
      h("table", { class: "ct-table ct-ratings" }, h("caption", {}, tool.say("tuner.ratings")),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, tool.say("tuner.option")), data.criteria.map(([, name]) => h("th", { scope: "col" }, name)))), body)),
    set(options) {
      if (rows.length !== options.length) {
        rows = options.map((_one, place) => row(place));
        fill(body, rows.map((one) => one.element));
      }
      options.forEach((one, place) => {
        rows[place].name.value = one.name;
        rows[place].boxes.forEach(({ box, label }, at) => {
          box.value = formatNumber(one.ratings[at]);
          box.removeAttribute("aria-invalid");
          box.setAttribute("aria-label", tool.say("tuner.rating_of", { option: one.name || place + 1, criterion: label }));
        });
      });
    },
  };
}

/** The piece for the country file: the first three, with the weights and the stability in words. */
export function prioritiesPiece(tool, data, state) {
  const tuned = tunedOrder(data, state);
  if (!tuned) return null;
  const weights = data.criteria.map(([id, name]) => `${name} ${formatNumber(state[id])}`).join(", ");
  return {
    country: data.country,
    priorities: tuned.ranks.slice(0, TOP).map((option) => ({ priority: tuned.options[option].name })),
    weights,
    stability: tool.say("tuner.piece", { first: formatNumber(100 * tuned.first, 0), same: formatNumber(100 * tuned.same, 0), runs: data.runs }),
  };
}

registerTool("priority_tuner", {
  mount(element, desc) {
    const { data } = desc;
    const start = { ...Object.fromEntries(data.criteria.map(([id]) => [id, data.weight])), options: data.options };
    return mountTool(element, desc, start, (tool) => {
      const fields = Object.fromEntries(data.criteria.map(([id, label]) => [id,
        sliderField({ id, label, help: tool.say(`tuner.help_${id}`), min: 0, max: 10, step: 1, unit: "" }, start[id], tool.say, (value, settled) => tool.change(id, value, settled))]));
      const told = h("p", { class: "ct-error", role: "status" });
      const ratings = ratingsTable(tool, data, told);
      const add = toolButton(tool.say("tuner.add"), () => tool.change("options", [...tool.state.options, { name: "", ratings: data.criteria.map(() => 5) }]));
      const less = toolButton(tool.say("tuner.less"), () => tool.change("options", tool.state.options.slice(0, -1)));
      const own = toolButton(tool.say("tuner.own"), () => tool.change("options", ["", "", "", "", ""].map((name) => ({ name, ratings: data.criteria.map(() => 5) }))));
      const chart = tool.place();
      return {
        controls: [fieldGroup(tool.say("tuner.weights"), data.criteria.map(([id]) => fields[id].element))],
        results: [chart.element, h("div", {}, ratings.element, told, h("div", { class: "ct-actions" }, add, less, own)), pieceButton(tool, () => prioritiesPiece(tool, data, tool.state))],
        set(state) { Object.entries(fields).forEach(([id, field]) => field.set(state[id])); },
        paint(state) {
          ratings.set(state.options);
          add.disabled = state.options.length >= MOST_OPTIONS;
          less.disabled = state.options.length <= 2;
          const tuned = tunedOrder(data, state);
          tunerWords(tool, data, state, tuned);
          showTuned(tool, data, chart, tuned);
        },
      };
    });
  },
});
