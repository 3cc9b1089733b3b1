// A table as CSV, as course/charts/page.py writes it: for a spreadsheet in any language.

import { plainNumber } from "./numbers.js";

const FORMULA = /^[=+\-@\t]/u;

function csvCell(text, isNumber) {
  const plain = isNumber ? plainNumber(text) : text;
  const safe = FORMULA.test(text) && plain === text ? `'${text}` : plain; // a spreadsheet would run it
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `columns` is [[label, isNumber]], `rows` lists of text; lines end as RFC 4180 asks, and a mark says it is UTF-8. */
export function csvText({ columns, rows }) {
  const lines = [columns.map(([label]) => csvCell(String(label), false)),
    ...rows.map((row) => row.map((cell, index) => csvCell(String(cell ?? ""), columns[index][1])))];
  return `\ufeff${lines.map((line) => `${line.join(",")}\r\n`).join("")}`;
}

/** A short file name from a title: "Share of GDP, 2024" → "share-of-gdp-2024.csv". */
export function csvName(title) {
  const words = title.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return `${words.join("-").slice(0, 60).replace(/-$/u, "") || "data"}.csv`;
}
