"""Changes of owner, and from which day whoever took a unit over owes for it."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from ..dates import ONE_DAY, a_day, anniversary
from .people import Owner


class FirstDay(Enum):
    """From which day a unit that was handed over is owed for by who took it over."""

    HAND_OVER = "hand-over"  # 交付当日
    NEXT_DAY = "next-day"  # 交付次日
    NEXT_MONTH = "next-month"  # 交付次月，交付当月由建设单位承担

    def of(self, handed_over: date) -> date:
        """The first chargeable day after a hand-over.

        >>> FirstDay.NEXT_MONTH.of(date(2026, 10, 17))
        datetime.date(2026, 11, 1)
        """
        if self is FirstDay.NEXT_DAY:
            return handed_over + ONE_DAY
        if self is FirstDay.NEXT_MONTH:
            return anniversary(handed_over.replace(day=1), 1)
        return handed_over


@frozen
class Transfer:
    """A change of owner (过户): from ``on`` the unit's fees are owed by ``to``.

    A ``hand_over`` (交付) is the developer's, and charges follow the rule of the place or
    contract; see :class:`FirstDay`.
    """

    unit: str
    on: date = field(converter=a_day)
    to: Owner
    hand_over: bool = False

    def since(self, first_day: FirstDay) -> date:
        """From which day the new owner owes."""
        return first_day.of(self.on) if self.hand_over else self.on
