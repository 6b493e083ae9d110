"""Reading an office's folder: one TOML file for the terms, CSV tables for the rest.

``office.toml`` and ``units.csv`` are needed; ``transfers.csv``, ``costs.csv``,
``payments.csv``, ``disputes.csv`` and ``notices.csv`` when there is something to say.
A table may as well be a spreadsheet, ``units.xlsx`` or ``units.xls``.
Every fault of every file is found before anything is computed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from attrs import field, frozen

from .. import dunning, fees
from ..dates import ONE_DAY, DueDay, Period, parse_day
from ..disputes import GROUNDS
from ..errors import MoneyError, PeriodError, RowIssue, UnknownError
from ..estate import Community, Owner, Transfer, Unit
from ..exchange import PLACE, Cell, Column, Faults, Row, read_row, read_table, with_rooms
from ..exchange.cells import amount, area, day, month
from ..format import masked_name, masked_phone
from ..money import Money, exact
from ..rounding import Rounding


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 3:
        raise MoneyError("not a whole number", text, "office.toml", "write digits")
    return int(text)


def office_day(text: str) -> date:
    """Read a day that an office can mean: one before the year 3000."""
    day = parse_day(text)
    if day.year > 2999:
        raise PeriodError("too far ahead", text, "day", "give a day before the year 3000")
    return day


def _cost(text: str) -> Money:
    cost = amount(text)
    if cost.fen < 0:
        raise MoneyError("a cost is not below 0", text, "costs.csv", "credit it")
    return cost


def _above_nothing(text: str) -> Money:
    received = amount(text)
    if received.fen <= 0:
        raise MoneyError("an amount above 0 is expected", text, "payments.csv", "see refunds")
    return received


def _choice(**choices: Any) -> Any:
    def read(text: str) -> Any:
        if text not in choices:
            raise UnknownError("no such choice", text, "choice", f"one of {list(choices)}")
        return choices[text]

    return read


OFFICE = (Column("community"), Column("creditor"))
SCHEDULE = (
    Column("name"),
    Column("from", office_day),
    Column("to", office_day),
    Column("rounding", _choice(fen=Rounding.fen, jiao=Rounding.jiao, yuan=Rounding.yuan)),
    Column("round_each", _choice(line="line", month="month")),
    Column("due_day", lambda text: DueDay(_whole(text))),
    Column("penalty_daily", fees.PenaltyTerms, optional=True),
    Column("proration", _choice(**{how.value: how for how in fees.Proration}), optional=True),
    Column("first_day", _choice(**{day.value: day for day in fees.FirstDay}), optional=True),
)
#: How a tariff is made from its rate; None where it takes no rate.
TARIFFS = {"per-area": fees.PerArea, "flat": fees.Flat, "shared-by-area": None}
ITEM = (
    Column("code"),
    Column("name"),
    Column("tariff", _choice(**{name: name for name in TARIFFS})),
    Column("rate", lambda text: exact(text, place="rate"), optional=True),
    Column("every_months", _whole, optional=True),
    Column("first_month", _whole, optional=True),
    Column("arrears_months", _whole, optional=True),
)
OWNER = (
    Column("业主编号"),
    Column("业主", optional=True, mask=masked_name),
    Column("电话", optional=True, mask=masked_phone),
)
UNITS = (
    *PLACE,
    Column("计费面积", area, optional=True, sums=True),
    *OWNER,
)
TRANSFERS = (
    *PLACE,
    Column("过户日", day),
    *OWNER,
    Column("交付", _choice(是=True, 否=False), optional=True),
)
COSTS = (Column("月份", month), Column("项目"), Column("金额", _cost, sums=True))
PAYMENTS = (
    Column("收款号", unique=True),
    Column("业主编号"),
    Column("金额", _above_nothing, sums=True),
    Column("收款日", day),
    Column("登记日", day, optional=True),
    Column("指定账单", lambda text: tuple(text.split()), optional=True),
)
DISPUTES = (
    Column("异议号", unique=True),
    Column("账单"),
    Column("项目"),
    Column("理由", _choice(**{name: code for code, name in GROUNDS.items()})),
    Column("异议金额", amount, optional=True),
    Column("提出日", day),
    Column("处理日", day, optional=True),
    Column("支持金额", amount, optional=True),
    Column("暂停期间违约金", _choice(补计="restored", 免计="forgiven"), optional=True),
)
NOTICES = (
    Column("业主编号"),
    Column("阶段", _choice(**{s.name: s.name for s in dunning.MESSAGE_THEN_LETTER.stages})),
    Column("日期", day),
    Column("账单明细", lambda text: tuple(text.split())),
)


@frozen
class Office:
    """What a folder says.  Payments, disputes and notices keep the rows they stood in."""

    community: Community
    schedule: fees.FeeSchedule
    costs: Mapping[tuple[Period, str], Money] = field(repr=False)
    payments: tuple[Row, ...] = field(repr=False)
    disputes: tuple[Row, ...] = field(repr=False)
    notices: tuple[Row, ...] = field(repr=False)
    warnings: tuple[RowIssue, ...] = ()


def load(folder: Path) -> Office:
    """Read a folder.

    Raises :class:`~wuye.errors.FolderError` with every fault that was found.
    """
    faults = Faults()
    terms = _read_terms(folder / "office.toml", faults)
    units = _read(folder, "units", UNITS, faults, required=True)
    transfers = _read(folder, "transfers", TRANSFERS, faults)
    costs = _read(folder, "costs", COSTS, faults)
    payments = _read(folder, "payments", PAYMENTS, faults)
    disputes = _read(folder, "disputes", DISPUTES, faults)
    notices = _read(folder, "notices", NOTICES, faults)

    units = with_rooms(units, faults, unique=True)
    transfers = with_rooms(transfers, faults)
    _refer(transfers, "房号", {row["房号"] for row in units}, faults)
    shared = {row["code"] for row in terms["items"] if row["tariff"] == "shared-by-area"}
    _refer(costs, "项目", shared, faults)
    owners = {row["业主编号"] for row in (*units, *transfers)}
    _refer((*payments, *notices), "业主编号", owners, faults)
    _once(costs, ("月份", "项目"), faults)
    _once(transfers, ("房号", "过户日"), faults)
    _same_person((*units, *transfers), faults)
    for row in payments:
        if row["登记日"] and row["收款日"] and row["登记日"] < row["收款日"]:
            faults.add(row.cell("登记日"), "rule", "登记日早于收款日")
    for row in disputes:
        told = [row[name] is None for name in ("处理日", "支持金额", "暂停期间违约金")]
        if any(told) and not all(told):
            faults.add(row.at, "rule", "处理日、支持金额、暂停期间违约金要么都填，要么都不填")
    for row in terms["items"]:
        if row["tariff"] and (TARIFFS[row["tariff"]] is None) != (row["rate"] is None):
            faults.add(row.cell("rate"), "rule", "按面积、按户计费要有单价，公摊不用单价")
    faults.stop()
    for row in units:
        if row["计费面积"] is None:
            faults.add(row.cell("计费面积"), "area-missing", "没有面积，不能计费", warning=True)

    with faults.at(Cell("office.toml")):
        schedule = _schedule(terms)
    with faults.at(Cell("units.csv")):
        community = Community(
            terms["office"][0]["community"],
            [Unit(row["房号"], row["计费面积"], _owner(row)) for row in units],
            [
                Transfer(row["房号"], row["过户日"], _owner(row), hand_over=bool(row["交付"]))
                for row in transfers
            ],
        )
    faults.stop()
    return Office(
        community,
        schedule,
        {(row["月份"], row["项目"]): row["金额"] for row in costs},
        tuple(payments),
        tuple(disputes),
        tuple(notices),
        tuple(faults.issues),
    )


def _read(
    folder: Path, name: str, columns: Sequence[Column], faults: Faults, *, required: bool = False
) -> list[Row]:
    """Read a table, whichever kind of file holds it."""
    paths = [folder / f"{name}{ending}" for ending in (".csv", ".xlsx", ".xls")]
    found = [path for path in paths if path.exists()] or paths[:1]
    for path in found[1:]:
        faults.add(Cell(path.name), "two-files", f"与 {found[0].name} 是同一张表，只能留一个")
    return read_table(found[0], columns, faults, required=required)


def _read_terms(path: Path, faults: Faults) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {"office": [], "schedule": [], "items": []}
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        faults.add(Cell(path.name), "missing-file", "缺少这个文件")
        return tables
    except (ValueError, OSError, RecursionError) as error:
        faults.add(Cell(path.name), "not-toml", f"无法读取：{error}")
        return tables
    schedule, items = data.pop("schedule", {}), data.pop("items", [])
    if not isinstance(schedule, dict) or not isinstance(items, list) or not items:
        faults.add(Cell(path.name), "type", "要有一个 [schedule] 和至少一个 [[items]]")
        return tables
    parts: list[tuple[str, tuple[Column, ...], str, Any]] = [
        ("office", OFFICE, "", data),
        ("schedule", SCHEDULE, " [schedule]", schedule),
        *(("items", ITEM, f" [[items]] 第{i}项", item) for i, item in enumerate(items, 1)),
    ]
    for name, columns, place, cells in parts:
        at = Cell(f"{path.name}{place}")
        if not isinstance(cells, dict):
            faults.add(at, "type", "应写成 [[items]]")
            continue
        tables[name].append(read_row(at, columns, cells, faults))
    return tables


def _once(rows: Iterable[Row], headings: tuple[str, str], faults: Faults) -> None:
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        key = tuple(row[heading] for heading in headings)
        if key in seen and None not in key:
            faults.add(row.cell(headings[1]), "duplicate", f"同一{headings[0]}重复出现")
        seen.add(key)


def _same_person(rows: Iterable[Row], faults: Faults) -> None:
    people: dict[str, tuple[object, object]] = {}
    for row in rows:
        person = (row["业主"], row["电话"])
        if row["业主编号"] and people.setdefault(row["业主编号"], person) != person:
            faults.add(row.cell("业主编号"), "rule", "同一编号在别处写了另外的姓名或电话")


def _refer(rows: Iterable[Row], heading: str, known: set[str], faults: Faults) -> None:
    for row in rows:
        if known and row[heading] not in known | {None}:
            faults.add(row.cell(heading), "unknown", "前面的表里没有这一项")


def _owner(row: Row) -> Owner:
    return Owner(row["业主编号"], row["业主"] or "", row["电话"] or "")


def _schedule(terms: Mapping[str, list[Row]]) -> fees.FeeSchedule:
    (office,), (schedule,) = terms["office"], terms["schedule"]
    items: list[fees.Item] = []
    for row in terms["items"]:
        make = TARIFFS[row["tariff"]]
        tariff = make(row["rate"]) if make else fees.Shared("area")
        cycle = fees.Cycle(
            row["every_months"] or 1, row["arrears_months"] or 0, row["first_month"] or 1
        )
        items.append(fees.Item(row["code"], row["name"], tariff, cycle))
    return fees.FeeSchedule(
        schedule["name"],
        creditor=office["creditor"],
        in_force=Period(schedule["from"], schedule["to"] + ONE_DAY),
        items=items,
        terms=fees.Terms(schedule["due_day"], schedule["penalty_daily"]),
        rounding=schedule["rounding"](each=schedule["round_each"]),
        proration=schedule["proration"] or fees.Proration.ACTUAL_DAYS,
        first_day=schedule["first_day"] or fees.FirstDay.HAND_OVER,
    )
