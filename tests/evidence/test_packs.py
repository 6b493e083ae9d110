"""Evidence packs: what is there, what each proves, and what is missing and why."""

from __future__ import annotations

from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import community
from meter_room import FLAT, LAST, book, read
from wuye import Account, Owner, Payment, Period, fees
from wuye.authority import Grant, Right, Role, Staff
from wuye.citation import Citation
from wuye.errors import NotInForceError, RuleError, UnknownError
from wuye.estate import Person
from wuye.evidence import (
    KINDS,
    PURPOSES,
    Archive,
    Asked,
    Exhibit,
    Kind,
    Pack,
    Paper,
    Proof,
    PublicPaper,
    pack,
)
from wuye.fees import Delivery, Publication
from wuye.law.checks import Disclosed
from wuye.law.interruptions import Event, Evidence
from wuye.law.interruptions import Kind as Happened
from wuye.ledger import CreditNote, reverse

RUN = community.october()
BILL = RUN.of_unit("3-1-502")[0]
PROPERTY, POWER = (line.id for line in BILL.lines)
TODAY = date(2026, 12, 21)
OWNER = Owner("O-17", name="赵某某", phone="13800000017")
BOARD = Publication(
    schedule="2026 住宅", channel="notice-board", since=date(2025, 12, 1), proof="照片 12-01"
)
HUNG = Publication(
    schedule="公摊电费", channel="lobby", since=date(2026, 10, 8), proof="照片 10-08"
)
CLERK = Staff("S-1", [(date(2026, 1, 1), [Role("客服", [Grant(Right.BILL)])])])
MANAGER = Staff("S-2", [(date(2026, 1, 1), [Role("经理", [Grant(Right.SEE_PERSONAL_DATA)])])])


def paper(kind: Kind, **more: Any) -> Paper:
    told: dict[str, Any] = {"name": KINDS[kind].name, "on": date(2026, 1, 1), "kept": "档案 1"}
    return Paper(kind=kind, **told | more)


def demand(*periods: Period, evidence: Evidence = Evidence.SIGNED, **more: Any) -> Proof:
    told: dict[str, Any] = {"debtor": "O-17", "on": date(2026, 11, 5), "items": ()} | more
    event = Event(
        Happened.DEMAND, told["on"], told["debtor"], periods, evidence, items=told["items"]
    )
    return Proof(event, "催缴函及回执", kept="档案 3-17", days=15)


def delivery(**more: Any) -> Delivery:
    told: dict[str, Any] = {"channel": "hand", "recipient": "owner", "proof": "签收单 118"}
    return Delivery(bill=BILL.id, on=date(2026, 10, 3), **told | more)


