"""200 generated submissions graded by stock nbgrader and by ours: what differs."""

from __future__ import annotations

import shutil
from pathlib import Path

from grading.bench.compare import Result, differences, result_of
from grading.bench.generated import MODULE, hand_in, make_course
from grading.bench.stock import grade_stock
from grading.grade.run import Choice, run

COUNT = 200


def report(folder: Path, count: int = COUNT) -> int:
    """Compare and print; returns the exit code."""
    course = make_course(folder / "course")
    names = hand_in(course, count)
    results: dict[str, Result] = {}
    for mode in ("stock", "compatible", "hardened"):
        print(f"{mode}: {count} submissions …", flush=True)
        copy = Path(shutil.copytree(course, folder / mode))
        if mode == "stock":
            problems = grade_stock(copy, [(MODULE, name) for name in names])
        else:
            problems = [verdict.problem for verdict in run(copy, Choice(mode=mode))]
        for problem in filter(None, problems):
            print(problem.strip().splitlines()[-1])
        results[mode] = result_of(copy)
    stock = results["stock"]
    lines = differences(stock, results["compatible"])
    lines += differences(
        Result(stock.rows, {}, stock.files), Result(results["hardened"].rows, {}, results["hardened"].files)
    )
    counts = f"{len(stock.rows)} rows, {len(stock.notebooks)} notebooks, {len(stock.files)} files and folders"
    print(*lines, sep="\n")
    print(f"compatible equals stock nbgrader in {counts}; so do rows and files when hardened" if not lines else counts)
    return 1 if lines else 0
