"""The desk (客服前台): who gets a ticket, and whom to tell when it is late.

>>> from .tickets import receive
>>> from ...dates import CHINA
>>> ticket = receive("T-1", kind="repair", category="lift", at=datetime(2026, 11, 3, tzinfo=CHINA))
>>> routes = [Route("lift", "工程部", urgency="emergency", person="S-9"), Route("lift", "工程部")]
>>> route(ticket, routes)
Route(category='lift', department='工程部', person='', urgency=None)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attrs import field, frozen

from ...dates import WorkdayCalendar, in_china
from ...errors import UnknownError
from .policy import Policy
from .readings import clocks
from .tickets import Ticket
from .transitions import Urgency


@frozen
class Route:
    """Who handles a category (派单规则); with ``urgency``, only what is that urgent."""

    category: str
    department: str
    person: str = field(default="", kw_only=True)
    urgency: Urgency | None = field(default=None, kw_only=True)


def route(ticket: Ticket, routes: Iterable[Route]) -> Route:
    """The first route that fits a ticket.

    Raises :class:`~wuye.errors.UnknownError` when nobody handles its category.
    """
    routes = tuple(routes)
    for each in routes:
        if each.category == ticket.category and each.urgency in {None, ticket.urgency}:
            return each
    known = ", ".join(dict.fromkeys(each.category for each in routes))
    raise UnknownError(
        "nobody handles this category",
        ticket.category,
        ticket.id,
        f"add a route; there are {known}",
    )


@frozen
class Escalation:
    """A late clock that someone is to be told of (超时升级), since an instant."""

    ticket: str
    clock: str
    level: int
    to: str
    since: datetime


def escalations(
    ticket: Ticket, policy: Policy, *, at: datetime, calendar: WorkdayCalendar | None = None
) -> tuple[Escalation, ...]:
    """Who is to be told by now of clocks that are over and still wait, in order.

    The first level is 1.  A level with nothing after the clock's end is reached as soon as
    the clock is late, which it is not yet at its last instant.
    """
    now = in_china(at)
    return tuple(
        Escalation(ticket.id, reading.clock, number, level.to, reading.due + level.after)
        for reading in clocks(ticket, policy, at=now, calendar=calendar)
        if reading.due and reading.state == "late" and not reading.stopped
        for number, level in enumerate(policy.levels, 1)
        if reading.due + level.after <= now
    )
