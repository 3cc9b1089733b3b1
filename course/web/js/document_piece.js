// A piece of the country file can also come from a tool or from an import: the form says so and takes it in on request.

import { onCountryFile } from "./country_news.js";
import { paperDate } from "./country_paper.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { lineOf } from "./line.js";

const sameValue = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * A line above a form that belongs to a piece; empty while form and country file agree.
 *
 * `current()` gives what the form holds now, `take(value)` puts a value into it.
 */
export function pieceWatch(desc, { say, current, take }) {
  const place = h("div", { class: "cd-newer", role: "status" });
  const line = lineOf(desc);
  function show(found) {
    if (!found || !found.piece || found.from === desc.id || sameValue(found.piece, current())) { fill(place); return; }
    const where = say(found.from.startsWith("tool-") ? "document_from_tool" : "document_from_elsewhere", { date: paperDate(found.when, desc.lang) });
    fill(place, icon("info"), h("p", {}, where), h("button", { type: "button", class: "cq-button", onclick: () => { take(found.piece); fill(place); } }, say("document_take")));
  }
  // Without an engine the form is as it is; the record button says that nothing can be saved.
  const look = () => line.send("piece", {}).then(show).catch(() => {});
  if (line.place === "lab") {
    setTimeout(look, 0); // after the form has been filled with what is recorded
    const stop = onCountryFile(() => { if (place.isConnected) look(); else stop(); });
  }
  return place;
}
