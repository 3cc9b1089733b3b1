// Read a country file that a person opens in the book, where no engine checks it.

const READABLE_SCHEMA = 1;

const isObject = (thing) => typeof thing === "object" && thing !== null && !Array.isArray(thing);
const isVersion = (thing) => isObject(thing) && isObject(thing.value) && ["form", "at", "from"].every((name) => typeof thing[name] === "string");

/** {file, problem}: the good pieces, and the id of what is wrong (cf.bad_…) or "". */
export function readCountryFile(text, most) {
  if (new Blob([text]).size > most) return { file: null, problem: "cf.bad_large" };
  let found = null;
  try {
    found = JSON.parse(text.replace(/^\ufeff/u, ""));
  } catch {
    return { file: null, problem: "cf.bad_json" };
  }
  if (!isObject(found) || !isObject(found.pieces) || typeof found.schema !== "number") return { file: null, problem: "cf.bad_foreign" };
  if (found.schema > READABLE_SCHEMA) return { file: null, problem: "cf.bad_newer" };
  const pieces = Object.entries(found.pieces).filter(([, piece]) => isVersion(piece));
  const file = { schema: found.schema, pieces: Object.fromEntries(pieces) };
  if (typeof found.country === "string") file.country = found.country;
  return { file, problem: pieces.length < Object.keys(found.pieces).length ? "cf.bad_part" : "" };
}
