"""The look that Word, PDF and HTML share: page, colours, sizes. Lengths in points, colours as RRGGBB."""

from __future__ import annotations

from course import look

ACCENT = look.colour("accent").lstrip("#")
INK = "20262B"
SOFT = "545B61"
RULE = "C9D0D3"
BAND = "E3F0F2"  # heading row and boxes
WARN = look.colour("warn").lstrip("#")
WARN_BAND = look.colour("warn-paper").lstrip("#")

PAGE = (595.28, 841.89)  # A4
MARGIN = 62.0  # 2.2 cm
BODY, SMALL, TINY = 10.5, 9.0, 8.0
HEADS = {1: 18.0, 2: 13.0, 3: 11.0}
TEXT_WIDTH = PAGE[0] - 2 * MARGIN

#: A font that every office computer has, or has the twin of (Liberation Sans).
WORD_FONT = "Arial"
