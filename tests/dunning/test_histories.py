"""Histories that go wrong: notices that come back, old approvals, credit for a part, new trouble."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from attrs import evolve

from debtor import Weekdays, account, bill, items, says
from wuye import Account, Money, Payment
from wuye.dunning import (
    Answered,
    Approved,
    Broken,
    Case,
    Closed,
    Decision,
    Delivered,
    Eased,
    Failed,
    HandedOver,
    Hardship,
    Means,
    Override,
    Paid,
    Policy,
    Profile,
    Sent,
    Stage,
    When,
    decide,
    replay,
)
from wuye.dunning.events import Event
from wuye.dunning.presets import PRESETS, THIRTY_DAYS
from wuye.dunning.teams import agendas
from wuye.errors import RuleError
from wuye.law.interruptions import Evidence
from wuye.ledger import Hold

OCTOBER, NOVEMBER = bill(10), bill(11)
DUE = OCTOBER.due
SUING = Policy(
    "到诉讼",
    [
        Stage("提醒", When(), ["message", "phone"]),
        Stage("催缴函", When(days=31), ["registered", "letter"], proof="proved", deadline=15),
        Stage("起诉", When(days=61), ["suit"], approved=True),
    ],
    cool_down=0,
)


def after(days: int) -> date:
    return DUE + timedelta(days=days)


def sent(
    stage: str, days: int, means: str = "letter", about: Iterable[str] = items(OCTOBER)
) -> Sent:
    deadline = 15 if stage == "催缴函" else None
    return Sent(
        id=f"{stage}-{days}", on=after(days), stage=stage, means=means, items=about,
        deadline=deadline,
    )  # fmt: skip


def arrived(notice: Sent, days: int) -> Delivered:
    return Delivered(
        id=f"D-{notice.id}-{days}", on=after(days), notice=notice.id, evidence=Evidence.SIGNED
    )


def lost(notice: Sent, days: int) -> Failed:
    return Failed(id=f"F-{notice.id}-{days}", on=after(days), notice=notice.id, why="bounced")


def approved(days: int, stage: str = "起诉") -> Approved:
    return Approved(id=f"A-{stage}-{days}", on=after(days), stage=stage, by="经理")


def decided(
    days: int, *events: Event, of: Account | None = None, policy: Policy = SUING, **more: object
) -> Decision:
    return decide((of or account(10)).on(after(days)), policy, events, **more)  # type: ignore[arg-type]


REMINDER, DEMAND = sent("提醒", 1), sent("催缴函", 31)


# -- what is known of a notice --------------------------------------------------------------


def test_news_from_before_a_notice_went_out_proves_nothing() -> None:
    """A slip of the month: it went out on the 40th day and is said to have come on the 10th."""
    late = sent("催缴函", 40)
    for came, expected in ((10, "proof-awaited"), (39, "proof-awaited"), (40, "起诉")):
        told = (REMINDER, late, arrived(late, came), approved(61))
        assert expected == says(decided(61, *told))


def test_the_last_word_on_a_notice_counts() -> None:
    told = (REMINDER, DEMAND, approved(61))
    only = Profile(reachable=["letter"])
    came, back = arrived(DEMAND, 33), lost(DEMAND, 35)

    assert "起诉" == says(decided(61, *told, came))
    assert "proof-awaited" == says(decided(61, *told, came, back, profile=only))
    assert "起诉" == says(decided(61, *told, came, back, arrived(DEMAND, 40)))


# -- another means --------------------------------------------------------------------------


def test_a_notice_that_came_back_goes_again_by_a_means_that_was_not_tried() -> None:
    first = sent("催缴函", 31, "registered")
    told = (REMINDER, first, lost(first, 33))

    assert "cool-down" == says(decided(37, *told))
    (action,) = decided(38, *told).actions
    assert ("催缴函", Means.LETTER) == (action.stage, action.means)
    second = sent("催缴函", 38)
    assert "attempts" == says(decided(60, *told, second))
    assert "proof-awaited" == says(decided(90, *told, second, lost(second, 40)))
    assert "起诉" == says(decided(61, *told, second, arrived(second, 39), approved(61)))


def test_no_other_means_is_tried_where_none_reaches_or_one_notice_did_not_fail() -> None:
    first = sent("催缴函", 31, "registered")

    assert "attempts" == says(decided(60, REMINDER, first))
    only = Profile(reachable=["registered"])
    assert "attempts" == says(decided(60, REMINDER, first, lost(first, 33), profile=only))


@pytest.mark.parametrize("name", ["thirty-days", "three-notices", "four-periods"])
def test_where_a_payment_order_cannot_be_had_a_preset_goes_to_a_suit(name: str) -> None:
    policy = PRESETS[name]
    notices = [
        Sent(
            id=stage.name, on=after(100 + 30 * at), stage=stage.name, means=stage.means[0],
            items=items(OCTOBER), deadline=stage.deadline,
        )
        for at, stage in enumerate(policy.stages)
    ]  # fmt: skip
    order = notices[-1]
    told: list[Event] = [*notices, *(arrived(each, (each.on - DUE).days) for each in notices[:-1])]
    failed = Failed(id="F", on=order.on, notice=order.id, why="refused")
    agreed = Approved(id="A", on=order.on + timedelta(1), stage=order.stage, by="经理")
    day = (order.on - DUE).days + 7

    assert "attempts" == says(decided(day, *told, policy=policy))
    assert "approval-awaited" == says(decided(day, *told, failed, policy=policy))
    (action,) = decided(day, *told, failed, agreed, policy=policy).actions
    assert Means.SUIT is action.means


# -- what was about something else ----------------------------------------------------------


@pytest.mark.parametrize(("days", "expected"), [(-1, "approval-awaited"), (0, "起诉")])
def test_an_approval_from_before_the_oldest_item_was_due_is_not_of_it(
    days: int, expected: str
) -> None:
    told = (REMINDER, DEMAND, arrived(DEMAND, 33), approved(days))

    assert expected == says(decided(61, *told))


@pytest.mark.parametrize(("days", "expected"), [(-1, "before-first-stage"), (0, "上门")])
def test_a_promise_broken_before_the_oldest_item_was_due_is_past(days: int, expected: str) -> None:
    policy = Policy("x", [Stage("上门", When(broken=True), ["visit"])])

    assert expected == says(decided(5, Broken(id="B", on=after(days)), policy=policy))


def test_a_reason_is_known_from_every_sign_and_ends_as_they_do() -> None:
    policy = Policy("x", [Stage("上门", When(reasons=["moved", "refuses"]), ["visit"])])
    moved = Failed(id="F", on=after(1), notice="N", why="moved")
    refuses, paid = Answered(id="A", on=after(1), reason="refuses"), Paid(id="P", on=after(3))

    assert "上门" == says(decided(5, moved, policy=policy))
    assert "上门" == says(decided(5, refuses, policy=policy))
    assert "before-first-stage" == says(decided(5, refuses, paid, policy=policy))
    assert "before-first-stage" == says(decided(5, policy=policy))


# -- credit ---------------------------------------------------------------------------------


def credited(amount: str, *, daily: str | None = None) -> Account:
    """October and November, and money from before that nobody has applied yet."""
    money = Payment("p", amount, on=date(2026, 9, 1))
    both = [bill(month, daily=daily) for month in (10, 11)]
    return Account("锦苑物业", "O-17").receive(money).account.post(*both).account


def test_what_credit_covers_is_not_dunned_and_the_next_item_begins_at_its_own_stage() -> None:
    told = (REMINDER, DEMAND, arrived(DEMAND, 33), approved(61))
    decision = decided(61, *told, of=credited("310"))

    (action,) = decision.actions
    assert ("提醒", items(NOVEMBER)) == (action.stage, action.items)
    assert ("300.00", "10.00", "290.00") == (
        str(action.principal), str(action.credit), str(action.total),
    )  # fmt: skip
    assert dict.fromkeys(items(OCTOBER), "credit-covers") == {
        left.item: left.reason for left in decision.withheld
    }


@pytest.mark.parametrize(
    ("amount", "asked"), [("299.99", "300.01"), ("300.00", "300.00"), ("599.99", "0.01")]
)
def test_credit_covers_what_is_due_on_one_day_together_or_not(amount: str, asked: str) -> None:
    decision = decided(61, of=credited(amount))

    assert asked == str(decision.actions[0].total)
    assert (4 if amount == "299.99" else 2) == len(decision.actions[0].items)


def test_where_credit_covers_all_of_it_nothing_is_asked_until_penalty_goes_beyond() -> None:
    for daily, again in ((None, None), ("0.0003", after(62))):
        decision = decided(61, of=credited("700", daily=daily))
        assert ("credit-covers", again) == (says(decision), decision.again)
        assert {"700.00"} == {left.detail for left in decision.withheld}


def test_credit_pays_nothing_that_is_collected_for_another() -> None:
    money = Payment("p", "300", on=date(2026, 9, 1))
    water = evolve(OCTOBER, collected=("property", "hall"))
    of = Account("锦苑物业", "O-17").receive(money).account.post(water).account

    assert "300.00" == str(decided(1, of=of).actions[0].total)


def test_nobody_is_sued_for_what_credit_covers() -> None:
    """The demand named 280.00; 20.00 were disputed then; 290.00 are prepaid."""
    demand = sent("催缴函", 31, about=items(OCTOBER)[:1])
    hall = sent("提醒", 1)
    of = credited("290")
    told = (hall, demand, arrived(demand, 33), approved(61))
    oldest = min(items(OCTOBER))
    demanded = evolve(demand, items=[oldest])
    decision = decided(61, hall, demanded, *told[2:], of=of)

    assert () == decision.actions
    reasons = {left.item: left.reason for left in decision.withheld}
    assert "credit-covers" == reasons.pop(oldest)
    assert {"not-demanded"} == set(reasons.values())


# -- the oldest of many ---------------------------------------------------------------------


def test_while_the_oldest_is_held_the_next_one_counts_and_then_it_counts_again() -> None:
    both = account(10, 11)
    holds = [
        Hold(
            id=f"H-{item}", creditor="锦苑物业", debtor="O-17", on=after(32), item=item,
            amount=line.amount,
        )
        for item, line in zip(items(OCTOBER), OCTOBER.lines, strict=True)
    ]  # fmt: skip
    held = both.post(*holds).account
    second = sent("提醒", 32, about=items(NOVEMBER))
    told = (REMINDER, DEMAND, second)

    assert "催缴函" == says(decided(31, REMINDER, of=both))
    decision = decided(32, REMINDER, DEMAND, of=held)
    assert ("提醒", items(NOVEMBER)) == (decision.actions[0].stage, decision.actions[0].items)
    assert {"disputed"} == {left.reason for left in decision.withheld}
    assert "proof-awaited" == says(decided(61, *told, of=both))


# -- trouble that ends, and begins ----------------------------------------------------------


def test_when_need_has_eased_dunning_goes_on_where_it_stood() -> None:
    need, eased = Hardship(id="H", on=after(10)), Eased(id="E", on=after(40))
    told = (REMINDER, need, sent("困难帮助", 11))

    assert "hardship" == says(decided(39, *told, eased))
    assert "催缴函" == says(decided(40, *told, eased))
    assert "reminded" == replay("O-17", [*told, eased]).status.value


def test_need_that_came_up_outside_the_house_stands_when_the_case_comes_back() -> None:
    away = HandedOver(id="H-1", on=after(5), to="某律师事务所", outside=True)
    back = HandedOver(id="H-2", on=after(9), to="前台")
    case = replay("O-17", [REMINDER, away, Hardship(id="H", on=after(7)), back])

    assert "hardship" == case.status.value
    assert "困难帮助" == decided(31, *case.events).actions[0].stage


def test_what_a_closed_case_needs_for_new_arrears_can_be_told() -> None:
    first = Policy("x", [Stage("律师函", When(), ["lawyers-letter"], approved=True)], cool_down=0)
    closed = Closed(id="C", on=after(5))
    case = replay("O-17", [approved(1, "律师函"), closed])
    both = account(10, 11)

    assert "approval-awaited" in {
        left.reason for left in decided(40, *case.events, of=both, policy=first).withheld
    }
    again = replay("O-17", [*case.events, approved(40, "律师函")])
    assert "closed" == again.status.value
    assert "律师函" == says_one(decided(40, *again.events, of=both, policy=first))


def says_one(decision: Decision) -> str:
    (action,) = decision.actions
    return action.stage


def test_a_case_that_was_closed_outside_is_followed_up_again() -> None:
    away = HandedOver(id="H-1", on=after(5), to="某律师事务所", outside=True)
    closed, notice = Closed(id="C", on=after(9)), sent("提醒", 40, about=items(NOVEMBER))

    found = agendas.follow_ups([Case("O-17", [away, closed, notice])], after(50))
    assert ["提醒-40"] == [each.event for each in found]
    assert () == agendas.follow_ups([Case("O-17", [away, notice])], after(50))


# -- a year whose days of rest nobody has told ------------------------------------------------


class OneYear:
    """Tells of 2026 alone."""

    def is_workday(self, day: date) -> bool:
        if day.year != 2026:
            raise RuleError("no holidays are known", day.year, "holidays", "add the year")
        return Weekdays().is_workday(day)


def test_to_decide_in_december_next_years_days_of_rest_need_not_be_known() -> None:
    december = (date(2026, 12, 30) - DUE).days
    small = Override(reason="小额", until=date(2027, 2, 6), minimum="1000")
    for policy in (evolve(SUING, quiet=True), evolve(THIRTY_DAYS, quiet=True)):
        decision = decided(
            december, policy=policy, calendar=OneYear(), profile=Profile(overrides=[small])
        )
        assert ("below-minimum", date(2027, 2, 6)) == (says(decision), decision.again)
        assert Money("300.00") == Money.total(left.amount for left in decision.withheld)


# -- money for some items, money of others ----------------------------------------------------


def test_prepayment_for_one_item_covers_no_other() -> None:
    """300.00 for the hall pay its 20.00; the property is asked for in full."""
    tied = Payment("P-1", "300.00", on=date(2026, 10, 2), restricted=["hall"])
    made = account(10).receive(tied).account
    decision = decide(made.on(date(2026, 10, 26)), THIRTY_DAYS)
    (action,) = decision.actions

    assert ("280.00", "0.00") == (str(action.total), str(action.credit))
    assert items(bill(10))[:1] == action.items


def test_prepayment_that_waits_is_netted_from_its_own_item_alone() -> None:
    tied = Payment("P-1", "300.00", on=date(2026, 9, 30), restricted=["hall"])
    made = Account("锦苑物业", "O-17").receive(tied).account.post(bill(10)).account
    (action,) = decide(made.on(date(2026, 10, 26)), THIRTY_DAYS).actions

    assert ("300.00", "20.00", "280.00") == tuple(
        map(str, (action.principal, action.credit, action.total))
    )


def test_nobody_is_sued_for_what_is_collected_for_another() -> None:
    law = Policy(
        "支付令",
        [
            Stage("催缴函", When(days=1), ["letter"], deadline=15),
            Stage("申请支付令", When(days=31), ["payment-order"]),
        ],
    )
    october = evolve(bill(10), collected=("hall",))
    sent = Sent(
        id="N-1", on=date(2026, 10, 26), stage="催缴函", means="letter", items=items(october)
    )
    decision = decide(Account.of([october]).on(date(2026, 11, 25)), law, [sent])

    assert items(october)[:1] == decision.actions[0].items
    assert [(items(october)[1], "collected")] == [(x.item, x.reason) for x in decision.withheld]
