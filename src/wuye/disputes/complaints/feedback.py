"""Feedback (反馈) from any channel, in one shape; what needs work opens a ticket.

The reply form (回执) that goes with a letter lets a resident tick a reason and name a time
for a call: coming back, it is feedback like any other.

>>> from ...dates import CHINA
>>> back = reply_form(
...     "R-1",
...     letter="L-2026-11-0007",
...     reason="repair-open",
...     at=datetime(2026, 11, 9, 10, tzinfo=CHINA),
...     unit="3-1-502",
...     says="厨房漏水未修",
... )
>>> ticket = back.opens("T-8", category="leak")
>>> ticket.kind, ticket.category, ticket.channel
('repair', 'leak', 'reply-form')
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, get_args

from attrs import field, frozen

from ...dates import in_china
from ...errors import RuleError, UnknownError, one_of
from ...estate import Person
from ...law.contact import Hours
from .tickets import Ticket, masked_room, receive
from .transitions import CATEGORIES, Kind, Urgency

Wants = Literal["complaint", "repair", "question", "suggestion", "praise"]

#: Where feedback comes in (渠道); a host may use codes of its own.
CHANNELS: Mapping[str, str] = {
    "phone": "电话",
    "wechat": "微信",
    "counter": "前台",
    "app": "手机应用",
    "hotline": "12345热线",
    "reply-form": "回执",
}


@frozen
class Reason:
    """A reason to tick on a reply form: its name, what it asks for, and about what."""

    name: str
    wants: Wants
    category: str = ""


#: The reasons on a reply form (未缴原因).  Difficulty in paying is no complaint: it is
#: answered with a plan.
REASONS: Mapping[str, Reason] = {
    "service": Reason("对服务不满意", "complaint", "other"),
    "repair-open": Reason("报修未解决", "repair", "other"),
    "amount": Reason("对金额有异议", "complaint", "fees"),
    "already-paid": Reason("已经缴费", "complaint", "fees"),
    "staff": Reason("对服务态度不满意", "complaint", "staff"),
    "hardship": Reason("暂时困难", "question"),
    "other": Reason("其他", "question"),
}


@frozen(kw_only=True)
class Feedback:
    """What a resident said (反馈), through a channel, and what is wanted by it.

    ``letter`` is the letter it answers, ``call_within`` the hours in which a call is welcome.
    """

    id: str
    channel: str
    at: datetime = field(converter=in_china)
    wants: Wants = field(validator=one_of(*get_args(Wants)))
    says: str = field(default="", repr=False)
    category: str = ""
    unit: str = field(default="", repr=masked_room)
    reporter: Person | None = None
    letter: str = ""
    call_within: Hours | None = None

    def opens(
        self,
        ticket: str,
        *,
        category: str = "",
        urgency: Urgency = "ordinary",
        categories: Mapping[str, str] = CATEGORIES,
    ) -> Ticket:
        """Open the ticket for a complaint or a repair; it was received when this came.

        Raises :class:`~wuye.errors.RuleError` for feedback that asks for neither, and
        :class:`~wuye.errors.UnknownError` for an unknown category.
        """
        if self.wants not in get_args(Kind):
            raise RuleError(
                "this feedback is no complaint and no repair",
                self.wants,
                self.id,
                "answer it; only a complaint or a repair opens a ticket",
            )
        kind: Kind = "repair" if self.wants == "repair" else "complaint"
        return receive(
            ticket,
            kind=kind,
            category=category or self.category,
            at=self.at,
            unit=self.unit,
            urgency=urgency,
            reporter=self.reporter,
            channel=self.channel,
            says=self.says,
            categories=categories,
        )


def reply_form(
    feedback: str,
    *,
    letter: str,
    reason: str,
    at: datetime,
    unit: str,
    says: str = "",
    reporter: Person | None = None,
    call_within: Hours | None = None,
    reasons: Mapping[str, Reason] = REASONS,
) -> Feedback:
    """Take in the reply form of a letter that came back.

    Raises :class:`~wuye.errors.UnknownError` for a reason that is not on the form.
    """
    if reason not in reasons:
        raise UnknownError(
            "no such reason on the form", reason, letter, f"reasons: {list(reasons)}"
        )
    ticked = reasons[reason]
    return Feedback(
        id=feedback,
        channel="reply-form",
        at=at,
        wants=ticked.wants,
        says=says or ticked.name,
        category=ticked.category,
        unit=unit,
        reporter=reporter,
        letter=letter,
        call_within=call_within,
    )
