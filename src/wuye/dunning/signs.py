"""What tells why somebody does not pay (欠费原因的迹象): facts, and never words in a note.

>>> from .events import Failed
>>> tries = [
...     Failed(id=f"F-{day}", on=date(2026, 11, day), notice="N-1", why="no-answer")
...     for day in (3, 4, 5)
... ]
>>> told(tries[:2])
>>> told(tries).reason
'unreachable'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import takewhile

from attrs import frozen

from ..fees.waivers import Ground
from .events import (
    Answered,
    Closed,
    Delivered,
    Disputed,
    Eased,
    Event,
    Failed,
    Failure,
    Hardship,
    Paid,
    PlanAgreed,
    Promised,
)

#: The reasons (:data:`~wuye.dunning.arrears.Cause`) and their names, as staff read them.
REASONS: Mapping[str, str] = {
    "forgot": "忘记",
    "moved": "已搬走或者出租",
    "hardship": "生活困难",
    "service": "对服务不满",
    "amount": "对金额有异议",
    "vacant": "房屋空置",
    "unreachable": "联系不上",
    "refuses": "拒绝支付",
}


@frozen(kw_only=True)
class Signs:
    """What tells a reason, beside the debtor who tells it himself.

    One of the ``events``; ``times`` failed notices in a row, each for one of ``failures``;
    a hold or a stop of contact of one of the kinds ``holds`` that stands; a waiver on one of
    the ``waivers`` grounds in force.  It is known no longer after one of ``ended``.
    """

    events: tuple[type[Event], ...] = ()
    failures: frozenset[Failure] = frozenset()
    times: int = 1
    holds: tuple[str, ...] = ()
    waivers: tuple[Ground, ...] = ()
    ended: tuple[type[Event], ...] = ()


SIGNS: Mapping[str, Signs] = {
    "forgot": Signs(ended=(Paid,)),
    "moved": Signs(failures=frozenset({"moved"})),
    "hardship": Signs(
        events=(Hardship,), waivers=("low-income", "disability", "illness"), ended=(Eased,)
    ),
    "service": Signs(holds=("complaint",), waivers=("service",)),
    "amount": Signs(events=(Disputed,), holds=("dispute",)),
    "vacant": Signs(failures=frozenset({"vacant"}), waivers=("vacancy",)),
    "unreachable": Signs(
        failures=frozenset({"no-answer", "number-changed", "bounced"}),
        times=3,
        ended=(Answered, Delivered, Promised, PlanAgreed, Paid),
    ),
    # not to take one notice in is not yet to refuse payment
    "refuses": Signs(
        failures=frozenset({"refused"}), times=2, ended=(Promised, PlanAgreed, Paid)
    ),
}  # fmt: skip


@frozen
class Known:
    """A reason that is known: since which day, and from what (the id of the fact)."""

    reason: str
    since: date
    source: str

    @property
    def name(self) -> str:
        """The reason as staff read it."""
        return REASONS[self.reason]


def told(events: Iterable[Event]) -> Known | None:
    """What the events tell, in the order of their days."""
    known: Known | None = None
    failed: list[Failed] = []
    for event in sorted(events, key=lambda event: event.on):
        if isinstance(event, Closed) or (known and isinstance(event, SIGNS[known.reason].ended)):
            known = None
        if isinstance(event, Failed):
            failed.append(event)
        elif isinstance(event, (Answered, Delivered, Closed)):
            failed = []
        if reason := _tells(event, failed):
            known = Known(reason, event.on, event.id)
    return known


def _tells(event: Event, failed: list[Failed]) -> str:
    """The reason that an event tells, ``failed`` being the failures in a row up to it."""
    if isinstance(event, Answered):
        return event.reason
    for reason, signs in SIGNS.items():
        if isinstance(event, signs.events):
            return reason
        if isinstance(event, Failed) and _in_a_row(failed, signs.failures) >= signs.times:
            return reason
    return ""


def _in_a_row(failed: list[Failed], failures: frozenset[Failure]) -> int:
    """How many of the last notices failed for one of some causes; 0 with no causes."""
    return len(tuple(takewhile(lambda each: each.why in failures, reversed(failed))))
