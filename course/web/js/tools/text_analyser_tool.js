// M03: which texts speak of migration? A word list, its errors, and two people.

import { h } from "../dom.js";
import { agreementOf, countedPairs } from "../models/agreement.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { barChart } from "../svg.js";
import { codedRows, makeWordLists, textToOpen } from "../word_lists.js";
import { choiceField, fieldGroup, selectField } from "./fields.js";
import { dataTable, mountTool } from "./toolframe.js";

const CONTEXT = 34; // letters on each side of a keyword

/** Places in context: [{id, left, word, right}]. */
export function keywordLines(coded) {
  return coded.flatMap((row) => row.hits.map((hit) => ({ id: row.id,
    left: (hit.start > CONTEXT ? "…" : "") + row.text.slice(Math.max(0, hit.start - CONTEXT), hit.start), word: row.text.slice(hit.start, hit.end),
    right: row.text.slice(hit.end, hit.end + CONTEXT) + (hit.end + CONTEXT < row.text.length ? "…" : "") })));
}

/** What the list and a person say of the same texts. */
export function comparedWith(coded, coder) {
  const cells = countedPairs(coded.map((row) => [row.any, row[coder] === 1]));
  return { cells, ...agreementOf(cells) };
}

const twoDigits = (share, none) => (share === null ? none : formatNumber(share, 2));
const percentOf = (count, total) => formatNumber((100 * count) / total, 1);

registerTool("text_analyser", {
  mount(element, desc) {
    const texts = desc.data.texts.map(([id, title, text, a, b]) => ({ id, title, text, code_a: a, code_b: b }));
    const start = { typed: { ...desc.data.start }, coder: "code_a", show: "wrong" };
    return mountTool(element, desc, start, (tool) => {
      const lists = makeWordLists(tool.say, start.typed, (typed, settled) => tool.change("typed", typed, settled));
      const coder = choiceField({ label: tool.say("analyser.coder"), options: [["code_a", tool.say("analyser.coder_a")], ["code_b", tool.say("analyser.coder_b")]] },
        start.coder, (value) => tool.change("coder", value));
      const shown = selectField({ label: tool.say("analyser.show"), options: [["wrong", tool.say("analyser.show_wrong")], ["found", tool.say("analyser.show_found")],
        ["open", tool.say("analyser.show_open")], ["all", tool.say("analyser.show_all")]] }, start.show, (value) => tool.change("show", value));
      const chart = tool.place();
      const table = h("div", {});
      const group = h("div", { class: "wl-group" });
      const lines = h("ol", { class: "ta-lines" });
      const context = h("details", { class: "ct-data" }, h("summary", {}, tool.say("analyser.context")), lines);
      return {
        controls: [fieldGroup(tool.say("analyser.g_words"), lists.element), coder.element],
        results: [chart.element, table, context, h("div", {}, shown.element, group)],
        set(state) { lists.set(state.typed); coder.set(state.coder); shown.set(state.show); },
        paint(state) {
          const coded = codedRows(texts, state.typed);
          if (!coded) return;
          const none = tool.say("wl_no_share");
          const count = (test) => coded.filter(test).length;
          const found = count((row) => row.any);
          const human = count((row) => row[state.coder] === 1);
          const score = comparedWith(coded, state.coder);
          const name = tool.say(state.coder === "code_a" ? "analyser.coder_a" : "analyser.coder_b");
          const people = agreementOf(countedPairs(texts.map((row) => [row.code_a === 1, row.code_b === 1])));
          tool.tell(
            h("p", { class: "ct-main" }, tool.say("analyser.main", { found, total: texts.length, pct: percentOf(found, texts.length), name, human, humanPct: percentOf(human, texts.length) })),
            tool.say("analyser.scores", { precision: twoDigits(score.precision, none), recall: twoDigits(score.recall, none), f1: twoDigits(score.f1, none), kappa: twoDigits(score.kappa, none) }),
            tool.say("analyser.people", { kappa: twoDigits(people.kappa, none) }),
          );
          const bars = [["analyser.either", found, 1], ["analyser.migration", count((row) => row.migration), 2], ["analyser.displacement", count((row) => row.displacement), 3],
            ["analyser.both", count((row) => row.migration && row.displacement), 4]].map(([id, value, kind]) => (
            { label: tool.say(id), parts: [{ value: (100 * value) / texts.length, kind }], text: tool.say("analyser.share", { pct: percentOf(value, texts.length), n: value }) }));
          bars.push({ label: name, parts: [{ value: (100 * human) / texts.length, kind: 5 }], soft: true, text: tool.say("analyser.share", { pct: percentOf(human, texts.length), n: human }) });
          chart.show(tool.say("analyser.title"), (width) => barChart({ title: tool.say("analyser.title"), about: tool.say("analyser.about"),
            x: { label: tool.say("analyser.axis"), format: (value) => formatNumber(value) }, bars }, width),
          () => ({ columns: [["", false], [tool.say("analyser.axis"), true]], rows: bars.map((bar) => [bar.label, formatNumber(bar.parts[0].value, 1)]) }));
          const { cells } = score;
          table.replaceChildren(dataTable(tool.say("analyser.table"), {
            columns: [["", false], [tool.say("analyser.human_yes", { name }), true], [tool.say("analyser.human_no", { name }), true]],
            rows: [[tool.say("analyser.list_yes"), String(cells.both), tool.say("analyser.alarm", { n: cells.only_first })],
              [tool.say("analyser.list_no"), tool.say("analyser.miss", { n: cells.only_second }), String(cells.neither)]] }));
          lines.replaceChildren(...keywordLines(coded).map((line) => h("li", {}, h("b", {}, line.id), " ", line.left, h("mark", { class: "wl-hit" }, line.word), line.right)));
          const tests = { wrong: (row) => row.any !== (row[state.coder] === 1), found: (row) => row.any, open: (row) => row.code_a !== row.code_b, all: () => true };
          const rows = coded.filter(tests[state.show]);
          group.replaceChildren(h("p", { class: "wl-group-name" }, tool.say("analyser.count", { n: rows.length })), ...rows.map((row) => {
            const item = textToOpen(row);
            const kind = row.any === (row[state.coder] === 1) ? (row.any ? "analyser.is_right" : "analyser.is_left") : (row.any ? "analyser.is_alarm" : "analyser.is_miss");
            item.querySelector("summary").append(h("span", { class: ["ta-tag", row.any === (row[state.coder] === 1) ? null : "ta-tag--wrong"] }, tool.say(kind)));
            return item;
          }));
        },
      };
    });
  },
});
