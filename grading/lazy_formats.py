"""jsonschema compiles the grammar of international addresses when it is imported, nearly two seconds in each process.

Here that waits until somebody checks such an address. Import this module before nbgrader or plotly.
"""

from __future__ import annotations

import importlib.util
import sys
import types

_NAME = "rfc3987_syntax"


def is_valid_syntax(rule: str, text: str) -> bool:
    """The function of the real module, which takes its own place when it is first called."""
    if sys.modules.get(_NAME) is _STUB:
        del sys.modules[_NAME]
    return importlib.import_module(_NAME).is_valid_syntax(rule, text)


_STUB = types.ModuleType(_NAME)
_STUB.is_valid_syntax = is_valid_syntax
if "jsonschema" not in sys.modules and importlib.util.find_spec(_NAME) is not None:
    sys.modules.setdefault(_NAME, _STUB)
