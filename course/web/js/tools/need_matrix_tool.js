// M12: nine cells, three dimensions by three levels: cards for practice, then a programme with its full and its empty cells.

import { fill, h } from "../dom.js";
import { matrixCounts, matrixEmpty, matrixFilled, matrixFullest, matrixShares } from "../models/need_matrix.js";
import { formatNumber } from "../numbers.js";
import { pieceButton } from "../piece.js";
import { registerTool } from "../registry.js";
import { barChart, chartLegend } from "../svg.js";
import { choiceField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const MOST_MEASURES = 20;
const emptyMeasure = () => ({ measure: "", dimension: "", level: "", who: "", target: "" });
const measureNamed = (one) => one.measure.trim() !== "";

/** How a card stands: "open", "right", "dimension" or "level" (this part is wrong), "both". */
export function cardVerdict(card, placed) {
  if (!placed || !placed.dimension || !placed.level) return "open";
  const [dimension, level] = [placed.dimension === card.dimension, placed.level === card.level];
  return dimension && level ? "right" : !dimension && !level ? "both" : dimension ? "level" : "dimension";
}

/** The piece for the country file; what stands there already stays. */
export function measuresPiece(data, state) {
  const measures = state.rows.filter(measureNamed);
  return measures.length ? { ...(data.stored || {}), country: (data.stored || {}).country || data.country, measures } : null;
}

function matrixSelect(label, options, value, onInput, key) {
  const list = h("select", { class: "ct-select", "aria-label": label, dataset: { key }, onchange: () => onInput(list.value) }, options.map(([id, text]) => h("option", { value: id }, text)));
  list.value = value;
  return list;
}

function heatTable(tool, data, measures) {
  const counts = matrixCounts(measures);
  const most = Math.max(1, ...counts.flat());
  const cell = (count) => h("td", { class: ["ct-heat", count ? `ct-heat--${Math.ceil((3 * count) / most)}` : "ct-heat--0"] },
    h("b", {}, String(count)), count ? null : h("span", { class: "ct-owner" }, tool.say("matrix.empty")));
  return h("div", { class: "ct-table-scroll", tabindex: "0", role: "region", "aria-label": tool.say("matrix.heat") },
    h("table", { class: "ct-table ct-heat-table" }, h("caption", {}, tool.say("matrix.heat")),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, tool.say("matrix.dimension")), data.levels.map(([, name]) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, data.dimensions.map(([, name], at) => h("tr", {}, h("th", { scope: "row" }, name), counts[at].map(cell))))));
}

function cardList(tool, data, state) {
  const choose = [["", tool.say("matrix.choose")]];
  return h("ol", { class: "ct-cell-cards" }, data.cards.map((card) => {
    const placed = state.placed[card.id] || { dimension: "", level: "" };
    const put = (part) => tool.changeAll({ placed: { ...tool.state.placed, [card.id]: { ...placed, ...part } } });
    const verdict = state.checked ? cardVerdict(card, state.placed[card.id]) : "open";
    return h("li", { class: ["ct-cell-card", verdict === "open" ? null : `ct-cell-card--${verdict === "right" ? "good" : "bad"}`] },
      h("p", {}, card.measure),
      h("div", { class: "ct-cell-picks" },
        matrixSelect(`${card.measure}: ${tool.say("matrix.dimension")}`, [...choose, ...data.dimensions], placed.dimension, (dimension) => put({ dimension }), `${card.id}-dimension`),
        matrixSelect(`${card.measure}: ${tool.say("matrix.level")}`, [["", tool.say("matrix.choose_level")], ...data.levels], placed.level, (level) => put({ level }), `${card.id}-level`)),
      verdict === "open" ? null : h("p", { class: `ct-note ct-note--${verdict === "right" ? "good" : "info"}` }, tool.say(`matrix.card_${verdict}`, { reason: card.reason })));
  }));
}

function measuresTable(tool, data, state) {
  const put = (place, part) => tool.change("rows", tool.state.rows.map((one, at) => (at === place ? { ...one, ...part } : one)));
  const text = (place, name, label, wide) => {
    const box = h("input", { type: "text", class: wide ? "ct-option" : "ct-word", maxlength: 120, autocomplete: "off", "aria-label": `${tool.say("matrix.row", { n: place + 1 })}: ${label}`,
      placeholder: label, dataset: { key: `${place}-${name}` }, value: state.rows[place][name] || "", onchange: () => put(place, { [name]: box.value }) });
    return h("td", {}, box);
  };
  const pick = (place, name, options, label) => h("td", {}, matrixSelect(`${tool.say("matrix.row", { n: place + 1 })}: ${label}`, [["", "–"], ...options], state.rows[place][name] || "", (value) => put(place, { [name]: value }), `${place}-${name}`));
  const heads = ["measure", "dimension", "level", "who", "target"].map((name) => tool.say(`matrix.${name}`));
  return h("div", { class: "ct-table-scroll", tabindex: "0", role: "region", "aria-label": tool.say("matrix.measures") },
    h("table", { class: "ct-table ct-ratings ct-measures" }, h("caption", {}, tool.say("matrix.measures")),
      h("thead", {}, h("tr", {}, heads.map((one) => h("th", { scope: "col" }, one)))),
      h("tbody", {}, state.rows.map((_one, place) => h("tr", {}, text(place, "measure", heads[0], true), pick(place, "dimension", data.dimensions, heads[1]),
        pick(place, "level", data.levels, heads[2]), text(place, "who", heads[3]), text(place, "target", heads[4]))))));
}

