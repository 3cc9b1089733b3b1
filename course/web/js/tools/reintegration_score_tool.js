// M12: answers on different scales become scores between 0 and 1; and groups of 200 invented people at two interviews.

import { h } from "../dom.js";
import { bottleneckOf, compositeScore, REINTEGRATION_DIMENSIONS, rescaleAnswer, scoreAnswers } from "../models/reintegration_score.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { barChart, chartLegend } from "../svg.js";
import { choiceField, fieldGroup, selectField, sliderField } from "./fields.js";
import { mountTool } from "./toolframe.js";

const ANSWER_DIGITS = "0123456789abc";
const INTERVIEWS = ["first", "second"];
const NOBODY_ELSE = "all";
const SMALL_GROUP = 15;
const two = (value) => (value === null ? "–" : formatNumber(value, 2));

/** People as [{groups: {sex: 0, …}, answers: [{e1: 2, …} or null, …]}]. */
export function unpackPeople(data) {
  const ids = data.indicators.map((one) => one.id);
  return data.people.map((packed) => {
    const [codes, ...rows] = packed.split(" ");
    return { groups: Object.fromEntries(data.groups.map((one, place) => [one.id, Number(codes[place])])),
      answers: INTERVIEWS.map((_name, at) => (rows[at] ? Object.fromEntries(ids.map((id, place) => [id, rows[at][place] === "-" ? null : ANSWER_DIGITS.indexOf(rows[at][place])])) : null)) };
  });
}

/** All scores of all people: what does not depend on the settings. */
export function scorePeople(data, people) {
  return people.map((one) => ({ ...one, scores: one.answers.map((answers) => (answers ? scoreAnswers(answers, data.indicators) : null)) }));
}

const withWeights = (scores, weights) => (scores ? { ...scores, composite: compositeScore(REINTEGRATION_DIMENSIONS.map((name) => scores[name]), weights) } : null);

/**
 * Means of groups: [{group, interview, people, hard, economic, social, psychosocial, composite}]; `hard` is the share of people who
 * arrived in a difficult situation. `state` is {by, only, when, weights}: `when` is "both", "first" or "second".
 */
export function groupMeans(data, scored, state) {
  const [column, code] = state.only === NOBODY_ELSE ? [null, 0] : state.only.split(" ");
  const kept = scored.filter((one) => column === null || one.groups[column] === Number(code))
    .map((one) => ({ ...one, scores: one.scores.map((scores) => withWeights(scores, state.weights)) }))
    .filter((one) => (state.when === "both" ? one.scores.every((scores) => scores && scores.composite !== null) : true));
  const values = state.by === NOBODY_ELSE ? [null] : data.groups.find((one) => one.id === state.by).values.map((_value, place) => place);
  return values.flatMap((value) => INTERVIEWS.flatMap((interview, at) => {
    if (state.when !== "both" && state.when !== interview) return [];
    const here = kept.filter((one) => (value === null || one.groups[state.by] === value) && one.scores[at] && one.scores[at].composite !== null);
    if (!here.length) return [];
    const mean = (name) => here.reduce((sum, one) => sum + one.scores[at][name], 0) / here.length;
    return [{ group: value, interview, people: here.length, hard: here.filter((one) => one.groups.vulnerability === 0).length / here.length,
      ...Object.fromEntries([...REINTEGRATION_DIMENSIONS, "composite"].map((name) => [name, mean(name)])) }];
  }));
}

const weightsOf = (state) => REINTEGRATION_DIMENSIONS.map((name) => state[`weight_${name}`]);
const noWeights = (state) => weightsOf(state).every((one) => one === 0);

function answerFields(tool, data) {
  const fields = Object.fromEntries(data.indicators.map((one) => {
    const steps = Array.from({ length: one.high - one.low + 1 }, (_unused, place) => one.low + place);
    const means = { [one.low]: one.low_means, [one.high]: one.high_means };
    const options = [["", tool.say("rscore.no_answer")], ...steps.map((step) => [String(step), means[step] ? `${step} (${means[step]})` : String(step)])];
    return [one.id, selectField({ label: one.question, options, help: one.better === "low" ? tool.say("rscore.low_is_better") : null }, "", (value) => tool.change(one.id, value === "" ? null : Number(value)))];
  }));
  return { fields, element: h("div", { class: "ct-answers" }, data.dimensions.map(([dimension, name]) => fieldGroup(name, data.indicators.filter((one) => one.dimension === dimension).map((one) => fields[one.id].element)))) };
}

