"""Penalties of many debts at once, as whole numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ...rounding import Mode
from ...terms import PenaltyTerms
from .accrual import END
from .contractual import penalty_fen

Row = tuple[int, tuple[tuple[int, int], ...]]


def penalty_rows(terms: PenaltyTerms, rows: Iterable[Row], *, day: date) -> list[int]:
    """Compute the penalties of compact rows up to and including ``day``, in fen.

    A row is a due day and the steps of a balance, ``(due, ((day, fen), ...))``; its days
    are numbers as ``date.toordinal`` gives them.  It comes to what :func:`penalty` gives.

    >>> due, billed, paid = (date(2026, *d).toordinal() for d in ((10, 25), (10, 1), (11, 4)))
    >>> row = (due, ((billed, 30000), (paid, 20000)))
    >>> penalty_rows(PenaltyTerms("0.0003"), [row], day=date(2026, 12, 21))
    [369]
    """
    scale, rounding = terms.scale, terms.rounding
    if not scale.plain:
        from_number = date.fromordinal
        return [
            penalty_fen(terms, [(from_number(n), fen) for n, fen in steps], from_number(due), day)
            for due, steps in rows
        ]
    after = min(day.toordinal() + 1, END)
    rate, share, amount = scale.daily, scale.share, scale.amount
    unit = scale.one * rounding.unit
    half_up = rounding.mode is Mode.HALF_UP
    amounts: list[int] = []
    for due, steps in rows:
        first = due + 1
        total = most = stands = 0
        for start, fen in steps:
            if start > first:
                if start >= after:
                    break
                total += stands * (start - first)
                if stands > most:  # noqa: PLR1730  (max is a call, and this runs for every row)
                    most = stands
                first = start
            stands = fen
        if first >= after:
            amounts.append(0)
            continue
        if stands > most:  # noqa: PLR1730
            most = stands
        total = (total + stands * (after - first)) * rate
        if share is not None and total > most * share:
            total = most * share
        if amount is not None and total > amount:
            total = amount
        # Half-up without a call: what is rounded is never below 0.
        amounts.append(
            (2 * total + unit) // (2 * unit) * rounding.unit
            if half_up
            else rounding.of(total, scale.one)
        )
    return amounts
