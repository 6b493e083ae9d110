"""Results by stage and collector, the question to the team, and the expected trough."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from wuye.dates import Period
from wuye.dunning.cases import Case
from wuye.dunning.events import Answered, Broken, Event, Paid, PlanAgreed, Promised, Sent
from wuye.dunning.teams import Result, asks, results, trough
from wuye.dunning.teams.outcomes import percent
from wuye.errors import DuplicateError, MoneyError
from wuye.exchange import to_columns
from wuye.money import Money

NOVEMBER = Period.month(2026, 11)
LATER = date(2026, 12, 31)


def day(number: int) -> date:
    return date(2026, 11, 1) + timedelta(days=number - 1)


def sent(number: int, stage: str = "提醒", by: str = "S-1") -> Sent:
    return Sent(
        id=f"N-{number}", on=day(number), stage=stage, means="phone", items=["B:1"], by=by
    )  # fmt: skip


def row(
    *events: Event, on: date = LATER, receipts: Sequence[tuple[str, date, Money]] = ()
) -> Result:
    (found,) = results([Case("O-1", events)], NOVEMBER, on=on, receipts=receipts)
    return found


def counts(found: Result) -> tuple[int, ...]:
    return (
        found.contacts,
        found.answered,
        found.promised,
        found.kept,
        found.broken,
        found.paid,
    )


# -- what came of a contact ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], (1, 0, 0, 0, 0, 0)),
        ([Answered(id="a", on=day(2))], (1, 1, 0, 0, 0, 0)),
        ([Answered(id="a", on=day(2)), Answered(id="b", on=day(3))], (1, 1, 0, 0, 0, 0)),
        ([Promised(id="p", on=day(2))], (1, 1, 1, 0, 0, 0)),
        ([PlanAgreed(id="p", on=day(2)), Paid(id="q", on=day(9))], (1, 1, 1, 1, 0, 1)),
        ([Promised(id="p", on=day(2)), Broken(id="b", on=day(9))], (1, 1, 1, 0, 1, 0)),
        ([Paid(id="q", on=day(9))], (1, 0, 0, 0, 0, 1)),
    ],
)
def test_each_outcome_of_a_contact_counts_once(
    events: list[Event], expected: tuple[int, ...]
) -> None:
    assert expected == counts(row(sent(1), *events))


def test_what_comes_after_the_next_contact_belongs_to_that_one() -> None:
    found = row(sent(1), sent(5), Answered(id="a", on=day(6)), Paid(id="q", on=day(7)))

    assert (2, 1, 0, 0, 0, 1) == counts(found)


def test_a_promise_is_kept_for_whoever_got_it() -> None:
    case = Case(
        "O-1", [sent(1), Promised(id="p", on=day(2)), sent(5, by="S-2"), Paid(id="q", on=day(6))]
    )  # fmt: skip
    mine, other = results([case], NOVEMBER, on=LATER)

    assert ("S-1", 1, 0) == (mine.by, mine.kept, mine.paid)
    assert ("S-2", 0, 1) == (other.by, other.kept, other.paid)


def test_rows_are_by_stage_and_collector_over_all_cases() -> None:
    cases = [
        Case("O-1", [sent(1), sent(2, "催缴函")]),
        Case("O-2", [sent(3, by="S-2"), sent(4, by="S-2")]),
        Case("O-3", [sent(3)]),
    ]

    assert [("催缴函", "S-1", 1), ("提醒", "S-1", 2), ("提醒", "S-2", 2)] == [
        (found.stage, found.by, found.contacts) for found in results(cases, NOVEMBER, on=LATER)
    ]


def test_contacts_count_in_their_period_and_nothing_after_the_day_is_known() -> None:
    case = Case("O-1", [sent(0), sent(1), sent(30), sent(31), Answered(id="a", on=day(40))])

    (found,) = results([case], NOVEMBER, on=LATER)
    assert (2, 0) == (found.contacts, found.answered)
    for known, contacts in ((day(29), 1), (day(30), 2)):
        (early,) = results([case], NOVEMBER, on=known)
        assert contacts == early.contacts


def test_two_cases_of_one_debtor_are_refused() -> None:
    with pytest.raises(DuplicateError, match="two cases"):
        results([Case("O-1"), Case("O-1")], NOVEMBER, on=LATER)


# -- money ---------------------------------------------------------------------------------------------


def cash(paid: date, *contacts: Sent, on: date = LATER) -> dict[tuple[str, str], str]:
    receipts = [("O-1", paid, Money("280.00"))]
    found = results([Case("O-1", contacts)], NOVEMBER, on=on, receipts=receipts)
    return {(each.stage, each.by): str(each.cash) for each in found if each.cash}


def test_money_counts_for_the_last_contact_before_it() -> None:
    assert {("函", "S-2"): "280.00"} == cash(day(6), sent(1), sent(5, "函", "S-2"), sent(8))
    assert {("函", "S-2"): "280.00"} == cash(day(5), sent(1), sent(5, "函", "S-2"))


@pytest.mark.parametrize(("after", "counted"), [(29, True), (30, True), (31, False)])
def test_money_that_comes_late_counts_for_no_contact(after: int, counted: bool) -> None:
    expected = ("提醒", "S-1") if counted else ("", "")

    assert {expected: "280.00"} == cash(day(1 + after), sent(1))


def test_money_without_a_contact_stands_alone_and_later_money_nowhere() -> None:
    assert {("", ""): "280.00"} == cash(day(3), sent(4))
    assert {("", ""): "280.00"} == cash(day(3))
    assert {("", ""): "280.00"} == cash(day(3), sent(0))
    assert {} == cash(day(9), sent(1), on=day(8))
    assert {("提醒", "S-1"): "280.00"} == cash(day(9), sent(1), on=day(9))


receipts = st.lists(
    st.tuples(st.sampled_from(["O-1", "O-2", "O-9"]), st.integers(-40, 80).map(day),
              st.integers(1, 10**6).map(Money.of_fen)), max_size=8,
)  # fmt: skip
contacts = st.lists(
    st.tuples(st.integers(-9, 40), st.sampled_from(["提醒", "函"]), st.sampled_from(["S-1", "S-2", ""])),
    max_size=6,
)  # fmt: skip


@given(contacts, contacts, receipts)
def test_no_money_is_lost_or_counted_twice(
    one: list[tuple[int, str, str]],
    two: list[tuple[int, str, str]],
    money: list[tuple[str, date, Money]],
) -> None:
    cases = [Case(f"O-{n}", [sent(*each) for each in made]) for n, made in ((1, one), (2, two))]
    found = results(cases, NOVEMBER, on=LATER, receipts=money)

    assert sum(amount.fen for _, on, amount in money if on <= LATER) == sum(
        each.cash.fen for each in found
    )
    assert sum(1 <= each[0] <= 30 for each in (*one, *two)) == sum(r.contacts for r in found)


# -- rates ---------------------------------------------------------------------------------------------


def test_there_is_no_rate_where_there_is_nothing_to_divide_by() -> None:
    found = row(receipts=[("O-9", day(1), Money("1"))])

    assert (None, None, None, None) == (
        found.answer_rate, found.promise_rate, found.kept_rate, found.paid_rate,
    )  # fmt: skip


def test_a_promise_that_is_open_counts_in_no_rate() -> None:
    assert None is row(sent(1), Promised(id="p", on=day(2))).kept_rate
    told: list[Event] = [sent(1), Promised(id="p", on=day(2)), sent(3), Promised(id="o", on=day(4))]
    half = row(*told, Broken(id="b", on=day(5)), sent(6), PlanAgreed(id="g", on=day(7)))
    assert "0.00" == str(half.kept_rate)  # the first two are broken, the last is open
    mixed: list[Event] = [*told[:2], Paid(id="q", on=day(3)), sent(4), Promised(id="r", on=day(5))]
    assert "50.00" == str(row(*mixed, Broken(id="b", on=day(6)), sent(7)).kept_rate)
    kept = row(sent(1), Promised(id="p", on=day(2)), Paid(id="q", on=day(3)))
    assert ("100.00", "100.00") == (str(kept.kept_rate), str(kept.promise_rate))


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_rate_is_the_fraction_to_the_nearest_hundredth(part: int, whole: int) -> None:
    rate = percent(part, whole)

    assert rate is not None
    assert abs(Fraction(rate) - Fraction(100 * part, whole)) <= Fraction(1, 200)


def test_results_are_laid_out_as_columns_in_fen() -> None:
    laid = to_columns(results([Case("O-1", [sent(1)])], NOVEMBER, on=LATER), Result)

    assert (["提醒"], ["S-1"], [1], [0]) == (
        laid["stage"], laid["by"], laid["contacts"], laid["cash_fen"],
    )  # fmt: skip


# -- support or fatigue? ---------------------------------------------------------------------------------

ROW = row(sent(1))


def measured(*given: tuple[str, int, int]) -> list[Result]:
    return [evolve(ROW, by=by, contacts=contacts, paid=paid) for by, contacts, paid in given]


def asked(*given: tuple[str, int, int], last: int = 2) -> list[str]:
    team = [by for by, _, _ in given]
    return [ask.by for ask in asks(measured(*given), team, last=last)]


def test_the_last_by_results_are_asked_and_not_judged() -> None:
    assert ["d", "c"] == asked(("a", 20, 9), ("b", 20, 8), ("c", 20, 2), ("d", 20, 1))
    (ask,) = asks(measured(("a", 20, 9), ("c", 20, 2)), ["a", "c"], last=1)
    assert ask.says.startswith("支持还是疲劳？")
    assert (20, Decimal("10.00")) == (ask.contacts, ask.rate)


def test_too_few_contacts_are_not_compared() -> None:
    assert ["b"] == asked(("a", 20, 9), ("b", 10, 1), ("c", 9, 0), last=1)


def test_who_stands_equal_with_one_of_the_last_is_asked_too() -> None:
    assert ["b", "c"] == asked(("a", 20, 9), ("b", 20, 1), ("c", 20, 1), last=1)


@pytest.mark.parametrize("given_", [[], [("a", 20, 1)], [("a", 20, 1), ("b", 20, 1)]])
def test_where_all_stand_equal_nobody_is_asked(given_: list[tuple[str, int, int]]) -> None:
    assert [] == asked(*given_)


def test_stages_of_one_collector_are_taken_together_and_others_not_asked() -> None:
    rows = measured(("a", 6, 3), ("a", 6, 3), ("b", 12, 1), ("guard", 50, 0))

    assert ["b"] == [ask.by for ask in asks(rows, ["a", "b"], last=1)]
    assert [] == [ask.by for ask in asks(rows, ["a", "b"], last=0)]


# -- the trough ------------------------------------------------------------------------------------------


def paid(*given: tuple[int, int, str]) -> list[tuple[str, date, Money]]:
    return [("O-1", date(2026, month, day_), Money(yuan)) for month, day_, yuan in given]


QUARTER = [
    *((month, 5, "300") for month in (8, 9, 10)),
    *((month, 15, "100") for month in (8, 9, 10)),
    *((month, 25, "200") for month in (8, 9, 10)),
]


def test_the_trough_is_the_third_of_a_month_with_least_money() -> None:
    found = trough(paid(*QUARTER), on=date(2026, 11, 11))

    assert found is not None
    assert "中旬" == found.third
    assert Period(date(2026, 11, 11), date(2026, 11, 21)) == found.days
    assert (Money("100"),) * 3 == found.amounts


def test_a_trough_that_has_begun_is_expected_next_month() -> None:
    found = trough(paid(*QUARTER), on=date(2026, 11, 12))

    assert found is not None
    assert Period(date(2026, 12, 11), date(2026, 12, 21)) == found.days


@pytest.mark.parametrize(
    ("day_", "third"),
    [(1, "上旬"), (10, "上旬"), (11, "中旬"), (20, "中旬"), (21, "下旬"), (31, "下旬")],
)
def test_the_thirds_end_on_the_tenth_the_twentieth_and_the_last(day_: int, third: str) -> None:
    """Every third has money but one, and the money of one day fills that up."""
    spare = {"上旬": 5, "中旬": 15, "下旬": 25}
    less = [(10, d, "10") for name, d in spare.items() if name != third]
    full = trough(paid(*less, (10, day_, "9")), on=date(2026, 11, 1), months=1)
    more = trough(paid(*less, (10, day_, "11")), on=date(2026, 11, 1), months=1)

    assert full is not None
    assert more is not None
    assert third == full.third
    assert third != more.third


def test_february_has_its_last_third_too() -> None:
    found = trough(
        [("O-1", date(2027, 1, day_), Money("9")) for day_ in (5, 15)],
        on=date(2027, 2, 1),
        months=1,
    )

    assert found is not None
    assert Period(date(2027, 2, 21), date(2027, 3, 1)) == found.days


def test_without_money_in_one_of_the_months_nothing_is_expected() -> None:
    assert None is trough(paid(*QUARTER), on=date(2026, 12, 1), months=4)
    assert None is trough([], on=date(2026, 12, 1))
    assert None is not trough(paid(*QUARTER), on=date(2026, 11, 30))
    assert None is trough(paid(*QUARTER), on=date(2026, 12, 1))


def test_months_are_a_whole_number_from_one() -> None:
    with pytest.raises(MoneyError):
        trough([], on=date(2026, 12, 1), months=0)
