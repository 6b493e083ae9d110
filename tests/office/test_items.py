"""Every kind of charge as a clerk writes it in office.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

import folders
from folders import amounts, run, write


def charged(tmp_path: Path, items: str, **tables: str) -> dict[tuple[str, str], str]:
    folder = write(tmp_path / "office", items, **tables)
    assert run(folder) in {0, 1}
    return amounts(folder)


def item(tariff: str, *keys: str) -> str:
    lines = ["[[items]]", 'code = "x"', 'name = "收费"', f'tariff = "{tariff}"', *keys]
    return "\n" + "\n".join(lines) + "\n"


def test_an_area_of_another_kind_is_charged_and_a_missing_one_is_skipped(tmp_path: Path) -> None:
    found = charged(tmp_path, item("per-area", 'rate = "2.80"', 'area = "building"'))

    assert {("1-1-101", "x"): "308.00", ("1-1-102", "x"): "280.00"} == found
    (skipped,) = folders.rows(tmp_path / "office", "skipped.csv")
    assert ("2-1-201", "缺计费面积") == (skipped["房号"], skipped["原因"])


def test_a_price_a_day_counts_the_days(tmp_path: Path) -> None:
    found = charged(tmp_path, item("per-area", 'rate = "0.10"', 'per = "day"'))

    assert "310.00" == found["1-1-101", "x"]  # 100 ㎡ × 0.10 × 31 days


def test_prices_that_change_inside_a_month_hold_for_their_days(tmp_path: Path) -> None:
    rates = 'rates = [{from = 2026-01-01, rate = "3.10"}, {from = 2026-10-11, rate = "6.20"}]'
    folder = write(tmp_path / "office", item("per-area", rates))
    assert 0 == run(folder)

    found = [r["金额"] for r in folders.rows(folder, "bills.csv") if r["房号"] == "1-1-101"]
    assert ["100.00", "420.00"] == found  # 310 × 10/31 and 620 × 21/31


def test_one_use_is_charged_apart_from_the_others(tmp_path: Path) -> None:
    head = "房号,计费面积,用途,业主编号\n"
    units = f"{head}1-1-101,100,住宅,O-1\n1-1-102,90,商铺,O-2\n2-1-201,80,商铺,O-3\n"
    everywhere = item("flat", 'rate = "30"', 'use = "shop"')
    there = item("flat", 'rate = "30"', 'use = "shop"', 'building = "2"').replace('"x"', '"y"')
    found = charged(tmp_path, everywhere + there, units=units)

    assert {("1-1-102", "x"), ("2-1-201", "x"), ("2-1-201", "y")} == set(found)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (('rate = "30"',), {"1-1-101": "30.00", "1-1-102": "30.00", "2-1-201": "30.00"}),
        (
            ('rate = "30"', 'per = "household"'),
            {"1-1-101": "30.00", "1-1-102": "60.00", "2-1-201": "30.00"},
        ),
        (('rate = "30"', 'building = "2"'), {"2-1-201": "30.00"}),
        (('rate = "30"', 'building = "1"', 'entrance = "1"'), {"1-1-101": "30.00", "1-1-102": "30.00"}),
        (('rate = "30"', 'units = ["2栋1单元201"]'), {"2-1-201": "30.00"}),
        (
            ('rate = "30"', 'coefficient = "lift"', 'agreed = "决议1号"', 'building = "1"'),
            {"1-1-101": "15.00", "1-1-102": "30.00"},
        ),
        (
            ('rate = "30"', 'coefficient = "lift"', 'agreed = "决议1号"', 'least = "20"', 'building = "1"'),
            {"1-1-101": "20.00", "1-1-102": "30.00"},
        ),
        (('rate = "30"', 'most = "25"', 'building = "2"'), {"2-1-201": "25.00"}),
        (
            ('rate = "30"', 'building = "2"', 'discounts = [{name = "九折", keep = "0.9", bearer = "公司"}]'),
            {"2-1-201": "27.00"},
        ),
        (
            ('rate = "30"', 'building = "2"', 'discounts = [{name = "交2送1", free = 1, of = 3, bearer = "公司"}]'),
            {"2-1-201": "20.00"},
        ),
    ],
)  # fmt: skip
def test_who_is_charged_and_what_changes_the_price(
    tmp_path: Path, keys: tuple[str, ...], expected: dict[str, str]
) -> None:
    found = charged(tmp_path, item("flat", *keys))

    assert expected == {unit: amount for (unit, _), amount in found.items()}


def test_spaces_are_charged_by_kind_and_to_the_creditor_of_the_item(tmp_path: Path) -> None:
    spaces = """
