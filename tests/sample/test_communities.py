"""A generated community: it holds what an office meets, and its year comes out."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import fewer
from wuye import Account, Money, sample
from wuye.bills import Bill
from wuye.citation import Dated
from wuye.errors import RuleError
from wuye.fees.runs import Run

SEED = 7
TOTALS = [
    "198898.07",
    "181270.79",
    "188624.85",
    "201466.77",
    "181730.06",
    "192580.56",
    "216204.34",
    "189882.19",
    "181125.10",
    "203903.28",
    "185253.50",
    "184823.93",
]
seeds = st.integers(0, 10**6)


@cache
def town() -> sample.Sample:
    return sample.community(seed=SEED)


@cache
def runs() -> tuple[Run, ...]:
    return tuple(town().issue(month) for month in town().months())


def bills() -> list[Bill]:
    return [bill for run in runs() for bill in run.bills]


# -- what it holds -------------------------------------------------------------------------


def test_it_says_that_it_is_generated_and_from_which_seed() -> None:
    assert "程序生成" in town().label
    assert "seed=7" in town().label
    assert "生成" in town().estate.name


def test_it_has_homes_shops_and_offices_in_low_houses_and_high() -> None:
    units = town().estate.units

    assert 320 == len(units)
    assert {"residential": 284, "shop": 20, "office": 16} == Counter(unit.use for unit in units)
    assert 12 == len({unit.building for unit in units})
    assert (6, 18) == (
        max(unit.floor or 0 for unit in units if unit.building == "1"),
        max(unit.floor or 0 for unit in units if unit.building == "2"),
    )


def test_everything_that_an_office_meets_is_there() -> None:
    estate = town().estate

    assert {"person", "company", "developer"} == {who.kind for who in estate.parties().values()}
    assert any(len(unit.owner.people) == 2 for unit in estate.units)
    assert (
        max(Counter(unit.owner.id for unit in estate.units if unit.owner.kind == "person").values())
        > 1
    )
    assert {True, False} == {sale.hand_over for sale in estate.transfers}
    assert {"occupier", "payer", "guarantor"} == {each.kind for each in estate.agreements}
    assert any(isinstance(unit.areas, Dated) for unit in estate.units)
    assert any(unit.areas is None for unit in estate.units)
    assert {"owned", "developer", "common-ground", "civil-defence"} == {
        space.kind for space in estate.spaces
    }
    assert any(isinstance(space.holders, Dated) for space in estate.spaces)
    assert any(stay.left is None for stay in town().stays)


def test_its_meters_are_read_as_meters_are() -> None:
    book = town().readings

    assert {"read", "reported", "special", "estimated"} == {each.kind for each in book.readings}
    assert book.replacements
    assert {"water", "power"} == {meter.kind for meter in book.meters}
    assert len(book.readings) < 14 * len(book.meters)
    dial = [reading.value for reading in book.readings if reading.meter == "W-1-1-301"]
    assert sorted(dial) != dial


def test_every_kind_of_charge_is_on_some_bill() -> None:
    billed = {line.code.partition(":")[0] for bill in bills() for line in bill.lines}

    assert billed == {item.code for item in town().schedule.items}


def test_people_pay_early_late_in_part_and_too_much() -> None:
    due = {(bill.debtor, bill.period): bill.due for bill in bills()}
    paid = [(one.debtor, one.payment, one.booked) for one in town().payments]
    late = [
        payment.on > due[debtor, month]
        for debtor, payment, _ in paid
        for month in town().months()
        if payment.on in month and (debtor, month) in due
    ]

    assert 0.05 < sum(late) / len(late) < 0.5
    assert any(booked > payment.on for _, payment, booked in paid)
    assert any(payment.designated for _, payment, _ in paid)
    billed = Money.total(bill.total for bill in bills())
    received = Money.total(payment.amount for _, payment, _ in paid)
    assert 85 < 100 * received.fen // billed.fen < 100


def test_nobody_in_it_can_be_anybody() -> None:
    people = town().estate.parties().values()
    alone = [one for owner in people for one in (owner.people or (owner,))]

    assert {"样", *"甲乙丙丁戊己庚辛壬癸"} == {one.name[0] for one in alone}
    assert all(one.phone == "" or one.phone.startswith("138000") for one in alone)
    assert {"样"} == {car.plate[0] for car in town().estate.vehicles}
    reached = {(one.phone, one.name) for one in alone if one.phone}
    assert len({phone for phone, _ in reached}) == len(reached)


# -- what comes out ------------------------------------------------------------------------


def test_every_line_of_the_year_recomputes() -> None:
    wrong = [line.id for bill in bills() for line in bill.lines if line.recompute() != line.amount]

    assert [] == wrong


def test_the_year_comes_to_what_it_came_to_before() -> None:
    assert TOTALS == [str(run.total) for run in runs()]


def test_what_is_shared_is_shared_to_the_fen() -> None:
    for run in runs():
        shared = Counter[str]()
        for bill in run.bills:
            for line in bill.lines:
                shared[line.code.partition(":")[0]] += line.amount.fen
        relieved = Counter(relief.item for relief in run.reliefs)
        for (month, item), cost in town().costs.items():
            if month == run.period:
                assert not relieved[item]
                assert cost.fen == shared[item], (month, item)


def test_what_could_not_be_charged_says_why() -> None:
    reasons = {(skip.item, skip.reason) for run in runs() for skip in run.skipped}

    assert ("property-shop", "area-missing") in reasons
    assert ("lift-10", "cost-missing") in reasons
    assert ("visitors", "stay-open") in reasons
    assert ("visitors", "plate-unknown") in reasons
    assert ("water", "reading-missing") in reasons


def test_other_seeds_give_other_communities_of_the_same_making() -> None:
    other = sample.community(seed=8, units=20)

    assert other != sample.community(seed=7, units=20)
    assert other == sample.community(seed=8, units=20)


@pytest.mark.parametrize("units", [11, 0, -1, 5001, True, "320", 20.0])
def test_a_community_is_not_too_small_or_too_large(units: int) -> None:
    with pytest.raises(RuleError):
        sample.community(seed=1, units=units)


@fewer(5)
@given(seeds, st.integers(12, 40))
def test_every_seed_gives_a_year_whose_accounts_hold(seed: int, units: int) -> None:
    small = sample.community(seed=seed, units=units)
    accounts: dict[str, Account] = {}
    for month in small.months()[:4]:
        for bill in small.issue(month).bills:
            assert all(line.recompute() == line.amount for line in bill.lines)
            account = accounts.get(bill.debtor, Account(bill.creditor, bill.debtor))
            accounts[bill.debtor] = account.post(bill).account
    end = small.months()[3].last
    for one in small.payments:
        if one.booked <= end and one.debtor in accounts:
            posted = accounts[one.debtor].receive(one.payment, booked=one.booked)
            accounts[one.debtor] = posted.account
    for account in accounts.values():
        told = account.on(end).totals
        assert told.received == told.applied + told.prepaid
        assert told.billed + told.penalty == told.applied + told.credited + told.outstanding


def test_every_python_and_every_hash_seed_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from wuye import sample;"
        "told = b''.join(c for _, c in sample.folder(seed=3, units=20));"
        "print(hashlib.sha256(told).hexdigest())"
    )
    told = b"".join(content for _, content in sample.folder(seed=3, units=20))
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "America/New_York"}
        run = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            check=True,
            text=True,
        )
        assert hashlib.sha256(told).hexdigest() == run.stdout.strip()
