"""The ways that the trade teaches, day by day, worked by hand from their descriptions.

In a timeline every notice goes out on the day on which it is proposed and arrives that day,
proved.  Each row is the first day of what holds until the next one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

import pytest
from attrs import evolve

from debts import owing
from wuye import Account, dunning
from wuye.dunning import Approved, Decision, Delivered, Policy, Sent
from wuye.dunning.events import Event
from wuye.dunning.presets import (
    FOUR_PERIODS,
    LETTER_SERIES,
    MESSAGE_THEN_LETTER,
    PRESETS,
    THIRTY_DAYS,
    THREE_NOTICES,
)
from wuye.law.interruptions import Evidence

DAY = timedelta(days=1)
DUE = date(2026, 10, 25)
Row = tuple[str, str]


def what(decision: Decision) -> str:
    """The stage and the means, or the one reason why nothing is sent."""
    for action in decision.actions:
        return f"{action.stage} {action.means.value}"
    (reason,) = {each.reason for each in decision.withheld}
    return reason


def sent(policy: Policy, stage: str, on: date, *items: str, means: str = "") -> Sent:
    (found,) = (each for each in policy.stages if each.name == stage)
    return Sent(
        id=f"{stage}:{on}",
        on=on,
        stage=stage,
        means=means or found.means[0],
        items=items or [f"O-1:{DUE}"],
        deadline=found.deadline,
    )


def arrived(notice: Sent, on: date | None = None) -> Delivered:
    return Delivered(
        id=f"{notice.id}:arrived", on=on or notice.on, notice=notice.id, evidence=Evidence.SIGNED
    )


def timeline(policy: Policy, due: date, until: date, events: Iterable[Event] = ()) -> list[Row]:
    """What a debtor who does nothing lives through, from the due day on."""
    account, told, rows = owing(due), list(events), list[Row]()
    day = due
    while day <= until:
        decision = dunning.decide(account.on(day), policy, told)
        row = what(decision)
        if decision.actions or not rows or rows[-1][1] != row:
            rows.append((str(day), row))
        for action in decision.actions:
            notice = Sent(
                id=f"N:{day}",
                on=day,
                stage=action.stage,
                means=action.means,
                items=action.items,
                deadline=action.deadline,
            )
            told += [notice, arrived(notice)]
        day += DAY
    return rows


def test_thirty_days() -> None:
    """1-7 a message; 8-15 in writing; 16-30 a call, and again; 31 formal; 61 the law."""
    expected = [
        ("2026-10-25", "not-overdue"),
        ("2026-10-26", "缴费提醒 message"),
        ("2026-10-27", "cool-down"),
        ("2026-11-02", "催缴通知书 letter"),
        ("2026-11-03", "cool-down"),
        ("2026-11-09", "attempts"),
        ("2026-11-10", "电话沟通 phone"),
        ("2026-11-11", "cool-down"),
        ("2026-11-17", "电话沟通 phone"),
        ("2026-11-18", "cool-down"),
        ("2026-11-24", "attempts"),
        ("2026-11-25", "催缴函 registered"),
        ("2026-11-26", "cool-down"),
        ("2026-12-02", "attempts"),
        ("2026-12-25", "approval-awaited"),
    ]

    assert expected == timeline(THIRTY_DAYS, DUE, date(2027, 3, 1))


def test_three_notices() -> None:
    """3 a reminder; 15 a call, and again; 30 a formal letter; 60 the law."""
    expected = [
        ("2026-10-25", "not-overdue"),
        ("2026-10-26", "before-first-stage"),
        ("2026-10-28", "缴费提醒 message"),
        ("2026-10-29", "cool-down"),
        ("2026-11-04", "attempts"),
        ("2026-11-09", "电话沟通 phone"),
        ("2026-11-10", "cool-down"),
        ("2026-11-16", "电话沟通 phone"),
        ("2026-11-17", "cool-down"),
        ("2026-11-23", "attempts"),
        ("2026-11-24", "催缴函 registered"),
        ("2026-11-25", "cool-down"),
        ("2026-12-01", "attempts"),
        ("2026-12-24", "approval-awaited"),
    ]

    assert expected == timeline(THREE_NOTICES, DUE, date(2027, 3, 1))


def test_four_periods() -> None:
    """Under one month; one to three; over three; the law from five on."""
    expected = [
        ("2026-10-25", "not-overdue"),
        ("2026-10-26", "缴费提醒 message"),
        ("2026-10-27", "cool-down"),
        ("2026-11-02", "attempts"),
        ("2026-11-09", "温馨提示 door-notice"),
        ("2026-11-10", "cool-down"),
        ("2026-11-16", "attempts"),
        ("2026-11-25", "电话沟通 phone"),
        ("2026-11-26", "cool-down"),
        ("2026-12-02", "电话沟通 phone"),
        ("2026-12-03", "cool-down"),
        ("2026-12-09", "attempts"),
        ("2026-12-25", "上门沟通 visit"),
        ("2026-12-26", "cool-down"),
        ("2027-01-01", "attempts"),
        ("2027-01-25", "催缴函 letter"),
        ("2027-01-26", "cool-down"),
        ("2027-02-01", "attempts"),
        ("2027-02-10", "经理面谈 visit"),
        ("2027-02-11", "cool-down"),
        ("2027-02-17", "attempts"),
        ("2027-03-25", "approval-awaited"),
    ]

    assert expected == timeline(FOUR_PERIODS, DUE, date(2027, 6, 1))


def test_letter_series() -> None:
    """30 a demand; 60 a lawyer's letter; 16 days on the letter after it; twice in December."""
    expected = [
        ("2026-10-25", "not-overdue"),
        ("2026-10-26", "before-first-stage"),
        ("2026-11-24", "催缴函 registered"),
        ("2026-11-25", "cool-down"),
        ("2026-12-01", "attempts"),
        ("2026-12-24", "律师函 lawyers-letter"),
        ("2026-12-25", "cool-down"),
        ("2026-12-31", "attempts"),
        ("2027-01-09", "律师函后函 registered"),
        ("2027-01-10", "cool-down"),
        ("2027-01-16", "attempts"),
        ("2027-12-01", "年终催缴 message"),
        ("2027-12-02", "cool-down"),
        ("2027-12-15", "年终催缴 message"),
        ("2027-12-16", "cool-down"),
        ("2027-12-22", "attempts"),
    ]

    assert expected == timeline(LETTER_SERIES, DUE, date(2028, 11, 30))


