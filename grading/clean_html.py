"""HTML of trainees, safe to show: tables, text, formulas and still charts stay, everything that acts goes.

nh3 is the sanitiser: it parses as browsers do (html5ever) and is kept up to date; bleach, which nbconvert brings along,
is no longer developed. On top of its allow-list, values are looked at: ids and classes that Formgrader works with,
styles that load or cover something, links that are no web address.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape

import nh3

_TEXT = """a abbr b bdi blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure
h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table
tbody td tfoot th thead tr u ul var"""
_SVG = """svg g path line circle ellipse rect polyline polygon text tspan title desc defs clipPath linearGradient
radialGradient stop"""
_MATH = """math mi mn mo ms mtext mspace mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd
mstyle mpadded mphantom semantics"""
TAGS = frozenset(f"{_TEXT} {_SVG} {_MATH}".split())

_EVERYWHERE = """class id style title lang dir role tabindex aria-label aria-labelledby aria-describedby aria-hidden alt
data-x data-y data-series"""
_OF_TABLES = "border colspan rowspan scope align valign span start"
_OF_SVG = """x y x1 y1 x2 y2 cx cy dx dy r rx ry d points width height viewBox preserveAspectRatio transform fill stroke
fill-opacity stroke-opacity opacity stroke-width stroke-linecap stroke-linejoin stroke-dasharray vector-effect overflow
text-anchor dominant-baseline font-size font-weight font-family font-style offset stop-color stop-opacity gradientUnits
gradientTransform clipPathUnits"""
_OF_MATH = """display mathvariant stretchy fence separator accent linethickness columnalign rowspacing columnspacing
lspace rspace depth minsize maxsize"""
_OF_STYLES = """color background-color fill stroke stroke-width stroke-dasharray fill-opacity stroke-opacity opacity
text-align vertical-align font-weight font-style font-size font-family text-decoration white-space
padding border border-bottom border-collapse width height max-width min-width display overflow
overflow-x float text-anchor margin font"""
_STYLES = frozenset(_OF_STYLES.split())

_CLASS = re.compile(
    r"(course|mdt|hl)-[\w-]+|dataframe|highlight|math|data|blank|index_name|(row|col)(\d+|_heading)|level\d+|[a-z]{1,2}\d?"
)
_ID = re.compile(r"c[0-9a-f]{8}\w*|(course|mdt)-[\w-]+")
_LINK = re.compile(r"https?://|mailto:|#|data:text/csv;", re.I)
_PICTURE = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.I)
_ACTING_STYLE = re.compile(
    r"[\\@<>]|/\*|url|image|src|expression|element|var\((?!--mdt-)|attr\(|(?<!\w)-[\d.]|margin[^;]*calc", re.I
)
_ACTING_PAINT = re.compile(r"[\\@<>]|url\s*\(\s*['\"]?\s*[^#'\"\s]", re.I)
#: Commands with which a formula reaches beyond itself, where MathJax draws it.
_ACTING_FORMULA = re.compile(
    r"\\+(?=(?:href|require|html\w*|class|cssId|style|unicode|bbox|include\w*|url|data|mmlToken)\b)"
)

#: What pandas puts before each table; a style sheet of anybody else is taken out.
_PANDAS_STYLE = re.compile(
    r"<style scoped>\s*\.dataframe tbody tr th:only-of-type \{\s*vertical-align: middle;\s*\}\s*"
    r"\.dataframe tbody tr th \{\s*vertical-align: top;\s*\}\s*"
    r"\.dataframe thead (?:tr )?th \{\s*text-align: (?:right|left);\s*\}\s*</style>"
)
_TAG = re.compile(r"""<(?:/([a-zA-Z]\w*)\s*|([a-zA-Z]\w*)((?:\s+[a-zA-Z][\w-]*=(?:"[^"<>]*"|'[^'<>]*'))*)\s*/?)>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w-]*)=(?:"([^"<>]*)"|'([^'<>]*)')""")

_MOST_TAGS, _MOST_CHARACTERS, _MOST_STYLE = 20_000, 4_000_000, 2_000
_MOST_OPENED_AGAIN, _SHOWN_OF_A_BOMB = 400_000, 20_000
#: A parser opens each of these again in each paragraph that follows, unless it is like three others.
_OPENED_AGAIN = re.compile(r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/]", re.I)


def clean(html: str) -> str:
    """The HTML without anything that runs, loads, covers the page or takes the place of its parts.

    What would keep a parser busy for minutes or fill the memory is shown as text.
    """
    html = html if isinstance(html, str) else "".join(map(str, html))
    if _is_bomb(html):
        return f"<pre>{escape(html[:_SHOWN_OF_A_BOMB])}</pre>"
    return clean_formula(_cleaner().clean(html))


def clean_formula(text: str) -> str:
    """Text without the commands with which a formula, drawn by MathJax, reaches beyond itself."""
    return _ACTING_FORMULA.sub("", text)


def _is_bomb(html: str) -> bool:
    tags = html.count("<")
    if tags > _MOST_TAGS or len(html) > _MOST_CHARACTERS:
        return True
    return tags * sum(1 for _found in _OPENED_AGAIN.finditer(html)) > _MOST_OPENED_AGAIN


def clean_where_needed(html: str) -> str:
    """HTML as it was where it can be seen at a glance to be harmless (as all of the course's is), else cleaned."""
    return html if is_plain(html) else clean(html)


def is_plain(html: str) -> bool:
    """True if each ``<`` opens an allowed, ordinarily written tag with allowed attributes.

    Stricter than any parser: without raw text elements, comments and odd quotes there is nothing to be read two ways.
    """
    rest = _PANDAS_STYLE.sub("", html)
    for match in _TAG.finditer(rest):
        if (match[1] or match[2]) not in TAGS:
            return False
        for name, double, single in _ATTRIBUTE.findall(match[3] or ""):
            if name == "xmlns":
                continue
            value = double or single
            if name not in _allowed(match[2]) or _filtered(match[2], name, unescape(value)) is None:
                return False
            if name == "style" and not {part.partition(":")[0].strip() for part in value.split(";")} <= _STYLES | {""}:
                return False
            if name == "class" and _filtered(match[2], name, value) != value:
                return False
    without = _TAG.sub("", rest)
    return "<" not in without and not _ACTING_FORMULA.search(without)


@cache
def _allowed(tag: str) -> frozenset[str]:
    return frozenset(_attributes().get(tag, set()) | _attributes()["*"])


@cache
def _attributes() -> dict[str, set[str]]:
    attributes = {"*": set(_EVERYWHERE.split()), "a": {"href", "download"}, "img": {"src", "width", "height"}}
    attributes |= {tag: set(_OF_SVG.split()) for tag in _SVG.split()}
    attributes |= {tag: set(_OF_MATH.split()) for tag in _MATH.split()}
    attributes |= {tag: set(_OF_TABLES.split()) for tag in ("table", "tr", "td", "th", "col", "colgroup", "ol")}
    return attributes


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags={"script", "style", "iframe", "object", "embed", "template", "noscript", "foreignObject"},
        attributes=_attributes(),
        attribute_filter=_filtered,
        filter_style_properties=set(_STYLES),
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener noreferrer nofollow",
    )


def _filtered(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute that may stay, or None."""
    if name == "href":
        return value if tag == "a" and _LINK.match(value) else None
    if name == "src":
        return value if _PICTURE.fullmatch(value) else None
    if name == "style":
        return None if len(value) > _MOST_STYLE or _ACTING_STYLE.search(value) else value
    if name in ("fill", "stroke"):
        return None if len(value) > _MOST_STYLE or _ACTING_PAINT.search(value) else value
    if name == "id":
        return value if _ID.fullmatch(value) else None
    if name == "tabindex":
        return value if value == "0" else None
    if name == "class":
        kept = [one for one in value.split() if _CLASS.fullmatch(one)]
        return " ".join(kept) if kept else None
    return value