function personScores(data, state) {
  const answers = Object.fromEntries(data.indicators.map((one) => [one.id, state[one.id]]));
  const scores = scoreAnswers(answers, data.indicators);
  return { ...scores, composite: noWeights(state) ? null : withWeights(scores, weightsOf(state)).composite };
}

function personWords(tool, data, state) {
  const scores = personScores(data, state);
  const nameOf = (id) => data.dimensions.find(([one]) => one === id)[1].toLowerCase();
  const missing = REINTEGRATION_DIMENSIONS.filter((name) => scores[name] === null);
  if (noWeights(state)) return tool.tell(h("p", { class: "ct-warn" }, tool.say("model.weights")));
  if (missing.length) return tool.tell(h("p", { class: "ct-main" }, tool.say("rscore.too_few", { dimensions: missing.map(nameOf).join(", "), answered: scores.answered })));
  const lowest = bottleneckOf(Object.fromEntries(REINTEGRATION_DIMENSIONS.map((name) => [name, scores[name]])));
  return tool.tell(h("p", { class: "ct-main" }, tool.say("rscore.person", { composite: two(scores.composite), answered: scores.answered, n: data.indicators.length })),
    tool.say(lowest.length === 1 ? "rscore.lowest" : "rscore.lowest_several", { names: lowest.map(nameOf).join(", "), score: two(scores[lowest[0]]) }),
    scores.composite - scores[lowest[0]] > 0.15 ? tool.say("rscore.hides", { gap: two(scores.composite - scores[lowest[0]]) }) : null);
}

function showPerson(tool, data, place, state) {
  const scores = personScores(data, state);
  const title = tool.say("rscore.t_person");
  const bars = [...data.dimensions, ["composite", tool.say("rscore.composite")]];
  place.show(title, (width) => barChart({ title, about: tool.say("rscore.a_person"), x: { label: tool.say("rscore.axis"), format: (value) => formatNumber(value), max: 1 },
    bars: bars.map(([name, label]) => ({ label, parts: [{ value: scores[name] ?? 0, kind: name === "composite" ? "own" : scores.lowest.includes(name) ? 6 : 1 }], text: two(scores[name]) })) }, width),
  () => ({ columns: [[tool.say("rscore.question"), false], [tool.say("rscore.answer"), true], [tool.say("rscore.scale"), false], [tool.say("rscore.rescaled"), true]],
    rows: data.indicators.map((one) => [one.question, state[one.id] === null ? "–" : String(state[one.id]),
      `${one.low}–${one.high}${one.better === "low" ? `, ${tool.say("rscore.turned")}` : ""}`,
      state[one.id] === null ? "–" : two(rescaleAnswer(state[one.id], one.low, one.high, one.better))]) }));
}

const groupLabel = (tool, data, state, row) => (row.group === null ? tool.say("rscore.everybody") : data.groups.find((one) => one.id === state.by).values[row.group]);

function groupWords(tool, data, state, rows) {
  if (noWeights(state)) return tool.tell(h("p", { class: "ct-warn" }, tool.say("model.weights")));
  if (!rows.length) return tool.tell(h("p", { class: "ct-main" }, tool.say("rscore.nobody")));
  const last = rows.filter((row) => row.interview === rows[rows.length - 1].interview);
  const listed = last.map((row) => `${groupLabel(tool, data, state, row)} ${two(row[state.score])}`).join(", ");
  const hard = last.map((row) => row.hard);
  const unlike = state.by !== NOBODY_ELSE && state.by !== "vulnerability" && Math.max(...hard) - Math.min(...hard) > 0.2;
  const small = Math.min(...rows.map((row) => row.people));
  return tool.tell(h("p", { class: "ct-main" }, tool.say(`rscore.means_${last[0].interview}`, { listed, score: scoreName(tool, data, state.score) })),
    tool.say(`rscore.when_${state.when}_n`, { people: last.reduce((sum, row) => sum + row.people, 0) }),
    unlike ? h("p", { class: "ct-warn" }, tool.say("rscore.unlike", { shares: last.map((row) => `${groupLabel(tool, data, state, row)} ${formatNumber(100 * row.hard, 0)}\u00a0%`).join(", ") })) : null,
    small < SMALL_GROUP ? tool.say("rscore.small", { n: small }) : null);
}

const scoreName = (tool, data, id) => (id === "composite" ? tool.say("rscore.composite") : data.dimensions.find(([one]) => one === id)[1]);

