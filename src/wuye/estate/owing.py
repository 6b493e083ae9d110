"""Who owes for a unit from when to when, who answers beside, and who gets the bill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import frozen

from ..dates import Period
from .agreements import Agreement
from .people import Owner

Roles = tuple[Owner, tuple[Owner, ...], Owner | None]


@frozen
class Stretch:
    """Days through which the same people answer for a unit.

    ``debtor`` owes; who stands ``beside`` answers for the same money; ``payer``, where
    somebody else pays, receives the bill.
    """

    days: Period
    debtor: Owner
    beside: tuple[Owner, ...] = ()
    payer: Owner | None = None


def stretches(
    days: Period,
    owners: Sequence[tuple[date, Owner]],
    agreements: Sequence[Agreement],
    item: str = "",
) -> tuple[Stretch, ...]:
    """Cut days into stretches, in order, joined where nothing changes.

    ``owners`` come in the order of their purchases; the last whose day has come owes.

    >>> owner, tenant = Owner("O-1"), Owner("T-1")
    >>> agreed = [Agreement("1-101", tenant, since=date(2026, 10, 11))]
    >>> for part in stretches(Period.month(2026, 10), [(date.min, owner)], agreed):
    ...     print(part.days.days, part.debtor.id, [other.id for other in part.beside])
    10 O-1 []
    21 T-1 ['O-1']
    """
    cuts = [since for since, _ in owners]
    cuts += [edge for agreement in agreements for edge in agreement.days]
    parts: list[tuple[Period, Roles]] = []
    for part in days.split(*cuts):
        who = roles(part.start, owners, agreements, item)
        if parts and parts[-1][1] == who:
            parts[-1] = (Period(parts[-1][0].start, part.end), who)
        else:
            parts.append((part, who))
    return tuple(Stretch(part, *who) for part, who in parts)


def roles(
    day: date, owners: Iterable[tuple[date, Owner]], agreements: Iterable[Agreement], item: str
) -> Roles:
    """Who owes on a day, who answers beside, and who pays if another does.

    An owner who is also named as occupier or payer simply owes; nobody stands beside
    himself.
    """
    owner = [owner for since, owner in owners if since <= day][-1]
    held = [agreement for agreement in agreements if agreement.holds(day, item)]
    debtor = next(_of("occupier", held), owner)
    beside = dict.fromkeys((owner, *_of("guarantor", held)))
    payer = next(_of("payer", held), debtor)
    return (
        debtor,
        tuple(other for other in beside if other != debtor),
        None if payer == debtor else payer,
    )


def _of(kind: str, agreements: Iterable[Agreement]) -> Iterator[Owner]:
    return (agreement.who for agreement in agreements if agreement.kind == kind)
