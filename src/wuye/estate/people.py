"""Who owes: owners and occupiers, alone or together, and companies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import field, frozen

from ..errors import DuplicateError, one_of
from ..format import masked_name, masked_phone

Kind = Literal["person", "company", "developer"]


@frozen
class Person:
    """One of several people who owe together; masked in every repr.

    >>> Person("P-1", name="赵某某", phone="13800000000")
    Person(id='P-1', name=赵**, phone=138****0000)
    """

    id: str
    name: str = field(default="", repr=masked_name)
    phone: str = field(default="", repr=masked_phone)


def _together(people: Iterable[Person]) -> tuple[Person, ...]:
    together = tuple(people)
    ids = [person.id for person in together]
    if len(set(ids)) < len(ids):
        raise DuplicateError("one person is named twice", ids, "Owner.people", "name each once")
    return together


@frozen
class Owner:
    """Someone who owes fees (业主).  Name and telephone are masked in every repr.

    Co-owners (共有人) are one owner with several ``people``: they owe the whole jointly
    (民法典 307), so they have one account, and a demand on one counts for all.  ``kind``
    tells a person, a company and the developer (建设单位) apart.

    >>> Owner("O-17", name="赵某某", phone="13800000000")
    Owner(id='O-17', name=赵**, phone=138****0000, people=(), kind='person')
    >>> couple = Owner("O-18", people=[Person("P-1"), Person("P-2")])
    >>> [person.id for person in couple.people]
    ['P-1', 'P-2']
    """

    id: str
    name: str = field(default="", repr=masked_name)
    phone: str = field(default="", repr=masked_phone)
    people: tuple[Person, ...] = field(default=(), converter=_together, kw_only=True)
    kind: Kind = field(
        default="person", validator=one_of("person", "company", "developer"), kw_only=True
    )
