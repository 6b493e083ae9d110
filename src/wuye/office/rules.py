"""How an office deals with arrears, disputes and complaints, as office.toml says.

Each of the tables may be left out; then what is usual holds.

>>> faults = Faults()
>>> rules = read_rules({"dunning": {"policy": "thirty-days", "minimum": "50"}}, faults)
>>> rules.dunning.name, rules.dunning.minimum, rules.disputes.answer, faults.issues
('三十日四步法', Money('50.00'), 5, [])
"""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from .. import disputes, dunning
from ..disputes import complaints
from ..dunning.presets import PRESETS
from ..errors import MoneyError, PeriodError
from ..exchange import Cell, Faults, Row
from ..money import Money
from .keys import AnyKey, Key, choice, read_keys, whole, words, yes

_FILE = "office.toml"


def _minimum(text: str) -> Money:
    least = Money(text)
    if least.fen < 0:
        raise MoneyError("an amount of 0 or more is expected", text, _FILE, "leave it out")
    return least


def _days(text: str) -> int:
    days = whole(text)
    if days < 1:
        raise PeriodError("one day at least", text, _FILE, "write 1 or more")
    return days


_DUNNING: tuple[AnyKey, ...] = (
    Key("policy", choice(PRESETS), PRESETS["message-then-letter"]),
    Key("minimum", _minimum),
    Key("cool_down", whole),
    Key("quiet", yes),
    Key("delivered", yes),
    Key("place"),
)
_DISPUTES: tuple[AnyKey, ...] = (
    Key("window", _days, 10),
    Key("answer", _days, 5),
    Key("penalty", words("stops", "runs"), "stops"),
    Key("held_days", words("restored", "forgiven")),
    Key("pays_back", words("prepayment", "refund"), "prepayment"),
)
_COMPLAINTS: tuple[AnyKey, ...] = (
    Key("standard", words("usual", "beijing"), "usual"),
    Key("grade", choice({"1": 1, "2": 2, "3": 3}), 1),
)
_LETTERS: tuple[AnyKey, ...] = tuple(
    Key(name, otherwise="")
    for name in ("contact", "counter", "contract", "clause", "law_office", "lawyer")
)
#: The tables of office.toml that are read here.
TABLES = ("dunning", "disputes", "complaints", "letters")
#: The day from which the standard of Beijing holds.
_BEIJING = date(2025, 10, 1)


@frozen
class Rules:
    """The policies of an office, and what its letters say of it."""

    dunning: dunning.Policy
    disputes: disputes.Policy
    complaints: complaints.Policy
    letters: Row = field(repr=False)


def read_rules(data: dict[str, Any], faults: Faults) -> Rules | None:
    """Take the tables out of what office.toml says; None when one has a fault."""
    before = len(faults.issues)
    rows: dict[str, Row] = {}
    for name, keys in zip(TABLES, (_DUNNING, _DISPUTES, _COMPLAINTS, _LETTERS), strict=True):
        at, cells = Cell(f"{_FILE} [{name}]"), data.pop(name, {})
        if not isinstance(cells, dict):
            faults.add(at, "type", f"应写成 [{name}]")
            continue
        rows[name] = read_keys(at, keys, cells, faults)
    if len(faults.issues) > before:
        return None
    row = rows["dunning"]
    with faults.at(row.at):
        given = {key.name: row[key.name] for key in _DUNNING[1:] if row[key.name] is not None}
        policy = evolve(row["policy"], **given)
    row = rows["disputes"]
    if row["penalty"] == "runs" and row["held_days"] == "forgiven":
        faults.add(row.cell("held_days"), "rule", "违约金照算（penalty），没有可免的日子")
        return None
    with faults.at(row.at):
        disputed = disputes.Policy(**{key.name: row[key.name] for key in _DISPUTES})
    row = rows["complaints"]
    beijing = row["standard"] == "beijing"
    promised = complaints.beijing(row["grade"], on=_BEIJING) if beijing else complaints.DEFAULT
    if len(faults.issues) > before:
        return None
    return Rules(policy, disputed, promised, rows["letters"])
