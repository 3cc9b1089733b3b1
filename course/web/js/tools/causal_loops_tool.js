// M01: the causal-loop builder. Arrows with direction, sign, evidence and source; the map, its loops, and what is missing.

import { fill, h, uid } from "../dom.js";
import { mapLoops, mapMissing } from "../models/causal_map.js";
import { pieceButton } from "../piece.js";
import { registerTool } from "../registry.js";
import { say } from "../ui.js";
import { chartLegend } from "../svg.js";
import { causalChart } from "./causal_svg.js";
import { choiceField, selectField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const ARROW_PARTS = ["from", "to", "direction", "sign", "strength", "source"];
const ARROW_CHOICES = { direction: ["md", "dm"], sign: ["plus", "minus"], strength: ["strong", "mixed", "thin", "own"] };
const EMPTY_ARROW = Object.fromEntries(ARROW_PARTS.map((part) => [part, ""]));
const LOOPS_TOLD = 4;

/** The arrows of the example: invented, so that nobody takes them for a result. */
function exampleArrows(tool) {
  return [["from", "to", "md", "plus"], ["to", "from", "dm", "plus"], ["other", "to", "md", "minus"]].map(([start, end, direction, sign], index) => ({
    from: tool.say(`loops.example_${start}`), to: tool.say(`loops.example_${end}`), direction, sign, strength: ["mixed", "thin", "own"][index],
    source: tool.say("loops.example_source") }));
}

function arrowWords(tool, arrow) {
  return tool.say("loops.arrow", { from: arrow.from, to: arrow.to, sign: tool.say(`loops.short_${arrow.sign}`) });
}

function arrowText(spec, onInput) {
  const id = uid("field");
  const box = h("input", { id, type: "text", class: "ct-text-box", autocomplete: "off", list: spec.list || null, maxlength: spec.most,
    "aria-describedby": spec.help ? `${id}-help` : null, onchange: () => onInput(box.value) });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); onInput(box.value); } });
  return { element: h("div", { class: "ct-field" }, h("label", { class: "ct-label", for: id }, spec.label), box,
    spec.help ? h("p", { class: "ct-help", id: `${id}-help` }, spec.help) : null), set(text) { box.value = text; }, box };
}

/** What an arrow that shall be added still lacks, as ids of words. */
export function arrowProblems(draft) {
  const found = ARROW_PARTS.filter((part) => !draft[part].trim());
  return !found.length && draft.from.trim().toLowerCase() === draft.to.trim().toLowerCase() ? ["same"] : found;
}

function arrowForm(tool, cards) {
  const known = uid("names");
  const names = h("datalist", { id: known });
  const set = (part) => (value) => tool.change("draft", { ...tool.state.draft, [part]: value });
  const card = selectField({ label: tool.say("loops.card"), help: tool.say("loops.card_help"), options: [["", tool.say("loops.no_card")], ...cards.map((one) => [one.id, one.claim])] }, "",
    (id) => {
      const one = cards.find((each) => each.id === id);
      tool.change("draft", one ? { ...EMPTY_ARROW, card: id, from: one.cause, to: one.effect, source: one.sources } : { ...EMPTY_ARROW });
    });
  const fields = {
    from: arrowText({ label: tool.say("loops.from"), list: known, most: 60 }, set("from")),
    to: arrowText({ label: tool.say("loops.to"), list: known, most: 60 }, set("to")),
    ...Object.fromEntries(Object.entries(ARROW_CHOICES).map(([part, ids]) => [part,
      choiceField({ label: tool.say(`loops.${part}`), options: ids.map((id) => [id, tool.say(`loops.${id}`)]) }, "", set(part))])),
    source: arrowText({ label: tool.say("loops.source"), help: tool.say("loops.source_help"), most: 200 }, set("source")),
  };
  const problem = h("p", { class: "ct-error", role: "alert" });
  const add = toolButton(tool.say("loops.add"), () => {
    const { draft, arrows, at } = tool.state;
    const lacks = arrowProblems(draft);
    fill(problem, lacks.length ? tool.say(lacks[0] === "same" ? "loops.same" : "loops.lacks", { parts: lacks.map((part) => tool.say(`loops.lack_${part}`)).join(", ") }) : "");
    if (lacks.length) return;
    const arrow = Object.fromEntries(ARROW_PARTS.map((part) => [part, draft[part].trim()]));
    tool.changeAll({ arrows: at === null ? [...arrows, arrow] : arrows.map((one, index) => (index === at ? arrow : one)), draft: { ...EMPTY_ARROW }, at: null });
    fields.from.box.focus();
    show(tool.state);
  }, "main");
  function show(state) {
    Object.entries(fields).forEach(([part, field]) => field.set(state.draft[part]));
    card.set(state.draft.card || "");
    add.textContent = tool.say(state.at === null ? "loops.add" : "loops.renew");
    fill(names, [...new Set(state.arrows.flatMap((one) => [one.from, one.to]))].map((name) => h("option", { value: name })));
  }
  return { elements: [card.element, h("fieldset", { class: "ct-group ct-group--wide" }, h("legend", { class: "ct-group-title" }, tool.say("loops.g_arrow")),
    h("div", { class: "ct-part" }, fields.from.element, fields.to.element, fields.direction.element, fields.sign.element, fields.strength.element, fields.source.element),
    names, problem, add)], show,
    focus() { fields.from.box.focus(); } };
}

