"""The bill notice: everything it must show, masked, escaped, and adding up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import community
from wuye import Community, Money, Owner, Period, Unit, fees
from wuye.bills import Bill
from wuye.capitals import capitals
from wuye.errors import MoneyError, RuleError
from wuye.estate import Agreement, Person
from wuye.fees import BillNotice, Way
from wuye.format import money

WAYS = [Way("qr", "示例二维码"), Way("counter", "物业服务中心，每日9:00至18:00")]
PHONE = "010-00000000"
FEES = community.schedule()
SCHEDULE = evolve(FEES, project="锦苑", payee="示例银行 0000-0000")
PARTIES = community.estate().parties()


def run(estate: Community | None = None, month: int = 10) -> fees.Run:
    period = Period.month(2026, month)
    return fees.issue(estate or community.estate(), SCHEDULE, period, costs=community.COSTS)


def bill(unit: str = "3-1-502", month: int = 10) -> Bill:
    return run(month=month).of_unit(unit)[0]


def noticed(*bills: Bill, **more: Any) -> BillNotice:
    return fees.notice(bills or bill(), PARTIES, ways=WAYS, telephone=PHONE, **more)


def test_a_notice_shows_everything_the_trade_requires() -> None:
    text = noticed().text()

    for told in (
        "房号：3-1-502",
        "项目：锦苑",
        "户名：赵**",
        "收费单位：锦苑物业",
        "物业服务费　2026年10月1日至2026年10月31日　280.00 元",
        "数量：100.00 ㎡",
        "单价：2.80 元/㎡·月",
        "公摊电费　2026年9月1日至2026年9月30日　20.00 元",
        "2000.00 元 × 100.00 ㎡ ÷ 10000.00 ㎡ = 20.00 元；民法典第283条（2021-01-01）",
        "合计：¥300.00（人民币叁佰元整）",
        "缴费截止日：2026年10月25日",
        "缴费方式：扫码缴费（示例二维码）",
        "缴费方式：柜台缴费（物业服务中心，每日9:00至18:00）",
        "收款账户：示例银行 0000-0000",
        "联系电话：010-00000000",
    ):
        assert told in text
    assert "赵某某" not in text
    assert "样稿" not in text


def test_a_notice_is_written_in_english_too() -> None:
    text = noticed().text("en")

    assert "Room: 3-1-502" in text
    assert "Total: ¥300.00（人民币叁佰元整）" in text
    assert "Due: October 25, 2026" in text
    assert "Way to pay: Scan to pay (示例二维码)" in text


def test_all_that_is_missing_comes_in_one_error() -> None:
    bare = community.october().bills[0]
    with pytest.raises(RuleError) as error:
        fees.notice(bare, {}, ways=[], telephone="")

    assert ["name", "project", "payee", "ways", "telephone"] == error.value.value


@pytest.mark.parametrize("without", ["project", "payee"])
def test_a_bill_without_project_or_account_needs_them_given(without: str) -> None:
    empty: dict[str, Any] = {without: ""}
    bare = evolve(bill(), **empty)
    with pytest.raises(RuleError) as error:
        noticed(bare)

    assert [without] == error.value.value
    assert () == noticed(bare, **{without: "示例"}).missing


def test_a_draft_says_on_its_face_what_it_lacks() -> None:
    bare = community.october().bills[0]
    draft = fees.notice(bare, PARTIES, ways=WAYS, telephone="", draft=True)

    assert ("project", "payee", "telephone") == draft.missing
    assert "样稿，发出前应当补齐：项目、收款账户、联系电话" in draft.text()
    assert "样稿，发出前应当补齐：项目、收款账户、联系电话" in draft.html()
    assert "A draft, which lacks: project, payee, telephone" in draft.text("en")


def test_bills_of_one_debtor_come_together_with_their_own_due_days() -> None:
    notice = noticed(bill(), bill(month=11))

    assert Money("600.00") == notice.total
    assert "缴费截止日：2026年10月25日 ¥300.00；2026年11月25日 ¥300.00" in notice.text()
    assert date(2026, 11, 1) == notice.on


@pytest.mark.parametrize(
    "bills",
    [
        (),
        (bill(), bill("S-01")),
        (bill(), bill()),
        (bill(), evolve(bill(month=11), creditor="供水公司")),
        (bill(), evolve(bill(month=11), payee="另一账户")),
    ],
)
def test_bills_that_do_not_belong_together_are_refused(bills: tuple[Bill, ...]) -> None:
    with pytest.raises(RuleError, match="one debtor, unit, creditor and account"):
        fees.notice(bills, PARTIES, ways=WAYS, telephone=PHONE)


@pytest.mark.parametrize(
    ("arrears", "prepaid", "to_pay"),
    [
        (None, None, "300.00"),
        ("20.06", None, "320.06"),
        ("0", "299.99", "0.01"),
        ("0", "300.00", "0.00"),
        ("20.00", "500.00", "0.00"),
    ],
)
def test_what_is_carried_changes_what_is_to_pay(
    arrears: str | None, prepaid: str | None, to_pay: str
) -> None:
    notice = fees.notice(
        bill(), PARTIES, ways=WAYS, telephone=PHONE, arrears=arrears, prepaid=prepaid
    )

    assert Money(to_pay) == notice.to_pay
    assert Money("300.00") == notice.total
    carried = arrears is not None or prepaid is not None
    assert carried == (f"本次应付：¥{to_pay}（{capitals(Money(to_pay))}）" in notice.text())
    assert ("往期欠费" in notice.text()) == (arrears is not None)
    assert ("预存余额" in notice.text()) == (prepaid is not None)


def test_what_is_carried_is_not_below_nothing() -> None:
    with pytest.raises(MoneyError, match="not below 0"):
        noticed(arrears="-0.01")


# -- people ---------------------------------------------------------------------------------------


def test_co_owners_are_each_masked_and_a_company_is_not() -> None:
    people = [Person("P-1", "王某某"), Person("P-2", "李某某")]
    company = Owner("C-1", "某某建设有限公司", kind="developer")
    units = [
        Unit("1-101", "100", Owner("O-1", people=people)),
        Unit("1-102", "100", company),
    ]
    estate = Community("锦苑", units)
    texts = [
        fees.notice(each, estate.parties(), ways=WAYS, telephone=PHONE).text()
        for each in run(estate).bills
    ]

    assert "户名：王**、李**" in texts[0]
    assert "户名：某某建设有限公司" in texts[1]


def test_a_bill_that_another_pays_is_addressed_to_him() -> None:
    payer = Owner("E-1", "周某某")
    estate = evolve(community.estate(), agreements=[Agreement("3-1-502", payer, kind="payer")])
    sent = run(estate).of_unit("3-1-502")[0]
    notice = fees.notice(sent, estate.parties(), ways=WAYS, telephone=PHONE)

    assert ("赵**", "周**") == (notice.name, notice.payer)
    assert "<h2>缴费通知单　3-1-502　周**</h2>" in notice.html()
    with pytest.raises(RuleError) as error:
        fees.notice(sent, PARTIES, ways=WAYS, telephone=PHONE)
    assert ["payer"] == error.value.value


def test_a_repr_shows_no_name() -> None:
    assert "赵某某" not in repr(noticed())


# -- pages ----------------------------------------------------------------------------------------


def test_many_notices_print_each_on_a_sheet_of_its_own() -> None:
    notices = [fees.notice(each, PARTIES, ways=WAYS, telephone=PHONE) for each in run().bills]
    page = fees.notices_page(notices, title="锦苑 十月账单")

    assert len(notices) == page.count("<section>") == 4
    assert "section+section{break-before:page}" in page
    assert page.count("<h1>锦苑 十月账单</h1>") == 1
    assert all(money(each.total) in page for each in notices)


@given(st.text(alphabet="<>&\"'甲a", min_size=1, max_size=8))
def test_whatever_is_given_comes_out_as_text(given_text: str) -> None:
    hostile = f"<script>{given_text}</script>"
    made = evolve(bill(), project=hostile, payee=hostile)
    page = fees.notice(
        made,
        {"O-17": Owner("O-17", hostile, kind="company")},
        ways=[Way("qr", hostile)],
        telephone=hostile,
    ).html()

    assert "<script" not in page


@given(
    st.lists(st.integers(1, 9_999_999), min_size=1, max_size=6),
    st.integers(0, 10**8),
    st.integers(0, 10**8),
)
def test_a_notice_adds_up_to_the_fen(areas: list[int], arrears: int, prepaid: int) -> None:
    units = [
        Unit(f"1-{n}", f"{area // 100}.{area % 100:02}", community.SELLER)
        for n, area in enumerate(areas)
    ]
    for each in fees.issue(
        Community("锦苑", units), SCHEDULE, community.OCTOBER, costs=community.COSTS
    ).bills:
        notice = fees.notice(
            each,
            PARTIES,
            ways=WAYS,
            telephone=PHONE,
            arrears=Money.of_fen(arrears),
            prepaid=Money.of_fen(prepaid),
        )
        rows = list(notice.rows())

        fen = sum(int(row[4].replace(".", "")) for row in rows)
        assert notice.total.fen == fen
        assert notice.to_pay.fen == max(fen + arrears - prepaid, 0)


# -- what the household once asked about ------------------------------------------------------------

LAMPS = fees.Driver("楼道照明", "961.5", "kwh", amount="2000.00")


def test_a_shared_cost_that_was_disputed_stands_out_with_total_drivers_and_share() -> None:
    disclosed = fees.disclosure(run(), "hall-power", [LAMPS])
    told = noticed(highlight=["hall-power", "property"], disclosures=[disclosed])
    sentence = (
        "您问过的公摊电费：大家一起承担的费用：总费用 2000.00 元，由 10000.00 ㎡一起分摊，"
        "其中您家 100.00 ㎡；您这次 20.00 元；楼道照明 961.5 度"
    )

    assert sentence in told.text().splitlines()
    assert f"<p><strong>{sentence}</strong></p>" in told.html()
    assert "您问过的物业服务费" not in told.text()
    assert "You asked about 公摊电费: A cost shared by all: 2000.00 yuan" in told.text("en")
    assert "yours this time 20.00 yuan; 楼道照明 961.5 kWh" in told.text("en")
    assert "3-1-503" not in told.text() + told.html() + repr(told)


def test_nothing_stands_out_unless_it_is_asked_for() -> None:
    assert "您问过" not in noticed().text() + noticed(highlight=["parking"]).html()
    assert noticed() == noticed(highlight=())


def test_the_drivers_of_another_month_are_not_told_of_this_one() -> None:
    november = fees.disclosure(run(month=11), "hall-power", [LAMPS])
    told = noticed(highlight=["hall-power"], disclosures=[november])

    assert "楼道照明" not in told.text()
    assert "您这次 20.00 元" in told.text()


def test_one_text_is_no_list_of_items() -> None:
    with pytest.raises(RuleError, match="no list of items"):
        noticed(highlight="hall-power")
