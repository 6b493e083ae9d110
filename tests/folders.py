"""Folders of an office, written from a few lines of each file."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from wuye.__main__ import main

SCHEDULE = """
community = "锦苑"
creditor = "锦苑物业"

[schedule]
name = "2026"
from = 2026-01-01
to = 2026-12-31
rounding = "fen"
round_each = "line"
due_day = 25
"""

UNITS = """
房号,楼层,计费面积,建筑面积,户数,系数,业主编号,业主,电话
1-1-101,1,100.00,110.00,1,lift=0.5,O-1,甲某,13800000001
1-1-102,1,93.37,100.00,2,lift=1,O-2,乙某,13800000002
2-1-201,2,50.00,,1,,O-3,丙某,13800000003
"""


def write(folder: Path, items: str, head: str = SCHEDULE, **tables: str) -> Path:
    """Write a folder; ``units`` are :data:`UNITS` unless they are given."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "office.toml").write_text(head + items, "utf-8")
    for name, text in {"units": UNITS, **tables}.items():
        (folder / f"{name}.csv").write_text(text.lstrip(), "utf-8")
    return folder


def run(folder: Path, month: str = "2026-10", *more: str, on: str = "2026-10-31") -> int:
    out = folder.parent / "out"
    return main(["run", str(folder), "--month", month, "--on", on, "--out", str(out), *more])


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """Read a table that a run wrote."""
    text = (folder.parent / "out" / name).read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def amounts(folder: Path) -> dict[tuple[str, str], str]:
    """What each line of a bill came to, by unit and item."""
    return {(row["房号"], row["项目"]): row["金额"] for row in rows(folder, "bills.csv")}


#: A penalty clause, and two items: O-1 is billed 280.00 and 20.00 a month.
CLAUSE = f'{SCHEDULE}penalty_daily = "0.0003"\n'
FEES = """
[[items]]
code = "property"
name = "物业服务费"
tariff = "per-area"
rate = "2.80"

[[items]]
code = "lift"
name = "电梯费"
tariff = "flat"
rate = "20"
"""
#: The bill of O-1, and its lines.
BILL = "2026-10:1-1-101:O-1"
LINES = f"{BILL}:property {BILL}:lift"


def balance(folder: Path, owner: str = "O-1") -> dict[str, str]:
    """The balance of the only account of an owner."""
    (row,) = [row for row in rows(folder, "balances.csv") if row["业主编号"] == owner]
    return row


def journal(folder: Path) -> list[str]:
    """The kinds of documents in the journal, in order."""
    text = (folder / "journal.jsonl").read_text("utf-8")
    return [json.loads(line)["kind"] for line in text.splitlines()]
