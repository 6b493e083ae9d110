"""A policy says when each stage is reached, to the day, and refuses what cannot work."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye.dunning import Arrears, Cap, Means, Policy, Stage, When
from wuye.errors import RuleError, UnlawfulError
from wuye.money import Money

DUE = date(2026, 10, 25)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def late(day: date, due: date = DUE, fen: int = 30000, **more: Any) -> Arrears:
    return Arrears(day, due, fen, **more)


@pytest.mark.parametrize(
    ("when", "first", "due"),
    [
        (When(days=8), date(2026, 11, 2), DUE),
        (When(months=1), date(2026, 11, 25), DUE),
        (When(months=1), date(2026, 2, 28), date(2026, 1, 31)),
        (When(months=1), date(2024, 2, 29), date(2024, 1, 31)),
        (When(months=13), date(2027, 2, 28), date(2026, 1, 31)),
        (When(days=30, month_end=True), date(2013, 2, 28), date(2013, 1, 18)),
        (When(days=30, month_end=True), date(2013, 3, 31), date(2013, 2, 28)),
        (When(days=6, month_end=True), date(2026, 10, 31), DUE),
        (When(days=7, month_end=True), date(2026, 11, 30), DUE),
        (When(days=8, year_end=31), date(2026, 12, 1), DUE),
        (When(days=40, months=1), date(2026, 12, 4), DUE),
    ],
    ids=repr,
)
def test_a_stage_is_reached_on_its_day_and_not_the_day_before(
    when: When, first: date, due: date
) -> None:
    assert [False, True, True] == [
        when.holds(late(first + timedelta(days=n), due)) for n in (-1, 0, 1)
    ]


def test_the_last_days_of_the_year_end_with_it() -> None:
    campaign = When(days=8, year_end=31)

    assert [True, False] == [
        campaign.holds(late(d)) for d in (date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert date(2027, 12, 1) == campaign.first_day(late(date(2027, 1, 1)))


def test_days_after_a_notice_count_from_it() -> None:
    """OCA's third mode: ten days since the notice of the stage before."""
    when, sent = When(after=10), date(2013, 2, 28)

    assert [False, True] == [
        when.holds(late(date(2013, 3, day), date(2013, 1, 18), since=sent)) for day in (9, 10)
    ]
    assert not when.holds(late(date(2013, 3, 10), date(2013, 1, 18)))


@pytest.mark.parametrize(
    ("when", "facts"),
    [
        (When(amount="100.00"), [("fen", 9999), ("fen", 10000), ("fen", 20000)]),
        (When(periods=2), [("periods", 1), ("periods", 2), ("periods", 3)]),
        (When(days=10), [("day", DUE + timedelta(9)), ("day", DUE + timedelta(10)), ("day", DUE + timedelta(20))]),
        (When(amount="100.00"), [("credit", 20001), ("credit", 20000), ("credit", 0)]),
        (When(reasons=["moved", "refuses"]), [("reason", "forgot"), ("reason", "moved"), ("reason", "refuses")]),
        (When(broken=True), [("broken", False), ("broken", True), ("broken", True)]),
    ],
    ids=repr,
)  # fmt: skip
def test_every_bound_is_met_from_its_own_value_on(when: When, facts: list[tuple[str, Any]]) -> None:
    told = late(DUE + timedelta(days=30))

    assert [False, True, True] == [when.holds(told._replace(**{name: x})) for name, x in facts]


@given(DAYS, st.integers(1, 800), st.integers(0, 24), st.booleans())
def test_the_first_day_is_the_first_of_all_on_which_it_holds(
    due: date, days: int, months: int, month_end: bool
) -> None:
    when = When(days, months, month_end=month_end)
    held = [day for n in range(1, 1700) if when.holds(late(day := due + timedelta(days=n), due))]

    assert held[0] == when.first_day(late(due, due))
    assert 1700 - len(held) == (held[0] - due).days
    facts = late(held[0], due)
    assert facts.days >= days
    assert facts.months >= months


