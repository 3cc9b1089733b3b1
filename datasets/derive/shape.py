"""Small steps that several tables share."""

from __future__ import annotations

import pandas as pd


def whole(values: pd.Series) -> pd.Series:
    """Counts and dollar amounts as whole numbers; missing stays missing."""
    return values.round().astype("Int64")


def tidy(frame: pd.DataFrame, columns: dict[str, str], key: list[str]) -> pd.DataFrame:
    """Choose and rename columns, then sort by the key so that a rerun gives the same bytes.

    Args:
        frame: the publisher's columns.
        columns: publisher's name -> our name, in our order.
        key: our names of the columns that identify a row.

    Raises:
        ValueError: two rows share a key.
    """
    table = frame[list(columns)].rename(columns=columns)
    if table.duplicated(key).any():
        raise ValueError(f"Rows share the key {key}: {table[table.duplicated(key, keep=False)].head()}")
    return table.sort_values(key, ignore_index=True)
