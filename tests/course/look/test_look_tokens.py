"""The palette: text can be read, and the six series stay apart for people who see fewer colours."""

import itertools

import numpy as np
import pytest

from course import look

MODES = ("light", "dark")
SERIES = [f"series-{i}" for i in range(1, 7)]
TEXT_ON = [
    *((text, paper) for text in ("ink", "ink-soft", "accent") for paper in ("paper", "raised", "sunken")),
    ("accent-ink", "accent"),
    ("accent", "accent-paper"),
    ("ink", "accent-paper"),
    *((tone, f"{tone}-paper") for tone in ("good", "warn", "bad", "info")),
    *(("ink", f"{tone}-paper") for tone in ("good", "warn", "bad", "info")),
    *((tone, paper) for tone in ("good", "warn", "bad", "info") for paper in ("paper", "raised")),
]
# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def linear(colour: str) -> np.ndarray:
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2."""
    light, dark = sorted((float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def oklab(rgb: np.ndarray) -> np.ndarray:
    """Ottosson's OKLab: distances in it are close to what people see as different."""
    to_lms = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566]]
    to_lms.append([0.0883024619, 0.2817188376, 0.6299787005])
    to_lab = [[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099]]
    to_lab.append([0.0259040371, 0.7827717662, -0.808675766])
    return np.array(to_lab) @ np.cbrt(np.array(to_lms) @ np.clip(rgb, 0, 1))


def test_contrast_of_known_pairs():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("text", "paper"), TEXT_ON)
def test_text_can_be_read(text, paper, mode):
    assert contrast(look.colour(text, mode), look.colour(paper, mode)) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", [*SERIES, "series-quiet", "line-strong", "focus"])
@pytest.mark.parametrize("paper", ["paper", "raised"])
def test_marks_and_edges_stand_out(name, paper, mode):
    assert contrast(look.colour(name, mode), look.colour(paper, mode)) >= 3


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("sight", SIGHT)
def test_series_stay_apart(sight, mode):
    seen = {name: oklab(SIGHT[sight] @ linear(look.colour(name, mode))) for name in SERIES}
    nearest = min(float(np.linalg.norm(seen[a] - seen[b])) for a, b in itertools.combinations(SERIES, 2))
    # 0.02 is about the least difference that people notice side by side; lines stand apart, so five times that.
    assert nearest >= 0.1


def test_this_measure_sees_a_bad_palette():
    red, green = (oklab(SIGHT["deuteranopia"] @ linear(c)) for c in ("#c05020", "#7a7a10"))
    assert float(np.linalg.norm(red - green)) < 0.1


def test_tokens_are_a_copy():
    look.tokens()["colour"]["ink"]["light"] = "#ff0000"
    assert look.colour("ink") != "#ff0000"


def test_unknown_colour():
    with pytest.raises(KeyError):
        look.colour("series-7")
