// Word lists and what they find: shared by the question type "dictionary" and the tool "text_analyser".

import { fill, h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { agreementOf, countedPairs } from "./models/agreement.js";
import { WIDEST_WINDOW, codedTexts, keywordEntries } from "./models/keywords.js";

/** The boxes, each with its label and its help. */
export const LIST_FIELDS = [["migration", "wl_migration", "wl_migration_help"], ["displacement", "wl_displacement", "wl_displacement_help"],
  ["ignore", "wl_ignore", "wl_ignore_help"]];

/** What is wrong with a typed list, in words, or "". */
function listProblem(typed, words) {
  try {
    keywordEntries(typed);
    return "";
  } catch (error) {
    return error.say ? words(error.say, error.values) : String(error.message);
  }
}

/**
 * Three boxes for words and a list for the reach of a negation.
 *
 * `onInput(typed, settled)` is called with {migration, displacement, ignore, window}. Returns {element, read, set, problem}:
 * `problem()` is {text, field} or null.
 */
export function makeWordLists(words, start, onInput) {
  const boxes = LIST_FIELDS.map(([name, label, help]) => {
    const id = uid("list");
    const bad = h("p", { class: "wl-bad", id: `${id}-bad` });
    const box = h("textarea", { id, class: "wl-box", rows: name === "ignore" ? 2 : 3, maxlength: 2000, spellcheck: "false", autocomplete: "off",
      "aria-describedby": `${id}-help ${id}-bad` });
    function check() {
      const problem = listProblem(box.value, words);
      fill(bad, problem ? [icon("bad"), problem] : "");
      if (problem) box.setAttribute("aria-invalid", "true");
      else box.removeAttribute("aria-invalid");
      return problem;
    }
    box.addEventListener("input", () => { if (!check()) onInput(read(), false); });
    box.addEventListener("change", () => { if (!check()) onInput(read(), true); });
    return { name, box, check, element: h("div", { class: "wl-field" }, h("label", { class: "wl-label", for: id }, words(label)), box,
      h("p", { class: "wl-help", id: `${id}-help` }, words(help)), bad) };
  });
  const windowId = uid("window");
  const reach = h("select", { id: windowId, class: "wl-select", "aria-describedby": `${windowId}-help`, onchange: () => onInput(read(), true) },
    Array.from({ length: WIDEST_WINDOW + 1 }, (_unused, count) => h("option", { value: count }, words(count ? "wl_window_some" : "wl_window_none", { count }))));
  function read() {
    return { ...Object.fromEntries(boxes.map((one) => [one.name, one.box.value])), window: Number(reach.value) };
  }
  function set(typed) {
    boxes.forEach((one) => { one.box.value = typed[one.name] || ""; one.check(); });
    reach.value = String(typed.window || 0);
  }
  set(start);
  return {
    element: h("div", { class: "wl-fields" }, boxes.map((one) => one.element),
      h("div", { class: "wl-field" }, h("label", { class: "wl-label", for: windowId }, words("wl_window")), reach,
        h("p", { class: "wl-help", id: `${windowId}-help` }, words("wl_window_help")))),
    read,
    set,
    problem() {
      const one = boxes.find((box) => box.check());
      return one ? { text: listProblem(one.box.value, words), field: one.box } : null;
    },
  };
}

/** The texts with what the lists find: [{...row, migration, displacement, any, hits}], or null for a bad list. */
export function codedRows(rows, typed) {
  try {
    const found = codedTexts(rows.map((row) => row.text), typed);
    return rows.map((row, index) => ({ ...row, ...found[index] }));
  } catch {
    return null;
  }
}

/** The four cells and the shares when the code of a person counts as right. */
export function scoreRows(coded) {
  const cells = countedPairs(coded.map((row) => [row.any, row.code === 1]));
  return { ...cells, ...agreementOf(cells) };
}

/** A text with its hits marked. */
export function markedText({ text, hits }) {
  const parts = [];
  let at = 0;
  hits.forEach((hit) => {
    if (hit.end <= at) return; // inside the one before
    const from = Math.max(hit.start, at);
    parts.push(text.slice(at, from), h("mark", { class: ["wl-hit", `wl-hit--${hit.list}`] }, text.slice(from, hit.end)));
    at = hit.end;
  });
  parts.push(text.slice(at));
  return parts;
}

/** One text to open: number, title, and the text with its hits. */
export function textToOpen(row, open = false) {
  return h("details", { class: "wl-text", open }, h("summary", {}, h("b", {}, row.id), ` ${row.title}`), h("p", {}, markedText(row)));
}
