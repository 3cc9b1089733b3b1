"""nbgrader's scripts of Formgrader, changed as they are sent: no "None" where somebody or something has no name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from nbgrader.server_extensions.formgrader import handlers
from tornado.web import StaticFileHandler

_NONE = 'if ({0}_name === null) {0}_name = "None";'
_COMMA = 'var name = last_name + ", " + first_name;'
_NAME = "var name = personName(last_name, first_name, {0});"
_DUEDATE = (
    'duedate = "None";\n            display_duedate = "None";',
    'duedate = "";\n            display_duedate = "no deadline";',
)

#: By file: what stands in nbgrader's script, and what stands there instead. ``personName`` is in our ``utils.js``.
SCRIPTS: dict[str, tuple[tuple[str, str], ...]] = {
    "js/manage_students.js": (
        (_NONE.format("last"), ""),
        (_NONE.format("first"), ""),
        (_COMMA, _NAME.format('this.model.get("id")')),
        ('if (email === null) email = "None";', 'if (email === null) email = "";'),
    ),
    "js/manage_submissions.js": (
        (_NONE.format("last"), ""),
        (_NONE.format("first"), ""),
        (_COMMA, _NAME.format("student")),
        (
            'timestamp = "None";\n            display_timestamp = "None";',
            'timestamp = "";\n            display_timestamp = "";',
        ),
    ),
    "js/gradebook_notebook_submissions.js": (
        (
            "if (last_name !== null && first_name !== null) {\n"
            '            name = last_name + ", " + first_name\n        }',
            "name = personName(last_name, first_name, name);",
        ),
    ),
    "js/gradebook_assignments.js": (_DUEDATE,),
    "js/manage_assignments.js": (
        _DUEDATE,
        (
            'this.$status.append($("<span/>").addClass("label label-success").text("released"));\n        }',
            'this.$status.append($("<span/>").addClass("label label-success").text("released"));\n        } else {\n'
            '            this.$status.attr("data-order", "").text(status);\n        }',
        ),
    ),
}


class Script(StaticFileHandler):
    """A script with our changes."""

    @classmethod
    def get_content(cls, abspath: str, start: int | None = None, end: int | None = None) -> bytes:
        """The script."""
        return script(Path(abspath).relative_to(handlers.static_path).as_posix()).encode()[start:end]

    def get_content_size(self) -> int:
        """Its length with our changes."""
        return len(self.get_content(self.absolute_path or ""))


@cache
def script(name: str) -> str:
    """A script of nbgrader's with our changes. Made once: each request asks for text, length and print of it."""
    source = (Path(handlers.static_path) / name).read_text(encoding="utf-8")
    for old, new in SCRIPTS[name]:
        source = source.replace(old, new)
    return source
