// M14: eight questions about a project with another aim, a result that says which step decided, and entry points.

import { fill, h } from "../dom.js";
import { downloadText } from "../download.js";
import { icon } from "../icons.js";
import { DIAGNOSIS_GROUPS, DIAGNOSIS_QUESTIONS, diagnoseProject } from "../models/diagnosis.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { barChart } from "../svg.js";
import { choiceField, fieldGroup, selectField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const DIAGNOSIS_ANSWERS = ["yes", "partly", "no", "unknown"];
const WITH_HINT = ["rules"];

/** The steps up to the one that decides: [{text, stops}]. */
export function diagnosisSteps(say, data, answers, found) {
  const risky = DIAGNOSIS_GROUPS.risk.filter((one) => answers[one] === "yes").length;
  const steps = [{ text: say("mmicd.s_known", { known: found.known, fewest: data.fewest }), stops: found.outcome === "ask" },
    { text: say("mmicd.s_risk", { n: risky }), stops: found.outcome === "repair" },
    { text: found.relevance === null ? say("mmicd.s_relevance_none")
      : say("mmicd.s_relevance", { score: formatNumber(found.relevance, 2), limit: formatNumber(data.relevant, 1) }), stops: ["adjust", "note"].includes(found.outcome) },
    { text: say("mmicd.s_lever", { answer: say(`mmicd.${answers.lever || "unknown"}`) }), stops: found.outcome === "wait" }];
  return steps.slice(0, steps.findIndex((one) => one.stops) + 1);
}

function diagnosisLines(tool, data, state) {
  const answers = state.answers[state.fiche];
  const found = diagnoseProject(answers);
  return [tool.say("mmicd.file"), tool.say(`mmicd.fiche_${state.fiche}`), "",
    ...DIAGNOSIS_QUESTIONS.map((one) => `- ${tool.say(`mmicd.q_${one}`)} ${tool.say(`mmicd.${answers[one] || "unknown"}`)}`), "",
    tool.say(`mmicd.o_${found.outcome}`, { known: found.known }), ...diagnosisSteps(tool.say, data, answers, found).map((one, i) => `${i + 1}. ${one.text}`), "",
    tool.say("mmicd.entries"), ...found.entry.map((one) => `- ${tool.say(`mmicd.e_${one}`)}`), ""].join("\n");
}

registerTool("mmicd_wizard", {
  mount(element, desc) {
    const { data } = desc;
    const ids = [...Object.keys(data.fiches), "own"];
    const start = { fiche: "A", answers: Object.fromEntries(ids.map((id) => [id, {}])) };
    return mountTool(element, desc, start, (tool) => {
      const { say } = tool;
      const which = choiceField({ label: say("mmicd.which"), options: ids.map((id) => [id, say(`mmicd.fiche_${id}`)]) }, start.fiche, (id) => { tool.change("fiche", id); paintFiche(id); });
      const card = h("div", { class: "cr-fiche" });
      const options = [["", say("mmicd.choose")], ...DIAGNOSIS_ANSWERS.map((id) => [id, say(`mmicd.${id}`)])];
      const fields = Object.fromEntries(DIAGNOSIS_QUESTIONS.map((id) => [id, selectField({ label: say(`mmicd.q_${id}`),
        help: WITH_HINT.includes(id) ? say(`mmicd.h_${id}`) : "", options }, "",
      (answer) => tool.change("answers", { ...tool.state.answers, [tool.state.fiche]: { ...tool.state.answers[tool.state.fiche], [id]: answer } }))]));
      const why = h("div", {});
      const entries = h("div", {});
      const place = tool.place();
      let shown = "";
      function paintFiche(id) {
        if (shown === id) return;
        shown = id;
        fill(card, id === "own" ? h("p", { class: "ct-help" }, say("mmicd.own_hint"))
          : h("details", { class: "cp-fold", open: true }, h("summary", {}, say("mmicd.read")), h("dl", {}, data.fiches[id].map(([part, text]) => [h("dt", {}, part), h("dd", {}, text)]))));
      }
      const save = toolButton(say("mmicd.save"), () => downloadText("diagnosis.txt", diagnosisLines(tool, data, tool.state), "text/plain"));
      return {
        before: h("div", { class: "cr-before" }, which.element, card),
        controls: Object.entries(DIAGNOSIS_GROUPS).map(([group, questions]) => fieldGroup(say(`mmicd.g_${group}`), questions.map((id) => fields[id].element))),
        results: [why, entries, place.element, h("div", { class: "ct-actions" }, save)],
        set(state) { which.set(state.fiche); },
        paint(state) {
          which.set(state.fiche);
          paintFiche(state.fiche);
          const answers = state.answers[state.fiche];
          DIAGNOSIS_QUESTIONS.forEach((id) => fields[id].set(answers[id] || ""));
          const found = diagnoseProject(answers);
          const begun = DIAGNOSIS_QUESTIONS.some((id) => answers[id]);
          tool.tell(h("p", { class: begun ? "ct-main" : null }, begun ? say(`mmicd.o_${found.outcome}`, { known: found.known }) : say("mmicd.begin")));
          fill(why, begun ? [h("h4", {}, say("mmicd.steps")), h("ol", { class: "cr-steps" }, diagnosisSteps(say, data, answers, found).map((one) => h("li", { class: one.stops ? "cr-stop" : null },
            one.text, " ", h("b", {}, say(one.stops ? "mmicd.s_stops" : "mmicd.s_goes_on")))))] : "");
          const open = DIAGNOSIS_QUESTIONS.filter((id) => answers[id] === "unknown");
          fill(entries, begun ? [h("h4", {}, say("mmicd.entries")), found.entry.length
            ? h("ul", { class: "cp-rules" }, found.entry.map((id) => h("li", {}, icon(DIAGNOSIS_GROUPS.risk.includes(id) ? "warn" : "info"), h("span", {}, say(`mmicd.e_${id}`)))))
            : h("p", { class: "ct-empty" }, say("mmicd.no_entries")),
          open.length ? [h("h4", {}, say("mmicd.questions")), h("ul", {}, open.map((id) => h("li", {}, say(`mmicd.q_${id}`))))] : null] : "");
          const groups = Object.keys(DIAGNOSIS_GROUPS);
          place.show(say("mmicd.t_scores"), (width) => barChart({ title: say("mmicd.t_scores"), about: say("mmicd.a_scores"), labelsAbove: true, x: { label: say("mmicd.axis"), format: (value) => formatNumber(value), max: 1 },
            bars: groups.map((group) => ({ label: say(`mmicd.n_${group}`), parts: [{ value: found[group] || 0, kind: group === "risk" ? 2 : 1 }],
              text: found[group] === null ? say("mmicd.unknown") : formatNumber(found[group], 2) })) }, width),
          () => ({ columns: [[say("mmicd.group"), false], [say("mmicd.question"), false], [say("mmicd.answer"), false], [say("mmicd.score"), true]],
            rows: groups.flatMap((group) => DIAGNOSIS_GROUPS[group].map((id, i) => [say(`mmicd.n_${group}`), say(`mmicd.q_${id}`), say(`mmicd.${answers[id] || "unknown"}`),
              i ? "" : found[group] === null ? "–" : formatNumber(found[group], 2)])) }));
        },
      };
    });
  },
});
