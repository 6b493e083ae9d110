"""The terms of office.toml: the community, to whom fees are owed, schedule and penalty clause."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

from .. import fees
from ..dates import ONE_DAY, DueAfter, DueDay, Period
from ..exchange import Cell, Faults, Row
from ..fees.papers.notices import WAYS
from ..rounding import Mode, Rounding
from .items import Told, read_item
from .keys import AnyKey, Key, Tables, choice, office_day, read_keys, whole, words
from .rules import Rules, read_rules
from .tariffs import decimal

FILE = "office.toml"
#: After how many days what was billed too little falls due, unless office.toml says.
SUPPLEMENT_DAYS = 30
_ROUNDING = choice({"fen": Rounding.fen, "jiao": Rounding.jiao, "yuan": Rounding.yuan})
_MODE = choice({mode.value: mode for mode in Mode})
_PRORATION = choice({how.value: how for how in fees.Proration})
_FIRST_DAY = choice({day.value: day for day in fees.FirstDay})
_OFFICE: tuple[AnyKey, ...] = (
    Key("community", needed=True),
    Key("creditor", needed=True),
    Key("payee", otherwise=""),
    Key("project", otherwise=""),
    Key("telephone", otherwise=""),
    Key("hotline", otherwise=""),
    Tables("ways", (Key("kind", words(*WAYS), needed=True), Key("detail", otherwise=""))),
)
_SCHEDULE: tuple[AnyKey, ...] = (
    Key("name", needed=True),
    Key("from", office_day, needed=True),
    Key("to", office_day, needed=True),
    Key("rounding", _ROUNDING, needed=True),
    Key("round_each", words("line", "month"), needed=True),
    Key("round_mode", _MODE, Mode.HALF_UP),
    Key("due_day", lambda text: DueDay(whole(text)).day, needed=True),
    Key("due_months", whole, 0),
    Key("due_roll", words("none", "next", "previous"), "none"),
    Key("supplement_days", lambda text: DueAfter(whole(text)).days, SUPPLEMENT_DAYS),
    Key("penalty_daily", fees.PenaltyTerms),
    Key("proration", _PRORATION, fees.Proration.ACTUAL_DAYS),
    Key("first_day", _FIRST_DAY, fees.FirstDay.HAND_OVER),
    Key("use", words("residential", "commercial", "office"), ""),
    Key("grade", otherwise=""),
    Key("price_regime", words("guided", "market"), ""),
    Key("guided_by", otherwise=""),
    Key("charging_regime", words("lump-sum", "commission"), ""),
)
_PENALTY: tuple[AnyKey, ...] = (
    Key("daily", decimal, needed=True),
    Key("rounding", _ROUNDING, Rounding.fen),
    Key("round_each", words("line", "segment", "day"), "line"),
    Key("round_mode", _MODE, Mode.HALF_UP),
    Key("grace", whole, 0),
    Key("grace_as", words("shift", "threshold"), "shift"),
    Key("minimum", otherwise="0"),
    Key("first_day", words("after-due", "due"), "after-due"),
    Key("day_count", words("calendar", "30-day-months"), "calendar"),
    Tables("changes", (Key("from", office_day, needed=True), Key("daily", decimal, needed=True))),
    Tables("caps", (Key("name", needed=True), Key("share", decimal), Key("amount"))),
    Tables(
        "suspensions",
        (
            Key("from", office_day, needed=True),
            Key("to", office_day, needed=True),
            Key("reason", needed=True),
        ),
    ),
)
#: What a schedule says of itself.
_SAID = ("use", "grade", "price_regime", "guided_by", "charging_regime")


@frozen
class Terms:
    """What office.toml says beside the tables: names, and the schedule with its items."""

    community: str
    telephone: str
    hotline: str
    ways: tuple[fees.Way, ...]
    schedule: fees.FeeSchedule
    supplement: DueAfter
    items: tuple[Told, ...] = field(repr=False)
    rules: Rules = field(repr=False)


def read_terms(path: Path, faults: Faults) -> Terms | None:
    """Read office.toml; None when it has a fault."""
    before = len(faults.issues)
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        faults.add(Cell(path.name), "missing-file", "缺少这个文件")
        return None
    except (ValueError, OSError, RecursionError) as error:
        faults.add(Cell(path.name), "not-toml", f"无法读取：{error}")
        return None
    schedule, items = data.pop("schedule", None), data.pop("items", [])
    penalty = data.pop("penalty", None)
    rules = read_rules(data, faults)
    sound = isinstance(schedule, dict) and isinstance(items, list) and items
    if not sound or not isinstance(penalty, dict | None):
        faults.add(Cell(path.name), "type", "要有一个 [schedule] 和至少一个 [[items]]")
        return None
    office = read_keys(Cell(path.name), _OFFICE, data, faults)
    row = read_keys(Cell(f"{path.name} [schedule]"), _SCHEDULE, schedule, faults)
    clause = None
    if penalty is not None:
        clause = _penalty(Cell(f"{path.name} [penalty]"), penalty, faults)
        if row["penalty_daily"]:
            faults.add(row.cell("penalty_daily"), "rule", "违约金只写一处：[penalty] 或这一项")
    told = [_told(path, number, each, faults) for number, each in enumerate(items, 1)]
    if len(faults.issues) > before or rules is None:
        return None
    made = tuple(each for each in told if each)
    with faults.at(Cell(path.name)):
        return _terms(office, row, clause, made, rules)
    return None


def _told(path: Path, number: int, cells: object, faults: Faults) -> Told | None:
    at = Cell(f"{path.name} [[items]] 第{number}项")
    if not isinstance(cells, dict):
        faults.add(at, "type", "应写成 [[items]]")
        return None
    return read_item(at, cells, faults)


def _terms(
    office: Row,
    row: Row,
    penalty: fees.PenaltyTerms | None,
    items: tuple[Told, ...],
    rules: Rules,
) -> Terms:
    due = DueDay(row["due_day"], months=row["due_months"], roll=row["due_roll"])
    schedule = fees.FeeSchedule(
        row["name"],
        creditor=office["creditor"],
        in_force=Period(row["from"], row["to"] + ONE_DAY),
        items=[told.item for told in items],
        terms=fees.Terms(due, row["penalty_daily"] or penalty),
        rounding=row["rounding"](each=row["round_each"], mode=row["round_mode"]),
        proration=row["proration"],
        first_day=row["first_day"],
        payee=office["payee"],
        project=office["project"] or office["community"],
        **{name: row[name] for name in _SAID},
    )
    return Terms(
        office["community"],
        office["telephone"],
        office["hotline"],
        tuple(fees.Way(way["kind"], way["detail"]) for way in office["ways"]),
        schedule,
        DueAfter(row["supplement_days"], roll=row["due_roll"]),
        items,
        rules,
    )


def _penalty(at: Cell, cells: Mapping[str, object], faults: Faults) -> fees.PenaltyTerms | None:
    before = len(faults.issues)
    row = read_keys(at, _PENALTY, cells, faults)
    if len(faults.issues) > before:
        return None
    same = ("grace", "grace_as", "minimum", "first_day", "day_count")
    with faults.at(at):
        return fees.PenaltyTerms(
            row["daily"],
            row["rounding"](each=row["round_each"], mode=row["round_mode"]),
            changes=[(each["from"], each["daily"]) for each in row["changes"]],
            caps=[
                fees.Cap(each["name"], share=each["share"], amount=each["amount"])
                for each in row["caps"]
            ],
            suspensions=[
                fees.Suspension(Period(each["from"], each["to"] + ONE_DAY), each["reason"])
                for each in row["suspensions"]
            ],
            **{name: row[name] for name in same},
        )
    return None
