"""The twins of word lists and of agreement give what Python gives."""

from __future__ import annotations

import random

import pytest

from course import data
from course.models.agreement import counted
from course.models.keywords import hits, read_lists

RUNNER = """
import { keywordHits, readLists } from "#js/models/keywords.js";
import { countedPairs } from "#js/models/agreement.js";
done({
  cases: data.cases.map(([text, typed]) => {
    try {
      return keywordHits(text, readLists(typed)).map((hit) => [hit.start, hit.end, hit.list]);
    } catch (error) {
      return error.message;
    }
  }),
  cells: countedPairs(data.pairs),
});
"""
GOOD = "migra*|migrant|refugee|refugee*|bird migration|asylum seek*|displaced|abroad|no|of data|Returnees|the|4|été"
BAD = "mi*|*|a/b|x y z v w|re-tur/n"
PARTS = [*GOOD.split("|") * 3, *BAD.split("|")]
LOOSE = [
    "No migrants! Not one. Refugees: never; birds",
    "Asylum-seekers’ homes, 4,200 people",
    "Été: workers' homes",
    "",
    "…",
]


def test_hits_agree(run_js):
    chance = random.Random("keywords")
    texts = [*data.load("framework_texts")["text"], *LOOSE]
    cases = []
    for _case in range(400):
        lists = {
            name: chance.choice([", ", "; ", "\n"]).join(chance.sample(PARTS, chance.randint(0, 4)))
            for name in ("migration", "displacement", "ignore")
        }
        cases.append([chance.choice(texts), {**lists, "window": chance.choice([0, 0, 1, 2, 5, 6])}])
    pairs = [[chance.random() < 0.5, chance.random() < 0.4] for _pair in range(50)]
    answers = run_js(RUNNER, {"cases": cases, "pairs": pairs})
    refused = 0
    for (text, typed), answer in zip(cases, answers["cases"], strict=True):
        try:
            expected = [list(hit) for hit in hits(text, **read_lists(typed))]
        except ValueError:
            refused += 1
            assert isinstance(answer, str), f"Python refuses {typed}, JavaScript says {answer}"
            continue
        assert answer == expected, (text, typed)
    assert 20 < refused < 300
    assert answers["cells"] == counted(pairs)


@pytest.mark.parametrize("typed", [{"window": 1.5}, {"window": -1}, {"migration": "mi*"}])
def test_both_refuse(run_js, typed):
    with pytest.raises(ValueError):
        read_lists(typed)
    [answer] = run_js(RUNNER, {"cases": [["text", typed]], "pairs": []})["cases"]
    assert answer.startswith("model.")
