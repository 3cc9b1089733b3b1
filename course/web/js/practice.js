// Practice: as many tries as one likes, an answer at once, help after two wrong tries. No engine is needed.

import { tellCountryFile } from "./country_news.js";
import { h } from "./dom.js";
import { engineHas, pendingAnswer, waitForEngine } from "./pending.js";
import { documentPieceButton } from "./piece.js";
import { keepsProgress, noteProgress } from "./progress.js";
import { inWords, readOrExplain } from "./status.js";

const TRIES_BEFORE_HELP = 2;

/** The headline of a practice result, with its points on a page where one checks oneself. */
function headline(words, fraction, points) {
  const said = fraction >= 1 ? words("practice_right") : words(fraction > 0 ? "practice_partly" : "practice_not_yet");
  if (!points) return said;
  const earned = Math.round(fraction * points * 100) / 100;
  return words("practice_points", { result: said, earned, points });
}

/** The flow of a practice question; in the lab each checked answer is recorded too. */
export function practiceFlow({ desc, type, view, words, io, error, message }) {
  let wrongTries = 0;
  let latest = 0; // the number of the last try that went to the engine: only its reply is news
  const helpButton = h("button", { type: "button", class: "cq-button", hidden: true, onclick: showAnswer }, words("show_answer"));
  const savedLine = h("p", { class: "cq-record" });

  function showAnswer() {
    const answer = type.example(desc);
    const known = answer !== undefined && answer !== null;
    if (known) view.show(answer);
    message.show({ tone: "info", title: words("the_answer"), text: desc.practice.right || "",
      more: known ? [inWords(type.describe(desc, answer, words))] : [] });
  }
  const inBrowserLab = io.place === "lab" && keepsProgress(io.place);
  /** Give the answer to the engine; `again` puts one into the form that an earlier visit left waiting. */
  function keep(raw, again = false) {
    if (io.place !== "lab") return;
    if (inBrowserLab) waitForEngine(desc.id, raw);
    const number = latest += 1;
    savedLine.textContent = words("saving");
    const untouched = again ? JSON.stringify(view.read().raw) : null;
    const take = (reply) => {
      if (inBrowserLab && (reply.ok || reply.tone !== "bad")) engineHas(desc.id, raw);
      if (again && reply.ok && JSON.stringify(view.read().raw) === untouched) view.show(reply.value);
      if (number === latest) savedLine.textContent = reply.ok ? [words(desc.piece ? "practice_saved_piece" : "practice_saved"), reply.note].filter(Boolean).join(" ") : reply.text;
      if (reply.ok && desc.piece) tellCountryFile();
    };
    io.send("record", { raw }, take).then(take)
      .catch(() => { if (number === latest) savedLine.textContent = words("practice_not_saved"); });
  }
  function submit() {
    const given = readOrExplain({ view, message, error });
    if (!given) return;
    const result = type.practise(desc, given.value);
    if (result.fraction < 1) wrongTries += 1;
    helpButton.hidden = result.fraction >= 1 || wrongTries < TRIES_BEFORE_HELP || type.example(desc) === null;
    const { points } = desc.practice;
    // kept first, then answered: whoever has read the message may leave the page
    if (keepsProgress(io.place)) noteProgress(desc.id, result.fraction, points ?? null);
    keep(given.raw);
    message.show({ tone: result.tone, title: headline(words, result.fraction, points), text: result.message });
  }
  function clear() {
    view.show(null);
    error.clear();
    message.show({ tone: "info", text: words("form_cleared") });
  }
  if (io.value !== null && io.value !== undefined) view.show(io.value);
  const left = inBrowserLab ? pendingAnswer(desc.id) : undefined;
  if (left !== undefined) keep(left, true);
  return {
    actions: [
      h("button", { type: "submit", class: "cq-button cq-button--main" }, words("check_mine")),
      helpButton,
      h("button", { type: "button", class: "cq-button cq-button--quiet", onclick: clear }, words("clear")),
    ],
    after: io.place === "lab" ? [savedLine] : desc.piece ? [documentPieceButton(desc, view, error)] : [],
    submit,
    changed() {},
    stop() {},
  };
}
