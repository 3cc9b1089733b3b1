"""What every model shares: its inputs, its outputs, its words, and one checked way to run it."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from course.i18n import _

Number = float | None


def number_input(
    id: str, label: str, *, low: float, high: float, step: float, start: float, unit: str = "", help: str = ""
) -> dict[str, Any]:
    """One input of a model, as the description of a question or tool carries it.

    Args:
        id: Name used in recorded answers. Never translated, never changed after the first release.
        label: What a trainee reads beside the control (already translated).
        low, high, step, start: Range, step and first value of the control, in ``unit``.
        unit: ``USD``, ``%`` … or empty for a plain share.
        help: One sentence that says what the input means.
    """
    return {
        "id": id,
        "label": label,
        "min": low,
        "max": high,
        "step": step,
        "start": start,
        "unit": unit,
        "help": help,
    }


def number_output(id: str, label: str, *, unit: str = "", digits: int = 2) -> dict[str, Any]:
    """One result of a model: its name, its label, its unit and how many decimals to show."""
    return {"id": id, "label": label, "unit": unit, "digits": digits}


class Model(ABC):
    """A pure function with a name, named inputs and named outputs.

    A model knows nothing of widgets or files. ``run`` may be called with some inputs only: the others take their
    start value. It never returns a not-a-number or an infinity; ``None`` means "does not happen".
    """

    name: str = ""
    #: The formula as one line of plain text, shown under the tool.
    formula: str = ""

    @property
    @abstractmethod
    def title(self) -> str: ...

    @property
    @abstractmethod
    def inputs(self) -> list[dict[str, Any]]: ...

    @property
    @abstractmethod
    def outputs(self) -> list[dict[str, Any]]: ...

    @property
    @abstractmethod
    def assumptions(self) -> list[str]: ...

    @property
    @abstractmethod
    def limits(self) -> list[str]:
        """What this model cannot tell you, one sentence each."""

    @property
    @abstractmethod
    def source(self) -> str: ...

    @abstractmethod
    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        """The results for a complete and checked set of values."""

    def defaults(self) -> dict[str, float]:
        """The start value of every input."""
        return {item["id"]: float(item["start"]) for item in self.inputs}

    def run(self, params: Mapping[str, Any] | None = None) -> dict[str, Number]:
        """Check ``params``, fill in what is missing, and compute.

        Args:
            params: Values by input id, in the unit of the input. Missing ones take their start value.

        Returns:
            One number (or ``None``) per output id.

        Raises:
            ValueError: In plain words, for an unknown input, a value that is no number, or one outside its range.
        """
        return self.compute(self.checked(params or {}))

    def checked(self, params: Mapping[str, Any]) -> dict[str, float]:
        """``params`` completed with start values, or a ValueError that says what is wrong."""
        known = {item["id"]: item for item in self.inputs}
        for key in params:
            if key not in known:
                names = ", ".join(known)
                raise ValueError(
                    _("There is no input called “{name}”. The inputs are: {names}.").format(name=key, names=names)
                )
        values = self.defaults()
        for key, raw in params.items():
            values[key] = _in_range(raw, known[key])
        return values


def _in_range(raw: Any, item: dict[str, Any]) -> float:
    label = item["label"]
    if isinstance(raw, bool) or not isinstance(raw, (int, float)) or not math.isfinite(raw):
        raise ValueError(_("“{label}” needs a number.").format(label=label))
    if not item["min"] <= raw <= item["max"]:
        unit = f" {item['unit']}" if item["unit"] else ""
        raise ValueError(
            _("“{label}” must lie between {low} and {high}{unit}.").format(
                label=label, low=f"{item['min']:g}", high=f"{item['max']:g}", unit=unit
            )
        )
    return float(raw)


def finite(value: Any, label: str) -> float:
    """``value`` as a float, or a ValueError in plain words that names it."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError(_("“{label}” needs a number.").format(label=label))
    return float(value)
