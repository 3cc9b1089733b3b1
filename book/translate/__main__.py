"""Bring the catalogues up to date: ``python -m book.translate [--check] [--language fr]``.

New English texts join every catalogue without a translation, texts that are gone leave it. A changed sentence is a new
one: nothing is guessed, so no page ever shows a translation of an older sentence.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from book.places import ROOT, Places
from book.translate.catalogues import SOURCE, checked, languages
from book.translate.sources import Message, catalogues
from course import catalogue

# Lines of the header that name people or the time of day: they would change the file at each run.
_UNSTEADY = re.compile(
    r'^"(?:Project-Id|Report-Msgid|POT-Creation|PO-Revision|Last-Translator|Language-Team|Generated).*\n', re.M
)
#: Which form counts what, where Babel's order is not the one that translators and their programs know: in Arabic form
#: 4 is for 11 to 99, and form 5 for 100.
_PLURALS = {
    "ar": (6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5)"),
}
_HEADER = "Words of the course. Translators: keep {names} in braces, `code`, addresses and [links](as-they-are.md)."


def renewed(path: Path, messages: list[Message], language: str) -> tuple[str, int, int]:
    """The text of a catalogue with just ``messages``, how many there are, and how many have no translation.

    Args:
        path: the catalogue as it stands, or a file that is still missing.
        messages: the English texts of today.
        language: two-letter code.
    """
    old = {(one.context, one.text): one for one in catalogue.entries(path)} if path.is_file() else {}
    made = Catalog(locale=language, header_comment=f"# {_HEADER}", fuzzy=False)
    if language in _PLURALS:  # Babel has no setter for it
        made._num_plurals, made._plural_expr = _PLURALS[language]
    for message in messages:
        known = old.get((message.context, message.text))
        said: str | tuple[str, ...] = ""
        if known and known.done and bool(known.plural) == bool(message.plural):
            said = tuple(known.translated[form] for form in sorted(known.translated))
            said = said if message.plural else said[0]
        made.add(
            (message.text, message.plural) if message.plural else message.text,
            said or None,
            locations=[(message.place, 0)],
            context=message.context or None,
        )
    missing = sum(not (all(one.string) if isinstance(one.string, tuple) else one.string) for one in made if one.id)
    out = io.BytesIO()
    write_po(out, made, width=116, include_lineno=False)
    text = _UNSTEADY.sub("", out.getvalue().decode())
    return text, len([one for one in made if one.id]), missing


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m book.translate", description="Bring the catalogues up to date.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a catalogue is out of date")
    parser.add_argument("--language", type=checked, help="one language only")
    options = parser.parse_args(arguments)
    release = Places().release
    if subprocess.run([sys.executable, "-m", "grading.release"], cwd=ROOT, check=False).returncode:
        return 1
    late = 0
    for language in [options.language] if options.language else languages():
        for path, messages in catalogues(language, release).items() if language != SOURCE else ():
            text, count, missing = renewed(path, messages, language)
            changed = not path.is_file() or path.read_text("utf-8") != text
            late += changed
            if changed and not options.check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
            state = f"{missing} of {count} without a translation" if missing else f"{count}, all translated"
            print(
                f"{path.relative_to(ROOT).as_posix()}: {state}{' (out of date)' if changed and options.check else ''}"
            )
    return int(bool(options.check and late))


if __name__ == "__main__":
    sys.exit(main())
