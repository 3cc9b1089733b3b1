"""Invented offers for sending money from Norland to Sandovia."""

from __future__ import annotations

import pandas as pd

# The four offers that look cheapest do not serve everyone: one is slow, three are hard to reach. A comparison that
# forgets speed and access picks them. "ZeroFee Counter" shows that no fee does not mean a low price.
_ROWS = [
    # id, name, type, fee 200, fee 500, margin %, speed, most days, access, needs account, paid out as
    ("S01", "Norland Savings Bank", "bank", 18.0, 24.0, 2.9, "3-5 days", 5, "wide", True, "bank account"),
    ("S02", "First Harbour Bank", "bank", 12.0, 16.0, 3.4, "1-2 days", 2, "wide", True, "bank account"),
    ("S03", "QuickBird Counter", "money transfer operator", 7.0, 12.0, 2.1, "minutes", 0, "wide", False, "cash"),
    ("S04", "Union Street Transfer", "money transfer operator", 5.0, 9.0, 2.7, "minutes", 0, "wide", False, "cash"),
    ("S05", "ZeroFee Counter", "money transfer operator", 0.0, 0.0, 5.2, "minutes", 0, "wide", False, "cash"),
    ("S06", "Pelican App", "online service", 3.0, 4.0, 1.9, "same day", 0, "wide", False, "cash"),
    ("S07", "Bluebridge Online", "online service", 4.0, 4.0, 1.2, "1-2 days", 2, "wide", False, "mobile wallet"),
    ("S08", "SandoTel Wallet", "mobile operator", 2.5, 5.0, 1.5, "minutes", 0, "wide", False, "mobile wallet"),
    ("S09", "National Post Money Order", "post office", 3.0, 5.0, 0.5, "over 5 days", 9, "wide", False, "cash"),
    ("S10", "Seafarers' Club Transfer", "savings club", 0.0, 0.0, 0.8, "1-2 days", 2, "limited", False, "cash"),
    ("S11", "Harbour Coin Pilot", "online service", 0.5, 0.5, 0.9, "minutes", 0, "limited", False, "mobile wallet"),
    ("S12", "Two-Banks Direct", "bank", 2.0, 2.0, 1.0, "same day", 0, "limited", True, "bank account"),
]

_COLUMNS = [
    "id",
    "service",
    "provider_type",
    "fee_usd_200",
    "fee_usd_500",
    "fx_margin_pct",
    "speed",
    "days_at_most",
    "access",
    "needs_bank_account",
    "paid_out_as",
]


def transfer_services() -> pd.DataFrame:
    """Twelve offers; fees in USD for sending 200 and 500 USD, exchange margin in per cent of the amount."""
    frame = pd.DataFrame(_ROWS, columns=_COLUMNS)
    frame["needs_bank_account"] = frame["needs_bank_account"].map({True: "true", False: "false"})
    frame.insert(1, "corridor", "Norland to Sandovia")
    return frame.assign(synthetic="true")
