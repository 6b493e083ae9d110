"""Where a dispute may go: everything that decides it stands in this file.

Rule: one total table.  Each pair of status and event either has a next status in
:data:`TRANSITIONS` or is refused.  What a dispute does to money follows from one thing
alone: in the statuses of :data:`OPEN` the disputed part is held, in all others it is not.

>>> [status.zh for status in TRANSITIONS[Status.MEDIATION].values()]
['已处理', '已核查', '已撤回', '诉讼中']
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from .events import (
    Acknowledged,
    Answered,
    Audit,
    Closed,
    Decided,
    Event,
    Investigated,
    Judged,
    Mediated,
    Mediating,
    MeterCheck,
    NotSettled,
    Reopened,
    Sued,
    Withdrawn,
)


class Status(Enum):
    """Where a dispute stands."""

    LODGED = "lodged"
    ACKNOWLEDGED = "acknowledged"
    METER_CHECK = "meter-check"
    AUDIT = "audit"
    INVESTIGATED = "investigated"
    ANSWERED = "answered"
    MEDIATION = "mediation"
    IN_COURT = "in-court"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    REOPENED = "reopened"
    JUDGED = "judged"

    @property
    def zh(self) -> str:
        """What the office calls it."""
        return _NAMES[self]

    @property
    def open(self) -> bool:
        """Whether the disputed part is held."""
        return self in OPEN


_NAMES: Mapping[Status, str] = {
    Status.LODGED: "已提出",
    Status.ACKNOWLEDGED: "已受理",
    Status.METER_CHECK: "现场核表",
    Status.AUDIT: "第三方审计",
    Status.INVESTIGATED: "已核查",
    Status.ANSWERED: "已答复",
    Status.MEDIATION: "调解中",
    Status.IN_COURT: "诉讼中",
    Status.DECIDED: "已处理",
    Status.WITHDRAWN: "已撤回",
    Status.CLOSED: "已结案",
    Status.REOPENED: "重新提出",
    Status.JUDGED: "已裁判",
}

_ON: Mapping[type[Event], Status] = {
    MeterCheck: Status.METER_CHECK,
    Audit: Status.AUDIT,
    Investigated: Status.INVESTIGATED,
    Answered: Status.ANSWERED,
    Mediating: Status.MEDIATION,
    Decided: Status.DECIDED,
    Withdrawn: Status.WITHDRAWN,
    Sued: Status.IN_COURT,
}
#: Whoever waits for a third party decides nothing before it has spoken.
_WAITING: Mapping[type[Event], Status] = {
    Investigated: Status.INVESTIGATED,
    Withdrawn: Status.WITHDRAWN,
    Sued: Status.IN_COURT,
}
_AGAIN: Mapping[type[Event], Status] = {
    Reopened: Status.REOPENED,
    Sued: Status.IN_COURT,
}

#: The next status, by status and event; a pair that is missing is refused.
TRANSITIONS: Mapping[Status, Mapping[type[Event], Status]] = {
    Status.LODGED: {Acknowledged: Status.ACKNOWLEDGED, **_ON},
    Status.ACKNOWLEDGED: _ON,
    Status.METER_CHECK: _WAITING,
    Status.AUDIT: _WAITING,
    Status.INVESTIGATED: _ON,
    Status.ANSWERED: _ON,
    Status.MEDIATION: {
        Mediated: Status.DECIDED,
        NotSettled: Status.INVESTIGATED,
        Withdrawn: Status.WITHDRAWN,
        Sued: Status.IN_COURT,
    },
    Status.IN_COURT: {
        Mediated: Status.DECIDED,
        Judged: Status.JUDGED,
        Withdrawn: Status.WITHDRAWN,
    },
    Status.DECIDED: {Closed: Status.CLOSED, **_AGAIN},
    Status.WITHDRAWN: {Closed: Status.CLOSED, **_AGAIN},
    Status.CLOSED: _AGAIN,
    Status.REOPENED: {Acknowledged: Status.ACKNOWLEDGED, **_ON},
    Status.JUDGED: {},
}

#: The statuses in which the disputed part is held.
OPEN = frozenset(
    {
        Status.LODGED,
        Status.ACKNOWLEDGED,
        Status.METER_CHECK,
        Status.AUDIT,
        Status.INVESTIGATED,
        Status.ANSWERED,
        Status.MEDIATION,
        Status.IN_COURT,
        Status.REOPENED,
    }
)