KEPT: tuple[Kind, ...] = (
    *("contract", "due-clause", "penalty-clause", "liability", "service"),
    *("cost", "address", "correspondence", "area"),
)
TOLD = """证据材料
用途：核对
收费单位：锦苑物业
对方：赵**（O-17）
整理日期：2026-12-21（截至入账日2026-12-21）
清单依据：民事诉讼证据规定第19-1条（2020-05-01）
证据清单
编号　证据名称　来源　证明对象　证明力　页码
1　物业服务合同　档案 1　双方的物业服务合同关系、服务内容和收费标准
2　收费标准 2026 住宅 的公示记录（公告栏）　照片 12-01　收费项目和标准在服务期间开始时已经公示
3　账单 2026-10:3-1-502:O-17 的计算过程　账务系统，账单号 2026-10:3-1-502:O-17　每项金额怎样算出，可以逐项复算
4　账单 2026-10:3-1-502:O-17 的送达记录（当面送交）　签收单 118　账单哪一日以什么方式到达对方　签收
5　账单 2026-10:3-1-502:O-17 的送达记录（投入信箱）　照片 10-03　账单哪一日以什么方式到达对方　未签收，能够证明到达
6　账单 2026-10:3-1-502:O-17 的送达记录（短信）　签收单 118　账单哪一日以什么方式到达对方　没有留下证据
7　催缴函及回执　档案 3-17　已经催告、写明各期欠费，并给了合理期限　签收
8　还款承诺　档案 5　对方同意履行，或者已经起诉、申请调解等　机构文书或者付款记录
缺少的材料
业主身份材料：没有这类材料。不能证明对方应当交费的，请求会被驳回（物业管理条例第41-1条（2018-03-19））。办法：调取交接记录、买卖合同，或者依法查询不动产登记。涉及：2026-10:3-1-502:O-17:property、2026-10:3-1-502:O-17:hall-power
证据1　物业服务合同
证明对象：双方的物业服务合同关系、服务内容和收费标准
日期：2026-01-01
来源：档案 1
依据：物业服务合同第12条（2024-01-01）
证据2　收费标准 2026 住宅 的公示记录（公告栏）
证明对象：收费项目和标准在服务期间开始时已经公示
日期：2025-12-01
来源：照片 12-01
公示地点：公告栏
公示期间：自2025-12-01起，至2026-11-01前
公示内容：服务的事项、质量要求、收费项目、收费标准
证据3　账单 2026-10:3-1-502:O-17 的计算过程
证明对象：每项金额怎样算出，可以逐项复算
日期：2026-10-01
来源：账务系统，账单号 2026-10:3-1-502:O-17
依据：民法典第283条（2021-01-01）
收费项目　计算过程　另一方法复算
物业服务费　100.00 ㎡ × 2.80 元/㎡·月 × 1 个月 = 280.00 元　一致
公摊电费　2000.00 元 × 100.00 ㎡ ÷ 10000.00 ㎡ = 20.00 元　一致
证据4　账单 2026-10:3-1-502:O-17 的送达记录（当面送交）
证明对象：账单哪一日以什么方式到达对方
日期：2026-10-03
来源：签收单 118
证明力：签收
方式：当面送交
签收：本人签收
证据5　账单 2026-10:3-1-502:O-17 的送达记录（投入信箱）
证明对象：账单哪一日以什么方式到达对方
日期：2026-10-03
来源：照片 10-03
证明力：未签收，能够证明到达
方式：投入信箱
签收：无
证据6　账单 2026-10:3-1-502:O-17 的送达记录（短信）
证明对象：账单哪一日以什么方式到达对方
日期：2026-10-03
来源：签收单 118
证明力：没有留下证据
方式：短信
签收：无
结果：未送达
证据7　催缴函及回执
证明对象：已经催告、写明各期欠费，并给了合理期限
日期：2026-11-05
来源：档案 3-17
证明力：签收
性质：催告
到达、发生：2026-11-05
写明的期间：2026-09-01至2026-10-31
给予的期限：15日，至2026-11-20
请于十五日内支付
证据8　还款承诺
证明对象：对方同意履行，或者已经起诉、申请调解等
日期：2026-12-01
来源：档案 5
证明力：机构文书或者付款记录
性质：义务人同意履行
到达、发生：2026-12-01
写明的期间：2026-09-01至2026-10-31
"""
BOTH = Period(date(2026, 9, 1), date(2026, 11, 1))
SHEET = fees.publication_sheet(community.schedule())
WHOLE = Archive(
    public=[
        PublicPaper(SHEET, [BOARD]),
        PublicPaper(fees.disclosure(RUN, "hall-power"), [HUNG]),
    ],
    deliveries=[delivery()],
    proofs=[demand(BOTH)],
    papers=[
        *map(paper, KEPT),
    ],
)


def made(archive: Archive | None = WHOLE, *purposes: str, **more: Any) -> Pack:
    account = more.pop("account", Account.of([BILL]))
    return pack(account, purposes or ("fees",), archive, on=TODAY, **more)


def lacking(found: Pack) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(each.kind, each.reason): each.lines for each in found.missing}


def kinds(found: Pack) -> list[str]:
    return [each.kind for each in found.exhibits]


def one(found: Pack, kind: str) -> Exhibit:
    (exhibit,) = [each for each in found.exhibits if each.kind == kind]
    return exhibit


