"""Prices of usage in words, as they are published."""

from __future__ import annotations

from datetime import date

import pytest

from wuye.citation import Dated
from wuye.fees import Cut, Metered, Tiered
from wuye.fees.papers.usage_words import usage_in_words

CUT = Cut.last_read()
TIERS = [("18", "2.45"), (None, "3.68")]


@pytest.mark.parametrize(
    ("tariff", "zh", "en"),
    [
        (
            Metered("0.80", "power", CUT),
            "按电表计量，0.80 元/度",
            "by power meter, 0.80 yuan/kWh",
        ),
        (
            Metered(Dated("r", [(date(2026, 1, 1), "3.00"), (date(2026, 7, 1), "3.20")]), "hot-water", CUT),
            "按热水表计量，自2026年1月1日起 3.00 元/m³，自2026年7月1日起 3.20 元/m³",
            "by hot water meter, from January 1, 2026 3.00 yuan/m³, from July 1, 2026 3.20 yuan/m³",
        ),
        (
            Tiered(TIERS, "water", CUT, per="month", base="1.00", per_person=(4, "3")),
            "按水表计量，全部用量 1.00 元/m³，另加，每月 18 m³以内 2.45 元/m³，以上 3.68 元/m³，超过4人的，每多1人各档提高 3 m³",
            "by water meter, 1.00 yuan/m³ for all of it, and on top, each month 2.45 yuan/m³ up to 18 m³, 3.68 yuan/m³ beyond, each bound higher by 3 m³ for each person beyond 4",
        ),
        (
            Tiered(Dated("t", [(date(2026, 1, 1), TIERS)]), "gas", CUT, per="year"),
            "按燃气表计量，自2026年1月1日起 每年 18 m³以内 2.45 元/m³，以上 3.68 元/m³",
            "by gas meter, from January 1, 2026 each year 2.45 yuan/m³ up to 18 m³, 3.68 yuan/m³ beyond",
        ),
        (
            Metered("45", "heat", CUT),
            "按热量表计量，45.00 元",
            "by heat meter, 45.00 yuan",
        ),
    ],
)  # fmt: skip
def test_a_price_of_usage_is_said_in_both_languages(
    tariff: Metered | Tiered, zh: str, en: str
) -> None:
    assert zh == usage_in_words(tariff)
    assert en == usage_in_words(tariff, "en")
