"""Dunning (催缴): a policy is data, and one pure function decides."""

from .decide import Action, Decision, Notice, Withheld, decide
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
