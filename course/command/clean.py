"""``make clean``: remove what was built. A trainee's own work is kept unless it is asked for by name."""

from __future__ import annotations

import shutil

from course.command.paths import BUILD, ROOT, WORKSPACE


def run(arguments: list[str]) -> int:
    """Empty ``build/`` except the workspace.

    Args:
        arguments: ``--environment`` removes ``.venv`` as well; ``--my-work`` removes the workspace as well.
    """
    for path in sorted(BUILD.iterdir()) if BUILD.exists() else []:
        if path == WORKSPACE and "--my-work" not in arguments:
            continue
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    if "--environment" in arguments:
        shutil.rmtree(ROOT / ".venv", ignore_errors=True)
    if WORKSPACE.exists():
        print(f"Removed what was built. Kept your pages and answers in {WORKSPACE}")
        print("To remove them too: python3 -m course.command clean --my-work")
    else:
        print("Removed what was built.")
    return 0
