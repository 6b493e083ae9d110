"""Publication of the standards (收费公示): that it was done, and for how long.

Services, their standard, items and prices are posted where they can be seen, or nothing
may be charged (物业服务收费管理办法 8).  What is posted is a :class:`~.price_sheet.PriceSheet`.

>>> board = Publication(
...     schedule="2026 住宅", channel="notice-board", since=date(2025, 12, 1), proof="照片 12-01"
... )
>>> board.holds(date(2026, 10, 1)), board.holds(date(2025, 11, 30))
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from attrs import field, frozen
from attrs.converters import optional

from ...dates import a_day
from ...errors import PeriodError, RuleError, one_of
from ...law.checks import Disclosed

Place = Literal["notice-board", "lobby", "office", "app", "website", "group"]

#: What a price sheet shows of the eight items of 民法典 943.
ON_A_SHEET = (Disclosed.SERVICES, Disclosed.QUALITY, Disclosed.ITEMS, Disclosed.STANDARDS)


@frozen(kw_only=True)
class Publication:
    """A record that something was made public: where, from when to when, and the proof.

    ``schedule`` is the name of the fee schedule that was posted; ``what`` of the eight
    items of 民法典 943 it showed, by default what a price sheet shows.  ``until`` is the day
    after the last; None while it is still up.
    """

    schedule: str
    channel: Place = field(
        validator=one_of("notice-board", "lobby", "office", "app", "website", "group")
    )
    since: date = field(converter=a_day)
    until: date | None = field(default=None, converter=optional(a_day))
    proof: str
    what: tuple[Disclosed, ...] = field(default=ON_A_SHEET, converter=tuple[Disclosed, ...])

    def __attrs_post_init__(self) -> None:
        place = f"Publication {self.schedule}"
        if not self.proof.strip():
            raise RuleError("a publication that nothing proves", self.channel, place, "say what")
        if self.until is not None and self.until <= self.since:
            raise PeriodError(
                "a publication must end after it begins",
                f"{self.since} to {self.until}",
                place,
                "give its first day and the day after its last, or None",
            )

    def holds(self, day: date) -> bool:
        """Whether it is up on a day."""
        return self.since <= day and (self.until is None or day < self.until)


def published(
    schedule: str, publications: Iterable[Publication], *, on: date
) -> tuple[Disclosed, ...]:
    """Tell what is public of a schedule on a day, for :func:`wuye.law.checks.publication`.

    >>> record = Publication(
    ...     schedule="2026", channel="lobby", since=date(2026, 1, 1), proof="照片",
    ...     what=[Disclosed.ITEMS],
    ... )
    >>> published("2026", [record], on=date(2026, 1, 1))
    (<Disclosed.ITEMS: '收费项目'>,)
    """
    up = [each for each in publications if each.schedule == schedule and each.holds(on)]
    shown = {what for each in up for what in each.what}
    return tuple(what for what in Disclosed if what in shown)