@given(DAYS, st.integers(0, 40))
def test_whole_months_overdue_are_complete_months(due: date, months: int) -> None:
    """Counted on the calendar: a day that a month lacks is its last."""
    number = due.year * 12 + due.month - 1 + months
    month = date(number // 12, number % 12 + 1, 1)
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    day = month.replace(day=min(due.day, last.day))

    assert months == late(day, due).months
    assert max(months - 1, 0) == late(max(day - timedelta(days=1), due), due).months


FIRST = Stage("提醒", When(days=1), ["message"])
DEMAND = Stage("催缴函", When(days=30), ["letter"], deadline=15)
SUIT = Stage("起诉", When(days=60), ["suit"])


@pytest.mark.parametrize(
    ("stages", "fault"),
    [
        ([], "no stage"),
        ([FIRST, FIRST], "names of their own"),
        ([Stage("", When(), ["message"])], "names of their own"),
        ([Stage("困难帮助", When(), ["message"])], "names of their own"),
        ([Stage("a", When(days=0), ["message"])], "day after the due day"),
        ([Stage("a", When(months=-1), ["message"])], "below 0"),
        ([Stage("a", When(days=True), ["message"])], "day after the due day"),
        ([Stage("a", When(amount="-1"), ["message"])], "below 0"),
        ([Stage("a", When(reasons=["lazy"]), ["message"])], "no such reason: lazy"),
        ([Stage("a", When(after=3), ["message"])], "no stage stands before the first"),
        ([Stage("a", When(), [])], "no means"),
        ([Stage("a", When(), ["message"], attempts=0)], "at least one attempt"),
        ([Stage("a", When(), ["message"], every=-1)], "below 0"),
        ([Stage("a", When(), ["letter"], deadline=0)], "at least one day"),
        ([Stage("a", When(), ["door-notice"], deadline=15)], "can make a demand"),
        ([Stage("a", When(), ["message"], hours=(time(20), time(9)))], "hours of one day"),
        ([FIRST, Stage("b", When(days=1), ["letter"])], "same facts as 提醒"),
        ([DEMAND, Stage("b", When(days=29), ["letter"])], "reached before"),
        ([DEMAND, Stage("b", When(months=1, amount="5"), ["letter"])], "reached before"),
        ([Stage("a", When(amount="9"), ["message"]), DEMAND], "reached before"),
        ([Stage("a", When(reasons=["moved"]), ["message"]), DEMAND], "reached before"),
        ([Stage("a", When(broken=True), ["message"]), DEMAND], "reached before"),
        ([Stage("a", When(month_end=True), ["message"]), DEMAND], "reached before"),
        ([Stage("a", When(), ["phone"], proof="proved"), DEMAND], "never reached"),
        ([Stage("a", When(), ["door-notice"], proof="arrived"), DEMAND], "never reached"),
        ([FIRST, SUIT], "no demand with a deadline"),
        ([FIRST, Stage("仲裁", When(days=60), ["arbitration"])], "944-2"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_refused_with_its_fault(stages: list[Stage], fault: str) -> None:
    with pytest.raises(RuleError, match=fault):
        Policy("x", stages)


def test_all_faults_come_together() -> None:
    with pytest.raises(RuleError) as told:
        Policy("x", [SUIT, Stage("b", When(), [], attempts=0)], minimum="-1", cap=Cap(0, 7))

    for fault in ("minimum", "cap", "no means", "attempt", "no demand", "reached before"):
        assert fault in str(told.value)


@pytest.mark.parametrize(
    "stages",
    [
        [FIRST, DEMAND, SUIT],
        [FIRST, DEMAND, Stage("起诉", DEMAND.when, ["suit"])],
        [FIRST, Stage("支付令", When(days=60), ["payment-order"])],
        [DEMAND, Stage("b", When(days=1, after=16), ["visit"])],
        [Stage("a", When(days=10), ["email"]), Stage("b", When(30, month_end=True), ["email"])],
        [Stage("a", When(month_end=True), ["message"]), Stage("b", When(days=31), ["letter"])],
        [Stage("a", When(days=28), ["message"]), Stage("b", When(months=1), ["letter"])],
        [Stage("a", When(months=1), ["message"]), Stage("b", When(days=31), ["letter"])],
        [FIRST, Stage("b", When(days=1, reasons=["moved"]), ["letter"])],
    ],
    ids=repr,
)  # fmt: skip
def test_what_can_work_is_taken(stages: list[Stage]) -> None:
    """A payment order needs no demand: 民法典 944-2 names suit and arbitration alone."""
    assert len(stages) == len(Policy("x", stages).stages)


@given(st.integers(1, 60), st.integers(0, 3), st.integers(1, 60), st.integers(0, 3), DAYS,
       st.integers(1, 200))  # fmt: skip
def test_no_facts_reach_a_later_stage_and_not_the_one_before(
    days: int, months: int, days_: int, months_: int, due: date, away: int
) -> None:
    one, two = When(days, months), When(days_, months_)
    try:
        Policy("x", [Stage("a", one, ["message"]), Stage("b", two, ["letter"])])
    except RuleError:
        return
    facts = late(due + timedelta(days=away), due)
    assert one.holds(facts) or not two.holds(facts)


@pytest.mark.parametrize("means", ["lift-card", "cut-utilities", "name-on-board"])
def test_an_unlawful_means_cannot_be_named(means: str) -> None:
    with pytest.raises(UnlawfulError, match="改为"):
        Stage("a", When(), [means])


def test_a_stage_is_formal_by_its_deadline_or_its_means() -> None:
    stages = [FIRST, DEMAND, SUIT, Stage("律师函", When(), ["lawyers-letter"])]

    assert [False, True, True, True] == [stage.formal for stage in stages]
    assert not Stage("调解", When(), ["mediation"]).formal
    assert (Means.LETTER,) == DEMAND.means
    assert Money("0") == Policy("x", [FIRST]).minimum
