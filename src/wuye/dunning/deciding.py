"""Whom to remind today, of what, how, and why everything else is left alone.

One pure function of the account's state, the policy and the notices sent so far: equal
facts give equal decisions.  No stage is reached before the one below it was sent; when the
oldest item is paid, what was sent for it counts no more; a debtor gets one notice.

>>> from ..ledger import Account
>>> from .policy import MESSAGE_THEN_LETTER
>>> nothing_owed = Account("锦苑物业", "O-1").on(date(2026, 12, 21))
>>> decide(nothing_owed, MESSAGE_THEN_LETTER)
Decision(actions=(), withheld=())
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Literal

from attrs import field, frozen

from ..bills import OpenItem
from ..ledger import State
from ..money import Money
from .policy import Channel, Policy, Stage

Reason = Literal[
    "disputed",
    "written-off",
    "deferral",
    "plan",
    "promise",
    "not-overdue",
    "before-first-stage",
    "credit-covers",
    "below-minimum",
    "cool-down",
]


@frozen
class Notice:
    """A notice that was sent: the stage, the day, and the items it named."""

    stage: str
    on: date
    items: tuple[str, ...] = field(converter=tuple[str, ...])


@frozen
class Action:
    """A notice to send, on ``on`` within ``hours``: one for all its items together.

    ``credit`` is money of the debtor's that pays nothing yet; it is taken off first.
    """

    debtor: str
    stage: str
    channel: Channel
    on: date
    hours: tuple[time, time]
    items: tuple[str, ...]
    principal: Money
    penalty: Money
    credit: Money

    @property
    def total(self) -> Money:
        """What the notice asks for."""
        return self.principal + self.penalty - self.credit


@frozen
class Withheld:
    """An amount that is not chased, and why."""

    item: str
    amount: Money
    reason: Reason
    detail: str = ""


@frozen
class Decision:
    """What to do today (at most one action for a debtor), and what is left alone."""

    actions: tuple[Action, ...]
    withheld: tuple[Withheld, ...]


def decide(state: State, policy: Policy, history: Iterable[Notice] = ()) -> Decision:
    """Decide about one account, on the day of ``state``.

    Every open amount, what is written off too, is either in an action or withheld with a
    reason.
    """
    notices = [notice for notice in history if notice.on <= state.day]
    withheld: list[Withheld] = []
    overdue: list[OpenItem] = []
    for item in state.open_items:
        if item.written_off:
            withheld.append(Withheld(item.id, item.principal + item.penalty, "written-off"))
            continue
        if item.held or item.penalty_held:
            withheld.append(Withheld(item.id, item.held + item.penalty_held, "disputed"))
        if not _asked(item):
            continue
        if item.paused:
            withheld.append(Withheld(item.id, _asked(item), item.paused))
            continue
        if item.due >= state.day:
            withheld.append(Withheld(item.id, _asked(item), "not-overdue", str(item.due)))
        else:
            overdue.append(item)
    if not overdue:
        return Decision((), tuple(withheld))
    stage = _stage(state, policy, overdue, notices)
    if not isinstance(stage, Stage):
        withheld += [Withheld(item.id, _asked(item), *stage) for item in overdue]
        return Decision((), tuple(withheld))
    action = Action(
        debtor=state.debtor,
        stage=stage.name,
        channel=stage.channel,
        on=state.day,
        hours=stage.hours,
        items=tuple(item.id for item in overdue),
        principal=Money.total(item.claimable for item in overdue),
        penalty=Money.total(item.claimable_penalty for item in overdue),
        credit=_credit(state, overdue),
    )
    return Decision((action,), tuple(withheld))


def _credit(state: State, overdue: list[OpenItem]) -> Money:
    """The prepayment that may pay what is overdue: none of it what is collected for another."""
    return min(state.prepaid, Money.total(_asked(item) for item in overdue if not item.collected))


def _asked(item: OpenItem) -> Money:
    return item.claimable + item.claimable_penalty


def _stage(
    state: State, policy: Policy, overdue: list[OpenItem], notices: list[Notice]
) -> Stage | tuple[Reason, str]:
    """The stage of today's notice, or why there is none.

    It is the stage that the oldest item has reached, but no further than the first one
    that was not sent.
    """
    amount = Money.total(map(_asked, overdue))
    credit = _credit(state, overdue)
    if credit >= amount:
        return "credit-covers", str(state.prepaid)
    if amount - credit < policy.minimum:
        return "below-minimum", str(policy.minimum)
    last = max((notice.on for notice in notices), default=None)
    if last and state.day < last + timedelta(days=policy.cool_down):
        return "cool-down", str(last)
    oldest = min(overdue, key=lambda item: (item.due, item.id))
    late = (state.day - oldest.due).days
    reached = [stage for stage in policy.stages if stage.from_day <= late]
    if not reached:
        return "before-first-stage", str(policy.stages[0].from_day)
    sent = {notice.stage for notice in notices if oldest.id in notice.items}
    return next((stage for stage in reached if stage.name not in sent), reached[-1])
