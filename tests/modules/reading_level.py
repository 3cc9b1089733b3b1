"""How easily a page reads: Flesch's formula over the sentences of its prose."""

from __future__ import annotations

import re

from tests.modules import module_reading as reading


def _sentences(text: str) -> list[str]:
    text = re.sub(r"^(#+|\||>|- \[).*$", " ", reading.plain(text), flags=re.MULTILINE)
    text = re.sub(r"\[R[^\]]*\]|\*\*|\*", "", text)
    parts = re.split(r"(?<=[.!?:;”])\s+|\n\s*\n|\n(?:[-*]|\d\.)\s", text)
    return [part for part in (" ".join(part.split()) for part in parts) if len(part.split()) > 2]


def _syllables(word: str) -> int:
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeiouyl])e$|es$|(?<![dt])ed$", "", word))
    return max(1, len(groups))


def reading_ease(text: str) -> tuple[float, float]:
    """Flesch reading ease (0 to 100, higher is easier) and the mean length of a sentence in words."""
    sentences = _sentences(text)
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z][A-Za-z'’-]*", sentence)]
    length = len(words) / len(sentences)
    return 206.835 - 1.015 * length - 84.6 * sum(map(_syllables, words)) / len(words), length


def page_prose(module: str, page: str) -> str:
    """The Markdown of a page without its list of sources."""
    prose = [w.text for w in reading.visible_words(module) if w.kind == "prose" and w.page == page]
    return "\n\n".join(text for text in prose if "## Sources" not in text)


def page_ease(module: str, page: str) -> tuple[float, float]:
    """Reading ease of one page and the mean length of its sentences."""
    return reading_ease(page_prose(module, page))
