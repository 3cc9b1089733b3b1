// The outer form of a text: the twin of course/questions/text.py.

/** How many words `text` has: runs without spaces that hold a letter or a digit. */
export function countWords(text) {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function holds(text, accepted) {
  if (typeof accepted === "string") return new RegExp(accepted, "iu").test(text);
  return accepted.some((phrase) => {
    const plain = phrase.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&");
    return new RegExp(`(?<![\\p{L}\\p{N}_])${plain}(?![\\p{L}\\p{N}_])`, "iu").test(text);
  });
}

/** Length, needed and avoided phrases: each rule has the same weight. */
export function markText(value, { min_words: least = 0, max_words: most = 0, needs = {}, avoid = [] }) {
  const count = countWords(value);
  const pairs = Array.isArray(avoid) ? avoid : Object.entries(avoid);
  const rules = 1 + Object.keys(needs).length + pairs.length;
  const badLength = !count || count < least || (most && count > most);
  const missing = Object.values(needs).filter((accepted) => !holds(value, accepted)).length;
  const loaded = pairs.filter(([phrase]) => holds(value, [phrase]));
  const problems = Number(Boolean(badLength)) + missing + loaded.length;
  if (!problems) return { fraction: 1 };
  return { fraction: count ? 1 - problems / rules : 0, slip: loaded.map(([, message]) => message).join(" ") };
}

/** "Words: 12 (from 20 to 60)": `limits` has min_words and max_words. */
export function countText({ min_words: least, max_words: most }, count, say) {
  if (least && most) return say("text_words_between", { count, least, most });
  if (most) return say("text_words_most", { count, most });
  if (least) return say("text_words_least", { count, least });
  return say("text_words", { count });
}
