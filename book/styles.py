"""One style sheet for all pages: that of the theme without the rules that no page can use, then ours.

The theme brings 350 kB of rules for parts that this book does not have. A rule stays if each class, id and attribute
that it names stands as a word somewhere in the pages or scripts of the finished book; so nothing is lost that a script
may add. Scripts also put names together (``ct-fill-${number}``): then the beginning, up to a hyphen, is the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import tinycss2
from tinycss2 import ast

from book import sides

_WORD = re.compile(r"[A-Za-z_-][\w-]*")
# A variable and its value, with the semicolon if there is one; values with braces are no variables of a theme.
_VARIABLE = re.compile(r"(?<=[{;])(--[\w-]+):(?:[^;{}\"']|\"[^\"]*\"|'[^']*')*(?:;|(?=\}))")
_ICON_RULES = (
    re.compile(r"@font-face\{[^}]*Font ?Awesome[^}]*\}"),
    re.compile(r"(?:\.fa-[\w-]+:?:before,?)+\{content:[^}]*\}"),
)
# At-rules that hold further rules; the others (font faces, keyframes, pages) are kept as they are.
_HOLDS_RULES = {"media", "supports", "layer", "container"}


def words_in(texts: Iterable[str]) -> set[str]:
    """Every word that pages and scripts hold: more than the classes in use, never fewer."""
    found: set[str] = set()
    for text in texts:
        found.update(_WORD.findall(text))
    return found


def known(names: set[str], words: set[str]) -> set[str]:
    """Those of ``names`` that stand in ``words``, whole or with a beginning that a script completes."""
    beginnings = tuple(word for word in words if word.endswith("-") and len(word.strip("-")) > 1)
    return {name for name in names if name in words or name.startswith(beginnings)}


def without_icon_fonts(css: str) -> str:
    """The theme's style sheet without its 2,000 icons: ``icons.css`` draws the dozen that pages use."""
    for rule in _ICON_RULES:
        css = rule.sub("", css)
    return css


def used(css: str, words: set[str], right_to_left: bool = False) -> str:
    """``css`` without comments and without rules whose names stand nowhere in ``words``.

    Args:
        css: a style sheet.
        words: every word of the pages and scripts.
        right_to_left: let the sides of the theme follow the direction of the text, see ``book/sides.py``.

    Raises:
        ValueError: the style sheet cannot be read.
    """
    kept = _kept(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), words)
    return sides.following_the_text(kept) if right_to_left else kept


def _kept(rules: list[ast.Node], words: set[str]) -> str:
    parts = []
    for rule in rules:
        if isinstance(rule, ast.QualifiedRule):
            selectors = [one for one in _selectors(rule.prelude) if _names(one) <= words]
            body = _body(rule.content)
            if selectors and body:
                parts.append(f"{','.join(tinycss2.serialize(one).strip() for one in selectors)}{{{body}}}")
        elif isinstance(rule, ast.AtRule) and rule.lower_at_keyword in _HOLDS_RULES and rule.content is not None:
            inside = _kept(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), words)
            if inside:
                parts.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude).rstrip()}{{{inside}}}")
        elif isinstance(rule, ast.AtRule) and rule.lower_at_keyword != "charset":
            parts.append(tinycss2.serialize([rule]))
        elif isinstance(rule, ast.ParseError):
            raise ValueError(f"a style sheet cannot be read: {rule.message}")
    return "\n".join(parts)


def _selectors(prelude: list[ast.Node]) -> list[list[ast.Node]]:
    """The selectors of a rule: parts between commas."""
    found: list[list[ast.Node]] = [[]]
    for token in prelude:
        if isinstance(token, ast.LiteralToken) and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _names(selector: list[ast.Node]) -> set[str]:
    """Classes, ids and attributes that an element must have. What stands in ``:not(…)`` or ``:is(…)`` need not."""
    found = set()
    for before, token in zip([None, *selector], selector, strict=False):
        after_dot = isinstance(before, ast.LiteralToken) and before.value == "."
        if isinstance(token, ast.HashToken) or (isinstance(token, ast.IdentToken) and after_dot):
            found.add(token.value)
        elif isinstance(token, ast.SquareBracketsBlock):
            found |= {one.value for one in token.content[:1] if isinstance(one, ast.IdentToken)}
    return found


def _body(content: list[ast.Node]) -> str:
    """The declarations of a rule without comments and needless space."""
    parts = []
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if isinstance(one, ast.Declaration):
            important = "!important" if one.important else ""
            parts.append(f"{one.name}:{tinycss2.serialize(one.value).strip()}{important}")
        elif isinstance(one, ast.ParseError):
            continue  # a browser skips it, too: the theme writes some hacks for old ones
        else:
            parts.append(tinycss2.serialize([one]))
    return ";".join(parts)


def without_unread_variables(css: str) -> str:
    """A complete style sheet without variables that no rule reads; those of the course stay for scripts and charts."""
    while True:
        read = set(re.findall(r"var\(\s*(--[\w-]+)", css))

        def kept(found: re.Match[str], read: set[str] = read) -> str:
            return found.group(0) if found.group(1) in read or found.group(1).startswith("--mdt-") else ""

        smaller = _VARIABLE.sub(kept, css)
        if smaller == css:
            return css
        css = smaller