# -- what is there --------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", [p for p in PURPOSES if p != "already-paid"])
def test_a_whole_archive_leaves_nothing_missing(purpose: str) -> None:
    found = made(WHOLE, purpose)

    assert () == found.missing
    assert found.complete


def test_each_exhibit_is_numbered_and_says_what_it_proves() -> None:
    found = made()

    assert [str(n) for n in range(1, len(found.exhibits) + 1)] == [row[0] for row in found.rows()]
    assert [KINDS[each.kind].proves for each in found.exhibits] == [r[3] for r in found.rows()]
    assert {""} == {row[5] for row in found.rows()}  # pages are filled in when it is bound
    assert ["19-1"] == [cite.article for cite in found.cites]


def test_exhibits_stand_in_the_order_of_their_kinds_whatever_the_order_given() -> None:
    turned = evolve(
        WHOLE,
        public=WHOLE.public[::-1],
        papers=WHOLE.papers[::-1],
    )

    assert [kind for kind in KINDS if kind in kinds(made())] == kinds(made())
    assert made() == made(turned)


def test_the_working_is_printed_and_computed_again() -> None:
    working = one(made(), "working")

    assert (
        ("物业服务费", "100.00 ㎡ × 2.80 元/㎡·月 × 1 个月 = 280.00 元", "一致"),
        ("公摊电费", "2000.00 元 × 100.00 ㎡ ÷ 10000.00 ㎡ = 20.00 元", "一致"),
    ) == working.rows


def test_the_penalty_is_worked_to_the_day_and_the_payments_and_statement_stand_beside_it() -> None:
    payment = Payment("wx-4200", "100.00", on=date(2026, 11, 3), channel="wechat", payer="赵某某")
    account = Account.of([BILL]).receive(payment).account
    found = made(WHOLE, "penalty", account=account)

    assert ["3.44", "0.25"] == [row[3] for row in one(found, "penalty").rows]
    assert (("2026-11-03", "wx-4200", "微信支付", "100.00", "100.00"),) == one(
        found, "payment"
    ).rows
    assert ("期初余额：0.00 元", "期末余额：203.69 元") == one(found, "statement").told


def test_a_payment_that_was_undone_or_not_known_yet_is_no_payment() -> None:
    payment = Payment("wx-4200", "100.00", on=date(2026, 11, 3))
    paid = Account.of([BILL]).receive(payment, booked=date(2026, 12, 1)).account
    undone = reverse(
        paid, "R-1", of="wx-4200", on=date(2026, 12, 2), reason="退票", since="reversal"
    ).account

    assert "payment" in kinds(made(account=paid))
    assert "payment" not in kinds(made(account=paid, known=date(2026, 11, 30)))
    assert "payment" in kinds(made(account=paid, known=date(2026, 12, 1)))
    assert "payment" not in kinds(made(account=undone))


def test_a_payment_counts_for_what_it_was_applied_to() -> None:
    """50.00 on the day itself, of which 20.00 for the power."""
    payment = Payment("wx-1", "50.00", on=TODAY, designated=[POWER])
    account = Account.of([BILL]).receive(payment).account

    shown = one(made(account=account, about=[PROPERTY, POWER]), "payment")
    assert ("50.00", "50.00") == shown.rows[0][3:]
    assert (
        "20.34"
        == one(made(None, "already-paid", account=account, about=[POWER]), "payment").rows[0][4]
    )


def test_a_payment_for_other_bills_is_none_of_this_one() -> None:
    for_power = Payment("wx-1", "20.00", on=BILL.due, designated=[POWER])
    ahead = Payment("wx-2", "80.00", on=TODAY, restricted=["lift"])
    account = Account.of([BILL]).receive(for_power).account.receive(ahead).account

    assert "payment" not in kinds(made(account=account, about=[PROPERTY]))
    shown = one(made(account=account, about=[BILL.id]), "payment")
    assert (["wx-1"], BILL.due) == ([row[1] for row in shown.rows], shown.on)


