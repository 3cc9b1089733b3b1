"""Paint a scene: as SVG for the page, as PNG for Word. (The PDF paints its own, in ``pdf.py``.)"""

from __future__ import annotations

import io
from functools import cache
from html import escape

from course.plan.paper import fonts
from course.plan.paper.scene import WIDTH, Dot, Line, Rect, Scene, Word

_SCALE = 3  # pixels per point of the picture: 300 dots per inch on a page 16 cm wide


def svg(scene: Scene, alt: str, id: str) -> str:
    """The picture as one ``<svg>`` element with its description."""
    parts = []
    for one in scene.parts:
        if isinstance(one, Rect):
            parts.append(
                f'<rect x="{one.x:.1f}" y="{one.y:.1f}" width="{one.width:.1f}" height="{one.height:.1f}" '
                f'fill="{one.colour}"/>'
            )
        elif isinstance(one, Line):
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in one.points)
            parts.append(
                f'<polyline points="{points}" fill="none" stroke="{one.colour}" stroke-width="{one.width:g}"/>'
            )
        elif isinstance(one, Dot):
            parts.append(f'<circle cx="{one.x:.1f}" cy="{one.y:.1f}" r="{one.radius:g}" fill="{one.colour}"/>')
        else:
            anchor = "" if one.anchor == "start" else f' text-anchor="{one.anchor}"'
            weight = ' font-weight="600"' if one.bold else ""
            parts.append(
                f'<text x="{one.x:.1f}" y="{one.y:.1f}" font-size="{one.size:g}" fill="{one.colour}"{anchor}'
                f"{weight}>{escape(one.text, quote=False)}</text>"
            )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {scene.height:.0f}" role="img" '
        f'aria-labelledby="{id}"><title id="{id}">{escape(alt, quote=False)}</title>{"".join(parts)}</svg>'
    )


@cache
def _font(bold: bool, size: float):
    from PIL import ImageFont

    return ImageFont.truetype(io.BytesIO(fonts.ttf(bold)), round(size * _SCALE))


def png(scene: Scene) -> bytes:
    """The picture as a PNG with a white ground, three pixels per point."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (round(WIDTH * _SCALE), round(scene.height * _SCALE)), "white")
    draw = ImageDraw.Draw(image)
    for one in scene.parts:
        if isinstance(one, Rect):
            box = [one.x, one.y, one.x + one.width, one.y + one.height]
            draw.rectangle([round(value * _SCALE) for value in box], fill=one.colour)
        elif isinstance(one, Line):
            points = [(x * _SCALE, y * _SCALE) for x, y in one.points]
            draw.line(points, fill=one.colour, width=max(1, round(one.width * _SCALE)), joint="curve")
        elif isinstance(one, Dot):
            box = [one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius]
            draw.ellipse([value * _SCALE for value in box], fill=one.colour)
        else:
            _word(draw, one)
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


def _word(draw, one: Word) -> None:
    anchor = {"start": "ls", "middle": "ms", "end": "rs"}[one.anchor]
    font = _font(one.bold, one.size)
    draw.text((one.x * _SCALE, one.y * _SCALE), fonts.drawable(one.text), fill=one.colour, font=font, anchor=anchor)
