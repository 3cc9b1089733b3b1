// Words on buttons and in messages. Python sends them, translated, in `desc.ui`; English stands in ui.en.json and is
// used for a string that a description lacks.

let uiDefaults = {};

/** Give the English strings (the bundle does this once). */
export function setUiDefaults(strings) { uiDefaults = { ...uiDefaults, ...strings }; }

/** The string `id`, with each `{name}` replaced from `values`. */
export function say(desc, id, values = {}) {
  const own = desc && desc.ui ? desc.ui[id] : undefined;
  const text = own || uiDefaults[id] || id;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