车位,车位类别,房号,起始日
B-1,产权,1-1-101,
B-2,产权,1-1-101,
A-1,公共场地,1-1-102,2026-01-01
A-1,公共场地,2-1-201,2026-10-17
"""
    ground = item(
        "flat", 'rate = "155"', 'per = "space"', 'spaces = ["common-ground"]',
        'creditor = "锦苑全体业主"', 'payee = "共有资金账户"',
    )  # fmt: skip
    every = item("flat", 'rate = "80"', 'per = "space"').replace('"x"', '"all"')
    folder = write(tmp_path / "office", ground + every, spaces=spaces)
    assert 0 == run(folder)
    found = amounts(folder)

    assert ("80.00", "75.00") == (found["1-1-102", "x"], found["2-1-201", "x"])  # 16 and 15 of 31
    assert "160.00" == found["1-1-101", "all"]
    owed = {(r["业主编号"], r["收款单位"]): r["应收"] for r in folders.rows(folder, "balances.csv")}
    assert "80.00" == owed["O-2", "锦苑全体业主"]


def test_stays_are_charged_by_the_minute(tmp_path: Path) -> None:
    timed = item(
        "timed", 'blocks = [{minutes = 180, price = "3", until = 180}, {minutes = 30, price = "1.5"}]',
        "free = 30", 'cap = "30"', "arrears_months = 1",
    )  # fmt: skip
    stays = """
记录号,车牌号,入场时间,出场时间
G-1,京A00001,2026-09-03 08:00,2026-09-03 11:31
G-2,京A00001,2026/9/4 8:00,2026年9月4日 8:30
G-3,京A99999,2026-09-03 08:00,2026-09-03 11:31
"""
    found = charged(tmp_path, timed, stays=stays, vehicles="车牌号,房号\n京A·00001,1-1-101\n")

    assert {("1-1-101", "x"): "6.00"} == found
    (skipped,) = folders.rows(tmp_path / "office", "skipped.csv")
    assert ("", "车牌未登记") == (skipped["房号"], skipped["原因"])
    assert "99999" not in skipped["说明"]


def test_a_formula_is_written_over_declared_names(tmp_path: Path) -> None:
    keys = (
        'formula = "面积 × 单价 + 楼层 * 2"',
        'facts = {"面积" = "area", "楼层" = "floor"}',
        'constants = {"单价" = "1.20"}',
        'measures = {"单价" = "yuan/sqm/month"}',
        'units = ["2-1-201"]',
    )
    assert {("2-1-201", "x"): "64.00"} == charged(tmp_path, item("formula", *keys))


COSTS = "月份,项目,金额\n2026-10,x,100.00\n"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (('by = "area"', 'building = "1"'), ["51.71", "48.29"]),
        (('by = "household"', 'agreed = "决议2号"'), ["25.00", "50.00", "25.00"]),
        (('by = "coefficient"', 'weight = "lift"', 'agreed = "决议2号"', 'building = "1"'), ["33.33", "66.67"]),
        (('by = "area"', 'excluded = ["1-1-102"]', 'agreed = "决议2号"'), ["66.67", "33.33"]),
    ],
)  # fmt: skip
def test_a_cost_is_shared_by_what_was_agreed(
    tmp_path: Path, keys: tuple[str, ...], expected: list[str]
) -> None:
    found = charged(tmp_path, item("shared", *keys), costs=COSTS)

    assert expected == list(found.values())


def test_years_count_from_the_day_of_hand_over(tmp_path: Path) -> None:
    units = """
