"""M04: who visited whom, and which host has a situation like ours?"""

from __future__ import annotations

from typing import Any

from course import data, peers
from course.country_file import country
from course.data.country_pack import SANDOVIA, pack_name
from course.i18n import _
from course.models.similarity import degrees
from course.tools.base import table_html, tool_view

HOSTS_ONLY = ("MEX", "PHL")


def peer_matcher() -> Any:
    """Similarity of countries in figures that the user chooses, and the network of learning visits."""
    codes = [*data.PACK_COUNTRIES, *HOSTS_ONLY]
    own = country()
    if own and own not in codes:
        codes.append(own)
    codes.sort(key=pack_name)
    about = data.load("pack_indicators").set_index("id")
    visits = _visits()
    rows = peers.figures(codes, peers.INDICATORS)
    return tool_view(
        "peer_matcher",
        title=_("Peer-learning matcher"),
        purpose=_(
            "See who visited whom, and find a country whose situation is like yours in the figures that you choose."
        ),
        limits=[
            _("Similar figures do not mean similar problems, laws or languages. Ask before you travel."),
            _("A host is not better than others: the score compares situations, not policies."),
            _("With other indicators the result changes. Say which ones you chose, and why."),
            _("The page of the programme gives examples of visits. There may have been more."),
        ],
        source=_(
            "Figures: country packs ({stock}; {wdi}). Visits: page of the programme (002:12). Sandovia is invented."
        ).format(stock=data.source("migrant_stock_country").short, wdi=data.source("remittances_received").short),
        data={
            "countries": [{"id": code, "name": pack_name(code)} for code in codes],
            "indicators": [
                {
                    "id": name,
                    "label": peers.labels()[name],
                    "digits": int(about.loc[name, "digits"]),
                }
                for name in peers.INDICATORS
            ],
            "figures": [[None if value is None else round(value, 4) for value in row] for row in rows],
            "visits": [list(pair) for pair in visits],
            "start": own if own and own != SANDOVIA else "TUN",
        },
        still=_still(visits),
    )


def _visits() -> list[tuple[str, str]]:
    return list(data.load("learning_missions")[["visitor", "host"]].itertuples(index=False, name=None))


def _still(visits: list[tuple[str, str]]) -> str:
    pairs = table_html(
        _("Learning visits that the programme's page names"),
        [_("Visitor"), _("Host")],
        [[pack_name(visitor), pack_name(host)] for visitor, host in visits],
    )
    return pairs + table_html(
        _("Visits made and received"),
        [_("Country"), _("Made (out-degree)"), _("Received (in-degree)")],
        [[pack_name(code), made, received] for code, (made, received) in sorted(degrees(visits).items())],
    )
