"""Writes the manifest: a Data Package (frictionlessdata.io, version 1) over all tables."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from datasets.derive.metadata import about, shared

CSV_READING = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True}
# Words of the description files that go into the manifest as they are.
COPIED = ["title", "description", "publisher", "edition", "short", "retrieved", "traps", "synthetic", "status"]


def _field(field: dict[str, Any] | str, common: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """One column of the schema; a bare name means a column that is described once for all tables."""
    if isinstance(field, str):
        field = {"name": field, **common[field]}
    constraints = {key: field[key] for key in ("required", "enum", "minimum", "maximum", "pattern") if key in field}
    plain = {key: value for key, value in field.items() if key not in constraints}
    return plain | ({"constraints": constraints} if constraints else {})


def resource(name: str, content: bytes) -> dict[str, Any]:
    """The manifest entry of one table.

    Args:
        name: name of the table.
        content: the bytes of its CSV file.
    """
    common = shared()
    written = about(name)
    codes = [written["licence"]] if isinstance(written["licence"], str) else written["licence"]
    licences = [common["licences"][code] for code in codes]
    entry: dict[str, Any] = {
        "name": name,
        "path": f"tables/{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": CSV_READING,
    }
    entry |= {key: written[key] for key in COPIED if key in written}
    entry["licenses"] = [{key: licence[key] for key in ("name", "title", "path")} for licence in licences]
    entry["licence_note"] = written.get("licence_note", " ".join(licence["note"] for licence in licences))
    entry["sources"] = written["sources"]
    entry["schema"] = {
        "fields": [_field(field, common["fields"]) for field in written["fields"]],
        "primaryKey": written["key"],
        "missingValues": [""],
    }
    if written.get("countries"):
        entry["schema"]["foreignKeys"] = [
            {"fields": column, "reference": {"resource": "countries", "fields": "iso3"}}
            for column in written["countries"]
        ]
    return entry


def manifest(contents: dict[str, bytes]) -> str:
    """The whole manifest as JSON text, tables in the order given."""
    package = {
        "profile": "tabular-data-package",
        **shared()["package"],
        "resources": [resource(name, content) for name, content in contents.items()],
    }
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"
