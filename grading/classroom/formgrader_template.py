"""nbgrader's templates of Formgrader, changed as they are read: marks for scripts, our look, names for pictures."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import BaseLoader, Environment

_LOOK = '<link rel="stylesheet" href="{{ %s }}/look/formgrader.css">'
_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
_EYE = '<span class="glyphicon glyphicon-eye-{0} name-{1}" aria-hidden="true" onclick="toggle_name({2});"></span>'
_EYE_BUTTON = (
    '<button type="button" class="glyphicon glyphicon-eye-{0} name-{1}" aria-label="{3}" title="{3}" '
    'onclick="toggle_name({2});"></button>'
)
_EYES = [("open", "hidden", "true", "Show the name"), ("close", "shown", "false", "Hide the name")]
_MISSING = """The exchange directory at <code>{{ exchange }}</code> does not exist and could
not be created. The "release" and "collect" functionality will not be available.
Please see the documentation on
<a href="http://nbgrader.readthedocs.io/en/stable/user_guide/managing_assignment_files.html#setting-up-the-exchange">Setting Up The Exchange</a>
for instructions.
"""  # noqa: E501 - nbgrader's own words
_AWAY = """The classroom's exchange does not answer just now. Nothing is lost. Until it is back, nothing can be
released or collected here, and it is not known what is released. Marks and comments work. Load this page again in a
minute.
"""
#: Parts that one template borrows from another. Made once, they would carry the mark of the first page into all others.
_BORROWED = re.compile(r"(\{%-?\s*from\s(?:(?!%\}|with context).)+?)(\s*-?%\})")
_CELL = "{{ cell.metadata.nbgrader.grade_id }}"

#: What stands in nbgrader's templates, and what stands there instead.
CHANGES = (
    ("<!doctype html>\n<head>", f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{_VIEWPORT}'),
    ("<!DOCTYPE html>\n<html>\n<head>", f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{_VIEWPORT}'),
    ('css/nbgrader.css">', 'css/nbgrader.css">\n  ' + _LOOK % "base_url"),
    ('css/formgrade.css" />', 'css/formgrade.css">\n' + _LOOK % "resources.base_url"),
    ("<h1>nbgrader</h1>", '<p class="course-name">Formgrader</p>'),
    (
        '<ul class="nav nav-pills nav-stacked">',
        '<p><a href="{{ base_url }}/">← <bdi lang="{{ course_language }}">{{ course_back }}</bdi></a></p>\n'
        '<ul class="nav nav-pills nav-stacked">',
    ),
    ('<li role="presentation"', "<li"),
    (' role="tablist" aria-multiselectable="true"', ""),
    (' role="tab" id="headingOne"', ' id="headingOne"'),
    (' role="tabpanel" aria-labelledby="headingOne"', ' role="region" aria-labelledby="headingOne"'),
    ('<table class="table table-hover">', '<div class="wide"><table class="table table-hover">'),
    ("</tfoot>\n        </table>", "</tfoot>\n        </table></div>"),
    ('<nav class="navbar navbar-default navbar-fixed-top" role="navigation">', '<nav class="navbar navbar-default">'),
    ('<ul class="nav text-center">', '<div class="nav text-center">'),
    ("</ul>\n        </ul>", "</ul>\n        </div>"),
    (f'<input class="score tabbable" id="{_CELL}"', f'<input class="score tabbable" aria-label="Points" id="{_CELL}"'),
    ('<input class="extra-credit tabbable"', '<input class="extra-credit tabbable" aria-label="Extra credit"'),
    (f'<textarea id="{_CELL}-comment"', f'<textarea aria-label="Comment" id="{_CELL}-comment"'),
    (
        '<div class="help"><span class="glyphicon glyphicon-question-sign"></span></div>',
        '<button type="button" class="help" aria-label="Keys"><span class="glyphicon glyphicon-question-sign" '
        'aria-hidden="true"></span></button>',
    ),
    (_MISSING, _AWAY),
    (
        'class="alert alert-warning" id="warning-exchange"',
        'class="alert alert-warning" role="alert" id="warning-exchange"',
    ),
    *((_EYE.format(*eye), _EYE_BUTTON.format(*eye)) for eye in _EYES),
)


class MarkedLoader(BaseLoader):
    """Templates of nbgrader with our changes, in which every script asks for the mark of the page."""

    def __init__(self, inner: BaseLoader) -> None:
        self._inner = inner

    def get_source(self, environment: Environment, template: str) -> Any:
        """The source of a template with marks."""
        source, name, fresh = self._inner.get_source(environment, template)
        for old, new in CHANGES:
            source = source.replace(old, new)
        source = source.replace("<script", '<script nonce="{{ nonce }}"')
        source = _BORROWED.sub(r"\1 with context\2", source)
        return re.sub(r'\sonclick="', ' data-press="', source, flags=re.I), name, fresh
