"""The tables of office.toml: named keys, each read as what it holds, every fault noted.

A key that nobody knows is a fault; so is a decimal without quotes, which is not exact.

>>> faults = Faults()
>>> row = read_keys(Cell("office.toml"), [Key("due_day", whole)], {"due_day": 25}, faults)
>>> row["due_day"], faults.issues
(25, [])
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from attrs import evolve, field, frozen

from ..dates import parse_day
from ..errors import MoneyError, PeriodError, UnknownError
from ..exchange import CHOICE, MESSAGES, Cell, Faults, Row

NUMBERED = "第{}项"


def whole(text: str) -> int:
    """Read a whole number of up to five digits."""
    if not text.isascii() or not text.isdigit() or len(text) > 5:
        raise MoneyError("not a whole number", text, "office.toml", "write digits")
    return int(text)


def office_day(text: str) -> date:
    """Read a day that an office can mean: one before the year 3000."""
    day = parse_day(text)
    if day.year > 2999:
        raise PeriodError("too far ahead", text, "day", "give a day before the year 3000")
    return day


def choice(choices: Mapping[str, Any]) -> Callable[[str], Any]:
    """Read one of a few words, and give what each stands for."""

    def read(text: str) -> Any:
        if text not in choices:
            raise UnknownError("no such choice", text, CHOICE, "、".join(choices))
        return choices[text]

    return read


def words(*allowed: str) -> Callable[[str], Any]:
    """Read one of a few words as itself."""
    return choice({word: word for word in allowed})


yes = choice({"true": True, "false": False})


@frozen
class Key:
    """A key that holds one text, number, day, or true and false.

    ``otherwise`` is what stands where it is left out.
    """

    name: str
    read: Callable[[str], Any] = str
    otherwise: Any = None
    needed: bool = field(default=False, kw_only=True)

    def of(self, at: Cell, value: object, faults: Faults) -> Any:
        """Read the value; None when it has a fault."""
        if isinstance(value, float):
            faults.add(at, "inexact", MESSAGES["inexact"])
        elif isinstance(value, bool) is not (self.read is yes):
            faults.add(
                at, "type", "写 true 或 false" if self.read is yes else "应为文字、数字或日期"
            )
        elif not isinstance(value, str | int | date) or isinstance(value, datetime):
            faults.add(at, "type", "应为一个文字、数字或日期")
        elif self.needed and value == "":
            faults.add(at, "empty", "不能为空")
        else:
            with faults.at(evolve(at, value=str(value))):
                return self.read(str(value).lower() if self.read is yes else str(value))
        return None


@frozen
class Several:
    """A key that holds a list of texts or numbers."""

    name: str
    read: Callable[[str], Any] = str
    needed: bool = field(default=False, kw_only=True)
    otherwise: Any = field(default=(), init=False)

    def of(self, at: Cell, value: object, faults: Faults) -> Any:
        """Read each of them."""
        if not isinstance(value, list):
            faults.add(at, "type", '应写成 ["…", "…"]')
            return ()
        one = Key(self.name, self.read, needed=True)
        return tuple(one.of(at, each, faults) for each in value)


@frozen
class Tables:
    """A key that holds a list of tables, each with keys of its own."""

    name: str
    keys: Sequence[AnyKey]
    needed: bool = field(default=False, kw_only=True)
    otherwise: Any = field(default=(), init=False)

    def of(self, at: Cell, value: object, faults: Faults) -> Any:
        """Read each table as a row."""
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            faults.add(at, "type", f"应写成 {self.name} = [{{…}}, {{…}}]，或 [[…{self.name}]]")
            return ()
        return tuple(
            read_keys(_inside(at, f"{self.name} {NUMBERED.format(i)}"), self.keys, each, faults)
            for i, each in enumerate(value, 1)
        )


@frozen
class Named:
    """A key that holds a table of names, each with one value or with dated ones."""

    name: str
    read: Callable[[str], Any] = str
    needed: bool = field(default=False, kw_only=True)
    otherwise: Any = field(factory=dict, init=False)

    def of(self, at: Cell, value: object, faults: Faults) -> Any:
        """Read the value of each name."""
        if not isinstance(value, dict):
            faults.add(at, "type", f"应写成 {self.name} = {{名称 = …}}")
            return {}
        key = Key(self.name, self.read)
        return {name: key.of(evolve(at, value=name), each, faults) for name, each in value.items()}


AnyKey = Key | Several | Tables | Named


def read_keys(at: Cell, keys: Sequence[AnyKey], cells: Mapping[str, object], faults: Faults) -> Row:
    """Read a table of office.toml; a key that has a fault is None or empty."""
    known = {key.name: key for key in keys}
    for name in cells:
        if name not in known:
            message = f"不认识这一项；应为：{'、'.join(known)}"
            faults.add(evolve(at, column=name), "unknown-column", message)
    values: dict[str, Any] = {}
    for name, key in known.items():
        cell = evolve(at, column=name)
        values[name] = key.otherwise
        if name in cells:
            values[name] = key.of(cell, cells[name], faults)
        elif key.needed:
            faults.add(cell, "empty", "不能为空")
    return Row(at, values)


def _inside(at: Cell, name: str) -> Cell:
    return evolve(at, file=f"{at.file} {name}", column="")
