// Counting words as course/questions/text.py does.

/** How many words `text` has: runs without spaces that hold a letter or a digit. */
export function countWords(text) {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
