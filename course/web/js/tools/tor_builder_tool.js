// M04: a form that writes terms of reference, with rules beside it and a text to keep.

import { h } from "../dom.js";
import { downloadText } from "../download.js";
import { formatNumber } from "../numbers.js";
import { pieceButton } from "../piece.js";
import { documentForm } from "../questions/document.js";
import { registerTool } from "../registry.js";
import { ruleHolds } from "../score_document.js";
import { toolButton } from "./fields.js";
import { ruleList } from "./organigram_builder_tool.js";
import { mountTool } from "./toolframe.js";

/** A rule of the list with the dates or the sum of this document put into it. */
export function torRule(rule, value) {
  if (rule.rule === "ordered_dates" && rule.rows) return { ...rule, dates: rule.dates.map((name) => (name === "due" ? name : value[name] || name)) };
  if (rule.rule === "sums_to") return { ...rule, total: typeof value.total === "number" ? value.total : NaN };
  return rule;
}

const torCell = (field, given) => {
  if (given === undefined || given === null) return "";
  if (field.kind === "number") return `${formatNumber(given)} ${field.unit || ""}`.trim();
  if (field.options) return [].concat(given).map((id) => (field.options.find((one) => one.id === id) || { text: id }).text).join(", ");
  return String(given);
};

/** The document as [{title, lines, list}]: what people read and what is downloaded. */
export function torText(form, value) {
  return form.sections.map((section) => ({
    title: section.title,
    parts: section.fields.map((field) => (field.kind === "rows"
      ? { label: field.label, rows: (value[field.id] || []).map((row) => field.columns.map((column) => torCell(column, row[column.id])).filter(Boolean).join(" – ")) }
      : { label: field.label, text: torCell(field, value[field.id]) })),
  }));
}

function torPaper(tool, parts) {
  return h("article", { class: "cp-paper", "aria-label": tool.say("tor.paper") }, parts.map((section, i) => [h("h4", {}, `${i + 1}. ${section.title}`),
    section.parts.map((part) => (part.rows
      ? part.rows.length ? h("ul", {}, part.rows.map((row) => h("li", {}, row))) : h("p", { class: "ct-empty" }, tool.say("tor.missing", { label: part.label }))
      : part.text ? h("p", {}, h("b", {}, `${part.label}: `), part.text) : h("p", { class: "ct-empty" }, tool.say("tor.missing", { label: part.label }))))]));
}

/** The text of torText, as lines. */
export const torLines = (parts) => parts.map((section, i) => [`${i + 1}. ${section.title}`,
  ...section.parts.flatMap((part) => (part.rows ? part.rows.map((row) => `   - ${row}`) : part.text ? [`   ${part.label}: ${part.text}`] : []))].join("\n")).join("\n\n");

registerTool("tor_builder", {
  mount(element, desc) {
    const { form, rules } = desc.data;
    return mountTool(element, desc, { value: desc.data.stored || {} }, (tool) => {
      const heard = h("p", { class: "cq-unseen", role: "status" });
      const page = documentForm(form, desc.data.stored, { say: tool.say, announce: (text) => { heard.textContent = text; }, changed: () => tool.change("value", page.read().value) });
      const kept = h("div", {});
      const paper = h("div", {});
      const save = toolButton(tool.say("tor.save"), () => downloadText("tor.txt", `${torLines(torText(form, page.read().value))}\n`, "text/plain"));
      return {
        controls: [page.element, heard],
        results: [kept, paper, h("div", { class: "ct-actions" }, save), pieceButton(tool, () => page.read().value)],
        set(state) { page.show(state.value); },
        paint(state) {
          const found = rules.map((rule) => ({ message: rule.message, kept: ruleHolds(torRule(rule, state.value), state.value) }));
          const good = found.filter((one) => one.kept).length;
          tool.tell(h("p", { class: "ct-main" }, tool.say(good === found.length ? "tor.all" : "tor.some", { good, all: found.length })));
          kept.replaceChildren(ruleList(tool, found));
          paper.replaceChildren(torPaper(tool, torText(form, state.value)));
        },
      };
    });
  },
});
