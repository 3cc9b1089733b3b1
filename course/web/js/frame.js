// The frame that all questions share: what is asked, the form of its type, buttons, messages.

import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { keepLine } from "./line.js";
import { setNumberLanguage } from "./numbers.js";
import { documentPieceButton } from "./piece.js";
import { practiceFlow } from "./practice.js";
import { recordFlow } from "./record.js";
import { questionType, toolType } from "./registry.js";
import { makeError, makeMessage } from "./status.js";
import { say } from "./ui.js";

/** A question of the book that is marked: the form can be read, the answer belongs to the classroom. */
function shownFlow({ desc, words, body }) {
  // Each control by itself: a disabled fieldset would also close the scrolling of a wide table.
  body.querySelectorAll("button, input, select, textarea").forEach((control) => { control.disabled = true; });
  body.classList.add("cq-body--closed");
  return {
    actions: [],
    after: [h("div", { class: "cq-note cq-note--info" }, icon("lock"),
      h("div", { class: "cq-note-text" }, h("p", { class: "cq-note-title" }, words("marked_title")),
        h("p", {}, words((questionType(desc.type).asks || (() => `asks_${desc.type}`))(desc))), h("p", {}, words("marked_where"))))],
    submit() {},
    changed() {},
    stop() {},
  };
}

/** A piece of the country file in the book: it can be filled in and saved as a small file, for the classroom. */
function pieceFlow({ desc, view, error }) {
  return { actions: [], after: [documentPieceButton(desc, view, error)], submit() {}, changed() {}, stop() {} };
}

// A document that is only a piece of the country file: nobody marks it.
const isPieceOnly = (desc) => Boolean(desc.piece) && /^m[0-9]{2}-p/u.test(desc.id);

function heading(desc, words, mode) {
  const kind = mode === "practice" ? "kind_practice" : isPieceOnly(desc) ? "kind_piece" : desc.type === "text" ? "kind_read" : "kind_marked";
  return h("p", { class: "cq-head" },
    h("span", { class: `cq-kind cq-kind--${mode}` }, icon(mode === "practice" || isPieceOnly(desc) ? "pencil" : "flag"), words(kind)),
    h("span", { class: "cq-id" }, desc.id));
}

/**
 * Show the question `desc` in `element`.
 *
 * `io.place` is "lab" (an engine listens: `io.send(kind, more, onLate)` gives a promise of its reply, `io.value` and
 * `io.status` hold what is recorded, `io.onChange(fn)` tells of changes) or "book" (nothing is kept).
 * Returns {stop()} or null when the type is not known.
 */
export function mountQuestion(element, desc, io) {
  const type = questionType(desc.type);
  if (!type) return null;
  keepLine(desc, io);
  const words = (id, values) => say(desc, id, values);
  const mode = desc.practice ? "practice" : io.place === "lab" ? "record" : "shown";
  const error = makeError();
  const message = makeMessage();
  const live = h("div", { class: "cq-unseen", "aria-live": "polite" });
  let flow = null;
  const view = type.view(desc, {
    mode,
    say: words,
    announce: (text) => fill(live, text),
    changed: () => { error.clear(); if (flow) flow.changed(); },
  });
  // On a page that nobody has translated yet, the author's words are English and the buttons are not.
  const body = h("fieldset", { class: "cq-body", ...(desc.texts || {}) },
    h("legend", { class: "cq-stem" }, desc.text || words("your_answer")), view.element, error.element);
  const shown = isPieceOnly(desc) ? pieceFlow : shownFlow;
  const start = mode === "practice" ? practiceFlow : mode === "record" ? recordFlow : shown;
  flow = start({ desc, type, view, words, io, error, message, body });
  const form = h("form", { class: "cq-form", novalidate: true, onsubmit: (event) => { event.preventDefault(); flow.submit(); } },
    heading(desc, words, mode), body, flow.actions.length ? h("div", { class: "cq-actions" }, flow.actions) : null,
    message.element, flow.after, live);
  form.addEventListener("input", () => { error.clear(); flow.changed(); });
  // JupyterLab would take bare keys (arrows, letters, Enter) for its own commands; Ctrl+S stays the notebook's.
  form.addEventListener("keydown", (event) => { if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); });
  fill(element, h("div", { class: `course-question course-question--${desc.type}`, lang: desc.lang, dir: desc.dir,
    dataset: { question: desc.id, ...(desc.piece ? { piece: desc.piece } : {}) } }, form));
  return { stop: flow.stop };
}

/** Show a question or a tool. Returns null when this bundle does not know it. */
export function mountView(element, desc, io) {
  setNumberLanguage(desc.lang);
  if (desc.kind === "question") return mountQuestion(element, desc, io);
  const tool = desc.kind === "tool" ? toolType(desc.tool) : undefined;
  if (!tool) return null;
  keepLine(desc, io);
  return tool.mount(element, desc, io) || { stop() {} };
}
