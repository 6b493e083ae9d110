r"""What was open in older books, read from their sheets (期初欠费).

The rows come from :func:`~wuye.exchange.records.read_records` with the columns of
:mod:`~wuye.exchange.registers`; who owes is the 业主编号 of the row, else what ``debtors``
says of the room.  A row that cannot be taken is a fault at its place, never left out in
silence.

>>> from wuye.exchange import PAID_THROUGH, Faults, read_records, read_sheets, with_rooms
>>> sheet = read_sheets("房号,已缴至,每月物业费\n3-1-502,2026年8月,280\n".encode(), "已缴.csv")
>>> faults = Faults()
>>> rows = with_rooms(read_records(sheet, PAID_THROUGH, faults), faults)
>>> [opening] = read_paid_through(
...     rows, faults, debtors={"3-1-502": "O-17"}, until=date(2026, 10, 1),
...     items={"": Named("property", "物业服务费")}, due=DueDay(25),
... )
>>> str(opening.service), str(opening.amount), opening.source
('2026-09-01 to 2026-09-30', '280.00', '已缴.csv第2行')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from ..dates import ONE_DAY, DueDay, Period, WorkdayCalendar
from ..ledger.old_books import paid_through, wide_row
from ..ledger.opening import Named, Opening, stated
from .faults import Cell, Faults
from .rows import Row

#: The item by what the column 项目 says; "" is the one of rows that say nothing.
Items = Mapping[str, Named]


def read_paid_through(
    rows: Iterable[Row],
    faults: Faults,
    *,
    debtors: Mapping[str, str],
    until: date,
    items: Items,
    due: DueDay | None,
    calendar: WorkdayCalendar | None = None,
) -> list[Opening]:
    """What is open since each room's last paid day (已缴至): rows of ``PAID_THROUGH``.

    Rooms without a monthly amount (月费) are faults; price them by their schedule
    (:func:`wuye.ledger.old_books.by_schedule`).
    """
    found: list[Opening] = []
    for row, unit, debtor, item in _known(rows, faults, debtors, items):
        if row["缴至"] is None:
            continue  # told when it was read
        if row["月费"] is None:
            faults.add(row.cell("月费"), "empty", "没有月费，无法计算每月欠费")
            continue
        with faults.at(row.at):
            found += paid_through(
                unit,
                debtor,
                row["缴至"],
                until=until,
                item=item,
                monthly=row["月费"],
                due=due,
                source=_told(row.at),
                calendar=calendar,
            )
    return found


def read_wide(
    rows: Iterable[Row],
    faults: Faults,
    *,
    debtors: Mapping[str, str],
    year: int,
    until: date,
    cells: Literal["owed", "paid"],
    items: Items,
    due: DueDay | None,
    calendar: WorkdayCalendar | None = None,
) -> list[Opening]:
    """What is open of sheets with a month in each column: rows of ``WIDE``.

    ``cells`` says what the numbers are, see :func:`~wuye.ledger.old_books.wide_row`.  Months
    that begin on ``until`` or later, and columns that the sheet does not have, say nothing.
    """
    found: list[Opening] = []
    for row, unit, debtor, item in _known(rows, faults, debtors, items):
        months = [Period.month(year, number) for number in range(1, 13)]
        places = row.header.places if row.header else {}
        said = {
            month: row[f"{month.start.month}月"]
            for month in months
            if month.start < until and f"{month.start.month}月" in places
        }
        with faults.at(row.at):
            found += wide_row(
                unit,
                debtor,
                said,
                cells=cells,
                item=item,
                due=due,
                source=_told(row.at),
                monthly=row["月费"],
                calendar=calendar,
            )
    return found


def read_arrears(
    rows: Iterable[Row],
    faults: Faults,
    *,
    debtors: Mapping[str, str],
    taken: date,
    items: Items,
) -> list[Opening]:
    """What an old list of arrears says is open: rows of ``ARREARS``.

    Its days are those from 起始日 to 结束日, or those since 缴至 until the books are
    ``taken`` over; its due day is 应缴日, and none is guessed.
    """
    found: list[Opening] = []
    for row, unit, debtor, item in _known(rows, faults, debtors, items):
        if row["应缴金额"] is None:
            continue
        with faults.at(row.at):
            found.append(
                Opening(
                    unit=unit,
                    debtor=debtor,
                    item=item,
                    basis=stated(row["应缴金额"]),
                    source=_told(row.at),
                    service=_service(row, taken),
                    due=row["应缴日"],
                    penalty=row["违约金"] or "0",
                )
            )
    return found


def _service(row: Row, taken: date) -> Period | None:
    if row["起始日"] and row["结束日"]:
        return Period(row["起始日"], row["结束日"] + ONE_DAY)
    if row["缴至"] and not (row["起始日"] or row["结束日"]):
        return Period(row["缴至"] + ONE_DAY, taken)
    return None


def _known(
    rows: Iterable[Row], faults: Faults, debtors: Mapping[str, str], items: Items
) -> Iterator[tuple[Row, str, str, Named]]:
    """The rows whose room, debtor and item are known; the others are faults."""
    for row in rows:
        unit = row["房号"]
        if unit is None:
            continue  # told when it was read
        debtor = row["业主编号"] or debtors.get(unit)
        item = items.get(row["项目"] or "")
        if debtor is None:
            faults.add(row.cell("房号"), "unknown", "没有这个房号，也没有业主编号")
        if item is None:
            faults.add(row.cell("项目"), "unknown", "没有这个收费项目")
        if debtor is not None and item is not None:
            yield row, unit, debtor, item


def _told(at: Cell) -> str:
    sheet = f"「{at.sheet}」表" if at.sheet else ""
    return f"{at.file}{sheet}第{at.row}行"
