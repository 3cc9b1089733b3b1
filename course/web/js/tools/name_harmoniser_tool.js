// M02: count and clean a list of countries or nationalities.

import { fill, h, uid } from "../dom.js";
import { formatNumber } from "../numbers.js";
import { registerTool } from "../registry.js";
import { barChart } from "../svg.js";
import { toolButton } from "./fields.js";
import { dataTable, mountTool } from "./toolframe.js";

const withoutFullStop = (name) => name.trim().replace(/^([^.]*)\.$/u, "$1"); // the end of a list; “U.S.” keeps its points
const foldName = (name) => withoutFullStop(name.toLowerCase().replace(/[’‘]/gu, "'").replace(/\s+/gu, " "));

/** The entries of a list: divided at line ends, semicolons, and commas outside brackets. */
export function nameEntries(text) {
  return text.split(/[;\n]|,(?![^(]*\))/u).map((entry) => entry.replace(/["“”„]/gu, "").replace(/\s+/gu, " ")).map(withoutFullStop).filter(Boolean);
}

/** Each entry with its codes: [{entry, codes: [iso3], known, note}]. */
export function harmonise(data, text) {
  const today = new Map(Object.entries(data.names).map(([code, name]) => [foldName(name), code]));
  return nameEntries(text).map((entry) => {
    const key = foldName(entry);
    const bare = key.replace(/ ?\(the\)$|^the /u, "");
    const found = [key, bare].find((one) => one in data.words || today.has(one));
    if (found === undefined) return { entry, codes: [], known: false, note: "" };
    const codes = today.has(found) ? [today.get(found)] : data.words[found].split(" ").filter(Boolean);
    return { entry, codes, known: true, note: data.notes[found] || "" };
  });
}

/** What a harmonised list amounts to. */
export function nameCounts(rows) {
  const seen = new Map();
  rows.forEach((row) => row.codes.forEach((code) => seen.set(code, [...(seen.get(code) || []), row.entry])));
  return { entries: rows.length, words: new Set(rows.map((row) => foldName(row.entry))).size, codes: seen.size,
    doubles: [...seen.values()].filter((entries) => entries.length > 1).map((entries) => entries.join(" = ")),
    two: rows.filter((row) => row.codes.length > 1).map((row) => row.entry),
    unknown: rows.filter((row) => !row.known).map((row) => row.entry),
    none: rows.filter((row) => row.known && !row.codes.length).map((row) => row.entry) };
}

function nameWords(tool, counts) {
  if (!counts.entries) return tool.tell(h("p", { class: "ct-main" }, tool.say("names.empty")));
  const { entries, words, codes } = counts;
  const lines = [h("p", { class: "ct-main" }, tool.say("names.say", { entries, words, codes }))];
  if (counts.doubles.length) lines.push(tool.say("names.say_doubles", { list: counts.doubles.join("; ") }));
  if (counts.two.length) lines.push(tool.say("names.say_two", { list: counts.two.join("; ") }));
  if (counts.none.length) lines.push(tool.say("names.say_none", { list: counts.none.join("; ") }));
  if (counts.unknown.length) lines.push(h("p", { class: "ct-warn" }, tool.say("names.say_unknown", { list: counts.unknown.join("; ") })));
  return tool.tell(...lines, tool.say("names.rule", { codes, entries }));
}

registerTool("name_harmoniser", {
  mount(element, desc) {
    const { data } = desc;
    const start = { text: data.example };
    return mountTool(element, desc, start, (tool) => {
      const { say } = tool;
      const id = uid("names");
      const box = h("textarea", { id, class: "ct-text-box", rows: "12", "aria-describedby": `${id}-help`, onchange: () => tool.change("text", box.value) }, start.text);
      const example = toolButton(say("names.example"), () => { box.value = data.example; tool.change("text", data.example); });
      const table = h("div", {});
      const chart = tool.place();
      return {
        controls: [h("div", { class: "ct-field" }, h("label", { class: "ct-label", for: id }, say("names.list")), box,
          h("p", { class: "ct-help", id: `${id}-help` }, say("names.list_help")))],
        actions: example,
        results: [table, chart.element],
        set(state) { box.value = state.text; },
        paint(state) {
          const rows = harmonise(data, state.text);
          const counts = nameCounts(rows);
          nameWords(tool, counts);
          fill(table, rows.length ? dataTable(say("names.result"), { columns: [[say("names.entry"), false], [say("names.today"), false], [say("names.code"), false], [say("names.note"), false]],
            rows: rows.map((row) => [row.entry, row.codes.map((code) => data.names[code]).join("; ") || say(row.known ? "names.no_code" : "names.not_found"), row.codes.join(" "), row.note]) }) : []);
          const title = say("names.title");
          const bars = ["entries", "words", "codes"];
          chart.show(title, (width) => barChart({ title, about: say("names.about"), x: { label: say("names.count"), format: (value) => formatNumber(value) },
            bars: bars.map((one, index) => ({ label: say(`names.${one}`), parts: [{ value: counts[one], kind: index + 1 }], text: formatNumber(counts[one]) })) }, width),
          () => ({ columns: [[say("names.title"), false], [say("names.count"), true]], rows: bars.map((one) => [say(`names.${one}`), formatNumber(counts[one])]) }));
        },
      };
    });
  },
});
