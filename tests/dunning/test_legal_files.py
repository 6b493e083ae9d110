"""The legal file: demand, payment order, cost, small claims, evidence, all of one day."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import community
from wuye import Account, Bill, Money, Owner, Payment, Period, fees
from wuye.authority import Grant, Right, Role, Staff
from wuye.dunning.legal.files import LegalFacts, LegalFile, legal_file
from wuye.errors import RuleError
from wuye.estate import Person
from wuye.evidence import Archive, Paper, Proof
from wuye.law.court_fees import Track
from wuye.law.interruptions import Event, Evidence, Kind
from wuye.law.procedure import Exclusion
from wuye.ledger import Hold, opening

BILL = community.october().of_unit("3-1-502")[0]
TODAY = date(2026, 12, 21)
OWNER = Owner("O-17", name="赵某某", phone="13800000017")
BOTH = Period(date(2026, 9, 1), date(2026, 11, 1))
FACTS = LegalFacts(
    address="锦苑3-1-502",
    can_be_served=True,
    debtor_present=True,
    owes_in_return=False,
    other_disputes=False,
    preserved=False,
    arbitration_agreed=False,
    simple=True,
    wage="100000.00",
)
MANAGER = Staff("S-2", [(date(2026, 1, 1), [Role("经理", [Grant(Right.SEE_PERSONAL_DATA)])])])


def letter(
    *periods: Period,
    on: date = date(2026, 11, 5),
    days: int | None = 15,
    evidence: Evidence = Evidence.SIGNED,
    name: str = "催缴函",
    **more: Any,
) -> Proof:
    told: dict[str, Any] = {"debtor": "O-17", "items": ()} | more
    event = Event(
        Kind.DEMAND, on, told["debtor"], periods or (BOTH,), evidence, items=told["items"]
    )
    return Proof(event, name, kept="档案 3", days=days)


def made(
    *proofs: Proof,
    facts: LegalFacts = FACTS,
    account: Account | None = None,
    forum: Any = "suit",
    on: date = TODAY,
    **more: Any,
) -> LegalFile:
    account = account or Account.of([BILL])
    archive = more.pop("archive", Archive(proofs=proofs))
    return legal_file(account, facts, archive, on=on, forum=forum, soon=180, **more)


def codes(found: LegalFile) -> list[list[str]]:
    return [[finding.code for finding in each.findings] for each in found.demands]


# -- the demand before the suit -------------------------------------------------------------


@pytest.mark.parametrize(
    ("proofs", "expected"),
    [
        ([], ["not-demanded"]),
        ([letter()], []),
        ([letter(days=None)], ["not-demanded"]),  # it let no period lapse
        ([letter(debtor="O-18")], ["not-demanded"]),
        ([letter(on=date(2026, 12, 22))], ["not-demanded"]),
        ([letter(on=TODAY)], ["period-still-runs"]),
        ([letter(Period.year(2025))], ["period-not-named"]),
        ([letter(items=["parking"])], ["period-not-named"]),
        ([letter(on=date(2026, 10, 25))], ["demanded-too-early"]),
        ([letter(on=date(2026, 10, 26))], []),
        ([letter(on=date(2026, 12, 5), days=15)], []),  # its last day was the 20th
        ([letter(on=date(2026, 12, 6), days=15)], ["period-still-runs"]),
        ([letter(days=14)], ["short-period"]),
        ([letter(evidence=Evidence.POSTED)], ["weak-evidence"]),
        ([letter(Period.year(2025)), letter(), letter(days=7)], []),  # the best one counts
    ],
)
def test_what_stands_before_a_suit(proofs: list[Proof], expected: list[str]) -> None:
    assert [expected] == codes(made(*proofs))


def test_lines_of_a_bill_are_told_apart_where_a_letter_names_one_alone() -> None:
    found = made(letter(Period.month(2026, 10)))

    assert [[], ["period-not-named"]] == codes(found)
    assert [("property",), ("hall-power",)] == [
        tuple(line.rpartition(":")[2] for line in each.lines) for each in found.demands
    ]
    assert ["period-not-named"] == [finding.code for finding in found.stops]


def test_each_bill_is_served_by_the_letter_that_names_it() -> None:
    november = fees.issue(
        community.estate(), community.schedule(), Period.month(2026, 11), costs=community.COSTS
    ).of_unit("3-1-502")[0]
    first = letter(BOTH, name="十月催缴函")
    second = letter(
        Period(date(2026, 10, 1), date(2026, 12, 1)), on=date(2026, 12, 1), name="十一月催缴函"
    )
    found = made(first, second, account=Account.of([BILL, november]))

    assert [(BILL.id, "十月催缴函"), (november.id, "十一月催缴函")] == [
        (each.bill, each.demand.name if each.demand else "") for each in found.demands
    ]


def test_a_letter_to_a_co_owner_counts() -> None:
    couple = Owner("O-17", people=[Person("P-1"), Person("P-2")])

    assert [[]] == codes(made(letter(debtor="P-2"), owner=couple))


def test_arbitration_needs_an_agreement() -> None:
    assert [["no-arbitration-agreement"]] == codes(made(letter(), forum="arbitration"))
    agreed = evolve(FACTS, arbitration_agreed=True)
    found = made(letter(), forum="arbitration", facts=agreed)
    assert [[]] == codes(found)
    assert () == found.fees  # the fees of courts are not those of arbitration
    assert any("仲裁费用" in doubt for doubt in found.doubts)


# -- the payment order ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"address": " "}, "no-address"),
        ({"can_be_served": False}, "cannot-be-served"),
        ({"debtor_present": False}, "debtor-absent"),
        ({"owes_in_return": True}, "owes-in-return"),
        ({"other_disputes": True}, "other-disputes"),
        ({"preserved": True}, "preservation-applied-for"),
    ],
)
def test_what_a_payment_order_would_fail_on(facts: dict[str, Any], code: str) -> None:
    found = made(forum="payment-order", facts=evolve(FACTS, **facts))

    assert [code] == [finding.code for finding in found.payment_order]
    assert [code] == [finding.code for finding in found.stops]
    assert () == made(forum="payment-order").payment_order


def test_an_open_dispute_makes_an_objection_likely_and_stops_nothing() -> None:
    hold = Hold(
        id="D-1",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=date(2026, 11, 5),
        item=BILL.lines[1].id,
        amount="20.00",
    )
    found = made(forum="payment-order", account=Account.of([BILL, hold]))

    assert ["open-dispute"] == [finding.code for finding in found.payment_order]
    assert () == found.stops


# -- what it costs --------------------------------------------------------------------------


def owing(amount: str) -> Account:
    """One line without penalty, due long ago."""
    line = evolve(BILL.lines[0], fen=Money(amount).fen)
    return Account.of([evolve(BILL, lines=[line], penalty=None)])


@pytest.mark.parametrize(
    ("amount", "ordinary", "summary", "order"),
    [
        ("6000.00", "50.00", "25.00", "16.67"),
        ("10000.00", "50.00", "25.00", "16.67"),
        ("25000.00", "425.00", "212.50", "141.67"),
        ("120000.00", "2700.00", "1350.00", "900.00"),
    ],
)
def test_the_court_fee_of_each_way(amount: str, ordinary: str, summary: str, order: str) -> None:
    costs = {track: str(fee.amount) for track, fee in made(account=owing(amount)).fees}

    assert (ordinary, summary, order) == (
        costs[Track.ORDINARY],
        costs[Track.SUMMARY],
        costs[Track.PAYMENT_ORDER],
    )


def test_beyond_the_brackets_kept_the_fee_is_told_as_open() -> None:
    found = made(account=owing("1000000.01"))

    assert () == found.fees
    assert any("诉讼费用未估算" in doubt for doubt in found.doubts)
    assert made(account=owing("1000000.00")).fees


@pytest.mark.parametrize(
    ("amount", "outcome"),
    [
        ("50000.00", "applies"),
        ("50000.01", "by-agreement"),
        ("200000.00", "by-agreement"),
        ("200000.01", "too-large"),
    ],
)
def test_small_claims_by_the_wage_of_the_place(amount: str, outcome: str) -> None:
    found = made(account=owing(amount)).small_claims

    assert found is not None
    assert outcome == found.outcome


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"simple": False}, "not-simple"),
        ({"debtor_present": False}, "excluded"),
        ({"exclusions": [Exclusion.APPRAISAL]}, "excluded"),
    ],
)
def test_what_keeps_a_case_out_of_small_claims(facts: dict[str, Any], outcome: str) -> None:
    found = made(facts=evolve(FACTS, **facts)).small_claims

    assert found is not None
    assert outcome == found.outcome


def test_without_a_wage_small_claims_are_not_looked_at() -> None:
    assert made(facts=evolve(FACTS, wage=None)).small_claims is None


# -- the whole ------------------------------------------------------------------------------


def test_nothing_owed_makes_an_empty_file() -> None:
    paid = Account.of([BILL]).receive(Payment("wx-1", "300.00", on=BILL.due)).account
    found = made(account=paid)

    assert (Money("0"), (), (), ()) == (
        found.sheet.total,
        found.limitation,
        found.demands,
        found.fees,
    )
    assert found.pack is None
    assert found.small_claims is None
    assert "没有可以请求的欠费" in found.text()


def test_limitation_is_listed_by_day_with_what_it_leaves_open() -> None:
    old = evolve(BILL, id="old", on=date(2023, 1, 1), due=date(2023, 1, 31), penalty=None)
    line = evolve(BILL.lines[0], basis=BILL.lines[0].basis)
    old = evolve(old, lines=[evolve(line, id="old:property", service=Period.month(2023, 1))])
    found = made(letter(), account=Account.of([BILL, old]))

    assert [("old", "ended"), (BILL.id, "later")] == [
        (each.bill, each.ends) for each in found.limitation
    ]
    assert "最早于2026-01-31届满，已届满，对方可以抗辩" in found.text()
    assert "old:property" in [row.line for row in found.sheet.rows]  # a defence, no bar
    assert any("未顺延" in doubt for doubt in found.doubts)
    weekdays = made(letter(), account=Account.of([old]), rest_day=lambda day: day.weekday() >= 5)
    assert date(2026, 2, 2) == weekdays.limitation[0].last


def test_what_old_books_leave_open_stays_open() -> None:
    old = opening.Opening(
        unit="3-1-502",
        debtor="O-17",
        item=opening.Named("property", "物业服务费"),
        basis=opening.stated("840.00"),
        source="欠费.xlsx第3行",
    )
    bills = opening.bring_forward([old], creditor="锦苑物业", taken=date(2026, 10, 1)).bills
    (day,) = (bill.period for bill in bills)
    found = made(letter(day), account=Account.of(bills), rates=[(date(2025, 5, 20), "0.03")])

    assert ("840.00", None) == (str(found.sheet.total), found.sheet.rows[0].due)
    assert [["no-due-day"]] == codes(found)
    assert ["unknown"] == [each.ends for each in found.limitation]
    assert any("到期日不明" in doubt for doubt in found.doubts)
    assert "交费期限：不明" in (found.pack.text() if found.pack else "")
    assert "不明" in found.sheet.table()[1]


def test_the_evidence_is_about_what_is_claimed() -> None:
    hold = Hold(
        id="D-1",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=BILL.on,
        item=BILL.lines[1].id,
        amount="20.00",
    )
    found = made(letter(), account=Account.of([BILL, hold]))

    assert found.pack is not None
    assert (BILL.lines[0].id,) == found.pack.lines
    assert {"起诉物业费", "起诉公摊费用", "起诉并请求违约金"} == set(found.pack.purposes)
    order = made(letter(), forum="payment-order").pack
    assert order is not None
    assert ("申请支付令",) == order.purposes


def test_the_text_tells_all_of_it() -> None:
    told = made(letter(), rates=[(date(2025, 5, 20), "0.03")], owner=OWNER).text()

    for each in (
        "债务人：赵**（O-17）",
        "以上合计305.13元（人民币叁佰零伍元壹角叁分）",
        "280.00 元 × 0.0003/天 × 57 天 = 4.788 元",
        "按LPR的1.3倍估算为1.83元",
        "最早于2029-11-05届满",
        "催缴函，2026-11-05）：没有发现问题",
        "支付令：16.67元",
        "适用小额诉讼",
        "缺少：物业服务合同",
        "供人审阅，不是法律意见，也没有对外发送",
        "法答网答问未核实原文",
    ):
        assert each in told


def test_the_text_tells_apart_what_stops_and_what_to_look_at() -> None:
    told = made(letter(days=14, on=date(2026, 12, 20)), facts=evolve(FACTS, preserved=True)).text()

    assert "不能继续：催告给予的期限到2027-01-03届满" in told
    assert "请核对：催告只给14日" in told
    assert "不能继续：已申请诉前保全" in told


def test_names_are_masked_unless_the_reader_may_see_them() -> None:
    note = Paper(
        kind="correspondence", name="赵某某来函", on=TODAY, kept="档案 9", says="13800000017"
    )
    found = made(archive=Archive(papers=[note]), owner=OWNER)

    for told in (found.text(), found.html()):
        assert "赵某某" not in told
        assert "赵**来函" in told
    for told in (found.text(MANAGER), found.html(MANAGER)):
        assert "赵某某来函" in told
    assert "赵某某" not in repr(found)
    assert "锦苑3-1-502" not in repr(FACTS)
    with pytest.raises(RuleError, match="names may not be shown"):
        found.html(evolve(MANAGER, posts=[(date(2027, 1, 1), [])]))


def test_an_unknown_forum_is_refused() -> None:
    with pytest.raises(RuleError, match="no such forum"):
        made(forum="duel")


class Reader(HTMLParser):
    """Reads the tags and attributes of a page as a browser would."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}


@given(
    name=st.sampled_from(
        ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</section>", "&amp;"]
    )
)
def test_hostile_names_stay_text(name: str) -> None:
    def tags(name: str) -> Reader:
        bill: Bill = evolve(BILL, creditor=name, unit=name)
        found = made(letter(name=name), account=Account.of([bill]), owner=Owner("O-17", name))
        return Reader(found.html(MANAGER))

    hostile, plain = tags(name), tags("赵某某")
    assert plain.tags == hostile.tags
    assert {"lang", "charset"} == hostile.attributes
