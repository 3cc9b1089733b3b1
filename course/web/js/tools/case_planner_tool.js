// M12: a plan for an invented person; services that can be reached, rules beside the form, a page to keep.

import { fill, h } from "../dom.js";
import { downloadText } from "../download.js";
import { casePlanKept } from "../models/case_plan.js";
import { documentForm } from "../questions/document.js";
import { registerTool } from "../registry.js";
import { selectField, toolButton } from "./fields.js";
import { ruleList } from "./organigram_builder_tool.js";
import { torLines, torText } from "./tor_builder_tool.js";
import { mountTool } from "./toolframe.js";

/** Why a person cannot use a service: ids of sentences; an empty list when nothing stands in the way. */
export function serviceBarriers(facts, service) {
  return [service.regions.includes(facts.region) ? null : "case.b_region",
    service.for_whom === "everyone" || service.for_whom === facts.sex ? null : "case.b_whom",
    service.papers === "no" || facts.papers === "yes" ? null : "case.b_papers"].filter(Boolean);
}

function caseCard(tool, one) {
  const { facts } = one;
  return h("section", { class: "ct-card ct-case" }, h("h4", {}, tool.say("case.title", { id: one.id })), h("p", {}, one.story), h("p", {}, one.refuses),
    h("p", { class: "ct-help" }, tool.say(facts.papers === "yes" ? "case.with_papers" : "case.no_papers", { region: facts.region, met: facts.met })));
}

function finderTable(tool, data, facts, need) {
  const found = Object.values(data.services).filter((one) => one.need === need);
  return h("div", { class: "ct-table-scroll", tabindex: "0", role: "region", "aria-label": tool.say("case.finder") },
    h("table", { class: "ct-table ct-finder" }, h("caption", {}, tool.say("case.found", { n: found.length, need: data.needs[need] })),
      h("thead", {}, h("tr", {}, ["service", "can", "wait"].map((id) => h("th", { scope: "col" }, tool.say(`case.${id}`))))),
      h("tbody", {}, found.map((one) => {
        const barriers = serviceBarriers(facts, one);
        return h("tr", {}, h("th", { scope: "row" }, h("b", {}, one.id), ` ${one.service}`, h("span", { class: "ct-help" }, ` ${one.provider}`)),
          h("td", { class: barriers.length ? "ct-cannot" : "ct-can" }, barriers.length ? barriers.map((id) => tool.say(id)).join("; ") : tool.say("case.yes")),
          h("td", { class: "ct-num" }, tool.say(one.wait_weeks === 1 ? "case.week" : "case.weeks", { n: one.wait_weeks })));
      }))));
}

registerTool("case_planner", {
  mount(element, desc) {
    const { data } = desc;
    const start = { case: data.cases[0].id, plans: {}, need: "debt" };
    return mountTool(element, desc, start, (tool) => {
      const chosen = () => data.cases.find((one) => one.id === tool.state.case);
      const heard = h("p", { class: "cq-unseen", role: "status" });
      const page = documentForm(data.form, null, { say: tool.say, announce: (text) => { heard.textContent = text; },
        changed: () => tool.change("plans", { ...tool.state.plans, [tool.state.case]: page.read().value }) });
      const pick = selectField({ label: tool.say("case.pick"), options: data.cases.map((one) => [one.id, tool.say("case.title", { id: one.id })]) }, start.case, (id) => {
        page.show(tool.state.plans[id] || {});
        tool.change("case", id);
      });
      const need = selectField({ label: tool.say("case.need"), options: Object.entries(data.needs) }, start.need, (id) => tool.change("need", id));
      const [card, finder, kept] = [h("div", {}), h("div", {}), h("div", {})];
      const save = toolButton(tool.say("case.save"), () => downloadText("case-plan.txt", `${tool.say("case.invented")}\n\n${torLines(torText(data.form, page.read().value))}\n`, "text/plain"));
      return {
        controls: [pick.element, card, page.element, heard],
        results: [h("div", {}, h("h4", {}, tool.say("case.finder")), need.element, finder), kept, h("div", { class: "ct-actions" }, save)],
        set(state) { pick.set(state.case); need.set(state.need); page.show(state.plans[state.case] || {}); },
        paint(state) {
          const one = chosen();
          const found = casePlanKept(state.plans[state.case] || {}, one.facts, data.services);
          const lines = data.rules.map(([name, message]) => ({ message, kept: found[name] }));
          const good = lines.filter((line) => line.kept).length;
          tool.tell(h("p", { class: "ct-main" }, tool.say(good === lines.length ? "case.all" : "case.some", { good, all: lines.length })));
          fill(card, caseCard(tool, one));
          fill(finder, finderTable(tool, data, one.facts, state.need));
          fill(kept, ruleList(tool, lines));
        },
      };
    });
  },
});
