// The state of a plan: twelve sections with their pieces, thirty rules with their messages, and the way to the place that mends each.

import { h, uid } from "./dom.js";
import { icon } from "./icons.js";

const NOTEBOOK_PLACE = /^(.*?)\/(lab\/tree|lab\/workspaces\/[^/]+\/tree|notebooks|tree)\/(.*)$/u;
const STATE_ICONS = { complete: "good", draft: "pencil", missing: "warn" };

const aboveOf = (path) => path.split("/").slice(0, -2).map((part) => `${part}/`).join("");

/** Where this notebook lies: {base, kind, above}; null where nothing says so. `above` is the folder of the country file. */
export function notebookPlace(path) {
  const found = NOTEBOOK_PLACE.exec(path);
  return found && found[3].endsWith(".ipynb") ? { base: found[1], kind: found[2], above: aboveOf(found[3]) } : null;
}

/** The path of this notebook in the address, as JupyterLab would write it; the course's extension knows it best. */
export function notebookPath(element) {
  const panel = element && element.closest("[data-course-path]");
  const config = document.getElementById("jupyter-config-data");
  if (!panel || !config) return window.location.pathname;
  const base = (JSON.parse(config.textContent).baseUrl || "/").replace(/\/$/u, "");
  return `${base}/lab/tree/${panel.dataset.coursePath.split("/").map(encodeURIComponent).join("/")}`;
}

/** The address of the lesson of a module, in the lab or in the book; "" where nobody can know it. */
export function lessonAddress(place, folder, path) {
  if (place !== "lab") return /\.html?$/u.test(path) ? `../${folder}/lesson.html` : "";
  const here = notebookPlace(path);
  return here ? `${here.base}/${here.kind}/${here.above}${folder}/lesson.ipynb` : "";
}

/** The address under which a file beside the country file can be opened; "" where nobody can know it. */
export function fileAddress(name, path) {
  const here = notebookPlace(path);
  return here ? `${here.base}/files/${here.above}${encodeURIComponent(name)}` : "";
}

/** The form of a piece, where it stands on this page and can be seen. */
const formHere = (piece) => [...document.querySelectorAll(`[data-piece="${CSS.escape(piece)}"]`)].find((one) => one.getClientRects().length);

function mendLink(words, place, { module, folder, piece }) {
  const where = (near) => lessonAddress(place, folder, notebookPath(near));
  const text = words("plan.mend", { module, piece: piece.replaceAll("-", "\u2011") });
  if (place !== "lab" && !where(null)) return h("span", { class: "pl-where" }, text);
  const link = h("a", { class: "pl-link", href: where(null) || "#", target: "_blank", rel: "noopener", onclick(event) {
    const form = formHere(piece);
    if (form) { // a second window of the page that one is on would only confuse
      event.preventDefault();
      form.scrollIntoView({ block: "start" });
      (form.querySelector("textarea, input, select") || link).focus({ preventScroll: true });
      return;
    }
    const now = where(link); // JupyterLab writes the address of a notebook some time after it has opened it
    if (now) link.href = now;
    else event.preventDefault();
  } }, text);
  return link;
}

function ruleLine(words, place, rule) {
  return h("li", { class: "pl-rule", dataset: { rule: rule.id } }, icon("warn"), h("div", {}, h("p", {}, rule.text), mendLink(words, place, rule)));
}

function pieceLine(words, place, piece) {
  return h("li", { class: "pl-piece" }, icon(piece.there ? "good" : "warn"),
    h("span", {}, `${piece.id.replaceAll("-", "\u2011")}: ${words(piece.there ? "plan.there" : "plan.not_there")}`),
    piece.there ? null : [" ", mendLink(words, place, { ...piece, piece: piece.id })]);
}

/** How many rules hold, break, wait. */
export function planCounts(plan) {
  const of = (state) => plan.rules.filter((rule) => rule.state === state).length;
  return { holds: of("holds"), broken: of("broken"), waits: of("waits"), all: plan.rules.length,
    complete: plan.sections.filter((one) => one.state === "complete").length };
}

/** All broken rules as a list with links, or null. */
export function planRules(words, place, plan, section) {
  const broken = plan.rules.filter((rule) => rule.state === "broken" && (section === undefined || rule.section === section));
  return broken.length ? h("ul", { class: "pl-rules" }, broken.map((rule) => ruleLine(words, place, rule))) : null;
}

/** The sections as rows that open. `open` is the number of the one that stands open. */
export function planSections(words, place, plan, open) {
  return h("div", { class: "pl-sections" }, plan.sections.map((one) => {
    const rules = planRules(words, place, plan, one.number);
    const title = uid("pl");
    return h("details", { class: ["pl-section", `pl-section--${one.state}`], open: one.number === open, dataset: { section: String(one.number) } },
      h("summary", { "aria-labelledby": title }, h("span", { class: "pl-head", id: title }, h("span", { class: "pl-number" }, `${one.number}`),
        h("span", { class: "pl-title" }, one.title),
        h("span", { class: "pl-words" }, words("plan.words", { words: one.words, least: one.least, most: one.most })),
        h("span", { class: ["pl-state", `pl-state--${one.state}`] }, icon(STATE_ICONS[one.state]), words(`plan.${one.state}`)))),
      h("div", { class: "pl-body" }, h("p", {}, one.about), h("ul", { class: "pl-pieces" }, one.pieces.map((piece) => pieceLine(words, place, piece))), rules));
  }));
}
