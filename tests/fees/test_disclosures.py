"""The disclosure of a shared cost: by room, without names, adding up to the total."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import community
from wuye import Community, Money, Owner, Transfer, Unit, fees
from wuye.errors import MoneyError, RuleError, UnknownError
from wuye.fees import Driver
from wuye.fees.tariffs import Tariff

LIFTS = Driver("电梯运行", "1240", "小时", amount="1500.00")
LAMPS = Driver("楼道照明", "961.5", "kwh", price="0.52", amount="500.00")
HALL = fees.Item("hall-power", "公摊电费", fees.Shared(by="area"), fees.Cycle.arrears(months=1))


def shared(tariff: Tariff) -> fees.Item:
    return evolve(HALL, tariff=tariff)


def half(unit: str, bearer: Owner | None = None) -> fees.Waiver:
    return fees.Waiver(
        id="W-1",
        unit=unit,
        items=["hall-power"],
        share="0.5",
        reason="low-income",
        evidence="低保证",
        since=date(2026, 1, 1),
        until=date(2027, 1, 1),
        bearer=bearer,
    )


def run(item: fees.Item = HALL, *waivers: fees.Waiver) -> fees.Run:
    schedule = evolve(community.schedule(item), project="锦苑")
    return fees.issue(
        community.estate(), schedule, community.OCTOBER, costs=community.COSTS, waivers=waivers
    )


def test_a_disclosure_tells_total_drivers_sharers_way_and_shares() -> None:
    told = fees.disclosure(run(), "hall-power", [LIFTS, LAMPS])
    text = told.text()

    assert 3 == told.sharers
    for line in (
        "锦苑　公摊电费　公摊费用公示",
        "服务期间：2026年9月1日至2026年9月30日",
        "费用总额：¥2,000.00",
        "分摊方式：实际费用按计费面积分摊，尾差按最大余数法到分（民法典第283条（2021-01-01））",
        "参加分摊：3套",
        "电梯运行　1240 小时　1500.00",
        "楼道照明　961.5 度　0.52 元/度　500.00",
        "3-1-502　100.00 ㎡　20.00",
        "S-01　9800.00 ㎡　1960.00",
    ):
        assert line in text.splitlines()
    assert "Sharers: 3 rooms" in told.text("en")


def test_nobody_is_named() -> None:
    told = fees.disclosure(run(), "hall-power", [LIFTS, LAMPS])

    for text in (told.text(), told.html(), told.text("en"), repr(told)):
        for hidden in ("赵", "钱", "孙", "O-17", "O-18", "O-19", "138"):
            assert hidden not in text


def test_the_total_can_be_told_without_the_rooms() -> None:
    told = fees.disclosure(run(), "hall-power")

    for text in (told.text(rooms=False), told.html(rooms=False)):
        assert "¥2,000.00" in text
        assert "3-1-502" not in text
        assert "1960.00" not in text


def test_what_is_put_in_comes_out_as_text() -> None:
    hostile = Driver("<script>", "1", "<b>")

    assert "<script" not in fees.disclosure(run(), "hall-power", [hostile]).html()


def test_a_price_is_for_one_of_its_own_unit() -> None:
    told = fees.disclosure(run(), "hall-power", [evolve(LIFTS, price="1.2"), LAMPS]).text()

    assert "电梯运行　1240 小时　1.20 元/小时　1500.00" in told
    assert "楼道照明　961.5 度　0.52 元/度　500.00" in told


def test_rows_hold_room_weight_and_share() -> None:
    room, weight, amount = next(fees.disclosure(run(), "hall-power").rows())

    assert ("3-1-502", "100", Money("20.00")) == (room, str(weight), amount)


# -- what changes a bill and no share ---------------------------------------------------------------


@pytest.mark.parametrize("bearer", [None, Owner("F-1", "示例基金会")])
def test_a_waiver_changes_no_share_and_no_order_whoever_bears_it(bearer: Owner | None) -> None:
    made = run(HALL, half("3-1-502", bearer))
    told = fees.disclosure(made, "hall-power")

    assert fees.disclosure(run(), "hall-power").rooms == told.rooms
    assert (Money("2000.00") if bearer else Money("1990.00")) == made.total


def test_a_room_that_was_sold_has_one_share() -> None:
    sold = Transfer("3-1-503", date(2026, 9, 16), community.BUYER)
    estate = evolve(community.estate(), transfers=[sold])
    made = fees.issue(estate, community.schedule(HALL), community.OCTOBER, costs=community.COSTS)
    told = fees.disclosure(made, "hall-power")

    assert 2 == len([row for row in made.rows() if row[0] == "3-1-503"])
    assert ["3-1-502", "3-1-503", "S-01"] == [room.unit for room in told.rooms]
    assert Money("20.00") == {room.unit: room.amount for room in told.rooms}["3-1-503"]


def test_a_discount_on_a_share_is_not_a_share() -> None:
    discounts: Any = [fees.Discount("95折", "0.95", bearer="公司")]
    made = run(evolve(HALL, discounts=discounts))

    assert Money("1900.00") == made.total
    assert Money("2000.00") == fees.disclosure(made, "hall-power").total


def test_who_is_excluded_does_not_share() -> None:
    excluded: Any = {"S-01"}
    without = shared(fees.Shared(by="area", agreed="业主大会第1号决议", excluded=excluded))
    told = fees.disclosure(run(without), "hall-power")

    assert [("3-1-502", "1000.00"), ("3-1-503", "1000.00")] == [
        (room.unit, str(room.amount)) for room in told.rooms
    ]
    assert "约定不参加分摊的1套除外" in told.text()
    assert "业主大会第1号决议" in told.text()


@given(st.lists(st.integers(1, 99_999), min_size=1, max_size=30), st.integers(0, 10**9))
def test_the_shares_always_make_the_total(areas: list[int], fen: int) -> None:
    owner = Owner("O-1")
    units = [Unit(f"1-{n}", f"{a // 100}.{a % 100:02}", owner) for n, a in enumerate(areas)]
    made = fees.issue(
        Community("锦苑", units),
        community.schedule(HALL),
        community.OCTOBER,
        costs={"hall-power": Money.of_fen(fen)},
    )
    told = fees.disclosure(made, "hall-power")

    assert fen == sum(room.amount.fen for room in told.rooms) == told.total.fen
    for room, area in zip(told.rooms, areas, strict=True):  # by hand, within a fen
        assert abs(room.amount.fen * sum(areas) - fen * area) < sum(areas)


# -- what is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["property", "water", ""])
def test_only_a_shared_cost_of_the_run_is_disclosed(code: str) -> None:
    with pytest.raises(UnknownError, match="no cost was shared"):
        fees.disclosure(community.october(), code)


def test_a_cost_that_was_skipped_is_not_disclosed() -> None:
    made = fees.issue(community.estate(), community.schedule(HALL), community.OCTOBER)

    assert made.skipped
    with pytest.raises(UnknownError):
        fees.disclosure(made, "hall-power")


def test_a_run_without_every_share_is_not_disclosed() -> None:
    made = run()
    part = evolve(made, lines=tuple(lines.only([True, False, True]) for lines in made.lines))

    with pytest.raises(RuleError, match=r"do not make 2000\.00: '1980\.00'"):
        fees.disclosure(part, "hall-power")


@pytest.mark.parametrize(
    "drivers",
    [
        [LIFTS],
        [LIFTS, evolve(LAMPS, amount="500.01")],
        [LIFTS, evolve(LAMPS, amount="499.99")],
        [LIFTS, evolve(LAMPS, amount=None)],
    ],
)
def test_drivers_with_amounts_make_the_total(drivers: list[Driver]) -> None:
    with pytest.raises(RuleError, match=r"do not make 2000\.00"):
        fees.disclosure(run(), "hall-power", drivers)


def test_a_driver_is_not_below_nothing() -> None:
    with pytest.raises(MoneyError, match="not below 0"):
        Driver("电梯运行", "-1", "小时")


# -- what the place asks for ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drivers", "lacking"),
    [
        ([LIFTS, LAMPS], "单价"),
        ([evolve(LIFTS, price="1.20"), LAMPS], ""),
        ([], "用量、单价"),
    ],
)
def test_a_place_may_ask_for_quantities_and_prices(drivers: list[Driver], lacking: str) -> None:
    found = fees.disclosure(run(), "hall-power", drivers).missing("杭州", on=date(2026, 10, 1))

    assert ([f"公摊电费的公示没有{lacking}"] if lacking else []) == [each.says for each in found]
    assert all(each.stops and "杭州" in str(each.cite) for each in found)


def test_a_place_that_was_not_read_is_told() -> None:
    found = fees.disclosure(run(), "hall-power").missing("海口", on=date(2026, 10, 1))

    assert ["local-rule-unknown"] == [each.code for each in found]
