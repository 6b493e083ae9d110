"""The matter (待证事项): the bill lines that a pack is about, as they stand on its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import field, fields, frozen

from ..bills import Bill
from ..dates import Period
from ..errors import RuleError, UnknownError
from ..estate import Owner
from ..explain import Expr, Input, Share
from ..ledger import Account, ItemState
from .kinds import Nature


@frozen(kw_only=True)
class Matter:
    """Some lines of one account on a day, and who owes them."""

    account: Account
    on: date
    known: date | None
    items: tuple[ItemState, ...]
    owner: Owner | None = field(repr=False)

    @property
    def bills(self) -> tuple[tuple[Bill, tuple[ItemState, ...]], ...]:
        """The bills of the lines, each with those of its lines that are meant."""
        found: dict[str, list[ItemState]] = {}
        for item in self.items:
            found.setdefault(item.bill.id, []).append(item)
        return tuple((items[0].bill, tuple(items)) for items in found.values())

    @property
    def natures(self) -> dict[str, frozenset[Nature]]:
        """What each line rests on, by its id."""
        return {item.id: frozenset(_natures(item)) for item in self.items}


def answerable(bill: Bill, owner: Owner | None) -> tuple[str, ...]:
    """The ids of all who owe a bill jointly: its debtor, those beside it, co-owners."""
    people = owner.people if owner and owner.id == bill.debtor else ()
    return tuple(dict.fromkeys([bill.debtor, *bill.beside, *(each.id for each in people)]))


def due_day(bill: Bill) -> date | None:
    """The due day of a bill; None where the books that it was brought forward from do not tell."""
    return None if "due-unknown" in bill.doubts else bill.due


def matter(
    account: Account,
    about: Iterable[str],
    *,
    on: date,
    known: date | None = None,
    owner: Owner | None = None,
) -> Matter:
    """Find the lines of bills and lines named by id; all that is open where none is named.

    Raises :class:`~wuye.errors.UnknownError` for what was not billed by then and
    :class:`~wuye.errors.RuleError` when nothing is open, or the owner is another.
    """
    if owner and owner.id != account.debtor:
        raise RuleError(
            "the owner is another than the account's", owner.id, f"account of {account.debtor}"
        )
    items, named = account.on(on, known).items, tuple(about)
    place = f"account of {account.debtor}"
    there = {each for item in items for each in (item.id, item.bill.id)}
    if strange := [name for name in named if name not in there]:
        raise UnknownError("not billed on the day", strange, place, "give ids of bills or lines")
    found = tuple(
        item
        for item in items
        if (item.id in named or item.bill.id in named if named else not item.settled)
    )
    if not found:
        raise RuleError(
            "nothing is open, so nothing is to be proved", None, place, "give about=..."
        )
    return Matter(account=account, on=on, known=known, items=found, owner=owner)


def ids(items: Iterable[ItemState]) -> tuple[str, ...]:
    """The ids of lines."""
    return tuple(item.id for item in items)


def days(period: Period) -> str:
    """Write a period by its first and its last day, in the digits of a table."""
    return f"{period.start}至{period.last}"


def _natures(item: ItemState) -> Iterator[Nature]:
    for node in _nodes(item.line.basis.expr):
        match node:
            case Share():
                yield "share"
            case Input(name=name) if name.startswith("closing"):
                yield "reading"
            case Input(unit="sqm"):
                yield "area"
    if item.penalty_open:
        yield "penalty"


def _nodes(expr: Expr) -> Iterator[Expr]:
    """Every node of a tree, whatever its kind."""
    yield expr
    made: Any = type(expr)
    for each in fields(made):
        part = getattr(expr, each.name)
        if isinstance(part, Expr):
            yield from _nodes(part)
