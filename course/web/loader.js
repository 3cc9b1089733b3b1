// What anywidget runs for each view. The real script and style sheet are large, and a page has many questions: only the
// first widget of a kernel brings them (traits `code` and `sheet`), the others wait for it, or ask for them if it is gone.
const SLOT = "courseViews:__VERSION__";
const PATIENCE_MS = 1500;

function load(code, style) {
  const sheet = Object.assign(document.createElement("style"), { textContent: style });
  document.head.append(sheet);
  return import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
}

function slot() {
  if (!globalThis[SLOT]) {
    let start;
    const module = new Promise((resolve) => { start = resolve; });
    globalThis[SLOT] = { module, started: false, bring(code, style) {
      if (!this.started) { this.started = true; start(load(code, style)); }
    } };
  }
  return globalThis[SLOT];
}

export default {
  async render(context) {
    const { model } = context;
    const shared = slot();
    if (model.get("code")) shared.bring(model.get("code"), model.get("sheet"));
    const onMessage = (message) => { if (message && message.kind === "code") shared.bring(message.code, message.sheet); };
    model.on("msg:custom", onMessage);
    const timer = setTimeout(() => { if (!shared.started) model.send({ kind: "code" }); }, PATIENCE_MS);
    const module = await shared.module;
    clearTimeout(timer);
    model.off("msg:custom", onMessage);
    return module.default.render(context);
  },
};
