"""The documents of what was agreed with a debtor who cannot pay at once."""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import Factory, field, frozen

from ..bills import Paused
from ..errors import PeriodError, RuleError, one_of
from ..money import Money
from ..payments.instalments import Plan, Promise

_same_day = Factory(lambda self: self.on, takes_self=True)


@frozen(kw_only=True)
class Pause:
    """Leaves items alone for a time, from ``on``: they are not chased.

    What was agreed is one of three:

    - a deferral (缓缴) ``through`` a day, the last one;
    - an instalment ``plan`` (分期): until its last due day, or the day after a part that was
      not paid in time.  All that is paid, credited or given up on the items since counts;
    - a ``promise`` (承诺付款), until its day has passed.  One with a condition, the id of an
      event, waits for :class:`ConditionMet`, and is then due that day at the earliest.

    ``penalty`` ``"stops"`` or ``"runs"`` meanwhile.  A release ends it sooner, and can count
    the days of it after all.  Unlike what is held, the items take undesignated money and
    stay in the payoff: they are owed, and the debtor may pay at any time.
    """

    id: str
    creditor: str
    debtor: str
    on: date
    items: tuple[str, ...] = field(converter=tuple[str, ...])
    penalty: Literal["stops", "runs"] = field(validator=one_of("stops", "runs"))
    through: date | None = None
    plan: Plan | None = None
    promise: Promise | None = None
    booked: date = field(default=_same_day)

    def __attrs_post_init__(self) -> None:
        if [self.through, self.plan, self.promise].count(None) != 2:
            raise RuleError(
                "a pause is a deferral, a plan or a promise",
                None,
                self.id,
                "give one of through=, plan= and promise=",
            )
        if not self.items or len(set(self.items)) < len(self.items):
            raise RuleError("a pause names items, each once", list(self.items), self.id)
        if self.first < self.on:
            raise PeriodError(
                "what is agreed lies before the agreement", str(self.first), self.id, "later"
            )

    @property
    def kind(self) -> Paused:
        """What was agreed."""
        return "deferral" if self.through else "plan" if self.plan else "promise"

    @property
    def first(self) -> date:
        """The first day on which something is to be done."""
        if self.plan:
            return self.plan.parts[0].due
        return self.through or (self.promise.by if self.promise else self.on)

    @property
    def amount(self) -> Money:
        """What is to be paid under it; nothing is said by a deferral."""
        agreed = self.plan.total if self.plan else self.promise and self.promise.amount
        return agreed or Money("0")


@frozen(kw_only=True)
class ConditionMet:
    """Says that what promises waited for has happened (条件成就), such as a repair."""

    id: str
    creditor: str
    debtor: str
    on: date
    condition: str
    booked: date = field(default=_same_day)
