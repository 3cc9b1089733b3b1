// Rules of documents: the twin of course/rules/follow.py. A property test compares both.

import { scoreRules } from "./score_rules.js";
import { countWords } from "./words.js";

const A_DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u;
const A_LITTLE = 1e-9; // decimal numbers are not exact in binary

const hasNothing = (value) => value === null || value === undefined || (Array.isArray(value) && !value.length)
  || (typeof value === "string" && !value.trim());
const isRow = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isPlainNumber = (value) => typeof value === "number";
const foldValue = (value) => (typeof value === "string" ? value.normalize("NFC").toLowerCase().split(/\s+/u).filter(Boolean).join(" ") : value ?? null);
const isAmong = (value, wanted) => [].concat(wanted).map(foldValue).includes(foldValue(value));
const has = (rule, name) => name in rule;

function rowsOf(document, field, where = {}) {
  const given = document[field];
  if (!Array.isArray(given)) return [];
  return given.filter((row) => isRow(row) && !Object.values(row).every(hasNothing))
    .filter((row) => Object.entries(where).every(([column, wanted]) => isAmong(row[column], wanted)));
}

function isWithin(rule, value) {
  return isPlainNumber(value) && (!has(rule, "low") || value >= rule.low) && (!has(rule, "high") || value <= rule.high);
}

function cellFits(rule, value) {
  if (hasNothing(value)) return false;
  if (has(rule, "one_of") && !isAmong(value, rule.one_of)) return false;
  if (has(rule, "includes") && !(Array.isArray(value) && isAmong(rule.includes, value))) return false;
  if (has(rule, "matches") && !(typeof value === "string" && new RegExp(rule.matches, "iu").test(value))) return false;
  if (has(rule, "min_words") && !(typeof value === "string" && countWords(value) >= rule.min_words)) return false;
  return !(has(rule, "low") || has(rule, "high")) || isWithin(rule, value);
}

function datesInOrder(dates) {
  return dates.every((one) => typeof one === "string" && A_DATE.test(one)) && dates.every((one, i) => i === 0 || dates[i - 1] <= one);
}

function holdsPhrase(text, phrase) {
  const plain = phrase.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}_])${plain}(?![\\p{L}\\p{N}_])`, "iu").test(text);
}

const DOCUMENT_RULES = {
  filled: (rule, document) => rule.fields.every((field) => (Array.isArray(document[field]) && document[field].some(isRow)
    ? rowsOf(document, field).length > 0 : !hasNothing(document[field]))),
  count(rule, document) {
    const given = document[rule.field];
    const options = Array.isArray(given) && given.length && !isRow(given[0]);
    const count = options ? given.length : rowsOf(document, rule.field, rule.where).length;
    return count >= rule.least && (!has(rule, "most") || count <= rule.most);
  },
  each(rule, document) {
    const rows = rowsOf(document, rule.field, rule.where);
    return rows.length > 0 && rows.every((row) => rule.columns.every((column) => cellFits(rule, row[column])));
  },
  unique(rule, document) {
    const keys = rowsOf(document, rule.field).filter((row) => !rule.columns.every((column) => hasNothing(row[column])))
      .map((row) => JSON.stringify(rule.columns.map((column) => foldValue(row[column]))));
    return keys.length > 0 && new Set(keys).size === keys.length;
  },
  one_of(rule, document) {
    const given = document[rule.field];
    const chosen = Array.isArray(given) ? given : [given];
    return chosen.length > 0 && chosen.every((one) => isAmong(one, rule.values));
  },
  covers(rule, document) {
    const given = document[rule.field];
    const found = has(rule, "column") ? rowsOf(document, rule.field).map((row) => row[rule.column])
      : Array.isArray(given) ? given : [given];
    return rule.values.every((wanted) => isAmong(wanted, found));
  },
  refers(rule, document) {
    const known = rowsOf(document, rule.to_field).map((row) => row[rule.to_column]);
    const named = rowsOf(document, rule.field).map((row) => row[rule.column]).filter((one) => !hasNothing(one));
    return named.length > 0 && named.every((one) => isAmong(one, known));
  },
  ordered_dates(rule, document) {
    const of = (holder) => rule.dates.map((name) => (A_DATE.test(name) ? name : holder[name]));
    if (!has(rule, "rows")) return datesInOrder(of(document));
    const rows = rowsOf(document, rule.rows);
    if (!rows.length) return false;
    return rule.dates.length === 1 ? datesInOrder(rows.map((row) => row[rule.dates[0]])) : rows.every((row) => datesInOrder(of(row)));
  },
  sums_to(rule, document) {
    const numbers = rowsOf(document, rule.field).map((row) => row[rule.column]).filter(isPlainNumber);
    return numbers.length > 0 && Math.abs(numbers.reduce((sum, one) => sum + one, 0) - rule.total) <= rule.tolerance + A_LITTLE;
  },
  between: (rule, document) => isWithin(rule, document[rule.field]),
  less: (rule, document) => isPlainNumber(document[rule.field]) && isPlainNumber(document[rule.other]) && document[rule.field] < document[rule.other],
  words(rule, document) {
    const count = typeof document[rule.field] === "string" ? countWords(document[rule.field]) : 0;
    return count >= Math.max(1, rule.low) && (!has(rule, "high") || count <= rule.high);
  },
  mentions: (rule, document) => rule.fields.some((field) => typeof document[field] === "string"
    && rule.phrases.some((phrase) => holdsPhrase(document[field], phrase))),
};

/** Does `document` follow `rule`? */
export function ruleHolds(rule, document) { return DOCUMENT_RULES[rule.rule](rule, document); }

/** The share of the rules that hold; the messages of the others. */
export function markDocument(value, { rules }) {
  return scoreRules(rules, (rule) => ruleHolds(rule, value));
}
