"""Files as offices keep them, written in memory for the tests."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from html import escape
from io import BytesIO, StringIO

import xlsxwriter
import xlwt

Rows = Sequence[Sequence[object]]


def comma(rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx(
    sheets: dict[str, Rows],
    *,
    merged: Iterable[tuple[int, int, int, int]] = (),
    hidden: Iterable[str] = (),
) -> bytes:
    """Write sheets; merged cells are those of the first."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    as_date = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(y, x, datetime.combine(value, time()), as_date)
                elif value not in ("", None):
                    sheet.write(y, x, value)
        for top, left, bottom, right in merged if number == 0 else ():
            sheet.merge_range(top, left, bottom, right, rows[top][left])
    book.close()
    return file.getvalue()


def xls(sheets: dict[str, Rows], *, merged: Iterable[tuple[int, int, int, int]] = ()) -> bytes:
    file = BytesIO()
    book = xlwt.Workbook(encoding="utf-8")
    as_date = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.add_sheet(name, cell_overwrite_ok=True)
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write(y, x, value, as_date)
                elif value not in ("", None):
                    sheet.write(y, x, value)
        for top, left, bottom, right in merged if number == 0 else ():
            sheet.merge(top, bottom, left, right)
    book.save(file)
    return file.getvalue()


def page(rows: Rows) -> bytes:
    """Write the web page that many systems save as ``.xls``."""
    lines = "".join(
        f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<html><meta charset=gbk><table>{lines}</table></html>".encode("gb18030")
