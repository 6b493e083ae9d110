"""By which of a stage's means a debtor is reached on a day.

>>> from .policy import Stage, When
>>> notice = Stage("催缴通知书", When(days=8), ["message", "letter"])
>>> reach(notice, Profile(prefers="letter"), date(2026, 11, 2)).value
'letter'
>>> reach(notice, Profile(reachable=[]), date(2026, 11, 2))
'no-means'
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date

from ..law.contact import Contact, Halt
from .decisions import Reason
from .means import MEANS, Means
from .policy import Stage
from .profiles import Profile

_HALTS: Mapping[Halt, Reason] = {
    "do-not-contact": "do-not-contact",
    "complaint": "complaint",
    "dispute": "disputed",
    "payment-plan": "plan",
    "deceased": "do-not-contact",
}


def reach(
    stage: Stage, profile: Profile, day: date, failed: Container[Means] = ()
) -> Means | Reason:
    """The means to use: the preferred one, else the first that reaches the debtor.

    Those that ``failed`` come last.  Who asked to be left alone is still owed the written
    demand of 民法典 944-2, so a letter that sets a deadline goes out, unless he has died.
    """
    if not (profile.prefers or profile.contacts.stops or failed or profile.reachable is not None):
        return stage.means[0]
    ways = sorted(stage.means, key=lambda each: (each in failed, each is not profile.prefers))
    halted: Reason | None = None
    for each in ways:
        channel, named = MEANS[each].channel, MEANS[each].named
        if channel is None:
            return each
        if named and profile.reachable is not None and each not in profile.reachable:
            continue  # a note on the door needs no address
        demand = named and channel == "letter" and stage.deadline is not None
        contact = Contact(channel, "", party="debtor", tells_debt=named, demand=demand)
        stopped = [
            stop
            for stop in profile.contacts.stops
            if stop.holds(contact, day) and not (demand and stop.reason != "deceased")
        ]
        if not stopped:
            return each
        halted = halted or _HALTS[stopped[0].reason]
    return halted or "no-means"
