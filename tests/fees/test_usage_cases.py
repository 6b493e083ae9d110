"""Published calculations by meter: the library gives the same, or skips with the reason."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from community import OCTOBER
from meter_room import LAST, amounts, billed, book, home, month, read, skips, words
from wuye import fees
from wuye.fees import Meter, MeterBook, Reading, Replacement

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "usage.toml").read_text("utf-8")
)


def cases(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", CASES[kind], ids=lambda case: case["id"])


@cases("tiered")
def test_tiers_cost_what_was_published(case: dict[str, Any]) -> None:
    tiers = [(upto or None, price) for upto, price in case["tiers"]]
    tariff = fees.Tiered(tiers, case["kind"], LAST, per="period", base=case.get("base"))

    run = billed(tariff, book(month(case["opening"], case["closing"]), kind=case["kind"]))

    assert [case["expected"]] == amounts(run)
    assert case["words"] == words(run)


@cases("metered")
def test_a_meter_is_charged_as_was_published(case: dict[str, Any]) -> None:
    months = case["months"]
    cycle = fees.Cycle.arrears(every=months, first=10)
    service = cycle.service(OCTOBER)
    assert service
    days = [service.start, *(OCTOBER.shift(back - months).end for back in range(months))]
    shown = dict(zip(days, case["shown"], strict=False))
    backwards = dict(reversed(shown.items()))

    run = billed(fees.Metered(case["rate"], "water", LAST), book(read(backwards)), cycle=cycle)

    assert [case["expected"]] == amounts(run)


@cases("replaced")
def test_a_meter_that_was_replaced_is_charged_as_was_published(case: dict[str, Any]) -> None:
    changed = OCTOBER.start.replace(day=20)
    opening = Reading("old", OCTOBER.start, case["old"][0])
    closing = Reading("new", OCTOBER.end, case["new"][1])
    change = Replacement("old", "new", changed, case["old"][1], case["new"][0])
    meters = [Meter(id_, "1-101", "water") for id_ in ("old", "new")]

    run = billed(
        fees.Metered(case["rate"], "water", LAST), MeterBook(meters, [opening, closing], [change])
    )

    assert [case["expected"]] == amounts(run)


@cases("skipped")
def test_what_is_not_known_is_skipped_and_not_0(case: dict[str, Any]) -> None:
    readings = [Reading("W-1", OCTOBER.end, value) for value in case["shown"]]

    run = billed(
        fees.Metered("3.5", "water", LAST), MeterBook([Meter("W-1", "1-101", "water")], readings)
    )

    assert [("1-101", case["reason"], f"W-1 {case['reason']} 2026-10-01")] == skips(run)
    assert not run.bills


@cases("shared")
def test_a_cost_is_shared_by_usage_as_was_published(case: dict[str, Any]) -> None:
    units = [home(f"{place}") for place in range(len(case["usages"]))]
    readings = [month(0, used, unit.id) for unit, used in zip(units, case["usages"], strict=True)]
    tariff = fees.Shared(by="usage", agreed="业主大会决议", kind="power", cut=LAST)

    run = billed(tariff, book(*readings, kind="power"), *units, costs={"water": case["cost"]})

    assert case["expected"] == amounts(run)
