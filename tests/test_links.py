"""Links inside the repository lead somewhere: in Markdown files, in notebooks, and in paths written as `code`."""

from __future__ import annotations

import json
import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from posixpath import normpath

import pytest

ROOT = Path(__file__).parents[1]
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
KNOWN = {*TRACKED, *(str(folder) for name in TRACKED for folder in PurePosixPath(name).parents)}
DOCUMENTS = [name for name in TRACKED if name.endswith((".md", ".ipynb"))]
each_document = pytest.mark.parametrize("document", DOCUMENTS)

# Pages that the book writes for itself; Sphinx refuses a link to any other page that is not there.
WRITTEN_PAGES = {
    f"book/pages/{name}.md" for name in ("data", "glossary", "module-map", "my-progress", "sources", "terms", "today")
}
# Names of files that exist only while people work, and of the module that CONTRIBUTING.md invents.
MADE_AT_WORK = {
    "answers.json", "country_file.json", "grades.csv", "index.html", "gradebook.db",
    "parts.csv", "peer_review.json", "peer_review_codes.csv", "result.csv", "pages/<trainee>.html",
}  # fmt: skip
INVENTED = re.compile(r"\bm06_labour\b")

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_ENDING = r"\.(?:py|md|toml|json|csv|ipynb|js|css|txt|html|yml)"
_PATH = re.compile(rf"[\w.<>*-]+(?:/[\w.<>*-]+)+/?|[\w.<>-]+/|[\w<>-]+{_ENDING}")
_PLACEHOLDER = re.compile(r"<\w+>|\bNAME\b")


def _text(document: str) -> str:
    text = (ROOT / document).read_text(encoding="utf-8")
    if document.endswith(".ipynb"):
        cells = json.loads(text)["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return text


def links(text: str) -> list[str]:
    """Targets of Markdown links and pictures inside the repository."""
    found = [one or other for one, other in _LINK.findall(_FENCE.sub("", text))]
    return [target for target in found if not re.match(r"[a-z]+:", target)]


def paths(text: str) -> list[str]:
    """What looks like a file or a folder in `code`."""
    found = [name for name in _CODE.findall(_FENCE.sub("", text)) if _PATH.fullmatch(name)]
    return [name for name in found if not name.startswith("build/") and not INVENTED.search(name)]


def anchors(text: str) -> set[str]:
    """The names that GitHub gives to headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(document: str, target: str) -> bool:
    """Whether a link target exists, with its heading."""
    name, _, heading = target.partition("#")
    here = str(PurePosixPath(document).parent)
    found = normpath(f"{here}/{name}") if name else document
    if document.startswith("book/pages/"):
        pages_of_modules = found.removeprefix("book/pages/")
        if found in WRITTEN_PAGES or re.fullmatch(r"modules/(\w+)/index\.md", pages_of_modules):
            folder = str(PurePosixPath(pages_of_modules).parent)
            return found in WRITTEN_PAGES or folder in KNOWN
        found = found if found in KNOWN else pages_of_modules
    return found in KNOWN and (not heading or heading in anchors(_text(found)))


def exists(document: str, path: str) -> bool:
    """Whether a path in `code` is a tracked file or folder, seen from its document or from the top."""
    name = path.rstrip("/")
    if name in MADE_AT_WORK:
        return True
    pattern = _PLACEHOLDER.sub("*", name)
    here = str(PurePosixPath(document).parent)
    wanted = [pattern, normpath(f"{here}/{pattern}")]
    if "/" not in path:
        wanted.append(f"*/{pattern}")  # a bare file name: the sentence around it says in which folder
    return any(one in KNOWN or ("*" in one and any(fnmatch(known, one) for known in KNOWN)) for one in wanted)


@each_document
def test_links_lead_somewhere(document: str) -> None:
    broken = [target for target in links(_text(document)) if not leads_somewhere(document, target)]
    assert broken == [], f"{document} links to what is not there"


@each_document
def test_paths_in_code_exist(document: str) -> None:
    missing = [path for path in paths(_text(document)) if not exists(document, path)]
    assert missing == [], f"{document} names files that are not there"


@pytest.mark.parametrize("document", [name for name in DOCUMENTS if name.endswith(".md")])
def test_named_commands_exist(document: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]\w*)", _text(document)))
    assert named <= targets, f"{document} names commands that make does not have"


def test_a_link_of_a_handed_out_page_stays_among_the_handed_out_pages() -> None:
    """A trainee has the two notebooks of each module and nothing else."""
    for document in DOCUMENTS:
        if document.endswith(".ipynb"):
            away = [target for target in links(_text(document)) if not re.match(r"#|[^#]+\.ipynb(#|$)", target)]
            assert away == [], document


def test_parts_that_a_lesson_names_exist() -> None:
    """“See part 5” is a link, too."""
    seen = 0
    for document in DOCUMENTS:
        if document.startswith("modules/"):
            lesson = _text(f"{PurePosixPath(document).parent}/lesson.ipynb")
            parts = set(re.findall(r"^## (?:Part )?(\d+)\b", lesson, re.MULTILINE))
            named = set(re.findall(r"\b[Pp]arts? (\d+)\b", _text(document)))
            assert named <= parts, document
            seen += len(named)
    assert seen >= 4


def test_this_search_sees_what_it_should() -> None:
    text = "[a](b.md) ![c](d.png) [w](https://x.example) `tests/` `a/<type>.py` `1/2 of`\n```\n[e](f.md)\n```\n"
    assert links(text) == ["b.md", "d.png"]
    assert paths(text) == ["tests/", "a/<type>.py"]
    assert leads_somewhere("README.md", "CONTRIBUTING.md#add-a-tool")
    assert not leads_somewhere("README.md", "CONTRIBUTING.md#add-a-moon")
    assert not leads_somewhere("README.md", "nowhere.md")
    assert leads_somewhere("book/pages/index.md", "modules/m10_remittances/index.md")
    assert not leads_somewhere("book/pages/index.md", "modules/m99_none/index.md")
    assert exists("CONTRIBUTING.md", "course/questions/<type>.py") and not exists("CONTRIBUTING.md", "course/moon.py")
