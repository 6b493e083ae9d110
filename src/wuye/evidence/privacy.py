"""Whose names a page shows (姓名脱敏): masked, unless a reader has the right to see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ..authority import Right, Staff, may
from ..errors import RuleError
from ..estate import Owner, Person
from ..format import masked_name, masked_phone


def shown_to(reader: Staff | None, owner: Owner | None, *, on: date) -> Callable[[str], str]:
    """Give what text becomes for a reader: as it is with the right to see personal data.

    Without a reader the names and telephones of the owner are masked wherever they stand,
    also in papers of the host's; a company's name is not.  Raises :class:`~wuye.errors.RuleError` for a reader
    without the right on the day.

    >>> show = shown_to(None, Owner("O-17", "赵某某", "13800000017"), on=date(2026, 12, 21))
    >>> show("赵某某（13800000017）要求核对")
    '赵**（138****0017）要求核对'
    """
    if reader is not None:
        verdict = may(reader, Right.SEE_PERSONAL_DATA, on=on)
        if not verdict.allowed:
            raise RuleError(
                f"names may not be shown: {verdict.reason}",
                reader.id,
                "reader",
                "leave the reader out: names are masked then",
            )
        return str
    people: list[Owner | Person] = [owner, *owner.people] if owner else []
    persons = people if owner and owner.kind == "person" else people[1:]
    hidden = {each.name: masked_name(each.name) for each in persons if each.name}
    phones = {_apart(each.phone): masked_phone(each.phone) for each in people if each.phone}

    def mask(text: str) -> str:
        for plain in sorted(hidden, key=len, reverse=True):
            text = text.replace(plain, hidden[plain])
        for apart, masked in phones.items():
            text = masked.join(apart.split(text))
        return text

    return mask


def _apart(phone: str) -> re.Pattern[str]:
    """A telephone number, however its digits are set apart."""
    digits = [sign for sign in phone if sign.isdigit()]
    return re.compile(r"[^0-9A-Za-z\n]?".join(digits) or re.escape(phone))


def named(owner: Owner | None, debtor: str) -> str:
    """Write who owes, by name with the number, or by the number alone."""
    if owner is None:
        return debtor
    names = [each.name for each in owner.people if each.name] or [owner.name]
    told = "、".join(name for name in names if name)
    return f"{told}（{debtor}）" if told else debtor
