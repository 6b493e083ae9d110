"""Teams (催缴分工): who has which case, what is due today, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...late import names

if TYPE_CHECKING:
    from .agendas import Agenda, FollowUp, Rhythm, Stuck, agenda, follow_ups, stuck
    from .assigning import (
        RULES,
        Assigned,
        Assignment,
        Collector,
        Overflow,
        Rule,
        Work,
        assign,
        hand_overs,
        holder_of,
    )
    from .outcomes import Ask, Result, asks, results
    from .troughs import Trough, trough

__all__ = [
    "RULES",
    "Agenda",
    "Ask",
    "Assigned",
    "Assignment",
    "Collector",
    "FollowUp",
    "Overflow",
    "Result",
    "Rhythm",
    "Rule",
    "Stuck",
    "Trough",
    "Work",
    "agenda",
    "asks",
    "assign",
    "follow_ups",
    "hand_overs",
    "holder_of",
    "results",
    "stuck",
    "trough",
]

_HOMES = {
    "Agenda": "agendas",
    "Ask": "outcomes",
    "Assigned": "assigning",
    "Assignment": "assigning",
    "Collector": "assigning",
    "FollowUp": "agendas",
    "Overflow": "assigning",
    "RULES": "assigning",
    "Result": "outcomes",
    "Rhythm": "agendas",
    "Rule": "assigning",
    "Stuck": "agendas",
    "Trough": "troughs",
    "Work": "assigning",
    "agenda": "agendas",
    "asks": "outcomes",
    "assign": "assigning",
    "follow_ups": "agendas",
    "hand_overs": "assigning",
    "holder_of": "assigning",
    "results": "outcomes",
    "stuck": "agendas",
    "trough": "troughs",
}

__getattr__, __dir__ = names(__name__, _HOMES)
