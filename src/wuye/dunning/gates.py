"""What stands before a stage although it is reached: checks, proof, deadlines, approval.

民法典 944-2: demand, give a reasonable period, and when it has lapsed one may go to law.  The
demand must name what is claimed and reach the debtor after the due day (:mod:`wuye.law.procedure`).
A period that ends on a day of rest ends on the first working day after it (203).

>>> from ..law.interruptions import Evidence
>>> from .events import Delivered, Sent
>>> letter = Sent(
...     id="N-3",
...     on=date(2026, 11, 26),
...     stage="催缴函",
...     means="registered",
...     items=["B:1"],
...     deadline=15,
... )
>>> arrived = Delivered(id="D-3", on=date(2026, 11, 28), notice="N-3", evidence=Evidence.MESSAGE)
>>> past = Past.of([letter, arrived], date(2026, 12, 20))
>>> undemanded("B:1", date(2026, 10, 25), past, date(2026, 12, 13))
('deadline-runs', datetime.date(2026, 12, 14))
>>> undemanded("B:1", date(2026, 10, 25), past, date(2026, 12, 14))
>>> undemanded("B:2", date(2026, 10, 25), past, date(2026, 12, 14))
('not-demanded', None)
"""

from __future__ import annotations

from datetime import date, timedelta

from ..dates import ONE_DAY, WorkdayCalendar
from ..law.limitation import roll
from .claims import Claim
from .decisions import Reason
from .means import FORMAL
from .past import Past
from .policy import Policy, Stage
from .profiles import Profile

#: Why a stage may not be begun, and the day on which that may change.
Shut = tuple[Reason, date | None]


def shut(
    policy: Policy,
    number: int,
    oldest: Claim,
    past: Past,
    profile: Profile,
    calendar: WorkdayCalendar | None,
    day: date,
) -> Shut | None:
    """What stands before a stage on a day; None if it may be begun."""
    stage = policy.stages[number]
    if profile.failed and stage.formal:
        return "check-failed", None
    if number and not _proved(policy.stages[number - 1], oldest.id, past):
        return "proof-awaited", None
    if stage.demanded_first and (found := undemanded(oldest.id, oldest.due, past, day, calendar)):
        return found
    asks = stage.approved or (profile.protected and not FORMAL.isdisjoint(stage.means))
    # what was approved before the oldest item was due was about something else
    if asks and past.approved.get(stage.name, date.min) < oldest.due:
        return "approval-awaited", None
    return None


def _proved(stage: Stage, item: str, past: Past) -> bool:
    """Whether the proof that a stage asks for is there, of a notice that names the item."""
    if stage.proof == "sent":
        return True
    for sent in past.sent:
        arrived = past.arrival(sent)
        told = arrived and sent.stage == stage.name and item in sent.items
        if arrived and told and (stage.proof == "arrived" or not arrived.evidence.weak):
            return True
    return False


def undemanded(
    item: str, due: date, past: Past, day: date, calendar: WorkdayCalendar | None = None
) -> Shut | None:
    """What still stands before a suit about an item; None if a demand for it has lapsed.

    Of several demands that arrived the last to lapse counts: whoever is given more time has it.
    """
    demands = [sent for sent in past.sent if sent.deadline and item in sent.items]
    if not demands:
        return "not-demanded", None
    lasts = [
        _last(arrived.on, sent.deadline or 0, calendar)
        for sent in demands
        if (arrived := past.arrival(sent)) and arrived.on > due
    ]
    if not lasts:
        return "proof-awaited", None
    last = max(lasts)
    return ("deadline-runs", last + ONE_DAY) if day <= last else None


def _last(arrived: date, days: int, calendar: WorkdayCalendar | None) -> date:
    """The last day to pay; the day of arrival does not count."""
    last = arrived + timedelta(days)
    return roll(last, lambda day: not calendar.is_workday(day), "calendar") if calendar else last
