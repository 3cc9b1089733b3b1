// M05: a sector checklist, answered with evidence, scored in two directions; the matrix of all sectors scored so far.

import { fill, h, uid } from "../dom.js";
import { CHECKLIST_ANSWERS, checklistCoverage, checklistPriority, checklistScore } from "../models/checklist.js";
import { formatNumber } from "../numbers.js";
import { pieceButton } from "../piece.js";
import { registerTool } from "../registry.js";
import { barChart, chartLegend } from "../svg.js";
import { selectField, sliderField } from "./fields.js";
import { mountTool } from "./toolframe.js";

const RATING_START = 5;
const MOST_NOTE = 400; // letters: a note, not a report

const checklistOf = (data, id) => data.lists.find((one) => one.id === id);

/** What one sector comes to: scores by direction, coverage, ratings, priority, and what is still without a source. */
export function checklistSummary(list, state) {
  const answer = (question) => state.answers[question.id] || null;
  const given = (questions) => questions.map(answer).filter(Boolean);
  const all = list.questions.map((question) => answer(question) || "none");
  const [relevance, feasibility] = [state.relevance[list.id] ?? RATING_START, state.feasibility[list.id] ?? RATING_START];
  const covered = checklistCoverage(all);
  return {
    id: list.id,
    name: list.name,
    touched: given(list.questions).length,
    total: list.questions.length,
    to: checklistScore(given(list.questions.filter((one) => one.to))),
    from: checklistScore(given(list.questions.filter((one) => !one.to))),
    covered,
    relevance,
    feasibility,
    priority: checklistPriority(relevance, feasibility, covered),
    noSource: list.questions.filter((one) => ["yes", "partly", "no"].includes(answer(one)) && !(state.notes[one.id] || "").trim()).length,
  };
}

const scoreText = (tool, value) => (value === null ? tool.say("tool.none") : formatNumber(value, 2));

/** One question: its words, four buttons, the figure of the country pack, a line for evidence and source. */
function checklistQuestion(tool, data, question, number) {
  const name = uid("question");
  const boxes = CHECKLIST_ANSWERS.map((id) => ({ id, box: h("input", { type: "radio", name, value: id,
    onchange: () => tool.change("answers", { ...tool.state.answers, [question.id]: id }) }) }));
  const note = h("input", { type: "text", class: "ct-text-box", maxlength: MOST_NOTE, id: `${name}-note`,
    onchange: () => tool.change("notes", { ...tool.state.notes, [question.id]: note.value }) });
  const pack = data.packs[tool.state.country];
  const figure = question.indicator ? pack.values[question.indicator] : null;
  const known = question.indicator ? tool.say(figure ? "checklist.figure" : "checklist.no_figure", { label: data.indicators[question.indicator], figure, country: pack.name }) : "";
  function useFigure() {
    const text = `${data.indicators[question.indicator]}: ${figure}`;
    tool.change("notes", { ...tool.state.notes, [question.id]: [note.value.trim(), text].filter(Boolean).join("; ").slice(0, MOST_NOTE) });
  }
  return {
    element: h("li", { class: "ct-check-item" },
      h("fieldset", { class: "ct-segments" },
        h("legend", { class: "ct-label" }, `${number}. ${question.text}`, question.place ? h("span", { class: "ct-place" }, ` ${question.place}`) : null),
        h("div", { class: "ct-segment-row" }, boxes.map((one) => h("label", { class: "ct-segment" }, one.box, h("span", {}, tool.say(`checklist.a_${one.id}`)))))),
      known ? h("p", { class: "ct-help" }, known, figure ? [" ", h("button", { type: "button", class: "ct-link", onclick: useFigure }, tool.say("checklist.use"))] : null) : null,
      h("label", { class: "ct-help", for: `${name}-note` }, tool.say("checklist.note")), note),
    set(state) {
      boxes.forEach((one) => { one.box.checked = state.answers[question.id] === one.id; });
      note.value = state.notes[question.id] || "";
    },
  };
}

