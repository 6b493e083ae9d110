"""A dunning case (催缴案件): where it stands, by one table.

>>> from .events import Sent
>>> first = Sent(id="N-1", on=date(2026, 10, 26), stage="缴费提醒", means="message", items=["B:1"])
>>> advance(Case("O-17"), first).status
<Status.REMINDED: 'reminded'>
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

from attrs import field, frozen

from .events import Event


class Status(Enum):
    """Where a case stands."""

    OPEN = "open"  # 未催
    REMINDED = "reminded"  # 已催
    AGREED = "agreed"  # 已承诺、已约定分期或者缓缴
    DISPUTED = "disputed"  # 有异议
    HARDSHIP = "hardship"  # 困难
    HANDED_OVER = "handed-over"  # 已移交
    CLOSED = "closed"  # 已结


TRANSITIONS: Mapping[Status, Mapping[type[Event], Status]] = {}


@frozen
class Case:
    """Everything that happened while a debtor was dunned; values derive from the events."""

    debtor: str
    events: tuple[Event, ...] = field(default=(), converter=tuple[Event, ...])
    status: Status = Status.OPEN


def advance(case: Case, event: Event) -> Case:
    """Take a case one step further; the case is a value and stays as it was on an error."""
    raise NotImplementedError


def replay(debtor: str, events: Iterable[Event]) -> Case:
    """The case after all its events."""
    case = Case(debtor)
    for event in events:
        case = advance(case, event)
    return case


_ = date
