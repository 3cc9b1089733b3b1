// The country file as a document, as plain data: the twin of course/country_file/outline.py, which says what it gives.

import { formatNumber, ungroupedNumber } from "./numbers.js";

const GROUPED_FROM = 10000; // 2030 is more often a year than an amount

const formFields = (form) => (form ? form.sections.flatMap((section) => section.fields) : []);

function numberText(value, unit) {
  const text = Math.abs(value) < GROUPED_FROM ? ungroupedNumber(formatNumber(value)) : formatNumber(value);
  return `${text} ${unit || ""}`.trim();
}

function shownValue(field, value) {
  if (field && (field.kind === "choice" || field.kind === "multi")) {
    const known = new Map((field.options || []).map((option) => [option.id, option.text]));
    return [].concat(value).map((one) => (known.has(one) ? known.get(one) : String(one))).join(", ");
  }
  return String(value);
}

function outlineText(field, value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return numberText(value, field ? field.unit : "");
  const texts = Array.isArray(value) && value.every((one) => typeof one === "string");
  if (typeof value === "string" || (texts && field && field.kind === "multi")) return shownValue(field, value);
  return JSON.stringify(value); // changed by hand: show what is there
}

function outlineBlock(field, value) {
  const rows = Array.isArray(value) && value.every((row) => typeof row === "object" && row !== null && !Array.isArray(row));
  if (field.kind !== "rows" || !rows) return { kind: "text", label: field.label, text: outlineText(field, value) };
  const columns = field.columns.filter((column) => value.some((row) => column.id in row));
  return { kind: "table", label: field.label,
    columns: columns.map((column) => [column.unit ? `${column.label} (${column.unit})` : column.label, column.kind === "number"]),
    rows: value.map((row) => columns.map((column) => outlineText({ ...column, unit: "" }, row[column.id]))) };
}

function outlineBlocks(form, value) {
  const sections = form ? form.sections : [];
  const blocks = sections.flatMap((section) => {
    const made = section.fields.filter((field) => field.id in value).map((field) => outlineBlock(field, value[field.id]));
    return made.length && sections.length > 1 ? [{ kind: "heading", text: section.title }, ...made] : made;
  });
  const named = new Set(formFields(form).map((field) => field.id));
  return [...blocks, ...Object.keys(value).filter((id) => !named.has(id)).map((id) => ({ kind: "text", label: id, text: outlineText(null, value[id]) }))];
}

function outlinePiece(about, found, forms) {
  if (!found) return { ...about, filled: false };
  const form = forms[found.form];
  return { ...about, filled: true, at: found.at, from: found.from, source: (form && form.source) || "", blocks: outlineBlocks(form, found.value) };
}

/** The document's content: `file` is a country file, `forms` and `plan` come with the description. */
export function outlineOf(file, forms, plan) {
  const { pieces } = file;
  const named = new Set(plan.flatMap((part) => part.pieces.map((piece) => piece.id)));
  const others = Object.keys(pieces).filter((id) => !named.has(id)).sort().map((id) => ({ id, title: id }));
  const parts = others.length ? [...plan, { id: "other", module: "", title: "", pieces: others }] : plan;
  const start = pieces.start ? pieces.start.value : {};
  const choice = (name) => (name in start ? outlineText(formFields(forms.start).find((field) => field.id === name), start[name]) : "");
  return {
    country: file.country || "",
    country_name: choice("country"),
    language: choice("language"),
    track: choice("track"),
    date: Object.values(pieces).map((piece) => piece.at).sort().pop() || "",
    filled: parts.flatMap((part) => part.pieces).filter((piece) => piece.id in pieces).length,
    total: parts.flatMap((part) => part.pieces).length,
    parts: parts.map(({ id, module, title, pieces: inside }) => ({ id, module, title, pieces: inside.map((piece) => outlinePiece(piece, pieces[piece.id], forms)) })),
  };
}
