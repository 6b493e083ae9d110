"""What an item is: in plain words, with the numbers of the line, and where its price stands."""

from __future__ import annotations

from datetime import date

import pytest

import meter_room
from community import COSTS, OCTOBER, estate, schedule
from plain_words import jargon
from wuye import Community, Money, Owner, Period, Unit, fees, sample
from wuye.bills import BillLine
from wuye.errors import UnknownError
from wuye.fees import Publication, what_is
from wuye.law.wording import misleading


def line(*items: fees.Item, code: str = "fee", **more: object) -> BillLine:
    run = fees.issue(estate(), schedule(*items), OCTOBER, **more)  # type: ignore[arg-type]
    return run.of_unit("3-1-502")[0][code]


def test_a_fee_by_area_says_how_it_is_computed_and_where_its_price_can_be_seen() -> None:
    board = Publication(
        schedule="2026 住宅", channel="notice-board", since=date(2025, 12, 1), proof="照片"
    )
    other = Publication(schedule="2025", channel="app", since=date(2025, 1, 1), proof="截图")
    fee = line(code="property", costs=COSTS)
    told = what_is(fee, schedule(), publications=[board, other])

    assert told.text().splitlines() == [
        "物业服务费：280.00 元，对应2026年10月1日至2026年10月31日。",
        "按面积收费：面积乘以单价。",
        "计算：100.00 ㎡ × 2.80 元/㎡·月 × 1 个月 = 280.00 元。",
        "价格写在收费标准「2026 住宅」里。",
        "2025年12月1日起可以在公告栏看到。",
    ]
    assert told.text("en").splitlines() == [
        "物业服务费: 280.00 yuan, for October 1, 2026 to October 31, 2026.",
        "Charged by area: area times price.",
        "Working: 100.00 m² × 2.80 yuan/m²/month × 1 month = 280.00 yuan.",
        'The price stands in the fee schedule "2026 住宅".',
        "It can be seen on the notice board since December 1, 2025.",
    ]
    assert (board,) == told.shown
    assert () == what_is(fee, schedule(), publications=[board], on=date(2025, 11, 30)).shown


def test_a_share_says_of_what_cost_over_how_much_and_how_much_is_mine() -> None:
    text = what_is(line(code="hall-power", costs=COSTS)).text()

    assert "总费用 2000.00 元，由 10000.00 ㎡一起分摊，其中您家 100.00 ㎡。" in text
    assert "计算：2000.00 元 × 100.00 ㎡ ÷ 10000.00 ㎡ = 20.00 元。" in text
    assert "可以向物业服务中心查看" in text


def test_a_share_that_was_given_an_odd_fen_says_so_without_the_words_of_the_trade() -> None:
    """A third of 0.10 is 0.03; the first of three has 0.04."""
    homes = [Unit(f"1-10{number}", "1", Owner(f"O-{number}")) for number in (1, 2, 3)]
    plan = schedule(fees.Item("hall", "公摊电费", fees.Shared("area")))
    run = fees.issue(Community("锦苑", homes), plan, OCTOBER, costs={"hall": "0.10"})
    first, second = (run.of_unit(unit)[0]["hall"] for unit in ("1-101", "1-102"))

    assert Money("0.04") == first.amount
    working = what_is(first).text().splitlines()[2]
    assert (
        "计算：0.10 元 × 1.00 ㎡ ÷ 3.00 ㎡；为了让各家的金额合起来正好是总费用，您家是 0.04 元。"
        == working
    )
    assert "yours is 0.04 yuan" in what_is(first).text("en")
    assert "= 0.033333… 元，四舍五入到分：0.03 元。" in what_is(second).text()


def test_a_meter_tells_its_readings() -> None:
    readings = meter_room.book(meter_room.month("100", "130"))
    text = what_is(meter_room.billed(meter_room.WATER, readings).bills[0]["water"]).text()

    assert "这次读数 130 m³，上次读数 100 m³。" in text
    assert "18 m³ × 2.45 元/m³" in text


@pytest.mark.parametrize(
    ("tariff", "told"),
    [
        (fees.Flat("30"), "按固定的金额收费"),
        (fees.Flat("30", per="household"), "按户收费"),
        (fees.PerArea("1", area="building"), "按面积收费"),
        (fees.Formula("面积 × 单价", {"面积": "area"}, {"单价": "2"}), "按合同约定的公式收费"),
    ],
)
def test_each_way_of_charging_has_a_sentence(tariff: fees.PerArea, told: str) -> None:
    home = Unit("3-1-502", "100", Owner("O-1"), building_area="100")
    plan = schedule(fees.Item("fee", "某项费用", tariff))

    assert (
        told
        in what_is(fees.issue(Community("锦苑", [home]), plan, OCTOBER).bills[0].lines[0]).text()
    )


def test_a_waiver_is_said_to_be_taken_off() -> None:
    half = fees.Waiver(
        id="W-1",
        unit="3-1-502",
        items=["property"],
        share="0.5",
        reason="other",
        evidence="决定",
        since=date(2026, 1, 1),
        until=date(2027, 1, 1),
    )
    fee = line(code="property", costs=COSTS, waivers=[half])

    assert "减免或优惠已经扣除。" in what_is(fee).text()
    assert "Waivers and discounts are taken off already." in what_is(fee).text("en")


def test_a_line_of_another_schedule_is_refused() -> None:
    fee = line(code="property", costs=COSTS)
    with pytest.raises(UnknownError, match="no such item"):
        what_is(fee, schedule(fees.Item("water", "生活用水", fees.Flat("1"))))


def test_no_answer_about_a_generated_year_has_jargon_or_lacks_its_amount() -> None:
    town = sample.community(seed=3, units=16)
    runs = [town.issue(month) for month in (Period.month(2026, 1), Period.month(2026, 7))]
    lines = [line for run in runs for bill in run.bills for line in bill.lines]
    for each in lines:
        for language in ("zh", "en"):
            text = what_is(each, town.schedule).text(language)
            assert str(each.amount) in text
            assert [] == jargon(text)
            assert () == misleading(text, on=date(2026, 10, 1))
    assert len(lines) > 100
