// All modules: the country file as a paper, with its ways out (print, page, file) and in (import), and the way back for each piece.

import { onCountryFile } from "../country_news.js";
import { countryPaper, paperDate, paperPage } from "../country_paper.js";
import { readCountryFile } from "../country_read.js";
import { fill, h } from "../dom.js";
import { downloadText } from "../download.js";
import { icon } from "../icons.js";
import { outlineOf } from "../outline.js";
import { registerTool } from "../registry.js";
import { say } from "../ui.js";
import { checkField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const REFRESH_PAUSE = 1000;

/** Choose a file and hand its text on; `title` stands above, `help` below. */
function filePanel(words, { title, help, most, onText, onClose }) {
  const input = h("input", { type: "file", accept: ".json,application/json", class: "ct-file", onchange: () => {
    const file = input.files[0];
    if (!file) return;
    if (file.size > most) onText(null);
    else file.text().then(onText);
  } });
  const label = h("label", { class: "cf-file" }, h("span", { class: "ct-label" }, title), input);
  return { element: h("div", { class: "cf-panel" }, label, h("p", { class: "ct-help" }, help), h("div", { class: "ct-actions" }, toolButton(words("cf.cancel"), onClose))), input };
}

/** What an import would change, with a tick for each piece. */
function previewPanel(words, lang, found, onTake, onClose) {
  const usable = found.changes.filter((one) => one.kind === "new" || one.kind === "changed");
  const ticks = new Map(usable.map((one) => [one.id, checkField(words(`cf.change_${one.kind}`, { piece: one.title, id: one.id, date: paperDate(one.at, lang) }), true, () => {})]));
  const rest = found.changes.filter((one) => !ticks.has(one.id));
  const take = toolButton(words("cf.take"), () => onTake([...ticks].filter(([, tick]) => tick.box.checked).map(([id]) => id)), "main");
  return h("div", { class: "cf-panel" }, h("h4", {}, words("cf.preview")),
    found.problem ? h("p", { class: "ct-warn" }, found.problem) : null,
    usable.map((one) => [ticks.get(one.id).element, one.note ? h("p", { class: "ct-help" }, one.note) : null]),
    rest.map((one) => h("p", { class: "ct-help" }, words(`cf.change_${one.kind}`, { piece: one.title, id: one.id }), one.note ? ` ${one.note}` : "")),
    usable.length ? h("p", { class: "ct-help" }, words("cf.take_safe")) : null,
    h("div", { class: "ct-actions" }, usable.length ? take : null, toolButton(words(usable.length ? "cf.cancel" : "cf.close"), onClose)));
}

registerTool("country_file", {
  mount(element, desc, io) {
    const words = (id, values) => say(desc, id, values);
    const inLab = Boolean(io && io.place === "lab");
    const { forms, plan, css, most } = desc.data;
    let state = desc.data;
    let opened = null; // a file that a reader of the book has opened
    const paper = h("div", { class: "cf-place" });
    const about = h("p", { class: "ct-help" }, inLab ? words("cf.where", { path: state.path }) : words("cf.book"));
    const panel = h("div", {});
    let tool = null;
    const report = (tone, text) => tool.tell(text ? h("p", { class: `ct-note ct-note--${tone}` }, icon(tone), h("span", {}, text)) : "");
    const shut = () => { fill(panel); };
    const now = () => (opened || state).file;
    const name = () => `country_file${now().country ? `_${now().country}` : ""}`;

    function ask(kind, more) {
      return io.send(kind, more).then((reply) => {
        if (reply.file) { state = reply; draw(); }
        if (reply.text || reply.problem) report(reply.text ? reply.tone : "warn", reply.text || reply.problem);
        return reply;
      }).catch(() => report("bad", words("cf.no_engine")));
    }
    function pieceTools(piece) {
      if (!inLab) return null;
      const button = (kind, list) => (list.includes(piece.id)
        ? h("button", { type: "button", class: "ct-button ct-button--small", "aria-label": `${words(`cf.${kind}`)}: ${piece.title}`, onclick: () => ask(kind, { piece: piece.id }) }, words(`cf.${kind}`)) : null);
      return h("span", { class: "cf-tools" }, button("undo", state.back), button("redo", state.forward));
    }
    function draw() {
      const folded = [...paper.querySelectorAll("details")].map((one) => one.open);
      fill(paper, countryPaper(outlineOf(now(), forms, plan), { words, lang: desc.lang, invented: state.example && !opened, open: opened ? null : desc.data.part, tools: pieceTools }));
      if (folded.length) paper.querySelectorAll("details").forEach((one, i) => { if (i in folded) one.open = folded[i]; });
    }
    const page = () => paperPage(paper.firstElementChild, { title: `${words("cf.kicker")}: ${paper.querySelector(".cf-title").textContent}`, css, lang: desc.lang, dir: desc.dir, foot: words("cf.foot") });
    function print() {
      const address = URL.createObjectURL(new Blob([page()], { type: "text/html;charset=utf-8" }));
      const sheet = window.open(address, "_blank");
      if (!sheet) { report("warn", words("cf.no_window")); return; }
      sheet.addEventListener("load", () => sheet.print());
    }
    function importInLab() {
      const chosen = filePanel(words, { title: words("cf.choose"), help: words("cf.choose_help"), most, onClose: shut, onText(text) {
        if (text === null) { report("bad", words("cf.bad_large")); return; }
        ask("preview", { text }).then((found) => {
          if (!found || !found.changes) return;
          fill(panel, previewPanel(words, desc.lang, found, (ids) => ask("import", { text, ids }).then(shut), shut));
          const first = panel.querySelector("input, button");
          if (first) first.focus();
        });
      } });
      fill(panel, chosen.element);
      chosen.input.focus();
    }
    function openInBook() {
      const chosen = filePanel(words, { title: words("cf.choose"), help: words("cf.open_help"), most, onClose: shut, onText(text) {
        const { file, problem } = text === null ? { file: null, problem: "cf.bad_large" } : readCountryFile(text, most);
        if (!file) { report("bad", words(problem)); return; }
        opened = { file };
        about.hidden = true; // it speaks of the example
        fill(paper);
        draw();
        shut();
        report(problem ? "warn" : "good", words(problem || "cf.opened"));
      } });
      fill(panel, chosen.element);
      chosen.input.focus();
    }
    let looked = Date.now();
    function lookAgain() { // another page may have added a piece
      if (document.visibilityState === "hidden" || !paper.isConnected || Date.now() - looked < REFRESH_PAUSE) return;
      looked = Date.now();
      ask("look", {});
    }
    const frame = mountTool(element, desc, {}, (made) => {
      tool = made;
      draw();
      const save = [toolButton(words("cf.print"), print), toolButton(words("cf.save_page"), () => downloadText(`${name()}.html`, page(), "text/html")),
        toolButton(words("cf.save_file"), () => downloadText(`${name()}.json`, `${JSON.stringify(now(), null, 1)}\n`))];
      const ways = inLab ? [save, toolButton(words("cf.import"), importInLab)]
        : [toolButton(words("cf.open"), openInBook), save];
      return {
        controls: null,
        results: h("div", { class: "cf-tool" }, h("div", { class: "ct-actions" }, ways),
          about, panel, paper),
        set() {},
        paint() {},
      };
    });
    if (state.problem) report("warn", state.problem);
    const stopNews = inLab ? onCountryFile(() => { if (paper.isConnected) ask("look", {}); }) : () => {};
    if (inLab) {
      window.addEventListener("focus", lookAgain);
      document.addEventListener("visibilitychange", lookAgain);
    }
    return { stop() {
      stopNews();
      window.removeEventListener("focus", lookAgain);
      document.removeEventListener("visibilitychange", lookAgain);
      frame.stop();
    } };
  },
});
