"""Results of a team as columns, for whatever table library a host has.

>>> from .assigning import Overflow
>>> to_columns([Overflow("O-1", "desk", "full")], Overflow)["why"]
('full',)
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from attrs import fields_dict

from ...errors import RuleError
from ...money import Money


def to_columns(values: Iterable[object], of: type[Any]) -> dict[str, tuple[object, ...]]:
    """Lay values of one class out, a tuple for each field; amounts are whole fen.

    Without values the columns are there and empty.  Raises
    :class:`~wuye.errors.RuleError` for a value of another class.
    """
    rows = tuple(values)
    if wrong := sorted({type(row).__name__ for row in rows if type(row) is not of}):
        raise RuleError("values of another class", wrong, "to_columns", f"give {of.__name__} alone")
    laid: dict[str, tuple[object, ...]] = {}
    for name, each in fields_dict(of).items():
        money = each.type in {Money, "Money"}
        laid[f"{name}_fen" if money else name] = tuple(_plain(getattr(row, name)) for row in rows)
    return laid


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return value.fen
    return value.value if isinstance(value, Enum) else value