def test_an_account_from_a_checkpoint_states_what_it_knows() -> None:
    november = fees.issue(
        community.estate(), community.schedule(), Period.month(2026, 11), costs=community.COSTS
    ).of_unit("3-1-502")[0]
    payment = Payment("wx-1", "300.00", on=date(2026, 11, 20), designated=[november.id])
    paid = Account.of([BILL, november]).receive(payment).account
    account = Account.resume(paid.checkpoint(keep=date(2026, 12, 1)))
    through = date(2026, 11, 20)  # November's bill is finished and gone, October's is open
    after = pack(account, "fees", WHOLE, on=TODAY)
    at_once = pack(account, "fees", WHOLE, on=through)

    assert f"对账单 {through + timedelta(days=1)}至2026-12-21" == one(after, "statement").name
    assert "statement" not in kinds(at_once)
    assert ("statement", "absent") in lacking(at_once)


def test_a_disclosure_shows_no_other_room() -> None:
    shown = one(made(WHOLE, "share"), "disclosure")

    assert (("3-1-502", "100", "20.00"),) == shown.rows
    assert "3-1-503" not in made(WHOLE, "share").text()


def test_what_comes_later_than_the_day_is_not_there_yet() -> None:
    tomorrow = TODAY + timedelta(days=1)
    archive = evolve(WHOLE, proofs=[demand(BOTH, on=tomorrow)])

    assert {("demand", "absent"): (PROPERTY, POWER)} == lacking(made(archive))
    assert {} == lacking(made(evolve(WHOLE, proofs=[demand(BOTH, on=TODAY)])))


# -- what it is about -----------------------------------------------------------------------


def test_a_pack_is_about_a_bill_some_lines_or_all_that_is_open() -> None:
    november = fees.issue(
        community.estate(), community.schedule(), Period.month(2026, 11), costs=community.COSTS
    )
    second = november.of_unit("3-1-502")[0]
    account = Account.of([BILL, second])

    assert (PROPERTY, POWER, *(line.id for line in second.lines)) == made(account=account).lines
    assert (PROPERTY, POWER) == made(account=account, about=[BILL.id]).lines
    assert (POWER,) == made(account=account, about=[POWER]).lines


def test_a_settled_bill_is_proved_when_it_is_named() -> None:
    account = Account.of([BILL]).receive(Payment("wx-1", "300.00", on=BILL.due)).account

    assert (PROPERTY, POWER) == made(None, "already-paid", account=account, about=[BILL.id]).lines
    with pytest.raises(RuleError, match="nothing is open"):
        made(None, "already-paid", account=account)


def test_unknown_lines_purposes_and_owners_are_refused() -> None:
    with pytest.raises(UnknownError, match="not billed on the day"):
        made(about=["B-0"])
    with pytest.raises(UnknownError, match="no such purpose"):
        made(WHOLE, "revenge")
    with pytest.raises(UnknownError, match="no such purpose"):
        pack(Account.of([BILL]), [], on=TODAY)
    with pytest.raises(RuleError, match="another than the account's"):
        made(owner=Owner("O-18"))


def test_the_rule_on_lists_of_evidence_applies_from_may_2020() -> None:
    assert evolve(made(), on=date(2020, 5, 1)).cites
    with pytest.raises(NotInForceError):
        _ = evolve(made(), on=date(2020, 4, 30)).cites


def test_a_host_asks_for_what_its_own_purposes_need() -> None:
    asked = {"audit": Asked("审计", ("contract", "cost"))}
    found = pack(Account.of([BILL]), "audit", on=TODAY, asked=asked)

    assert {("contract", "absent"): (PROPERTY, POWER), ("cost", "absent"): (POWER,)} == lacking(
        found
    )
    assert ("审计",) == found.purposes


# -- what is missing ------------------------------------------------------------------------


