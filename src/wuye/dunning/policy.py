"""A dunning policy (催缴策略), as data: ordered stages, and when each is reached.

A stage lasts until the next one is reached, so stages leave no gap and do not overlap.
Every bound is met from its own value on: ``When(days=8)`` from the eighth day overdue.
What can't work is refused when the policy is made, with every fault (:mod:`.soundness`).

>>> gentle = Policy("只发短信", [Stage("缴费提醒", When(days=3), ["message"])], minimum="10")
>>> gentle.stages[0].means
(<Means.MESSAGE: 'message'>,)
>>> third = Arrears(day=date(2026, 10, 28), oldest=date(2026, 10, 25), fen=30000)
>>> [gentle.stages[0].when.holds(third._replace(day=date(2026, 10, day))) for day in (27, 28)]
[False, True]
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Literal, get_args

from attrs import Factory, field, frozen

from ..dates import ONE_DAY, anniversary
from ..errors import one_of
from ..law.contact import PRUDENT_HOURS
from ..money import Money
from .arrears import Arrears
from .means import DEMANDED_FIRST, FORMAL, Means, means
from .soundness import check

#: What must be known of a notice before the next stage: that it went out, that it arrived,
#: that its arrival can be proved (诉讼时效规定 8).
Proof = Literal["sent", "arrived", "proved"]
Offer = Literal["deferral", "instalments", "help", "reply-form", "service-record"]


@frozen
class When:
    """When a stage is reached: all of what is given holds.

    ``days`` and ``months`` overdue, ``periods`` unpaid and ``amount`` asked at least;
    ``reasons``: one of them is known; ``broken``: a promise or plan was not kept;
    ``after``: at least so many days since the last notice of the stage before.
    ``month_end`` counts ``days`` from the due day and waits for the end of the month that
    they end in; ``year_end`` waits for the last so many days of a year.
    """

    days: int = 1
    months: int = 0
    periods: int = 0
    amount: Money = field(converter=Money, default=Money("0"))
    reasons: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    broken: bool = False
    after: int = 0
    month_end: bool = False
    year_end: int = 0

    def holds(self, facts: Arrears) -> bool:
        """Whether the stage is reached."""
        first = self.first_day(facts)
        return first is not None and first <= facts.day

    def first_day(self, facts: Arrears) -> date | None:
        """The day from which it holds, if nothing but time goes on; None if never so.

        A day that is past says only that it holds now.  Where penalty may carry the amount
        over its bound, nobody knows the day: tomorrow has to be looked at.
        """
        if facts.periods < self.periods or (self.broken and not facts.broken):
            return None
        if self.reasons and facts.reason not in self.reasons:
            return None
        if self.amount.fen and facts.fen - facts.credit < self.amount.fen:
            return facts.day + ONE_DAY if facts.bearing else None
        first = facts.oldest + timedelta(self.days)
        if self.month_end:
            first = _month_end(first)
        if self.months:
            first = max(first, anniversary(facts.oldest, self.months))
        if self.after:
            if facts.since is None:
                return None
            first = max(first, facts.since + timedelta(self.after))
        if self.year_end:
            first = max(first, facts.day)
            first = max(first, date(first.year, 12, 31) - timedelta(self.year_end - 1))
        return first

    def ends(self, day: date) -> date | None:
        """The day on which time alone ends what holds on a day: the end of the year, if any."""
        return date(day.year + 1, 1, 1) if self.year_end else None


def _month_end(day: date) -> date:
    return anniversary(day.replace(day=1), 1) - ONE_DAY


def _all(values: Iterable[Means | str]) -> tuple[Means, ...]:
    return tuple(means(value) for value in values)


@frozen
class Stage:
    """One stage (催缴阶段).

    ``means`` are alternatives: the one the debtor prefers, or the first that reaches him.
    ``template`` names what is written (:mod:`.notices`); empty, the stage's own name.
    ``proof`` is what must be known of its notice before the next stage.  ``attempts`` is
    how many notices there are at most, None without limit, ``every`` how many days lie
    between them; where all of them failed, one more goes out by a means that was not tried.  ``deadline`` is the days a notice gives to pay, from its arrival: the
    reasonable period (合理期限) of 民法典 944-2, which asks for a demand and not for writing.
    ``offers`` are what it offers; ``approved`` stages wait for a person's approval.
    """

    name: str
    when: When
    means: tuple[Means, ...] = field(converter=_all)
    template: str = field(default="", kw_only=True)
    proof: Proof = field(default="sent", validator=one_of(*get_args(Proof)), kw_only=True)
    attempts: int | None = field(default=1, kw_only=True)
    every: int = field(default=7, kw_only=True)
    deadline: int | None = field(default=None, kw_only=True)
    offers: tuple[Offer, ...] = field(default=(), converter=tuple[Offer, ...], kw_only=True)
    approved: bool = field(default=False, kw_only=True)
    hours: tuple[time, time] = field(
        default=(PRUDENT_HOURS.value.start, PRUDENT_HOURS.value.end), kw_only=True
    )

    @property
    def formal(self) -> bool:
        """Whether it waits for checks: a demand with a deadline, a lawyer's letter, the law."""
        return self.deadline is not None or not FORMAL.isdisjoint(self.means)

    @property
    def demanded_first(self) -> bool:
        """Whether a demand and its lapsed deadline come first (民法典 944-2)."""
        return not DEMANDED_FIRST.isdisjoint(self.means)


#: What is offered to who is in need, in place of every other stage: words and a way to pay.
HELP = Stage(
    "困难帮助",
    When(),
    ["message", "wechat", "phone", "visit", "letter"],
    offers=["help", "deferral", "instalments"],
)


@frozen
class Cap:
    """At most ``most`` contacts within any ``days`` days (联系次数上限)."""

    most: int
    days: int


def _asked(policy: Policy) -> frozenset[str]:
    asked = [stage.when for stage in policy.stages]
    return frozenset(
        name for name in ("periods", "reasons") if any(getattr(when, name) for when in asked)
    )


@frozen
class Policy:
    """Stages in order, and what holds for all of them.

    ``minimum`` is the least amount worth a notice.  ``cool_down`` days lie between any two
    contacts with a debtor; ``cap`` limits them further.  ``quiet`` leaves days of rest
    alone: what would go out then goes on the next working day.  ``delivered`` waits for the
    delivery of a bill.  ``help`` takes the place of the stages for a debtor in hardship.
    ``place`` and ``since`` say under which rules measures are judged; the default is the
    first day of 个人信息保护法, which some of them cite.  ``asks`` names the bounds that take
    finding out, ``"periods"`` and ``"reasons"``, if any stage has them.

    Raises :class:`~wuye.errors.RuleError` with every fault that it has, and
    :class:`~wuye.errors.UnlawfulError` for a measure that the place does not allow.
    """

    name: str
    stages: tuple[Stage, ...] = field(converter=tuple[Stage, ...])
    minimum: Money = field(converter=Money, default=Money("0"), kw_only=True)
    cool_down: int = field(default=7, kw_only=True)
    cap: Cap | None = field(default=None, kw_only=True)
    quiet: bool = field(default=False, kw_only=True)
    delivered: bool = field(default=False, kw_only=True)
    help: Stage = field(default=HELP, kw_only=True)
    place: str = field(default="全国", kw_only=True)
    since: date = field(default=date(2021, 11, 1), kw_only=True)
    asks: frozenset[str] = field(
        default=Factory(_asked, takes_self=True), init=False, eq=False, repr=False
    )

    def __attrs_post_init__(self) -> None:
        check(self)
