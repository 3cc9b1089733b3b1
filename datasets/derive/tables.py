"""Which function makes which table."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from datasets.derive import (
    countries,
    figures,
    flows,
    governance,
    indicators,
    migrant_stock,
    prices,
    refugees,
    remittances,
)
from datasets.derive.authored import authored_tables
from datasets.derive.files import PublishersFiles
from datasets.synthetic import corridors, households, monitoring, returnees, sandovia, services

FROM_PUBLISHERS: dict[str, Callable[[PublishersFiles], pd.DataFrame]] = {
    "countries": countries.countries,
    "migrant_stock_world": migrant_stock.world_2024_edition,
    "migrant_stock_world_2020edition": migrant_stock.world_2020_edition,
    "migrant_stock_country": migrant_stock.by_country,
    "migrant_stock_bilateral": migrant_stock.pairs_2024_edition,
    "migrant_stock_bilateral_2020edition": migrant_stock.pairs_2020_edition,
    "migrant_stock_quality": migrant_stock.quality,
    "refugees": refugees.refugees,
    "remittances_received": remittances.received,
    "remittances_received_knomad": remittances.received_knomad,
    "financial_flows": flows.aggregate,
    "country_flows": flows.by_country,
    "remittance_prices": prices.corridors,
    "remittance_prices_2011_2020": prices.corridors_2011_2020,
    "remittance_cost_by_country": prices.by_country,
    "country_indicators": indicators.indicators,
    "treaties": governance.treaties,
    "sdg_10_7_2": governance.policies,
    "seed_figures": figures.seed_figures,
}

OUR_OWN: dict[str, Callable[[], pd.DataFrame]] = {
    "published_figures": figures.published_figures,
    "household_budgets": households.household_budgets,
    "transfer_services": services.transfer_services,
    "monitoring_data": monitoring.monitoring_data,
    "returnees": returnees.returnees,
    "sandovia_corridors": corridors.sandovia_corridors,
    "sandovia_pack": sandovia.sandovia_pack,
    **authored_tables(),  # every file in datasets/authored
}
