"""Published cases: the facts of ``tests/cases``, and the bills that are made of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wuye import Community, FeeSchedule, Owner, Period, Rounding, Transfer, Unit, fees
from wuye.estate import Space
from wuye.rounding import Mode

Case = dict[str, Any]

FOLDER = Path(__file__).parent / "cases"
TOPICS: dict[str, dict[str, list[Case]]] = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))
}
ALWAYS = Period(date(2000, 1, 1), date(2040, 1, 1))
OWNER, OTHERS = Owner("O-1"), Owner("O-2")
UNITS = {"fen": 1, "jiao": 10, "yuan": 100}


def of_kind(kind: str, *topics: str) -> list[Case]:
    """The cases of a kind, of some topics or of all."""
    return [case for topic in topics or TOPICS for case in TOPICS[topic].get(kind, ())]


def cases(kind: str, *topics: str) -> pytest.MarkDecorator:
    """One test for each case of a kind."""
    return pytest.mark.parametrize("case", of_kind(kind, *topics), ids=lambda case: case["id"])


def wrong(kind: str, *topics: str) -> pytest.MarkDecorator:
    """One test for each figure that a page has wrong, with the case that it is like."""
    like = {case["id"]: case for case in of_kind(kind, *topics)}
    told = [case for case in of_kind("wrong", *topics) if case["like"] in like]
    return pytest.mark.parametrize(
        ("case", "figure"),
        [(like[each["like"]], each["figure"]) for each in told],
        ids=[each["id"] for each in told],
    )


# -- bills ----------------------------------------------------------------------------------


def tariff(case: Case) -> fees.PerArea | fees.Flat:
    """A price for each ㎡, or so much a month."""
    return fees.PerArea(case["rate"]) if "rate" in case else fees.Flat(case["monthly"])


def formula(case: Case, text: str = "") -> fees.Formula:
    """A formula over the constants of a case; an area that is none of them is the unit's."""
    text, constants = text or case["formula"], case.get("constants", {})
    facts = {"area": "area"} if "area" in text and "area" not in constants else {}
    return fees.Formula(text, facts, constants, per="period")


def home(case: Case, unit: str = "1-101", **facts: Any) -> Unit:
    """A unit of a case; without an area where the case says none."""
    return Unit(unit, case.get("area"), OWNER, **facts)


def billed(
    case: Case,
    items: Iterable[fees.Item],
    units: Iterable[Unit],
    month: Period,
    *,
    transfers: Iterable[Transfer] = (),
    spaces: Iterable[Space] = (),
    **given: Any,
) -> fees.Run:
    """Issue a month as the case has it rounded and prorated; every line computes twice."""
    schedule = FeeSchedule(
        "published",
        creditor="锦苑物业",
        in_force=ALWAYS,
        items=items,
        terms=fees.Terms(fees.DueDay(case.get("due", month.last).day)),
        rounding=Rounding(
            UNITS[case.get("rounding", "fen")],
            case.get("each", "line"),
            Mode(case.get("mode", "half-up")),
        ),
        proration=fees.Proration(case.get("proration", "actual-days")),
        first_day=fees.FirstDay(case.get("first_day", "hand-over")),
    )
    estate = Community("锦苑", units, transfers, spaces=spaces)
    run = fees.issue(estate, schedule, month, **given)
    for bill in run.bills:
        for line in bill.lines:
            assert line.amount == line.recompute()
    return run


def months(first: str, count: int, every: int = 1) -> Iterator[Period]:
    """The months in which bills of so many months each are issued."""
    for number in range(0, count, every):
        yield Period.parse(first).shift(number)


def amounts(run: fees.Run) -> list[str]:
    """What the bills come to."""
    return [str(bill.total) for bill in run.bills]


def shared(case: Case, weights: Sequence[Any], unit: str = "1") -> tuple[fees.Item, list[Unit]]:
    """A cost that is shared by units of these weights."""
    by = case.get("by", "household")
    facts: list[dict[str, Any]] = [
        {"households": weight} if by == "household" else {"coefficients": {"agreed": weight}}
        for weight in weights
    ]
    areas = weights if by == "area" else ["100"] * len(weights)
    units = [
        Unit(f"{unit}-{at}", area, Owner(f"O-{unit}-{at}"), **({} if by == "area" else more))
        for at, (area, more) in enumerate(zip(areas, facts, strict=True))
    ]
    tariff = fees.Shared(
        by=by,
        agreed="业主大会决议",
        coefficient="agreed" if by == "coefficient" else "",
        remainder=case.get("remainder", "largest"),
    )
    return fees.Item("shared", "分摊费用", tariff), units
