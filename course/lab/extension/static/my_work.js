// The browser lab only: a button to take one's work out of the browser, to bring it back, or to erase it. In a classroom the
// files lie on a server, and JupyterLab's own list of files does this.

import { makeZip, readZip } from "./zip.js";

const PAGES = ["lesson.ipynb", "exercises.ipynb", "selfcheck.ipynb"], ANSWERS = "answers.json", COUNTRY = "country_file.json";
const LARGEST = 8e6; // bytes
const asText = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
const sentence = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

class Refused extends Error {}

// A classroom and the lab call their engines by other names; with the wrong one a page asks which engine to use.
const ENGINES = { lab: { name: "python", display_name: "Python", language: "python" },
  classroom: { name: "python3", display_name: "Python 3 (ipykernel)", language: "python" } };
const withEngine = (page, place) => ({ ...page, metadata: { ...page.metadata, kernelspec: ENGINES[place] } });

/** The content of a file of JupyterLite as bytes, or null if there is none. */
async function read(contents, path) {
  let model;
  try {
    model = await contents.get(path, { content: true });
  } catch {
    return null;
  }
  if (model.content === null || model.content === undefined) return null;
  if (model.format === "base64") return Uint8Array.from(atob(model.content), (letter) => letter.charCodeAt(0));
  const text = typeof model.content === "string" ? model.content : JSON.stringify(model.content, null, 1);
  return new TextEncoder().encode(text);
}

/** What a module's work consists of: {name: bytes}. */
export async function collect(contents, module) {
  const found = {};
  for (const name of [...PAGES, ANSWERS]) found[name] = await read(contents, `${module}/${name}`);
  for (const name of PAGES.filter((page) => found[page])) {
    const page = withEngine(JSON.parse(asText(found[name])), "classroom");
    found[name] = new TextEncoder().encode(`${JSON.stringify(page, null, 1)}\n`);
  }
  found[COUNTRY] = (await read(contents, COUNTRY)) || (await read(contents, `${module}/${COUNTRY}`));
  return Object.fromEntries(Object.entries(found).filter(([, bytes]) => bytes));
}

/** The usable files among those that a person chose: {name: text}. Throws Refused with the reason. */
export async function usable(chosen, words) {
  let files = {};
  for (const file of chosen) {
    if (file.size > LARGEST) throw new Refused(words.reason_large);
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (!file.name.toLowerCase().endsWith(".zip")) files[file.name] = bytes;
    else {
      try {
        files = { ...files, ...(await readZip(bytes)) };
      } catch {
        throw new Refused(words.reason_zip);
      }
    }
  }
  const texts = {};
  for (const name of [...PAGES, ANSWERS, COUNTRY]) {
    if (!files[name]) continue;
    try {
      texts[name] = asText(files[name]);
      const document = JSON.parse(texts[name]);
      const part = { [ANSWERS]: document.answers, [COUNTRY]: document.pieces }[name] ?? document.cells;
      if (!part || typeof part !== "object") throw new Error("another file");
    } catch {
      throw new Refused(sentence(words.reason_json, { name }));
    }
  }
  if (!Object.keys(texts).length) throw new Refused(words.reason_empty);
  return texts;
}

/** Write the files of `texts` into the module, the country file also to its place above all modules. */
export async function put(contents, module, texts) {
  for (const [name, text] of Object.entries(texts)) {
    const page = PAGES.includes(name);
    const model = page ? { type: "notebook", format: "json", content: withEngine(JSON.parse(text), "lab") } : { type: "file", format: "text", content: text };
    await contents.save(`${module}/${name}`, model);
    if (name === COUNTRY) await contents.save(name, model);
  }
}

/** Remove what a person did in a module; the pages come back as they were released. */
export async function erase(contents, module) {
  for (const name of [ANSWERS, ...PAGES]) {
    try {
      await contents.delete(`${module}/${name}`);
    } catch {
      // it was never changed
    }
  }
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function choose() {
  return new Promise((resolve) => {
    const field = Object.assign(document.createElement("input"), { type: "file", multiple: true, accept: ".zip,.json,.ipynb" });
    field.addEventListener("change", () => resolve([...field.files]));
    field.addEventListener("cancel", () => resolve([]));
    field.click();
  });
}

/** The button for the toolbar of a course page. */
export function myWorkButton({ app, panel, apputils, words }) {
  const { Dialog, showDialog, ToolbarButton } = apputils;
  const { contents } = app.serviceManager;
  const module = panel.context.path.split("/").slice(0, -1).join("/");
  const tell = (title, body) => showDialog({ title, body, buttons: [Dialog.okButton({ label: words.close })] });
  const ask = async (title, body, label, warn) => (await showDialog({ title, body, buttons: [Dialog.cancelButton({ label: words.cancel }),
    warn ? Dialog.warnButton({ label }) : Dialog.okButton({ label })] })).button.accept;
  // The page that is open would be written over what was just brought or erased.
  const again = () => { panel.context.model.dirty = false; window.location.reload(); };

  async function download() {
    await panel.context.save();
    const files = await collect(contents, module), name = `${module.split("/").pop()}-my-work.zip`;
    save(makeZip(files), name);
    await tell(words.download, [files[ANSWERS] ? "" : words.nothing, sentence(words.downloaded, { name })].filter(Boolean).join(" "));
  }
  async function bring() {
    const chosen = await choose();
    if (!chosen.length) return;
    const texts = await usable(chosen, words);
    if (!(await ask(words.replace_title, sentence(words.replace, { names: Object.keys(texts).join(", ") }), words.replace_yes, true))) return;
    await put(contents, module, texts);
    again();
  }
  async function remove() {
    if (!(await ask(words.erase_title, words.erase_text, words.erase_yes, true))) return;
    await erase(contents, module);
    again();
  }
  async function open() {
    const actions = [[words.download, download], [words.bring, bring], [words.erase, remove]];
    const buttons = [Dialog.cancelButton({ label: words.close }), ...actions.map(([label]) => Dialog.okButton({ label }))];
    const result = await showDialog({ title: words.title, body: words.where, buttons, defaultButton: 1 });
    const action = actions.find(([label]) => result.button.accept && label === result.button.label);
    if (!action) return;
    try {
      await action[1]();
    } catch (problem) {
      const text = problem instanceof Refused ? sentence(words.not_ours, { reason: problem.message }) : sentence(words.failed, { reason: problem.message });
      await tell(action[0], text);
    }
  }
  return new ToolbarButton({ label: words.button, tooltip: words.tooltip, onClick: open });
}
