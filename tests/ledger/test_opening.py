"""What older books say is open, month by month, and what they leave in doubt."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import OCTOBER, estate, schedule
from wuye import Account, Money, Payment, Period, fees
from wuye.dates import DueDay
from wuye.errors import MoneyError, NotInForceError, PeriodError, RuleError
from wuye.exchange import decode, encode
from wuye.ledger.old_books import Said, by_schedule, paid_through, wide_row
from wuye.ledger.opening import DOUBTS, Named, Opening, bring_forward, stated

FEE = Named("property", "物业服务费")
TAKEN = date(2026, 10, 1)
TERMS = fees.PenaltyTerms("0.0003")


def since(through: date, until: date = TAKEN, monthly: str = "280.00") -> tuple[Opening, ...]:
    return paid_through(
        "3-1-502",
        "O-17",
        through,
        until=until,
        item=FEE,
        monthly=monthly,
        due=DueDay(25),
        source="已缴.xlsx第3行",
    )


def told(openings: tuple[Opening, ...]) -> list[tuple[str, str, str]]:
    return [(str(o.service), str(o.amount), str(o.due)) for o in openings]


def lump(amount: str = "840.00", **more: object) -> Opening:
    given: dict[str, object] = {
        "unit": "3-1-502",
        "debtor": "O-17",
        "item": FEE,
        "basis": stated(amount),
        "source": "欠费.xlsx第3行",
    }
    return Opening(**{**given, **more})  # type: ignore[arg-type]


def test_paid_through_december_each_month_since_is_open_with_its_own_due_day() -> None:
    assert [
        ("2026-01-01 to 2026-01-31", "280.00", "2026-01-25"),
        ("2026-02-01 to 2026-02-28", "280.00", "2026-02-25"),
    ] == told(since(date(2025, 12, 31), date(2026, 3, 1)))


@pytest.mark.parametrize(
    ("through", "open_"),
    [
        (date(2026, 8, 30), ["10.00", "310.00"]),
        (date(2026, 8, 31), ["310.00"]),
        (date(2026, 9, 30), []),
        (date(2026, 12, 31), []),
    ],
)
def test_a_part_month_owes_its_days_and_what_is_paid_ahead_owes_nothing(
    through: date, open_: list[str]
) -> None:
    assert open_ == [amount for _, amount, _ in told(since(through, monthly="310.00"))]


@given(st.dates(date(2025, 1, 1), date(2026, 12, 1)), st.integers(100, 10**6))
def test_what_is_open_covers_every_day_once_and_each_amount_recomputes(
    through: date, fen: int
) -> None:
    found = since(through, monthly=str(Money.of_fen(fen)))
    days = [o.service for o in found if o.service]
    for opening, service in zip(found, days, strict=True):
        month = Period.month(service.start.year, service.start.month)
        exact = Fraction(fen * service.days, month.days)
        assert abs(exact - opening.amount.fen) <= Fraction(1, 2)
        assert opening.amount == opening.basis.recompute()

    assert max((TAKEN - through).days - 1, 0) == sum(period.days for period in days)


def test_less_than_half_a_fen_is_nothing_and_a_month_costs_something() -> None:
    assert ["0.01"] == [amount for _, amount, _ in told(since(date(2026, 8, 30), monthly="0.01"))]
    with pytest.raises(MoneyError, match="a month costs more than 0"):
        since(date(2026, 8, 30), monthly="0.00")


JANUARY, FEBRUARY, MARCH = (Period.month(2026, month) for month in (1, 2, 3))


def wide(months: dict[Period, Said], cells: str, monthly: str | None = "280.00") -> list[str]:
    found = wide_row(
        "3-1-502",
        "O-17",
        months,
        cells=cells,  # type: ignore[arg-type]
        item=FEE,
        due=DueDay(25),
        source="台账.xlsx第5行",
        monthly=monthly,
    )
    return [f"{o.service.start:%m} {o.amount}" for o in found if o.service]


def test_a_number_in_a_wide_sheet_is_what_the_host_says_it_is() -> None:
    row: dict[Period, Said] = {JANUARY: Money("100.00"), FEBRUARY: "owed", MARCH: None}

    assert ["01 100.00", "02 280.00"] == wide(row, "owed")
    assert ["01 180.00", "02 280.00", "03 280.00"] == wide(row, "paid")
    assert [] == wide(dict.fromkeys(row, "paid"), "paid")
    assert [] == wide({JANUARY: Money("280.00")}, "paid")


def test_a_mark_without_a_monthly_amount_is_refused() -> None:
    with pytest.raises(RuleError, match="what a month costs"):
        wide({JANUARY: "owed"}, "owed", None)
    assert ["01 1.00"] == wide({JANUARY: Money("1.00"), MARCH: None}, "owed", None)


def test_schedules_price_the_months_and_whoever_owned_the_unit_owes() -> None:
    terms = schedule(fees.Item("property", "物业服务费", fees.PerArea("2.80")))
    through = {"3-1-502": date(2026, 9, 20), "3-1-503": date(2026, 9, 30)}
    found, skipped = by_schedule(
        estate(),
        [terms],
        through,
        until=date(2026, 11, 1),
        items=["property"],
        source="已缴.xlsx",
    )

    assert () == skipped
    assert [
        ("3-1-502", "O-17", "93.33"),
        ("3-1-502", "O-17", "280.00"),
        ("3-1-503", "O-18", "144.52"),
        ("3-1-503", "O-19", "135.48"),
    ] == [(o.unit, o.debtor, str(o.amount)) for o in found]
    with pytest.raises(NotInForceError, match="no schedule is in force"):
        by_schedule(
            estate(),
            [terms],
            {"3-1-502": date(2025, 12, 30)},
            until=TAKEN,
            items=["property"],
            source="",
        )


def test_an_opening_bill_is_booked_late_and_bears_penalty_from_its_own_due_day() -> None:
    (bill,) = bring_forward(
        [lump("300.00", service=Period.month(2026, 8), due=date(2026, 8, 25))],
        creditor="锦苑物业",
        taken=TAKEN,
        penalty=TERMS,
    ).bills
    account = Account.of([bill])

    assert (True, ()) == (bill.opening, bill.doubts)
    assert (date(2026, 8, 1), TAKEN) == (bill.on, bill.booked)
    assert "0.00" == str(account.on(date(2026, 9, 30), known=date(2026, 9, 30)).outstanding)
    # 57 days at 0.03 %
    assert "5.13" == str(account.on(date(2026, 10, 21)).penalty)


def test_without_a_due_day_there_is_no_penalty_and_the_bill_says_so() -> None:
    forward = bring_forward([lump(penalty="5.13")], creditor="锦苑物业", taken=TAKEN, penalty=TERMS)
    (bill,) = forward.bills
    state = Account.of([bill]).on(date(2027, 10, 1))

    assert ("due-unknown", "period-unknown", "penalty-left") == bill.doubts
    assert set(bill.doubts) == set(DOUBTS)
    assert bill.penalty is None
    assert ("840.00", "0.00") == (str(state.outstanding), str(state.penalty))


def test_a_bill_tells_where_its_amount_stood_and_travels() -> None:
    (bill,) = bring_forward([lump()], creditor="锦苑物业", taken=TAKEN).bills
    (line,) = bill.lines

    assert "欠费.xlsx第3行期初转入（2026-10-01）" == str(line.basis.cites[0])
    assert line.recompute() == line.amount == Money("840.00")
    assert bill == decode(encode(bill))


def test_what_is_billed_already_is_left_out_and_listed() -> None:
    run = fees.issue(estate(), schedule(), OCTOBER, costs={"hall-power": "2000.00"})
    until = date(2026, 11, 1)
    openings = since(date(2026, 8, 31), until)
    forward = bring_forward(
        [*openings, evolve(openings[0], source="台账.xlsx第9行")],
        creditor="锦苑物业",
        taken=until,
        existing=run.bills,
    )

    assert ["2026-09-01"] == [str(bill.period.start) for bill in forward.bills]
    assert ["已缴.xlsx第3行", "台账.xlsx第9行"] == [o.source for o in forward.duplicates]
    assert "280.00" == str(forward.total)


def test_other_items_rooms_and_days_are_no_duplicates() -> None:
    august = lump(service=Period.month(2026, 8))
    others = [
        evolve(august, service=Period.month(2026, 9)),
        evolve(august, unit="3-1-503"),
        evolve(august, item=Named("parking", "车位费")),
        evolve(august, service=None),
    ]
    forward = bring_forward([august, *others], creditor="锦苑物业", taken=TAKEN)

    assert () == forward.duplicates
    assert 5 == len({bill.id for bill in forward.bills})
    account = Account.of(forward.bills)
    paid = account.receive(Payment("p", "4200.00", on=TAKEN)).account
    assert "0.00" == str(paid.on(TAKEN).outstanding)


@pytest.mark.parametrize("amount", ["0.00", "-1.00"])
def test_nothing_or_less_is_not_brought_forward(amount: str) -> None:
    with pytest.raises(MoneyError, match=r"欠费.xlsx第3行: what is open is above 0"):
        lump(amount)


def test_what_the_new_books_bill_is_refused() -> None:
    with pytest.raises(PeriodError, match="after the books were taken over"):
        bring_forward([lump(service=OCTOBER)], creditor="锦苑物业", taken=TAKEN)
