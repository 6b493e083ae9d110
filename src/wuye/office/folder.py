"""Reading an office's folder: one TOML file for the terms, CSV tables for the rest.

``office.toml`` and ``units.csv`` are needed; ``transfers.csv``, ``costs.csv``,
``payments.csv``, ``disputes.csv`` and ``notices.csv`` when there is something to say.
Every fault of every file is found before anything is computed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from .. import dunning, fees
from ..dates import ONE_DAY, DueDay, Period, parse_day
from ..disputes import GROUNDS
from ..errors import MoneyError, UnknownError
from ..estate import Community, Owner, Transfer, Unit, charge_area
from ..exchange import Cell, Column, Faults, Row, read_row, read_table
from ..money import Money, exact
from ..rounding import Rounding


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise MoneyError("not a whole number", text, "office.toml", "write digits")
    return int(text)


def _above_nothing(text: str) -> Money:
    amount = Money(text)
    if amount.fen <= 0:
        raise MoneyError("an amount above 0 is expected", text, "payments.csv", "see refunds")
    return amount


def _choice(**choices: Any) -> Any:
    def read(text: str) -> Any:
        if text not in choices:
            raise UnknownError("no such choice", text, "choice", f"one of {list(choices)}")
        return choices[text]

    return read


OFFICE = (Column("community"), Column("creditor"))
SCHEDULE = (
    Column("name"),
    Column("from", parse_day),
    Column("to", parse_day),
    Column("rounding", _choice(fen=Rounding.fen, jiao=Rounding.jiao, yuan=Rounding.yuan)),
    Column("round_each", _choice(line="line", month="month")),
    Column("due_day", lambda text: DueDay(_whole(text))),
    Column("penalty_daily", fees.PenaltyTerms, optional=True),
)
ITEM = (
    Column("code"),
    Column("name"),
    Column("tariff", _choice(**{"per-area": "per-area", "shared-by-area": "shared-by-area"})),
    Column("rate", lambda text: exact(text, place="rate"), optional=True),
    Column("arrears_months", lambda text: fees.Cycle.arrears(months=_whole(text)), optional=True),
)
OWNER = (Column("业主编号"), Column("业主", optional=True), Column("电话", optional=True))
UNITS = (
    Column("房号", unique=True),
    Column("计费面积", charge_area, optional=True),
    *OWNER,
)
TRANSFERS = (Column("房号"), Column("过户日", parse_day), *OWNER)
COSTS = (Column("月份", Period.parse), Column("项目"), Column("金额", Money))
PAYMENTS = (
    Column("收款号", unique=True),
    Column("业主编号"),
    Column("金额", _above_nothing),
    Column("收款日", parse_day),
    Column("登记日", parse_day, optional=True),
    Column("指定账单", lambda text: tuple(text.split()), optional=True),
)
DISPUTES = (
    Column("账单"),
    Column("项目"),
    Column("理由", _choice(**{ground.name: code for code, ground in GROUNDS.items()})),
    Column("异议金额", Money, optional=True),
    Column("提出日", parse_day),
    Column("处理日", parse_day, optional=True),
    Column("支持金额", Money, optional=True),
    Column("暂停期间违约金", _choice(补计="restored", 免计="forgiven"), optional=True),
)
NOTICES = (
    Column("业主编号"),
    Column("阶段", _choice(**{s.name: s.name for s in dunning.MESSAGE_THEN_LETTER.stages})),
    Column("日期", parse_day),
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


def load(folder: Path) -> Office:
    """Read a folder.

    Raises :class:`~wuye.errors.FolderError` with every fault that was found.
    """
    faults = Faults()
    terms = _read_terms(folder / "office.toml", faults)
    units = read_table(folder / "units.csv", UNITS, faults, required=True)
    transfers = read_table(folder / "transfers.csv", TRANSFERS, faults)
    costs = read_table(folder / "costs.csv", COSTS, faults)
    payments = read_table(folder / "payments.csv", PAYMENTS, faults)
    disputes = read_table(folder / "disputes.csv", DISPUTES, faults)
    notices = read_table(folder / "notices.csv", NOTICES, faults)

    _refer(transfers, "房号", {row["房号"] for row in units}, faults)
    _refer(costs, "项目", {row["code"] for row in terms["items"]}, faults)
    owners = {row["业主编号"] for row in (*units, *transfers)}
    _refer((*payments, *notices), "业主编号", owners, faults)
    for row in disputes:
        told = [row[name] is None for name in ("处理日", "支持金额", "暂停期间违约金")]
        if any(told) and not all(told):
            faults.add(row.at, "rule", "处理日、支持金额、暂停期间违约金要么都填，要么都不填")
    for row in terms["items"]:
        if row["tariff"] == "per-area" and row["rate"] is None:
            faults.add(row.cell("rate"), "empty", "按面积计费要有单价")
    faults.stop()

    with faults.at(Cell("office.toml")):
        schedule = _schedule(terms)
    with faults.at(Cell("units.csv")):
        community = Community(
            terms["office"][0]["community"],
            [Unit(row["房号"], row["计费面积"], _owner(row)) for row in units],
            [Transfer(row["房号"], row["过户日"], _owner(row)) for row in transfers],
        )
    faults.stop()
    return Office(
        community,
        schedule,
        {(row["月份"], row["项目"]): row["金额"] for row in costs},
        tuple(payments),
        tuple(disputes),
        tuple(notices),
    )


def _read_terms(path: Path, faults: Faults) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {"office": [], "schedule": [], "items": []}
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        faults.add(Cell(path.name), "missing-file", "缺少这个文件")
        return tables
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.add(Cell(path.name), "not-toml", f"无法读取：{error}")
        return tables
    items = data.pop("items", [])
    parts = [("schedule", SCHEDULE, 0, data.pop("schedule", {})), ("office", OFFICE, 0, data)]
    parts += [("items", ITEM, i, item) for i, item in enumerate(items, 1)]
    for name, columns, number, cells in parts:
        at = Cell(f"{path.name} [{name}]", number)
        tables[name].append(read_row(at, columns, cells, faults))
    return tables


def _refer(rows: Iterable[Row], heading: str, known: set[str], faults: Faults) -> None:
    for row in rows:
        if row[heading] not in known | {None}:
            faults.add(row.cell(heading), "unknown", "前面的表里没有这一项")


def _owner(row: Row) -> Owner:
    return Owner(row["业主编号"], row["业主"] or "", row["电话"] or "")


def _schedule(terms: Mapping[str, list[Row]]) -> fees.FeeSchedule:
    (office,), (schedule,) = terms["office"], terms["schedule"]
    items: list[fees.Item] = []
    for row in terms["items"]:
        tariff = fees.PerArea(row["rate"]) if row["tariff"] == "per-area" else fees.Shared()
        cycle = row["arrears_months"] or fees.Cycle.advance()
        items.append(fees.Item(row["code"], row["name"], tariff, cycle))
    return fees.FeeSchedule(
        schedule["name"],
        creditor=office["creditor"],
        in_force=Period(schedule["from"], schedule["to"] + ONE_DAY),
        items=items,
        terms=fees.Terms(schedule["due_day"], schedule["penalty_daily"]),
        rounding=schedule["rounding"](each=schedule["round_each"]),
    )