def test_without_an_archive_all_but_the_ledgers_own_is_missing_with_why_and_how() -> None:
    found = made(None, "penalty")

    assert ["bill", "working", "penalty", "statement"] == kinds(found)
    assert {kind for kind in PURPOSES["penalty"].needs if kind not in kinds(found)} == {
        each.kind for each in found.missing
    }
    assert all(each.why and each.how for each in found.missing)
    (told,) = [each for each in found.missing if each.kind == "demand"]
    assert ["944-2", "8-1", "9"] == [cite.article for cite in told.cites]


def test_what_a_line_does_not_rest_on_is_not_asked_for() -> None:
    """280.00 by area and 20.00 shared: no reading; disclosure for the shared line alone."""
    assert ("disclosure", "absent") in lacking(made(None, "cost-share"))
    assert (POWER,) == lacking(made(None, "cost-share"))["disclosure", "absent"]
    assert "reading" not in {each.kind for each in made(None, "reading").missing}
    assert (PROPERTY, POWER) == lacking(made(None, "area"))["area", "absent"]


def test_no_penalty_clause_is_asked_for_where_no_penalty_accrues() -> None:
    run = fees.issue(
        community.estate(),
        community.schedule(daily=None),
        community.OCTOBER,
        costs=community.COSTS,
    )
    found = made(None, "penalty", account=Account.of(run.of_debtor("O-17")))

    assert not {"penalty", "penalty-clause"} & {each.kind for each in found.missing}


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ([], "absent"),
        ([evolve(BOARD, since=date(2026, 10, 1))], "elsewhere"),  # September was not covered
        ([evolve(BOARD, until=date(2026, 10, 1))], "elsewhere"),  # taken down before October
        ([evolve(BOARD, what=[Disclosed.SERVICES])], "elsewhere"),  # it showed no prices
        ([BOARD], None),
        ([evolve(BOARD, what=[Disclosed.ITEMS, Disclosed.STANDARDS])], None),
    ],
)
def test_prices_must_have_been_public_when_the_service_began(
    records: list[Publication], reason: str | None
) -> None:
    found = made(evolve(WHOLE, public=[PublicPaper(SHEET, records), WHOLE.public[1]]))

    assert ([reason] if reason else []) == [
        each.reason for each in found.missing if each.kind == "publication"
    ]


def test_publication_is_looked_at_line_by_line() -> None:
    late = [evolve(BOARD, since=date(2026, 9, 2))]
    found = made(evolve(WHOLE, public=[PublicPaper(SHEET, late), WHOLE.public[1]]))

    assert {("publication", "elsewhere"): (POWER,)} == lacking(found)
    assert (PROPERTY,) == one(found, "publication").lines


def test_a_schedule_of_another_creditor_or_year_is_not_the_bills() -> None:
    other = evolve(community.schedule(), creditor="云山物业")
    old = evolve(community.schedule(), name="2025", in_force=Period.year(2025))
    public = [PublicPaper(fees.publication_sheet(each)) for each in (other, old)]

    assert ("schedule", "elsewhere") in lacking(made(evolve(WHOLE, public=public)))


@pytest.mark.parametrize(
    ("deliveries", "reason"),
    [
        ([], "absent"),
        ([delivery(channel="door", recipient="nobody")], "weak"),
        ([delivery(recipient="other")], "weak"),
        ([delivery(proof="")], "weak"),
        ([delivery(channel="registered", recipient="nobody", failed="refused")], "weak"),
        ([evolve(delivery(), bill="2026-10:S-01:O-18")], "elsewhere"),
        ([delivery(channel="door", recipient="nobody"), delivery()], None),
    ],
)
def test_a_bill_that_did_not_arrive_is_told(deliveries: list[Delivery], reason: str | None) -> None:
    found = made(evolve(WHOLE, deliveries=deliveries))

    assert ([reason] if reason else []) == [
        each.reason for each in found.missing if each.kind == "delivery"
    ]


