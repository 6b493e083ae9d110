"""What was billed otherwise than it would be now (应补应退): the base of every correction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from ..bills import Bill, BillLine
from ..money import Money
from .lines import Lines
from .tariffs import Skip

#: unit, debtor, creditor, item code
Key = tuple[str, str, str, str]


@frozen
class Difference:
    """A charge that was billed as ``was`` and would be ``now``; None is no such charge.

    ``billed`` are the lines on which it stands, supplements among them, and ``due`` the
    lines as they would be built now.
    """

    unit: str
    debtor: str
    creditor: str
    item: str
    was: Money | None
    now: Money | None
    billed: tuple[BillLine, ...] = field(repr=False)
    due: tuple[BillLine, ...] = field(repr=False)

    @property
    def more(self) -> Money:
        """What is owed beyond what was billed; below nothing when too much was billed."""
        nothing = Money("0")
        return (self.now or nothing) - (self.was or nothing)

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
) -> tuple[Difference, ...]:
    """Compare what was billed with what would be, charge by charge.

    What is skipped now is not known, and so no difference.
    """
    unknown = {(skip.unit, skip.item) for skip in skipped}
    was, now = _charges(billed), _charges(drafts)
    found: list[Difference] = []
    for key in was | now:
        unit, debtor, creditor, item = key
        before, after = was.get(key, ()), now.get(key, ())
        charged = [line.amount - credited.get(line.id, Money("0")) for line in before]
        old = Money.total(charged) if before else None
        new = Money.total(line.amount for line in after) if after else None
        if (old or Money("0")) != (new or Money("0")) and (unit, item) not in unknown:
            found.append(
                Difference(unit, debtor, creditor, item, old, new, tuple(before), tuple(after))
            )
    return tuple(found)


def _charges(bills: Iterable[Bill]) -> dict[Key, list[BillLine]]:
    charges: dict[Key, list[BillLine]] = {}
    for bill in bills:
        for line in bill.lines:
            item = line.code.partition(":")[0]
            charges.setdefault((bill.unit, bill.debtor, bill.creditor, item), []).append(line)
    return charges


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
