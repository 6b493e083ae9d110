"""The day to look again is the first on which the decision is another, found by trying all."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from debtor import Weekdays, account, bill, items
from wuye.dunning import (
    Approved,
    Decision,
    Delivered,
    Hardship,
    Means,
    Override,
    Policy,
    Profile,
    Sent,
    Stage,
    When,
    decide,
)
from wuye.dunning.events import Event
from wuye.dunning.profiles import Check
from wuye.law.contact import Channel, History, Stop
from wuye.law.interruptions import Evidence

DUE = bill(10).due
FAR = 120
CALENDAR = Weekdays(off=frozenset(date(2026, 11, day) for day in range(9, 14)))
STAGES = (
    Stage("提醒", When(), ["message", "phone"], attempts=2, every=4),
    Stage("催缴函", When(days=8), ["letter"], deadline=15),
    Stage("律师函", When(days=20, after=6), ["lawyers-letter"]),
    Stage("年终", When(days=20, after=9, year_end=20), ["message", "visit"], attempts=2),
)
SUING = (*STAGES[:2], Stage("起诉", When(days=20), ["suit"], approved=True))

spans = st.tuples(st.integers(0, 60), st.integers(1, 40))
overrides = st.builds(
    lambda until, what: Override(
        reason="约定", until=None if until is None else DUE + timedelta(days=until), **what
    ),
    st.none() | st.integers(1, 90),
    st.sampled_from([{"stop": True}, {"minimum": "300.01"}, {"at_most": "提醒"}]),
)
channels = st.sets(st.sampled_from(["call", "sms", "visit", "letter"]), min_size=1)


def stop(span: tuple[int, int], on: set[Channel]) -> Stop:
    since = DUE + timedelta(days=span[0])
    return Stop("do-not-contact", since, since + timedelta(days=span[1]), channels=sorted(on))


def key(decision: Decision) -> object:
    """What is done and what is not, and why."""
    done = [(action.stage, action.means, action.items) for action in decision.actions]
    return done, sorted((left.item, left.reason, left.detail) for left in decision.withheld)


@given(
    day=st.integers(0, 60),
    told=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 60), st.booleans()), max_size=4),
    stages=st.sampled_from([STAGES, SUING]),
    cool_down=st.sampled_from([0, 3, 7]),
    quiet=st.booleans(),
    overridden=st.lists(overrides, max_size=2),
    stops=st.lists(st.builds(stop, spans, channels), max_size=3),
    reachable=st.none() | st.sets(st.sampled_from([Means.PHONE, Means.LETTER, Means.MESSAGE])),
    need=st.booleans(),
    failed=st.sampled_from([[], ["service"]]),
)
def test_nothing_changes_before_again_and_something_on_it(
    day: int,
    told: list[tuple[int, int, bool]],
    stages: tuple[Stage, ...],
    cool_down: int,
    quiet: bool,
    overridden: list[Override],
    stops: list[Stop],
    reachable: set[Means] | None,
    need: bool,
    failed: list[Check],
) -> None:
    policy = Policy("x", stages, cool_down=cool_down, quiet=quiet)
    profile = Profile(
        overrides=overridden,
        contacts=History(stops=stops),
        reachable=reachable,
        protected=need,
        failed=failed,
    )
    events: list[Event] = []
    for number, (stage, ago, arrived) in enumerate(told):
        on = DUE + timedelta(days=max(day - ago, 1))
        if on > DUE + timedelta(days=day):
            continue
        notice = Sent(
            id=f"N-{number}", on=on, stage=stages[stage].name, means="letter",
            items=items(bill(10)), deadline=stages[stage].deadline,
        )  # fmt: skip
        events.append(notice)
        if arrived:
            proof = Delivered(id=f"D-{number}", on=on, notice=notice.id, evidence=Evidence.SIGNED)
            events.append(proof)
            events.append(Approved(id=f"A-{number}", on=on, stage="起诉", by="经理"))
            if need and stage:
                events.append(Hardship(id=f"H-{number}", on=on))
    of = account(10)

    def decided(away: int) -> Decision:
        state = of.on(DUE + timedelta(days=away))
        return decide(state, policy, events, profile=profile, calendar=CALENDAR)

    today = decided(day)
    if today.actions:
        assert DUE + timedelta(days=day + 1) == today.again
        return
    others = (n for n in range(day + 1, day + FAR) if key(decided(n)) != key(today))
    first = next(others, None)
    if first is not None:
        assert DUE + timedelta(days=first) == today.again
    else:
        assert today.again is None or today.again >= DUE + timedelta(days=day + FAR)