function arrowList(tool, form, list) {
  const { arrows } = tool.state;
  fill(list, arrows.map((arrow, index) => h("li", {},
    h("div", {}, h("p", {}, arrowWords(tool, arrow)),
      h("p", { class: "ct-arrow-note" }, [tool.say(`loops.${arrow.direction}`), tool.say(`loops.${arrow.strength}`), arrow.source].join(" · "))),
    h("div", { class: "ct-arrow-buttons" },
      [["loops.edit", () => { tool.changeAll({ draft: { ...EMPTY_ARROW, ...arrow }, at: index }); form.show(tool.state); form.focus(); }],
        ["loops.remove", () => { tool.changeAll({ arrows: arrows.filter((_one, place) => place !== index), at: null }); form.show(tool.state); }]]
        .map(([words, act]) => h("button", { type: "button", class: "ct-button ct-button--plain", onclick: act, "aria-label": tool.say(`${words}_this`, { n: index + 1 }) },
          tool.say(words)))))));
}

/** The arrows of the trainee: the example does not count. */
function ownArrows(tool, arrows) {
  return arrows.filter((arrow) => arrow.source !== tool.say("loops.example_source"));
}

function mapSentences(tool, arrows) {
  const own = ownArrows(tool, arrows);
  const lacks = mapMissing(own);
  const loops = mapLoops(arrows);
  const needs = ["arrows", "md", "dm", "source"].filter((part) => lacks[part]).map((part) => tool.say(lacks[part] === 1 ? `loops.need_${part}_one` : `loops.need_${part}`, { n: lacks[part] }));
  tool.tell(
    h("p", { class: "ct-main" }, tool.say(own.length === 1 ? "loops.count_one" : "loops.count", { n: own.length })),
    own.length < arrows.length ? tool.say("loops.example_counts") : null,
    needs.length ? tool.say("loops.needs", { parts: needs.join("; ") }) : h("p", { class: "ct-good" }, tool.say("loops.complete")),
    loops.length ? [h("p", {}, tool.say(loops.length === 1 ? "loops.loops_one" : "loops.loops", { n: loops.length })),
      h("ul", {}, loops.slice(0, LOOPS_TOLD).map((loop) => h("li", {}, tool.say(`loops.${loop.kind}`, { way: [...loop.boxes, loop.boxes[0]].join(" → ") })))),
      loops.length > LOOPS_TOLD ? h("p", {}, tool.say("loops.more", { n: loops.length - LOOPS_TOLD })) : null].filter(Boolean)
      : arrows.length > 1 ? tool.say("loops.no_loop") : null,
  );
}

registerTool("causal_loops", {
  mount(element, desc) {
    const { data } = desc;
    const example = exampleArrows({ say: (id) => say(desc, id) });
    const start = { place: "", arrows: example, draft: { ...EMPTY_ARROW }, at: null };
    return mountTool(element, desc, start, (tool) => {
      const form = arrowForm(tool, data.cards);
      const place = arrowText({ label: tool.say("loops.place"), most: 80 }, (value) => tool.change("place", value));
      const list = h("ul", { class: "ct-arrows" });
      const chart = tool.place();
      const empty = toolButton(tool.say("loops.clear"), () => { tool.changeAll({ arrows: [], at: null }); form.show(tool.state); });
      const strengths = ARROW_CHOICES.strength.map((id) => tool.say(`loops.look_${id}`)).join("; ");
      return {
        controls: [place.element, ...form.elements],
        actions: empty,
        results: [chart.element, h("p", { class: "ct-caption-note" }, tool.say("loops.look", { parts: strengths })),
          h("section", { class: "ct-card" }, h("h4", {}, tool.say("loops.list")), list),
          pieceButton(tool, () => (ownArrows(tool, tool.state.arrows).length ? { place: tool.state.place, arrows: ownArrows(tool, tool.state.arrows) } : null))],
        set(state) { place.set(state.place); form.show(state); },
        paint(state) {
          mapSentences(tool, state.arrows);
          form.show(state);
          arrowList(tool, form, list);
          const title = state.place ? tool.say("loops.title_place", { place: state.place }) : tool.say("loops.title");
          chart.show(title, (width) => [
            chartLegend([{ name: tool.say("loops.md"), kind: 1, dash: "" }, { name: tool.say("loops.dm"), kind: 6, dash: "" }]),
            causalChart({ title, about: state.arrows.map((arrow) => arrowWords(tool, arrow)).join(" ") || tool.say("loops.empty"), empty: tool.say("loops.empty"),
              left: tool.say("loops.left"), right: tool.say("loops.right"), arrows: state.arrows }, width)],
          () => ({ columns: ["from", "to", "direction", "sign", "strength", "source"].map((part) => [tool.say(`loops.${part}`), false]),
            rows: state.arrows.map((arrow) => [arrow.from, arrow.to, ...["direction", "sign", "strength"].map((part) => tool.say(`loops.${arrow[part]}`)), arrow.source]) }));
        },
      };
    });
  },
});
