// The lines under a form that say what happened: the message (announced), the record line and the error of a field.

import { fill, h, uid } from "./dom.js";
import { icon } from "./icons.js";

const TONES = new Set(["good", "info", "warn", "bad"]);

function paragraphs(text) {
  return String(text).split(/\n+/).filter(Boolean).map((line) => h("p", {}, line));
}

/** The message area: a live region, so that a screen reader reads each new message without moving the focus. */
export function makeMessage() {
  const element = h("div", { class: "cq-message", role: "status" });
  return {
    element,
    clear() { fill(element); },
    /** Show `title` (optional, bold) and `text` with the picture of `tone`; `more` holds further elements. */
    show({ tone = "info", title = "", text = "", more = [] }) {
      const kind = TONES.has(tone) ? tone : "info";
      fill(element, h("div", { class: `cq-note cq-note--${kind}` }, icon(kind),
        h("div", { class: "cq-note-text" }, title ? h("p", { class: "cq-note-title" }, title) : null, paragraphs(text), more)));
    },
  };
}

/** A value in words: one line stands alone, several become a list. */
export function inWords(lines) {
  const list = [].concat(lines).filter((line) => line !== "");
  if (list.length < 2) return h("span", { dir: "auto" }, list[0] || "–"); // an answer in English stays readable in an Arabic page
  return h("ul", { class: "cq-words" }, list.map((line) => h("li", { dir: "auto" }, line)));
}

/** The error line of a form. `field` is told about it by `aria-describedby` and `aria-invalid`. */
export function makeError() {
  const id = uid("error");
  const element = h("p", { class: "cq-error", id, hidden: true });
  let field = null;
  function describe(node, on) {
    const others = (node.getAttribute("aria-describedby") || "").split(" ").filter((one) => one && one !== id);
    const all = on ? [...others, id] : others;
    if (all.length) node.setAttribute("aria-describedby", all.join(" "));
    else node.removeAttribute("aria-describedby");
    if (!node.matches("input:not([type=radio]):not([type=checkbox]), select, textarea")) return;
    if (on) node.setAttribute("aria-invalid", "true");
    else node.removeAttribute("aria-invalid");
  }
  function clear() {
    if (field) describe(field, false);
    field = null;
    element.hidden = true;
    fill(element);
  }
  return {
    element,
    clear,
    show(text, node) {
      clear();
      fill(element, icon("bad"), h("span", {}, text));
      element.hidden = false;
      field = node || null;
      if (!field) return;
      describe(field, true);
      field.focus();
    },
  };
}

/** What the form holds, or null after saying what is missing. */
export function readOrExplain({ view, message, error }) {
  const given = view.read();
  if (!given.problem) return given;
  message.clear();
  error.show(given.problem, given.field);
  return null;
}
