// The line of Python that records an answer by hand, for the moment when the engine cannot be reached.

const ARGUMENTS = {
  choice: ["options"],
  match: ["items", "bins"],
  order: ["items"],
  matrix: ["rows", "columns", "options"],
  find_errors: ["items"],
};

/** A JSON value as Python writes it. */
export function pythonLiteral(value) {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(", ")}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${pythonLiteral(one)}`).join(", ")}}`;
  }
  return JSON.stringify(value);
}

/** `ask.number("m10-e1a", value=192.08)`: complete, so that it works in a new cell. */
export function typedForm(desc, value) {
  const given = [JSON.stringify(desc.id)];
  (ARGUMENTS[desc.type] || []).forEach((name) => {
    given.push(pythonLiteral(Object.fromEntries((desc[name] || []).map(({ id, text }) => [id, text]))));
  });
  if (desc.type === "choice" && desc.multiple) given.push("multiple=True");
  if (desc.type === "find_errors" && desc.fixes) {
    given.push(`fixes=${pythonLiteral(Object.fromEntries(desc.fixes.map(({ id, text }) => [id, text])))}`);
  }
  if (desc.type === "simulate") given.push(`model=${JSON.stringify(desc.model)}`);
  if (desc.type === "table") given.push("None");
  given.push(`value=${pythonLiteral(value)}`);
  return `from course import ask; ask.${desc.type}(${given.join(", ")})`;
}
