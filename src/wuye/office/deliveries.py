"""Which bills have not reached anybody, and what to try next (送达)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from .. import fees
from ..bills import Bill
from ..estate import Owner
from ..exchange import Faults
from ..fees.papers.deliveries import Channel
from .folder import Office


@frozen
class Undelivered:
    """A bill that has not reached anybody; ``next`` is the channel to try, if one is left."""

    bill: Bill
    tried: tuple[fees.Delivery, ...]
    next: Channel | None


def deliveries(
    office: Office, bills: Mapping[str, Bill], until: date, faults: Faults
) -> Mapping[str, tuple[fees.Delivery, ...]]:
    """What was delivered up to a day, by the bill.

    A delivery before the day on which its bill was entered is passed over with a warning.
    """
    made: dict[str, tuple[fees.Delivery, ...]] = {}
    for row in office.deliveries:
        if row["日期"] > until:
            continue
        if row["账单"] not in bills:
            faults.add(row.cell("账单"), "unknown", "没有这样的账单")
        elif row["日期"] < bills[row["账单"]].booked:
            faults.add(row.cell("日期"), "rule", "早于账单登记的日子，没有计入", warning=True)
        else:
            with faults.at(row.at):
                delivery = fees.Delivery(
                    bill=row["账单"],
                    channel=row["渠道"],
                    on=row["日期"],
                    recipient=row["签收人"] or "nobody",
                    proof=row["凭证"] or "",
                    failed=row["失败原因"] or "",
                )
                made[delivery.bill] = (*made.get(delivery.bill, ()), delivery)
    return made


def undelivered(
    office: Office, about: Iterable[Bill], made: Mapping[str, tuple[fees.Delivery, ...]]
) -> tuple[Undelivered, ...]:
    """Find them among the bills ``about``; nothing where the office records no deliveries."""
    if not office.deliveries:
        return ()
    found: list[Undelivered] = []
    for bill in about:
        tried = made.get(bill.id, ())
        if fees.delivered(bill, tried) is None:
            reachable = _reachable(office.people.get(bill.payer or bill.debtor))
            channel = fees.next_channel(bill, tried, reachable=reachable)
            found.append(Undelivered(bill, tried, channel))
    return tuple(found)


def _reachable(party: Owner | None) -> tuple[Channel, ...]:
    """The channels that an office can always try, and a message where it has a number."""
    phoned = party is not None and bool(party.phone)
    return (*(("message",) if phoned else ()), "hand", "mailbox", "registered")
