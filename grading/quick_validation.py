"""nbgrader checks the metadata of each cell against a schema and first checks the schema, every time: do that once."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any


def install() -> None:
    """Let nbgrader use one compiled validator per schema in this process. Its verdicts and errors stay the same."""
    import jsonschema
    from nbgrader.nbgraderformat import common

    def validate(instance: Any, schema: dict[str, Any]) -> None:
        for error in _validator(_Key(schema)).iter_errors(instance):
            raise error

    common.jsonschema = SimpleNamespace(validate=validate, ValidationError=jsonschema.ValidationError)


class _Key:
    """A schema as a key: equal text, equal schema."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema
        self._text = repr(schema)

    def __hash__(self) -> int:
        return hash(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other._text == self._text


@cache
def _validator(key: _Key) -> Any:
    import jsonschema

    return jsonschema.validators.validator_for(key.schema)(key.schema)
