// M01: the glossary trainer: flash cards, missing words, and the wording of 2012 beside that of today.

import { fill, h } from "../dom.js";
import { boxCounts, cloze, moveCard, nextCard } from "../models/flashcards.js";
import { registerTool } from "../registry.js";
import { choiceField, selectField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const DECK_IDS = ["M01", "old", "new", "all"];
const WORD_MODES = ["cards", "gaps", "compare"];

/** The words of a deck. */
export function deckWords(data, deck) {
  const keep = { M01: (word) => word.m01, old: (word) => word.then, new: (word) => !word.then, all: () => true }[deck];
  return data.words.filter(keep);
}

/** The first sentence of a wording: the part that a gap is put into. */
export function firstSentence(text) {
  const end = text.search(/[.;](\s|$)/u);
  return end < 0 ? text : text.slice(0, end + 1);
}

function wording(tool, word, which) {
  if (which === "then") {
    return word.then ? h("div", { class: "ct-flash-then" }, h("p", { class: "ct-flash-label" }, tool.say("words.then", { lines: word.lines })), h("p", { class: "ct-flash-text" }, `“${word.then}”`))
      : h("p", { class: "ct-flash-label" }, tool.say("words.not_then"));
  }
  return h("div", { class: "ct-flash-now" }, h("p", { class: "ct-flash-label" }, tool.say("words.now", { source: word.after })), h("p", { class: "ct-flash-text" }, word.now));
}

const careNote = (tool, word) => (word.note ? h("p", {}, h("b", {}, tool.say("words.care")), " ", word.note) : null);

function cardFace(tool, state, word, answer) {
  const back = [wording(tool, word, state.which), careNote(tool, word)];
  const front = state.first === "word";
  return [
    front || state.open ? h("p", { class: "ct-flash-word" }, word.term) : null,
    front && !state.open ? h("p", { class: "ct-flash-label" }, tool.say("words.think")) : null,
    !front || state.open ? back[0] : null,
    state.open ? back[1] : null,
    h("div", { class: "ct-flash-actions" }, state.open
      ? [toolButton(tool.say("words.known"), () => answer(true), "main"), toolButton(tool.say("words.not_yet"), () => answer(false))]
      : toolButton(tool.say("words.turn"), () => tool.change("open", true), "main")),
  ];
}

function gapFace(tool, state, word, words, next) {
  const sentences = words.map((one) => firstSentence(one.now));
  const gap = cloze(firstSentence(word.now), sentences);
  const right = state.pick === gap.gap;
  return [
    h("p", { class: "ct-flash-word" }, word.term),
    h("p", { class: "ct-flash-text" }, gap.before, h("span", { class: "ct-gap" }, state.pick && right ? gap.gap : "\u00a0…\u00a0"), gap.after),
    h("ul", { class: "ct-options", "aria-label": tool.say("words.options") }, gap.options.map((option) => h("li", {},
      h("button", { type: "button", class: ["ct-button", state.pick === option ? "ct-button--main" : null], "aria-pressed": String(state.pick === option),
        onclick: () => tool.change("pick", option) }, option)))),
    state.pick ? h("p", { class: right ? "ct-good" : "ct-warn" }, tool.say(right ? "words.gap_right" : "words.gap_wrong")) : null,
    state.pick && right ? toolButton(tool.say("words.next"), () => next(true), "main") : null,
  ];
}

registerTool("glossary_trainer", {
  mount(element, desc) {
    const { data } = desc;
    const firstOf = (deck) => nextCard(deckWords(data, deck).map((word) => word.term), {}, {}, "");
    const start = { mode: "cards", deck: data.deck, which: "now", first: "word", term: firstOf(data.deck), boxes: {}, seen: {}, count: 0, open: false, pick: "" };
    return mountTool(element, desc, start, (tool) => {
      const moveOn = (boxes) => {
        const { state } = tool;
        const seen = { ...state.seen, [state.term]: state.count + 1 };
        const term = nextCard(deckWords(data, state.deck).map((word) => word.term), boxes, seen, state.term);
        tool.changeAll({ boxes, seen, term, count: state.count + 1, open: false, pick: "" });
        const stage = card.querySelector("button");
        if (stage) stage.focus();
      };
      const answer = (known) => moveOn(moveCard(tool.state.boxes, tool.state.term, known));
      const mode = choiceField({ label: tool.say("words.mode"), options: WORD_MODES.map((id) => [id, tool.say(`words.mode_${id}`)]) }, start.mode,
        (id) => tool.changeAll({ mode: id, open: false, pick: "" }));
      const deck = selectField({ label: tool.say("words.deck"), options: DECK_IDS.map((id) => [id, tool.say(`words.deck_${id}`)]) }, start.deck,
        (id) => tool.changeAll({ deck: id, term: firstOf(id), open: false, pick: "" }));
      const which = choiceField({ label: tool.say("words.which"), options: ["then", "now"].map((id) => [id, tool.say(`words.which_${id}`)]) }, start.which, (id) => tool.change("which", id));
      const first = choiceField({ label: tool.say("words.first"), options: ["word", "wording"].map((id) => [id, tool.say(`words.first_${id}`)]) }, start.first, (id) => tool.change("first", id));
      const word = selectField({ label: tool.say("words.word"), options: [] }, "", (term) => tool.changeAll({ term, open: true, pick: "" }));
      const card = h("section", { class: "ct-flash", "aria-live": "polite" });
      const chart = tool.place();
      return {
        controls: [mode.element, deck.element, word.element, which.element, first.element],
        before: card,
        results: [chart.element],
        set(state) {
          mode.set(state.mode);
          deck.set(state.deck);
          which.set(state.which);
          first.set(state.first);
        },
        paint(state) {
          const words = deckWords(data, state.deck);
          const sorted = [...words].sort((a, b) => a.term.localeCompare(b.term));
          word.options(sorted.map((one) => [one.term, one.term]));
          word.set(state.term);
          which.element.hidden = state.mode !== "cards";
          first.element.hidden = state.mode !== "cards";
          const now = words.find((one) => one.term === state.term) || words[0];
          const counts = boxCounts(state.boxes, words.map((one) => one.term));
          tool.tell(h("p", { class: "ct-main" }, tool.say("words.progress", { known: counts[2], once: counts[1], all: words.length })),
            tool.say(`words.hint_${state.mode}`));
          if (state.mode === "cards") fill(card, cardFace(tool, state, now, answer));
          else if (state.mode === "gaps") fill(card, gapFace(tool, state, now, words, answer));
          else {
            fill(card, h("p", { class: "ct-flash-word" }, now.term), wording(tool, now, "then"), wording(tool, now, "now"), careNote(tool, now),
              h("div", { class: "ct-flash-actions" }, toolButton(tool.say("words.next"), () => moveOn(tool.state.boxes), "main")));
          }
          chart.show(tool.say("words.table"), () => null, () => ({ columns: [[tool.say("words.word"), false], [tool.say("words.which_then"), false], [tool.say("words.which_now"), false]],
            rows: sorted.map((one) => [one.term, one.then ? `“${one.then}” (${one.lines})` : tool.say("words.none"), one.now]) }));
        },
      };
    });
  },
});
