// Building page elements without markup strings, so that no text from a description can become HTML.

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

// Each widget in JupyterLab loads its own copy of this file into one page, so ids need a part of their own.
const idSeed = Math.random().toString(36).slice(2, 8);
let idCount = 0;

/** An id that no other element of the page has. */
export function uid(prefix = "c") {
  idCount += 1;
  return `${prefix}-${idSeed}-${idCount}`;
}

function setProp(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "class") node.setAttribute("class", [].concat(value).filter(Boolean).join(" "));
  else if (name === "dataset") Object.entries(value).forEach(([key, text]) => { node.dataset[key] = text; });
  else if (name === "style") Object.entries(value).forEach(([key, text]) => node.style.setProperty(key, text));
  else if (name.startsWith("on")) node.addEventListener(name.slice(2).toLowerCase(), value);
  else if (name === "value" || name === "checked" || name === "disabled") node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

function addChildren(node, children) {
  children.flat(Infinity).forEach((child) => {
    if (child === null || child === undefined || child === false) return;
    node.append(child instanceof Node ? child : String(child));
  });
  return node;
}

/**
 * Make an HTML element.
 *
 * `props` may hold `class` (string or list), `dataset`, `style` (custom properties too), `on…` handlers and any
 * attribute; `null`, `undefined` and `false` leave an attribute out, `true` writes it empty. Write ARIA states as
 * strings ("true", "false"). Children are nodes, strings, numbers or lists of them; `null` and `false` are skipped.
 */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  const { value, ...others } = props || {};
  Object.entries(others).forEach(([name, given]) => setProp(node, name, given));
  addChildren(node, children);
  if (value !== undefined) setProp(node, "value", value); // after the children: a select needs its options first
  return node;
}

/** Make an SVG element; the same rules as `h`. */
export function svgNode(tag, props, ...children) {
  const node = document.createElementNS(SVG_NAMESPACE, tag);
  Object.entries(props || {}).forEach(([name, given]) => {
    if (name === "value") node.setAttribute(name, given);
    else setProp(node, name, given);
  });
  return addChildren(node, children);
}

/** Replace all that `node` holds. */
export function fill(node, ...children) {
  node.textContent = "";
  return addChildren(node, children);
}
