"""Submissions that two people should be asked about together. Never proof of anything: only “look at these two”.

Two signs, both counted in a way that stays fast for thousands of submissions:

- *The same number for different questions.* Many questions give each person own numbers. When two people were asked
  with different numbers and recorded the same value, and it is wrong for at least one of them, one may have taken it
  from the other. Values that many people recorded are typical mistakes or round numbers, and do not count.
- *The same words.* Texts are cut into runs of five words. Runs that many people share (the task's own) do not count.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Any

from grading.report.notebooks import Work

FEW = 4  # a value that more people recorded is a typical mistake
WORDS = 5  # words of a run
SHORTEST = 12  # words of a text that is compared
SHARED = 8  # runs that two texts must share
ALIKE = 0.5  # share of all their runs
COMMON = 20  # a run in more texts than this, or in a fifth of a small class, is the task's own
TEXTS = ("text", "document")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Pair:
    """Two submissions to look at.

    Attributes:
        module: Name of the module folder.
        first: A trainee.
        second: Another trainee.
        reasons: What is alike, in plain words.
        weight: How much is alike: pairs with more come first.
    """

    module: str
    first: str
    second: str
    reasons: tuple[str, ...]
    weight: float


@dataclass
class Similar:
    """Collects answers, then finds the pairs."""

    _values: dict[tuple[str, str, str], list[tuple[str, int, bool]]] = field(default_factory=dict)
    _texts: dict[tuple[str, str], dict[str, bytes]] = field(default_factory=dict)

    def add(self, work: Work, right: set[str]) -> None:
        """Take in one person's answers.

        Args:
            work: What the person did.
            right: Questions (``m10-e1a``) with full points.
        """
        for question, answer in work.answers.items():
            if answer.value is None:
                continue
            if answer.type in TEXTS:
                texts = [_WORD.findall(text.casefold()) for text in _strings(answer.value)]
                # a choice or a date of a form is no text of one's own
                words = [word for text in texts if answer.type == "text" or len(text) > 3 for word in text]
                if len(words) >= SHORTEST:
                    # eight bytes for a word: a class of thousands fits into memory
                    self._texts.setdefault((work.module, question), {})[work.trainee] = coded(words)
            elif _is_own_number(answer.value) and (asked := work.questions.get(question)):
                where = work.module, question, json.dumps(answer.value, sort_keys=True)
                self._values.setdefault(where, []).append((work.trainee, hash(asked), question in right))

    def pairs(self) -> list[Pair]:
        """All pairs to look at, those with most alike first."""
        reasons: dict[tuple[str, str, str], list[tuple[float, str]]] = defaultdict(list)
        for module, question, first, second in self._same_values():
            text = f"{question}: the same value, though their own numbers differ"
            reasons[module, first, second].append((1.0, text))
        for module, question, first, second, share in self._same_texts():
            text = (
                "the same text, word for word" if share >= 1 else f"{share:.0%} of the runs of five words are the same"
            )
            reasons[module, first, second].append((2.0 * share, f"{question}: {text}"))
        found = [
            Pair(module, first, second, tuple(text for _weight, text in why), sum(weight for weight, _text in why))
            for (module, first, second), why in reasons.items()
        ]
        return sorted(found, key=lambda pair: (-pair.weight, pair.module, pair.first, pair.second))

    def _same_values(self) -> Iterator[tuple[str, str, str, str]]:
        for (module, question, _value), people in sorted(self._values.items()):
            if len(people) > FEW:
                continue
            for (first, one, right), (second, other, also) in combinations(sorted(people), 2):
                if one != other and not (right and also):
                    yield module, question, first, second

    def _same_texts(self) -> Iterator[tuple[str, str, str, str, float]]:
        for (module, question), texts in sorted(self._texts.items()):
            groups: dict[bytes, list[str]] = defaultdict(list)
            for trainee, words in sorted(texts.items()):
                groups[words].append(trainee)
            for people in groups.values():
                # a chain instead of all pairs: 50 equal texts are 49 lines, not 1,225
                yield from ((module, question, *two, 1.0) for two in pairwise(people))
            for first, second, share in alike({people[0]: words for words, people in groups.items()}):
                yield module, question, first, second, share


def coded(words: Iterable[str]) -> bytes:
    """Words as eight bytes each, equal within one run of the program for equal words."""
    return array("q", map(hash, words)).tobytes()


def alike(texts: dict[str, bytes]) -> Iterator[tuple[str, str, float]]:
    """Pairs of texts that share many runs of words, with the share (Jaccard index) of their runs that are the same.

    Args:
        texts: Coded words by person.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for person, words in sorted(texts.items()):
        for run in _runs(words):
            holders[run].append(person)
    own: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    few = min(COMMON, max(2, len(texts) // 5))
    for people in holders.values():
        if len(people) <= few:
            own.update(people)
            together.update(combinations(people, 2))
    for (first, second), shared in sorted(together.items()):
        share = shared / (own[first] + own[second] - shared)
        if shared >= SHARED and share >= ALIKE:
            yield first, second, share


def _runs(words: bytes) -> set[int]:
    return {hash(words[at : at + 8 * WORDS]) for at in range(0, len(words) - 8 * (WORDS - 1), 8)}


def _strings(value: Any) -> Iterable[str]:
    """All texts in a JSON value, in the order of their names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key in sorted(value):
            yield from _strings(value[key])
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _is_own_number(value: Any) -> bool:
    """Numbers with at least two digits that count: 0, 1, 5 or 100 two people find by themselves."""
    numbers = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else [value]
    return any(
        isinstance(one, int | float)
        and not isinstance(one, bool)
        and len(f"{abs(one):g}".replace(".", "").strip("0")) > 1
        for one in numbers
    )
