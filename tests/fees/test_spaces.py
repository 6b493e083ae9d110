"""Parking spaces on a bill: what is counted, who is paid, and spaces that change hands."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import cast, get_args

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from community import OCTOBER, schedule
from strategies import round_by_hand
from wuye import Bill, Community, Money, Owner, Period, Transfer, Unit, fees
from wuye.citation import Dated
from wuye.errors import RuleError
from wuye.estate import Space
from wuye.estate.parking import Holder, SpaceKind
from wuye.fees import Flat
from wuye.law import parking
from wuye.rounding import Mode, Rounding

KINDS: tuple[SpaceKind, ...] = get_args(SpaceKind)
ONE, TWO, TENANT = Owner("O-1"), Owner("O-2"), Owner("T-1")
FIRST = OCTOBER.start


def held(id_: str, *steps: tuple[date, Holder], kind: SpaceKind = "owned") -> Space:
    return Space(id_, kind, Dated(id_, steps))


def estate(*spaces: Space, transfers: tuple[Transfer, ...] = ()) -> Community:
    return Community(
        "锦苑", [Unit("1", "100", ONE), Unit("2", "80", TWO)], transfers, spaces=spaces
    )


def lines(bills: tuple[Bill, ...]) -> list[tuple[str, str, str]]:
    return [(b.unit, str(line.service), str(line.amount)) for b in bills for line in b.lines]


def issued(here: Community, tariff: Flat | None = None, month: Period = OCTOBER) -> fees.Run:
    item = fees.Item("parking", "车位服务费", tariff or Flat("80", per="space"))
    return fees.issue(here, schedule(item), month)


# -- kinds of space -----------------------------------------------------------------------------------


def test_spaces_of_every_kind_are_counted_unless_some_are_named() -> None:
    here = estate(*(Space(f"B{i}", kind, "1") for i, kind in enumerate(KINDS)))

    assert ["320.00"] == [str(bill.total) for bill in issued(here).bills]
    for kind in KINDS:
        assert ["80.00"] == [
            str(bill.total) for bill in issued(here, Flat("80", "space", [kind])).bills
        ]
    assert ["160.00"] == [
        str(bill.total)
        for bill in issued(here, Flat("80", "space", ["owned", "civil-defence"])).bills
    ]
    with pytest.raises(RuleError, match="no such kind of space"):
        issued(here, Flat("80", "space", [cast("SpaceKind", "garden")]))


def test_a_space_of_a_tenant_from_outside_or_of_nobody_is_on_no_bill_of_a_unit() -> None:
    run = issued(estate(Space("B1", "developer", TENANT), Space("B2", "owned")))

    assert ((), ()) == (run.bills, run.skipped)


def test_whoever_the_law_names_is_the_creditor_of_a_rent_and_bills_stay_apart() -> None:
    assert {"owned": "owner", "developer": "developer", "common-ground": "owners-together"} == {
        kind: rent.due_to for kind in KINDS if (rent := parking.rent(kind, on=FIRST)).due_to
    }
    spaces = [Space(f"B{i}", kind, "1") for i, kind in enumerate(KINDS)]
    parties: dict[SpaceKind, tuple[str, str]] = {
        "developer": ("建设单位", "A-2"),
        "common-ground": ("业主共有资金", "A-3"),
    }
    rents = [
        fees.Item(
            f"rent-{kind}", "车位租金", Flat("300", "space", [kind]), creditor=to, payee=account
        )
        for kind, (to, account) in parties.items()
    ]
    service = fees.Item("parking", "车位服务费", Flat("80", per="space"))
    bills = fees.issue(
        estate(*spaces), evolve(schedule(service, *rents), payee="A-1"), OCTOBER
    ).bills

    assert [
        ("锦苑物业", "A-1", "320.00"),
        ("建设单位", "A-2", "300.00"),
        ("业主共有资金", "A-3", "300.00"),
    ] == [(bill.creditor, bill.payee, str(bill.total)) for bill in bills]
    assert 3 == len({bill.id for bill in bills})


# -- spaces that change hands ------------------------------------------------------------------------


def test_a_space_that_changes_hands_is_paid_for_by_each_holder_for_his_days() -> None:
    here = estate(held("B1", (date(2026, 1, 1), "1"), (date(2026, 10, 11), "2")))

    assert [
        ("1", "2026-10-01 to 2026-10-10", "25.81"),
        ("2", "2026-10-11 to 2026-10-31", "54.19"),
    ] == lines(issued(here).bills)
    assert [("1", "2026-09-01 to 2026-09-30", "80.00")] == lines(
        issued(here, month=OCTOBER.shift(-1)).bills
    )
    assert [("2", "2026-11-01 to 2026-11-30", "80.00")] == lines(
        issued(here, month=OCTOBER.shift(1)).bills
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 1), [("2", "80.00")]),
        (date(2026, 10, 2), [("1", "2.58"), ("2", "77.42")]),
        (date(2026, 10, 31), [("1", "77.42"), ("2", "2.58")]),
        (date(2026, 11, 1), [("1", "80.00")]),
    ],
)
def test_the_day_of_the_change_is_the_new_holders(
    day: date, expected: list[tuple[str, str]]
) -> None:
    here = estate(held("B1", (date(2026, 1, 1), "1"), (day, "2")))

    assert expected == [(b.unit, str(b.total)) for b in issued(here).bills]


def test_a_space_taken_or_left_inside_the_month_is_charged_for_its_days() -> None:
    here = estate(
        Space("B0", "owned", "1"),
        held("B1", (date(2026, 10, 11), "1")),
        held("B2", (date(2026, 1, 1), "1"), (date(2026, 10, 21), None)),
        held("B3", (date(2026, 10, 16), TENANT), (date(2026, 10, 30), "2")),
    )
    spaces = {"1": [2, 3, 2], "2": [1]}  # until the 10th, the 20th and the 31st; from the 30th
    run = issued(here)
    (one,), (two,) = run.of_unit("1"), run.of_unit("2")
    counted = {
        bill.unit: [int(dict(line.basis.inputs)["spaces"]) for line in bill.lines]
        for bill in (one, two)
    }

    assert spaces == counted
    assert ["51.61", "77.42", "56.77"] == [str(line.amount) for line in one.lines]
    assert ["5.16"] == [str(line.amount) for line in two.lines]
    assert all(line.amount == line.recompute() for bill in run.bills for line in bill.lines)


def test_a_formula_counts_each_space_for_its_days_as_a_flat_price_does() -> None:
    here = estate(
        held("B1", (date(2026, 10, 11), "1"), (date(2026, 10, 21), "2")),
        held("B2", (date(2026, 1, 1), "2"), (date(2026, 10, 6), None), kind="developer"),
    )
    formula = fees.Formula("车位 × 80", {"车位": "spaces"})
    run = fees.issue(here, schedule(fees.Item("parking", "车位服务费", formula)), OCTOBER)
    flat = {bill.unit: bill.total for bill in issued(here).bills}

    assert {"1": Money("25.80"), "2": Money("41.29")} == flat
    assert flat == {bill.unit: bill.total for bill in run.bills}
    assert all(line.amount == line.recompute() for bill in run.bills for line in bill.lines)


def test_a_change_of_a_space_cuts_what_counts_spaces_alone() -> None:
    here = estate(
        held("B1", (date(2026, 1, 1), "1"), (date(2026, 10, 11), "2"), kind="developer"),
        Space("B2", "owned", "1"),
    )
    items = [
        fees.Item("property", "物业服务费", fees.PerArea("2.80")),
        fees.Item("owned", "产权车位", Flat("60", "space", ["owned"])),
        fees.Item("let", "租赁车位", Flat("80", "space", ["developer"])),
    ]
    run = fees.issue(here, schedule(*items), OCTOBER)

    assert {"property": [31, 31], "owned": [31], "let": [10, 21]} == {
        item.code: [
            line.service.days for b in run.bills for line in b.lines if line.code == item.code
        ]
        for item in items
    }


def test_a_unit_sold_in_the_month_in_which_it_takes_a_space() -> None:
    here = estate(
        held("B1", (date(2026, 10, 11), "1")),
        transfers=(Transfer("1", date(2026, 10, 21), Owner("O-3")),),
    )
    run = issued(here)

    assert [("O-1", 10), ("O-3", 11)] == [
        (bill.debtor, line.service.days) for bill in run.bills for line in bill.lines
    ]
    assert ["25.80", "28.39"] == [str(bill.total) for bill in run.bills]


def test_the_same_holder_named_again_cuts_nothing() -> None:
    here = estate(held("B1", (date(2026, 1, 1), "1"), (date(2026, 10, 11), "1")))

    assert [("1", "2026-10-01 to 2026-10-31", "80.00")] == lines(issued(here).bills)
    assert {} == here.moves(OCTOBER)


def test_moves_are_told_by_unit_and_day() -> None:
    here = estate(
        held("B1", (date(2026, 1, 1), "1"), (date(2026, 10, 11), "2"), (date(2026, 10, 12), None)),
        held("B2", (FIRST, "1"), (OCTOBER.end, "2"), kind="developer"),
        held("B3", (date(2026, 10, 20), "1"), kind="developer"),
    )

    assert {
        "1": (date(2026, 10, 11), date(2026, 10, 20)),
        "2": (date(2026, 10, 11), date(2026, 10, 12)),
    } == here.moves(OCTOBER)
    assert {"1": (date(2026, 10, 20),)} == here.moves(OCTOBER, {"developer"})


QUARTER = Period(date(2026, 10, 1), date(2027, 1, 1))
changes = st.dictionaries(
    st.dates(date(2026, 9, 28), date(2027, 1, 3)), st.sampled_from(["1", "2", "3"]), max_size=4
)


@given(
    st.lists(changes, min_size=1, max_size=4),
    st.integers(1, 99999),
    st.sampled_from([1, 3]),
    st.sampled_from(fees.Proration),
    st.sampled_from(Mode),
)
@example(
    [{date(2026, 10, 11): "2", date(2026, 10, 21): "3"}],
    8000,
    1,
    fees.Proration.ACTUAL_DAYS,
    Mode.UP,
)
def test_whoever_holds_a_space_its_parts_add_up_to_the_whole(
    given_: list[dict[date, str]], fen: int, every: int, proration: fees.Proration, mode: Mode
) -> None:
    units = [Unit(id_, "100", Owner(f"O-{id_}")) for id_ in "123"]
    first = date(2026, 1, 1)
    price = str(Money.of_fen(fen))
    item = fees.Item("parking", "车位", Flat(price, per="space"), fees.Cycle.advance(every=every))
    plan = evolve(
        schedule(item), proration=proration, rounding=Rounding.fen(each="line", mode=mode)
    )
    total = 0
    for i, steps in enumerate(given_):
        space = held(f"B{i}", *sorted({first: "1", **steps}.items()))
        run = fees.issue(Community("锦苑", units, spaces=[space]), plan, OCTOBER)
        days = [line.service.days for bill in run.bills for line in bill.lines]
        total += run.total.fen

        assert fen * every == run.total.fen
        assert (QUARTER.days if every == 3 else 31) == sum(days)
        assert all(line.amount == line.recompute() for b in run.bills for line in b.lines)
    assert fen * every * len(given_) == total


@given(st.lists(changes, min_size=1, max_size=4), st.integers(1, 99999))
def test_a_unit_pays_the_running_total_of_the_spaces_it_holds(
    given_: list[dict[date, str]], fen: int
) -> None:
    """Against a walk from day to day that counts spaces and knows no periods."""
    units = [Unit(id_, "100", Owner(f"O-{id_}")) for id_ in "123"]
    steps = [{date(2026, 1, 1): "1", **more} for more in given_]
    spaces = [held(f"B{i}", *sorted(each.items())) for i, each in enumerate(steps)]
    tariff = Flat(str(Money.of_fen(fen)), per="space")
    run = issued(Community("锦苑", units, spaces=spaces), tariff)

    for unit in "123":
        expected = passed = 0
        for number in range(31):
            day = date(2026, 10, 1 + number)
            count = sum(each[max(d for d in each if d <= day)] == unit for each in steps)
            ran = [
                round_by_hand(Fraction(fen * count * days, 31), Mode.HALF_UP)
                for days in (number, number + 1)
            ]
            expected += ran[1] - ran[0]
            passed += count
        assert expected == sum(bill.total.fen for bill in run.of_unit(unit))
        assert passed == sum(
            line.service.days * int(dict(line.basis.inputs)["spaces"])
            for bill in run.of_unit(unit)
            for line in bill.lines
        )
