"""Invented answers of 200 people who came back to the Republic of Sandovia, at two interviews.

What is built in, so that exercises have something to find:

- Case workers offer *case management* mostly to people who arrived in a difficult situation (``vulnerability`` high).
  So people with case management score lower at the second interview, although in the model it raises each answer: a
  comparison of the two groups as they stand shows the opposite of what was built in.
- Not everybody is found for the second interview; people in a difficult situation are missed more often.
- Women start lower in the economic dimension and gain a little less there.
- A few questions are left without an answer.

Nothing here describes a real country, programme or person.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from datasets.derive.authored import authored_tables

SEED = 20171019
PEOPLE = 200
REGIONS = ("Coast", "Capital district", "River valley", "Highlands")
RETURNS = ("assisted voluntary", "independent", "by order")
DIMENSIONS = ("economic", "social", "psychosocial")

# Built-in change of the underlying level (0 to 1) between the interviews.
_TIME = np.array([0.06, 0.04, 0.05])
_CASE_MANAGEMENT = np.array([0.05, 0.08, 0.07])
_UNANSWERED = 0.02


def returnees() -> pd.DataFrame:
    """One row per person and interview: who, how the return came about, what help there was, twelve answers.

    The scales of the answers are those of ``reintegration_indicators``. A person who was not found for the second
    interview has one row.
    """
    rng = np.random.default_rng(SEED)
    woman = rng.random(PEOPLE) < 0.46
    age = np.clip(np.rint(rng.normal(33, 9, PEOPLE)), 18, 64).astype(int)
    region = rng.choice(len(REGIONS), PEOPLE, p=[0.22, 0.26, 0.32, 0.2])
    way = rng.choice(len(RETURNS), PEOPLE, p=[0.48, 0.32, 0.2])
    vulnerable = rng.random(PEOPLE) < np.array([0.46, 0.28, 0.66])[way]
    managed = rng.random(PEOPLE) < np.where(vulnerable, 0.82, 0.16)
    found = rng.random(PEOPLE) < np.where(vulnerable, 0.78, 0.92)

    level = np.empty((2, PEOPLE, len(DIMENSIONS)))
    level[0] = 0.60 - 0.27 * vulnerable[:, None] + rng.normal(0, 0.09, (PEOPLE, 1)) + rng.normal(0, 0.07, (PEOPLE, 3))
    level[0, :, 0] -= 0.06 * woman + 0.02
    level[0, :, 1] += 0.05
    level[1] = level[0] + _TIME + _CASE_MANAGEMENT * managed[:, None] + rng.normal(0, 0.05, (PEOPLE, 3))
    level[1, :, 0] -= 0.03 * woman

    indicators = authored_tables()["reintegration_indicators"]()
    frames = []
    for number, interview in enumerate(("first", "second")):
        frame = pd.DataFrame(
            {
                "id": [f"R{place:03d}" for place in range(1, PEOPLE + 1)],
                "interview": interview,
                "sex": np.where(woman, "woman", "man"),
                "age": age,
                "region": np.array(REGIONS)[region],
                "return_type": np.array(RETURNS)[way],
                "vulnerability": np.where(vulnerable, "high", "low"),
                "case_management": np.where(managed, "yes", "no"),
            }
        )
        for one in indicators.itertuples():
            frame[one.id] = _answers(rng, level[number, :, DIMENSIONS.index(one.dimension)], one)
        frames.append(frame if number == 0 else frame[found])
    whole = pd.concat(frames).sort_values(["id", "interview"]).reset_index(drop=True)
    return whole.assign(synthetic="true")


def _answers(rng: np.random.Generator, level: np.ndarray, indicator: object) -> pd.Series:
    """Whole answers on the indicator's own scale; a few are missing."""
    share = np.clip(level + rng.normal(0, 0.14, PEOPLE), 0, 1)
    share = share if indicator.better == "high" else 1 - share
    low, high = int(indicator.low), int(indicator.high)
    answers = pd.Series(np.rint(low + share * (high - low)).astype(int), dtype="Int64")
    return answers.mask(rng.random(PEOPLE) < _UNANSWERED)
