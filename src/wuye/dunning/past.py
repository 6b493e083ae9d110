"""What the events of dunning come to on a day, told once for all that asks.

An event counts once, whatever is told twice, and not before its day.  What a case that was
closed had come to begins anew: what fell due by then is left alone, and neither hardship
nor a broken promise is carried on.

>>> from .events import Hardship, Sent
>>> told = [
...     Sent(id="N-1", on=date(2026, 10, 26), stage="缴费提醒", means="message", items=["B:1"]),
...     Hardship(id="H-1", on=date(2026, 11, 2)),
... ]
>>> Past.of(told, date(2026, 11, 1)).hardship, Past.of(told, date(2026, 11, 2)).hardship
(False, True)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from ..errors import ConflictError
from .events import (
    Approved,
    Broken,
    Closed,
    Delivered,
    Eased,
    Event,
    Failed,
    HandedOver,
    Hardship,
    PlanAgreed,
    Promised,
    Sent,
)


class Past(NamedTuple):
    """What happened up to a day.

    ``sent`` in the order of days; ``arrived`` and ``failed`` by the id of the notice, the
    last word on it in one of them; ``approved`` the stages whose next notice a person approved,
    and ``broken`` whether a promise was, each with its day; ``closed`` the day on which the case
    was closed last, ``handed`` who outside the house has it; ``events`` all of it in order.
    """

    sent: tuple[Sent, ...] = ()
    arrived: Mapping[str, Delivered] = MappingProxyType({})
    failed: frozenset[str] = frozenset()
    approved: Mapping[str, date] = MappingProxyType({})
    broken: date | None = None
    hardship: bool = False
    handed: str = ""
    closed: date | None = None
    events: tuple[Event, ...] = ()

    @classmethod
    def of(cls, events: Iterable[Event], day: date) -> Past:
        """Read the events up to a day.

        Raises :class:`~wuye.errors.ConflictError` for one id with two contents.
        """
        seen: dict[str, Event] = {}
        for event in events:
            if event.on <= day and seen.setdefault(event.id, event) is not event:
                once(seen[event.id], event)
        if not seen:
            return NOTHING
        sent: list[Sent] = []
        arrived: dict[str, Delivered] = {}
        failed: set[str] = set()
        approved: dict[str, date] = {}
        handed, hardship = "", False
        broken: date | None = None
        closed: date | None = None
        events = tuple(sorted(seen.values(), key=attrgetter("on")))
        for event in events:
            match event:
                case Sent():
                    sent.append(event)
                    approved.pop(event.stage, None)
                case Delivered():
                    arrived[event.notice] = event
                    failed.discard(event.notice)
                case Failed():
                    failed.add(event.notice)
                    arrived.pop(event.notice, None)
                case Approved():
                    approved[event.stage] = event.on
                case Promised() | PlanAgreed():
                    broken = None
                case Broken():
                    broken = event.on
                case Hardship():
                    hardship = True
                case Eased():
                    hardship = False
                case HandedOver():
                    handed = event.to if event.outside else ""
                case Closed():
                    closed, handed = event.on, ""
                    broken, hardship = None, False
                    approved.clear()
                case _:  # the ledger knows what is paid and disputed, the signs what was said
                    pass
        return cls(
            tuple(sent),
            arrived,
            frozenset(failed),
            approved,
            broken,
            hardship,
            handed,
            closed,
            events,
        )

    def arrival(self, sent: Sent) -> Delivered | None:
        """How a notice arrived, if it did; news from before it went out are of none."""
        told = self.arrived.get(sent.id)
        return told if told and told.on >= sent.on else None


def once(known: Event, again: Event) -> None:
    """Let one event be told twice, and refuse another under its id."""
    if known != again:
        raise ConflictError(
            "an event with this id was told otherwise", again.id, "dunning", "give it a new id"
        )


NOTHING = Past()
