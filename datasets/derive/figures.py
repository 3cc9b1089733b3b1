"""Figures that texts state: the seed documents' own, and those of outside publications."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pandas as pd

from datasets.derive.files import PublishersFiles
from datasets.derive.shape import tidy

PUBLISHED = Path(__file__).resolve().parent.parent / "published_figures.toml"

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_WORDS = {"half": 0.5}


def reading(text: str) -> tuple[float | None, str]:
    """The number behind a stated value, and how it is to be read.

    Args:
        text: the value as recorded, for example ``>144`` or ``62;11``.

    Returns:
        The number, or None when the text is not one number; and one of ``exact``, ``at least``, ``in words``,
        ``several``, ``range`` or ``date``.
    """
    if _NUMBER.fullmatch(text):
        return float(text), "exact"
    if text.startswith(">"):
        return float(text[1:]), "at least"
    if text in _WORDS:
        return _WORDS[text], "in words"
    if ";" in text:
        return None, "several"
    return None, "date" if re.match(r"\d{4}-\d{2}", text) else "range"


def seed_figures(files: PublishersFiles) -> pd.DataFrame:
    """Figures of the seed documents with their place (document:line) and the words around them."""
    frame = files.read("seed_figures.csv")
    document = frame["seed"].map("{:03d}".format)
    frame["place"] = document + ":" + frame["line"].astype(str)
    read = [reading(str(text)) for text in frame["value"]]
    frame["number"] = [number for number, _how in read]
    frame["how"] = [how for _number, how in read]
    return tidy(
        frame,
        {
            "id": "id",
            "place": "place",
            "quantity": "quantity",
            "value": "stated",
            "number": "value",
            "how": "reading",
            "unit": "unit",
            "quote": "quote",
        },
        key=["id"],
    )


def published_figures() -> pd.DataFrame:
    """Figures of outside publications that the modules cite; written by hand in ``published_figures.toml``."""
    book = tomllib.loads(PUBLISHED.read_text(encoding="utf-8"))
    rows = []
    for figure in book["figure"]:
        references = figure["reference"]
        source = "; ".join(book["source"][code] for code in references)
        rows.append(
            {
                "id": figure["id"],
                "topic": figure["topic"],
                "text": figure["text"],
                "value": float(figure["value"]),
                "unit": figure["unit"],
                "year": figure["year"],
                "source": source,
                "reference": " ".join(references),
                "caution": figure.get("caution"),
            }
        )
    return pd.DataFrame(rows)
