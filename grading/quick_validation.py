"""Check metadata and outputs against their schemas quickly; every verdict and every error stays the same.

nbgrader reads and checks its schema again for each cell, and nbformat checks each output with its slow validator.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

_MOST, _LONGEST = 4_096, 2_000


def install() -> None:
    """Let nbgrader and nbformat use the quick checks in this process."""
    import jsonschema
    from nbformat.v4 import nbbase
    from nbgrader.nbgraderformat import MetadataValidator, common
    from nbgrader.preprocessors import checkcellmetadata

    common.jsonschema = SimpleNamespace(validate=_Metadata().validate, ValidationError=jsonschema.ValidationError)
    checkcellmetadata.MetadataValidator = cache(MetadataValidator)  # it has no state, and reads three files
    if not hasattr(nbbase.validate, "__wrapped__"):
        nbbase.validate = _quick(nbbase.validate)


class _Metadata:
    """Remembers metadata that is sound: all submissions of a module have the same."""

    def __init__(self) -> None:
        self._validators: dict[int, tuple[dict[str, Any], Any]] = {}
        self._sound: set[tuple[int, str]] = set()

    def validate(self, instance: Any, schema: dict[str, Any]) -> None:
        """What ``jsonschema.validate`` does."""
        import jsonschema

        key = (id(schema), repr(instance))
        if key in self._sound:
            return
        if id(schema) not in self._validators:
            # the schema is kept, so that no other one can get its number
            self._validators[id(schema)] = schema, jsonschema.validators.validator_for(schema)(schema)
        for error in self._validators[id(schema)][1].iter_errors(instance):
            raise error
        if len(key[1]) <= _LONGEST and len(self._sound) < _MOST:
            self._sound.add(key)


def _quick(validate: Callable[..., None]) -> Callable[..., None]:
    """nbformat's check of one output; only what the quick validator refuses is left to the slow one."""

    def quick(node: Any, ref: str | None = None) -> None:
        if ref is None or not _accepts(ref, node):
            validate(node, ref)

    quick.__wrapped__ = validate
    return quick


def _accepts(ref: str, node: Any) -> bool:
    import fastjsonschema

    try:
        _compiled(ref)(node)
    except (fastjsonschema.JsonSchemaException, KeyError):
        return False
    return True


@cache
def _compiled(ref: str) -> Callable[[Any], Any]:
    import fastjsonschema
    from nbformat import v4
    from nbformat.validator import _get_schema_json  # the schema of the newest minor version, as nbformat takes it

    definitions = _get_schema_json(v4, version=4, version_minor=v4.nbformat_minor)["definitions"]
    return fastjsonschema.compile({"$ref": f"#/definitions/{ref}", "definitions": definitions}, use_default=False)
