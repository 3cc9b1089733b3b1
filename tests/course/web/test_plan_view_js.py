"""Links of a plan's messages: to the lesson in the lab or in the book, to files beside the country file."""

from __future__ import annotations

SCRIPT = """
import { fileAddress, lessonAddress, notebookPlace, planCounts } from "#js/plan_view.js";
done({
  places: data.paths.map((path) => notebookPlace(path)),
  lessons: data.paths.map((path) => lessonAddress("lab", "m05_checklists", path)),
  files: data.paths.map((path) => fileAddress("plan_NPL.docx", path)),
  book: ["/modules/m15_capstone/lesson.html", "/x/"].map((path) => lessonAddress("book", "m05_checklists", path)),
  counts: planCounts(data.plan),
});
"""
PLAN = {
    "rules": [{"state": state} for state in ("holds", "broken", "waits", "holds")],
    "sections": [{"state": "complete"}, {"state": "draft"}],
}
PATHS = [
    "/lab/tree/m15_capstone/lesson.ipynb",
    "/user/amina/lab/tree/course%201/m15_capstone/lesson.ipynb",
    "/notebooks/m15_capstone/lesson.ipynb",
    "/lab/workspaces/auto-b/tree/m15_capstone/lesson.ipynb",
    "/lab",
    "/lab/tree/notes.txt",
]


def test_addresses(run_js) -> None:
    found = run_js(SCRIPT, {"paths": PATHS, "plan": PLAN})
    assert found["lessons"] == [
        "/lab/tree/m05_checklists/lesson.ipynb",
        "/user/amina/lab/tree/course%201/m05_checklists/lesson.ipynb",
        "/notebooks/m05_checklists/lesson.ipynb",
        "/lab/workspaces/auto-b/tree/m05_checklists/lesson.ipynb",
        "",
        "",
    ]
    assert found["files"][1] == "/user/amina/files/course%201/plan_NPL.docx"
    assert found["files"][0] == "/files/plan_NPL.docx" and found["files"][4] == ""
    assert found["places"][4] is None and found["book"] == ["../m05_checklists/lesson.html", ""]
    assert found["counts"] == {"holds": 2, "broken": 1, "waits": 1, "all": 4, "complete": 1}
