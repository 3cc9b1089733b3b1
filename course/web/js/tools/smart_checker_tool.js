// M14: one target; six signs marked in its sentence; five letters, two of which only a person can judge.

import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { smartSigns } from "../models/smart_target.js";
import { registerTool } from "../registry.js";
import { fieldGroup, selectField } from "./fields.js";
import { dataTable, mountTool } from "./toolframe.js";

const SMART_NEEDS = { s: ["who"], m: ["number", "unit", "source"], t: ["deadline"] }; // a and r are for people

/** The sentence in pieces: [{text, marked, signs}], cut wherever a sign begins or ends; a piece names the signs that end there. */
export function smartPieces(text, found) {
  const spans = Object.entries(found).filter(([, at]) => at);
  const cuts = [...new Set([0, text.length, ...spans.flatMap(([, at]) => at)])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => ({ text: text.slice(cuts[i], end), marked: spans.some(([, at]) => at[0] <= cuts[i] && end <= at[1]),
    signs: spans.filter(([, at]) => end === at[1]).map(([sign]) => sign) }));
}

/** Letter → "seen", "missing", "yes", "no" or "open". */
export function smartLetters(found, state) {
  const seen = Object.fromEntries(Object.entries(SMART_NEEDS).map(([letter, signs]) => [letter, signs.every((sign) => found[sign]) ? "seen" : "missing"]));
  return { s: seen.s, m: seen.m, a: state.a || "open", r: state.r || "open", t: seen.t };
}

const SMART_WORDS = { seen: "smart.by_machine", missing: "smart.by_machine_not", yes: "smart.by_you_yes", no: "smart.by_you_no", open: "smart.by_you_open" };
const SMART_ICONS = { seen: "good", missing: "warn", yes: "good", no: "bad", open: "info" };

registerTool("smart_checker", {
  mount(element, desc) {
    const { data } = desc;
    return mountTool(element, desc, { text: "", a: "", r: "" }, (tool) => {
      const { say } = tool;
      const box = h("textarea", { class: "ct-text-box cr-target", rows: 4, maxlength: 600, oninput: () => tool.change("text", box.value, false), onchange: () => tool.change("text", box.value) });
      const own = h("label", { class: "ct-field" }, h("span", { class: "ct-label" }, say("smart.text")), box, h("span", { class: "ct-help" }, say("smart.hint")));
      const pick = selectField({ label: say("smart.examples"), options: [["", say("smart.pick")], ...data.examples.map((_text, i) => [String(i), say("smart.example_n", { n: i + 1 })])] }, "",
        (i) => { if (i !== "") tool.changeAll({ text: data.examples[Number(i)], a: "", r: "" }); });
      const judge = (letter) => selectField({ label: say(`smart.l_${letter}`), options: [["", say("smart.undecided")], ["yes", say("smart.yes")], ["no", say("smart.no")]] }, "", (answer) => tool.change(letter, answer));
      const [a, r] = [judge("a"), judge("r")];
      const [sentence, letters, list, table] = [h("div", {}), h("div", {}), h("div", {}), h("div", {})];
      return {
        controls: [own, pick.element, fieldGroup(say("smart.yours"), a.element, r.element)],
        results: [sentence, letters, list, h("details", { class: "ct-data" }, h("summary", {}, say("smart.table")), table)],
        set(state) { box.value = state.text; a.set(state.a); r.set(state.r); },
        paint(state) {
          if (box.value !== state.text) box.value = state.text;
          a.set(state.a);
          r.set(state.r);
          if (!data.examples.includes(state.text)) pick.set("");
          const found = smartSigns(state.text, data);
          const names = Object.keys(found);
          const missing = names.filter((sign) => !found[sign]);
          const begun = state.text.trim() !== "";
          tool.tell(h("p", { class: begun ? "ct-main" : null }, begun ? say(missing.length ? "smart.main" : "smart.all", { found: names.length - missing.length }) : say("smart.begin")),
            begun && missing.length ? say("smart.missing", { names: missing.map((sign) => say(`smart.n_${sign}`)).join(", ") }) : null);
          fill(sentence, begun ? [h("h4", {}, say("smart.sentence")), h("p", { class: "cr-sentence" }, smartPieces(state.text, found).map((piece) => (piece.marked
            ? h("mark", { class: "cr-mark" }, piece.text, piece.signs.length ? h("span", { class: "cr-mark-name" }, ` ${piece.signs.map((sign) => say(`smart.n_${sign}`)).join(" + ")} `) : null) : piece.text)))] : "");
          const seen = smartLetters(found, state);
          fill(letters, begun ? [h("h4", {}, say("smart.letters")), h("ul", { class: "cr-letters" }, Object.entries(seen).map(([letter, how]) => h("li", { class: `cr-letter cr-letter--${how}` },
            h("b", { "aria-hidden": "true" }, letter.toUpperCase()), icon(SMART_ICONS[how]), h("span", {}, say(`smart.l_${letter}`), " ", h("i", {}, say(SMART_WORDS[how]))))))] : "");
          fill(list, begun && missing.length ? [h("h4", {}, say("smart.signs")), h("ul", { class: "cp-rules" }, missing.map((sign) => h("li", { class: "cp-broken" }, icon("warn"),
            h("span", {}, h("b", {}, say(`smart.n_${sign}`)), ": ", say(`smart.m_${sign}`)))))] : "");
          fill(table, dataTable(say("smart.signs"), { columns: [[say("smart.sign"), false], [say("smart.place"), false]],
            rows: names.map((sign) => [say(`smart.n_${sign}`), found[sign] ? state.text.slice(...found[sign]) : say("smart.nothing")]) }));
        },
      };
    });
  },
});