function showGroups(tool, data, place, state, rows) {
  const title = tool.say("rscore.t_groups", { score: scoreName(tool, data, state.score) });
  const both = state.when === "both";
  place.show(title, (width) => [
    both ? chartLegend(INTERVIEWS.map((name, at) => ({ name: tool.say(`rscore.${name}`), kind: [2, 1][at], bar: true }))) : null,
    barChart({ title, about: tool.say("rscore.a_groups"), labelsAbove: true, x: { label: tool.say("rscore.axis"), format: (value) => formatNumber(value), max: 1 },
      bars: rows.map((row) => ({ label: row.interview === "second" && both ? "" : groupLabel(tool, data, state, row), parts: [{ value: row[state.score], kind: both && row.interview === "first" ? 2 : 1 }],
        text: tool.say("rscore.bar", { score: two(row[state.score]), n: row.people }) })) }, width)],
  () => ({ columns: [[tool.say("rscore.group"), false], [tool.say("rscore.interview"), false], [tool.say("rscore.n"), true], ...data.dimensions.map(([, name]) => [name, true]), [tool.say("rscore.composite"), true], [tool.say("rscore.hard"), true]],
    rows: rows.map((row) => [groupLabel(tool, data, state, row), tool.say(`rscore.${row.interview}`), String(row.people), ...[...REINTEGRATION_DIMENSIONS, "composite"].map((name) => formatNumber(row[name], 3)), `${formatNumber(100 * row.hard, 0)}\u00a0%`]) }));
}

registerTool("reintegration_score", {
  mount(element, desc) {
    const { data } = desc;
    const scored = scorePeople(data, unpackPeople(data));
    const weightInputs = desc.inputs.filter((one) => one.id.startsWith("weight_"));
    const start = { view: "person", ...data.example, ...Object.fromEntries(weightInputs.map((one) => [one.id, one.start])), by: NOBODY_ELSE, only: NOBODY_ELSE, when: "both", score: "composite" };
    return mountTool(element, desc, start, (tool) => {
      const view = choiceField({ label: tool.say("rscore.view"), options: ["person", "people"].map((id) => [id, tool.say(`rscore.view_${id}`)]) }, "person", (id) => tool.change("view", id));
      const answers = answerFields(tool, data);
      const by = selectField({ label: tool.say("rscore.by"), options: [[NOBODY_ELSE, tool.say("rscore.by_none")], ...data.groups.map((one) => [one.id, one.label])] }, NOBODY_ELSE, (id) => tool.change("by", id));
      const only = selectField({ label: tool.say("rscore.only"), options: [[NOBODY_ELSE, tool.say("rscore.everybody")], ...data.groups.flatMap((one) => one.values.map((value, place) => [`${one.id} ${place}`, value]))] }, NOBODY_ELSE, (id) => tool.change("only", id));
      const when = choiceField({ label: tool.say("rscore.when"), options: ["both", "first", "second"].map((id) => [id, tool.say(`rscore.when_${id}`)]) }, "both", (id) => tool.change("when", id));
      const score = selectField({ label: tool.say("rscore.score"), options: ["composite", ...REINTEGRATION_DIMENSIONS].map((id) => [id, scoreName(tool, data, id)]) }, "composite", (id) => tool.change("score", id));
      const weights = Object.fromEntries(weightInputs.map((one) => [one.id, sliderField({ ...one, compact: true }, start[one.id], tool.say, (value, settled) => tool.change(one.id, value, settled))]));
      const groupPart = h("div", { class: "ct-part" }, by.element, only.element, when.element, score.element);
      const [person, groups] = [tool.place(), tool.place()];
      return {
        controls: [view.element, answers.element, groupPart, fieldGroup(tool.say("rscore.weights"), weightInputs.map((one) => weights[one.id].element))],
        results: [person.element, groups.element],
        set(state) {
          view.set(state.view); by.set(state.by); only.set(state.only); when.set(state.when); score.set(state.score);
          data.indicators.forEach((one) => answers.fields[one.id].set(state[one.id] === null ? "" : String(state[one.id])));
          weightInputs.forEach((one) => weights[one.id].set(state[one.id]));
        },
        paint(state) {
          const alone = state.view === "person";
          answers.element.hidden = person.element.hidden = !alone;
          groupPart.hidden = groups.element.hidden = alone;
          data.indicators.forEach((one) => { answers.fields[one.id].list.value = state[one.id] === null ? "" : String(state[one.id]); });
          if (alone) { personWords(tool, data, state); showPerson(tool, data, person, state); return; }
          const rows = noWeights(state) ? [] : groupMeans(data, scored, { ...state, weights: weightsOf(state) });
          groupWords(tool, data, state, rows);
          showGroups(tool, data, groups, state, rows);
        },
      };
    });
  },
});
