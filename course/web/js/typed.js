// The line of Python that records an answer by hand, for the moment when the engine cannot be reached.

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

/** `from course import ask; ask.number("m10-e1a", value=192.08)`: Python knows the rest of the question from its cell. */
export function typedForm(desc, value) {
  return `from course import ask; ask.${desc.type}(${JSON.stringify(desc.id)}, value=${pythonLiteral(value)})`;
}
