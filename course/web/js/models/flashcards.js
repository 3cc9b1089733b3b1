// Flash cards: which one comes next, and which word of a sentence is left out. Pure functions, the same in every session.

const CARD_BOXES = 3; // new or not yet known, known once, known twice
const GAP_LETTERS = 6; // shorter words are too easy or have no meaning of their own

/** A number from a text, the same everywhere: what "random" order rests on. */
export function textNumber(text) {
  let number = 7;
  for (const letter of text) number = (number * 31 + letter.codePointAt(0)) % 1000003;
  return number;
}

/** The boxes after an answer: known moves up by one, not yet known goes back to the first. */
export function moveCard(boxes, term, known) {
  return { ...boxes, [term]: known ? Math.min(CARD_BOXES - 1, (boxes[term] || 0) + 1) : 0 };
}

/** How many of `terms` are in each box. */
export function boxCounts(boxes, terms) {
  const counts = new Array(CARD_BOXES).fill(0);
  terms.forEach((term) => { counts[boxes[term] || 0] += 1; });
  return counts;
}

/**
 * The term to show after `shown` cards: from the lowest box that has one, never the last one again while others are there.
 * Within a box: those not seen for longest (`seen`: term → count at which it was shown), then in an order mixed by the term.
 */
export function nextCard(terms, boxes, seen, last) {
  const open = terms.length > 1 ? terms.filter((term) => term !== last) : terms;
  return [...open].sort((a, b) => (boxes[a] || 0) - (boxes[b] || 0) || (seen[a] || 0) - (seen[b] || 0)
    || textNumber(a) - textNumber(b) || (a < b ? -1 : 1))[0];
}

const wordsIn = (text) => text.match(/[\p{L}’'-]+/gu) || [];

const wordCounts = new WeakMap(); // a list of sentences -> word -> in how many of them it stands: counted once for a deck

function countsIn(all) {
  if (!wordCounts.has(all)) {
    const counts = new Map();
    for (const one of all) {
      for (const word of new Set(wordsIn(one.toLowerCase()))) counts.set(word, (counts.get(word) || 0) + 1);
    }
    wordCounts.set(all, counts);
  }
  return wordCounts.get(all);
}

/** The word of a sentence to leave out: long, and rare in `all` sentences; the first of equals. */
export function gapWord(sentence, all) {
  const counts = countsIn(all);
  const often = (word) => counts.get(word.toLowerCase()) || 0;
  const choices = [...new Set(wordsIn(sentence))].filter((word) => word.length >= GAP_LETTERS && word === word.toLowerCase());
  return choices.sort((a, b) => often(a) - often(b) || b.length - a.length || sentence.indexOf(a) - sentence.indexOf(b))[0] || wordsIn(sentence)[0];
}

/** The sentence around its gap, and four words to choose from: {before, after, gap, options}. */
export function cloze(sentence, all) {
  const gap = gapWord(sentence, all);
  const at = sentence.search(new RegExp(`(?<![\\p{L}])${gap.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&")}(?![\\p{L}])`, "u"));
  const others = [...new Set(all.filter((other) => other !== sentence).map((other) => gapWord(other, all)))]
    .filter((word) => word !== gap && !wordsIn(sentence).includes(word))
    .sort((a, b) => textNumber(a + gap) - textNumber(b + gap)).slice(0, 3);
  const options = [gap, ...others].sort((a, b) => textNumber(a + sentence.length) - textNumber(b + sentence.length) || (a < b ? -1 : 1));
  return { before: sentence.slice(0, at), after: sentence.slice(at + gap.length), gap, options };
}
