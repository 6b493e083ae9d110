"""Dunning: when each stage begins, and what is left alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

import pytest
from attrs import evolve

from community import october
from wuye import Account, Payment, dunning
from wuye.dunning import Means, Policy, Sent, Stage, When
from wuye.errors import RuleError
from wuye.ledger import State
from wuye.money import Money

BILL = october().of_unit("3-1-502")[0]
POLICY = dunning.MESSAGE_THEN_LETTER
ITEMS = tuple(line.id for line in BILL.lines)


def state(day: date, account: Account | None = None) -> State:
    return (account or Account.of([BILL])).on(day)


def sent(name: str, on: date, items: Iterable[str] = ITEMS) -> Sent:
    return Sent(id=f"{name} {on}", on=on, stage=name, means="message", items=items)


def stage(day: date, *history: Sent) -> str:
    decision = dunning.decide(state(day), POLICY, history)
    return decision.actions[0].stage if decision.actions else decision.withheld[0].reason


def test_the_first_stage_begins_the_day_after_the_due_day() -> None:
    assert "not-overdue" == stage(BILL.due)
    assert "缴费提醒" == stage(BILL.due + timedelta(days=1))


@pytest.mark.parametrize(
    ("days", "expected"), [(15, "缴费提醒"), (16, "催缴通知书"), (17, "催缴通知书")]
)
def test_the_second_stage_begins_on_its_day(days: int, expected: str) -> None:
    told = sent("缴费提醒", BILL.due + timedelta(days=1))

    assert expected == stage(BILL.due + timedelta(days=days), told)


def test_no_stage_without_the_one_before_sent() -> None:
    assert "缴费提醒" == stage(date(2026, 12, 21))


def test_the_last_stage_stays_until_something_changes() -> None:
    told = [sent(s.name, BILL.due + timedelta(days=s.when.days)) for s in POLICY.stages]

    assert "催缴通知书" == stage(date(2026, 12, 21), *told)


@pytest.mark.parametrize(
    ("days", "expected"), [(0, "cool-down"), (6, "cool-down"), (7, "缴费提醒")]
)
def test_after_a_notice_there_is_quiet_for_the_days_agreed(days: int, expected: str) -> None:
    told = sent("缴费提醒", date(2026, 11, 1), ["another item"])

    assert expected == stage(date(2026, 11, 1) + timedelta(days=days), told)


def test_a_notice_from_the_future_is_not_known_yet() -> None:
    told = sent("缴费提醒", date(2026, 12, 1))

    assert "缴费提醒" == stage(date(2026, 11, 20), told)


def test_when_the_oldest_is_paid_what_was_sent_for_it_counts_no_more() -> None:
    november = evolve(
        BILL,
        id="2026-11",
        on=date(2026, 11, 1),
        booked=date(2026, 11, 1),
        due=date(2026, 11, 25),
        lines=[evolve(line, id=f"2026-11:{line.code}") for line in BILL.lines],
    )
    account = Account.of([BILL, november])
    told = sent("缴费提醒", date(2026, 10, 28))
    paid = account.receive(Payment("p", "400", on=date(2026, 12, 1), designated=[BILL.id])).account

    before = dunning.decide(account.on(date(2026, 12, 20)), POLICY, [told])
    after = dunning.decide(paid.on(date(2026, 12, 20)), POLICY, [told])

    assert ["催缴通知书"] == [action.stage for action in before.actions]
    assert ["缴费提醒"] == [action.stage for action in after.actions]
    assert all("2026-11" in item for item in after.actions[0].items)


def test_money_that_waits_is_taken_off_first() -> None:
    early = Account.of([BILL]).receive(Payment("p", "305.00", on=BILL.on)).account
    december = evolve(
        BILL,
        id="2026-12",
        on=date(2026, 12, 1),
        booked=date(2026, 12, 1),
        due=date(2026, 12, 10),
        lines=[evolve(line, id=f"2026-12:{line.code}") for line in BILL.lines],
    )
    account = early.post(december).account
    rich = account.receive(Payment("q", "4.00", on=date(2026, 11, 1))).account

    action = dunning.decide(rich.on(date(2026, 12, 11)), POLICY).actions[0]

    assert ("300.00", "9.00", "291.09") == (
        str(action.principal),
        str(action.credit),
        str(action.total),
    )


def test_a_debt_below_the_minimum_or_covered_by_credit_is_left_alone_with_the_reason() -> None:
    policy = evolve(POLICY, minimum=Money("305.14"))
    reasons = {w.reason for w in dunning.decide(state(date(2026, 12, 21)), policy).withheld}

    assert {"below-minimum"} == reasons
    assert dunning.decide(state(date(2026, 12, 21)), evolve(policy, minimum="305.13")).actions


def test_an_action_names_lawful_hours_and_everything_it_is_about() -> None:
    (action,) = dunning.decide(state(date(2026, 12, 21)), POLICY).actions

    assert (time(9), time(20)) == action.hours
    assert ITEMS == action.items
    assert Means.MESSAGE is action.means


def test_a_paid_account_gets_nothing() -> None:
    account = Account.of([BILL]).receive(Payment("p", "300", on=BILL.due)).account
    decision = dunning.decide(account.on(date(2026, 12, 21)), POLICY)

    assert ((), ()) == (decision.actions, decision.withheld)


@pytest.mark.parametrize(
    ("days", "fault"),
    [
        ([], "no stage"),
        ([0, 5], "the day after the due day"),
        ([5, 5], "by the same facts"),
        ([6, 5], "before the stage that stands before"),
    ],
)
def test_stages_that_overlap_or_come_too_early_are_refused(days: list[int], fault: str) -> None:
    with pytest.raises(RuleError, match=fault):
        Policy("x", [Stage(f"{n}", When(day), ["message"]) for n, day in enumerate(days)])
