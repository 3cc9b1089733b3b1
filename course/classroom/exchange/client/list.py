"""``nbgrader list``, the Assignment List, and what Formgrader knows of releases."""

from __future__ import annotations

import hashlib
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from nbgrader.exchange import abc

from course.classroom.exchange.client.exchange import Exchange

Info = dict[str, Any]


class ExchangeList(Exchange, abc.ExchangeList):
    """List what is released, or what was submitted. Both come from the service: every device sees the same."""

    def start(self) -> list[Info]:
        """The list, in the form of nbgrader's own; ``remove`` withdraws releases."""
        if self.inbound and self.cached:
            self.fail("Options --inbound and --cached are incompatible.")
        return Exchange.start(self)

    def copy_files(self) -> list[Info]:
        """Ask the service, and say what it says."""
        if self.inbound or self.cached:
            return self._submitted()
        return self._released()

    def _courses(self) -> list[str]:
        if self.coursedir is not None and self.coursedir.course_id:
            return [self.course]
        return sorted(self.connection.json("GET", "me")["courses"])

    def _wanted(self, assignment: str) -> bool:
        return self.coursedir.assignment_id in ("", "*", assignment)

    def _released(self) -> list[Info]:
        found = []
        for course in self._courses():
            for one in self.released(course):
                if not self._wanted(one["assignment"]):
                    continue
                if self.remove:
                    self.connection.json("DELETE", "courses", course, "assignments", one["assignment"])
                found.append(self._of_release(course, one))
        self.log.info("Removing released assignments:" if self.remove else "Released assignments:")
        for info in found:
            fetched = " (already downloaded)" if info["status"] == "fetched" else ""
            self.log.info("%s %s%s", info["course_id"], info["assignment_id"], fetched)
        return found

    def _of_release(self, course: str, one: Info) -> Info:
        folder = self.folder(course, one["assignment"])
        notebooks = [folder / file["path"] for file in one["files"] if _is_notebook(file["path"])]
        # the folder alone says nothing: the lesson may be there already
        fetched = any(path.exists() for path in notebooks)
        return {
            "course_id": course,
            "assignment_id": one["assignment"],
            "status": "removed" if self.remove else "fetched" if fetched else "released",
            "path": str(folder),
            "due": one["due"],
            "notebooks": [{"notebook_id": path.stem, "path": str(path)} for path in notebooks],
        }

    def _submitted(self) -> list[Info]:
        if self.remove:
            self.fail("Submissions are kept; they cannot be removed from the exchange.")
        found = []
        for course in self._courses():
            query = {}
            if self.inbound and self.coursedir.student_id not in ("", "*"):
                query["trainee"] = self.coursedir.student_id
            rows = self.connection.json("GET", "courses", course, "submissions", query=query)["submissions"]
            if self.cached:  # this means "mine"
                me = self.connection.json("GET", "me")["name"]
                rows = [row for row in rows if row["trainee"] == me]
            found += [self._of_submission(row) for row in rows if self._wanted(row["assignment"])]
        self.log.info("Submitted assignments:")
        for info in found:
            self.log.info("%s%s", " ".join(info[key] for key in _LINE), _feedback_words(info))
        groups = groupby(sorted(found, key=_group), key=_group)
        return [
            {**dict(zip(_GROUP, key, strict=True)), "status": "submitted", "submissions": list(group)}
            for key, group in groups
        ]

    def _of_submission(self, row: Info) -> Info:
        folder = self.folder(row["course"], row["assignment"])
        pages = folder / "feedback" / row["submitted_at"]
        released = {file["path"]: file["sha256"] for file in (row["feedback"] or {"files": []})["files"]}
        notebooks = []
        for file in row["files"]:
            if not _is_notebook(file["path"]):
                continue
            name = Path(file["path"]).stem
            page = pages / f"{name}.html"
            there, ready = page.is_file(), released.get(page.name)
            notebooks.append(
                {
                    "notebook_id": name,
                    "path": str(folder / file["path"]),
                    "has_local_feedback": there,
                    "has_exchange_feedback": ready is not None,
                    "local_feedback_path": str(page) if there else None,
                    "feedback_updated": there and ready is not None and _sha256(page) != ready,
                }
            )
        has_local = bool(notebooks) and all(one["has_local_feedback"] for one in notebooks)
        return {
            "course_id": row["course"],
            "assignment_id": row["assignment"],
            "student_id": row["trainee"],
            "timestamp": row["submitted_at"],
            "receipt": row["receipt"],
            "due": row["due"],
            "late": row["late"],
            "status": "submitted",
            "path": str(folder),
            "notebooks": notebooks,
            "has_local_feedback": has_local,
            "has_exchange_feedback": bool(notebooks) and all(one["has_exchange_feedback"] for one in notebooks),
            "feedback_updated": any(one["feedback_updated"] for one in notebooks),
            "local_feedback_path": str(pages) if has_local else None,
        }


_LINE = ("course_id", "student_id", "assignment_id", "timestamp")
_GROUP = ("course_id", "student_id", "assignment_id")


def _group(info: Info) -> tuple[str, ...]:
    return tuple(info[key] for key in _GROUP)


def _is_notebook(path: str) -> bool:
    return PurePosixPath(path).suffix == ".ipynb" and "/" not in path


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _feedback_words(info: Info) -> str:
    if info["has_local_feedback"] and not info["feedback_updated"]:
        return " (feedback already fetched)"
    return " (feedback ready to be fetched)" if info["has_exchange_feedback"] else " (no feedback available)"
