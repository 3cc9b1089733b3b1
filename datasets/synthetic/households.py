"""Invented monthly budgets of 240 households in the Republic of Sandovia.

What is built in, so that exercises have something to find: households in towns earn more; money from abroad goes to
some poor and to some better-off households; those who receive it spend a larger share on school, health and housing,
and save more in amount; people in rural areas live further from a place that pays money out. Nothing here describes
a real country.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20130210
HOUSEHOLDS = 240
SPENDING = ["food", "housing", "education", "health", "transport", "debt_repayment", "other"]

# Shares of the money that is spent, before each household's own variation. Order as in SPENDING.
_SHARES_WITHOUT = np.array([0.50, 0.12, 0.06, 0.05, 0.08, 0.07, 0.12])
_SHARES_WITH = np.array([0.43, 0.15, 0.09, 0.08, 0.07, 0.08, 0.10])
_REGIONS = ["Coast", "Capital district", "River valley", "Highlands"]


def _money(values: np.ndarray) -> np.ndarray:
    """Whole dollars."""
    return np.rint(values).astype(int)


def household_budgets() -> pd.DataFrame:
    """One row per household: people, monthly income in USD, spending by purpose in USD, and what is left.

    ``earned_income_usd + remittance_usd`` equals all spending columns plus ``saving_usd`` in every row.
    """
    rng = np.random.default_rng(SEED)
    region = rng.choice(len(_REGIONS), size=HOUSEHOLDS, p=[0.25, 0.25, 0.3, 0.2])
    rural = rng.random(HOUSEHOLDS) < np.array([0.5, 0.05, 0.75, 0.9])[region]
    receives = rng.random(HOUSEHOLDS) < np.where(rural, 0.42, 0.33)
    # More women head a household when somebody works abroad.
    woman_heads = rng.random(HOUSEHOLDS) < np.where(receives, 0.44, 0.26)
    people = 1 + rng.binomial(8, 0.42, size=HOUSEHOLDS)
    children = rng.binomial(np.maximum(people - 1, 0), 0.45)
    earned = _money(rng.lognormal(np.where(rural, 5.25, 5.75) - 0.25 * receives, 0.45))
    sent = np.clip(rng.lognormal(4.85, 0.5, size=HOUSEHOLDS), 25, 600)
    remittance = np.where(receives, (sent / 5).round() * 5, 0).astype(int)
    income = earned + remittance

    saving_share = np.clip(rng.normal(np.where(receives, 0.09, 0.05), 0.06), -0.15, 0.3)
    base = np.where(receives[:, None], _SHARES_WITH, _SHARES_WITHOUT)
    shares = base * rng.lognormal(0, 0.25, size=base.shape)
    shares[children == 0, SPENDING.index("education")] *= 0.1
    shares /= shares.sum(axis=1, keepdims=True)
    spending = _money(shares * (income * (1 - saving_share))[:, None])

    distance = np.where(rural, rng.gamma(2.2, 6.0, size=HOUSEHOLDS), rng.gamma(1.5, 1.0, size=HOUSEHOLDS))
    account = rng.random(HOUSEHOLDS) < np.where(rural, 0.28, 0.55) + 0.1 * receives
    wallet = rng.random(HOUSEHOLDS) < np.where(rural, 0.5, 0.62)

    frame = pd.DataFrame(
        {
            "id": [f"H{number:03d}" for number in range(1, HOUSEHOLDS + 1)],
            "region": np.array(_REGIONS)[region],
            "area": np.where(rural, "rural", "urban"),
            "head_sex": np.where(woman_heads, "woman", "man"),
            "head_age": np.clip(_money(rng.normal(46, 12, size=HOUSEHOLDS)), 19, 84),
            "people": people,
            "children_under_15": children,
            "receives_remittances": np.where(receives, "true", "false"),
            "earned_income_usd": earned,
            "remittance_usd": remittance,
        }
    )
    for position, purpose in enumerate(SPENDING):
        frame[f"{purpose}_usd"] = spending[:, position]
    # What is left after rounding each purpose, so that every budget adds up exactly.
    frame["saving_usd"] = income - spending.sum(axis=1)
    frame["has_bank_account"] = np.where(account, "true", "false")
    frame["has_mobile_wallet"] = np.where(wallet, "true", "false")
    frame["km_to_agent"] = distance.round(1)
    return frame.assign(synthetic="true")
