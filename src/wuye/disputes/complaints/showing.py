"""What of a ticket is shown to whom: who complained stays hidden when it is forwarded.

Telling others who complained, or from which room, is disclosing personal information
(个人信息保护法 10, 25).  So a ticket is shown without room, name and telephone, and in
full only to someone with the right to see personal data (:mod:`wuye.authority`).

>>> from ...dates import CHINA
>>> from ...estate import Person
>>> from .tickets import receive
>>> at = datetime(2026, 11, 3, tzinfo=CHINA)
>>> ticket = receive(
...     "T-1",
...     kind="complaint",
...     category="noise",
...     at=at,
...     unit="3-1-502",
...     reporter=Person("O-17", name="赵某某", phone="13800000017"),
...     says="3-1-502赵某某：楼上太吵，请回电13900000018",
... )
>>> shown(ticket).says
'3-*-***赵**：楼上太吵，请回电139****0018'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from attrs import field, frozen

from ...authority import Right, Staff, may
from ...errors import RuleError
from ...format import masked_name, masked_phone
from .tickets import Ticket, masked_room
from .transitions import Kind, Status, Urgency

#: 7 digits or more of any width, perhaps apart.
_NUMBER = re.compile(r"\+?\d(?:[ \u3000.\-\u2010-\u2015\uff0d]?\d){6,}")
_ROOM = 3  # signs of a room's last part that tell it from other numbers


@frozen(kw_only=True)
class Shown:
    """A ticket as somebody may see it; ``reporter`` is the id, empty when it is hidden."""

    id: str
    kind: Kind
    category: str
    urgency: Urgency
    status: Status
    at: datetime
    unit: str = field(repr=masked_room)
    reporter: str
    name: str = field(repr=masked_name)
    phone: str = field(repr=masked_phone)
    says: str = field(repr=False)


def shown(ticket: Ticket) -> Shown:
    """A ticket as it may be forwarded (转派): without the person and the room.

    In what was said the reporter's room (also by its last part: 502室), name and telephone
    are hidden too, and so is every number of seven digits or more.  Names of other people in
    it are not recognised.
    """
    return _shown(ticket, masked_name, masked_phone, masked_room, reporter="")


def unmasked(ticket: Ticket, *, to: Staff, on: date) -> Shown:
    """A ticket in full, for someone who may see personal data on a day.

    Raises :class:`~wuye.errors.RuleError` for someone who may not.
    """
    verdict = may(to, Right.SEE_PERSONAL_DATA, on=on)
    if not verdict.allowed:
        raise RuleError(
            f"may not see who reported this: {verdict.reason}",
            to.id,
            ticket.id,
            "show it masked, or ask someone with the right to see personal data",
        )
    reporter = ticket.reporter.id if ticket.reporter else ""
    return _shown(ticket, str, str, str, reporter=reporter)


_Mask = Callable[[str], str]


def _shown(ticket: Ticket, name: _Mask, phone: _Mask, room: _Mask, *, reporter: str) -> Shown:
    who, says = ticket.reporter, ticket.says
    last = ticket.unit.rpartition("-")[2]
    hidden: list[tuple[str, str]] = [(ticket.unit, room(ticket.unit))]
    if who:
        hidden += [(who.phone, phone(who.phone)), (who.name, name(who.name))]
    for text, instead in hidden:
        says = says.replace(text, instead) if text else says
    if len(last) >= _ROOM:
        says = re.sub(rf"(?<!\d){re.escape(last)}(?!\d)", room(last), says)
    return Shown(
        id=ticket.id,
        kind=ticket.kind,
        category=ticket.category,
        urgency=ticket.urgency,
        status=ticket.status,
        at=ticket.at,
        unit=room(ticket.unit),
        reporter=reporter,
        name=name(who.name) if who else "",
        phone=phone(who.phone) if who else "",
        says=_NUMBER.sub(lambda found: phone(found[0]), says),
    )
