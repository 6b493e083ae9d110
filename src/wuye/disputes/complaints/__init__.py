"""Complaints (投诉) and repair requests (报修): tickets, their clocks, and who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...late import names

if TYPE_CHECKING:
    from .debt import (
        Agreed,
        ContactDue,
        Met,
        condition_met,
        conditional_promise,
        contact_stops,
        hold,
        release,
    )
    from .desk import Escalation, Route, escalations, route
    from .feedback import CHANNELS, REASONS, Feedback, Reason, reply_form
    from .indicators import Missed, Rates, missed, rates
    from .policy import Clock, Level, Policy, Target
    from .readings import Reading, clocks, ended, ending_soon
    from .showing import Shown, shown, unmasked
    from .standards import DEFAULT, beijing
    from .tickets import Event, Ticket, advance, receive
    from .transitions import CATEGORIES, SATISFACTION, TRANSITIONS, Status
    from .trends import digest, repeats

__all__ = [
    "CATEGORIES",
    "CHANNELS",
    "DEFAULT",
    "REASONS",
    "SATISFACTION",
    "TRANSITIONS",
    "Agreed",
    "Clock",
    "ContactDue",
    "Escalation",
    "Event",
    "Feedback",
    "Level",
    "Met",
    "Missed",
    "Policy",
    "Rates",
    "Reading",
    "Reason",
    "Route",
    "Shown",
    "Status",
    "Target",
    "Ticket",
    "advance",
    "beijing",
    "clocks",
    "condition_met",
    "conditional_promise",
    "contact_stops",
    "digest",
    "ended",
    "ending_soon",
    "escalations",
    "hold",
    "missed",
    "rates",
    "receive",
    "release",
    "repeats",
    "reply_form",
    "route",
    "shown",
    "unmasked",
]

_HOMES = {
    "Agreed": "debt",
    "CATEGORIES": "transitions",
    "CHANNELS": "feedback",
    "Clock": "policy",
    "ContactDue": "debt",
    "DEFAULT": "standards",
    "Escalation": "desk",
    "Event": "tickets",
    "Feedback": "feedback",
    "Level": "policy",
    "Met": "debt",
    "Missed": "indicators",
    "Policy": "policy",
    "REASONS": "feedback",
    "Rates": "indicators",
    "Reading": "readings",
    "Reason": "feedback",
    "Route": "desk",
    "SATISFACTION": "transitions",
    "Shown": "showing",
    "Status": "transitions",
    "TRANSITIONS": "transitions",
    "Target": "policy",
    "Ticket": "tickets",
    "advance": "tickets",
    "beijing": "standards",
    "clocks": "readings",
    "condition_met": "debt",
    "conditional_promise": "debt",
    "contact_stops": "debt",
    "digest": "trends",
    "ended": "readings",
    "ending_soon": "readings",
    "escalations": "desk",
    "hold": "debt",
    "missed": "indicators",
    "rates": "indicators",
    "receive": "tickets",
    "release": "debt",
    "repeats": "trends",
    "reply_form": "feedback",
    "route": "desk",
    "shown": "showing",
    "unmasked": "showing",
}

__getattr__, __dir__ = names(__name__, _HOMES)
