"""What is decided: the stage and its means, what stands before a stage, what is left alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from debtor import Weekdays, account, bill, items, says
from wuye import Account, Money, Payment
from wuye.dunning import (
    Answered,
    Approved,
    Broken,
    Cap,
    Closed,
    Decision,
    Delivered,
    Failed,
    HandedOver,
    Hardship,
    Means,
    Override,
    Policy,
    Profile,
    Promised,
    Sent,
    Stage,
    When,
    decide,
)
from wuye.dunning.events import Event
from wuye.errors import ConflictError, PeriodError, RuleError
from wuye.law.contact import History, Stop
from wuye.law.interruptions import Evidence
from wuye.ledger import Hold, Pause, WriteOff
from wuye.payments.instalments import Instalment, Plan, Promise

OCTOBER = bill(10)
DUE = OCTOBER.due
ONE_DAY = timedelta(days=1)
POLICY = Policy(
    "到诉讼",
    [
        Stage("提醒", When(), ["message", "phone"]),
        Stage("催缴函", When(days=31), ["letter", "registered"], proof="arrived", deadline=15),
        Stage("律师函", When(days=60), ["lawyers-letter"]),
        Stage("起诉", When(days=61), ["suit"], approved=True),
    ],
    cool_down=0,
)
ALONE: dict[str, Any] = {"creditor": "锦苑物业", "debtor": "O-17"}


def after(days: int) -> date:
    return DUE + timedelta(days=days)


def sent(stage: str, days: int, **more: Any) -> Sent:
    deadline = 15 if stage == "催缴函" else None
    told: dict[str, Any] = {"means": "letter", "items": items(OCTOBER), "deadline": deadline} | more
    return Sent(id=f"{stage}-{days}", on=after(days), stage=stage, **told)


def arrived(stage: str, days: int, on: int, evidence: Evidence = Evidence.MESSAGE) -> Delivered:
    notice = f"{stage}-{days}"
    return Delivered(id=f"D-{notice}", on=after(on), notice=notice, evidence=evidence)


def decided(
    days: int, *events: Event, policy: Policy = POLICY, of: Account | None = None, **more: Any
) -> Decision:
    return decide((of or account(10)).on(after(days)), policy, events, **more)


# -- stages -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "expected", "again"),
    [(0, "not-overdue", 1), (1, "提醒", 2), (31, "提醒", 32)],
)
def test_the_first_stage_comes_first_whatever_the_day(days: int, expected: str, again: int) -> None:
    decision = decided(days)

    assert (expected, after(again)) == (says(decision), decision.again)


@pytest.mark.parametrize(("days", "expected"), [(30, "attempts"), (31, "催缴函"), (32, "催缴函")])
def test_the_next_stage_is_waited_for(days: int, expected: str) -> None:
    decision = decided(days, sent("提醒", 1))

    assert expected == says(decision)
    assert after(max(days + 1, 31)) == decision.again


def test_attempts_lie_their_days_apart() -> None:
    twice = Policy("x", [Stage("提醒", When(), ["message"], attempts=2, every=5)], cool_down=0)
    first, second = sent("提醒", 1), sent("提醒", 6)

    assert ["cool-down", "提醒"] == [says(decided(d, first, policy=twice)) for d in (5, 6)]
    assert after(6) == decided(2, first, policy=twice).again
    assert "attempts" == says(decided(90, first, second, policy=twice))
    assert decided(90, first, second, policy=twice).again is None


def test_the_proof_of_a_notice_is_awaited_and_nothing_goes_on_without() -> None:
    told = [sent("提醒", 1), sent("催缴函", 31)]
    waiting = decided(60, *told)

    assert ("proof-awaited", None) == (says(waiting), waiting.again)
    assert "律师函" == says(decided(60, *told, arrived("催缴函", 31, 33)))


def test_posted_on_the_door_proves_nothing() -> None:
    stages = [evolve(POLICY.stages[1], proof="proved"), POLICY.stages[2]]
    policy = Policy("x", stages, cool_down=0)
    weak = arrived("催缴函", 31, 33, Evidence.POSTED)

    assert "proof-awaited" == says(decided(60, sent("催缴函", 31), weak, policy=policy))
    told = arrived("催缴函", 31, 33, Evidence.SIGNED)
    assert "律师函" == says(decided(60, sent("催缴函", 31), told, policy=policy))


def test_what_waits_for_proof_is_sent_again_while_there_are_attempts() -> None:
    stages = [evolve(POLICY.stages[1], attempts=2, every=10), POLICY.stages[2]]
    policy = Policy("x", stages, cool_down=0)

    assert "催缴函" == says(decided(60, sent("催缴函", 31), policy=policy))
    again = decided(60, sent("催缴函", 31), sent("催缴函", 55), policy=policy)
    assert "proof-awaited" == says(again)


# -- going to law -----------------------------------------------------------------------

DEMANDED = (sent("提醒", 1), sent("催缴函", 31), sent("律师函", 60))
APPROVED = Approved(id="A", on=after(61), stage="起诉", by="经理")


@pytest.mark.parametrize(("days", "expected"), [(64, "deadline-runs"), (65, "起诉"), (66, "起诉")])
def test_a_suit_waits_for_the_day_after_the_deadline(days: int, expected: str) -> None:
    """It arrived on the 49th day and gives 15 days: through the 64th."""
    told = (*DEMANDED, arrived("催缴函", 31, 49), APPROVED)
    decision = decided(days, *told)

    assert expected == says(decision)
    assert after(65 if days < 65 else days + 1) == decision.again


def test_a_deadline_that_ends_on_a_day_of_rest_ends_on_the_next_working_day() -> None:
    """It would end on Monday, 28 December; that week is off."""
    holiday = Weekdays(off=frozenset(date(2026, 12, day) for day in (28, 29, 30, 31)))
    told = (*DEMANDED, arrived("催缴函", 31, 49), APPROVED)

    assert date(2026, 12, 28) == after(64)
    for days, expected in ((65, "deadline-runs"), (68, "deadline-runs"), (69, "起诉")):
        assert expected == says(decided(days, *told, calendar=holiday))
    assert after(69) == decided(65, *told, calendar=holiday).again


def test_a_suit_waits_for_approval_of_a_person_each_time() -> None:
    told = (*DEMANDED, arrived("催缴函", 31, 40))

    assert "approval-awaited" == says(decided(61, *told))
    assert "起诉" == says(decided(61, *told, APPROVED))
    filed = sent("起诉", 62, means="suit")
    assert "attempts" == says(decided(90, *told, APPROVED, filed))


def test_no_suit_for_what_no_demand_has_named() -> None:
    """November's fee is overdue, but the letter named October's alone."""
    both = account(10, 11)
    told = (*DEMANDED, arrived("催缴函", 31, 40), APPROVED)
    decision = decided(62, *told, of=both)

    assert items(OCTOBER) == decision.actions[0].items
    assert {(item, "not-demanded") for item in items(bill(11))} == {
        (left.item, left.reason) for left in decision.withheld
    }


@pytest.mark.parametrize(
    ("paid", "expected"), [("299.99", ("起诉", "0.01")), ("300.00", ("提醒", "300.00"))]
)
def test_no_suit_for_what_prepayment_would_pay(paid: str, expected: tuple[str, str]) -> None:
    """Covered, October is left alone, and November begins with its own reminder."""
    early = Account("锦苑物业", "O-17").receive(Payment("p", paid, on=date(2026, 9, 1))).account
    both = early.post(OCTOBER, bill(11)).account
    told = (*DEMANDED, arrived("催缴函", 31, 40), APPROVED)
    decision = decided(62, *told, of=both)

    (action,) = decision.actions
    assert expected == (action.stage, str(action.total))
    assert (paid == "300.00") == ("credit-covers" in {left.reason for left in decision.withheld})


def test_a_demand_that_told_no_deadline_is_none() -> None:
    told = (sent("提醒", 1), sent("催缴函", 31, deadline=None), sent("律师函", 60), APPROVED)

    assert "not-demanded" == says(decided(90, *told, arrived("催缴函", 31, 40)))


def test_a_demand_before_the_due_day_is_none() -> None:
    early = sent("催缴函", -5)
    told = (early, arrived("催缴函", -5, 0), *DEMANDED, APPROVED)

    assert "proof-awaited" == says(decided(90, *told))


def test_formal_stages_wait_while_a_check_failed() -> None:
    failed = Profile(failed=["publication", "service"])

    assert "提醒" == says(decided(31, profile=failed))
    decision = decided(31, sent("提醒", 1), profile=failed)
    assert {("check-failed", "publication service")} == {
        (left.reason, left.detail) for left in decision.withheld
    }


def test_a_lawyers_letter_to_the_protected_waits_for_approval() -> None:
    told = (sent("提醒", 1), sent("催缴函", 31), arrived("催缴函", 31, 33))
    old = Profile(protected=True)
    approved = Approved(id="A", on=after(60), stage="律师函", by="经理")

    assert "律师函" == says(decided(60, *told))
    assert "approval-awaited" == says(decided(60, *told, profile=old))
    assert "律师函" == says(decided(60, *told, approved, profile=old))
    assert "催缴函" == says(decided(31, sent("提醒", 1), profile=old))


# -- contacts ---------------------------------------------------------------------------


def word(on: int, number: int = 0) -> Sent:
    """A word of the guard: a contact outside the stages."""
    return Sent(id=f"W-{on}-{number}", on=after(on), stage="", means="visit", items=[])


def test_a_word_of_the_guard_is_a_contact() -> None:
    policy = evolve(POLICY, cool_down=7)

    assert ["cool-down", "提醒"] == [says(decided(d, word(2), policy=policy)) for d in (8, 9)]
    assert after(9) == decided(3, word(2), policy=policy).again


@pytest.mark.parametrize(("days", "expected"), [(30, "contact-limit"), (31, "提醒")])
def test_no_more_contacts_than_the_cap_allows_in_any_days(days: int, expected: str) -> None:
    policy = evolve(POLICY, cap=Cap(3, 30))
    words = [word(1), word(5), word(5, 1)]

    assert expected == says(decided(days, *words, policy=policy))
    assert "提醒" == says(decided(6, *words[1:], policy=policy))
    assert after(31) == decided(6, *words, policy=policy).again


def test_days_of_rest_are_left_alone() -> None:
    """31 October 2026 is a Saturday; the Sunday after is worked, the Monday is off."""
    calendar = Weekdays(off=frozenset([date(2026, 11, 2)]), worked=frozenset([date(2026, 10, 31)]))
    policy = evolve(POLICY, quiet=True)

    told = [says(decided(d, policy=policy, calendar=calendar)) for d in (5, 6, 7, 8, 9)]
    assert ["提醒", "提醒", "quiet-day", "quiet-day", "提醒"] == told
    assert after(9) == decided(7, policy=policy, calendar=calendar).again
    with pytest.raises(RuleError, match="needs a calendar"):
        decided(7, policy=policy)


@pytest.mark.parametrize(
    ("hour", "minute", "expected", "again"),
    [(8, 59, "quiet-hours", 1), (9, 0, "提醒", 2), (19, 59, "提醒", 2), (20, 0, "quiet-hours", 2)],
)
def test_hours_count_where_the_instant_is_told(
    hour: int, minute: int, expected: str, again: int
) -> None:
    at = datetime(2026, 10, 26, hour - 8, minute, tzinfo=UTC)
    decision = decided(1, at=at)

    assert (expected, after(again)) == (says(decision), decision.again)


def test_letters_know_no_hours() -> None:
    night = datetime(2026, 11, 25, 15, tzinfo=UTC)

    assert "催缴函" == says(decided(31, sent("提醒", 1), at=night))


def test_an_instant_of_another_day_or_none_at_all_is_refused() -> None:
    with pytest.raises(RuleError, match="another day"):
        decided(1, at=datetime(2026, 10, 26, 16, tzinfo=UTC))
    with pytest.raises(PeriodError, match="UTC"):
        decided(1, at=datetime(2026, 10, 26, 12))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("profile", "means"),
    [
        (Profile(), Means.MESSAGE),
        (Profile(prefers="phone"), Means.PHONE),
        (Profile(prefers="letter"), Means.MESSAGE),
        (Profile(reachable=["phone", "letter"]), Means.PHONE),
        (Profile(prefers="phone", reachable=["message"]), Means.MESSAGE),
        (Profile(contacts=History(stops=[Stop("do-not-contact", DUE, channels=["sms"])])), Means.PHONE),
    ],
    ids=repr,
)  # fmt: skip
def test_the_preferred_means_is_honoured_and_the_unreachable_skipped(
    profile: Profile, means: Means
) -> None:
    assert means is decided(1, profile=profile).actions[0].means


def test_a_means_that_failed_comes_last() -> None:
    policy = Policy("x", [Stage("提醒", When(), ["message", "phone"], attempts=3)], cool_down=0)
    lost = Failed(id="F", on=after(1), notice="提醒-1", why="number-changed")

    told = sent("提醒", 1, means="message")
    assert Means.MESSAGE is decided(8, told, policy=policy).actions[0].means
    assert Means.PHONE is decided(8, told, lost, policy=policy).actions[0].means
    tried: list[Event] = [told, lost, sent("提醒", 8, means="phone")]
    both = Failed(id="G", on=after(8), notice="提醒-8", why="no-answer")
    assert Means.MESSAGE is decided(15, *tried, both, policy=policy).actions[0].means


def test_who_cannot_be_reached_or_asked_to_be_left_alone_is() -> None:
    stop = Stop("do-not-contact", DUE, until=after(40))
    alone = Profile(contacts=History(stops=[stop]))

    assert "no-means" == says(decided(1, profile=Profile(reachable=[])))
    decision = decided(1, profile=alone)
    assert ("do-not-contact", after(40)) == (says(decision), decision.again)
    assert "提醒" == says(decided(40, profile=alone))


def test_the_written_demand_goes_out_even_so_but_not_to_the_dead() -> None:
    asked, died = Stop("do-not-contact", DUE), Stop("deceased", DUE)
    for stop, expected in ((asked, "催缴函"), (died, "do-not-contact")):
        alone = Profile(contacts=History(stops=[stop]))
        assert expected == says(decided(31, sent("提醒", 1), profile=alone))


def test_who_pays_cash_is_told_the_hours_of_the_counter() -> None:
    assert [False, True] == [
        decided(1, profile=Profile(cash=cash)).actions[0].counter for cash in (False, True)
    ]


def test_a_note_on_the_door_names_nobody() -> None:
    policy = Policy("x", [Stage("温馨提示", When(), ["door-notice"])])

    assert decided(1, policy=policy).actions[0].unnamed
    assert not decided(1).actions[0].unnamed


def test_an_action_goes_to_all_who_owe_the_whole_of_it() -> None:
    joint = evolve(OCTOBER, beside=("O-18", "O-19"))
    november = evolve(bill(11), beside=("O-18",))

    assert ("O-17", "O-18", "O-19") == decided(1, of=Account.of([joint])).actions[0].to
    assert ("O-17", "O-18") == decided(40, of=Account.of([joint, november])).actions[0].to


# -- what is left alone -------------------------------------------------------------------


def reasons(decision: Decision) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for left in decision.withheld:
        found.setdefault(left.item, []).append((str(left.amount), left.reason))
    return found


def test_each_part_that_is_set_apart_is_told_with_its_kind() -> None:
    first, second = items(OCTOBER)
    kinds = (("D-1", "dispute", "80.00"), ("D-2", "complaint", "100"), ("D-3", "audit", "40"))
    holds = [
        Hold(id=id_, **ALONE, on=DUE, item=first, amount=amount, kind=kind)
        for id_, kind, amount in kinds
    ]
    decision = decided(1, of=account(10).post(*holds).account)

    told = [("80.00", "disputed"), ("100.00", "complaint"), ("40.00", "held")]
    assert {first: told} == reasons(decision)
    assert "80.00" == str(decision.actions[0].total)
    assert (first, second) == decision.actions[0].items
    assert ["D-1", "D-2", "D-3"] == [left.detail for left in decision.withheld]


def test_a_pause_is_left_alone_until_it_ends() -> None:
    both = items(OCTOBER)
    half = Instalment(after(10), "150"), Instalment(after(40), "150")
    agreed: dict[str, dict[str, Any]] = {
        "deferral": {"through": after(9)},
        "promise": {"promise": Promise("300.00", after(9))},
        "plan": {"plan": Plan("300.00", half)},
    }
    for kind, terms in agreed.items():
        pause = Pause(id="P", **ALONE, on=DUE, items=both, penalty="stops", **terms)
        paused = account(10).post(pause).account
        decision = decided(5, of=paused)
        again = 11 if kind == "plan" else 10  # a part that is not paid breaks the plan
        assert (kind, after(again)) == (says(decision), decision.again)
        assert "提醒" == says(decided(again, of=paused))


def test_what_is_written_off_is_told_and_not_asked_for() -> None:
    gone = WriteOff(
        id="W", **ALONE, on=DUE, item=items(OCTOBER)[0], penalty="stops", reason="无法收回"
    )
    decision = decided(1, of=account(10).post(gone).account)

    assert {items(OCTOBER)[0]: [("280.00", "written-off")]} == reasons(decision)


def test_an_undelivered_bill_waits_where_the_policy_says_so() -> None:
    profile = Profile(undelivered=[OCTOBER.id])

    assert "提醒" == says(decided(1, profile=profile))
    waits = evolve(POLICY, delivered=True)
    assert "not-delivered" == says(decided(1, profile=profile, policy=waits))
    assert "提醒" == says(decided(1, policy=waits))


def test_an_override_stops_limits_or_raises_the_minimum_until_its_day() -> None:
    until = after(40)
    stop = Profile(overrides=[Override(reason="诉讼调解中", until=until, stop=True)])
    decision = decided(1, profile=stop)
    assert ("excluded", until) == (says(decision), decision.again)
    assert "诉讼调解中" == decision.withheld[0].detail
    assert "提醒" == says(decided(40, profile=stop))

    least = Profile(overrides=[Override(reason="小额", until=until, minimum="300.01")])
    assert ["below-minimum", "提醒"] == [says(decided(d, profile=least)) for d in (39, 40)]

    gentle = Profile(overrides=[Override(reason="老业主", until=until, at_most="提醒")])
    told = [says(decided(d, sent("提醒", 1), profile=gentle)) for d in (39, 40)]
    assert ["attempts", "催缴函"] == told
    assert until == decided(31, sent("提醒", 1), profile=gentle).again


def test_an_override_must_name_a_stage_of_the_policy() -> None:
    with pytest.raises(RuleError, match="names no stage"):
        decided(1, profile=Profile(overrides=[Override(reason="x", at_most="没有")]))


# -- what happened ------------------------------------------------------------------------


def test_help_is_offered_to_who_is_in_need_once_and_nothing_formal() -> None:
    need = Hardship(id="H", on=after(20))
    (action,) = decided(31, sent("提醒", 1), need).actions

    assert ("困难帮助", Means.MESSAGE, None) == (action.stage, action.means, action.deadline)
    assert ("help", "deferral", "instalments") == action.offers
    offered = sent("困难帮助", 32)
    assert "hardship" == says(decided(90, sent("提醒", 1), need, offered))


def test_who_else_has_the_case_is_told_until_it_comes_back() -> None:
    away = HandedOver(id="H-1", on=after(5), to="某律师事务所", outside=True)
    back = HandedOver(id="H-2", on=after(9), to="前台")

    assert ["提醒", "handed-over", "提醒"] == [says(decided(d, away, back)) for d in (4, 5, 9)]
    assert "某律师事务所" == decided(5, away).withheld[0].detail
    inside = HandedOver(id="H-3", on=after(5), to="管家")
    assert "提醒" == says(decided(5, inside))


def test_a_closed_case_leaves_alone_what_fell_due_by_then() -> None:
    closed = Closed(id="C", on=after(5), reason="双方了结")
    need = Hardship(id="H", on=after(2))
    decision = decided(32, need, closed, of=account(10, 11))

    assert {"提醒"} == {action.stage for action in decision.actions}
    assert items(bill(11)) == decision.actions[0].items
    assert dict.fromkeys(items(OCTOBER), "closed") == {
        left.item: left.reason for left in decision.withheld
    }


def test_a_broken_promise_and_a_known_reason_may_be_asked_for() -> None:
    for when, told in (
        (When(broken=True), Broken(id="B", on=after(5))),
        (When(reasons=["refuses"]), Answered(id="A", on=after(5), reason="refuses")),
    ):
        policy = Policy("x", [Stage("上门", when, ["visit"])])
        assert ["before-first-stage", "上门"] == [
            says(decided(d, told, policy=policy)) for d in (4, 5)
        ]
    promised = Promised(id="P", on=after(6))
    policy = Policy("x", [Stage("上门", When(broken=True), ["visit"])])
    broken = Broken(id="B", on=after(5))
    assert "before-first-stage" == says(decided(6, broken, promised, policy=policy))


def test_the_same_notice_told_twice_is_one_and_another_under_its_id_a_conflict() -> None:
    policy = Policy("x", [Stage("提醒", When(), ["message"], attempts=2, every=1)], cool_down=0)
    told = sent("提醒", 1)

    assert "提醒" == says(decided(2, told, told, policy=policy))
    with pytest.raises(ConflictError, match="told otherwise"):
        decided(2, told, evolve(told, items=["x"]), policy=policy)


def test_periods_that_are_unpaid_are_counted_once_each() -> None:
    policy = Policy("x", [Stage("提醒", When(periods=2), ["message"])])

    assert "before-first-stage" == says(decided(31, policy=policy))
    waiting = decided(31, policy=policy, of=account(10, 11))
    assert {"before-first-stage", "not-overdue"} == {left.reason for left in waiting.withheld}
    assert bill(11).due + ONE_DAY == waiting.again
    assert "提醒" == says(decided(32, policy=policy, of=account(10, 11)))


def test_a_growing_penalty_may_carry_the_amount_over_a_bound_any_day() -> None:
    bearing = account(10, daily="0.0003")
    policy = evolve(POLICY, minimum="301.00")

    assert (after(2), None) == tuple(
        decided(1, policy=policy, of=each).again for each in (bearing, account(10))
    )


def test_credit_is_taken_off_before_it_is_asked() -> None:
    paid = account(10).receive(Payment("p", "310", on=OCTOBER.on)).account
    both = paid.post(bill(11)).account
    (action,) = decided(32, of=both).actions

    assert ("300.00", "10.00", "290.00") == (
        str(action.principal),
        str(action.credit),
        str(action.total),
    )
    assert Money("290.00") == action.total
