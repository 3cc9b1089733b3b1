// M14: two forms, 28 rules, a tree and a calendar that draw themselves, a bank of indicators, two pieces of the country file.

import { fill, h } from "../dom.js";
import { downloadText } from "../download.js";
import { checkLogframe, planRows } from "../models/logframe.js";
import { checkWorkPlan } from "../models/work_plan.js";
import { pieceButton } from "../piece.js";
import { documentForm } from "../questions/document.js";
import { registerTool } from "../registry.js";
import { choiceField, selectField, toolButton } from "./fields.js";
import { ruleList } from "./organigram_builder_tool.js";
import { planBarRows, planBars, treeNode, treeRows } from "./plan_picture.js";
import { torLines, torText } from "./tor_builder_tool.js";
import { mountTool } from "./toolframe.js";

const PAPERS = ["logframe", "plan"];
const RULE_LETTER = { logframe: "f", plan: "w" };

/** What both papers keep and break; the plan is compared with the logframe as soon as that has results. */
export function checkPapers(state) {
  const known = planRows(state.logframe, "results").length ? state.logframe : null;
  return { logframe: checkLogframe(state.logframe), plan: checkWorkPlan(state.plan, known) };
}

/** A row of the bank as a row of the form: what is still open is the person's to fill in. */
export function bankRow([, , text, unit, people, by, means], taken) {
  let n = 1;
  while (taken.includes(`i${n}`)) n += 1;
  return { id: `I${n}`, text, unit, people, by: by.split("; "), means };
}

function indicatorBank(tool, data, page) {
  const { say } = tool;
  const themes = [...new Set(data.bank.map((row) => row[0]))];
  const list = h("ul", {});
  const told = h("p", { class: "ct-help", role: "status" });
  const most = data.forms.logframe.sections.flatMap((section) => section.fields).find((field) => field.id === "indicators").max_rows;
  function take(row) {
    const value = page.read().value;
    const indicators = planRows(value, "indicators");
    if (indicators.length >= most) { fill(told, say("builder.full")); return; }
    const made = bankRow(row, indicators.map((one) => (one.id || "").toLowerCase()));
    page.take({ ...value, indicators: [...indicators, made] });
    fill(told, say("builder.added", { id: made.id }));
  }
  function paint(theme) {
    fill(list, data.bank.filter((row) => row[0] === theme).map((row) => h("li", {}, h("span", {}, row[2],
      h("span", { class: "cr-tag" }, say("builder.tag", { level: say(`builder.${row[1]}`), unit: row[3], sdg: row[7], gcm: row[8] }))),
    h("button", { type: "button", class: "ct-button", "aria-label": `${say("builder.add")}: ${row[2]}`, onclick: () => take(row) }, say("builder.add")))));
  }
  paint(themes[0]);
  const pick = selectField({ label: say("builder.theme"), options: themes.map((one) => [one, one]) }, themes[0], paint);
  return h("details", { class: "cp-fold" }, h("summary", {}, say("builder.bank")), h("div", { class: "cr-bank" }, pick.element, list, told));
}

registerTool("logframe_builder", {
  mount(element, desc) {
    const { data } = desc;
    const start = { part: "logframe", logframe: data.stored.logframe || {}, plan: data.stored.plan || {} };
    const responsible = data.forms.plan.sections.flatMap((section) => section.fields).find((field) => field.id === "activities").columns.find((column) => column.id === "responsible");
    const institutions = Object.fromEntries(responsible.options.map((one) => [one.id, one.text]));
    return mountTool(element, desc, start, (tool) => {
      const { say } = tool;
      const heard = h("p", { class: "cq-unseen", role: "status" });
      const pages = Object.fromEntries(PAPERS.map((part) => [part, documentForm(data.forms[part], start[part],
        { say, announce: (text) => { heard.textContent = text; }, changed: () => tool.change(part, pages[part].read().value) })]));
      const which = choiceField({ label: say("builder.which"), options: PAPERS.map((part) => [part, say(`builder.${part}`)]) }, "logframe", (part) => tool.change("part", part));
      const bank = indicatorBank(tool, data, pages.logframe);
      const [broken, kept] = [h("div", {}), h("details", { class: "cp-fold" })];
      const [tree, time] = [tool.place(), tool.place()];
      const save = toolButton(say("builder.save"), () => {
        const { part } = tool.state;
        downloadText(`${part}.txt`, `${torLines(torText(data.forms[part], pages[part].read().value))}\n`, "text/plain");
      });
      const load = toolButton(say("builder.example"), () => {
        tool.changeAll(data.example);
        PAPERS.forEach((part) => pages[part].show(data.example[part]));
      });
      const pieces = Object.fromEntries(PAPERS.map((part) => [part, pieceButton(tool, () => pages[part].read().value, data.pieces[part])]));
      function show(part) {
        PAPERS.forEach((one) => { pages[one].element.hidden = one !== part; pieces[one].hidden = one !== part; });
        bank.hidden = part !== "logframe";
        time.element.hidden = part !== "plan";
      }
      return {
        before: h("div", { class: "cr-before" }, which.element, h("div", { class: "ct-actions" }, load)),
        controls: [bank, pages.logframe.element, pages.plan.element, heard],
        results: [broken, kept, time.element, tree.element, h("div", { class: "ct-actions" }, save), pieces.logframe, pieces.plan],
        set(state) {
          which.set(state.part);
          PAPERS.forEach((part) => pages[part].show(state[part]));
        },
        paint(state) {
          which.set(state.part);
          show(state.part);
          const found = checkPapers(state);
          const count = (part) => ({ paper: say(`builder.${part}`), good: found[part].filter((one) => one.ok).length, all: found[part].length });
          const now = count(state.part);
          const other = PAPERS.find((part) => part !== state.part);
          tool.tell(h("p", { class: "ct-main" }, say(now.good === now.all ? "builder.all" : "builder.some", now)), say("builder.other", count(other)));
          const lines = found[state.part].map((one) => ({ kept: one.ok, message: [say(`builder.${RULE_LETTER[state.part]}_${one.rule}`),
            one.ok || !one.where.length ? "" : h("span", { class: "cr-where" }, ` ${say("builder.at", { names: one.where.join(", ") })}`)] }));
          const good = lines.filter((one) => one.kept);
          if (good.length < lines.length) fill(broken, h("h4", {}, say("builder.broken")), ruleList(tool, lines.filter((one) => !one.kept)));
          else fill(broken);
          fill(kept, good.length ? [h("summary", {}, say("builder.kept", { n: good.length })), ruleList(tool, good)] : "");
          kept.hidden = !good.length;
          tree.show(say("builder.t_tree"), () => treeNode(say, state.logframe, state.plan), () => treeRows(say, state.logframe, state.plan));
          time.show(say("builder.t_time"), (width) => planBars(say, state.plan, institutions, width) || h("p", { class: "ct-empty" }, say("builder.no_dates")), () => planBarRows(say, state.plan));
        },
      };
    });
  },
});
