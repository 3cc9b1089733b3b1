"""The folder of publishers' files that the tables are derived from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

FOLDER_VARIABLE = "COURSE_PUBLISHERS_FILES"

# Codes that differ between publishers; on the right the code that this course uses.
SAME_PLACE = {"CHI": "XCX"}  # Channel Islands: World Bank code, UN DESA code


class MissingPublishersFile(FileNotFoundError):
    """A file that a table is derived from is not in the folder."""


@dataclass(frozen=True)
class PublishersFiles:
    """A folder with one sub-folder per publisher's dataset."""

    folder: Path

    def read(self, name: str) -> pd.DataFrame:
        """One file as a frame. ``NA`` stays text: it is the two-letter code of Namibia.

        Args:
            name: path inside the folder, for example ``remittances/remittances_wdi_1990_2023.csv``.

        Raises:
            MissingPublishersFile: the file is not there.
        """
        path = self.folder / name
        if not path.is_file():
            raise MissingPublishersFile(
                f"The publishers' file '{name}' is not in the folder '{self.folder}'. "
                "Each folder's name is its publisher's dataset: see datasets/README.md, “Renew a table”."
            )
        frame = pd.read_csv(path, keep_default_na=False, na_values=[""])
        for column in frame.columns:
            if column.endswith("iso3"):
                frame[column] = frame[column].replace(SAME_PLACE)
        return frame


def publishers_files(folder: str | None) -> PublishersFiles | None:
    """The folder named on the command line, else by the environment, else None."""
    chosen = folder or os.environ.get(FOLDER_VARIABLE)
    return PublishersFiles(Path(chosen)) if chosen else None
