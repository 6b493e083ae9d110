"""Who answers for an account (连带债务人、保证人), for how much, and whom a demand reaches.

One account may have several people behind it: co-owners, who owe the whole together; an
owner beside the occupier who agreed to pay; a guarantor by agreement.  All of them answer
for the same money.  What any of them pays is a receipt of the account and reduces it for
all; a demand to one joint debtor counts for the others (:mod:`wuye.law.debtors`).

>>> from ..bills import Bill, BillLine
>>> from ..dates import Period
>>> from ..estate import Owner, Person, Unit
>>> from .account import Account
>>> from .opening import stated
>>> couple = Owner("O-17", people=[Person("P-1"), Person("P-2")])
>>> estate = Community("锦苑", [Unit("3-1-502", "100.00", couple)])
>>> month = Period.month(2026, 10)
>>> line = BillLine("b:property", "property", "物业服务费", month, 28000, stated("280.00"))
>>> bill = Bill(id="b", creditor="锦苑物业", debtor="O-17", unit="3-1-502", period=month,
...             on=month.start, due=date(2026, 10, 25), lines=[line], penalty=None)
>>> state = Account.of([bill]).on(date(2026, 11, 3))
>>> [(debtor.person, str(debtor.most)) for debtor in answering(state, estate)]
[('P-1', '280.00'), ('P-2', '280.00')]
>>> [reach.debtors for _, reach in reached(state, estate, "P-2", Receiver.DEBTOR)]
[('P-1', 'P-2')]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve, frozen

from ..bills import Bill, BillLine
from ..errors import UnknownError
from ..estate import Agreement, Community, Owner
from ..law.debtors import Debtor, Reach, Receiver, guarantor, of_owners, reaches
from ..money import Money
from .state import State


@frozen
class Liability:
    """Who answers for one open item, for what may be asked of it: nothing under dispute."""

    item: str
    amount: Money
    debtors: tuple[Debtor, ...]


def liabilities(state: State, estate: Community) -> tuple[Liability, ...]:
    """Who answers for each item that is open and not under dispute, principal and penalty.

    The bill says whose it is and who stands beside; the community says which people a
    party is, and who stands there as guarantor.  A guarantee for some items or days
    reaches no others.  That co-owners do not owe jointly, or that a guarantee has run
    out, is for a person to judge.
    """
    parties = estate.parties()
    found: list[Liability] = []
    for item in state.items:
        open_ = item.open_item(state.day)
        amount = open_.claimable + open_.claimable_penalty
        if amount.fen > 0:
            debtors = _debtors(item.bill, item.line, amount, state.day, estate, parties)
            found.append(Liability(item.id, amount, debtors))
    return tuple(found)


def answering(state: State, estate: Community) -> tuple[Debtor, ...]:
    """Who answers for the account, each for how much of it at most.

    The amounts are for the same money: they are not added up.
    """
    people: dict[tuple[str, str], Debtor] = {}
    for liability in liabilities(state, estate):
        for debtor in liability.debtors:
            key = (debtor.person, debtor.role)
            before = people.get(key)
            people[key] = _together(before, debtor) if before else debtor
    return tuple(people.values())


def reached(
    state: State, estate: Community, addressee: str, receiver: Receiver
) -> tuple[tuple[str, Reach], ...]:
    """For whom a demand of the state's day interrupts limitation, item by item.

    ``receiver`` says who took it in.  Items that the addressee does not answer for are left
    out.  Raises :class:`~wuye.errors.UnknownError` when none is left.
    """
    found = tuple(
        (liability.item, reaches(liability.debtors, addressee, receiver, on=state.day))
        for liability in liabilities(state, estate)
        if addressee in {debtor.person for debtor in liability.debtors}
    )
    if not found:
        raise UnknownError(
            "nobody of that id answers for anything open",
            addressee,
            f"account of {state.debtor}",
            f"who does: {', '.join(debtor.person for debtor in answering(state, estate))}",
        )
    return found


def _debtors(
    bill: Bill,
    line: BillLine,
    amount: Money,
    on: date,
    estate: Community,
    parties: Mapping[str, Owner],
) -> tuple[Debtor, ...]:
    agreed = [
        agreement
        for agreement in estate.agreements
        if agreement.kind == "guarantor" and bill.unit in agreement.units
    ]
    guarantors = {agreement.who.id for agreement in agreed}
    held = {agreement.who.id for agreement in agreed if _holds(agreement, line)}
    owners = [party for party in bill.beside if party not in guarantors]
    if owners:  # the debtor is an occupier who agreed to pay
        first, *others = _people(bill.debtor, parties)
        people = [person for owner in owners for person in _people(owner, parties)]
        occupier, *rest = of_owners(amount, people, occupier=first, on=on)
        found = [occupier, *(evolve(occupier, person=person) for person in others), *rest]
    else:
        found = list(of_owners(amount, _people(bill.debtor, parties), on=on))
    for party in bill.beside:
        if party in held:
            found += (guarantor(amount, person) for person in _people(party, parties))
    return tuple(found)


def _holds(agreement: Agreement, line: BillLine) -> bool:
    """Whether an agreement is about the item of a line, on any of its days."""
    since, until = agreement.days
    about = not agreement.items or line.item in agreement.items
    return about and since < line.service.end and line.service.start < until


def _people(party: str, parties: Mapping[str, Owner]) -> tuple[str, ...]:
    """The people that a party is; one that the community does not know stands for itself."""
    together: Iterable[str] = (
        (person.id for person in parties[party].people) if party in parties else ()
    )
    return tuple(together) or (party,)


def _together(one: Debtor, other: Debtor) -> Debtor:
    """One who answers for two items answers for both amounts."""
    most = None if one.most is None or other.most is None else one.most + other.most
    cites = tuple(dict.fromkeys((*one.cites, *other.cites)))
    return evolve(one, most=most, jointly=one.jointly or other.jointly, cites=cites)
