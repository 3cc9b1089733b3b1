// The computation pad of the statistics detective: sums, shares, whole numbers behind a percentage, overlaps, concentration.

import { fill, h, uid } from "../dom.js";
import { concentrationOf } from "../models/concentration.js";
import { overlapBounds, overlapOf } from "../models/overlap.js";
import { wholeNumbers } from "../models/rounding.js";
import { formatNumber, parseNumber } from "../numbers.js";
import { ONE_GROUP } from "../table_fill.js";
import { selectField, sliderField, toolButton } from "./fields.js";

export const PAD_MODES = ["add", "share", "inverse", "overlap", "concentration"];
const PAD_LIST_MODES = new Set(["add", "share", "concentration"]);

/** A number as a person counts things: one point or comma before three digits groups thousands (36.000 is 36 thousand). */
export const countNumber = (text) => parseNumber(text.trim().replace(ONE_GROUP, "$1$2"));

/** The numbers in "18,458; 24,059", or {bad} with the part that is none. */
export function padNumbers(text) {
  const parts = text.split(/[;\n]/u).map((part) => part.trim()).filter(Boolean);
  const numbers = parts.map(countNumber);
  const wrong = numbers.indexOf(null);
  return wrong >= 0 ? { bad: parts[wrong] } : { numbers };
}

const sumOf = (numbers) => numbers.reduce((sum, one) => sum + one, 0);

function saySum(say, numbers) {
  const lines = [say("pad.say_sum", { count: numbers.length, sum: formatNumber(sumOf(numbers)) })];
  if (numbers.length > 1) {
    const last = numbers[numbers.length - 1];
    const sum = sumOf(numbers.slice(0, -1));
    const difference = sum - last;
    lines.push(say("pad.say_last", { sum: formatNumber(sum), last: formatNumber(last), difference: `${difference > 0 ? "+" : ""}${formatNumber(difference)}` }));
  }
  return lines;
}

function sayShare(say, numbers) {
  if (numbers.length !== 2 || !numbers[0] || !numbers[1]) return [say("pad.two")];
  const [part, whole] = numbers;
  return [say("pad.say_share", { part: formatNumber(part), whole: formatNumber(whole), percent: formatNumber((100 * part) / whole, 2) }),
    say("pad.say_ratio", { part: formatNumber(part), whole: formatNumber(whole), ratio: formatNumber(whole / part, 2), difference: formatNumber(whole - part) })];
}

function sayPlaces(say, numbers, total, others) {
  const found = concentrationOf(numbers, total, others || 0);
  const percent = (share) => formatNumber(100 * share, 2);
  const lines = [say("pad.say_places", { count: found.count, sum: formatNumber(found.sum), top1: percent(found.top1), top3: percent(found.top3),
    top10: percent(found.top10), total: formatNumber(found.total) })];
  if (others && found.rest > 0) {
    lines.push(say("pad.say_rest", { rest: formatNumber(found.rest), others: formatNumber(others), mean: formatNumber(found.rest / others, 1) }));
  }
  lines.push(say("pad.say_hhi", { hhi: formatNumber(found.hhi, 3), equal: formatNumber(found.equal_places, 1) }));
  return lines;
}

function sayInverse(say, { percent, total, decimals }) {
  const found = wholeNumbers(percent, total, decimals);
  const values = { percent: formatNumber(percent, decimals), total: formatNumber(total) };
  if (!found) return [say("pad.say_nothing", values)];
  const [lowest, highest] = found;
  return [say(lowest === highest ? "pad.say_exact" : "pad.say_range",
    { ...values, lowest: formatNumber(lowest), highest: formatNumber(highest), count: formatNumber(highest - lowest + 1) })];
}

function sayOverlap(say, { total, first, second, either }) {
  const bounds = overlapBounds(total, first, second);
  if (!bounds) return [say("pad.say_too_large")];
  const both = either <= total ? overlapOf(first, second, either) : null;
  return [say("pad.say_bounds", { smallest: formatNumber(bounds[0]), largest: formatNumber(bounds[1]) }),
    both === null ? say("pad.say_both_not", { either: formatNumber(either) }) : say("pad.say_both", { either: formatNumber(either), both: formatNumber(both) })];
}

