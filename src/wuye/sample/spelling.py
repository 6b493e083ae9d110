"""How an office writes rooms, days, amounts and areas: seldom twice the same way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import frozen

from ..estate import Owner, Unit
from ..money import Money, scaled
from .chance import Chance
from .communities import Sample
from .rooms import square_metres

_WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
_DAY_ONE = date(1899, 12, 30)  # from which spreadsheets count days


@frozen
class Spelling:
    """Writes what stands in one row of one table; ``row`` is a name that no other row has."""

    chance: Chance
    row: str

    @classmethod
    def of(cls, sample: Sample, *row: object) -> Spelling:
        """The spellings of a row of a sample's tables."""
        return cls(Chance(sample.seed), "/".join(map(str, row)))

    def room(self, unit: Unit) -> str:
        """A room in full: most as ``3-1-502``, some as ``3#1-502`` or ``3栋1单元502室``.

        >>> from ..estate import Owner
        >>> unit = Unit("3-1-502", "100", Owner("O-1"), building="3", entrance="1")
        >>> {Spelling(Chance(1), str(row)).room(unit) for row in range(99)} >= {
        ...     "3-1-502", "3#1-502", "3栋1单元502室", "３－１－５０２"
        ... }
        True
        """
        number = unit.id.rpartition("-")[2]
        if not unit.entrance:
            ways = [unit.id, unit.id, f"{unit.building}座{number}", unit.id.translate(_WIDE)]
            return self._mostly(*ways)
        building, entrance = unit.building, unit.entrance
        return self._mostly(
            unit.id,
            f"{building}#{entrance}-{number}",
            f"{building}栋{entrance}单元{number}室",
            f"{building}号楼{entrance}单元{number}",
            unit.id.translate(_WIDE),
        )

    def door(self, unit: Unit) -> str:
        """A room beside columns that name its building and entrance: mostly its number alone.

        Never ``B-301`` beside building B: nobody could tell whether B is an entrance there.
        """
        number = unit.id.rpartition("-")[2]
        full = self.room(unit) if unit.entrance else f"{unit.building}座{number}"
        return self._mostly(number, full)

    def names(self, owner: Owner) -> str:
        """Who owns: several names in one cell, with one sign or another between them."""
        if not owner.people:
            return owner.name
        return self._mostly(*(sign.join(one.name for one in owner.people) for sign in "、/，"))

    def day(self, day: date) -> str:
        """A day: in one of four forms, or the number by which spreadsheets count it."""
        return self._mostly(
            f"{day}",
            f"{day.year}/{day.month}/{day.day}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}.{day.month}.{day.day}",
            f"{(day - _DAY_ONE).days}",
        )

    def amount(self, amount: Money) -> str:
        """An amount in yuan: plain, with commas, a sign or a unit."""
        grouped = f"{amount.fen // 100:,}.{amount.fen % 100:02}"
        return self._mostly(str(amount), grouped, f"￥{grouped}", f"{amount}元")

    def area(self, area: Decimal | None) -> str:
        """An area in ㎡, empty where nobody knows it."""
        if area is None:
            return ""
        number, power = scaled(area)
        text = square_metres(number * 100 // power)
        return self._mostly(text, f"{text}㎡", text.translate(_WIDE))

    def phone(self, phone: str) -> str:
        """A telephone number, most as a spreadsheet makes a number of it."""
        return self._mostly(f"{phone}.0", phone, f"{phone[:3]} {phone[3:7]} {phone[7:]}")

    def _mostly(self, usual: str, *others: str) -> str:
        """The usual way in seven of ten cells."""
        if not self.chance.happens(30, "spelling", self.row, usual):
            return usual
        return self.chance.pick(others, "way", self.row, usual)