房号,计费面积,交付日,业主编号
1-101,100.00,2019-10-15,O-1
1-102,100.00,2019-03-15,O-2
1-103,100.00,,O-3
"""
    yearly = item("flat", 'rate = "10"', "from_hand_over = true")

    assert {("1-101", "x"): "120.00"} == charged(tmp_path, yearly, units=units)


#: what is written, and what the office is told
FAULTS: dict[str, tuple[str, list[str]]] = {
    "a tariff that is none": (item("per-room"), ["「tariff」", "per-area", "[unknown]"]),
    "a key of another tariff": (item("flat", 'rate = "1"', 'by = "area"'), ["「by」", "[unknown-column]"]),
    "a key that nobody knows": (item("flat", 'rate = "1"', 'colour = "red"'), ["「colour」", "[unknown-column]"]),
    "two ways of saying a price": (item("flat", 'rate = "1"', 'rates = [{from = 2026-01-01, rate = "2"}]'), ["「rate」", "[rule]"]),
    "a float inside": (item("flat", "rates = [{from = 2026-01-01, rate = 2.8}]"), ["rates 第1项「rate」", "引号", "[inexact]"]),
    "rates in one text": (item("flat", 'rates = "2.8"'), ["「rates」", "[type]"]),
    "days that fall": (item("flat", 'rates = [{from = 2026-02-01, rate = "2"}, {from = 2026-01-01, rate = "1"}]'), ["[rule]"]),
    "a number for true": (item("per-area", 'rate = "1"', "from_hand_over = 1"), ["「from_hand_over」", "true", "[type]"]),
    "true for a name": (item("flat", 'rate = "1"', "agreed = true"), ["「agreed」", "[type]"]),
    "a list that is none": (item("flat", 'rate = "1"', 'spaces = "owned"'), ["「spaces」", "[type]"]),
    "a kind of space that is none": (item("flat", 'rate = "1"', 'spaces = ["roof"]'), ["「spaces」", "（roof）", "[unknown]"]),
    "a coefficient nobody agreed to": (item("flat", 'rate = "1"', 'coefficient = "lift"'), ["「agreed」", "约定", "[rule]"]),
    "sharing nobody agreed to": (item("shared", 'by = "household"'), ["[[items]] 第1项", "[rule]"]),
    "a discount that says nothing": (item("flat", 'rate = "1"', 'discounts = [{name = "折", bearer = "公司"}]'), ["discounts 第1项", "[rule]"]),
    "a building that is none": (item("flat", 'rate = "1"', 'building = "9"'), ["[[items]] 第1项", "[unknown]"]),
    "a use that is none": (item("flat", 'rate = "1"', 'use = "garden"'), ["「use」", "（garden）", "[unknown]"]),
    "a use that nobody makes": (item("flat", 'rate = "1"', 'use = "shop"'), ["[[items]] 第1项", "[unknown]"]),
    "an excluded room that is none": (item("shared", 'by = "area"', 'agreed = "决议"', 'excluded = ["9-9-9"]'), ["「excluded」", "（9-9-9）", "[unknown]"]),
    "a formula of unknown names": (item("formula", 'formula = "面积 * 单价"'), ["[[items]] 第1项", "[unknown]"]),
    "half a guided price": (item("per-area", 'rate = "1"', 'guide_base = "1"'), ["guide_up", "[rule]"]),
    "components that make another rate": (item("per-area", 'rate = "1"', 'components = [{name = "保洁", amount = "0.4"}]'), ["[rule]"]),
    "blocks without end": (item("timed", 'blocks = [{minutes = 60, price = "5", until = 60}]'), ["[rule]"]),
    "an empty name": (item("flat", 'rate = "1"').replace('"收费"', '""'), ["「name」", "[empty]"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_of_an_item_is_told_with_its_place(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items, told = FAULTS[fault]
    folder = write(tmp_path / "office", items)

    assert 2 == run(folder)
    text = capsys.readouterr().err
    for words in ("office.toml [[items]] 第1项", *told):
        assert words in text
    assert not (tmp_path / "out").exists()


def test_faults_of_many_items_come_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "office", "".join(items for items, _ in FAULTS.values()))

    assert 2 == run(folder)
    text = capsys.readouterr().err
    for number in range(1, 15):
        assert f"[[items]] 第{number}项" in text