function checklistWords(tool, sum, data) {
  const main = h("p", { class: "ct-main" }, sum.touched
    ? tool.say("checklist.main", { name: sum.name, n: sum.touched, total: sum.total, covered: formatNumber(100 * sum.covered, 0) })
    : tool.say("checklist.start", { name: sum.name, total: sum.total }));
  if (!sum.touched) return tool.tell(main, tool.say("checklist.start_more"));
  return tool.tell(main,
    tool.say("checklist.scores", { to: scoreText(tool, sum.to), from: scoreText(tool, sum.from) }),
    tool.say("checklist.priority", { relevance: formatNumber(sum.relevance), feasibility: formatNumber(sum.feasibility), priority: formatNumber(sum.priority, 1) }),
    sum.noSource ? h("p", { class: "ct-warn" }, tool.say(sum.noSource === 1 ? "checklist.no_source_one" : "checklist.no_source", { n: sum.noSource })) : null,
    tool.state.country === "XSV" ? tool.say("checklist.invented", { country: data.packs.XSV.name }) : null);
}

function checklistTable(tool, sums) {
  return { columns: [[tool.say("checklist.sector"), false], [tool.say("checklist.answered"), true], [tool.say("checklist.to"), true], [tool.say("checklist.from"), true],
    [tool.say("checklist.coverage"), true], [tool.say("checklist.relevance"), true], [tool.say("checklist.feasibility"), true], [tool.say("checklist.priority_short"), true]],
  rows: sums.map((one) => (one.touched
    ? [`${one.id} ${one.name}`, `${one.touched} / ${one.total}`, scoreText(tool, one.to), scoreText(tool, one.from), `${formatNumber(100 * one.covered, 0)}\u00a0%`,
      formatNumber(one.relevance), formatNumber(one.feasibility), formatNumber(one.priority, 1)]
    : [`${one.id} ${one.name}`, `0 / ${one.total}`, "–", "–", "–", "–", "–", "–"])) };
}

function showDirections(tool, place, sums, current) {
  const scored = sums.filter((one) => one.touched);
  const title = tool.say("checklist.t_directions");
  const bar = (one, value, kind, arrow) => ({ label: tool.say(arrow, { name: one.name }), parts: [{ value: value ?? 0, kind }], text: scoreText(tool, value), chosen: false });
  const shown = scored.length > 4 ? scored.filter((one) => one.id === current) : scored;
  const bars = shown.flatMap((one) => [bar(one, one.to, 1, "checklist.bar_to"), bar(one, one.from, 2, "checklist.bar_from")]);
  place.show(title, (width) => (bars.length
    ? [chartLegend([{ name: tool.say("checklist.to"), kind: 1, bar: true }, { name: tool.say("checklist.from"), kind: 2, bar: true }]),
      barChart({ title, about: tool.say("checklist.a_directions"), bars, labelsAbove: true, x: { label: tool.say("checklist.axis"), format: (value) => formatNumber(value), max: 1 } }, width)]
    : h("p", { class: "ct-empty" }, tool.say("checklist.empty"))), () => checklistTable(tool, sums));
}

function showMatrix(tool, place, sums, current) {
  const scored = sums.filter((one) => one.touched).sort((a, b) => b.priority - a.priority);
  const title = tool.say("checklist.t_matrix");
  place.show(title, (width) => (scored.length
    ? barChart({ title, about: tool.say("checklist.a_matrix"), labelsAbove: true, x: { label: tool.say("checklist.priority_axis"), format: (value) => formatNumber(value), max: 100 },
      bars: scored.map((one) => ({ label: tool.say("checklist.bar_matrix", { name: one.name, covered: formatNumber(100 * one.covered, 0) }),
        parts: [{ value: one.priority, kind: 1 }], text: formatNumber(one.priority, 0), chosen: one.id === current })) }, width)
    : h("p", { class: "ct-empty" }, tool.say("checklist.empty"))), () => checklistTable(tool, sums));
}

