"""The claim sheet: what is asked for to a day, what is not and why, and that it adds up."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import community
from wuye import Account, Bill, Money, Payment, Period, fees
from wuye.capitals import from_capitals
from wuye.dunning.legal.claim_sheets import ClaimSheet, claim_sheet
from wuye.errors import NotInForceError, WuyeError
from wuye.ledger import Document, Hold, Pause, RoundingOff, State, WaiverNote, WriteOff
from wuye.payments import instalments

BILL = community.october().of_unit("3-1-502")[0]  # 280.00 and 20.00, due 25 October, 0.03 %
PROPERTY, POWER = (line.id for line in BILL.lines)
TODAY = date(2026, 12, 21)
OWED: dict[str, Any] = {"creditor": BILL.creditor, "debtor": BILL.debtor}
LPR = [(date(2025, 5, 20), "0.03")]


def state(*documents: Document, on: date = TODAY) -> State:
    return Account.of([BILL, *documents]).on(on)


def hold(amount: str, item: str = PROPERTY, on: date = date(2026, 11, 5)) -> Hold:
    return Hold(id=f"D-{item}", on=on, item=item, amount=amount, **OWED)


def write_off(item: str = POWER) -> WriteOff:
    return WriteOff(id="W-1", on=TODAY, item=item, penalty="runs", reason="无法联系", **OWED)


def deferral(*items: str) -> Pause:
    return Pause(
        id="P-1",
        on=date(2026, 12, 1),
        items=items or (PROPERTY, POWER),
        penalty="runs",
        through=date(2027, 1, 31),
        **OWED,
    )


def sums(sheet: ClaimSheet) -> tuple[str, str, str]:
    return str(sheet.principal), str(sheet.penalty), str(sheet.total)


def left(sheet: ClaimSheet) -> list[tuple[str, str, str, str]]:
    return [
        (each.line.rpartition(":")[2], str(each.principal), str(each.penalty), each.reason)
        for each in sheet.left_out
    ]


# -- the numbers ----------------------------------------------------------------------------


def test_principal_and_penalty_to_the_day_with_their_segments() -> None:
    """300.00 due 25 October at 0.03 %: 57 days make 5.13."""
    sheet = claim_sheet(state(), "suit")

    assert ("300.00", "5.13", "305.13") == sums(sheet)
    assert [(57, "280.00"), (57, "20.00")] == [
        (segment.counted, str(segment.principal)) for row in sheet.rows for segment in row.segments
    ]
    assert (
        "1. 请求判令被告支付物业费等本金300.00元。",
        "2. 请求判令被告支付逾期付款违约金5.13元（计至2026-12-21，之后按约定计至实际付清之日）。",
        "3. 以上合计305.13元（人民币叁佰零伍元壹角叁分）。",
        "4. 请求判令被告负担本案诉讼费用。",
    ) == sheet.requests()


def test_a_late_booked_payment_stops_the_penalty_from_its_own_day() -> None:
    payment = Payment("wx-4200", "100.00", on=date(2026, 11, 3))
    account = Account.of([BILL]).receive(payment, booked=date(2026, 12, 20)).account

    assert ("200.00", "3.69", "203.69") == sums(claim_sheet(account.on(TODAY), "suit"))
    assert ("300.00", "5.13", "305.13") == sums(
        claim_sheet(account.on(TODAY, known=date(2026, 12, 19)), "suit")
    )


def test_what_was_given_up_or_paid_of_a_penalty_is_taken_off_and_told() -> None:
    about: dict[str, Any] = {**OWED, "on": TODAY, "item": PROPERTY}
    waived = WaiverNote(
        **about,
        id="N-1",
        principal="0",
        penalty="1.20",
        reason="困难家庭",
        evidence="低保证",
        approval="经理",
    )
    off = RoundingOff(**about, id="N-2", penalty="0.09", limit="0.09")
    sheet = claim_sheet(state(waived, off), "suit")

    assert "3.50" == str(sheet.rows[0].penalty)  # 4.79 less 1.29
    assert sheet.rows[0].worked.endswith("四舍五入到分：4.79 元；减免、抹零1.29 元")
    assert sheet.rows[1].worked.endswith("0.34 元")


def test_without_a_clause_no_penalty_is_asked_for() -> None:
    run = fees.issue(
        community.estate(),
        community.schedule(daily=None),
        community.OCTOBER,
        costs=community.COSTS,
    )
    sheet = claim_sheet(Account.of(run.of_debtor("O-17")).on(TODAY), "payment-order")

    assert ("300.00", "0.00", "300.00") == sums(sheet)
    assert not any("违约金" in request for request in sheet.requests())
    assert {"合同没有违约金条款"} == {row[-1] for row in sheet.table()[1:]}


@pytest.mark.parametrize(
    ("forum", "words"),
    [
        ("suit", "请求判令被告"),
        ("arbitration", "请求裁决被申请人"),
        ("payment-order", "请求发出支付令，督促被申请人"),
    ],
)
def test_each_forum_is_asked_in_its_own_words(forum: Any, words: str) -> None:
    assert claim_sheet(state(), forum).requests()[0].startswith(f"1. {words}支付")


def test_penalty_is_still_claimed_when_the_principal_is_paid() -> None:
    payment = Payment("wx-1", "300.00", on=date(2026, 12, 1))
    sheet = claim_sheet(Account.of([BILL]).receive(payment).account.on(TODAY), "suit")

    assert ("0.00", "3.33", "3.33") == sums(sheet)  # 37 days of 300.00
    assert "违约金3.33元" in sheet.requests()[0]


def waits(amount: str, *restricted: str) -> State:
    """Money that came before the bill, and was applied to nothing."""
    paid = Payment("wx-1", amount, on=BILL.on - timedelta(days=1), restricted=restricted)
    return Account(BILL.creditor, BILL.debtor).receive(paid).account.post(BILL).account.on(TODAY)


def test_prepayment_is_taken_off_once_and_never_below_nothing() -> None:
    sheet = claim_sheet(waits("20.00"), "suit")

    assert ("300.00", "5.13", "285.13") == sums(sheet)
    assert "已扣除预存20.00元" in sheet.requests()[2]
    assert "0.00" == str(claim_sheet(waits("500.00"), "suit").total)


def test_prepayment_for_something_else_is_not_taken_off() -> None:
    """Money for the lift alone pays nothing that is open; money for the power pays the power."""
    assert ("300.00", "5.13", "305.13") == sums(claim_sheet(waits("20.00", "lift"), "suit"))
    assert "20.34" == str(claim_sheet(waits("500.00", "hall-power"), "suit").credit)


# -- what is left out -----------------------------------------------------------------------


def test_what_is_disputed_is_not_claimed() -> None:
    """20.00 of 300.00 under dispute as a whole line: 280.00 and its 4.79 are left."""
    sheet = claim_sheet(state(hold("20.00", POWER, on=BILL.on)), "suit")

    assert ("280.00", "4.79", "284.79") == sums(sheet)
    assert [("hall-power", "20.00", "0.00", "disputed")] == left(sheet)


def test_each_hold_is_told_with_what_it_is_for() -> None:
    complaint = Hold(id="C-1", on=BILL.on, item=PROPERTY, amount="30.00", kind="complaint", **OWED)
    sheet = claim_sheet(state(hold("80.00", on=BILL.on), complaint), "suit")

    assert [("80.00", "disputed", "D-" + PROPERTY), ("30.00", "held", "C-1")] == [
        (str(each.principal), each.reason, each.hold) for each in sheet.left_out
    ]


def test_the_free_part_of_a_disputed_line_is_claimed() -> None:
    sheet = claim_sheet(state(hold("80.00")), "suit")

    assert "220.00" == str(sheet.principal)
    assert [("property", "80.00", "disputed")] == [(n, p, why) for n, p, _, why in left(sheet)]


@pytest.mark.parametrize(
    ("document", "reason"), [(write_off(), "written-off"), (deferral(POWER), "deferral")]
)
def test_what_is_given_up_or_put_off_is_left_out(document: Document, reason: str) -> None:
    sheet = claim_sheet(state(document), "suit")

    assert ("280.00", "4.79", "284.79") == sums(sheet)
    assert [("hall-power", "20.00", "0.34", reason)] == left(sheet)
    assert any("未列入请求" in note for note in sheet.notes())


@pytest.mark.parametrize(
    ("on", "claimed"),
    [(date(2026, 10, 24), "0.00"), (date(2026, 10, 25), "0.00"), (date(2026, 10, 26), "300.00")],
)
def test_what_is_not_overdue_is_left_out(on: date, claimed: str) -> None:
    sheet = claim_sheet(state(on=on), "suit")

    assert claimed == str(sheet.principal)
    assert (["not-due"] * 2 if claimed == "0.00" else []) == [row[-1] for row in left(sheet)]


def test_what_is_collected_for_another_is_no_claim_of_the_creditors() -> None:
    collected = evolve(BILL, collected=("hall-power",))
    sheet = claim_sheet(Account.of([collected]).on(TODAY), "suit")

    assert "280.00" == str(sheet.principal)
    assert [("hall-power", "20.00", "0.34", "collected-for-another")] == left(sheet)


def test_nothing_owed_asks_for_nothing() -> None:
    sheet = claim_sheet(Account("锦苑物业", "O-1").on(TODAY), "suit")

    assert ((), (), ()) == (sheet.rows, sheet.left_out, sheet.requests())


# -- the estimate ---------------------------------------------------------------------------


def test_the_estimate_stands_beside_the_penalty_and_never_in_the_total() -> None:
    """280.00 and 20.00 for 57 days at 3 % × 1.3 over 365: 1.71 and 0.12."""
    sheet = claim_sheet(state(), "suit", rates=LPR)

    assert "1.83" == str(sheet.estimate)
    assert claim_sheet(state(), "suit").total == sheet.total
    assert ["generally-too-high"] == [finding.code for finding in sheet.findings]
    assert any("是推论，不是法律规定" in note for note in sheet.notes())


def test_a_modest_clause_is_not_flagged() -> None:
    high = [(date(2025, 5, 20), "0.10")]  # 57 days at 13 %: 6.09 against 5.13

    assert () == claim_sheet(state(), "suit", rates=high).findings
    assert () == claim_sheet(state(), "suit").findings
    assert any("未估算" in note for note in claim_sheet(state(), "suit").notes())


def test_a_penalty_of_just_the_loss_and_thirty_per_cent_is_not_flagged() -> None:
    """3.65 % × 1.3 ÷ 365 is 0.013 % a day."""
    run = fees.issue(
        community.estate(),
        community.schedule(daily="0.00013"),
        community.OCTOBER,
        costs=community.COSTS,
    )
    now = Account.of(run.of_debtor("O-17")).on(TODAY)
    sheet = claim_sheet(now, "suit", rates=[(date(2025, 5, 20), "0.0365")])

    assert sheet.penalty == sheet.estimate
    assert () == sheet.findings
    lower = claim_sheet(now, "suit", rates=[(date(2025, 5, 20), "0.0360")])
    assert ["generally-too-high"] == [finding.code for finding in lower.findings]


def test_the_estimate_follows_payments_and_leaves_out_what_is_disputed() -> None:
    """280.00 for 9 days and 180.00 for 48 at 3.9 %: 1.19; 200.00 free of 280.00: 1.22."""
    payment = Payment("wx-1", "100.00", on=date(2026, 11, 3), designated=[PROPERTY])
    paid = Account.of([BILL]).receive(payment).account.on(TODAY)
    held = state(hold("80.00"))

    assert ["1.19", "0.12"] == [
        str(row.estimate.amount)
        for row in claim_sheet(paid, "suit", rates=LPR).rows
        if row.estimate
    ]
    free = claim_sheet(held, "suit", rates=LPR).rows[0]
    assert free.estimate is not None
    assert ("1.22", "3.42") == (str(free.estimate.amount), str(free.accrued))


def test_no_rate_is_guessed_for_days_before_the_table() -> None:
    with pytest.raises(NotInForceError):
        claim_sheet(state(), "suit", rates=[(date(2026, 11, 1), "0.03")])


@given(fen=st.integers(1, 10_000_000), days=st.integers(1, 2000), rate=st.integers(1, 900))
def test_the_estimate_is_simple_interest(fen: int, days: int, rate: int) -> None:
    line = evolve(BILL.lines[0], fen=fen)
    bill = evolve(BILL, lines=[line], penalty=None)
    on = BILL.due + timedelta(days=days)
    sheet = claim_sheet(Account.of([bill]).on(on), "suit", rates=[(BILL.due, f"0.{rate:04}")])

    exact = Fraction(fen) * rate / 10_000 * Fraction(13, 10) * days / 365
    assert sheet.estimate is not None
    assert int(exact + Fraction(1, 2)) == sheet.estimate.fen


# -- it adds up -----------------------------------------------------------------------------


def months() -> list[Bill]:
    """October, November and December; the last is due on 25 December."""
    runs = [
        fees.issue(
            community.estate(),
            community.schedule(),
            Period.month(2026, month),
            costs=community.COSTS,
        )
        for month in (10, 11, 12)
    ]
    return [bill for run in runs for bill in run.of_debtor("O-17")]


APART = {"disputed", "held", "written-off"}
LINES = [line.id for bill in months() for line in bill.lines]
happenings = st.lists(
    st.tuples(
        st.sampled_from(["pay", "restricted", "hold", "marked", "write-off", "deferral", "plan"]),
        st.integers(0, 90),
        st.integers(1, 40_000),
        st.sampled_from(LINES),
    ),
    max_size=6,
)


def lived(events: list[tuple[str, int, int, str]]) -> Account:
    """An account after what happened; what the ledger refuses did not happen."""
    account = Account.of(months())
    for number, (what, after, fen, line) in enumerate(events):
        on, amount = date(2026, 10, 2) + timedelta(days=after), Money.of_fen(fen)
        about: dict[str, Any] = {**OWED, "id": f"X-{number}", "on": on}
        try:
            if what in {"pay", "restricted"}:
                only = ["property"] if what == "restricted" else []
                payment = Payment(f"p-{number}", amount, on=on, restricted=only)
                account = account.receive(payment).account
                continue
            made: dict[str, Document] = {
                "hold": Hold(**about, item=line, amount=amount),
                "marked": Hold(**about, item=line, amount=amount, kind="complaint", penalty="runs"),
                "write-off": WriteOff(**about, item=line, penalty="stops", reason="无法联系"),
                "deferral": Pause(
                    **about, items=[line], penalty="stops", through=on + timedelta(days=20)
                ),
                "plan": Pause(
                    **about,
                    items=[line],
                    penalty="runs",
                    plan=instalments.plan(amount + Money("1"), 2, on + timedelta(days=1)),
                ),
            }
            account = account.post(made[what]).account
        except WuyeError:
            continue
    return account


@given(events=happenings, ahead=st.integers(0, 120))
def test_claimed_and_left_out_make_the_quote_of_the_day(
    events: list[tuple[str, int, int, str]], ahead: int
) -> None:
    """What is neither disputed nor written off is in the quote, and here claimed or put off."""
    seen = lived(events).on(date(2026, 10, 2) + timedelta(days=ahead))
    sheet, quote = claim_sheet(seen, "suit"), seen.quote()
    later = [each for each in sheet.left_out if each.reason not in APART]

    assert quote.principal == sheet.principal + Money.total(each.principal for each in later)
    assert quote.penalty == sheet.penalty + Money.total(each.penalty for each in later)
    if not later:
        assert (quote.covered, quote.total) == (sheet.credit, sheet.total)
    apart = [each for each in sheet.left_out if each not in later]
    assert quote.disputed + seen.written_off == Money.total(
        each.principal + each.penalty for each in apart
    )


@given(events=happenings)
def test_the_total_in_capitals_is_the_total(events: list[tuple[str, int, int, str]]) -> None:
    sheet = claim_sheet(lived(events).on(date(2027, 2, 1)), "suit")
    told = [each for each in sheet.requests() if "合计" in each]

    for each in told:
        assert sheet.total == from_capitals(each[each.index("（") + 1 : each.index("）")])
    assert bool(sheet.rows) == bool(told)
