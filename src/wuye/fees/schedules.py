"""Fee schedules (收费标准): which items are charged, how, when due, to whom."""

from __future__ import annotations

from attrs import field, frozen

from ..bills import PenaltyTerms
from ..dates import DueDay, Period
from ..errors import DuplicateError, PeriodError
from ..rounding import Rounding
from .tariffs import Tariff


@frozen
class Cycle:
    """Which months a bill charges (计费周期): the bill's own month, or an earlier one.

    >>> Cycle.arrears(months=1).service(Period.month(2026, 10)) == Period.month(2026, 9)
    True
    """

    months_back: int = 0

    def __attrs_post_init__(self) -> None:
        if self.months_back < 0:
            raise PeriodError("a cycle does not look ahead", self.months_back, "Cycle", "0 or more")

    @classmethod
    def advance(cls) -> Cycle:
        """The month of the bill itself (预付)."""
        return cls()

    @classmethod
    def arrears(cls, *, months: int) -> Cycle:
        """A month that many months before the bill's (后付): meters, shared costs."""
        if months < 1:
            raise PeriodError("arrears lie in the past", months, "Cycle.arrears", "give 1 or more")
        return cls(months)

    def service(self, period: Period) -> Period:
        """The service period that a bill for ``period`` charges."""
        return period.shift(-self.months_back)


@frozen
class Item:
    """One thing that is charged (收费项目): a code, its name on the bill, its tariff."""

    code: str
    name: str
    tariff: Tariff
    cycle: Cycle = Cycle.advance()


@frozen
class Terms:
    """When a bill falls due, and the penalty clause if the contract has one."""

    due: DueDay
    penalty: PenaltyTerms | None = None


@frozen
class FeeSchedule:
    """The fees of a community over a time: items, terms, rounding, creditor.

    ``rounding`` has no default: real bills differ by fen on the point of rounding alone.
    ``creditor`` is to whom the fees are owed; debts to different creditors never mix.
    """

    name: str
    creditor: str = field(kw_only=True)
    in_force: Period = field(kw_only=True)
    items: tuple[Item, ...] = field(converter=tuple[Item, ...], kw_only=True)
    terms: Terms = field(kw_only=True)
    rounding: Rounding = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        codes = [item.code for item in self.items]
        if len(set(codes)) < len(codes):
            raise DuplicateError("an item code is given twice", codes, self.name, "keep one")
