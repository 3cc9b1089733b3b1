// Twin of course/models/smart_target.py. The patterns come from Python with the tool, so that they stand in one place.

/** Sign → [start, end] of its first place in the sentence, null where it is missing. `given`: {patterns: {sign: pattern}, time}. */
export function smartSigns(text, given) {
  const timeless = text.replace(new RegExp(given.time, "gi"), (match) => "_".repeat(match.length));
  return Object.fromEntries(Object.entries(given.patterns).map(([sign, pattern]) => {
    const match = new RegExp(pattern, "i").exec(["number", "unit"].includes(sign) ? timeless : text);
    return [sign, match ? [match.index, match.index + match[0].length] : null];
  }));
}
