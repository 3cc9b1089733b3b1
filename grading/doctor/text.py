"""From the bytes of a file to the JSON value that was meant."""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

MOST_DEEP = 60  # a real notebook has about 8; plotly's figures about 15
_BOMS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONG_NUMBER = re.compile(r"[0-9]{16}|[0-9][eE]\+?[0-9]{3}|NaN|Infinity")
_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=[\s,]*[\]}])|(?<=[\[,])\s*,', re.S)
_LARGEST = 2**63


class Unusable(Exception):
    """Nothing can be made of a file; ``kind`` is one of the kinds of ``repairs``."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def decoded(data: bytes) -> tuple[str, list[str]]:
    """The text of a file and the kinds of repairs that it needed.

    Raises:
        Unusable: The file is empty.
    """
    if not data.strip(b" \t\r\n\0"):
        raise Unusable("empty")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace"), ["encoding"]
    if data[:64].count(0) >= min(len(data), 64) // 3:  # UTF-16 without its mark: every other byte is zero
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace"), ["encoding"]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), ["encoding"]


def value(text: str) -> tuple[Any, list[str]]:
    """The JSON value of a text and the kinds of repairs that it needed.

    Raises:
        Unusable: It is no JSON, even after repairs, or too deep.
    """
    repairs: list[str] = []
    try:
        found = _parse(text, repairs)
    except ValueError:
        try:
            found = _parse(_COMMA.sub(lambda match: match[1] or "", text), repairs)
            repairs.append("commas")
        except ValueError:
            raise Unusable("damaged") from None
        except RecursionError:
            raise Unusable("deep") from None
    except RecursionError:
        raise Unusable("deep") from None
    if too_deep(found):
        raise Unusable("deep")
    if "\\ud" in text or "\\uD" in text or _SURROGATE.search(text):
        found, changed = _without_surrogates(found)
        repairs += ["surrogates"] if changed else []
    return found, repairs


def _parse(text: str, repairs: list[str]) -> Any:
    if not _LONG_NUMBER.search(text):
        return json.loads(text)
    odd: list[str] = []
    found = json.loads(text, **_guards(odd))
    repairs += ["numbers"] if odd else []
    return found


def _guards(odd: list[str]) -> dict[str, Any]:
    """Hooks of ``json`` that take no number beyond 64 bits, no infinity, nothing that is not JSON."""

    def whole(digits: str) -> int:
        number = int(digits) if len(digits) < 25 else _LARGEST
        if abs(number) < _LARGEST:
            return number
        odd.append(digits[:20])
        return 0

    def real(digits: str) -> float:
        number = float(digits)
        if number - number == 0:
            return number
        odd.append(digits[:20])
        return 0.0

    def constant(name: str) -> None:
        odd.append(name)

    return {"parse_int": whole, "parse_float": real, "parse_constant": constant}


def too_deep(found: Any) -> bool:
    """True if a value has lists or objects within more than ``MOST_DEEP`` others."""
    layer = [found]
    for _depth in range(MOST_DEEP + 1):
        layer = [
            child
            for one in layer
            if isinstance(one, dict | list)
            for child in (one.values() if isinstance(one, dict) else one)
            if isinstance(child, dict | list)
        ]
        if not layer:
            return False
    return True


def _without_surrogates(found: Any) -> tuple[Any, bool]:
    """Half characters cannot be saved as UTF-8: they become the mark for a lost character."""
    if isinstance(found, str):
        clean = _SURROGATE.sub("\ufffd", found)
        return clean, clean != found
    if isinstance(found, list):
        parts = [_without_surrogates(one) for one in found]
        return [one for one, _ in parts], any(changed for _, changed in parts)
    if isinstance(found, dict):
        pairs = [(_without_surrogates(key), _without_surrogates(one)) for key, one in found.items()]
        return {key[0]: one[0] for key, one in pairs}, any(key[1] or one[1] for key, one in pairs)
    return found, False


def salvaged(text: str) -> tuple[dict[str, Any], list[str]]:
    """The complete cells of a notebook file that is cut off, or holds two notebooks.

    Raises:
        Unusable: No cell is complete.
    """
    text = _COMMA.sub(lambda match: match[1] or "", text)
    decoder = json.JSONDecoder(**_guards([]))
    best: list[Any] = []
    found = list(re.finditer(r'"cells"\s*:\s*\[', text))[:20]
    for start in found:
        cells, place = [], start.end()
        while True:
            while place < len(text) and text[place] in " \t\r\n,":
                place += 1
            try:
                cell, place = decoder.raw_decode(text, place)
            except (ValueError, RecursionError):
                break
            if isinstance(cell, dict) and not too_deep(cell):
                cells.append(cell)
        if len(cells) >= len(best):
            best = cells
    if not best:
        raise Unusable("damaged")
    kind = "two_documents" if len(found) > 1 else "truncated"
    best = [_without_surrogates(cell)[0] for cell in best]
    return {"cells": best, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, [kind]
