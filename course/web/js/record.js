// A marked question in the lab: record, check, undo, clear. Nothing counts as recorded before the engine has said so.

import { tellCountryFile } from "./country_news.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { inWords, readOrExplain } from "./status.js";
import { typedForm } from "./typed.js";

const REREAD_PAUSE_MS = 1000;
const WHY = {
  away: ["not_saved_away", "not_saved_away_help"],
  signed_out: ["not_saved_signed_out", "not_saved_signed_out_help"],
  closed: ["not_saved_closed", "not_saved_closed_help"],
};

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isNothing = (value) => value === null || value === undefined;

/** "14:05", or "3 May, 14:05" for another day. */
function clockTime(at, lang) {
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return "";
  const today = when.toDateString() === new Date().toDateString();
  const form = { hour: "2-digit", minute: "2-digit", ...(today ? {} : { day: "numeric", month: "short" }) };
  return when.toLocaleString(!lang || lang === "en" ? "en-GB" : lang, form); // "en" alone would be American: 02:05 PM
}

/** A code line with a button that copies it. */
function copyable(code, words) {
  const line = h("code", { class: "cq-code", tabindex: "0" }, code);
  const note = h("span", { class: "cq-copied", role: "status" });
  async function copy() {
    try {
      await navigator.clipboard.writeText(code);
    } catch { // no clipboard on an insecure page: select the line, so that Ctrl+C works
      window.getSelection().selectAllChildren(line);
      note.textContent = words("copy_by_hand");
      return;
    }
    note.textContent = words("copied");
  }
  return h("div", { class: "cq-copy" }, line, h("button", { type: "button", class: "cq-button", onclick: copy }, words("copy")), note);
}

/** The flow of a question that is marked later. */
export function recordFlow({ desc, type, view, words, io, error, message }) {
  let recorded = io.value;
  let formAtRecord = null; // what the form read when it was last equal to the record
  let recordedAt = io.at || null;
  let edited = false;
  let praised = false; // the message speaks of the recorded answer and is out of date once the form changes
  let unanswered = 0; // requests on their way: what they change is told by their replies
  const line = h("div", { class: "cq-record", role: "status" });

  function showLine(at) {
    if (isNothing(recorded)) {
      if (line.textContent !== words("nothing_recorded")) fill(line, words("nothing_recorded"));
      return;
    }
    const time = at ? h("span", { class: "cq-time" }, ` · ${clockTime(at, desc.lang)}`) : null;
    fill(line, icon("good"), h("div", { class: "cq-record-text" }, h("p", {}, h("strong", {}, words("recorded")), time),
      inWords(type.describe(desc, recorded, words)),
      edited ? h("p", { class: "cq-edited" }, icon("pencil"), words("not_recorded_yet")) : null));
  }
  function settle(value, at) {
    recorded = value;
    recordedAt = at;
    showLine(at);
  }
  function takeForm(value) {
    view.show(value);
    formAtRecord = view.read().raw;
    edited = false;
  }
  function changed() {
    const now = !same(view.read().raw, formAtRecord);
    if (now === edited) return;
    edited = now;
    if (now && praised) { message.clear(); praised = false; }
    showLine(recordedAt);
  }
  async function failed(kind, given) {
    if (kind === "reload") return;
    // in the classroom JupyterLab's extension knows whether the network, the sign-in or the engine is the reason
    const reason = WHY[await globalThis.courseReach?.().catch(() => "")];
    const title = reason ? words(reason[0]) : words(kind === "record" ? "not_saved" : "no_engine");
    const line = kind === "record" && !isNothing(given.value) && reason !== WHY.away;
    message.show({ tone: "bad", title, text: reason ? words(reason[1]) : words("not_saved_help"),
      more: line ? [h("p", {}, words("not_saved_typed")), copyable(typedForm(desc, given.value), words)] : [] });
  }
  function heard(kind, reply, given) {
    const text = (reply.ok && reply.note !== undefined ? reply.note : reply.text) || "";
    if (!reply.ok) {
      message.clear();
      if (kind === "record" && reply.tone !== "bad") error.show(text, given.field); // refused: something to change in the form
      else message.show({ tone: reply.tone || "warn", text });
      return;
    }
    if (kind === "check") {
      praised = !edited;
      message.show({ tone: reply.tone, text: edited ? `${text}\n${words("check_was_recorded")}` : text });
      return;
    }
    if (desc.piece && kind !== "reload") tellCountryFile();
    const plain = !reply.tone || reply.tone === "good";
    if (kind === "record") {
      if (same(view.read().raw, given.raw)) { formAtRecord = given.raw; edited = false; }
      settle(reply.value, reply.at || new Date().toISOString());
    } else if (kind === "reload") {
      if (text) message.show({ tone: reply.tone, text });
      const news = !same(reply.value, recorded) && !(isNothing(reply.value) && isNothing(recorded));
      if (!news) return;
      if (!edited) takeForm(reply.value);
      settle(reply.value, reply.at || null);
      message.show({ tone: "info", text: words("changed_elsewhere") });
      return;
    } else {
      takeForm(reply.value);
      settle(reply.value, reply.at || null);
    }
    if (plain && kind === "record") message.clear();
    else if (text) message.show({ tone: reply.tone, text });
  }
  function ask(kind, given = {}) {
    const more = kind === "record" ? { raw: given.raw } : {};
    const take = (reply) => { unanswered -= 1; heard(kind, reply, given); };
    unanswered += 1;
    return io.send(kind, more, take).then(take, () => failed(kind, given));
  }
  function submit() {
    const given = readOrExplain({ view, message, error });
    if (!given) return;
    message.show({ tone: "info", text: words("saving") });
    ask("record", given);
  }

  takeForm(isNothing(recorded) ? null : recorded);
  settle(recorded, recordedAt);
  if (io.status) message.show({ tone: "warn", text: io.status });
  const stopListening = io.onChange
    ? io.onChange((value, at) => { if (!unanswered) heard("reload", { ok: true, value, at }); }) : () => {};
  let lastRead = 0;
  function reread() { // coming back to a tab fires both events
    if (document.visibilityState === "hidden" || !line.isConnected || Date.now() - lastRead < REREAD_PAUSE_MS) return;
    lastRead = Date.now();
    ask("reload");
  }
  window.addEventListener("focus", reread);
  document.addEventListener("visibilitychange", reread);
  const button = (kind, look) => h("button", { type: "button", class: ["cq-button", look], onclick: () => { error.clear(); ask(kind); } }, words(kind));
  return {
    actions: [h("button", { type: "submit", class: "cq-button cq-button--main" }, words(type.record || "record")), button("check", ""),
      button("undo", "cq-button--quiet"), button("clear", "cq-button--quiet")],
    after: [line],
    submit,
    changed,
    stop() {
      stopListening();
      window.removeEventListener("focus", reread);
      document.removeEventListener("visibilitychange", reread);
    },
  };
}