def test_a_message_and_then_letters() -> None:
    """1 a message each week; 16 a letter each week."""
    expected = [
        ("2026-10-25", "not-overdue"),
        ("2026-10-26", "缴费提醒 message"),
        ("2026-10-27", "cool-down"),
        ("2026-11-02", "缴费提醒 message"),
        ("2026-11-03", "cool-down"),
        ("2026-11-09", "缴费提醒 message"),
        ("2026-11-10", "cool-down"),
        ("2026-11-16", "催缴通知书 letter"),
        ("2026-11-17", "cool-down"),
        ("2026-11-23", "催缴通知书 letter"),
    ]

    assert expected == timeline(MESSAGE_THEN_LETTER, DUE, date(2026, 11, 23))


#: The first day of each stage of a debt due on 25 October, the one before sent on its own.
FIRST = {
    "thirty-days": ["2026-10-26", "2026-11-02", "2026-11-10", "2026-11-25", "2026-12-25"],
    "three-notices": ["2026-10-28", "2026-11-09", "2026-11-24", "2026-12-24"],
    "four-periods": [
        "2026-10-26",
        "2026-11-09",
        "2026-11-25",
        "2026-12-25",
        "2027-01-25",
        "2027-02-10",
        "2027-03-25",
    ],
    "letter-series": ["2026-11-24", "2026-12-24", "2027-01-09", "2027-12-01"],
    "message-then-letter": ["2026-10-26", "2026-11-10"],
}


@pytest.mark.parametrize(
    ("name", "number"), [(name, at) for name, days in FIRST.items() for at in range(len(days))]
)
def test_a_stage_begins_on_its_day_and_not_on_the_day_before(name: str, number: int) -> None:
    policy = evolve(PRESETS[name], cool_down=0)
    days = [date.fromisoformat(day) for day in FIRST[name]]
    stage = policy.stages[number]
    notices = [
        sent(policy, before.name, day)
        for before, day in zip(policy.stages[:number], days, strict=False)
    ]
    agreed = Approved(id="A-1", on=DUE, stage=stage.name, by="经理")
    history: list[Event] = [*notices, *map(arrived, notices), agreed]
    was, now = (
        stage_on(day, *history, policy=policy) for day in (days[number] - DAY, days[number])
    )

    assert len(policy.stages) == len(days)
    assert stage.name not in was
    assert f"{stage.name} {stage.means[0].value}" == now


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 11, 30), "attempts"),
        (date(2027, 12, 1), "年终催缴 message"),
        (date(2027, 12, 31), "年终催缴 message"),
        (date(2028, 1, 1), "attempts"),
        (date(2028, 12, 1), "年终催缴 message"),
    ],
)
def test_the_campaign_ends_with_the_year(day: date, expected: str) -> None:
    days = [date(2026, 11, 24), date(2026, 12, 24), date(2027, 1, 9)]
    notices = [
        sent(LETTER_SERIES, stage.name, on)
        for stage, on in zip(LETTER_SERIES.stages, days, strict=False)
    ]

    assert expected == stage_on(day, *notices, *map(arrived, notices), policy=LETTER_SERIES)


@pytest.mark.parametrize(
    ("due", "months"),
    [
        (date(2026, 1, 31), ["2026-02-28", "2026-03-31", "2026-04-30"]),
        (date(2026, 8, 31), ["2026-09-30", "2026-10-31", "2026-11-30"]),
        (date(2027, 11, 30), ["2027-12-30", "2028-01-30", "2028-02-29"]),
    ],
)
def test_months_end_on_the_day_of_the_due_day_or_at_the_end_of_a_short_month(
    due: date, months: list[str]
) -> None:
    began = {
        row.split()[0]: day for day, row in reversed(timeline(FOUR_PERIODS, due, due + 120 * DAY))
    }

    assert months == [began[stage] for stage in ("电话沟通", "上门沟通", "催缴函")]


