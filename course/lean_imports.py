"""Leave out a library that costs a second and a half in each process and that this course never uses.

``nbformat`` imports ``jsonschema``, which looks for ``rfc3987_syntax`` (checks of internationalised addresses) and
works without it. Importing it compiles 38 grammars. Notebooks are checked against a schema that has no such format.
"""

from __future__ import annotations

import sys


def without_address_grammars() -> None:
    """Let ``jsonschema`` find no ``rfc3987_syntax``; call this before the first import of ``nbformat``."""
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
