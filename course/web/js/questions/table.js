// T9: a table: picked from a larger one, or with empty columns to fill in.

import { verdict } from "../feedback.js";
import { registerQuestion } from "../registry.js";
import { markTable } from "../score_table.js";
import { columnsToFill, fillTable } from "../table_fill.js";
import { pickTable } from "../table_pick.js";

registerQuestion("table", {
  view: (desc, state) => (columnsToFill(desc).length ? fillTable : pickTable)(desc, state),
  practise: (desc, value) => verdict(desc, markTable(value, desc.practice)),
  example: (desc) => desc.practice.key,
  asks: (desc) => (columnsToFill(desc).length ? "asks_fill" : "asks_table"),
  describe: (desc, value, words) => [words("table_size", { rows: value.rows.length })],
});
