"""The meters of an office's tables: meters, readings, replacements, as one meter book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import evolve, frozen

from .. import fees
from ..exchange import Cell, Faults, Row, with_rooms
from . import columns
from .tables import read, refer


@frozen
class Rows:
    """The rows of the tables that a meter book is made of."""

    meters: Sequence[Row]
    readings: Sequence[Row]
    replacements: Sequence[Row]


def read_meters(folder: Path, rooms: set[str], faults: Faults) -> Rows:
    """Read the tables, and find the meter of each reading."""
    meters = with_rooms(read(folder, "meters", columns.METERS, faults), faults)
    readings = with_rooms(read(folder, "readings", columns.READINGS, faults), faults)
    replacements = read(folder, "replacements", columns.REPLACEMENTS, faults)
    refer(meters, "房号", rooms, faults)
    ids = {row["表号"] for row in meters}
    refer(meters, "总表", ids, faults)
    refer(readings, "表号", ids, faults, empty=True)
    for heading in ("旧表号", "新表号"):
        refer(replacements, heading, ids, faults, empty=True)
    return Rows(meters, [_with_meter(row, meters, faults) for row in readings], replacements)


def _with_meter(row: Row, meters: Iterable[Row], faults: Faults) -> Row:
    """A reading with its meter; one that names a room alone is of the only meter there."""
    if row["表号"] is not None:
        return row
    here = [
        meter["表号"]
        for meter in meters
        if meter["房号"] == row["房号"] is not None and row["表类"] in {None, meter["表类"]}
    ]
    if len(here) != 1:
        message = "要写表号；只写房号时，这套房屋应当正好有一只这样的表"
        faults.add(row.cell("表号"), "unknown", message)
        return row
    return evolve(row, values={**row.values, "表号": here[0]})


def meter_book(rows: Rows, faults: Faults) -> fees.MeterBook | None:
    """Make the meter book; None without meters, or when what was read contradicts itself."""
    if not rows.meters:
        return None
    meters: list[fees.Meter] = []
    for row in rows.meters:
        given = {"measure": row["计量单位"]} if row["计量单位"] else {}
        with faults.at(row.at):
            meters.append(
                fees.Meter(
                    row["表号"],
                    row["房号"],
                    row["表类"],
                    row["倍率"] or 1,
                    digits=row["位数"],
                    decimals=row["小数位"] or 0,
                    since=row["启用日"],
                    until=row["停用日"],
                    of=row["总表"],
                    **given,
                )
            )
    readings: list[fees.Reading] = []
    for row in rows.readings:
        with faults.at(row.at):
            shown = row["表号"], row["抄表日"], row["本次读数"], row["读数类型"]
            readings.append(fees.Reading(*shown) if shown[3] else fees.Reading(*shown[:3]))
    changed: list[fees.Replacement] = []
    for row in rows.replacements:
        with faults.at(row.at):
            named = row["旧表号"], row["新表号"], row["换表日"]
            changed.append(fees.Replacement(*named, row["旧表读数"], row["新表读数"] or 0))
    if not faults.errors:
        with faults.at(Cell("readings.csv")):
            return fees.MeterBook(meters, readings, changed)
    return None