/** The piece for the country file: one row per sector that has an answer. */
export function checklistPiece(data, state) {
  const sums = data.lists.map((list) => checklistSummary(list, state)).filter((one) => one.touched);
  if (!sums.length) return null;
  const short = (value, digits) => (value === null ? null : Number(value.toFixed(digits)));
  return {
    country: data.packs[state.country].name,
    sectors: sums.map((one) => ({ sector: one.id.toLowerCase(), to_migration: short(one.to, 2), from_migration: short(one.from, 2), coverage: short(100 * one.covered, 0),
      relevance: one.relevance, feasibility: one.feasibility, priority: short(one.priority, 1),
      evidence: checklistOf(data, one.id).questions.map((question) => (state.notes[question.id] || "").trim()).filter(Boolean).join(" | ") })),
  };
}

registerTool("checklist_scorer", {
  mount(element, desc) {
    const { data } = desc;
    const start = { country: data.country, list: data.list, answers: {}, notes: {}, relevance: {}, feasibility: {} };
    return mountTool(element, desc, start, (tool) => {
      let questions = [];
      let shown = "";
      const country = selectField({ label: tool.say("checklist.country"), help: tool.say("checklist.country_help"),
        options: Object.entries(data.packs).map(([id, pack]) => [id, pack.name]) }, start.country, (id) => tool.change("country", id));
      const sector = selectField({ label: tool.say("checklist.sector"), options: data.lists.map((one) => [one.id, `${one.id} ${one.name}`]) }, start.list, (id) => tool.change("list", id));
      const rating = (id) => sliderField({ id, label: tool.say(`checklist.${id}`), help: tool.say(`checklist.${id}_help`), min: 0, max: 10, step: 1, unit: "" }, RATING_START, tool.say,
        (value, settled) => tool.change(id, { ...tool.state[id], [tool.state.list]: value }, settled));
      const ratings = { relevance: rating("relevance"), feasibility: rating("feasibility") };
      const about = h("div", { class: "ct-card" });
      const sheet = h("div", { class: "ct-checklist" });
      const [directions, matrix] = [tool.place(), tool.place()];

      function lay(state) {
        const list = checklistOf(data, state.list);
        let number = 0;
        const part = (to) => {
          const made = list.questions.filter((one) => one.to === to).map((one) => { number += 1; return checklistQuestion(tool, data, one, number); });
          questions.push(...made);
          return [h("h4", {}, tool.say(to ? "checklist.h_to" : "checklist.h_from", { name: list.name })), h("ol", { class: "ct-check-list" }, made.map((one) => one.element))];
        };
        questions = [];
        fill(sheet, part(true), part(false));
        fill(about, h("p", {}, h("b", {}, tool.say("checklist.partners")), " ", list.partners), h("p", { class: "ct-help" }, tool.say(list.quoted ? "checklist.quoted" : "checklist.written")));
        shown = `${state.country} ${state.list}`;
      }
      return {
        controls: [sector.element, country.element, about, ratings.relevance.element, ratings.feasibility.element],
        results: [sheet, directions.element, matrix.element, pieceButton(tool, () => checklistPiece(data, tool.state))],
        set(state) { country.set(state.country); sector.set(state.list); },
        paint(state) {
          if (shown !== `${state.country} ${state.list}`) lay(state);
          questions.forEach((one) => one.set(state));
          Object.entries(ratings).forEach(([id, field]) => field.set(state[id][state.list] ?? RATING_START));
          const sums = data.lists.map((list) => checklistSummary(list, state));
          checklistWords(tool, sums.find((one) => one.id === state.list), data);
          showDirections(tool, directions, sums, state.list);
          showMatrix(tool, matrix, sums, state.list);
        },
      };
    });
  },
});
