"""Who else owes, pays or answers for the fees of a unit, because it was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from attrs import field, frozen
from attrs.converters import optional

from ..dates import a_day
from ..errors import PeriodError, RuleError, one_of
from .people import Owner

AgreementKind = Literal["occupier", "payer", "guarantor"]


def _units(given: str | Iterable[str]) -> tuple[str, ...]:
    units = (given,) if isinstance(given, str) else tuple(given)
    if not units or len(set(units)) < len(units):
        raise RuleError(
            "an agreement is about units, each named once", units, "Agreement", "name them"
        )
    return units


def _items(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise RuleError("one text is no list of items", given, "Agreement.items", "write [item]")
    return tuple(given)


@frozen
class Agreement:
    """An agreement (约定) on the fees of one unit or of several.

    - An ``occupier`` (使用人) who agreed with the owner to pay owes the fees, and the owner
      owes jointly beside (物业管理条例 41-1).  Without such an agreement an occupier owes
      nothing.
    - A ``payer`` (代缴人) receives the bills and pays for whoever owes them.
    - A ``guarantor`` (保证人) answers beside the debtor.  Whether the creditor must turn to
      the debtor first is for the agreement to say and is not decided here.

    ``items`` names the items by code; none means all.  It holds from ``since`` until the day
    before ``until``; None leaves an end open.  A sale of the unit does not end it.

    >>> tenant = Agreement("3-1-502", Owner("T-1"), since=date(2026, 5, 1), items=["water"])
    >>> tenant.holds(date(2026, 5, 1), "water"), tenant.holds(date(2026, 5, 1), "property")
    (True, False)
    """

    units: tuple[str, ...] = field(converter=_units)
    who: Owner
    kind: AgreementKind = field(
        default="occupier", validator=one_of("occupier", "payer", "guarantor"), kw_only=True
    )
    since: date | None = field(default=None, converter=optional(a_day), kw_only=True)
    until: date | None = field(default=None, converter=optional(a_day), kw_only=True)
    items: tuple[str, ...] = field(default=(), converter=_items, kw_only=True)

    def __attrs_post_init__(self) -> None:
        since, until = self.days
        if until <= since:
            raise PeriodError(
                "an agreement must end after it begins",
                f"{since} to {until}",
                f"agreement with {self.who.id}",
                "give its first day and the day after its last",
            )

    @property
    def days(self) -> tuple[date, date]:
        """Its first day and the day after its last, both far off where they are open."""
        return self.since or date.min, self.until or date.max

    def holds(self, day: date, item: str = "") -> bool:
        """Whether it holds for an item on a day; no item means one that nobody named."""
        since, until = self.days
        return since <= day < until and (not self.items or item in self.items)

    def contradicts(self, other: Agreement) -> bool:
        """Whether both cannot be kept: two different occupiers or payers at once."""
        (since, until), (begins, ends) = self.days, other.days
        shared = not self.items or not other.items or set(self.items) & set(other.items)
        return (
            self.kind == other.kind != "guarantor"
            and since < ends
            and begins < until
            and bool(shared)
        )
