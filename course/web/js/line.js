// Which line to the engine a view has: parts of a view that a tool's author makes need not hand it on.

const lines = new WeakMap();

/** Remember the `io` of a description. */
export function keepLine(desc, io) { lines.set(desc, io); }

/** The `io` of a description: {place: "lab", send} or {place: "book"}. */
export function lineOf(desc) { return lines.get(desc) || { place: "book" }; }
