"""Invented corridors into Sandovia: price of sending USD 200 before and after a reform, and yearly volume."""

from __future__ import annotations

import pandas as pd

# Volume is uneven on purpose: the simple mean and the mean weighted by money tell different stories.
_ROWS = [
    # id, country of residence of the sender, USD million a year, mean cost before (%), mean cost after (%)
    ("C1", "Norland", 820.0, 6.8, 4.2),
    ("C2", "Eastmark", 410.0, 5.4, 2.7),
    ("C3", "Velland", 265.0, 8.9, 5.6),
    ("C4", "Port Amaro", 150.0, 4.6, 2.9),
    ("C5", "Taruvia", 90.0, 12.4, 9.1),
    ("C6", "Ilmara", 45.0, 10.2, 5.0),
    ("C7", "Serenna", 20.0, 15.8, 13.3),
]


def sandovia_corridors() -> pd.DataFrame:
    """Seven corridors; costs in per cent of the amount sent, volume in USD million a year."""
    frame = pd.DataFrame(_ROWS, columns=["id", "sending", "volume_usd_million", "cost_pct_before", "cost_pct_after"])
    frame.insert(2, "receiving", "Sandovia")
    return frame.assign(synthetic="true")
