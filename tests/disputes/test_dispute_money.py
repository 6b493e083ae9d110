"""What disputes do to money: numbers worked by hand, through accounts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from community import october
from wuye import Account, Money, Payment, disputes, dunning
from wuye.disputes import (
    Decided,
    Judged,
    Mediated,
    Mediating,
    Policy,
    Reopened,
    Step,
    Withdrawn,
    counted_by_cause,
    red_letter_requests,
)
from wuye.errors import ConflictError, ExceedsError, RuleError, TransitionError
from wuye.exchange import to_columns
from wuye.ledger import Application, Close, CreditNote, Document, Pause, Refund, State
from wuye.payments import instalments

BILL = october().of_unit("3-1-502")[0]  # 280.00 property, 20.00 hall-power, due 25 October
POWER = BILL["hall-power"].id
EARLY = date(2026, 10, 20)
LODGED = date(2026, 11, 5)
DECIDED = date(2026, 12, 1)
DAY = date(2026, 12, 21)


def lodge(
    policy: Policy | None = None, *, on: date = LODGED, amount: str | None = None, **given: Any
) -> Step:
    return disputes.lodge(
        "D-1", BILL, "hall-power", ground="amount", on=on, amount=amount, policy=policy, **given
    )


def account(*steps: Step, first: Iterable[Document] = ()) -> Account:
    account = Account.of([BILL, *first])
    for step in steps:
        account = disputes.post(account, step).account
    return account


def on_day(account: Account, day: date = DAY) -> State:
    return account.on(day)


# -- held, and asked for --------------------------------------------------------------------------


def test_of_300_with_20_disputed_280_are_chased_with_their_penalty() -> None:
    state = on_day(account(lodge(on=EARLY)))
    decision = dunning.decide(state, dunning.MESSAGE_THEN_LETTER)
    (action,) = decision.actions

    assert ("280.00", "4.79") == (str(action.principal), str(action.penalty))
    assert ("280.00", "4.79") == (str(state.quote().principal), str(state.quote().penalty))


@pytest.mark.parametrize("penalty", ["stops", "runs"])
def test_whether_penalty_stops_or_runs_280_bear_4_79_of_what_is_asked(penalty: Any) -> None:
    state = on_day(account(lodge(Policy(penalty=penalty))))
    held = {"stops": "0.06", "runs": "0.34"}[penalty]  # 20.00 over 10 days, or over 57

    assert ("4.79", held) == (str(state.quote().penalty), str(state.item(POWER).penalty_held))


def test_rejected_with_its_days_restored_5_13_are_owed_as_if_never_disputed() -> None:
    opened = lodge(Policy(held_days="restored"), on=EARLY)
    rejected = disputes.advance(opened.case, Decided("0"), on=DECIDED)
    withdrawn = disputes.advance(opened.case, Withdrawn(), on=DECIDED)
    never = on_day(Account.of([BILL]))

    for ended in (rejected, withdrawn):
        state = on_day(account(opened, ended))
        assert "5.13" == str(state.penalty)
        assert never.totals == state.totals
        assert never.open_items == state.open_items


def test_rejected_where_penalty_ran_nothing_has_changed() -> None:
    opened = lodge(Policy(penalty="runs"), on=EARLY)
    ended = disputes.advance(opened.case, Decided("0"), on=DECIDED)

    assert on_day(Account.of([BILL])).totals == on_day(account(opened, ended)).totals


def test_fully_upheld_the_line_is_as_if_never_charged() -> None:
    opened = lodge(on=LODGED)
    ended = disputes.advance(opened.case, Decided("20.00"), on=DECIDED)
    state = on_day(account(opened, ended))

    without = on_day(Account.of([evolve(BILL, lines=BILL.lines[:1])]))
    assert BILL.lines[0].code == "property"
    assert without.outstanding == state.outstanding
    assert without.quote() == state.quote()
    assert ("0.00", "0.00") == (
        str(state.item(POWER).principal),
        str(state.item(POWER).penalty_accrued),
    )


def test_reopened_the_rest_is_held_again_from_that_day() -> None:
    """20.00 disputed, 8.00 credited; 12.00 bear 26 to 4 November, and 1 to 9 December."""
    opened = lodge(Policy(held_days="forgiven"))
    decided = disputes.advance(opened.case, Decided("8.00"), on=DECIDED)
    again = disputes.advance(decided.case, Reopened(), on=date(2026, 12, 10))
    item = on_day(account(opened, decided, again)).item(POWER)

    assert ("12.00", "12.00") == (str(item.principal), str(item.held))
    assert "0.07" == str(item.penalty_accrued)  # 12.00 × 19 days × 0.03 % = 0.0684
    assert ["D-1:2"] == [hold.id for hold in item.holds]


def test_a_judgment_credits_like_a_decision() -> None:
    opened = lodge(Policy(held_days="restored"))
    sued = disputes.advance(opened.case, disputes.Sued("某区人民法院"), on=date(2026, 11, 9))
    judged = disputes.advance(sued.case, Judged("5.00", number="某0101民初1号"), on=DECIDED)
    decided = disputes.advance(opened.case, Decided("5.00"), on=DECIDED)

    assert on_day(account(opened, decided)).totals == on_day(account(opened, sued, judged)).totals


def test_one_amount_will_do_when_one_line_is_left() -> None:
    """20.00 of hall power were upheld; the judgment is about the property fee alone."""
    opened = disputes.lodge(
        "D-1",
        BILL,
        ["property", "hall-power"],
        ground="amount",
        on=LODGED,
        policy=Policy(held_days="restored"),
    )
    decided = disputes.advance(opened.case, Decided({"hall-power": "20.00"}), on=LODGED)
    sued = disputes.advance(decided.case, disputes.Sued("某区人民法院"), on=DECIDED)
    judged = disputes.advance(sued.case, Judged("30.00"), on=DECIDED)

    assert ["30.00", "20.00"] == [str(point.upheld) for point in judged.case.points]
    assert "250.00" == str(on_day(account(opened, decided, sued, judged)).quote().principal)


def test_what_is_held_by_two_disputes_is_decided_one_by_one() -> None:
    first = lodge(Policy(held_days="restored"), amount="12.00")
    second = disputes.lodge(
        "D-2",
        BILL,
        "hall-power",
        ground="share-not-published",
        on=LODGED,
        amount="8.00",
        policy=Policy(held_days="restored"),
    )
    both = account(first, second)
    one = disputes.post(both, disputes.advance(first.case, Decided("12.00"), on=DECIDED)).account

    assert [("D-1", "12.00"), ("D-2", "8.00")] == [
        (hold.id, str(hold.principal)) for hold in both.on(DAY).item(POWER).holds
    ]
    assert [("D-2", "8.00")] == [
        (hold.id, str(hold.principal)) for hold in one.on(DAY).item(POWER).holds
    ]
    assert "8.00" == str(one.on(DAY).item(POWER).principal)


# -- paid already ---------------------------------------------------------------------------------


def paid(policy: Policy, upheld: str = "20.00") -> tuple[Account, Account]:
    """300.00 paid in time, 20.00 disputed afterwards; before and after the decision."""
    opened = lodge(policy)
    before = Account.of([BILL]).receive(Payment("wx-1", "300.00", on=date(2026, 10, 25))).account
    before = disputes.post(before, opened).account
    ended = disputes.advance(opened.case, Decided(upheld, "restored"), on=DECIDED)
    return before, disputes.post(before, ended).account


def test_what_was_paid_and_is_not_owed_waits_as_prepayment() -> None:
    _, after = paid(Policy())

    assert "20.00" == str(after.on(DAY).prepaid)
    assert not [d for d in after.documents if isinstance(d, Refund)]


def test_or_goes_back_as_a_refund_where_the_policy_has_it_so() -> None:
    before, after = paid(Policy(pays_back="refund"), "5.00")
    state = after.on(DAY)

    assert ("5.00", "0.00") == (str(state.refunded), str(state.prepaid))
    assert ["D-1:refund"] == [d.id for d in after.documents if isinstance(d, Refund)]
    assert "0.00" == str(before.on(DAY).refunded)


def test_penalty_that_was_paid_on_it_goes_back_too() -> None:
    """Paid on 21 December with 5.13 of penalty, of which 0.34 are on the 20.00."""
    whole = Account.of([BILL]).receive(Payment("wx-1", "305.13", on=DAY)).account
    opened = lodge(Policy(pays_back="refund"), on=DAY)
    ended = disputes.advance(opened.case, Decided("20.00"), on=date(2026, 12, 22))
    after = disputes.post(disputes.post(whole, opened).account, ended)

    # each line bears its own: 280.00 × 57 days 4.79, 20.00 × 57 days 0.34
    assert "20.34" == str(after.account.on(date(2026, 12, 22)).refunded)
    assert () == disputes.post(after.account, ended).documents


def test_each_round_has_a_refund_of_its_own() -> None:
    """One line is upheld at once and the other only when the case was reopened."""
    policy = Policy(pays_back="refund", held_days="restored")
    opened = disputes.lodge(
        "D-1", BILL, ["hall-power", "property"], ground="amount", on=LODGED, policy=policy
    )
    whole = Account.of([BILL]).receive(Payment("wx-1", "300.00", on=EARLY)).account
    now = disputes.post(whole, opened).account
    case = opened.case
    for event in (Decided({"hall-power": "20.00"}), Reopened(), Decided({"property": "30.00"})):
        step = disputes.advance(case, event, on=DECIDED)
        now, case = disputes.post(now, step).account, step.case

    assert [("D-1:2:refund", "20.00"), ("D-1:3:refund", "30.00")] == [
        (d.id, str(d.amount)) for d in now.documents if isinstance(d, Refund)
    ]


def test_what_was_applied_elsewhere_meanwhile_is_not_paid_out() -> None:
    opened = lodge(Policy(pays_back="refund"))
    ended = disputes.advance(opened.case, Decided("20.00"), on=DECIDED)
    unpaid = account(opened)

    assert "0.00" == str(disputes.post(unpaid, ended).account.on(DAY).refunded)


def test_what_other_lines_were_paid_too_much_stays() -> None:
    whole = Account.of([BILL]).receive(Payment("wx-1", "300.00", on=EARLY)).account
    other = CreditNote(
        id="C-1",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=BILL.on,
        item=BILL["property"].id,
        amount="7.00",
        reason="更正",
        booked=LODGED,
    )
    opened = lodge(Policy(pays_back="refund"))
    now = disputes.post(whole.post(other).account, opened).account
    ended = disputes.advance(opened.case, Decided("20.00"), on=DECIDED)
    state = disputes.post(now, ended).account.on(DAY)

    assert ("20.00", "7.00") == (str(state.refunded), str(state.prepaid))


def test_restricted_money_goes_back_as_restricted() -> None:
    tied = Payment("wx-1", "20.00", on=EARLY, restricted=["hall-power"])
    opened = lodge(Policy(pays_back="refund"))
    before = disputes.post(Account.of([BILL]).receive(tied).account, opened).account
    ended = disputes.advance(opened.case, Decided("20.00"), on=DECIDED)
    posted = disputes.post(before, ended)
    (back,) = [d for d in posted.documents if isinstance(d, Refund)]
    (freed,) = [d for d in posted.documents if isinstance(d, Application)]

    assert ("20.00", ("hall-power",)) == (str(back.amount), back.restricted)
    assert ("hall-power",) == freed.restricted


def test_a_credit_on_an_invoiced_line_asks_for_a_red_letter() -> None:
    opened = lodge()
    ended = disputes.advance(opened.case, Decided("5.00", "restored"), on=DECIDED)
    (request,) = red_letter_requests(ended.effects, {POWER: "26000000000000000001"})

    assert ("26000000000000000001", "5.00", DECIDED) == (
        request.invoice,
        str(request.gross),
        request.on,
    )
    assert () == red_letter_requests(ended.effects, {BILL["property"].id: "2"})


# -- closed months --------------------------------------------------------------------------------


def closed(through: date) -> Close:
    return Close(
        id=f"close:{through}",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        through=through,
        booked=through,
    )


def test_in_a_closed_month_all_is_booked_in_the_open_one() -> None:
    opened = lodge(Policy(held_days="restored"))
    first = account(opened, first=[])
    shut = first.post(closed(date(2026, 11, 30))).account
    late = disputes.advance(
        opened.case, Decided("20.00"), on=date(2026, 11, 20), booked=date(2026, 12, 2)
    )
    after = disputes.post(shut, late).account
    november = date(2026, 11, 30)

    assert first.on(november, november) == after.on(november, november)  # as it was reported
    assert "0.00" == str(after.on(november).item(POWER).principal)
    with pytest.raises(RuleError, match="closed"):
        disputes.post(shut, disputes.advance(opened.case, Decided("20.00"), on=date(2026, 11, 20)))


# -- mediation ------------------------------------------------------------------------------------


def test_a_plan_about_one_yuan_does_not_leave_the_rest_of_the_line_alone() -> None:
    opened = disputes.lodge(
        "D-1",
        BILL,
        "property",
        ground="area",
        on=LODGED,
        amount="1.00",
        policy=Policy(held_days="restored"),
    )
    asked = disputes.advance(opened.case, Mediating("某街道调解委员会"), on=LODGED)

    def settled(total: str) -> Step:
        plan = instalments.plan(total, 2, date(2027, 1, 10))
        agreed = Mediated(mediator="某委员会", effective=DECIDED, agreed="分期", plan=plan)
        return disputes.advance(asked.case, agreed, on=DECIDED)

    before = account(opened)
    for total in ("1.00", "279.99"):
        with pytest.raises(RuleError, match=r"agree on a plan for 280\.00, or on none"):
            disputes.post(before, settled(total))
        assert account(opened) == before
    assert "plan" == on_day(disputes.post(before, settled("280.00")).account).items[0].paused


def test_a_settlement_credits_a_part_and_pauses_the_rest_by_a_plan() -> None:
    opened = disputes.lodge(
        "D-1",
        BILL,
        ["property", "hall-power"],
        ground="service-not-given",
        on=LODGED,
        policy=Policy(held_days="forgiven"),
    )
    asked = disputes.advance(opened.case, Mediating("某街道调解委员会"), on=date(2026, 11, 9))
    plan = instalments.plan("270.00", 3, date(2026, 12, 10))
    settled = Mediated(
        mediator="某街道调解委员会",
        effective=DECIDED,
        agreed="减收三十元，余款分三期交清",
        upheld={"property": "30.00"},
        plan=plan,
    )
    step = disputes.advance(asked.case, settled, on=DECIDED)
    state = on_day(account(opened, asked, step), date(2026, 12, 5))
    (pause,) = [effect for effect in step.effects if isinstance(effect, Pause)]
    decision = dunning.decide(state, dunning.MESSAGE_THEN_LETTER)

    assert ("D-1:plan", plan) == (pause.id, pause.plan)
    assert "270.00" == str(Money.total(item.principal for item in state.items))
    assert () == decision.actions
    assert {"plan"} == {left.reason for left in decision.withheld}
    assert "in-part" == step.case.outcome
    assert "调解协议" in [getattr(effect, "reason", "") for effect in step.effects]


def test_a_settlement_of_all_needs_no_plan_and_names_who_mediated() -> None:
    case = disputes.advance(lodge().case, Mediating(), on=LODGED).case
    plan = instalments.plan("20.00", 2, date(2027, 1, 10))
    settled = Mediated(
        mediator="某街道调解委员会", effective=DECIDED, agreed="全部减免", upheld="20.00", plan=plan
    )

    with pytest.raises(RuleError, match="nothing is left to pay"):
        disputes.advance(case, settled, on=DECIDED)
    early = evolve(settled, effective=LODGED - timedelta(days=1), plan=None)
    with pytest.raises(TransitionError, match="before the dispute was lodged"):
        disputes.advance(case, early, on=DECIDED)
    with pytest.raises(RuleError, match="who mediated"):
        Mediated(mediator="", effective=DECIDED, agreed="减免")


# -- counted --------------------------------------------------------------------------------------


def test_disputes_are_counted_by_cause() -> None:
    policy = Policy(held_days="restored")

    def case(number: int, ground: str, event: disputes.Event | None) -> disputes.Dispute:
        case = disputes.lodge(
            f"D-{number}", BILL, "hall-power", ground=ground, on=LODGED, policy=policy
        ).case
        return disputes.advance(case, event, on=DECIDED).case if event else case

    cases = [
        case(1, "area", Decided("20.00")),
        case(2, "area", Decided("5.00")),
        case(3, "area", Withdrawn()),
        case(4, "vacant", Decided("0")),
        case(5, "vacant", None),
    ]
    area, vacant = counted_by_cause(cases)

    assert ("area", 3, 1, 1, 0, 1, 0) == (
        area.ground,
        area.lodged,
        area.upheld,
        area.in_part,
        area.rejected,
        area.withdrawn,
        area.open,
    )
    assert ("60.00", "25.00") == (str(area.disputed), str(area.credited))
    assert ("房屋空置", 2, 1, 1, "0.00") == (
        vacant.zh,
        vacant.lodged,
        vacant.rejected,
        vacant.open,
        str(vacant.credited),
    )
    assert counted_by_cause(cases) == counted_by_cause(reversed(cases))
    assert [2500, 0] == to_columns([area, vacant])["credited_fen"]
    assert ["upheld", "in-part", "withdrawn", "rejected", None] == to_columns(cases)["outcome"]


def test_a_step_that_the_account_refuses_changes_nothing() -> None:
    opened = lodge()
    held = account(opened)
    other = disputes.lodge("D-2", BILL, "hall-power", ground="area", on=LODGED)

    with pytest.raises(ExceedsError, match=r"up to 0\.00"):
        disputes.post(held, other)
    assert account(opened) == held


def test_a_dispute_that_is_lodged_twice_is_posted_once() -> None:
    held = account(lodge())

    assert () == disputes.post(held, lodge()).documents
    assert held == disputes.post(held, lodge()).account
    with pytest.raises(ConflictError, match="other content"):
        disputes.post(held, lodge(amount="5.00"))


def test_a_step_that_is_posted_again_gives_back_no_money_of_another_dispute() -> None:
    """10.00 go back for the first dispute; 5.00 of the second wait as prepayment."""
    back = Policy(held_days="restored", pays_back="refund")
    paid = account(lodge(back, amount="10.00")).receive(
        Payment("wx-1", "300.00", on=date(2026, 11, 6), designated=[POWER, BILL["property"].id])
    )
    first = disputes.advance(lodge(back, amount="10.00").case, Decided("10.00"), on=DECIDED)
    opened = disputes.lodge(
        "D-2", BILL, "hall-power", ground="area", on=DECIDED, amount="5.00", policy=Policy()
    )
    second = disputes.advance(opened.case, Decided("5.00"), on=DECIDED)
    both = paid.account
    for step in (first, opened, second):
        both = disputes.post(both, step, to="原支付账户").account
    closed_file = disputes.advance(first.case, disputes.Closed(), on=date(2026, 12, 5))

    assert ("10.00", "5.00") == (str(on_day(both).refunded), str(on_day(both).prepaid))
    for step in (first, closed_file):
        assert () == disputes.post(both, step, to="原支付账户").documents


def test_what_was_typed_as_the_reason_stays_out_of_every_repr() -> None:
    step = disputes.advance(
        lodge().case, Decided("1.00", "restored", "赵某某 13800000017 面积不符"), on=DECIDED
    )
    (credit, *_) = step.effects

    assert isinstance(credit, CreditNote)
    assert "赵某某 13800000017 面积不符" == credit.reason
    requests = red_letter_requests(step.effects, {POWER: "1"})
    for shown in (repr(step), repr(step.case.log), repr(requests)):
        assert "赵某某" not in shown
        assert "13800000017" not in shown
