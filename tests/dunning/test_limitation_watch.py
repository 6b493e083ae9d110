"""Limitation watched by bill: what a demand names, when each clock ends, what is near."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import community
from wuye import Account, Bill, Owner, Payment, Period, fees
from wuye.dunning.legal.limitation_watch import Ends, Watched, watch_limitation
from wuye.errors import PeriodError
from wuye.estate import Person
from wuye.evidence import Proof
from wuye.law.interruptions import Event, Evidence, Kind
from wuye.ledger import Hold, State, WriteOff, opening

PROPERTY = fees.Item("property", "物业服务费", fees.PerArea("2.80"))


def year_bill(year: int) -> Bill:
    """A year's January, due on the 31st."""
    schedule = evolve(community.schedule(PROPERTY, due=31), in_force=Period.year(year))
    run = fees.issue(community.estate(), schedule, Period.month(year, 1))
    return run.of_unit("3-1-502")[0]


JANUARY = year_bill(2023)  # due on 31 January 2023: three years end on a Saturday


def state(*bills: Bill, on: date) -> State:
    return Account.of(bills or [JANUARY]).on(on)


def letter(
    *periods: Period,
    on: date = date(2025, 6, 1),
    evidence: Evidence = Evidence.SIGNED,
    kind: Kind = Kind.DEMAND,
    debtor: str = "O-17",
    items: tuple[str, ...] = (),
) -> Proof:
    event = Event(kind, on, debtor, periods, evidence, items=items)
    return Proof(event, "催缴函", kept="档案 3")


def weekend(day: date) -> bool:
    return day.weekday() >= 5


def _year(watched: Watched) -> int:
    return watched.due.year if watched.due else 0


def told(found: tuple[Watched, ...]) -> list[tuple[int, date | None, Ends]]:
    return [(_year(each), each.last, each.ends) for each in found]


def test_a_letter_that_names_2024_leaves_the_clock_of_2022_running() -> None:
    bills = [year_bill(year) for year in (2022, 2023, 2024)]
    on = date(2025, 1, 20)
    found = watch_limitation(
        state(*bills, on=on), [letter(Period.year(2024), on=date(2025, 1, 10))], soon=30
    )

    assert [
        (2022, date(2025, 1, 31), "soon"),
        (2023, date(2026, 1, 31), "later"),
        (2024, date(2028, 1, 10), "later"),
    ] == told(found)
    refused = found[0].clock.steps[1]
    assert "没有写明本期费用" in refused.says
    assert not refused.restarts


def test_a_letter_that_names_every_year_saves_them_all() -> None:
    bills = [year_bill(year) for year in (2022, 2023, 2024)]
    both = letter(*map(Period.year, (2022, 2023, 2024)), on=date(2025, 1, 10))
    found = watch_limitation(state(*bills, on=date(2025, 1, 20)), [both], soon=30)

    assert [date(2028, 1, 10)] * 3 == [each.last for each in found]


@pytest.mark.parametrize(
    ("on", "ends", "left"),
    [
        (date(2023, 1, 31), "not-started", 1096),
        (date(2023, 2, 1), "later", 1095),
        (date(2025, 12, 31), "later", 31),
        (date(2026, 1, 1), "soon", 30),
        (date(2026, 1, 30), "soon", 1),
        (date(2026, 1, 31), "soon", 0),  # the last day runs to its end
        (date(2026, 2, 1), "ended", -1),
    ],
)
def test_the_boundaries_of_a_clock(on: date, ends: Ends, left: int) -> None:
    (found,) = watch_limitation(state(on=on), soon=30)

    assert (ends, left) == (found.ends, found.left)
    assert date(2026, 1, 31) == found.last


@pytest.mark.parametrize(
    ("on", "ends"),
    [
        (date(2026, 1, 31), "soon"),
        (date(2026, 2, 1), "soon"),
        (date(2026, 2, 2), "soon"),  # Monday: the day after the weekend still counts
        (date(2026, 2, 3), "ended"),
    ],
)
def test_an_end_on_a_rest_day_rolls(on: date, ends: Ends) -> None:
    (found,) = watch_limitation(state(on=on), soon=30, rest_day=weekend)

    assert (date(2026, 2, 2), ends) == (found.last, found.ends)


@pytest.mark.parametrize(
    ("proof", "last"),
    [
        (letter(Period.year(2023)), date(2028, 6, 1)),
        (letter(Period.year(2023), evidence=Evidence.POSTED), date(2026, 1, 31)),
        (letter(Period.year(2023), evidence=Evidence.GROUP), date(2026, 1, 31)),
        (letter(Period.year(2023), debtor="O-18"), date(2026, 1, 31)),
        (letter(Period.year(2023), items=("parking",)), date(2026, 1, 31)),
        (letter(Period.year(2023), items=("property",)), date(2028, 6, 1)),
        (letter(Period.year(2023), kind=Kind.BALANCE_SIGNED), date(2026, 1, 31)),
        (letter(Period.year(2023), on=date(2025, 7, 1)), date(2026, 1, 31)),  # not yet there
    ],
)
def test_only_what_names_the_bill_and_can_be_proved_interrupts(proof: Proof, last: date) -> None:
    (found,) = watch_limitation(state(on=date(2025, 6, 30)), [proof], soon=30)

    assert last == found.last


