"""Who may be asked for a fee, for how much, and whom a demand reaches.

- Co-owners of a flat owe its fee jointly, each the whole of it (民法典 307); shares matter
  between them, not towards the creditor.
- Where owner and occupier agreed that the occupier pays, the occupier is asked and the
  owner owes jointly (物业管理条例 41-1).  Without such an agreement the occupier owes nothing.
- Heirs pay what the deceased owed within the value of what they inherit (民法典 1161).  What
  falls due while they own the flat they owe as owners.

- A guarantor (保证人) answers by his agreement, which also says whether the debtor must be
  asked first; neither is decided here, and no article is cited for it.

What interrupts limitation for one joint debtor interrupts it for the others
(诉讼时效规定 15).

>>> couple = of_owners("840.00", ["O-17", "O-18"], on=date(2026, 10, 1))
>>> [(debtor.person, debtor.most) for debtor in couple]
[('O-17', Money('840.00')), ('O-18', Money('840.00'))]
>>> reaches(couple, "O-17", Receiver.HOUSEHOLD, on=date(2026, 10, 1)).debtors
('O-17', 'O-18')
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Literal

from attrs import field, frozen
from attrs.converters import optional

from ..citation import Citation
from ..errors import DuplicateError, MoneyError, RuleError, UnknownError
from ..money import Money
from . import civil_code, interpretations, property_regulations
from .interruptions import names

Role = Literal["owner", "occupier", "heir", "guarantor"]


@frozen
class Debtor:
    """Somebody who may be asked for a debt.

    ``most`` is how much at most; None while the value of an estate is not known.
    ``jointly`` says that all who owe jointly owe the same money: what one pays the others
    owe no longer.  ``says`` tells staff why, in Chinese.
    """

    person: str
    role: Role
    most: Money | None
    jointly: bool
    says: str
    cites: tuple[Citation, ...] = field(converter=tuple[Citation, ...])


@frozen
class Heir:
    """An heir (继承人): the value inherited, None while not known; or the estate waived."""

    person: str
    inherited: Money | None = field(default=None, converter=optional(Money))
    waived: bool = False


class Receiver(Enum):
    """Who took a demand in (诉讼时效规定 8-2, 总则编解释 38-2)."""

    DEBTOR = "debtor"  # 本人
    HOUSEHOLD = "household"  # 同住的具有完全行为能力的亲属
    AUTHORISED = "authorised"  # 被授权主体
    AGENT = "agent"  # 代理人、财产代管人
    ADMINISTRATOR = "administrator"  # 遗产管理人
    OTHER = "other"  # 不同住的亲属、邻居、单位、保安等


@frozen
class Reach:
    """For whom a demand interrupts limitation, and why; nobody when ``debtors`` is empty."""

    debtors: tuple[str, ...]
    says: str
    cites: tuple[Citation, ...]


def of_owners(
    amount: Money | str, owners: Iterable[str], *, on: date, occupier: str = ""
) -> tuple[Debtor, ...]:
    """Tell who owes the fee of a unit: its owners, and an occupier who agreed to pay.

    ``occupier`` is named only where owner and occupier agreed that the occupier pays; then
    the occupier comes first.  That co-owners are *not* liable jointly, by another law or
    because the creditor knew, is for a person to judge and not computed here.
    """
    most, people = _owed(amount), _people(owners)
    several = len(people) > 1 or bool(occupier)
    together = (civil_code.cite("307", on),) if len(people) > 1 else ()
    agreed = (property_regulations.cite("regulations", "41-1", on),) if occupier else ()
    cites = (civil_code.cite("944-1", on), *together, *agreed)
    says = "共有人承担连带债务，可以请求其中任何一人支付全部" if together else "业主应当支付物业费"
    if occupier:
        says += "；约定由使用人交纳的，业主负连带交纳责任"
    debtors = tuple(Debtor(person, "owner", most, several, says, cites) for person in people)
    if not occupier:
        return debtors
    if occupier in people:
        raise DuplicateError(
            "one person is owner and occupier", occupier, "of_owners", "name an owner once"
        )
    promised = "业主与物业使用人约定由使用人交纳"
    first = Debtor(occupier, "occupier", most, jointly=True, says=promised, cites=agreed)
    return (first, *debtors)


def of_heirs(amount: Money | str, heirs: Iterable[Heir], *, on: date) -> tuple[Debtor, ...]:
    """Tell which heirs may be asked for a debt of the deceased, each for how much.

    Who waived the inheritance is left out.  The limits are each heir's own and may add up
    to more than the debt; it is paid once.
    """
    owed, given = _owed(amount), tuple(heirs)
    _people(heir.person for heir in given)
    waivers = (civil_code.cite("1161-2", on),) if any(heir.waived for heir in given) else ()
    cites = (civil_code.cite("1161-1", on), *waivers)
    debtors = []
    for heir in given:
        if heir.inherited is not None and heir.inherited.fen < 0:
            raise MoneyError(
                "nobody inherits less than nothing",
                str(heir.inherited),
                f"heir {heir.person}",
                "give the value of what was inherited, 0.00 if nothing",
            )
        if heir.waived:
            continue
        most = None if heir.inherited is None else min(owed, heir.inherited)
        says = "以所得遗产实际价值为限清偿；超过部分自愿偿还的不在此限"
        if most is None:
            says += "；遗产价值未知，先查明再请求"
        debtors.append(Debtor(heir.person, "heir", most, jointly=False, says=says, cites=cites))
    return tuple(debtors)


def guarantor(amount: Money | str, person: str) -> Debtor:
    """Tell for how much a guarantor may be asked, beside whoever owes.

    >>> guarantor("840.00", "G-1").jointly
    False
    """
    says = "保证人按保证合同的约定承担；是否先向债务人请求、保证期间是否届满，先核对合同"
    return Debtor(person, "guarantor", _owed(amount), jointly=False, says=says, cites=())


def reaches(debtors: Iterable[Debtor], addressee: str, receiver: Receiver, *, on: date) -> Reach:
    """Tell for whom a demand to ``addressee`` interrupts, by who took it in.

    A joint debtor stands for all of them.  An heir stands for nobody else; an administrator
    of the estate stands for every heir.
    """
    known = tuple(debtors)
    debtor = next((debtor for debtor in known if debtor.person == addressee), None)
    if debtor is None:
        raise UnknownError(
            "nobody of that name owes this",
            addressee,
            "reaches",
            f"address one of {', '.join(debtor.person for debtor in known)}",
        )
    agents = {Receiver.AGENT, Receiver.ADMINISTRATOR}
    taken_in = (
        interpretations.cite("general", "38-2", on)
        if receiver in agents
        else interpretations.cite("limitation", "8-2", on)
    )
    if receiver is Receiver.OTHER:
        says = "不是本人、同住的成年亲属或者被授权的人签收，不能认定到达；不得向其透露欠费"
        return Reach((), says, (taken_in,))
    if receiver is Receiver.ADMINISTRATOR:
        if debtor.role != "heir":
            raise RuleError(
                "an administrator stands for heirs",
                addressee,
                "reaches",
                "give of_heirs() the heirs, or name who took the demand in",
            )
        people = tuple(each.person for each in known if each.role == "heir")
        return Reach(people, "遗产管理人代各继承人受领", (taken_in,))
    if not debtor.jointly:
        return Reach((addressee,), "到达义务人，只对其本人中断", (taken_in,))
    people = tuple(each.person for each in known if each.jointly)
    together = interpretations.cite("limitation", "15-2", on)
    return Reach(people, "到达连带债务人之一，对其他连带债务人也中断", (taken_in, together))


def _owed(amount: Money | str) -> Money:
    owed = Money(amount)
    if owed.fen <= 0:
        raise MoneyError("a debt is above 0", str(owed), "debtors", "ask only for what is owed")
    return owed


def _people(given: Iterable[str]) -> tuple[str, ...]:
    people = names(given)
    if not people:
        raise RuleError("somebody owes it", people, "debtors", "name at least one person")
    if len(set(people)) < len(people):
        raise DuplicateError("one person is named twice", people, "debtors", "name each once")
    return people
