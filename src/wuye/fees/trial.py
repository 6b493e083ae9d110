"""What changed since the last period (试算变动): read before anything is issued.

Two runs, or the bills of two periods, are compared by what their amounts rest on: areas,
prices, who owes, shares, counts, coefficients, waivers.  What goes with the calendar alone
(days, costs, readings) is no change.

>>> from ..bills import Bill
>>> changes((), ())
()
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from attrs import field, frozen

from ..bills import Bill
from ..dates import Period
from ..explain import Column
from .runs import Run
from .tariffs.charges import CONSTANT

Kind = Literal[
    "unit", "item", "debtor", "area", "price", "count", "coefficient", "share", "bound",
    "discount", "waiver",
]  # fmt: skip
#: input -> the kind of change it makes, and what staff call it
INPUTS: Mapping[str, tuple[Kind, str]] = {
    "area": ("area", "计费面积"),
    "building_area": ("area", "建筑面积"),
    "interior_area": ("area", "套内面积"),
    "rate": ("price", "单价"),
    "flat": ("price", "每户金额"),
    "households": ("count", "户数"),
    "spaces": ("count", "车位数"),
    "coefficient": ("coefficient", "系数"),
    "total_area": ("share", "分摊总面积"),
    "total_households": ("share", "分摊总户数"),
    "total_coefficients": ("share", "分摊总系数"),
    "total_spaces": ("share", "分摊总车位数"),
    "least": ("bound", "保底"),
    "most": ("bound", "封顶"),
    "discount": ("discount", "折扣"),
    "paid_months": ("discount", "付费月数"),
    "of_months": ("discount", "计费月数"),
    "waived": ("waiver", "减免"),
}
#: how the inputs of a formula begin that have names of their own, and the kind of change
OWN: Mapping[str, Kind] = {CONSTANT: "price", "coefficient:": "coefficient"}
NAMES: Mapping[str, str] = {"unit": "房屋", "item": "收费项目", "debtor": "缴费人"}
_NUMBERED = re.compile(r"_[0-9]+\Z", re.ASCII)

#: unit, item
Key = tuple[str, str]
#: who owes, and the inputs that matter
State = tuple[str, tuple[tuple[str, str], ...]]


@frozen
class Change:
    """One change since the last period, and the units that it is the same for.

    ``was`` and ``now`` are empty for what began and what ended.  ``input`` is the name of
    the number in the basis; it is empty for units, items and debtors, who are told by id.
    """

    kind: Kind
    item: str
    name: str = field(repr=False)
    was: str
    now: str
    units: tuple[str, ...]
    input: str = ""

    def __str__(self) -> str:
        what = NAMES.get(self.kind) or _input(self.input)[1]
        where = self.units[0] if len(self.units) == 1 else f"{len(self.units)}户"
        subject = f"{where} {self.name}".rstrip()
        if not self.was:
            return f"{subject}：新增{what} {self.now}"
        if not self.now:
            return f"{subject}：取消{what} {self.was}"
        return f"{subject}：{what} {self.was} → {self.now}"


def changes(before: Run | Iterable[Bill], after: Run | Iterable[Bill]) -> tuple[Change, ...]:
    """List what changed from one period to the next; nothing is written.

    What changes inside the later period is a change; what changed inside the earlier one
    was told then.  An item that one of two runs does not charge by its cycle is neither new
    nor ended, nor is a charge that was skipped: see ``Run.skipped``.  Changes that are the
    same for several units come together, in the order of the items and of the units.
    """
    was, now = _Told(before), _Told(after)
    found: dict[tuple[str, Kind, str, str, str], list[str]] = {}

    def note(key: Key, kind: Kind, old: str, new: str, named: str = "") -> None:
        unit, item = key
        units = found.setdefault((item, kind, named, old, new), [])
        if unit not in units[-1:]:
            units.append(unit)

    for unit in was.units | now.units:
        if unit not in was.units or unit not in now.units:
            ended = unit in was.units
            note((unit, ""), "unit", unit if ended else "", "" if ended else unit)
    for key in was.states | now.states:
        unit, item = key
        if unit not in was.units or unit not in now.units:
            continue
        if key not in now.states:
            if now.charges(key):
                note(key, "item", item, "")
        elif key not in was.states:
            if was.charges(key):
                note(key, "item", "", item)
        else:
            for old, new in pairwise((was.states[key][-1], *now.states[key])):
                for kind, named, one, other in _steps(old, new):
                    note(key, kind, one, other, named)
    names = was.names | now.names
    return tuple(
        Change(kind, item, names.get(item, ""), old, new, tuple(units), named)
        for (item, kind, named, old, new), units in found.items()
    )


def _steps(old: State, new: State) -> Iterator[tuple[Kind, str, str, str]]:
    (owed, before), (owes, after) = old, new
    if owed != owes:
        yield "debtor", "", owed, owes
    was, now = dict(before), dict(after)
    for name in was | now:
        if was.get(name) != now.get(name):
            kind, _ = _input(name)
            yield kind, name, was.get(name, ""), now.get(name, "")


class _Told:
    """What a run or bills tell of each charge, in the order of its days."""

    def __init__(self, given: Run | Iterable[Bill]) -> None:
        self.run = given if isinstance(given, Run) else None
        self.names: dict[str, str] = {}
        self.units: dict[str, None] = {}
        self.states: dict[Key, list[State]] = {}
        self.skipped: set[Key] = set()
        parts: dict[Key, dict[Period, tuple[set[str], dict[str, str]]]] = {}
        if self.run:
            self.skipped = {(skip.unit, skip.item) for skip in self.run.skipped}
            charges = self._lines(self.run)
        else:
            charges = self._bills(given if not isinstance(given, Run) else ())
        for unit, item, days, debtor, inputs in charges:
            self.units[unit] = None
            debtors, told = parts.setdefault((unit, item), {}).setdefault(days, (set(), {}))
            debtors.add(debtor)
            told.update(inputs)
        for key, stretches in parts.items():
            self.states[key] = [
                ("、".join(sorted(debtors)), tuple(sorted(told.items())))
                for _, (debtors, told) in sorted(stretches.items())
            ]
        self.units |= {unit: None for unit, _ in self.skipped if unit}  # some are nobody's

    def charges(self, key: Key) -> bool:
        """Whether a charge that is not there could have been: it is due, and known."""
        if self.run is None:
            return True
        items = {item.code: item for item in self.run.schedule.items}
        item = items.get(key[1])
        if item is None:
            return True
        if key in self.skipped or item.cycle.from_hand_over:
            return False
        return item.cycle.steps(self.run.period) is not None

    def _lines(self, run: Run) -> Iterator[tuple[str, str, Period, str, dict[str, str]]]:
        for made in run.lines:
            code = made.item.code
            self.names[code] = made.item.name
            told = [(name, x) for name, x in made.inputs if _matters(name)]
            same = {name: _text(x) for name, x in told if not isinstance(x, Column)}
            columns = [(name, x.numbers) for name, x in told if isinstance(x, Column)]
            for at, (unit, debtor) in enumerate(zip(made.units, made.debtors, strict=True)):
                own = {name: _text(numbers[at]) for name, numbers in columns}
                yield unit.id, code, made.days, debtor.id, same | own

    def _bills(
        self, bills: Iterable[Bill]
    ) -> Iterator[tuple[str, str, Period, str, dict[str, str]]]:
        for bill in bills:
            for line in bill.lines:
                code = line.code.partition(":")[0]
                self.names[code] = line.name
                inputs = line.basis.inputs
                told = {n: _text(x) for n, x in inputs if _matters(n)}
                yield bill.unit, code, line.service, bill.debtor, told


def _input(name: str) -> tuple[Kind, str]:
    """The kind of change that an input makes, and what staff call it."""
    for begin, kind in OWN.items():
        if name.startswith(begin):
            return kind, name.removeprefix(begin)
    return INPUTS[_NUMBERED.sub("", name)]


def _matters(name: str) -> bool:
    return name.startswith(tuple(OWN)) or _NUMBERED.sub("", name) in INPUTS


def _text(number: Decimal) -> str:
    return format(number, "f")
