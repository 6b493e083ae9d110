"""Usage in parts: owners who follow each other, prices that change, waivers in between."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from community import OCTOBER
from meter_room import (
    FLAT,
    LAST,
    SOLD,
    WATER,
    amounts,
    billed,
    book,
    home,
    month,
    plan,
    read,
    skips,
    sold,
    words,
)
from wuye import Bill, Community, Owner, Transfer, fees
from wuye.citation import Dated
from wuye.estate import Agreement
from wuye.exchange import decode, encode
from wuye.fees import Meter, MeterBook, Reading

AT_SALE = {OCTOBER.start: 50, SOLD: 70, OCTOBER.end: 83}


def by_debtor(run: fees.Run) -> list[tuple[str, str]]:
    assert amounts(run)
    return [(bill.debtor, str(line.amount)) for bill in run.bills for line in bill.lines]


# -- owners ---------------------------------------------------------------------------------


def test_with_a_reading_on_the_day_each_owner_owes_his_own_usage() -> None:
    run = billed(WATER, book(read(AT_SALE)), transfers=[sold()])

    assert [("O-18", "51.46"), ("O-19", "57.60")] == by_debtor(run)
    assert "18 m³ × 2.45 yuan/m³ + 2 m³ × 3.68 yuan/m³ = 51.46 yuan" == words(run)
    assert (
        "18 m³ × 2.45 yuan/m³ + 7 m³ × 3.68 yuan/m³ + 8 m³ × 4.90 yuan/m³"
        " − (18 m³ × 2.45 yuan/m³ + 2 m³ × 3.68 yuan/m³) = 57.60 yuan"
    ) == words(run, 1)


def test_without_a_reading_on_the_day_the_days_share_the_usage() -> None:
    run = billed(WATER, book(month(50, 83)), transfers=[sold()])

    assert [("O-18", "56.29"), ("O-19", "52.77")] == by_debtor(run)  # 109.06 × 16 / 31
    assert "× 16 days ÷ 31 days" in words(run)


def test_a_reading_of_another_day_does_not_part_the_owners() -> None:
    near = {OCTOBER.start: 50, date(2026, 10, 16): 70, OCTOBER.end: 83}

    run = billed(WATER, book(read(near)), transfers=[sold()])

    assert [("O-18", "56.29"), ("O-19", "52.77")] == by_debtor(run)


def test_after_the_last_reading_of_the_period_nothing_is_left_for_the_buyer() -> None:
    early = {date(2026, 9, 28): 50, SOLD: 70}

    run = billed(FLAT, book(read(early)), transfers=[sold()])

    assert [("O-18", "72.00"), ("O-19", "0.00")] == by_debtor(run)


def test_three_owners_with_one_day_read_and_one_not() -> None:
    second = Transfer("1-101", date(2026, 10, 25), Owner("O-20"))

    run = billed(FLAT, book(read(AT_SALE)), transfers=[sold(), second])

    # 13 m³ in the 15 days from the 17th, 8 of them the second owner's
    assert [("O-18", "72.00"), ("O-19", "24.96"), ("O-20", "21.84")] == by_debtor(run)


def test_a_meter_is_cut_where_all_meters_of_the_unit_were_read() -> None:
    two = [Meter("K", "1-101", "water"), Meter("B", "1-101", "water")]
    ends = [
        Reading(id_, day, v) for id_ in "KB" for day, v in ((OCTOBER.start, 0), (OCTOBER.end, 31))
    ]
    one, both = [Reading("K", SOLD, 20)], [Reading(id_, SOLD, 20) for id_ in "KB"]

    first = billed(FLAT, MeterBook(two, [*ends, *one]), transfers=[sold()])
    second = billed(FLAT, MeterBook(two, [*ends, *both]), transfers=[sold()])

    assert [("O-18", "115.20"), ("O-19", "108.00")] == by_debtor(first)
    assert [("O-18", "144.00"), ("O-19", "79.20")] == by_debtor(second)


def test_a_meter_that_is_out_of_service_needs_no_reading() -> None:
    ended = Meter("B", "1-101", "water", until=date(2026, 10, 10))
    readings = [*read(AT_SALE), Reading("B", OCTOBER.start, 0), Reading("B", ended.until, 1)]

    run = billed(
        FLAT, MeterBook([Meter("W-1-101", "1-101", "water"), ended], readings), transfers=[sold()]
    )

    assert [("O-18", "75.60"), ("O-19", "46.80")] == by_debtor(run)


def test_a_usage_that_is_not_known_is_nobodys() -> None:
    run = billed(WATER, book(read({SOLD: 70, OCTOBER.end: 83})), transfers=[sold()])

    assert [("1-101", "reading-missing", "W-1-101 reading-missing 2026-10-01")] == skips(run)
    assert not run.bills


def test_an_owner_before_the_meter_owes_nothing_for_it() -> None:
    begun = date(2026, 10, 20)
    shown = book(read({begun: 0, OCTOBER.end: 24}), since=begun)
    later = Transfer("1-101", date(2026, 10, 26), Owner("O-20"))

    run = billed(FLAT, shown, transfers=[sold(), later])

    assert [("O-19", "43.20"), ("O-20", "43.20")] == by_debtor(run)  # 6 and 6 days


def test_an_owner_after_the_meter_owes_nothing_for_it() -> None:
    ended = date(2026, 10, 11)
    shown = book(read({OCTOBER.start: 0, ended: 20}), until=ended)
    early = Transfer("1-101", date(2026, 10, 6), Owner("O-20"))

    run = billed(FLAT, shown, transfers=[early, sold()])

    assert [("O-18", "36.00"), ("O-20", "36.00"), ("O-19", "0.00")] == by_debtor(run)


def test_a_unit_that_begins_inside_the_period_owes_all_that_was_counted() -> None:
    formed = home(since=date(2026, 10, 11))

    read_then = billed(FLAT, book(read({date(2026, 10, 11): 0, OCTOBER.end: 10})), formed)
    not_read = billed(FLAT, book(month(0, 10)), formed)

    assert ["36.00"] == amounts(read_then) == amounts(not_read)


def test_several_items_part_each_by_its_own_meter() -> None:
    unit, other = home("1-101"), home("1-102")
    readings = book(read(AT_SALE), month(0, 31, "1-102"))

    run = billed(FLAT, readings, unit, other, transfers=[sold(), sold(unit="1-102")])

    assert ["72.00", "46.80", "57.60", "54.00"] == amounts(run)


# -- prices that change ---------------------------------------------------------------------


CHANGE = date(2026, 10, 11)
RISING: Dated[str] = Dated("water", [(date(2026, 1, 1), "3.00"), (CHANGE, "4.00")])


def rising(**told: Any) -> fees.Metered:
    return fees.Metered(RISING, "water", LAST, **told)


def test_a_price_that_changes_is_read_on_its_day() -> None:
    run = billed(rising(), book(read({OCTOBER.start: 0, CHANGE: 20, OCTOBER.end: 31})))

    assert ["104.00"] == amounts(run)  # 20 × 3 + 11 × 4
    assert [("1-101", "reading-missing", "2026-10-11")] == skips(
        billed(rising(), book(month(0, 31)))
    )


def test_or_the_usage_counts_by_days_where_that_was_declared() -> None:
    by_days = rising(at_change="by-days")

    assert ["114.00"] == amounts(billed(by_days, book(month(0, 31))))  # 10 × 3 + 21 × 4
    counted = book(read({OCTOBER.start: 0, CHANGE: 20, OCTOBER.end: 31}))
    assert ["104.00"] == amounts(billed(by_days, counted))


def test_a_price_that_changes_at_the_edge_needs_no_reading() -> None:
    edge: Dated[str] = Dated("water", [(date(2026, 1, 1), "3.00"), (OCTOBER.start, "4.00")])
    after: Dated[str] = Dated("water", [(date(2026, 1, 1), "3.00"), (OCTOBER.end, "4.00")])

    assert ["124.00"] == amounts(billed(evolve(rising(), rate=edge), book(month(0, 31))))
    assert ["93.00"] == amounts(billed(evolve(rising(), rate=after), book(month(0, 31))))
    early = book(read({OCTOBER.start: 0, date(2026, 10, 28): 31}))
    assert ["93.00"] == amounts(billed(evolve(rising(), rate=after), early))


def test_a_price_that_changes_before_the_meter_needs_no_reading() -> None:
    begun = date(2026, 10, 20)
    shown = book(read({begun: 0, OCTOBER.end: 10}), since=begun)

    assert ["40.00"] == amounts(billed(rising(), shown))


def test_tiers_go_on_counting_when_their_prices_change() -> None:
    dated = Dated(
        "water",
        [
            (date(2026, 1, 1), [("10", "1"), (None, "2")]),
            (CHANGE, [("10", "3"), (None, "5")]),
        ],
    )
    tariff = fees.Tiered(dated, "water", LAST, per="month", at_change="by-days")

    # 8 m³ by the 11th at 1, then 2 m³ at 3 and 14.8 m³ at 5
    run = billed(tariff, book(month(0, "24.8")))

    assert ["88.00"] == amounts(run)


def test_a_base_price_may_change_without_its_tiers() -> None:
    tariff = evolve(WATER, tiers=[("10", "0"), (None, "1")], base=RISING, at_change="by-days")

    assert ["135.00"] == amounts(billed(tariff, book(month(0, 31))))  # 114 + 21


def test_owners_and_prices_change_in_one_month() -> None:
    by_days = rising(at_change="by-days")

    unread = billed(by_days, book(month(0, 31)), transfers=[sold()])
    counted = billed(
        by_days, book(read({OCTOBER.start: 0, SOLD: 20, OCTOBER.end: 31})), transfers=[sold()]
    )

    # the old price for 10 of 31 days, the new one for 6 more: 30 + 84 × 6 / 21
    assert [("O-18", "54.00"), ("O-19", "60.00")] == by_debtor(unread)
    # 20 m³ in 16 days: 12.5 at 3 and 7.5 at 4; then 11 at 4
    assert [("O-18", "67.50"), ("O-19", "44.00")] == by_debtor(counted)


def test_tiers_of_a_year_go_on_for_the_next_owner() -> None:
    year = evolve(WATER, tiers=[("180", "2"), (None, "3")], per="year")
    shown = {date(2026, 1, 1): 0, OCTOBER.start: 175, SOLD: 179, OCTOBER.end: 190}

    run = billed(year, book(read(shown)), transfers=[sold()])

    assert [("O-18", "8.00"), ("O-19", "32.00")] == by_debtor(run)


# -- waivers, minimum and cap ---------------------------------------------------------------


def waiver(**told: Any) -> fees.Waiver:
    usual: dict[str, Any] = {"since": OCTOBER.start, "until": OCTOBER.end, **told}
    return fees.Waiver(
        id="W-1",
        unit="1-101",
        items=["water"],
        reason="low-income",
        evidence="低保证",
        **usual,
    )


def test_a_waiver_takes_its_share_of_each_owners_usage() -> None:
    run = billed(FLAT, book(read(AT_SALE)), transfers=[sold()], waivers=[waiver(share="0.5")])

    assert [("O-18", "36.00"), ("O-19", "23.40")] == by_debtor(run)
    assert ["36.00", "23.40"] == [str(relief.amount) for relief in run.reliefs]


def test_a_waiver_that_begins_on_a_day_that_was_read_takes_what_came_after() -> None:
    half = waiver(share="0.5", since=SOLD)

    counted = billed(FLAT, book(read(AT_SALE)), waivers=[half])
    unread = billed(FLAT, book(month(50, 83)), waivers=[half])

    assert ["72.00", "23.40"] == amounts(counted)
    assert ["61.32", "28.74"] == amounts(unread)


def test_a_waiver_of_an_amount_goes_by_the_days_and_leaves_nothing_below_0() -> None:
    shown = {OCTOBER.start: 50, SOLD: 83, OCTOBER.end: 83}

    run = billed(FLAT, book(read(shown)), transfers=[sold()], waivers=[waiver(amount="31.00")])

    assert [("O-18", "102.80"), ("O-19", "0.00")] == by_debtor(run)  # 118.80 less 16.00


def test_who_bears_a_waiver_is_billed_for_it() -> None:
    donor = Owner("D-1")

    run = billed(
        FLAT,
        book(read(AT_SALE)),
        transfers=[sold()],
        waivers=[waiver(share="0.5", bearer=donor)],
    )

    assert sorted([("D-1", "36.00"), ("D-1", "23.40"), ("O-18", "36.00"), ("O-19", "23.40")]) == (
        sorted(by_debtor(run))
    )
    assert "118.80" == str(run.total)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"least": "62.00"}, ["72.00", "46.80"]),
        ({"least": "155.00"}, ["80.00", "75.00"]),
        ({"least": "141.00"}, ["72.77", "68.23"]),
        ({"most": "93.00"}, ["48.00", "45.00"]),
        ({"most": "130.00"}, ["67.10", "51.70"]),
    ],
)
def test_a_minimum_and_a_cap_go_by_the_days(bounds: dict[str, Any], expected: list[str]) -> None:
    run = billed(FLAT, book(read(AT_SALE)), transfers=[sold()], **bounds)

    assert expected == amounts(run)


def test_an_occupier_who_agreed_to_pay_owes_what_was_counted() -> None:
    tenant = Agreement("1-101", Owner("T-1"), since=SOLD)
    estate = Community("锦苑", [home()], agreements=[tenant])

    run = fees.issue(estate, plan(WATER), OCTOBER, readings=book(read(AT_SALE)))

    assert [("O-18", "51.46"), ("T-1", "57.60")] == by_debtor(run)
    assert ("O-18",) == run.bills[1].beside


# -- on the wire, one by one ----------------------------------------------------------------


def test_bills_of_usage_go_over_the_wire_and_come_back() -> None:
    guessed = read(AT_SALE, kind="estimated")

    for run in (
        billed(WATER, book(guessed), transfers=[sold()], least="50", waivers=[waiver(share="0.1")]),
        billed(rising(at_change="by-days"), book(month(0, 31)), transfers=[sold()]),
    ):
        assert run.bills
        for bill in run.bills:
            assert bill == decode(encode(bill))


def test_bills_of_usage_may_be_issued_one_by_one() -> None:
    readings = book(read(AT_SALE), month(5, 0, "1-102"))
    estate = Community("锦苑", [home(), home("1-102")])

    skip, bill = fees.issue_each(estate, plan(WATER), OCTOBER, readings=readings)

    assert isinstance(skip, fees.Skip)
    assert ("1-102", "reading-negative") == (skip.unit, skip.reason)
    assert isinstance(bill, Bill)
    assert "109.06" == str(bill.total)
