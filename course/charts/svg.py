"""Small pieces of SVG: the frame with its title and description, the plotting area, text and paint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from course import look
from course.charts.spec import Spec

INK = "fill:var(--mdt-ink,currentColor)"
SOFT = "fill:var(--mdt-ink-soft,currentColor)"
# Without the style sheet grid lines take the colour of the text, thinned, so that they show on any background.
LINE = "stroke:var(--mdt-line,rgb(128 128 128/.35))"
AXIS = "stroke:var(--mdt-line-strong,currentColor)"
# A rim in the colour of the page keeps a name readable on top of dots; without the style sheet there is none.
HALO = "paint-order:stroke;stroke:var(--mdt-paper,none);stroke-width:4px;stroke-linejoin:round"
_FONT = 'font:13px/1.2 var(--mdt-font,"Noto Sans",system-ui,sans-serif)'


def paint(tone: int, part: str = "fill") -> str:
    """A style that paints ``fill`` or ``stroke`` with a colour of the series, or with the quiet grey (tone 0)."""
    if tone == 0:
        return f"{part}:var(--mdt-series-quiet,{look.colour('series-quiet')})"
    return f"{part}:var(--mdt-series-{tone},{look.colour(f'series-{tone}')})"


def px(value: float) -> str:
    """A length in pixels, short: one decimal at most."""
    return f"{round(value, 1):g}"


def pct(share: float) -> str:
    """A share of the width (0 to 1) in per cent, exact to a thousandth of the width."""
    return f"{round(share * 100, 2):g}%"


def text(x: str, y: float, words: str, style: str = "", anchor: str = "", bold: bool = False, dx: float = 0) -> str:
    """One line of text; ``y`` is the middle of its letters."""
    extra = f' text-anchor="{anchor}"' if anchor else ""
    extra += ' font-weight="600"' if bold else ""
    extra += f' dx="{px(dx)}"' if dx else ""
    extra += f' style="{style}"' if style else ""
    # 0.35 em below the middle is the baseline; dominant-baseline is not reliable in print.
    return f'<text x="{x}" y="{px(y + 4.5)}"{extra}>{escape(words, quote=False)}</text>'


def group(parts: Sequence[str], style: str = "", name: str = "") -> str:
    """Elements that share a style; ``name`` says which series they draw."""
    attributes = (f' data-series="{escape(name)}"' if name else "") + (f' style="{style}"' if style else "")
    return f"<g{attributes}>{''.join(parts)}</g>" if parts else ""


def stretched(body: str, height: float) -> str:
    """Lines drawn on 1000 units that stretch to the width; strokes keep their thickness."""
    return (
        f'<svg viewBox="0 0 1000 {px(height)}" width="100%" height="{px(height)}" preserveAspectRatio="none" '
        f'overflow="visible">{body}</svg>'
    )


@dataclass(frozen=True)
class Picture:
    """What a painter has drawn: x in per cent of the plotting area, y in pixels from its upper edge.

    Attributes:
        body: SVG elements.
        height: From the upper edge of the plotting area to the lower edge of the picture, in pixels.
        left: Pixels that labels need to the left of the plotting area.
        right: Pixels that labels need to its right.
        top: Pixels that labels need above it.
        scales: Attributes ``data-x`` and ``data-y``: the values at the edges, for readers of the file.
    """

    body: str
    height: float
    left: float = 0
    right: float = 0
    top: float = 0
    scales: str = ""


def svg(spec: Spec, picture: Picture) -> str:
    """The whole picture with the title and the description that a screen reader announces.

    It finds them as children of the picture. No ids: the same chart may stand on a page twice.

    The element is as wide as the plotting area, and its margins hold the labels: per cent inside it are then per cent
    of the plotting area, however wide the page is. Sizes stand in the style attribute, because style sheets of pages
    often say ``svg { height: auto }``.
    """
    invented = f" ({spec.synthetic_label})" if spec.synthetic else ""
    title = escape(f"{spec.title}, {spec.unit}{invented}", quote=False)
    left, right = round(picture.left), round(picture.right)
    height = px(picture.top + picture.height)
    style = f"display:block;overflow:visible;height:{height}px;max-width:none;width:calc(100% - {left + right}px)"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="course-chart__svg" role="img" width="80%" '
        f'height="{height}"{picture.scales} style=\'{style};'
        f"margin:0 {right}px 0 {left}px;{_FONT};{INK}'>"
        f"<title>{title}</title><desc>{escape(spec.alt, quote=False)}</desc>"
        f'<g transform="translate(0 {px(picture.top)})">{picture.body}</g></svg>'
    )
