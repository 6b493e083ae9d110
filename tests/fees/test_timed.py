"""Timed parking: worked days, a walk from minute to minute, and stays on a bill."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Literal, cast

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from community import schedule
from strategies import fewer
from wuye import Bill, Community, FeeSchedule, Money, Owner, Period, Transfer, Unit, fees
from wuye.dates import CHINA
from wuye.errors import (
    ConflictError,
    InexactError,
    MoneyError,
    PeriodError,
    RuleError,
    UnknownError,
)
from wuye.estate import Succession, Vehicle
from wuye.exchange import decode, encode
from wuye.fees import Block, Stay, Timed
from wuye.rounding import Mode

CAME = datetime(2026, 10, 3, 8, tzinfo=CHINA)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
THREE_HOURS = Timed([Block(180, "3", until=180), Block(30, "1.5")], free=30, cap="30")


def fee(timed: Timed, stay: timedelta, came: datetime = CAME) -> str:
    basis = timed.fee(came, came + stay)
    assert basis.evaluate() == basis.recompute()
    assert basis.why().endswith(f"= {basis.evaluate()} 元")
    return str(basis.evaluate())


# -- worked by hand ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stay", "expected"),
    [
        (DAY, "30.00"),
        (DAY + MINUTE, "33.00"),  # the second 24 hours begin with the first block
        (DAY + 181 * MINUTE, "34.50"),
        (2 * DAY, "60.00"),
        (3 * DAY + 680 * MINUTE, "118.50"),
        (1000 * DAY, "30000.00"),
    ],
)
def test_every_24_hours_begin_anew_under_the_cap(stay: timedelta, expected: str) -> None:
    assert expected == fee(THREE_HOURS, stay)


def test_a_cap_by_the_calendar_day_begins_anew_at_midnight_in_china() -> None:
    blocks, came = [Block(60, "5")], datetime(2026, 10, 3, 22, tzinfo=CHINA)
    by_day = Timed(blocks, cap="30", cap_per="calendar-day")
    by_hours = Timed(blocks, cap="30")

    assert ["10.00", "15.00", "40.00", "45.00"] == [
        fee(by_day, stay, came)
        for stay in (2 * HOUR, 2 * HOUR + MINUTE, 26 * HOUR, 26 * HOUR + MINUTE)
    ]
    assert ["10.00", "15.00", "30.00", "40.00"] == [
        fee(by_hours, stay, came) for stay in (2 * HOUR, 2 * HOUR + MINUTE, DAY, DAY + 2 * HOUR)
    ]


def test_without_a_cap_nothing_begins_anew() -> None:
    timed = Timed([Block(180, "3", until=180), Block(30, "1.5")])

    assert "67.50" == fee(timed, DAY + 30 * MINUTE)


def test_free_minutes_that_are_deducted_run_over_midnight_and_are_given_once() -> None:
    came = datetime(2026, 10, 3, 23, 50, tzinfo=CHINA)
    timed = Timed([Block(10, "1")], free=30, free_deducted=True, cap="20", cap_per="calendar-day")

    assert "0.00" == fee(timed, 30 * MINUTE, came)
    assert "1.00" == fee(timed, 31 * MINUTE, came)
    assert "40.00" == fee(timed, 10 * MINUTE + 2 * DAY, came)


@pytest.mark.parametrize(
    ("seconds", "down", "up"), [(0, "0.00", "0.00"), (1, "0.00", "3.00"), (60, "3.00", "3.00")]
)
def test_seconds_are_dropped_or_count_as_a_minute_as_declared(
    seconds: int, down: str, up: str
) -> None:
    stay = 30 * MINUTE + timedelta(seconds=seconds)
    counting = Timed(THREE_HOURS.blocks, free=30, cap="30", seconds=Mode.UP)

    assert down == fee(THREE_HOURS, stay)
    assert up == fee(counting, stay)


def test_a_free_stay_says_why_it_is_free() -> None:
    basis = THREE_HOURS.fee(CAME, CAME + 10 * MINUTE)

    assert {"minutes": Decimal(10), "free": Decimal(30)}.items() <= dict(basis.inputs).items()
    assert "10 分钟 − 30 分钟" in basis.why()
    assert "0.00" == fee(THREE_HOURS, timedelta())
    assert "0.00" == fee(Timed([Block(60, "5")]), timedelta())


def test_a_zone_of_the_host_changes_nothing() -> None:
    night = Timed([Block(60, "5")], cap="12", cap_per="calendar-day")
    came, left = CAME, CAME + 40 * HOUR
    elsewhere = timezone(timedelta(hours=-11))
    expected = night.fee(came, left)

    assert expected == night.fee(came.astimezone(UTC), left.astimezone(elsewhere))


@pytest.mark.parametrize("when", [datetime(2026, 10, 3, 8), date(2026, 10, 3), "2026-10-03"])  # noqa: DTZ001
def test_an_instant_without_its_offset_is_refused(when: object) -> None:
    with pytest.raises(PeriodError, match="needs its offset"):
        THREE_HOURS.fee(when, CAME)  # type: ignore[arg-type]
    with pytest.raises(PeriodError, match="needs its offset"):
        Stay("G-1", CAME, when, unit="1")  # type: ignore[arg-type]


def test_what_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(PeriodError, match="ends before it begins"):
        THREE_HOURS.fee(CAME, CAME - MINUTE)
    with pytest.raises(PeriodError, match="ends before it begins"):
        Stay("G-1", CAME, CAME - MINUTE, unit="1")


@pytest.mark.parametrize(
    ("made", "error", "message"),
    [
        (lambda: Timed([]), RuleError, "without end"),
        (lambda: Timed([Block(60, "5", until=60)]), RuleError, "without end"),
        (lambda: Timed([Block(60, "5"), Block(60, "5")]), RuleError, "without end"),
        (
            lambda: Timed([Block(60, "5", until=60), Block(9, "1", until=60), Block(9, "1")]),
            RuleError,
            "ends of blocks rise",
        ),
        (lambda: Timed([Block(60, "5", until=0), Block(9, "1")]), RuleError, "blocks rise"),
        (lambda: Block(0, "5"), PeriodError, "no minutes"),
        (lambda: Block(-30, "5"), PeriodError, "not a number of minutes"),
        (lambda: Block(bool("1"), "5"), PeriodError, "not a number of minutes"),
        (lambda: Block("30", "5"), PeriodError, "not a number of minutes"),
        (lambda: Block(30, "5", until=-1), PeriodError, "not a number of minutes"),
        (lambda: Block(30, "-5"), MoneyError, "not negative"),
        (lambda: Block(30, "1.005"), MoneyError, "two decimal places"),
        (lambda: Block(30, cast("str", 1.5)), InexactError, "in quotes"),
        (lambda: Timed([Block(60, "5")], free=-1), PeriodError, "not a number of minutes"),
        (lambda: Timed([Block(60, "5")], cap="-1"), MoneyError, "not negative"),
        (
            lambda: Timed([Block(60, "5")], cap_per=cast("Literal['24-hours']", "week")),
            RuleError,
            "calendar-day",
        ),
        (lambda: Timed([Block(60, "5")], seconds=Mode.HALF_UP), RuleError, "choices"),
    ],
)
def test_a_tariff_that_contradicts_itself_is_refused(
    made: object, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        made()  # type: ignore[operator]


# -- a walk from minute to minute -------------------------------------------------------------------


@st.composite
def tariffs(draw: st.DrawFn) -> Timed:
    ends = sorted(draw(st.sets(st.integers(1, 600), max_size=3)))
    prices = st.integers(0, 900).map(Money.of_fen)
    blocks = [Block(draw(st.integers(1, 240)), draw(prices), until=end) for end in [*ends, None]]
    return Timed(
        blocks,
        free=draw(st.integers(0, 120)),
        free_deducted=draw(st.booleans()),
        cap=draw(st.none() | st.integers(0, 3000).map(Money.of_fen)),
        cap_per=draw(st.sampled_from(["24-hours", "calendar-day"])),
        seconds=draw(st.sampled_from([Mode.DOWN, Mode.UP])),
    )


def walked(timed: Timed, came: datetime, left: datetime) -> int:
    """Stand at the gate and look at the clock every minute."""
    stayed = int((left - came).total_seconds())
    minutes = stayed // 60 if timed.seconds is Mode.DOWN else (stayed + 59) // 60
    if minutes <= timed.free:
        return 0
    midnight = came.replace(second=0, microsecond=0)
    days: dict[object, int] = {}
    within = begun = paid_until = 0
    before: object = None
    for minute in range(minutes):
        window: object = None
        if timed.cap is not None and timed.cap_per == "24-hours":
            window = minute // 1440
        elif timed.cap is not None:
            window = (midnight + minute * MINUTE).date()
        if window != before or minute == 0:
            before, within, begun = window, 0, -1
            paid_until = 0
            days.setdefault(window, 0)
        if not (timed.free_deducted and minute < timed.free):
            number = next(
                n for n, b in enumerate(timed.blocks) if b.until is None or within < b.until
            )
            if number != begun or within >= paid_until:
                begun, paid_until = number, within + timed.blocks[number].minutes
                days[window] += timed.blocks[number].price.fen
        within += 1
    if timed.cap is None:
        return sum(days.values())
    return sum(min(fen, timed.cap.fen) for fen in days.values())


instants = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(tzinfo=CHINA, microsecond=0)
)


@fewer(2)
@given(tariffs(), instants, st.integers(0, 7200) | st.integers(0, 4 * 86400))
@example(THREE_HOURS, CAME, 31 * 60)
@example(Timed([Block(60, "5")], cap="12", cap_per="calendar-day"), CAME, 3 * 86400)
@example(
    Timed([Block(7, "1", until=20), Block(9, "2")], free=15, free_deducted=True, cap="9"),
    CAME,
    2 * 86400 + 60,
)
def test_a_fee_is_what_a_walk_from_minute_to_minute_charges(
    timed: Timed, came: datetime, seconds: int
) -> None:
    left = came + timedelta(seconds=seconds)
    basis = timed.fee(came, left)

    assert walked(timed, came, left) == basis.evaluate().fen == basis.recompute().fen


@given(tariffs(), instants, st.integers(0, 86400), st.integers(0, 86400))
def test_whoever_stays_longer_pays_no_less(
    timed: Timed, came: datetime, one: int, other: int
) -> None:
    short, long = sorted([one, other])
    fees_ = [timed.fee(came, came + timedelta(seconds=s)).evaluate() for s in (short, long)]

    assert sorted(fees_) == fees_


# -- stays on a bill ---------------------------------------------------------------------------------

SELLER, BUYER, OTHER = Owner("O-1"), Owner("O-2"), Owner("O-3")
SEPTEMBER = Period.month(2026, 9)
CAR = "京A12345"


def estate(*transfers: Transfer) -> Community:
    return Community(
        "锦苑",
        [Unit("1", "100", SELLER), Unit("2", "80", OTHER)],
        transfers,
        vehicles=[Vehicle(CAR, "1"), Vehicle("京B1", "1"), Vehicle("京C1", "2")],
    )


def plan(timed: Timed = THREE_HOURS, **told: object) -> FeeSchedule:
    arrears = fees.Cycle.arrears(months=1)
    return schedule(fees.Item("stays", "临时停车费", timed, arrears, **told))  # type: ignore[arg-type]


def stay(id_: str, day: int, minutes: int | None, *, plate: str = CAR, unit: str = "") -> Stay:
    came = datetime(2026, 9, day, 12, tzinfo=CHINA)
    left = None if minutes is None else came + minutes * MINUTE
    return Stay(id_, came, left, plate=plate, unit=unit)


def issued(*stays: Stay, here: Community | None = None, **told: object) -> fees.Run:
    return fees.issue(here or estate(), plan(), SEPTEMBER.shift(1), stays=stays, **told)  # type: ignore[arg-type]


def lines(bills: tuple[Bill, ...]) -> list[tuple[str, str, str]]:
    return [(b.unit, b.debtor, str(line.amount)) for b in bills for line in b.lines]


def test_the_stays_of_a_units_vehicles_are_one_line_that_names_each() -> None:
    run = issued(
        stay("G-2", 20, 10),
        stay("G-1", 3, 211, plate="京a·12345"),
        stay("G-3", 21, 800, plate="京B·1"),
        stay("G-4", 21, 31, plate="", unit="2"),
    )
    line = run.of_unit("1")[0]["stays"]

    assert [("1", "O-1", "36.00"), ("2", "O-3", "3.00")] == lines(run.bills)
    assert Money("36.00") == line.recompute()
    assert SEPTEMBER == line.service
    named = [name for name, _ in line.basis.inputs if name.startswith("minutes:")]
    assert ["minutes:G-1", "minutes:G-2", "minutes:G-3"] == named
    assert not run.skipped
    assert CAR not in repr(run.bills) + repr(line.basis)


def test_a_stay_is_charged_in_the_month_in_which_it_ends_in_china() -> None:
    last = datetime(2026, 9, 30, 23, tzinfo=CHINA)
    before = Stay("G-1", last - DAY, last + 59 * MINUTE, unit="1")
    after = Stay("G-2", (last - DAY).astimezone(UTC), last + HOUR, unit="1")
    october = issued(before, after)
    november = fees.issue(estate(), plan(), SEPTEMBER.shift(2), stays=[before, after])

    assert [("1", "O-1", "33.00")] == lines(october.bills)
    assert ["minutes:G-1:1", "minutes:G-1:2"] == [
        name for name, _ in october.bills[0].lines[0].basis.inputs if name.startswith("minutes")
    ]
    assert ["minutes:G-2:1", "minutes:G-2:2"] == [
        name for name, _ in november.bills[0].lines[0].basis.inputs if name.startswith("minutes")
    ]


def test_stays_that_cannot_be_charged_are_listed_and_the_others_charged() -> None:
    run = issued(
        stay("G-1", 3, None),
        stay("G-2", 3, 60, plate="京C1"),
        stay("G-3", 4, 60, plate="沪D·88888"),
        stay("G-4", 4, None, plate="沪D·88888"),
    )

    assert [("2", "O-3", "3.00")] == lines(run.bills)
    assert [
        ("1", "stay-open", "G-1"),
        ("", "plate-unknown", "G-4 沪D****8"),
        ("", "plate-unknown", "G-3 沪D****8"),
    ] == [(skip.unit, skip.reason, skip.detail) for skip in run.skipped]


def test_a_stay_that_goes_on_is_listed_every_month_until_it_ends() -> None:
    waiting = stay("G-1", 3, None)
    skipped = [
        [skip.reason for skip in fees.issue(estate(), plan(), month, stays=[waiting]).skipped]
        for month in (SEPTEMBER, SEPTEMBER.shift(1), SEPTEMBER.shift(2))
    ]

    assert [[], ["stay-open"], ["stay-open"]] == skipped


def test_each_stay_is_owed_by_whoever_owed_for_the_unit_on_its_day() -> None:
    here = estate(Transfer("1", date(2026, 9, 17), BUYER))
    run = issued(stay("G-1", 16, 31), stay("G-2", 17, 181), stay("G-3", 30, 211), here=here)
    seller, buyer = run.bills

    assert [("1", "O-1", "3.00"), ("1", "O-2", "10.50")] == lines(run.bills)
    assert (date(2026, 9, 16), date(2026, 9, 17)) == (
        seller.lines[0].service.last,
        buyer.lines[0].service.start,
    )
    assert [Money("3.00"), Money("10.50")] == [
        line.recompute() for b in run.bills for line in b.lines
    ]


def test_a_waiver_takes_off_stays_of_its_days_alone() -> None:
    waiver = fees.Waiver(
        id="W-1",
        unit="1",
        items=["stays"],
        share="0.5",
        reason="other",
        evidence="施工占道",
        since=date(2026, 9, 10),
        until=date(2026, 9, 20),
    )
    run = issued(stay("G-1", 9, 31), stay("G-2", 10, 31), stay("G-3", 20, 31), waivers=[waiver])

    assert ["3.00", "1.50", "3.00"] == [str(line.amount) for b in run.bills for line in b.lines]
    assert [Money("1.50")] == [relief.amount for relief in run.reliefs]


def test_a_stay_after_its_unit_ended_is_listed() -> None:
    here = Community(
        "锦苑",
        [Unit("1", "100", SELLER), Unit("1A", "200", SELLER)],
        successions=[Succession(date(2026, 9, 15), of=["1"], to=["1A"])],
        vehicles=[Vehicle(CAR, "1")],
    )
    run = issued(stay("G-1", 14, 31), stay("G-2", 15, 31), here=here)

    assert [("1", "O-1", "3.00")] == lines(run.bills)
    assert [("1", "unit-ended", "G-2")] == [
        (skip.unit, skip.reason, skip.detail) for skip in run.skipped
    ]


def test_stays_out_of_the_scope_of_an_item_are_for_another() -> None:
    shop = fees.Item("a", "甲", THREE_HOURS, scope=fees.Scope(named=["1"]))
    home = fees.Item("b", "乙", Timed([Block(60, "1")]), scope=fees.Scope(named=["2"]))
    stays = [stay("G-1", 3, 31), stay("G-2", 3, 31, plate="京C1"), stay("G-3", 3, None)]
    run = fees.issue(estate(), schedule(shop, home), SEPTEMBER, stays=stays)

    assert [("1", "O-1", "3.00"), ("2", "O-3", "1.00")] == lines(run.bills)
    assert [("1", "a", "stay-open")] == [(s.unit, s.item, s.reason) for s in run.skipped]


def test_stays_that_are_in_the_scope_of_no_item_are_listed() -> None:
    shop = fees.Item("a", "甲", THREE_HOURS, scope=fees.Scope(named=["1"]))
    stays = [stay("G-1", 3, 31), stay("G-2", 3, 31, plate="京C1")]
    run = fees.issue(estate(), schedule(shop), SEPTEMBER, stays=stays)

    assert [("1", "O-1", "3.00")] == lines(run.bills)
    assert [("2", "item-missing", "G-2")] == [(s.unit, s.reason, s.detail) for s in run.skipped]


def test_a_minimum_and_a_cap_of_the_item_hold_for_the_month() -> None:
    stays = [stay(f"G-{day}", day, 800) for day in range(1, 11)]
    run = fees.issue(estate(), plan(most="200"), SEPTEMBER.shift(1), stays=stays)

    assert ["300.00"] == [str(line.amount) for b in issued(*stays).bills for line in b.lines]
    assert ["200.00"] == [str(line.amount) for b in run.bills for line in b.lines]


def test_a_cap_of_the_item_holds_once_for_all_who_owe_in_the_month() -> None:
    stays = [stay(f"G-{day}", day, 800) for day in (1, 2, 3, 20, 21, 22, 23)]
    sold = estate(Transfer("1", date(2026, 9, 10), OTHER))
    run = fees.issue(sold, plan(most="150"), SEPTEMBER.shift(1), stays=stays)
    least = fees.issue(sold, plan(least="100"), SEPTEMBER.shift(1), stays=stays)

    assert [("1", SELLER.id, "90.00"), ("1", OTHER.id, "60.00")] == lines(run.bills)
    assert [("1", SELLER.id, "100.00"), ("1", OTHER.id, "110.00")] == lines(least.bills)
    for line in (line for b in (*run.bills, *least.bills) for line in b.lines):
        assert line.amount == line.recompute()


def test_nobody_pays_more_than_the_cap_for_being_given_a_waiver() -> None:
    half = fees.Waiver(
        id="W",
        unit="1",
        items=["stays"],
        share="0.5",
        reason="other",
        evidence="约定",
        since=date(2026, 9, 10),
        until=date(2026, 10, 1),
    )
    stays = [stay(f"G-{day}", day, 800) for day in (1, 2, 3, 20, 21, 22, 23)]
    run = fees.issue(estate(), plan(most="150"), SEPTEMBER.shift(1), stays=stays, waivers=[half])

    assert ["90.00", "30.00"] == [amount for _, _, amount in lines(run.bills)]
    assert Money("30.00") == Money.total(relief.amount for relief in run.reliefs)
    amount = evolve(half, share=None, amount="10")
    with pytest.raises(RuleError, match="not taken off what happened on single days"):
        issued(*stays, waivers=[amount])


def test_a_stay_given_twice_counts_once_and_with_two_contents_not_at_all() -> None:
    once = stay("G-1", 3, 31)

    assert issued(once).to_columns() == issued(once, once).to_columns()
    with pytest.raises(ConflictError, match="G-1"):
        issued(once, stay("G-1", 3, 32))


def test_stays_are_of_somebody_who_is_here_and_charged_by_an_item() -> None:
    with pytest.raises(RuleError, match="plate or unit"):
        Stay("G-1", CAME, CAME)
    with pytest.raises(UnknownError, match="no such unit"):
        issued(stay("G-1", 3, 31, unit="8"))
    with pytest.raises(UnknownError, match="stays for no item"):
        fees.issue(estate(), schedule(), SEPTEMBER, stays=[stay("G-1", 3, 31)])
    yearly = fees.Item("stays", "临时停车费", THREE_HOURS, fees.Cycle.anniversary())
    with pytest.raises(RuleError, match="calendar months"):
        fees.issue(estate(), schedule(yearly), SEPTEMBER, stays=[stay("G-1", 3, 31)])


def test_the_plate_of_a_stay_is_not_told() -> None:
    assert "京A****5" in repr(stay("G-1", 3, 31))
    assert "12345" not in repr(stay("G-1", 3, 31))


def test_a_month_of_a_thousand_stays_is_one_line_that_recomputes() -> None:
    stays = [stay(f"G-{i}", 1 + i % 28, 31 + i) for i in range(1000)]
    (bill,) = issued(*stays).bills
    by_one = sum(Fraction(fee(THREE_HOURS, (31 + i) * MINUTE)) for i in range(1000))

    assert by_one == Fraction(str(bill.total)) == Fraction(str(bill["stays"].recompute()))
    assert bill["stays"].why().endswith(f"= {bill.total} 元")


@given(
    st.permutations(
        [stay(f"G-{i}", 1 + i, 20 * i, plate=CAR if i % 3 else "京C1") for i in range(8)]
    )
)
def test_the_order_in_which_stays_are_given_changes_nothing(stays: list[Stay]) -> None:
    run = issued(*stays)
    expected = issued(*sorted(stays, key=lambda stay: stay.id))

    assert expected.bills == run.bills
    assert expected.skipped == run.skipped


def test_a_bill_of_stays_travels_on_the_wire() -> None:
    (bill,) = issued(stay("G-1", 3, 211), stay("G-2", 20, 10), stay("G-3", 21, 5000)).bills
    data = json.loads(json.dumps(encode(bill)))

    assert bill == decode(data)
    assert CAR not in json.dumps(data, ensure_ascii=False)


def test_stays_streamed_bill_by_bill_are_the_same() -> None:
    stays = [stay("G-1", 3, 211), stay("G-2", 4, None)]
    run = issued(*stays)
    each = list(fees.issue_each(estate(), plan(), SEPTEMBER.shift(1), stays=stays))

    assert [*run.skipped, *run.bills] == each