def stage_on(day: date, *history: Event, policy: Policy = THIRTY_DAYS) -> str:
    return what(dunning.decide(owing(DUE).on(day), policy, history))


def test_due_on_25_october_a_message_until_1_november() -> None:
    days = [date(2026, 10, 26) + at * DAY for at in range(7)]

    assert {"缴费提醒 message"} == {stage_on(day) for day in days}
    assert date(2026, 11, 1) == days[-1]


def test_written_from_2_november() -> None:
    message = sent(THIRTY_DAYS, "缴费提醒", date(2026, 10, 26))
    eager = evolve(THIRTY_DAYS, cool_down=0)

    assert "attempts" == stage_on(date(2026, 11, 1), message, policy=eager)
    assert "催缴通知书 letter" == stage_on(date(2026, 11, 2), message)


def test_a_call_from_10_november_but_still_written_if_that_was_never_sent() -> None:
    message = sent(THIRTY_DAYS, "缴费提醒", date(2026, 10, 26))
    written = sent(THIRTY_DAYS, "催缴通知书", date(2026, 11, 2))

    assert "attempts" == stage_on(date(2026, 11, 9), message, written)
    assert "电话沟通 phone" == stage_on(date(2026, 11, 10), message, written)
    assert "催缴通知书 letter" == stage_on(date(2026, 11, 10), message)
    assert "缴费提醒 message" == stage_on(date(2026, 11, 10))


def demanded(policy: Policy) -> list[Event]:
    """Every stage before the law as a notice of its own, the last on 25 November."""
    before = [stage.name for stage in policy.stages[:-1]]
    first = date(2026, 11, 25) - 7 * (len(before) - 1) * DAY
    return [sent(policy, name, first + 7 * at * DAY) for at, name in enumerate(before)]


def test_the_law_waits_until_the_demand_is_proved_its_days_are_over_and_a_person_agrees() -> None:
    notices = demanded(THIRTY_DAYS)
    demand = notices[-1]
    assert isinstance(demand, Sent)
    late = [*notices, arrived(demand, date(2026, 12, 20))]
    approval = Approved(id="A-1", on=date(2026, 12, 26), stage="申请支付令", by="经理")

    assert "proof-awaited" == stage_on(date(2027, 2, 1), *notices)
    assert "deadline-runs" == stage_on(date(2027, 1, 4), *late, approval)
    assert "申请支付令 payment-order" == stage_on(date(2027, 1, 5), *late, approval)
    assert "approval-awaited" == stage_on(date(2027, 1, 5), *late)


def test_what_a_stage_offers_and_gives_is_in_its_action() -> None:
    account = owing(DUE)

    def action(policy: Policy, day: date, *history: Event) -> dunning.Action:
        (found,) = dunning.decide(account.on(day), policy, history).actions
        return found

    written = action(
        THIRTY_DAYS, date(2026, 11, 2), sent(THIRTY_DAYS, "缴费提醒", date(2026, 10, 26))
    )
    call = action(
        THREE_NOTICES, date(2026, 11, 9), sent(THREE_NOTICES, "缴费提醒", date(2026, 10, 28))
    )
    demand = action(LETTER_SERIES, date(2026, 11, 24))
    door = action(
        FOUR_PERIODS, date(2026, 11, 9), sent(FOUR_PERIODS, "缴费提醒", date(2026, 10, 26))
    )

    (asks,) = (stage for stage in LETTER_SERIES.stages if stage.name == "律师函后函")

    assert ("deferral",) == written.offers
    assert ("reply-form", "instalments", "help") == asks.offers
    assert ("instalments", "service-record") == call.offers
    assert 15 == demand.deadline
    assert [True, False] == [door.unnamed, demand.unnamed]


def test_visits_are_made_early_in_the_evening() -> None:
    (visit,) = (stage for stage in FOUR_PERIODS.stages if stage.name == "上门沟通")

    assert (time(18), time(20)) == visit.hours


class Weekdays:
    """Monday to Friday are worked."""

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5


def test_on_days_of_rest_the_first_message_waits_for_monday() -> None:
    quiet, friday = evolve(THIRTY_DAYS, quiet=True), date(2026, 10, 23)
    account: Account = owing(friday)
    found = [
        what(dunning.decide(account.on(friday + at * DAY), quiet, calendar=Weekdays()))
        for at in range(4)
    ]

    assert ["not-overdue", "quiet-day", "quiet-day", "缴费提醒 message"] == found


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_asks_a_person_before_the_law_and_proves_the_demand_before_it(name: str) -> None:
    stages = PRESETS[name].stages
    to_law = [stage for stage in stages if stage.demanded_first]

    assert all(stage.approved for stage in to_law)
    for stage in to_law:
        before = stages[: stages.index(stage)]
        assert any(each.deadline and each.proof == "proved" for each in before)
