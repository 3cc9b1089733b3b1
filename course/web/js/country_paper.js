// The country file as a paper to read: head, contents, one part after the other.

import { h, uid } from "./dom.js";
import { icon } from "./icons.js";

const INVENTED_COUNTRY = "XSV";

/** "20 November 2026" in the reader's language. */
export function paperDate(at, lang) {
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return at;
  return when.toLocaleDateString(!lang || lang === "en" ? "en-GB" : lang, { day: "numeric", month: "long", year: "numeric" });
}

const inLines = (text) => text.split("\n").filter(Boolean).map((line) => h("p", {}, line));

function paperTable(block) {
  const id = uid("cf");
  return h("figure", { class: "cf-figure" }, h("figcaption", { id }, block.label),
    h("div", { class: "cf-scroll", tabindex: "0", role: "region", "aria-labelledby": id },
      h("table", { class: "cf-table", "aria-labelledby": id },
        h("thead", {}, h("tr", {}, block.columns.map(([label, number]) => h("th", { scope: "col", class: number ? "cf-num" : null }, label)))),
        h("tbody", {}, block.rows.map((row) => h("tr", {}, row.map((cell, i) => h("td", { class: block.columns[i][1] ? "cf-num" : null,
          dataset: { label: block.columns[i][0] } }, cell))))))));
}

/** The blocks of a piece; texts that follow each other become one list. */
function paperBlocks(blocks) {
  const made = [];
  let list = null;
  blocks.forEach((block) => {
    if (block.kind === "text") {
      if (!list) { list = h("dl", { class: "cf-texts" }); made.push(list); }
      list.append(h("dt", {}, block.label), h("dd", {}, inLines(block.text)));
      return;
    }
    list = null;
    made.push(block.kind === "table" ? paperTable(block) : h("h6", { class: "cf-heading" }, block.text));
  });
  return made;
}

/**
 * Draw the document. `content` is from outlineOf.
 *
 * options: words(id, values), lang, invented, open (id of the part that stands open, or null for all), tools(piece) -> nodes beside a piece.
 */
export function countryPaper(content, { words, lang, invented, open, tools }) {
  const title = content.country_name || words("cf.no_country");
  const facts = [["cf.country", content.country_name], ["cf.language", content.language], ["cf.track", content.track],
    ["cf.date", content.date ? paperDate(content.date, lang) : ""], ["cf.pieces", words("cf.n_of", { n: content.filled, total: content.total })]];
  const parts = content.parts.map((part, i) => {
    const filled = part.pieces.filter((piece) => piece.filled).length;
    const name = part.title || words("cf.other");
    const state = filled === 0 ? words("cf.empty") : filled < part.pieces.length ? words("cf.n_of", { n: filled, total: part.pieces.length }) : words("cf.full");
    const body = part.pieces.map((piece) => h("section", { class: "cf-piece" },
      h("div", { class: "cf-piece-head" }, h("h5", { class: "cf-piece-title" }, piece.title),
        h("span", { class: "cf-id" }, piece.id === "start" ? part.module : piece.id.replaceAll("-", "\u2011")),
        piece.filled ? h("span", { class: "cf-when" }, paperDate(piece.at, lang)) : null, tools(piece)),
      piece.filled ? paperBlocks(piece.blocks) : h("p", { class: "cf-empty" }, words("cf.empty_piece", { module: part.module || words("cf.a_module") })),
      piece.source ? h("p", { class: "cf-source" }, h("b", {}, words("tool.source")), " ", piece.source) : null));
    return { name, state, filled, element: h("details", { class: "cf-part", id: uid("part"), open: !open || open === part.id },
      h("summary", {}, h("span", { class: "cf-number", "aria-hidden": "true" }, String(i + 1)), h("h4", { class: "cf-part-title" }, name),
        h("span", { class: ["cf-state", filled ? "cf-state--on" : null] }, filled === part.pieces.length ? icon("good") : null, state)), body) };
  });
  const contents = h("nav", { class: "cf-contents", "aria-label": words("cf.contents") }, h("h4", {}, words("cf.contents")),
    h("ol", {}, parts.map((part) => h("li", {}, h("a", { href: `#${part.element.id}`, onclick: (event) => {
      event.preventDefault(); // JupyterLab would take the address for one of its own
      part.element.open = true;
      part.element.scrollIntoView({ block: "start" });
      part.element.querySelector("summary").focus({ preventScroll: true });
    } }, part.name), h("span", { class: "cf-state" }, part.state)))));
  return h("article", { class: "cf-paper", "aria-label": title },
    h("header", { class: "cf-head" }, h("p", { class: "cf-kicker" }, words("cf.kicker")), h("h3", { class: "cf-title" }, title),
      invented || content.country === INVENTED_COUNTRY ? h("p", { class: "cf-invented" }, icon("info"), words("cf.invented")) : null,
      h("dl", { class: "cf-facts" }, facts.filter(([, text]) => text).map(([id, text]) => h("div", {}, h("dt", {}, words(id)), h("dd", {}, text))))),
    contents, parts.map((part) => part.element));
}

/** The paper as a page of its own, to save or to print: all parts open, no buttons, its own style sheet. */
export function paperPage(paper, { title, css, lang, dir, foot }) {
  const copy = paper.cloneNode(true);
  copy.querySelectorAll("button, .cf-tools").forEach((node) => node.remove());
  copy.querySelectorAll("details").forEach((node) => { node.open = true; });
  copy.querySelectorAll(".cf-scroll").forEach((node) => node.removeAttribute("tabindex"));
  copy.append(Object.assign(document.createElement("p"), { className: "cf-foot", textContent: foot }));
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = lang || "en";
  page.documentElement.dir = dir || "ltr";
  page.documentElement.className = "course-page";
  const meta = (name, value) => { const node = page.createElement("meta"); node.setAttribute(name, value); return node; };
  const view = meta("name", "viewport");
  view.setAttribute("content", "width=device-width, initial-scale=1");
  page.head.prepend(meta("charset", "utf-8"), view);
  page.head.append(Object.assign(page.createElement("style"), { textContent: css }));
  page.body.className = "cf-page";
  page.body.append(page.importNode(copy, true));
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}
