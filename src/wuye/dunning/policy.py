"""A dunning policy (催缴策略), as data: ordered stages, and when each is reached.

A stage lasts until the next one is reached, so stages leave no gap and do not overlap.
Every bound is met from its own value on: ``When(days=8)`` from the eighth day overdue.

What can't work is refused when the policy is made: two stages reached by the same facts or
in another order than they stand, a stage behind one that can never give the proof it asks
for, a suit without a demand that sets a deadline.

>>> gentle = Policy("只发短信", [Stage("缴费提醒", When(days=3), ["message"])], minimum="10")
>>> gentle.stages[0].means
(<Means.MESSAGE: 'message'>,)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Literal, get_args

from attrs import field, frozen

from ..errors import one_of
from ..law.contact import PRUDENT_HOURS
from ..money import Money
from .arrears import Arrears
from .means import Means, means

#: What must be known of a notice before the next stage: that it went out, that it arrived,
#: that its arrival can be proved (诉讼时效规定 8).
Proof = Literal["sent", "arrived", "proved"]
Offer = Literal["deferral", "instalments", "help", "reply-form"]


@frozen
class When:
    """When a stage is reached: all of what is given holds.

    ``days`` and ``months`` overdue, ``periods`` unpaid and ``amount`` asked at least;
    ``reasons``: one of them is known; ``broken``: a promise or plan was not kept;
    ``after``: at least so many days since the notice of the stage before.  ``month_end``
    counts ``days`` from the due day to a day and waits for the end of its month.
    """

    days: int = 1
    months: int = 0
    periods: int = 0
    amount: Money = field(converter=Money, default=Money("0"))
    reasons: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    broken: bool = False
    after: int = 0
    month_end: bool = False

    def holds(self, facts: Arrears) -> bool:
        """Whether the stage is reached."""
        raise NotImplementedError


def _all(values: Iterable[Means | str]) -> tuple[Means, ...]:
    return tuple(means(value) for value in values)


@frozen
class Stage:
    """One stage (催缴阶段).

    ``means`` are alternatives, the first one that reaches the debtor is taken unless he
    prefers another of them.  ``template`` names what is written (:mod:`.notices`); empty,
    the stage's own name.  ``proof`` is what must be known of its notice before the next
    stage.  ``attempts`` is how many notices there are at most, ``every`` how many days lie
    between them.  ``deadline`` is the days a notice gives to pay, from its arrival: the
    reasonable period (合理期限) of 民法典 944-2, which asks for a demand and not for writing.
    ``offers`` are what it offers; ``approved`` stages wait for a person's approval.
    """

    name: str
    when: When
    means: tuple[Means, ...] = field(converter=_all)
    template: str = field(default="", kw_only=True)
    proof: Proof = field(default="sent", validator=one_of(*get_args(Proof)), kw_only=True)
    attempts: int = field(default=1, kw_only=True)
    every: int = field(default=7, kw_only=True)
    deadline: int | None = field(default=None, kw_only=True)
    offers: tuple[Offer, ...] = field(default=(), converter=tuple[Offer, ...], kw_only=True)
    approved: bool = field(default=False, kw_only=True)
    hours: tuple[time, time] = field(
        default=(PRUDENT_HOURS.value.start, PRUDENT_HOURS.value.end), kw_only=True
    )


@frozen
class Cap:
    """At most ``most`` contacts within any ``days`` days (联系次数上限)."""

    most: int
    days: int


@frozen
class Policy:
    """Stages in order, and what holds for all of them.

    ``minimum`` is the least amount worth a notice.  ``cool_down`` days lie between any two
    notices to a debtor; ``cap`` limits them further.  ``quiet`` leaves days of rest alone:
    what would go out then goes on the next working day.  ``delivered`` waits for the
    delivery of a bill.  ``place`` and ``since`` say under which rules measures are judged.
    """

    name: str
    stages: tuple[Stage, ...] = field(converter=tuple[Stage, ...])
    minimum: Money = field(converter=Money, default=Money("0"), kw_only=True)
    cool_down: int = field(default=7, kw_only=True)
    cap: Cap | None = field(default=None, kw_only=True)
    quiet: bool = field(default=False, kw_only=True)
    delivered: bool = field(default=False, kw_only=True)
    place: str = field(default="全国", kw_only=True)
    since: date = field(default=date(2021, 1, 1), kw_only=True)
