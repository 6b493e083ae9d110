"""Dunning (催缴): a policy is data, and one pure function decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from .deciding import Action, Decision, Notice, Withheld, decide
    from .policy import MESSAGE_THEN_LETTER, Channel, Policy, Stage

__all__ = [
    "MESSAGE_THEN_LETTER",
    "Action",
    "Channel",
    "Decision",
    "Notice",
    "Policy",
    "Stage",
    "Withheld",
    "decide",
]

_HOMES = {
    "Action": "deciding",
    "Channel": "policy",
    "Decision": "deciding",
    "MESSAGE_THEN_LETTER": "policy",
    "Notice": "deciding",
    "Policy": "policy",
    "Stage": "policy",
    "Withheld": "deciding",
    "decide": "deciding",
}

__getattr__, __dir__ = names(__name__, _HOMES)
