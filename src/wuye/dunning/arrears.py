"""What a debtor is behind with on a day (欠费情况): the few facts that a policy looks at.

Policies never look at an account, so that one can be tried on a row of a table.

>>> late = Arrears(day=date(2026, 12, 21), oldest=date(2026, 10, 25), fen=56000, periods=2)
>>> late.days, late.months, late.amount
(57, 1, Money('560.00'))
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from ..dates import anniversary, months_between
from ..money import Money

#: Why somebody does not pay, as far as it is known: forgot, moved or let, in need, unhappy
#: with the service, disputes the amount, stands empty, can't be reached, refuses.
Cause = Literal[
    "forgot", "moved", "hardship", "service", "amount", "vacant", "unreachable", "refuses"
]


class Arrears(NamedTuple):
    """What is overdue of one debtor on ``day``, and what was done about it.

    ``oldest`` is the due day of the oldest item that may be asked for, ``fen`` what may be
    asked for and is overdue, or is not yet where nothing is, ``credit`` the prepayment that
    may pay it, ``held`` what is set apart, ``periods`` how many periods are unpaid.  ``reason`` is why the debtor does
    not pay (:data:`Cause`), as far as it is known; ``broken`` tells of a promise or a
    plan that was not kept.

    For the oldest item the first ``sent`` stages had a notice, the last of
    them ``attempts``, the latest on ``since``.  ``last`` is the day of the last contact of any kind,
    ``full`` that of the earliest among as many last ones as the policy's cap allows; None
    where there are fewer.  ``bearing`` says that penalty may grow meanwhile.
    """

    day: date
    oldest: date
    fen: int
    periods: int = 1
    credit: int = 0
    held: int = 0
    reason: str = ""
    broken: bool = False
    sent: int = 0
    attempts: int = 0
    since: date | None = None
    last: date | None = None
    full: date | None = None
    bearing: bool = False

    @property
    def days(self) -> int:
        """Days overdue: 0 on the due day, 1 on the day after."""
        return (self.day - self.oldest).days

    @property
    def months(self) -> int:
        """Whole months overdue, from the due day: due on 25 October, 1 from 25 November on."""
        months = months_between(self.oldest, self.day)
        return max(months - (anniversary(self.oldest, months) > self.day), 0)

    @property
    def amount(self) -> Money:
        """What is asked: what is overdue, less the prepayment that may pay it."""
        return Money.of_fen(self.fen - self.credit)