@pytest.mark.parametrize(
    ("proofs", "expected"),
    [
        ([demand(Period.month(2026, 10))], {("demand", "elsewhere"): (POWER,)}),
        ([demand(Period.year(2025))], {("demand", "elsewhere"): (PROPERTY, POWER)}),
        ([demand(BOTH, items=["property"])], {("demand", "elsewhere"): (POWER,)}),
        ([demand(BOTH, debtor="O-18")], {("demand", "elsewhere"): (PROPERTY, POWER)}),
        ([demand(BOTH, evidence=Evidence.GROUP)], {("demand", "weak"): (PROPERTY, POWER)}),
        ([demand(BOTH, evidence=Evidence.MESSAGE)], {}),
    ],
)
def test_a_demand_proves_what_it_names_to_whom_it_reached(
    proofs: list[Proof], expected: dict[tuple[str, str], tuple[str, ...]]
) -> None:
    assert expected == lacking(made(evolve(WHOLE, proofs=proofs)))


def test_a_demand_on_one_co_owner_counts_for_all() -> None:
    couple = Owner("O-17", people=[Person("P-1", "赵某某"), Person("P-2", "钱某")])
    archive = evolve(WHOLE, proofs=[demand(BOTH, debtor="P-2")])

    assert {} == lacking(made(archive, owner=couple))
    assert ("demand", "elsewhere") in lacking(made(archive))


def test_a_disclosure_that_was_not_posted_is_weak() -> None:
    public = [WHOLE.public[0], evolve(WHOLE.public[1], records=[])]
    later = [
        WHOLE.public[0],
        evolve(WHOLE.public[1], records=[evolve(HUNG, since=date(2027, 1, 1))]),
    ]

    for each in (public, later):
        found = made(evolve(WHOLE, public=each), "share")

        assert {("disclosure", "weak"): (POWER,)} == lacking(found)
        assert "没有公示记录" == one(found, "disclosure").remark
        assert "来源：没有记录" in found.text()


def test_a_disclosure_of_another_cost_month_or_building_is_no_evidence() -> None:
    shown = WHOLE.public[1].paper
    assert isinstance(shown, fees.Disclosure)
    others = (
        evolve(shown, item="lift-power"),
        evolve(shown, service=Period.month(2026, 8)),
        evolve(shown, rooms=shown.rooms[1:]),
    )

    for other in others:
        found = made(evolve(WHOLE, public=[PublicPaper(other, [HUNG])]), "cost-share")

        assert ("disclosure", "elsewhere") in lacking(found)
        assert "disclosure" not in kinds(found)


def test_a_disclosure_counts_from_the_day_it_is_posted() -> None:
    public = [PublicPaper(WHOLE.public[1].paper, [evolve(HUNG, since=TODAY)])]

    assert "" == one(made(evolve(WHOLE, public=public), "share"), "disclosure").remark


def test_the_way_a_letter_came_is_told() -> None:
    letter = paper("correspondence", channel="微信", says="请核对\n谢谢")
    found = made(evolve(WHOLE, papers=[letter, paper("contract")]), "amount")

    assert ("方式：微信", "请核对", "谢谢") == one(found, "correspondence").told
    assert () == one(found, "contract").told


def test_a_paper_bears_on_its_days_and_bills() -> None:
    september = Period.month(2026, 9)
    log = paper("service", days=september)
    letter = paper("cost", bills=["2026-09:3-1-502:O-17"])
    kept = [each for each in WHOLE.papers if each.kind not in {"service", "cost"}]
    found = made(evolve(WHOLE, papers=[*kept, log, letter]), "fees", "cost-share")

    assert {("service", "elsewhere"): (PROPERTY,), ("cost", "elsewhere"): (POWER,)} == lacking(
        found
    )


# -- readings -------------------------------------------------------------------------------


def water(**kinds: Any) -> tuple[Account, fees.Usage, fees.Usage]:
    """Water from 1263 to 1275 in October, and the same meter a month before."""
    days = [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)]
    readings = book(read(dict(zip(days, (1250, 1263, 1275), strict=True)), "3-1-502", **kinds))
    item = fees.Item("water", "生活用水", FLAT, fees.Cycle.arrears(months=1))
    run = fees.issue(
        community.estate(), community.schedule(item), Period.month(2026, 11), readings=readings
    )
    (meter,) = readings.meters
    usages = [fees.usage(meter, readings, Period.month(2026, month), LAST) for month in (9, 10)]
    before, now = (each for each in usages if isinstance(each, fees.Usage))
    return Account.of(run.of_debtor("O-17")), before, now


