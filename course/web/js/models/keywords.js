// Twin of course/models/keywords.py: finding texts with a word list.

import { modelError } from "./inputs.js";

export const KEYWORD_LISTS = ["migration", "displacement"];
export const WIDEST_WINDOW = 5;
const NEGATION_WORDS = new Set(["no", "not", "nor", "never", "neither", "without", "none"]);
const MOST_ENTRY_WORDS = 4;
const MOST_LIST_ENTRIES = 40;
const SHORTEST_STEM = 3;

/** The words of a text: [{text, start, end, sentence}]. */
export function keywordWordsOf(text) {
  const found = [];
  let sentence = 0;
  let last = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (found.length && /[.!?;:]/.test(text.slice(last, match.index))) sentence += 1;
    last = match.index + match[0].length;
    found.push({ text: match[0].toLowerCase(), start: match.index, end: last, sentence });
  }
  return found;
}

/** A typed word list as lists of words; throws a model error in plain words. */
export function keywordEntries(typed) {
  const found = new Map();
  typed.split(/[,;\n]/).map((part) => part.trim().toLowerCase()).filter(Boolean).forEach((entry) => {
    if (!/^[\p{L}\p{N}]+\*?(?:[ '’-]+[\p{L}\p{N}]+\*?)*$/u.test(entry)) throw modelError("model.entry_sign", { entry });
    const pieces = entry.match(/[\p{L}\p{N}]+\*?/gu);
    if (pieces.length > MOST_ENTRY_WORDS) throw modelError("model.entry_long", { entry, most: MOST_ENTRY_WORDS });
    if (pieces.some((piece) => piece.endsWith("*") && piece.length <= SHORTEST_STEM)) {
      throw modelError("model.entry_stem", { entry, least: SHORTEST_STEM });
    }
    found.set(pieces.join(" "), pieces);
  });
  if (found.size > MOST_LIST_ENTRIES) throw modelError("model.entries", { most: MOST_LIST_ENTRIES });
  return [...found.values()];
}

function entryFits(words, at, entry) {
  return at + entry.length <= words.length && entry.every((piece, place) => {
    const { text } = words[at + place];
    return piece.endsWith("*") ? text.startsWith(piece.slice(0, -1)) : text === piece;
  });
}

const keywordSpans = (words, wanted) => words.flatMap((_word, at) => wanted.filter((entry) => entryFits(words, at, entry)).map((entry) => [at, at + entry.length]));

function isNegated(words, at, window) {
  return words.slice(Math.max(0, at - window), at).some((word) => NEGATION_WORDS.has(word.text) && word.sentence === words[at].sentence);
}

/** The places of a text that count: [{start, end, list}]. */
export function keywordHits(text, { lists, ignore = [], window = 0 }) {
  const words = keywordWordsOf(text);
  const closed = new Set(keywordSpans(words, ignore).flatMap(([from, to]) => Array.from({ length: to - from }, (_unused, step) => from + step)));
  const free = ([from, to]) => { for (let at = from; at < to; at += 1) if (closed.has(at)) return false; return true; };
  return KEYWORD_LISTS.flatMap((list) => keywordSpans(words, lists[list] || [])
    .filter((span) => free(span) && !isNegated(words, span[0], window))
    .map(([from, to]) => ({ start: words[from].start, end: words[to - 1].end, list })))
    .sort((one, other) => one.start - other.start || one.end - other.end || KEYWORD_LISTS.indexOf(one.list) - KEYWORD_LISTS.indexOf(other.list));
}

/** What a person typed ({migration, displacement, ignore, window}), ready for keywordHits. */
export function readLists(typed) {
  const window = typed.window === undefined ? 0 : typed.window;
  if (!Number.isInteger(window) || window < 0 || window > WIDEST_WINDOW) throw modelError("model.window", { most: WIDEST_WINDOW });
  return { lists: Object.fromEntries(KEYWORD_LISTS.map((name) => [name, keywordEntries(typed[name] || "")])),
    ignore: keywordEntries(typed.ignore || ""), window };
}

/** For each text: {migration, displacement, any, hits}. */
export function codedTexts(texts, typed) {
  const rules = readLists(typed);
  return texts.map((text) => {
    const hits = keywordHits(text, rules);
    const has = (name) => hits.some((hit) => hit.list === name);
    return { migration: has("migration"), displacement: has("displacement"), any: hits.length > 0, hits };
  });
}
