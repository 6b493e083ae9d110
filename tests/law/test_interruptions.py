"""Interruptions: what an event names, and what it is worth."""

from __future__ import annotations

from datetime import date

import pytest

from wuye.dates import Period
from wuye.errors import PeriodError, RuleError
from wuye.law.interruptions import Event, Evidence, Kind

MARCH = Period.month(2023, 3)
DAY = date(2025, 6, 1)


def demand(*periods: Period, items: tuple[str, ...] = ()) -> Event:
    return Event(Kind.DEMAND, DAY, "O-17", periods, Evidence.SIGNED, items=items)


def test_a_letter_for_the_year_names_each_of_its_months() -> None:
    assert demand(Period.year(2023)).names(MARCH)


def test_a_letter_for_another_year_does_not() -> None:
    assert not demand(Period.year(2024), Period.year(2022)).names(MARCH)


def test_the_neighbouring_month_is_not_named() -> None:
    assert not demand(Period.month(2023, 2), Period.month(2023, 4)).names(MARCH)


def test_a_part_of_the_period_names_the_whole_of_it() -> None:
    """诉讼时效规定 9: what is claimed in part is interrupted for the rest."""
    assert demand(Period(date(2023, 3, 31), date(2023, 4, 1))).names(MARCH)


def test_no_period_names_nothing() -> None:
    assert not demand().names(MARCH)


def test_kinds_of_fees_are_separate_debts() -> None:
    for_parking = demand(MARCH, items=("parking",))

    assert for_parking.names(MARCH, "parking")
    assert not for_parking.names(MARCH, "property")
    assert not for_parking.names(MARCH)
    assert demand(MARCH).names(MARCH, "property")


def test_posters_and_groups_are_weak_evidence() -> None:
    assert {Evidence.POSTED, Evidence.GROUP, Evidence.UNPROVEN} == {
        evidence for evidence in Evidence if evidence.weak
    }


def test_a_letter_has_no_end_and_no_procedure_ends_before_it_begins() -> None:
    with pytest.raises(RuleError, match="only a procedure ends"):
        Event(Kind.DEMAND, DAY, "O-17", [MARCH], Evidence.SIGNED, ended=DAY)
    with pytest.raises(RuleError, match="2025-05-31"):
        Event(Kind.LAWSUIT, DAY, "O-17", [MARCH], Evidence.RECORD, ended=date(2025, 5, 31))


def test_only_a_procedure_that_has_not_ended_is_pending() -> None:
    assert Event(Kind.LAWSUIT, DAY, "O-17", [MARCH], Evidence.RECORD, pending=True).pending
    with pytest.raises(RuleError, match="is pending"):
        Event(Kind.DEMAND, DAY, "O-17", [MARCH], Evidence.SIGNED, pending=True)
    with pytest.raises(RuleError, match="is pending"):
        Event(Kind.LAWSUIT, DAY, "O-17", [MARCH], Evidence.RECORD, ended=DAY, pending=True)


def test_an_announcement_is_weak_for_who_is_not_missing() -> None:
    """诉讼时效规定 8(四)."""

    def weak(evidence: Evidence, *, missing: bool) -> bool:
        return Event(Kind.DEMAND, DAY, "O-17", [MARCH], evidence, missing=missing).weak

    assert weak(Evidence.ANNOUNCED, missing=False)
    assert not weak(Evidence.ANNOUNCED, missing=True)
    assert weak(Evidence.POSTED, missing=True)
    assert not weak(Evidence.SIGNED, missing=False)


def test_a_text_is_no_day_and_no_list_of_names() -> None:
    with pytest.raises(PeriodError):
        Event(Kind.DEMAND, "2025-06-01", "O-17", [MARCH], Evidence.SIGNED)
    with pytest.raises(RuleError, match="no list of names"):
        Event(Kind.DEMAND, DAY, "O-17", [MARCH], Evidence.SIGNED, items="parking")
