// Plays the engine for the gallery: an anywidget model that records in memory. Runs behind the modules of the bundle.

const inPython = (desc, value) => questionType(desc.type).describe(desc, value, (id, values) => say(desc, id, values)).join("; ");

function playEngine(desc, recorded) {
  const listeners = {};
  const state = { desc, value: recorded, at: recorded === null ? null : "2026-11-20T09:30:00Z", status: "" };
  let previous = null;
  const handlers = {
    record({ raw }) {
      previous = state.value;
      // Python takes the country file as it stands: here one small piece
      const taken = { pieces: { "CF-15-summary": { form: "capstone_summary", value: { summary: "Short." } } } };
      const value = desc.type === "number" ? parseNumber(raw) : desc.type === "plan" ? taken : raw;
      if (value === null) return { ok: false, tone: "warn", text: "This is not a number I can read." };
      Object.assign(state, { value, at: new Date().toISOString() });
      return { ok: true, tone: "good", text: `Recorded: ${inPython(desc, value)}` };
    },
    check: () => (state.value === null ? { ok: true, tone: "warn", text: "No answer is recorded yet." }
      : { ok: true, tone: "good", text: "The form is fine." }),
    clear() {
      previous = state.value;
      state.value = null;
      return { ok: true, tone: "info", text: "The answer is cleared. Undo brings it back." };
    },
    undo() {
      [state.value, previous] = [previous, state.value];
      return { ok: true, tone: "info", text: "Undone." };
    },
    reload: () => ({ ok: true, tone: "info", text: "" }),
    plan: () => ({ ok: true, tone: "info", text: "" }), // no country file, so no plan to show
    piece: () => ({ ok: true, tone: "info", text: "" }), // the country file holds nothing for this document
  };
  const tell = (event, message) => (listeners[event] || []).forEach((listener) => listener(message));
  const model = {
    get: (name) => state[name],
    on(event, listener) { (listeners[event] ||= []).push(listener); },
    off(event, listener) { listeners[event] = (listeners[event] || []).filter((one) => one !== listener); },
    send(message) {
      if (desc.id.includes("-dead")) return;
      window.waiting = (window.waiting || 0) + 1;
      setTimeout(() => {
        const reply = handlers[message.kind](message);
        tell("change:value");
        tell("msg:custom", { kind: "reply", n: message.n, ...reply, ...(reply.ok ? { value: state.value, at: state.at } : {}) });
        window.waiting -= 1;
      }, 5);
    },
  };
  (window.engines ||= {})[desc.id] = { state, sentElsewhere(value) { state.value = value; tell("change:value"); } };
  return model;
}

document.querySelectorAll(".lab").forEach((element) => {
  const [desc, recorded] = [...element.querySelectorAll("script")].map((script) => JSON.parse(script.textContent));
  element.replaceChildren();
  renderWidget({ model: playEngine(desc, recorded), el: element });
});
