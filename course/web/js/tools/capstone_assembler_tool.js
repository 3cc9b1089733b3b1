// M15: the country file as a plan of twelve sections: state, messages with links, the readable plan, files.

import { onCountryFile } from "../country_news.js";
import { fill, h } from "../dom.js";
import { downloadText } from "../download.js";
import { icon } from "../icons.js";
import { fileAddress, notebookPath, planCounts, planRules, planSections } from "../plan_view.js";
import { registerTool } from "../registry.js";
import { say } from "../ui.js";
import { toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

/** The page that Python has packed (gzip in base64); null where the browser cannot unpack it. */
export async function unpackedPage(packed) {
  if (typeof DecompressionStream === "undefined") return null;
  const bytes = Uint8Array.from(atob(packed), (one) => one.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

const firstOpen = (plan, part) => (part ? Number(part) : (plan.sections.find((one) => one.state !== "complete") || { number: 0 }).number);

registerTool("capstone_assembler", {
  mount(element, desc, io) {
    const words = (id, values) => say(desc, id, values);
    const inLab = Boolean(io && io.place === "lab");
    const place = inLab ? "lab" : "book";
    let plan = desc.data;
    let opened = false;
    let tool = null;
    let html = null;
    const told = h("p", { class: "ct-note", role: "status" });
    const list = h("div", {});
    const rules = h("div", {});
    const frame = h("iframe", { class: "pl-frame", title: words("plan.frame"), sandbox: "allow-same-origin allow-modals allow-popups" });
    const reader = h("details", { class: "pl-reader" }, h("summary", {}, words("plan.read")), frame);

    function tell(tone, text, files = []) {
      told.className = `ct-note ct-note--${tone}`;
      const links = files.map((name) => [name, fileAddress(name, notebookPath(told))]).filter(([, address]) => address);
      fill(told, text ? [icon(tone), h("span", {}, text, links.map(([name, address]) => [" ", h("a", { href: address, target: "_blank", rel: "noopener" }, words("plan.open_file", { name }))]))] : "");
    }
    function draw() {
      const folded = [...list.querySelectorAll("details")].map((one) => one.open);
      const counts = planCounts(plan);
      fill(list, planSections(words, place, plan, firstOpen(plan, desc.data.part)));
      if (folded.length) list.querySelectorAll("details").forEach((one, i) => { one.open = folded[i]; });
      const all = planRules(words, place, plan);
      fill(rules, all ? [h("h4", {}, words("plan.rules")), all] : "");
      tool.tell(h("p", { class: "ct-main" }, words("plan.main", { ...counts, points: plan.points, most: plan.most })),
        counts.broken ? words(counts.broken === 1 ? "plan.broken_one" : "plan.broken", counts) : counts.waits ? "" : words("plan.ready"),
        counts.waits ? words(counts.waits === 1 ? "plan.waits_one" : "plan.waits", counts) : "");
    }
    async function readable() {
      html = html || await unpackedPage(plan.page).catch(() => null);
      if (!html) tell("warn", words("plan.no_page"));
      return html;
    }
    async function showPage() {
      opened = reader.open;
      if (opened && await readable()) frame.srcdoc = html;
    }
    function take(reply) {
      if (!reply.sections) return;
      plan = { ...plan, ...reply };
      html = null;
      draw();
      if (reader.open) showPage();
    }
    function ask(kind, more) {
      const done = (reply) => {
        take(reply);
        tell(reply.tone, reply.text, reply.files);
      };
      // A slow computer writes for longer than one waits for an engine: its reply still comes.
      return io.send(kind, more, done).then(done).catch(() => (kind === "export" ? tell("info", words("plan.still_writing")) : tell("bad", words("plan.no_engine"))));
    }
    async function inWindow(print) {
      if (!await readable()) return;
      const sheet = window.open(URL.createObjectURL(new Blob([html], { type: "text/html;charset=utf-8" })), "_blank");
      if (!sheet) { tell("warn", words("plan.no_window")); return; }
      if (print) sheet.addEventListener("load", () => sheet.print());
    }
    const savePage = async () => { if (await readable()) downloadText("plan_example.html", html, "text/html"); };
    const save = (what) => toolButton(words(`plan.${what}`), () => { tell("info", words("plan.writing")); ask("export", { what }); }, what === "docx" ? "main" : undefined);
    reader.addEventListener("toggle", showPage);
    const made = mountTool(element, desc, {}, (one) => {
      tool = one;
      draw();
      const files = inLab ? [h("p", { class: "pl-save" }, words("plan.save")), h("div", { class: "ct-actions" }, ["docx", "pdf", "html", "all"].map(save))]
        : null;
      const reading = h("div", { class: "ct-actions" }, toolButton(words("plan.window"), () => inWindow(false)), toolButton(words("plan.print"), () => inWindow(true)),
        inLab ? toolButton(words("plan.again"), () => ask("look", {})) : toolButton(words("plan.save_page"), savePage));
      return {
        controls: null,
        results: h("div", { class: "pl-tool" }, h("h4", {}, words("plan.sections")), list, rules, files, reading, told,
          h("p", { class: "ct-help" }, inLab ? words("plan.where", { path: desc.data.path }) : words("plan.book")), reader),
        set() {},
        paint() {},
      };
    });
    const stopNews = inLab ? onCountryFile(() => { if (list.isConnected) ask("look", {}); }) : () => {};
    return { stop() { stopNews(); made.stop(); } };
  },
});