def test_a_demand_on_one_co_owner_counts_for_all() -> None:
    couple = Owner("O-17", people=[Person("P-1"), Person("P-2")])
    proof = letter(Period.year(2023), debtor="P-2")
    on = date(2025, 6, 30)

    (together,) = watch_limitation(state(on=on), [proof], soon=30, owner=couple)
    (alone,) = watch_limitation(state(on=on), [proof], soon=30)

    assert (date(2028, 6, 1), date(2026, 1, 31)) == (together.last, alone.last)


def test_lines_of_a_bill_that_fare_alike_have_one_clock() -> None:
    bill = community.october().of_unit("3-1-502")[0]
    on = date(2026, 12, 21)
    apart = letter(Period.month(2026, 10), on=date(2026, 11, 5))
    both = letter(Period(date(2026, 9, 1), date(2026, 11, 1)), on=date(2026, 11, 5))

    (alike,) = watch_limitation(state(bill, on=on), [both], soon=30)
    first, second = watch_limitation(state(bill, on=on), [apart], soon=30)

    assert tuple(line.id for line in bill.lines) == alike.lines
    assert "305.13" == str(alike.open)
    # September's power stands on October's bill and was not named
    assert (bill.lines[1].id,) == first.lines
    assert (date(2029, 10, 25), date(2029, 11, 5)) == (first.last, second.last)
    assert alike.open == first.open + second.open


def test_who_acknowledged_after_the_end_may_not_plead() -> None:
    late = letter(Period.year(2023), kind=Kind.ACKNOWLEDGEMENT, on=date(2026, 3, 1))

    (found,) = watch_limitation(state(on=date(2026, 3, 1)), [late], soon=30)

    assert "given-up" == found.ends


def test_a_due_day_that_old_books_do_not_tell_is_not_guessed() -> None:
    old = opening.Opening(
        unit="3-1-502",
        debtor="O-17",
        item=opening.Named("property", "物业服务费"),
        basis=opening.stated("840.00"),
        source="欠费.xlsx第3行",
    )
    bills = opening.bring_forward([old], creditor="锦苑物业", taken=date(2026, 10, 1)).bills
    (found,) = watch_limitation(state(*bills, on=date(2026, 12, 21)), soon=30)

    assert ("unknown", None, None) == (found.ends, found.last, found.left)
    assert "到期日不明" in found.in_words()


def test_what_is_disputed_or_written_off_runs_on_and_what_is_paid_does_not() -> None:
    line = JANUARY.lines[0]
    on = date(2025, 6, 30)
    about: dict[str, Any] = {
        "creditor": JANUARY.creditor,
        "debtor": JANUARY.debtor,
        "item": line.id,
    }
    hold = Hold(id="D-1", on=on, amount=line.amount, **about)
    gone = WriteOff(id="W-1", on=on, penalty="stops", reason="无法联系", **about)
    paid = Account.of([JANUARY]).receive(Payment("wx-1", "5000", on=JANUARY.due)).account

    for document in (hold, gone):
        (found,) = watch_limitation(Account.of([JANUARY, document]).on(on), soon=30)
        assert date(2026, 1, 31) == found.last
    assert () == watch_limitation(paid.on(on), soon=30)


@pytest.mark.parametrize("soon", [-1, 1.5, True])
def test_soon_is_a_number_of_days(soon: int) -> None:
    with pytest.raises(PeriodError, match="soon is a number of days"):
        watch_limitation(state(on=date(2025, 1, 1)), soon=soon)


@given(
    years=st.sets(st.integers(2022, 2025), min_size=1),
    named=st.sets(st.integers(2022, 2025)),
    sent=st.integers(0, 360),
)
def test_every_year_is_saved_by_naming_it_and_by_nothing_else(
    years: set[int], named: set[int], sent: int
) -> None:
    """The oracle: three years from the due day, or from the letter where it came in time."""
    on = date(2026, 6, 30)
    day = on - timedelta(days=sent)
    proofs = [letter(*map(Period.year, sorted(named)), on=day)]
    found = watch_limitation(state(*map(year_bill, sorted(years)), on=on), proofs, soon=0)

    expected = {}
    for year in years:
        due = date(year, 1, 31)
        last = due.replace(year=year + 3)
        if year in named and due < day <= last:
            last = date(day.year + 3, day.month, min(day.day, 28) if day.month == 2 else day.day)
        expected[year] = last
    assert expected == {_year(each): each.last for each in found}
    assert sorted(each.last or date.max for each in found) == [each.last for each in found]
