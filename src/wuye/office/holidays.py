"""Holidays of an office's folder: one file a year, ``holidays-2026.json``.

The files have the form in which holidays are commonly shared: ``{"year": 2026, "days":
[{"name": "元旦", "date": "2026-01-01", "isOffDay": true}]}``, where a weekend that is worked
for a holiday (调休) has ``"isOffDay": false``.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from attrs import field, frozen

from ..dates import parse_day
from ..errors import UnknownError, WuyeError
from ..exchange import Cell, Faults


@frozen
class Holidays:
    """Days that are not worked though they are weekdays, and weekends that are.

    >>> year = Holidays({date(2026, 1, 1): True, date(2026, 1, 4): False}, [2026])
    >>> [year.is_workday(date(2026, 1, day)) for day in (1, 2, 3, 4)]
    [False, True, False, True]
    """

    days: Mapping[date, bool] = field(repr=False)
    years: Collection[int]

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked.

        Raises :class:`~wuye.errors.UnknownError` for a year whose holidays are not known.
        """
        if day.year not in self.years:
            file = f"holidays-{day.year}.json"
            raise UnknownError("no holidays are known", file, "holidays", "add the file")
        off = self.days.get(day)
        return day.weekday() < 5 if off is None else not off


@frozen
class Rest:
    """Days of rest for clocks and deadlines: weekends alone in years that nobody told.

    >>> rest = Rest(Holidays({date(2026, 1, 1): True}, [2026]))
    >>> [date(2026, 1, 1) in rest, date(2027, 1, 1) in rest, rest.is_workday(date(2027, 1, 1))]
    [True, False, True]
    """

    holidays: Holidays

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked, as far as it is known."""
        known = day.year in self.holidays.years
        return self.holidays.is_workday(day) if known else day.weekday() < 5

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and not self.is_workday(day)


def read_holidays(folder: Path, faults: Faults) -> Holidays:
    """Read every file of holidays that the folder has."""
    days: dict[date, bool] = {}
    years: set[int] = set()
    for path in sorted(folder.glob("holidays-*.json")):
        try:
            data = json.loads(path.read_text("utf-8-sig"))
            told = {parse_day(each["date"]): each["isOffDay"] for each in data["days"]}
            sound = type(data["year"]) is int and all(type(off) is bool for off in told.values())
        except (ValueError, TypeError, KeyError, OSError, RecursionError, WuyeError) as error:
            faults.add(Cell(path.name), "not-holidays", f"不是节假日文件：{error}")
            continue
        if not sound:
            faults.add(
                Cell(path.name), "not-holidays", "year 应为年份，isOffDay 应为 true 或 false"
            )
            continue
        days |= told
        years.add(data["year"])
    return Holidays(days, years)