def test_readings_are_those_that_the_charge_rests_on() -> None:
    account, before, now = water()
    found = pack(account, "reading", Archive(usages=[before, now]), on=TODAY)

    assert ("表计 W-3-1-502 的读数 2026-10-01至2026-10-31", "用量：12 m3") == (
        one(found, "reading").name,
        one(found, "reading").told[0],
    )
    assert "reading" not in {each.kind for each in found.missing}
    assert ("reading", "elsewhere") in lacking(
        pack(account, "reading", Archive(usages=[before]), on=TODAY)
    )
    assert ("reading", "absent") in lacking(pack(account, "reading", on=TODAY))


def test_an_estimated_reading_is_weak() -> None:
    account, _, now = water(kind="estimated")
    found = pack(account, "reading", Archive(usages=[now]), on=TODAY)

    assert "估抄" == one(found, "reading").remark
    assert "是" == one(found, "reading").rows[0][-1]
    assert ("reading", "weak") in lacking(found)


# -- what a host must give ------------------------------------------------------------------


def test_papers_and_proofs_are_kept_somewhere() -> None:
    with pytest.raises(RuleError, match="nobody can find"):
        paper("contract", kept=" ")
    with pytest.raises(RuleError, match=r"Paper\.kind"):
        Paper(kind="gossip", name="", on=TODAY, kept="档案 1")  # type: ignore[arg-type]
    event = demand(BOTH).event
    with pytest.raises(RuleError, match="kept somewhere"):
        Proof(event, "催缴函")
    assert Proof(evolve(event, evidence=Evidence.UNPROVEN), "电话").event.weak


def test_only_a_demand_gives_days_to_pay() -> None:
    promise = evolve(demand(BOTH).event, kind=Happened.ACKNOWLEDGEMENT)

    assert Proof(promise, "承诺书", kept="档案 4").demand is None
    with pytest.raises(RuleError, match="only a demand"):
        Proof(promise, "承诺书", kept="档案 4", days=15)


def test_records_of_a_price_sheet_name_its_schedule() -> None:
    with pytest.raises(RuleError, match="another schedule"):
        PublicPaper(SHEET, [evolve(BOARD, schedule="2025 住宅")])


# -- the page -------------------------------------------------------------------------------


