"""What a debtor is behind with on a day (欠费情况): the few facts that conditions look at.

Conditions never look at an account, so that a policy can be tried on a line of a table.

>>> late = Arrears(day=date(2026, 12, 21), oldest=date(2026, 10, 25), periods=2, fen=56000)
>>> late.days, late.months
(57, 1)
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from ..dates import months_between
from ..money import Money


@frozen(kw_only=True)
class Arrears:
    """What is overdue of one debtor, on ``day``.

    ``oldest`` is the due day of the oldest item, ``periods`` how many service periods are
    unpaid, ``fen`` what is asked, prepayment taken off.  ``reason`` is why the debtor does
    not pay, as far as it is known (:mod:`.reasons`); ``broken`` tells of a promise or a plan
    that was not kept.  ``since`` is the day of the last notice of the stage before.
    """

    day: date
    oldest: date
    periods: int = 1
    fen: int = 0
    reason: str = ""
    broken: bool = False
    since: date | None = None

    @property
    def days(self) -> int:
        """Days overdue: 0 on the due day, 1 on the day after."""
        return (self.day - self.oldest).days

    @property
    def months(self) -> int:
        """Whole months overdue, from the due day: due on 25 October, 1 on 25 November."""
        return max(months_between(self.oldest, self.day), 0)

    @property
    def amount(self) -> Money:
        """What is asked."""
        return Money.of_fen(self.fen)
