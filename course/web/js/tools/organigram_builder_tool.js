// M04: five boxes, fourteen functions, members: a chart that draws itself, with rules beside it.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { pieceButton } from "../piece.js";
import { orgChart } from "../process_svg.js";
import { registerTool } from "../registry.js";
import { ruleHolds } from "../score_document.js";
import { selectField } from "./fields.js";
import { mountTool } from "./toolframe.js";

/** The state of the builder as the document that the country file keeps. */
export function organigramValue(data, state) {
  const rows = (list, key, column) => list.filter((one) => state[key][one.id]).map((one) => ({ [column]: one.id, box: state[key][one.id] }));
  return { country: state.country, home: state.home, members: rows(data.actors, "members", "actor"), functions: rows(data.functions, "functions", "function") };
}

/** The first state: empty, or what the country file already holds. */
export function organigramStart(data) {
  const stored = data.stored || {};
  const boxes = (list, rows, column) => Object.fromEntries(list.map((one) => [one.id, ((rows || []).find((row) => row[column] === one.id) || {}).box || ""]));
  return { country: stored.country || "", home: stored.home || "", functions: boxes(data.functions, stored.functions, "function"),
    members: boxes(data.actors, stored.members, "actor") };
}

/** What is kept and what is broken, as a list. */
export function ruleList(tool, found) {
  return h("ul", { class: "cp-rules" }, found.map((one) => h("li", { class: one.kept ? "cp-kept" : "cp-broken" }, icon(one.kept ? "good" : "warn"),
    h("span", {}, h("span", { class: "cq-unseen" }, tool.say(one.kept ? "organigram.kept" : "organigram.broken"), " "), one.message))));
}

function textBox(label, onChange) {
  const box = h("input", { type: "text", class: "ct-text-box", maxlength: 120, autocomplete: "off", onchange: () => onChange(box.value.trim()) });
  return { element: h("label", { class: "ct-field" }, h("span", { class: "ct-label" }, label), box), set(value) { box.value = value; } };
}

registerTool("organigram_builder", {
  mount(element, desc) {
    const { boxes, functions, actors, rules } = desc.data;
    const start = organigramStart(desc.data);
    return mountTool(element, desc, start, (tool) => {
      const options = [["", tool.say("organigram.nobody")], ...boxes.map((one) => [one.id, one.name])];
      const picks = (key, list) => Object.fromEntries(list.map((one) => [one.id, selectField({ label: one.name, help: one.text || "", options }, start[key][one.id],
        (box) => tool.change(key, { ...tool.state[key], [one.id]: box }))]));
      const [work, people] = [picks("functions", functions), picks("members", actors)];
      const country = textBox(tool.say("organigram.country"), (text) => tool.change("country", text));
      const home = textBox(tool.say("organigram.home"), (text) => tool.change("home", text));
      const fold = (title, fields, open) => h("details", { class: "cp-fold", open }, h("summary", {}, title), h("div", { class: "cp-fields" }, Object.values(fields).map((one) => one.element)));
      const kept = h("div", {});
      country.set(start.country);
      home.set(start.home);
      const place = tool.place();
      const value = () => organigramValue(desc.data, tool.state);
      return {
        controls: [country.element, home.element, fold(tool.say("organigram.g_work"), work, true), fold(tool.say("organigram.g_people"), people, false)],
        results: [kept, place.element, pieceButton(tool, value)],
        set(state) {
          country.set(state.country);
          home.set(state.home);
          Object.entries(work).forEach(([id, field]) => field.set(state.functions[id]));
          Object.entries(people).forEach(([id, field]) => field.set(state.members[id]));
        },
        paint(state) {
          const document_ = organigramValue(desc.data, state);
          const found = rules.map((rule) => ({ message: rule.message, kept: ruleHolds(rule, document_) }));
          const good = found.filter((one) => one.kept).length;
          tool.tell(h("p", { class: "ct-main" }, tool.say(good === found.length ? "organigram.all" : "organigram.some", { good, all: found.length })),
            tool.say("organigram.counts", { functions: document_.functions.length, of: functions.length, members: document_.members.length }));
          kept.replaceChildren(ruleList(tool, found));
          const names = (list, key, box) => list.filter((one) => state[key][one.id] === box).map((one) => one.name);
          const chart = Object.fromEntries(boxes.map((box) => [box.id, { title: box.name, members: names(actors, "members", box.id),
            functions: names(functions, "functions", box.id), empty: tool.say("organigram.empty") }]));
          const title = state.country ? tool.say("organigram.t_of", { country: state.country }) : tool.say("organigram.t");
          place.show(title, (width) => orgChart({ title, about: tool.say("organigram.about"), boxes: chart }, width),
            () => ({ columns: [[tool.say("organigram.box"), false], [tool.say("organigram.members"), false], [tool.say("organigram.functions"), false]],
              rows: boxes.map((box) => [box.name, chart[box.id].members.join(", ") || "–", chart[box.id].functions.join(", ") || "–"]) }));
        },
      };
    });
  },
});
