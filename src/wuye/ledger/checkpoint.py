"""A checkpoint: what is finished as sums, and the documents of what is not."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from .documents import Document
from .state import Totals


@frozen
class Tied:
    """Money restricted to some items: what finished bills did to it, by day, in fen."""

    restricted: tuple[str, ...] = field(converter=tuple[str, ...])
    purse: tuple[tuple[date, int], ...] = field(converter=tuple[tuple[date, int], ...])


@frozen(kw_only=True)
class Checkpoint:
    """An account to go on from without its finished bills (结转).

    A bill is finished when all of it is settled, nothing of it is held or overpaid, and no
    document since the day that was chosen names it.  What finished bills come to is
    ``brought`` forward as sums; all other bills keep every document that names them, so
    that they can be credited, disputed, paid late or reversed as before.  ``gone`` names
    what is only in the sums: it can be neither corrected nor posted again.

    ``purse`` holds what their money did to the prepayment, by day, in fen: so nothing can be
    spent on an earlier day that was not there on that day.  ``tied`` holds the same for money
    that was restricted to some items.

    The account answers for days, and for what was known, from ``through`` on: the last day
    that any of what is gone was about or booked on.
    """

    creditor: str
    debtor: str
    version: int
    through: date
    closed: date
    brought: Totals
    purse: tuple[tuple[date, int], ...] = field(converter=tuple[tuple[date, int], ...], repr=False)
    documents: tuple[Document, ...] = field(converter=tuple[Document, ...], repr=False)
    gone: tuple[str, ...] = field(converter=tuple[str, ...], repr=False)
    tied: tuple[Tied, ...] = field(default=(), converter=tuple[Tied, ...], repr=False)