class Reader(HTMLParser):
    """Reads a page as a browser would: its tags, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_pack_reads_so() -> None:
    archive = Archive(
        public=[PublicPaper(SHEET, [evolve(BOARD, until=date(2026, 11, 1))])],
        deliveries=[
            delivery(channel="message", recipient="nobody", failed="number-changed"),
            delivery(channel="mailbox", recipient="nobody", proof="照片 10-03"),
            delivery(),
        ],
        proofs=[
            evolve(demand(BOTH), says="请于十五日内支付"),
            Proof(
                Event(Happened.ACKNOWLEDGEMENT, date(2026, 12, 1), "O-17", [BOTH], Evidence.RECORD),
                "还款承诺",
                kept="档案 5",
            ),
        ],
        papers=[paper("contract", cites=[Citation("物业服务合同", "12", edition="2024-01-01")])],
    )
    needs: tuple[Kind, ...] = (
        *("contract", "publication", "delivery", "demand", "interruption", "liability"),
        "working",
    )
    found = pack(
        Account.of([BILL]),
        "one",
        archive,
        on=TODAY,
        asked={"one": Asked("核对", needs)},
        owner=OWNER,
        known=TODAY,
    )

    assert TOLD == found.text()


def test_the_page_lists_every_exhibit_and_begins_each_on_a_sheet_of_its_own() -> None:
    found = made(evolve(WHOLE, deliveries=[]))
    read = Reader(found.html())

    assert 1 + len(found.exhibits) == read.tags.count("section")
    for number, each in enumerate(found.exhibits, 1):
        assert f"证据{number}　{each.name}" in read.texts
        assert each.name in read.texts  # in the list
    assert any("账单送达记录：没有这类材料" in text for text in read.texts)
    assert "100.00 ㎡ × 2.80 元/㎡·月 × 1 个月 = 280.00 元" in read.texts


def test_the_page_loads_nothing() -> None:
    read = Reader(made().html())

    assert {"lang", "charset"} == read.attributes
    assert not {"script", "link", "img", "iframe", "a"} & set(read.tags)


def test_names_are_masked_in_papers_too_unless_the_reader_has_the_right() -> None:
    letter = paper(
        "correspondence", says="赵某某（13800000017）来函：\n请核对面积", name="赵某某来函"
    )
    found = made(evolve(WHOLE, papers=[*WHOLE.papers, letter]), "amount", owner=OWNER)

    for told in (found.text(), found.html(), repr(found)):
        assert "13800000017" not in told
    for told in (found.text(), found.html()):
        assert "赵某某" not in told
        assert "赵**（138****0017）来函" in told
    for told in (found.text(MANAGER), found.html(MANAGER)):
        assert "赵某某（13800000017）来函" in told


@pytest.mark.parametrize("phone", ["138 0000 0017", "138-0000-0017", "+86 138 00000017"])
def test_a_telephone_is_masked_however_its_digits_are_set_apart(phone: str) -> None:
    letter = paper("correspondence", says=f"请打{phone}", name="来函")
    found = made(evolve(WHOLE, papers=[letter]), "amount", owner=OWNER)

    for told in (found.text(), found.html()):
        assert "138****0017" in told
        assert phone not in told


@pytest.mark.parametrize(
    ("reader", "reason"),
    [(CLERK, "no-right"), (evolve(MANAGER, posts=[(date(2026, 12, 22), [])]), "no-post")],
)
def test_names_in_full_without_the_right_are_refused(reader: Staff, reason: str) -> None:
    found = made(owner=OWNER)

    for write in (found.text, found.html):
        with pytest.raises(RuleError, match=f"names may not be shown: {reason}"):
            write(reader)


def test_a_company_is_named_and_its_people_and_telephones_are_not() -> None:
    company = Owner(
        "O-17", "示例商业公司", "02700000000", people=[Person("P-1", "钱某某")], kind="company"
    )
    letter = paper("correspondence", name="示例商业公司钱某某02700000000来函")
    told = made(evolve(WHOLE, papers=[letter]), "amount", owner=company).text()

    assert "示例商业公司钱**027****0000来函" in told


hostile = st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</table>", "&lt;b&gt;", "'"]
)


@given(name=hostile, says=hostile, kept=hostile)
def test_whatever_stands_in_papers_and_names_stays_text(name: str, says: str, kept: str) -> None:
    letter = paper(
        "correspondence",
        name=name,
        says=says,
        kept=kept,
        cites=[Citation(says, name, edition="2024-01-01")],
    )
    found = made(evolve(WHOLE, papers=[letter]), "amount", owner=Owner("O-17", name=name))
    plain = made(evolve(WHOLE, papers=[paper("correspondence")]), "amount")

    page = Reader(found.html(MANAGER))
    assert {"lang", "charset"} == page.attributes
    assert set(Reader(plain.html()).tags) == set(page.tags)


def test_the_pack_is_the_same_bytes_each_time() -> None:
    assert made().html().encode() == made().html().encode()
    assert made().text() == made().text()


def test_credited_in_full_there_is_nothing_to_prove() -> None:
    notes = [
        CreditNote(
            id=f"C-{line.code}",
            creditor=BILL.creditor,
            debtor=BILL.debtor,
            on=BILL.on,
            item=line.id,
            amount=line.amount,
            reason="冲减",
        )
        for line in BILL.lines
    ]
    with pytest.raises(RuleError, match="nothing is open"):
        made(account=Account.of([BILL, *notes]))
