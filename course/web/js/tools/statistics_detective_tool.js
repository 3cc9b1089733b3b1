// M02: claim cards, a computation pad, a verdict, and then the reasons of the course.

import { fill, h, uid } from "../dom.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { barChart } from "../svg.js";
import { detectivePad } from "./detective_pad.js";
import { choiceField, selectField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const VERDICT_KINDS = ["OK", "DIFF", "EXT", "READ", "LOST"];
const CARD_SETS = { practice: (card) => Boolean(card.verdict), exercise: (card) => !card.verdict, all: () => true };

/** The cards that a choice shows. */
export function cardsShown(cards, set) { return cards.filter(CARD_SETS[set]); }

/** "same", "also", "other", or "graded" where the card holds no verdict. */
export function compareVerdict(card, own) {
  if (!card.verdict) return "graded";
  if (card.verdict === own) return "same";
  return (card.also || []).includes(own) ? "also" : "other";
}

function quotesOf(card, say) {
  return [h("p", { class: "ct-label" }, say("detective.words")),
    card.quotes.map(([words, place]) => h("blockquote", { class: "ct-quote" }, h("p", {}, `“${words}”`), h("cite", {}, place)))];
}

/** One sentence about where the detective stands; the reasons stand under the button that asks for them. */
function detectiveWords(tool, data, state) {
  const note = state.notes[state.card] || {};
  const counted = { done: Object.values(state.notes).filter((one) => one.verdict).length, all: data.cards.length };
  tool.tell(h("p", { class: "ct-main" }, note.verdict
    ? tool.say("detective.chosen", { ...counted, id: state.card, verdict: note.verdict }) : tool.say("detective.start", counted)));
}

/** What stands under “Compare”: nothing yet, the verdict with its reasons, or where the card is marked. */
function detectiveReasons(say, card, note) {
  if (!note.verdict || !note.compared) return [];
  const result = compareVerdict(card, note.verdict);
  if (result === "graded") return [h("p", { class: "ct-verdict" }, say("detective.graded", { exercise: card.exercise }))];
  return [h("p", { class: "ct-verdict" }, say(`detective.say_${result}`, { id: card.id, own: note.verdict, verdict: card.verdict })), h("p", {}, card.why)];
}

function notebook(tool, data, state, place) {
  const noted = data.cards.filter((card) => (state.notes[card.id] || {}).verdict);
  const course = (card, note) => {
    if (!card.verdict) return tool.say("detective.hidden", { exercise: card.exercise });
    return note.compared ? card.verdict : tool.say("detective.not_compared");
  };
  const title = tool.say("detective.notebook");
  place.show(title, (width) => barChart({ title, about: tool.say("detective.notebook_about"),
    x: { label: tool.say("detective.cards_axis"), format: (value) => formatNumber(value), max: 5 },
    bars: VERDICT_KINDS.map((kind, index) => {
      const many = noted.filter((card) => state.notes[card.id].verdict === kind).length;
      return { label: kind, parts: [{ value: many, kind: index + 1 }], text: String(many) };
    }) }, width),
  () => ({ columns: [[tool.say("detective.col_card"), false], [tool.say("detective.col_verdict"), false], [tool.say("detective.col_reason"), false],
    [tool.say("detective.col_course"), false]],
  rows: noted.length ? noted.map((card) => {
    const note = state.notes[card.id];
    return [`${card.id} ${card.title}`, note.verdict, note.reason || "", course(card, note)];
  }) : [[tool.say("detective.no_verdict"), "", "", ""]] }));
}

registerTool("statistics_detective", {
  mount(element, desc) {
    const { data } = desc;
    const values = Object.fromEntries(Object.entries(data.pad).map(([name, inputs]) => [name, Object.fromEntries(inputs.map((item) => [item.id, item.start]))]));
    const start = { set: "practice", card: cardsShown(data.cards, "practice")[0].id, notes: {}, pad: { mode: "add", text: "", total: "", others: "", values } };
    return mountTool(element, desc, start, (tool) => {
      const { say } = tool;
      const shown = () => cardsShown(data.cards, tool.state.set);
      const titles = (set) => cardsShown(data.cards, set).map((card) => [card.id, `${card.id} ${card.title}`]);
      const goTo = (id) => { tool.changeAll({ card: id }); setCard(); };
      const step = (by) => {
        const cards = shown();
        const at = cards.findIndex((card) => card.id === tool.state.card);
        goTo(cards[(at + by + cards.length) % cards.length].id);
      };
      const nextOpen = () => {
        const cards = shown();
        const at = cards.findIndex((card) => card.id === tool.state.card);
        const later = [...cards.slice(at + 1), ...cards.slice(0, at)].find((card) => !(tool.state.notes[card.id] || {}).verdict);
        if (later) goTo(later.id);
      };
      const set = choiceField({ label: say("detective.show"), options: Object.keys(CARD_SETS).map((id) => [id, say(`detective.show_${id}`)]) }, start.set, (id) => {
        const cards = cardsShown(data.cards, id);
        const card = cards.some((one) => one.id === tool.state.card) ? tool.state.card : cards[0].id;
        tool.changeAll({ set: id, card });
        setAll(tool.state);
      });
      const list = selectField({ label: say("detective.card"), options: titles(start.set) }, start.card, goTo);
      const face = h("div", { class: "ct-card ct-claim" });
      const verdict = choiceField({ label: say("detective.verdict"), options: VERDICT_KINDS.map((id) => [id, say(`detective.${id}`)]) }, "", (id) => note({ verdict: id, compared: false }));
      const reasonId = uid("reason");
      const reason = h("input", { id: reasonId, class: "ct-text-box", type: "text", maxlength: "200", autocomplete: "off",
        "aria-describedby": `${reasonId}-help`, onchange: () => note({ reason: reason.value.trim() }) });
      reason.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); note({ reason: reason.value.trim() }); } });
      const reasons = h("div", { class: "ct-reasons", role: "status" });
      const compare = toolButton(say("detective.compare"), () => {
        if ((tool.state.notes[tool.state.card] || {}).verdict) note({ compared: true });
        else fill(reasons, h("p", {}, say("detective.choose_first")));
      }, "main");
      const pad = detectivePad(say, data.pad, start.pad, (next) => tool.change("pad", next));
      const place = tool.place();

      function note(part) {
        const { notes, card } = tool.state;
        tool.change("notes", { ...notes, [card]: { ...notes[card], ...part } });
      }
      function setCard() {
        const card = data.cards.find((one) => one.id === tool.state.card);
        const mine = tool.state.notes[card.id] || {};
        list.set(card.id);
        verdict.set(mine.verdict || "");
        reason.value = mine.reason || "";
        pad.card(card.numbers);
        fill(face, h("h4", {}, `${card.id} · ${card.title}`), quotesOf(card, say), h("p", { class: "ct-label" }, say("detective.claim")),
          h("p", { class: "ct-claim-words" }, card.claim), h("p", { class: "ct-help" }, card.try_this));
      }
      function setAll(state) {
        set.set(state.set);
        list.options(titles(state.set));
        pad.set(state.pad);
        setCard();
      }
      queueMicrotask(setCard); // the state exists when the frame has been built
      return {
        controls: [set.element, list.element, h("div", { class: "ct-actions" }, toolButton(say("detective.before"), () => step(-1)),
          toolButton(say("detective.next"), () => step(1)), toolButton(say("detective.next_open"), nextOpen))],
        results: [face, pad.element, verdict.element, h("div", { class: "ct-field" }, h("label", { class: "ct-label", for: reasonId }, say("detective.reason")), reason,
          h("p", { class: "ct-help", id: `${reasonId}-help` }, say("detective.reason_help"))), h("div", { class: "ct-actions" }, compare), reasons, place.element],
        set: setAll,
        paint(state) {
          detectiveWords(tool, data, state);
          fill(reasons, detectiveReasons(say, data.cards.find((one) => one.id === state.card), state.notes[state.card] || {}));
          notebook(tool, data, state, place);
        },
      };
    });
  },
});
