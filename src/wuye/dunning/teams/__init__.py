"""Teams (催缴分工): who has which case, what is due today, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...late import names

if TYPE_CHECKING:
    from .agenda import Agenda, FollowUp, Rhythm, Stuck, agenda, follow_ups, stuck
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
    from .columns import columns
    from .results import Ask, Result, asks, results
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
    "columns",
    "follow_ups",
    "hand_overs",
    "holder_of",
    "results",
    "stuck",
    "trough",
]

_HOMES = {
    "Agenda": "agenda",
    "Ask": "results",
    "Assigned": "assigning",
    "Assignment": "assigning",
    "Collector": "assigning",
    "FollowUp": "agenda",
    "Overflow": "assigning",
    "RULES": "assigning",
    "Result": "results",
    "Rhythm": "agenda",
    "Rule": "assigning",
    "Stuck": "agenda",
    "Trough": "troughs",
    "Work": "assigning",
    "agenda": "agenda",
    "asks": "results",
    "assign": "assigning",
    "columns": "columns",
    "follow_ups": "agenda",
    "hand_overs": "assigning",
    "holder_of": "assigning",
    "results": "results",
    "stuck": "agenda",
    "trough": "troughs",
}

__getattr__, __dir__ = names(__name__, _HOMES)
