"""``nbgrader fetch_assignment`` and the *Fetch* button."""

from __future__ import annotations

from fnmatch import fnmatch

from nbgrader.exchange import abc

from course.classroom.exchange.client.exchange import Exchange, opened, write_file, write_folder
from course.i18n import _


class ExchangeFetchAssignment(Exchange, abc.ExchangeFetchAssignment):
    """Fetch a released assignment into the trainee's folder; never over work that is there.

    The folder may exist: the lesson is put there when the server starts.
    """

    def init_dest(self) -> None:
        """Find the folder."""
        self.dest_path = self.folder(self.course, self.assignment)

    def copy_files(self) -> None:
        """Fetch the package and write what is not there."""
        files = [
            (path, data)
            for path, data in opened(self.connection.download("courses", self.course, "assignments", self.assignment))
            if not any(fnmatch(part, glob) for part in path.split("/") for glob in self.coursedir.ignore)
        ]
        there = [
            path for path, _data in files if (self.dest_path / path).exists() or (self.dest_path / path).is_symlink()
        ]
        if there and not self.replace_missing_files:
            self.fail(_("You already have a copy of {assignment}.").format(assignment=self.dest_path.name))
        if not self.dest_path.exists():
            write_folder(self.dest_path, files)
        else:
            for path, data in files:
                if path not in there:
                    if there:
                        self.log.warning("Replacing missing file '%s'", path)
                    write_file(self.dest_path / path, data)
        self.log.info("Fetched as: %s %s", self.course, self.assignment)
