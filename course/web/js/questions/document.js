// T8: a structured document: sections, fields, lists of rows; with an undo of its own, because a form is long.

import { makeControl } from "../document_fields.js";
import { pieceWatch } from "../document_piece.js";
import { makeRows } from "../document_rows.js";
import { fill, h } from "../dom.js";
import { verdict } from "../feedback.js";
import { registerQuestion } from "../registry.js";
import { markDocument } from "../score_document.js";
import { say } from "../ui.js";

const UNDO_DEPTH = 50;
const KEEPS_ENTER = "textarea, button, select, [type=checkbox], [type=radio]";

const allFields = (form) => form.sections.flatMap((section) => section.fields);

/** The form on paper: `io` needs say, announce and changed. Gives the controls of a question view. */
export function documentForm(form, prefill, { say, announce, changed }) {
  const past = [];
  let now = null;
  const parts = {};
  const shared = {
    announce,
    noted,
    suggestions(path) {
      const [list, column] = path.split(".");
      return [...new Set(parts[list].column(column))];
    },
  };
  const sections = form.sections.map((section, i) => h("section", { class: "cd-section" },
    h("h4", { class: "cd-title" }, form.sections.length > 1 ? h("span", { class: "cd-count", "aria-hidden": "true" }, `${i + 1}`) : null, section.title),
    section.help ? h("p", { class: "cd-help" }, section.help) : null,
    h("div", { class: "cd-fields" }, section.fields.map((field) => {
      parts[field.id] = field.kind === "rows" ? makeRows(field, say, shared) : makeControl(field, say, shared);
      return parts[field.id].element;
    }))));
  const undoButton = h("button", { type: "button", class: "cq-button cq-button--quiet", onclick: undo }, say("document_undo"));
  const snapshot = () => Object.fromEntries(Object.entries(parts).map(([id, part]) => [id, part.raw()]));
  const put = (values) => Object.entries(parts).forEach(([id, part]) => part.show((values || {})[id]));
  function refresh() { undoButton.setAttribute("aria-disabled", String(!past.length)); }
  function noted() {
    const next = snapshot();
    if (JSON.stringify(next) === JSON.stringify(now)) return;
    past.push(now);
    if (past.length > UNDO_DEPTH) past.shift();
    now = next;
    refresh();
    changed();
  }
  function undo() {
    if (!past.length) { announce(say("document_nothing_to_undo")); return; }
    now = past.pop();
    put(now);
    refresh();
    announce(say("document_undone"));
    changed();
  }
  function show(value) {
    put(value || prefill);
    now = snapshot();
    past.length = 0;
    refresh();
  }
  show(null);
  const element = h("div", { class: "cd-form" },
    form.intro ? h("p", { class: "cd-intro" }, form.intro) : null, sections, h("div", { class: "cd-foot" }, undoButton));
  element.addEventListener("change", noted);
  // Enter in one line of a long form must not send the whole of it.
  element.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.target.matches(KEEPS_ENTER)) event.preventDefault(); });
  return {
    element,
    read() {
      const read = Object.entries(parts).map(([id, part]) => [id, part.read()]);
      const bad = read.map(([, one]) => one).find((one) => one.problem);
      const value = Object.fromEntries(read.filter(([, one]) => one.value !== null).map(([id, one]) => [id, one.value]));
      const empty = Object.keys(value).length === 0;
      return { value, raw: value, problem: bad ? bad.problem : empty ? say("document_first") : "",
        field: bad ? bad.node : parts[allFields(form)[0].id].first };
    },
    show,
    /** Put a value in as one more change: undo takes it back. */
    take(value) { put(value); noted(); },
  };
}

function documentView(desc, state) {
  const made = documentForm(desc.form, desc.prefill, state);
  const note = h("p", { class: "cd-note" });
  if (desc.piece === "start") fill(note, state.say("document_piece_start"));
  else if (desc.piece) fill(note, state.say("document_piece", { piece: desc.piece.replaceAll("-", "\u2011") }));
  const title = h("p", { class: "cd-form-title" }, desc.form.title);
  const watch = desc.piece ? pieceWatch(desc, { say: state.say, current: () => made.read().value, take: made.take }) : null;
  return { ...made, element: h("div", { class: "cd-paper" }, title, note.textContent ? note : null, watch, made.element) };
}

function practiseDocument(desc, value) {
  const found = markDocument(value, desc.practice);
  if (found.fraction === 1) return verdict(desc, found);
  const count = say(desc, "document_rules", { right: found.right, total: found.total });
  return verdict(desc, { fraction: found.fraction, slip: `${count}\n${found.slip}` });
}

registerQuestion("document", {
  view: documentView,
  practise: practiseDocument,
  example: (desc) => desc.practice.key ?? null, // a free document has no right answer
  describe: (desc, value, words) => [words("document_filled", { filled: Object.keys(value).length, total: allFields(desc.form).length })],
});
