"""Publication of the standards: the record, the sheet, the schedule in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

import community
from wuye import Period, Rounding, fees
from wuye.citation import Dated
from wuye.errors import DuplicateError, PeriodError, RuleError, UnknownError
from wuye.estate import Scope
from wuye.fees import (
    Block,
    Cycle,
    FeeSchedule,
    Flat,
    Formula,
    Item,
    PerArea,
    Publication,
    Shared,
    Timed,
)
from wuye.fees.papers.schedule_words import cycle_in_words, penalty_in_words, tariff_in_words
from wuye.fees.tariffs import Charges, Job, Tariff
from wuye.law.checks import Disclosed, GuidedPrice

TODAY = date(2026, 10, 1)
PARTS = [("保洁", "0.80"), ("绿化", "0.40"), ("电梯", "0.60"), ("秩序维护", "1.00")]
GUIDE = GuidedPrice("2.50", "20", "20")
SERVICES = {"property": "保洁、绿化、电梯、秩序维护", "hall-power": "公共照明、电梯用电"}


def whole() -> FeeSchedule:
    """A schedule that says everything."""
    plain = community.schedule()
    first = evolve(plain.items[0], components=PARTS, guide=GUIDE)
    return evolve(
        plain,
        items=[first, plain.items[1]],
        project="锦苑",
        payee="示例银行 0000-0000",
        use="residential",
        grade="二级",
        price_regime="guided",
        guided_by="示例价〔2025〕1号",
        charging_regime="lump-sum",
    )


def record(**more: Any) -> Publication:
    told: dict[str, Any] = {
        "schedule": "2026 住宅",
        "channel": "notice-board",
        "since": date(2025, 12, 1),
        "proof": "照片 12-01",
    }
    return Publication(**(told | more))


# -- the record -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "up"),
    [
        (date(2025, 11, 30), False),
        (date(2025, 12, 1), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_a_publication_holds_from_its_first_day_to_its_last(day: date, up: bool) -> None:
    assert up is record(until=date(2026, 4, 1)).holds(day)
    assert record().holds(max(day, date(2025, 12, 1)))


def test_what_is_public_is_what_the_records_of_that_schedule_show() -> None:
    records = [
        record(),
        record(what=[Disclosed.REPAIR_FUND], since=TODAY),
        record(what=[Disclosed.PERSONS], schedule="2025 住宅"),
        record(what=[Disclosed.PERFORMANCE], until=TODAY),
    ]
    sheet = {Disclosed.SERVICES, Disclosed.QUALITY, Disclosed.ITEMS, Disclosed.STANDARDS}

    assert sheet | {Disclosed.REPAIR_FUND} == set(fees.published("2026 住宅", records, on=TODAY))
    assert () == fees.published("2027 住宅", records, on=TODAY)


def test_a_publication_has_a_proof_and_ends_after_it_begins() -> None:
    with pytest.raises(RuleError, match="nothing proves"):
        record(proof=" ")
    with pytest.raises(PeriodError, match="end after it begins"):
        record(until=date(2025, 12, 1))
    with pytest.raises(RuleError):
        record(channel="sky")


# -- the sheet --------------------------------------------------------------------------------------


def test_the_sheet_tells_all_that_is_charged_and_how() -> None:
    sheet = fees.publication_sheet(whole(), services=SERVICES, hotline="000-0000")

    assert (
        "物业服务费",
        "保洁、绿化、电梯、秩序维护",
        (
            "按计费面积，2.80 元/㎡·月；其中保洁 0.80 元/㎡·月；其中绿化 0.40 元/㎡·月；"
            "其中电梯 0.60 元/㎡·月；其中秩序维护 1.00 元/㎡·月"
        ),
        "每月，预收",
        "锦苑物业",
    ) == sheet.rows()[0]
    assert {
        "项目": "锦苑",
        "物业类型": "住宅",
        "服务等级": "二级",
        "价格管理形式": "政府指导价；物业服务费基准价 2.50 元/㎡·月，上浮20%，下浮20%；示例价〔2025〕1号",
        "计费方式": "包干制",
        "不足月与起始": "不足一个月的，按当月实际天数折算；自交付当日起计费",
        "进位": "每笔四舍五入到分",
        "交费期限": "每月25日（含）前",
        "违约金": "按合同约定，逾期每日为欠付金额的0.03%",
        "收费单位": "锦苑物业",
        "收款账户": "示例银行 0000-0000",
        "执行期间": "2026年1月1日至2026年12月31日",
        "价格举报电话": "000-0000",
    } == dict(sheet.terms())
    assert () == sheet.missing(on=TODAY)


def test_the_sheet_is_written_as_text_and_as_a_page_in_both_languages() -> None:
    sheet = fees.publication_sheet(whole(), services=SERVICES)

    assert "电梯 0.60 元/㎡·月" in sheet.html()
    assert "by charge area, 2.80 yuan/m²/month; of which 保洁 0.80 yuan/m²/month" in sheet.text(
        "en"
    )
    assert "Price regime: guided price" in sheet.text("en")
    assert '<html lang="en">' in sheet.html("en")
    assert "滞纳金" not in sheet.text()


def test_the_sheet_lists_what_is_to_be_posted_and_is_not() -> None:
    found = fees.publication_sheet(community.schedule()).missing(on=TODAY)

    assert [
        ("services-not-told", True),
        ("grade-not-told", True),
        ("no-charging-form", False),
        ("marking-not-complete", False),
    ] == [(each.code, each.stops) for each in found]
    assert "价格管理形式、价格举报电话" in found[-1].says
    assert not found[-1].cite.verified


@pytest.mark.parametrize(
    ("without", "told"),
    [
        ({"guided_by": ""}, "政府指导价的收费依据"),
        ({"items": community.schedule().items}, "基准价和浮动幅度"),
    ],
)
def test_a_guided_price_is_posted_with_base_and_document(
    without: dict[str, Any], told: str
) -> None:
    schedule = evolve(whole(), **without)
    sheet = fees.publication_sheet(schedule, services=SERVICES, hotline="000-0000")

    assert [f"没有公示{told}（2004年规定的条文未核实，请核对）"] == [
        each.says for each in sheet.missing(on=TODAY)
    ]


def test_no_hotline_is_made_up() -> None:
    text = fees.publication_sheet(whole(), services=SERVICES).text()

    assert "举报" not in text
    assert "123" not in text


class Strange:
    """A tariff that has no words here."""

    def changes(self) -> None:
        """Never."""

    def lower(self, job: Job) -> tuple[Charges, ...]:
        return ()


def test_a_tariff_without_words_is_described_or_refused() -> None:
    strange: Tariff = Strange()
    items = [Item("air", "空调使用费", strange), Item("steam", "蒸汽费", strange)]
    schedule = community.schedule(*items)
    with pytest.raises(RuleError) as error:
        fees.publication_sheet(schedule, described={"steam": "按表计量，80 元/吨"})
    assert ["air"] == error.value.value

    described = {"steam": "按表计量，80 元/吨", "air": "按面积"}
    rows = fees.publication_sheet(schedule, described=described).rows()
    assert ["按面积", "按表计量，80 元/吨"] == [row[2] for row in rows]


@pytest.mark.parametrize("what", ["services", "described"])
def test_words_for_an_unknown_item_are_refused(what: str) -> None:
    with pytest.raises(UnknownError, match="no such items"):
        fees.publication_sheet(community.schedule(), **{what: {"water": "……"}})  # type: ignore[arg-type]


# -- words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tariff", "zh", "en"),
    [
        (
            PerArea("2.8", "building"),
            "按建筑面积，2.80 元/㎡·月",
            "by building area, 2.80 yuan/m²/month",
        ),
        (
            PerArea("0.1", per="day"),
            "按计费面积，0.10 元/㎡·天",
            "by charge area, 0.10 yuan/m²/day",
        ),
        (
            PerArea(Dated("r", [(date(2026, 1, 1), "2.8"), (date(2026, 7, 1), "3")])),
            "按计费面积，自2026年1月1日起 2.80 元/㎡·月，自2026年7月1日起 3.00 元/㎡·月",
            (
                "by charge area, from January 1, 2026 2.80 yuan/m²/month, from July 1, 2026 "
                "3.00 yuan/m²/month"
            ),
        ),
        (Flat("80"), "每套，80.00 元/月", "for each unit, 80.00 yuan/month"),
        (
            Flat("80", per="space", spaces=["owned", "developer"]),
            "按车位（产权车位、建设单位出租的车位），80.00 元/车位·月",
            "by parking space (owned, let by the developer), 80.00 yuan/space/month",
        ),
        (
            Timed([Block(180, "3", until=180), Block(30, "1.5")], free=30, cap="30"),
            (
                "30分钟以内免费；第180分钟以内，每180分钟¥3.00，不足的按180分钟计；"
                "每30分钟¥1.50，不足的按30分钟计；每24小时最高¥30.00"
            ),
            (
                "free up to 30 minutes; until minute 180, ¥3.00 for each 180 minutes begun; "
                "¥1.50 for each 30 minutes begun; at most each 24 hours ¥30.00"
            ),
        ),
        (
            Timed([Block(60, "5")], free=15, free_deducted=True, cap="30", cap_per="calendar-day"),
            "15分钟以内免费（超过的扣除）；每60分钟¥5.00，不足的按60分钟计；每日最高¥30.00",
            (
                "free up to 15 minutes (deducted); ¥5.00 for each 60 minutes begun; "
                "at most each day ¥30.00"
            ),
        ),
        (
            Timed([Block(60, "0")]),
            "每60分钟¥0.00，不足的按60分钟计",
            "¥0.00 for each 60 minutes begun",
        ),
        (
            Formula(
                "面积 × 单价 + 10",
                {"面积": "area"},
                {"单价": "2.8"},
                units={"单价": "yuan/sqm/month"},
            ),
            "按公式 面积 * 单价 + 10，每月，单价 = 2.80 元/㎡·月",
            "by formula 面积 * 单价 + 10, a month, 单价 = 2.80 yuan/m²/month",
        ),
        (
            Shared(by="household", agreed="第3号决议"),
            "实际费用按户数分摊，尾差按最大余数法到分（第3号决议）",
            (
                "the actual cost, shared by number of households, to the fen by largest remainder "
                "(第3号决议)"
            ),
        ),
    ],
)
def test_a_tariff_in_words(tariff: Tariff, zh: str, en: str) -> None:
    assert zh == tariff_in_words(tariff)
    assert en == tariff_in_words(tariff, "en")


@pytest.mark.parametrize(
    ("cycle", "zh", "en"),
    [
        (Cycle(), "每月，预收", "every month, in advance"),
        (Cycle.advance(every=3), "每季度，预收", "every 3 months, in advance"),
        (Cycle.arrears(every=6), "每半年，收取6个月前的费用", "every 6 months, 6 months back"),
        (Cycle.advance(every=4), "每4个月，预收", "every 4 months, in advance"),
        (
            Cycle.anniversary(),
            "每年（自交付日起对年对月），预收",
            "every 12 months from hand-over, in advance",
        ),
    ],
)
def test_a_cycle_in_words(cycle: Cycle, zh: str, en: str) -> None:
    assert zh == cycle_in_words(cycle)
    assert en == cycle_in_words(cycle, "en")


def test_what_changes_a_price_is_told_and_no_room_is() -> None:
    discounts: Any = [fees.Discount("95折", "0.95", bearer="公司")]
    item = Item(
        "lift",
        "电梯费",
        PerArea("0.5"),
        scope=Scope(named=["3-1-502"]),
        coefficient="floor",
        agreed="合同第7条",
        least="10",
        most="60",
        discounts=discounts,
    )
    rows = fees.publication_sheet(community.schedule(item)).rows()

    assert (
        "按计费面积，0.50 元/㎡·月；限指定的1套；乘以floor（合同第7条）；最低 10.00 元；"
        "最高 60.00 元；95折（由公司承担）"
    ) == rows[0][2]
    by_building = evolve(item, scope=Scope(building="3", entrance="1"))
    rows = fees.publication_sheet(community.schedule(by_building)).rows()
    assert "限3栋1单元" in rows[0][2]
    english = fees.publication_sheet(community.schedule(by_building)).rows("en")
    assert "for building 3, entrance 1" in english[0][2]
    everywhere = evolve(item, scope=Scope())
    rows = fees.publication_sheet(community.schedule(everywhere)).rows()
    assert "限" not in rows[0][2]


def test_a_schedule_without_a_penalty_clause_says_so() -> None:
    terms = fees.publication_sheet(community.schedule(daily=None)).terms()

    assert "没有约定" == dict(terms)["违约金"]


def test_a_penalty_clause_is_told_with_all_that_it_says() -> None:
    clause = fees.PenaltyTerms(
        "0.0005",
        changes=[(date(2027, 1, 1), "0.0003")],
        grace=5,
        caps=[fees.Cap("本金的30%", share="0.3")],
    )

    assert (
        "按合同约定，逾期每日为欠付金额的0.05%，自2027年1月1日起0.03%，"
        "宽限5天，宽限期满后起算，以本金的30%为限"
    ) == penalty_in_words(clause)
    assert (
        "0.05% a day of what is overdue, as agreed, from January 1, 2027 0.03%, "
        "after 5 days of grace, at most 本金的30%"
    ) == penalty_in_words(clause, "en")
    late = fees.PenaltyTerms("0.0005", grace=5, grace_as="threshold")
    assert penalty_in_words(late).endswith("宽限5天，逾此自始起算")


# -- what a schedule may say of itself --------------------------------------------------------------


@pytest.mark.parametrize(
    "parts",
    [
        [("保洁", "2.79")],
        [("保洁", "2.81")],
        [("保洁", "3.00"), ("绿化", "-0.20")],
    ],
)
def test_components_make_the_rate(parts: list[tuple[str, str]]) -> None:
    with pytest.raises(RuleError, match=r"components make .*, and the rate is 2\.8"):
        Item("property", "物业服务费", PerArea("2.80"), components=parts)


def test_components_explain_one_rate_by_area_and_each_once() -> None:
    twice = [("保洁", "1.40"), ("保洁", "1.40")]
    dated = Dated("r", [(date(2026, 1, 1), "2.80")])
    with pytest.raises(DuplicateError):
        Item("property", "物业服务费", PerArea("2.80"), components=twice)
    for tariff in (PerArea(dated), Flat("2.80")):
        with pytest.raises(RuleError, match="one rate by area"):
            Item("property", "物业服务费", tariff, components=[("保洁", "2.80")])


def test_a_guided_price_is_for_a_rate_by_area_and_month() -> None:
    for tariff in (Flat("80"), PerArea("0.1", per="day")):
        with pytest.raises(RuleError, match="guided price"):
            Item("property", "物业服务费", tariff, guide=GUIDE)


@pytest.mark.parametrize(
    "more", [{"price_regime": "market"}, {"price_regime": "market", "items": []}]
)
def test_a_market_price_has_no_guide(more: dict[str, Any]) -> None:
    with pytest.raises(RuleError, match="market price"):
        evolve(whole(), **more)


@pytest.mark.parametrize("field", ["use", "price_regime", "charging_regime"])
def test_what_is_none_of_the_choices_is_refused(field: str) -> None:
    other: dict[str, Any] = {field: "other"}
    with pytest.raises(RuleError):
        evolve(community.schedule(), **other)


def test_what_a_schedule_says_of_itself_changes_no_bill() -> None:
    plain = fees.issue(
        community.estate(), community.schedule(), community.OCTOBER, costs=community.COSTS
    )
    told = evolve(whole(), project="", payee="")
    made = fees.issue(community.estate(), told, community.OCTOBER, costs=community.COSTS)

    assert plain.bills == made.bills


def test_rounding_is_told_where_it_happens() -> None:
    monthly = evolve(community.schedule(), rounding=Rounding.jiao(each="month"))

    assert "每月四舍五入到角" == dict(fees.publication_sheet(monthly).terms())["进位"]


def test_the_days_in_force_are_told_with_the_last() -> None:
    half = evolve(community.schedule(), in_force=Period(date(2026, 7, 1), date(2027, 1, 1)))

    assert "2026年7月1日至2026年12月31日" == dict(fees.publication_sheet(half).terms())["执行期间"]