function showNeeds(tool, data, place, measures) {
  const shares = matrixShares(measures) || [0, 0, 0];
  const title = tool.say("matrix.t_needs");
  const per = (share) => `${formatNumber(100 * share, 0)}\u00a0%`;
  const names = [tool.say("matrix.people"), tool.say("matrix.of_measures")];
  place.show(title, (width) => [chartLegend(names.map((name, at) => ({ name, kind: [6, 1][at], bar: true }))),
    barChart({ title, about: tool.say("matrix.a_needs"), x: { label: tool.say("matrix.axis"), format: (value) => formatNumber(value), max: 100 },
      bars: data.dimensions.flatMap(([, name], at) => [
        { label: name, parts: [{ value: 100 * data.needs[at], kind: 6 }], text: per(data.needs[at]) },
        { label: "", parts: [{ value: 100 * shares[at], kind: 1 }], text: per(shares[at]) }]) }, width)],
  () => ({ columns: [[tool.say("matrix.dimension"), false], [names[0], true], [names[1], true]],
    rows: data.dimensions.map(([, name], at) => [name, per(data.needs[at]), per(shares[at])]) }));
}

function matrixWords(tool, data, state) {
  const nameOf = (list, id) => list.find(([one]) => one === id)[1];
  if (state.view === "cards") {
    const verdicts = data.cards.map((card) => cardVerdict(card, state.placed[card.id]));
    const done = verdicts.filter((one) => one !== "open").length;
    const right = verdicts.filter((one) => one === "right").length;
    return tool.tell(h("p", { class: "ct-main" }, tool.say(state.checked ? "matrix.cards_right" : "matrix.cards_done", { right, done, n: data.cards.length })),
      tool.say(state.checked && right === data.cards.length ? "matrix.cards_all" : "matrix.cards_how"));
  }
  const measures = state.rows.filter(measureNamed);
  const fullest = matrixFullest(measures);
  if (!fullest) return tool.tell(h("p", { class: "ct-main" }, tool.say("matrix.nothing")));
  const cells = (pairs) => pairs.map(([dimension, level]) => `${nameOf(data.dimensions, dimension)} × ${nameOf(data.levels, level).toLowerCase()}`).join("; ");
  const empty = matrixEmpty(measures);
  const unplaced = measures.filter((one) => !one.dimension || !one.level).length;
  return tool.tell(h("p", { class: "ct-main" }, tool.say("matrix.filled", { n: measures.length, filled: matrixFilled(measures) })),
    tool.say("matrix.fullest", { share: formatNumber(100 * fullest[2], 0), cell: cells([fullest]) }),
    empty.length ? tool.say("matrix.empties", { cells: cells(empty) }) : tool.say("matrix.no_empties"),
    unplaced ? h("p", { class: "ct-warn" }, tool.say("matrix.unplaced", { n: unplaced })) : null);
}

registerTool("need_matrix", {
  mount(element, desc) {
    const { data } = desc;
    const kept = ((data.stored || {}).measures || []).map((one) => ({ ...emptyMeasure(), ...one }));
    const draft = data.draft.map((one) => ({ ...emptyMeasure(), measure: one.measure, dimension: one.dimension, level: one.level, target: one.target }));
    const start = { view: "cards", placed: {}, checked: false, rows: kept.length ? kept : draft };
    return mountTool(element, desc, start, (tool) => {
      const view = choiceField({ label: tool.say("matrix.view"), options: [["cards", tool.say("matrix.view_cards")], ["plan", tool.say("matrix.view_plan")]] }, "cards", (id) => tool.change("view", id));
      const check = toolButton(tool.say("matrix.check"), () => tool.change("checked", true), "main");
      const add = toolButton(tool.say("matrix.add"), () => tool.change("rows", [...tool.state.rows, emptyMeasure()]));
      const less = toolButton(tool.say("matrix.less"), () => tool.change("rows", tool.state.rows.slice(0, -1)));
      const own = toolButton(tool.say("matrix.own"), () => tool.change("rows", Array.from({ length: 5 }, emptyMeasure)));
      const sandovia = toolButton(tool.say("matrix.sandovia"), () => tool.change("rows", draft));
      const [cards, heat, table] = [h("div", {}), h("div", {}), h("div", {})];
      const needs = tool.place();
      const piece = pieceButton(tool, () => measuresPiece(data, tool.state));
      const cardPart = h("div", {}, cards, h("div", { class: "ct-actions" }, check));
      const planPart = h("div", { class: "ct-plan-part" }, heat, table, h("div", { class: "ct-actions" }, add, less, own, sandovia), needs.element, piece);
      return {
        controls: [view.element],
        results: [cardPart, planPart],
        set(state) { view.set(state.view); },
        paint(state) {
          cardPart.hidden = state.view !== "cards";
          planPart.hidden = state.view !== "plan";
          matrixWords(tool, data, state);
          const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : null;
          if (state.view === "cards") fill(cards, cardList(tool, data, state));
          else {
            const measures = state.rows.filter(measureNamed);
            fill(heat, heatTable(tool, data, measures));
            const scrolled = table.firstChild ? table.firstChild.scrollTop : 0;
            fill(table, measuresTable(tool, data, state));
            table.firstChild.scrollTop = scrolled;
            showNeeds(tool, data, needs, measures);
          }
          add.disabled = state.rows.length >= MOST_MEASURES;
          less.disabled = state.rows.length <= 1;
          const again = focused ? element.querySelector(`[data-key="${focused}"]`) : null;
          if (again) again.focus({ preventScroll: true });
        },
      };
    });
  },
});
