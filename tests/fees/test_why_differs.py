"""Why a bill differs from a neighbour's: exact, and without a word about the neighbour."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import meter_room
from community import schedule
from plain_words import jargon
from strategies import fewer
from wuye import Community, Money, Owner, Period, Rounding, Transfer, Unit, fees, sample
from wuye.bills import Bill
from wuye.dates import CHINA
from wuye.errors import RuleError
from wuye.estate import Space
from wuye.fees import Cause, WhyDiffers, why_differs

OCTOBER = Period.month(2026, 10)
ME, HIM = Owner("O-17", name="赵某某"), Owner("O-18", name="钱某某")
WAIVER = fees.Waiver(
    id="W-1",
    unit="3-1-503",
    items=["property"],
    share="0.5",
    reason="low-income",
    evidence="低保证",
    since=date(2026, 1, 1),
    until=date(2027, 1, 1),
)


def bills(*waivers: fees.Waiver, spaces: int = 0) -> tuple[Bill, Bill]:
    """Mine of 120 ㎡, his of 100 ㎡ with as many parking spaces as said."""
    estate = Community(
        "锦苑",
        [Unit("3-1-502", "120", ME), Unit("3-1-503", "100", HIM)],
        spaces=[Space(f"P-{n}", "owned", "3-1-503") for n in range(spaces)],
    )
    items = (
        fees.Item("property", "物业服务费", fees.PerArea("2.80")),
        fees.Item("hall", "公摊电费", fees.Shared("area")),
        fees.Item("parking", "车位服务费", fees.Flat("80", per="space")),
    )
    run = fees.issue(estate, schedule(*items), OCTOBER, costs={"hall": "220.00"}, waivers=waivers)
    return run.of_unit("3-1-502")[0], run.of_unit("3-1-503")[0]


def parts(told: WhyDiffers) -> list[tuple[str, str, str]]:
    return [(part.cause.value, part.item, str(part.amount)) for part in told.parts]


def test_a_bigger_home_pays_more_by_its_area() -> None:
    mine, theirs = bills()
    told = why_differs(mine, theirs)

    assert [("quantity", "property", "56.00"), ("quantity", "hall", "20.00")] == parts(told)
    assert (Money("456.00"), Money("76.00")) == (told.mine, told.more)
    assert told.text().splitlines() == [
        "您的账单 456.00 元，与对方相差 +76.00 元：",
        "物业服务费：面积、用量或数量不同，+56.00 元",
        "公摊电费：面积、用量或数量不同，+20.00 元",
    ]
    assert "another area, usage or count, +56.00 yuan" in told.text("en")


def test_waivers_spaces_and_days_of_the_other_are_one_part_that_says_nothing_of_them() -> None:
    """He has two spaces and pays half: 160.00 more and 140.00 less than if he had not."""
    mine, theirs = bills(WAIVER, spaces=2)
    told = why_differs(mine, theirs)

    assert mine.total - theirs.total == told.more
    assert [("quantity", "property"), ("quantity", "hall"), ("household", "")] == [
        each[:2] for each in parts(told)
    ]
    for language in ("zh", "en"):
        assert "车位" not in told.text(language)
        assert "低保" not in told.text(language)


def test_what_i_alone_have_is_named() -> None:
    mine, theirs = bills(spaces=1)

    assert ("new-item", "parking", "80.00") in parts(why_differs(theirs, mine))
    assert ("household", "", "-80.00") in parts(why_differs(mine, theirs))


def test_how_many_cars_the_other_keeps_is_not_told_to_who_has_one_too() -> None:
    estate = Community(
        "锦苑",
        [Unit("3-1-502", "100", ME), Unit("3-1-503", "100", HIM)],
        spaces=[
            Space("P-0", "owned", "3-1-502"),
            *(Space(f"P-{n}", "owned", "3-1-503") for n in (1, 2, 3)),
        ],
    )
    plan = schedule(fees.Item("parking", "车位服务费", fees.Flat("80", per="space")))
    mine, theirs = (bill for bill in fees.issue(estate, plan, OCTOBER).bills)

    assert [("household", "", "-160.00")] == parts(why_differs(mine, theirs))


def test_how_long_visitors_of_the_other_stayed_is_not_told() -> None:
    estate = Community("锦苑", [Unit("3-1-502", "100", ME), Unit("3-1-503", "100", HIM)])
    timed = fees.Timed([fees.Block(60, "5")], free=30)
    plan = schedule(fees.Item("fee", "临时停车费", timed, fees.Cycle.arrears(months=1)))
    stays = [
        fees.Stay(
            f"G-{unit}",
            datetime(2026, 9, 3, 8, tzinfo=CHINA),
            datetime(2026, 9, 3, 8 + hours, tzinfo=CHINA),
            unit=unit,
        )
        for unit, hours in (("3-1-502", 1), ("3-1-503", 5))
    ]
    mine, theirs = fees.issue(estate, plan, OCTOBER, stays=stays).bills

    assert [("household", "")] == [each[:2] for each in parts(why_differs(mine, theirs))]


def test_what_meters_counted_stays_between_a_household_and_its_meter() -> None:
    readings = meter_room.book(meter_room.month("0", "10"), meter_room.month("0", "30", "1-102"))
    homes = [meter_room.home(), evolve(meter_room.home("1-102"), owner=Owner("O-77"))]
    run = meter_room.billed(meter_room.WATER, readings, *homes)
    mine, theirs = run.bills
    told = why_differs(mine, theirs)

    assert [("household", "", str(mine.total - theirs.total))] == parts(told)


def test_a_home_that_was_sold_is_not_told_to_be() -> None:
    estate = Community(
        "锦苑",
        [Unit("1", "100", ME), Unit("2", "100", HIM)],
        [Transfer("2", date(2026, 10, 17), Owner("O-20"))],
    )
    plan = schedule(fees.Item("property", "物业服务费", fees.PerArea("2.80")))
    mine, theirs, _ = fees.issue(estate, plan, OCTOBER).bills

    assert [("household", "", "135.48")] == parts(why_differs(mine, theirs))


def test_bills_of_other_months_creditors_or_of_one_household_are_refused() -> None:
    mine, theirs = bills()
    for other in (
        evolve(theirs, period=Period.month(2026, 9)),
        evolve(theirs, creditor="另一物业"),
    ):
        with pytest.raises(RuleError, match="one period and creditor") as error:
            why_differs(mine, other)
        assert "O-18" not in str(error.value)
        assert "503" not in str(error.value)
    with pytest.raises(RuleError, match="why_changed"):
        why_differs(mine, evolve(mine, id="another"))


@cache
def month_of_bills() -> tuple[Bill, ...]:
    town = sample.community(seed=5, units=24)
    found = town.issue(Period.month(2026, 5)).bills
    return tuple(bill for bill in found if bill.creditor == found[0].creditor)


@fewer(2)
@given(st.data())
def test_any_two_neighbours_differ_to_the_fen_and_nothing_of_the_other_shows(
    data: st.DataObject,
) -> None:
    mine, theirs = (data.draw(st.sampled_from(month_of_bills())) for _ in range(2))
    if (mine.unit, mine.debtor) == (theirs.unit, theirs.debtor):
        return
    told = why_differs(mine, theirs)
    shown = repr(told) + told.text() + told.text("en")

    assert mine.total - theirs.total == told.more
    assert told.more == Money.total(part.amount for part in told.parts)
    assert [] == jargon(told.text() + told.text("en"))
    assert theirs.id not in shown
    assert theirs.debtor not in shown
    assert theirs.unit not in shown
    assert {part.item for part in told.parts} <= {"", *(line.item for line in mine.lines)}
    assert not [part for part in told.parts if part.was != ("", "") or part.now != ("", "")]
    private = {Cause.DAYS, Cause.WAIVERS, Cause.ENDED}
    assert not private & {part.cause for part in told.parts}


def test_the_difference_of_jiao_is_exact_too() -> None:
    mine, theirs = fees.issue(
        Community("锦苑", [Unit("1", "93.37", ME), Unit("2", "88.11", HIM)]),
        evolve(
            schedule(fees.Item("property", "物业服务费", fees.PerArea("1.85"))),
            rounding=Rounding.jiao(each="line"),
        ),
        OCTOBER,
    ).bills

    assert [("quantity", "property", "9.70")] == parts(why_differs(mine, theirs))
