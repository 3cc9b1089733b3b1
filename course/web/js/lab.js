// The widget in JupyterLab and in the browser lab: messages to Python and its replies.

import { fill } from "./dom.js";
import { mountView } from "./frame.js";
import { say } from "./ui.js";

const PATIENCE_MS = 5000;

/**
 * Talk to the Python side of `model`.
 *
 * `send(kind, more, onLate)` gives a promise of the reply with the same number. It fails after `patience` ms; a reply
 * that comes later still reaches `onLate`, because a busy engine saves late rather than never.
 */
export function connectLab(model, patience = PATIENCE_MS) {
  let number = Math.floor(Math.random() * 1e6) * 1000; // two views of one widget must not take each other's replies
  const waiting = new Map();
  function onMessage(message) {
    if (!message || message.kind !== "reply" || !waiting.has(message.n)) return;
    const take = waiting.get(message.n);
    waiting.delete(message.n);
    take(message);
  }
  function send(kind, more = {}, onLate = () => {}) {
    number += 1;
    const n = number;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => { waiting.set(n, onLate); reject(new Error("no reply")); }, patience);
      waiting.set(n, (message) => { clearTimeout(timer); resolve(message); });
      try {
        model.send({ kind, n, ...more });
      } catch (problem) {
        clearTimeout(timer);
        waiting.delete(n);
        reject(problem);
      }
    });
  }
  model.on("msg:custom", onMessage);
  return { send, stop() { model.off("msg:custom", onMessage); waiting.clear(); } };
}

/** anywidget's entry point. */
export function renderWidget({ model, el }) {
  const desc = model.get("desc");
  const line = connectLab(model);
  el.classList.add("course-view");
  const view = mountView(el, desc, {
    place: "lab",
    value: model.get("value"),
    status: model.get("status") || "",
    at: model.get("at"),
    send: line.send,
    onChange(listener) {
      const tell = () => listener(model.get("value"), model.get("at"));
      model.on("change:value", tell);
      return () => model.off("change:value", tell);
    },
  });
  if (!view) fill(el, say(desc, "unknown_view"));
  return () => {
    line.stop();
    if (view && view.stop) view.stop();
  };
}