/** The pad: {element, set(pad), card(numbers)}. `pad` is {mode, text, total, others, values}; `onChange(pad)` gets a new one. */
export function detectivePad(say, models, start, onChange) {
  let pad = start;
  let ofCard = "";
  const out = h("div", { class: "ct-pad-out", role: "status" });
  const change = (part) => { pad = { ...pad, ...part }; onChange(pad); paint(); };
  const mode = selectField({ label: say("pad.mode"), options: PAD_MODES.map((id) => [id, say(`pad.${id}`)]) }, pad.mode, (id) => change({ mode: id }));
  const listId = uid("pad");
  const list = h("textarea", { id: listId, class: "ct-text-box", rows: "2", onchange: () => change({ text: list.value }) });
  const copy = toolButton(say("pad.copy"), () => { list.value = ofCard; change({ text: ofCard }); });
  const lists = h("div", { class: "ct-field" }, h("label", { class: "ct-label", for: listId }, say("pad.numbers")), list, copy);
  const extra = ["total", "others"].map((id) => {
    const box = uid("pad");
    const input = h("input", { id: box, class: "ct-number", type: "text", inputmode: "decimal", autocomplete: "off",
      "aria-describedby": `${box}-help`, onchange: () => change({ [id]: input.value }) });
    return { id, input, element: h("div", { class: "ct-field ct-field--compact" }, h("label", { class: "ct-label", for: box }, say(`pad.${id}`)),
      h("div", { class: "ct-slide" }, h("span", { class: "ct-box" }, input)), h("p", { class: "ct-help", id: `${box}-help` }, say("pad.optional"))) };
  });
  const fields = Object.fromEntries(Object.entries(models).map(([name, inputs]) => [name, inputs.map((item) => ({ id: item.id,
    ...sliderField({ ...item, compact: true }, item.start, say, (value) => change({ values: { ...pad.values, [name]: { ...pad.values[name], [item.id]: value } } })) }))]));
  const groups = { inverse: fields.rounding_inverse, overlap: fields.overlap };
  const parts = { inverse: h("div", {}, groups.inverse.map((one) => one.element)), overlap: h("div", {}, groups.overlap.map((one) => one.element)) };
  const places = h("div", {}, extra.map((one) => one.element));

  function lines() {
    if (pad.mode === "inverse") return sayInverse(say, pad.values.rounding_inverse);
    if (pad.mode === "overlap") return sayOverlap(say, pad.values.overlap);
    const read = padNumbers(pad.text);
    if (read.bad) return [say("pad.bad", { text: read.bad })];
    if (!read.numbers.length) return [say("pad.empty")];
    if (pad.mode === "add") return saySum(say, read.numbers);
    if (pad.mode === "share") return sayShare(say, read.numbers);
    return sayPlaces(say, read.numbers, pad.total ? countNumber(pad.total) : null, pad.others ? countNumber(pad.others) : 0);
  }
  function paint() {
    lists.hidden = !PAD_LIST_MODES.has(pad.mode);
    places.hidden = pad.mode !== "concentration";
    parts.inverse.hidden = pad.mode !== "inverse";
    parts.overlap.hidden = pad.mode !== "overlap";
    let said;
    try {
      said = lines();
    } catch (problem) {
      said = [say(problem.say || "model.number", problem.values)];
    }
    fill(out, said.map((line) => h("p", {}, line)));
  }
  paint();
  return {
    element: h("section", { class: "ct-pad", "aria-label": say("pad.title") }, h("h4", {}, say("pad.title")), mode.element, lists, places,
      parts.inverse, parts.overlap, out),
    set(next) {
      pad = next;
      mode.set(pad.mode);
      list.value = pad.text;
      extra.forEach((one) => { one.input.value = pad[one.id]; });
      Object.entries(fields).forEach(([name, items]) => items.forEach((one) => one.set(pad.values[name][one.id])));
      paint();
    },
    /** The numbers that the button puts on the pad. */
    card(numbers) { ofCard = numbers || ""; copy.hidden = !numbers; },
  };
}
