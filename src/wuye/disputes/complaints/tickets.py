"""Complaints (投诉) and repair requests (报修): one ticket (工单) for either.

A ticket is what was reported and the events since; where it stands is read from
:data:`TRANSITIONS` and never stored, so a ticket whose events don't fit cannot be made.

>>> from ...dates import CHINA
>>> at = datetime(2026, 11, 3, 9, tzinfo=CHINA)
>>> ticket = receive("T-1", kind="repair", category="leak", unit="3-1-502", at=at)
>>> ticket = advance(ticket, "arrive", at=at.replace(minute=10), by="S-3")
>>> ticket.status, advance(ticket, "finish", at=at.replace(hour=11)).done.hour
(<Status.ON_SITE: 'on-site'>, 11)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import get_args

from attrs import evolve, field, frozen

from ...dates import in_china
from ...errors import RuleError, TransitionError, UnknownError, one_of
from ...estate import Person
from .transitions import (
    CATEGORIES,
    SATISFACTION,
    TRANSITIONS,
    Kind,
    Status,
    Urgency,
    What,
)

_OVER = frozenset({Status.DONE, Status.FOLLOWED_UP, Status.CLOSED, Status.WITHDRAWN})
_URGENCIES: tuple[Urgency, ...] = get_args(Urgency)
#: What an event may tell beyond when, by whom and in what words.
_TELLS: Mapping[What, frozenset[str]] = {
    "assign": frozenset({"department", "person"}),
    "raise": frozenset({"urgency"}),
    "follow-up": frozenset({"satisfaction"}),
    "finish": frozenset({"not_ours"}),
}


def masked_room(unit: str) -> str:
    """Hide a room but for its building (房号脱敏).

    >>> masked_room("3-1-502"), masked_room("502")
    ('3-*-***', '***')
    """
    building, dash, rest = unit.partition("-")
    if not dash:
        return "*" * len(unit)
    return f"{building}-{''.join('-' if sign == '-' else '*' for sign in rest)}"


def _score(value: object) -> int | None:
    score = SATISFACTION.get(value) if isinstance(value, str) else value
    if value is not None and (type(score) is not int or not 1 <= score <= 5):
        raise RuleError(
            "no such satisfaction",
            value,
            "Event.satisfaction",
            f"give 1 to 5, or one of {', '.join(SATISFACTION)}",
        )
    return score if type(score) is int else None


@frozen
class Event:
    """Something that happened to a ticket, at an instant.

    ``by`` is the id of who did it.  Only an assignment (派单) names a ``department`` or a
    ``person``, only raising the ``urgency``, only a follow-up call (回访) the
    ``satisfaction`` (1 to 5, or one of :data:`SATISFACTION`), and only the finish says that
    the cause was ``not_ours`` (非责任性).  ``says`` may hold names and stays out of the repr.
    """

    what: What
    at: datetime = field(converter=in_china)
    by: str = field(default="", kw_only=True)
    department: str = field(default="", kw_only=True)
    person: str = field(default="", kw_only=True)
    urgency: Urgency | None = field(default=None, validator=one_of(None, *_URGENCIES), kw_only=True)
    satisfaction: int | None = field(default=None, converter=_score, kw_only=True)
    not_ours: bool = field(default=False, kw_only=True)
    says: str = field(default="", repr=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.what not in get_args(What):
            raise UnknownError(
                "no such event", self.what, "complaints", f"events: {list(get_args(What))}"
            )
        told = {
            name
            for name in ("department", "person", "urgency", "satisfaction", "not_ours")
            if getattr(self, name)
        }
        may = _TELLS.get(self.what, frozenset[str]())
        if not told <= may or (self.what in {"assign", "raise"} and not told):
            raise RuleError(
                "this event does not tell that",
                sorted(told),
                self.what,
                f"give {' or '.join(sorted(may)) or 'none of it'}",
            )


@frozen(kw_only=True)
class Ticket:
    """A complaint or a repair request, and all that happened since.

    ``at`` is the instant at which it was received; ``opened_as`` its urgency then.  The
    ``unit`` is empty for common parts.  Whoever reported it may stay unknown.  Room, name
    and telephone are masked in every repr; what was said stays out of it.

    Raises :class:`~wuye.errors.TransitionError` for events that don't fit each other, or
    run backwards.
    """

    id: str
    kind: Kind = field(validator=one_of(*get_args(Kind)))
    category: str
    at: datetime = field(converter=in_china)
    unit: str = field(default="", repr=masked_room)
    opened_as: Urgency = field(default="ordinary", validator=one_of(*_URGENCIES))
    reporter: Person | None = None
    channel: str = ""
    says: str = field(default="", repr=False)
    events: tuple[Event, ...] = field(default=(), converter=tuple[Event, ...])

    def __attrs_post_init__(self) -> None:
        status, since, urgency = Status.RECEIVED, self.at, self.opened_as
        for event in self.events:
            next_ = TRANSITIONS[status].get(event.what)
            if next_ is None or event.at < since:
                way_out = f"events: {', '.join(TRANSITIONS[status]) or 'none; open a new ticket'}"
                raise TransitionError(
                    f"a ticket that is {status.value}, since {since.isoformat()}, cannot take this"
                    f" at {event.at.isoformat()}",
                    event.what,
                    self.id,
                    way_out if next_ is None else "give the instant at which it happened",
                )
            if event.urgency:
                if _URGENCIES.index(event.urgency) <= _URGENCIES.index(urgency):
                    raise TransitionError(
                        f"it is {urgency} already", event.urgency, self.id, "urgency only rises"
                    )
                urgency = event.urgency
            status, since = next_, event.at

    @property
    def status(self) -> Status:
        """Where it stands after its last event."""
        status = Status.RECEIVED
        for event in self.events:
            status = TRANSITIONS[status][event.what]
        return status

    @property
    def is_open(self) -> bool:
        """Whether there is work to do: it is neither done nor withdrawn."""
        return self.status not in _OVER

    @property
    def urgency(self) -> Urgency:
        """How urgent it is now."""
        for event in reversed(self.events):
            if event.urgency:
                return event.urgency
        return self.opened_as

    @property
    def assigned(self) -> tuple[str, str]:
        """The department and the person it was last given to; empty before."""
        given = [(e.department, e.person) for e in self.events if e.what == "assign"]
        return given[-1] if given else ("", "")

    @property
    def done(self) -> datetime | None:
        """When the work was finished; None while it is open, or if it was withdrawn."""
        if self.is_open or self.status is Status.WITHDRAWN:
            return None
        return next((e.at for e in reversed(self.events) if e.what == "finish"), None)

    def as_of(self, at: datetime) -> Ticket:
        """The ticket with what had happened by an instant."""
        now = in_china(at)
        return evolve(self, events=[event for event in self.events if event.at <= now])


def receive(
    ticket: str,
    *,
    kind: Kind,
    category: str,
    at: datetime,
    unit: str = "",
    urgency: Urgency = "ordinary",
    reporter: Person | None = None,
    channel: str = "",
    says: str = "",
    categories: Mapping[str, str] = CATEGORIES,
) -> Ticket:
    """Receive (受理) a complaint or a repair request; ``ticket`` is the id the host gives it.

    Raises :class:`~wuye.errors.UnknownError` for an unknown category and
    :class:`~wuye.errors.PeriodError` for a naive instant.
    """
    if category not in categories:
        raise UnknownError(
            "no such category", category, "complaints.receive", f"categories: {list(categories)}"
        )
    return Ticket(
        id=ticket,
        kind=kind,
        category=category,
        at=at,
        unit=unit,
        opened_as=urgency,
        reporter=reporter,
        channel=channel,
        says=says,
    )


def advance(
    ticket: Ticket,
    what: What,
    *,
    at: datetime,
    by: str = "",
    department: str = "",
    person: str = "",
    urgency: Urgency | None = None,
    satisfaction: int | str | None = None,
    not_ours: bool = False,
    says: str = "",
) -> Ticket:
    """Take a ticket one event further; see :class:`Event` for what each may tell.

    Raises :class:`~wuye.errors.TransitionError` when the event does not fit the status or
    lies before the last one, :class:`~wuye.errors.UnknownError` for no such event and
    :class:`~wuye.errors.RuleError` for what the event does not tell; the ticket is a value
    and stays as it was.
    """
    event = Event(
        what,
        at,
        by=by,
        department=department,
        person=person,
        urgency=urgency,
        satisfaction=satisfaction,
        not_ours=not_ours,
        says=says,
    )
    return evolve(ticket, events=(*ticket.events, event))
