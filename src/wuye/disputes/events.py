"""What may happen to a dispute: each event is a fact, with the day on which it happened.

Nothing here decides anything: where a case may go stands in one table
(:data:`wuye.disputes.TRANSITIONS`).

>>> Decided({"property": "3.92"}, "forgiven").upheld
(('property', Money('3.92')),)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from attrs import field, frozen
from attrs.validators import optional

from ..dates import a_day
from ..errors import RuleError, one_of
from ..money import Money
from ..payments.instalments import Plan
from .policy import HeldDays

#: What was upheld: of the only line, or by the codes of the lines.
Upheld = Money | tuple[tuple[str, Money], ...]


def _upheld(value: Money | str | Mapping[str, Money | str] | Upheld) -> Upheld:
    if isinstance(value, Mapping):
        return tuple((code, Money(amount)) for code, amount in value.items())
    if isinstance(value, tuple):
        return tuple((code, Money(amount)) for code, amount in value)
    return Money(value)


def _kinds(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


_held_days = optional(one_of("restored", "forgiven"))


@frozen
class Acknowledged:
    """The office told the debtor that it has the dispute (受理)."""


@frozen
class MeterCheck:
    """A meter is to be checked on site (现场核表), on ``day`` if that is agreed."""

    meter: str = ""
    day: date | None = None


@frozen
class Audit:
    """A third party is to go through the figures (第三方审计)."""

    auditor: str = ""


@frozen
class Investigated:
    """The point was looked into (核查): what was found, and the evidence that is there.

    ``evidence`` are kinds of :data:`~wuye.disputes.EVIDENCE`.
    """

    found: str = field(default="", repr=False)
    evidence: tuple[str, ...] = field(default=(), converter=_kinds)


@frozen
class Answered:
    """The debtor was answered (答复): what was found, and what the office offers."""

    answer: str = field(default="", repr=False)


@frozen
class Mediating:
    """A third party mediates (调解): a people's mediation committee, the subdistrict."""

    mediator: str = ""


@frozen
class NotSettled:
    """The mediation came to nothing (调解不成)."""

    reason: str = field(default="", repr=False)


@frozen(kw_only=True)
class Mediated:
    """What was agreed before a mediator (调解协议), in effect from ``effective``.

    ``upheld`` is credited.  A ``plan`` for what is left, if one was agreed, pauses the
    lines of the dispute, and so is about all that is open of them; penalty ``"stops"`` or
    ``"runs"`` meanwhile.  A plan that was agreed before is released by the host first.  See
    ``held_days`` at :class:`Decided`.
    """

    mediator: str
    effective: date = field(converter=a_day)
    agreed: str = field(repr=False)
    upheld: Upheld = field(default=Money("0"), converter=_upheld)
    held_days: HeldDays | None = field(default=None, validator=_held_days)
    plan: Plan | None = None
    penalty: Literal["stops", "runs"] = field(default="stops", validator=one_of("stops", "runs"))

    def __attrs_post_init__(self) -> None:
        if not (self.mediator and self.agreed):
            raise RuleError(
                "a settlement says who mediated and what was agreed",
                self.mediator,
                "Mediated",
                "give mediator= and agreed=",
            )


@frozen
class Decided:
    """The dispute was decided (处理): ``upheld`` of what is disputed is credited.

    Of several lines say how much of each: ``Decided({"property": "3.92", "lift": "0"})``;
    one amount will do where it is nothing or all.  ``held_days`` says what becomes of the
    days on which penalty stood still, for the part that was not upheld: counted after all
    (restored), or never (forgiven); else the policy says it.  What is ``corrected`` was
    credited by a correction of the charges (:func:`~wuye.disputes.propose`) that is posted
    already, so no credit is made for it here.
    """

    upheld: Upheld = field(converter=_upheld)
    held_days: HeldDays | None = field(default=None, validator=_held_days)
    reason: str = field(default="", repr=False)
    corrected: bool = field(default=False, kw_only=True)


@frozen
class Withdrawn:
    """The debtor withdrew the dispute (撤回); for ``held_days`` see :class:`Decided`."""

    held_days: HeldDays | None = field(default=None, validator=_held_days)


@frozen
class Closed:
    """The debtor was told the outcome and the file was closed (结案)."""


@frozen
class Reopened:
    """The debtor disputes again what was not upheld (重新提出), and says why."""

    reason: str = field(default="", repr=False)


@frozen
class Sued:
    """What is disputed is before a court or an arbitrator (起诉、仲裁)."""

    court: str = ""
    number: str = ""


@frozen
class Judged:
    """A judgment or award in effect (生效裁判): ``upheld`` is credited, as by :class:`Decided`."""

    upheld: Upheld = field(converter=_upheld)
    held_days: HeldDays | None = field(default=None, validator=_held_days)
    number: str = ""


Outcome = Decided | Mediated | Withdrawn | Judged
Event = (
    Acknowledged
    | MeterCheck
    | Audit
    | Investigated
    | Answered
    | Mediating
    | NotSettled
    | Mediated
    | Decided
    | Withdrawn
    | Closed
    | Reopened
    | Sued
    | Judged
)


@frozen
class Happened:
    """An event with its two days: ``on``, when it happened, and ``booked``, when it was entered."""

    event: Event
    on: date = field(converter=a_day)
    booked: date = field(converter=a_day)
