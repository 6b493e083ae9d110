"""What was billed otherwise than it would be now (应补应退): the base of every correction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from attrs import evolve, field, frozen

from ..bills import Bill, BillLine
from ..explain import Basis
from ..money import Money
from .items import Clause
from .lines import Lines
from .tariffs import Skip
from .tariffs.charges import CONSTANT

#: unit, debtor, creditor, item code
Key = tuple[str, str, str, str]
#: the inputs that are prices, beside the constants of a formula
PRICES = ("rate", "flat")
NOTHING = Money("0")


@frozen
class Difference:
    """A charge that was billed as ``was`` and would be ``now``; None is no such charge.

    ``billed`` are the lines on which it stands, supplements among them, and ``due`` the
    lines as they would be built now, on a bill such as ``draft``.  ``unsaid`` tells that a
    price changed on days billed before and the item's ``price_change`` does not say what
    follows from that.
    """

    unit: str
    debtor: str
    creditor: str
    item: str
    was: Money | None
    now: Money | None
    billed: tuple[BillLine, ...] = field(repr=False)
    due: tuple[BillLine, ...] = field(repr=False)
    draft: Bill | None = field(default=None, repr=False)
    unsaid: bool = False

    @property
    def more(self) -> Money:
        """What is owed beyond what was billed; below nothing when too much was billed."""
        return (self.now or NOTHING) - (self.was or NOTHING)

    def __str__(self) -> str:
        was, now = (
            str(amount) if amount is not None else "none" for amount in (self.was, self.now)
        )
        return f"{self.debtor}: {was} -> {now}"


def compare(
    billed: Iterable[Bill],
    drafts: Iterable[Bill],
    skipped: Iterable[Skip],
    credited: Mapping[str, Money],
    conceded: Mapping[str, Money],
    clauses: Mapping[str, Clause],
) -> tuple[Difference, ...]:
    """Compare what was billed with what would be, charge by charge.

    What is skipped now is not known, and so no difference.  What was ``credited`` counts as
    never billed; what was ``conceded`` for another reason is not billed again, and counts
    against what turns out to have been too much.
    """
    unknown = {(skip.unit, skip.item) for skip in skipped}
    was, now = _charges(billed), _charges(drafts)
    kept = _kept(was, now)
    found: list[Difference] = []
    for key in was | now:
        unit, _, _, item = key
        if (unit, item) in unknown:
            continue
        before = [line for _, line in was.get(key, ())]
        after = [line for _, line in now.get(key, ())]
        locked = [kept.get(line.id, line) for line in after]
        clause = clauses.get(item, "")
        if clause == "locked":
            after = locked
        new = Money.total(line.amount for line in after)
        most = Money.total(x.amount - credited.get(x.id, NOTHING) for x in before)
        least = most - Money.total(conceded.get(line.id, NOTHING) for line in before)
        old = min(most, max(least, new))
        if old == new:
            continue
        found.append(
            Difference(
                *key,
                old if before else None,
                new if after else None,
                tuple(before),
                tuple(after),
                now[key][0][0] if after else None,
                unsaid=not clause and new != Money.total(line.amount for line in locked),
            )
        )
    return tuple(found)


def _charges(bills: Iterable[Bill]) -> dict[Key, list[tuple[Bill, BillLine]]]:
    charges: dict[Key, list[tuple[Bill, BillLine]]] = {}
    for bill in bills:
        for line in bill.lines:
            item = line.code.partition(":")[0]
            key = (bill.unit, bill.debtor, bill.creditor, item)
            charges.setdefault(key, []).append((bill, line))
    return charges


def _kept(
    was: Mapping[Key, list[tuple[Bill, BillLine]]], now: Mapping[Key, list[tuple[Bill, BillLine]]]
) -> dict[str, BillLine]:
    """Lines as they would be now at the price at which their days were billed.

    A day that was billed keeps the price of the first day of the line that billed it, as
    that price is now: a change of price is kept away, an error in it is not.
    """
    before, after = _by_item(was), _by_item(now)
    kept: dict[str, BillLine] = {}
    for item, lines in after.items():
        for line in lines if len(lines) > 1 else ():
            start = min(
                (x.service.start for x in before.get(item, ()) if line.service.start in x.service),
                default=line.service.start,
            )
            first = next((x for x in lines if start in x.service), line)
            if _prices(first) != _prices(line):
                kept[line.id] = _at(line, dict(_prices(first)))
    return kept


def _by_item(
    charges: Mapping[Key, list[tuple[Bill, BillLine]]],
) -> dict[tuple[str, str], list[BillLine]]:
    found: dict[tuple[str, str], list[BillLine]] = {}
    for (unit, _, _, item), lines in charges.items():
        found.setdefault((unit, item), []).extend(line for _, line in lines)
    return found


def _prices(line: BillLine) -> tuple[tuple[str, Decimal], ...]:
    return tuple((name, value) for name, value in line.basis.inputs if _is_price(name))


def _is_price(name: str) -> bool:
    return name in PRICES or name.startswith(CONSTANT)


def _at(line: BillLine, prices: Mapping[str, Decimal]) -> BillLine:
    """A line at another price."""
    basis = line.basis
    inputs = tuple((name, prices.get(name, value)) for name, value in basis.inputs)
    basis = Basis(basis.expr, inputs, basis.cites)
    return evolve(line, fen=basis.evaluate().fen, basis=basis)


def without(lines: Iterable[Lines], units: set[str], items: set[str]) -> tuple[Lines, ...]:
    """The lines of other units and other items."""
    kept: list[Lines] = []
    for made in lines:
        if made.item.code in items:
            continue
        chosen = [unit.id not in units for unit in made.units]
        if all(chosen):
            kept.append(made)
        elif any(chosen):
            kept.append(made.only(chosen))
    return tuple(kept)
