"""Command line: make the tables and the manifest, or check that the committed ones are what would be made.

python -m datasets.derive --from FOLDER            make everything
python -m datasets.derive --from FOLDER --check    compare with the committed files, change nothing
python -m datasets.derive --own                    only invented and self-written tables, and the manifest
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas as pd

from datasets.derive.authored import BadRow
from datasets.derive.files import FOLDER_VARIABLE, MissingPublishersFile, PublishersFiles, publishers_files
from datasets.derive.manifest import manifest
from datasets.derive.metadata import UndescribedTable
from datasets.derive.tables import FROM_PUBLISHERS, OUR_OWN

DATASETS = Path(__file__).resolve().parent.parent
MANIFEST = "datapackage.json"


def as_csv(table: pd.DataFrame) -> bytes:
    """The bytes of a table's file; the same table always gives the same bytes."""
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8")


def make(files: PublishersFiles | None, datasets: Path = DATASETS) -> dict[str, bytes]:
    """The content of every generated file, by path inside ``datasets``.

    Args:
        files: publishers' files; None keeps the committed tables that come from publishers.
        datasets: folder that holds the committed tables.
    """
    contents: dict[str, bytes] = {}
    for name, derive in FROM_PUBLISHERS.items():
        contents[name] = as_csv(derive(files)) if files else _committed(datasets, name)
    for name, generate in OUR_OWN.items():
        contents[name] = as_csv(generate())
    paths = {f"tables/{name}.csv": content for name, content in contents.items()}
    return paths | {MANIFEST: manifest(contents).encode("utf-8")}


def _committed(datasets: Path, name: str) -> bytes:
    path = datasets / "tables" / f"{name}.csv"
    if not path.is_file():
        raise MissingPublishersFile(f"The table '{name}' is new: make it with --from FOLDER before you use --own.")
    return path.read_bytes()


def differences(made: dict[str, bytes], datasets: Path = DATASETS) -> list[str]:
    """Paths whose committed content is not what was made, and tables that nothing makes."""
    wrong = [
        path
        for path, content in made.items()
        if not (datasets / path).is_file() or (datasets / path).read_bytes() != content
    ]
    known = {Path(path).name for path in made}
    return wrong + [f"tables/{p.name}" for p in (datasets / "tables").iterdir() if p.name not in known]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 when all is well, 1 when files differ, 2 when something is missing."""
    parser = argparse.ArgumentParser(prog="python -m datasets.derive", description="Make the course's tables.")
    parser.add_argument("--from", dest="folder", help=f"folder of the publishers' files (or {FOLDER_VARIABLE})")
    parser.add_argument("--check", action="store_true", help="change nothing, say what differs")
    parser.add_argument("--own", action="store_true", help="keep the publishers' tables as they are")
    options = parser.parse_args(arguments)
    files = None if options.own else publishers_files(options.folder)
    if files is None and not options.own:
        print(
            "Which publishers' files? Say --from FOLDER (or set "
            f"{FOLDER_VARIABLE}), or --own to renew only invented and self-written tables.",
            file=sys.stderr,
        )
        return 2
    try:
        made = make(files)
    except (BadRow, MissingPublishersFile, UndescribedTable) as problem:
        print(problem, file=sys.stderr)
        return 2
    changed = differences(made)
    if options.check:
        for path in changed:
            print(f"differs: datasets/{path}")
        print(f"{len(made)} files checked, {len(changed)} differ")
        return 1 if changed else 0
    for path, content in made.items():
        if path in changed:
            (DATASETS / path).write_bytes(content)
            print(f"written: datasets/{path} ({len(content):,} bytes)")
    print(f"{len(made)} files made, {sum(path in changed for path in made)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
