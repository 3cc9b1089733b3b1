// "Put into my country file": in the lab the engine stores the piece; elsewhere it becomes a file that the country file imports.

import { tellCountryFile } from "./country_news.js";
import { fill, h } from "./dom.js";
import { downloadText } from "./download.js";
import { icon } from "./icons.js";
import { lineOf } from "./line.js";
import { say } from "./ui.js";

const COUNTRY_FILE_SCHEMA = 1;

const isNothingAtAll = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

/** `value` without what is empty: the form that the engine stores. */
export function withoutEmpty(value) {
  if (Array.isArray(value)) {
    return value.map(withoutEmpty).filter((one) => !isNothingAtAll(one) && (typeof one !== "object" || Object.keys(one).length));
  }
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).map(([key, one]) => [key, typeof one === "string" ? one.trim() : withoutEmpty(one)]);
  return Object.fromEntries(kept.filter(([, one]) => !isNothingAtAll(one)));
}

/** A country file that holds one piece only. */
export function pieceAsFile(piece, value, from, at = new Date()) {
  const moment = `${at.toISOString().slice(0, 19)}Z`;
  return { schema: COUNTRY_FILE_SCHEMA, pieces: { [piece.id]: { form: piece.form, value: withoutEmpty(value), at: moment, from } } };
}

/**
 * A button that puts what a tool holds into the country file, and a line that says how that went.
 *
 * `tool` needs `desc` (made by Python with `tool_view(…, piece={"id", "form"})`; mountTool's tool has it); `read()` gives the value
 * {field: …} as the form has it, or null when there is nothing to put in yet. A tool with several pieces names one as `piece`.
 */
export function pieceButton(tool, read, piece = tool.desc.piece) {
  const { desc } = tool;
  const words = (id, values) => say(desc, id, values);
  const line = lineOf(desc);
  const name = piece.id.replaceAll("-", "\u2011");
  const told = h("p", { class: "ct-note", role: "status" });
  const tell = (tone, text) => {
    told.className = `ct-note ct-note--${tone}`;
    fill(told, icon(tone), h("span", {}, text));
  };
  function keep(value) {
    downloadText(`${piece.id}.json`, `${JSON.stringify(pieceAsFile(piece, value, desc.id), null, 1)}\n`);
  }
  function press() {
    const value = read();
    if (!value || !Object.keys(withoutEmpty(value)).length) { tell("warn", words("piece_empty")); return; }
    if (line.place !== "lab") {
      keep(value);
      tell("info", words("piece_downloaded", { piece: name }));
      return;
    }
    tell("info", words("saving"));
    const take = (reply) => {
      tell(reply.tone, reply.text);
      if (reply.ok) tellCountryFile();
    };
    line.send("piece", { value, piece: piece.id }, take).then(take)
      .catch(() => { keep(value); tell("bad", words("piece_no_engine", { piece: name })); });
  }
  return h("div", { class: "ct-piece" },
    h("button", { type: "button", class: "ct-button ct-button--main", onclick: press },
      words(line.place === "lab" ? "piece_put" : "piece_save", { piece: name })), told);
}

/** The same button for a document question whose `view` is a form. */
export function documentPieceButton(desc, view, error) {
  return pieceButton({ desc: { ...desc, piece: { id: desc.piece, form: desc.form.name } } }, () => {
    const given = view.read();
    if (given.problem) error.show(given.problem, given.field);
    return given.problem ? null : given.value;
  });
}
