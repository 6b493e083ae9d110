"""Faults of an office's tables: where they stand, and how they are told together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from attrs import evolve, field, frozen

from ..errors import FolderError, RowIssue, WuyeError

#: What an office is told about a value that cannot be used, by the code of the error.
MESSAGES: Mapping[str, str] = {
    "money": "数字无法使用：应为 12.34 这样的写法，并在允许的范围之内",
    "inexact": '小数要加引号，写成 "0.0003" 这样',
    "period": "日期、月份或天数无法使用，日期写成 2026-10-25，月份写成 2026-10",
    "phone": "电话无法使用：应为 11 位手机号或带区号的电话，写全",
    "identity": "证件号码被表格软件截掉了位数，请改为文本格式重新填写",
    "room": "房号与楼栋、单元不一致，或被表格软件改成了日期；请核对后按文本填写",
    "not-in-force": "收费标准在这一期间没有生效",
    "unknown": "没有这一项",
    "exceeds": "超过了可用的金额",
    "duplicate": "重复出现",
    "conflict": "与已登记的内容不一致；已登记的不能修改，请恢复原样，另行更正",
    "transition": "与异议的处理状态或日期不符",
    "rule": "前后矛盾",
}  # fmt: skip

#: The place of an error about a word that is none of a few; its way out lists them.
CHOICE = "choice"


@frozen
class Cell:
    """Where a value stands; row 0 is the sheet or file as a whole."""

    file: str
    row: int = 0
    column: str = ""
    value: str = field(default="", repr=False)  # it may be a name or a telephone number
    sheet: str = ""

    def issue(self, code: str, message: str) -> RowIssue:
        """A fault at this place."""
        return RowIssue(
            self.file, self.row, self.column, code, message, self.value, sheet=self.sheet
        )


class Faults:
    """Gathers faults, so that all of them can be told together."""

    def __init__(self) -> None:
        self.issues: list[RowIssue] = []

    def add(self, at: Cell, code: str, message: str, *, warning: bool = False) -> None:
        """Note a fault; a warning does not stop the work."""
        severity = "warning" if warning else "error"
        self.issues.append(evolve(at.issue(code, message), severity=severity))

    def note(self, cell: Cell, error: WuyeError) -> None:
        """Note an error as a fault of this place."""
        place = cell if cell.value or error.value is None else evolve(cell, value=f"{error.value}")
        message = MESSAGES.get(error.code, error.problem)
        if error.place == CHOICE:
            message += f"；应为：{error.way_out}"
        self.add(place, error.code, message)

    @contextmanager
    def at(self, cell: Cell) -> Iterator[None]:
        """Note what goes wrong inside as a fault of this place, and go on."""
        try:
            yield
        except FolderError as error:
            self.issues += error.issues
        except WuyeError as error:
            self.note(cell, error)

    @property
    def errors(self) -> bool:
        """Whether anything was noted that stops the work."""
        return any(issue.severity == "error" for issue in self.issues)

    def stop(self) -> None:
        """Raise what was gathered, if anything of it stops the work."""
        if self.errors:
            raise FolderError(self.issues)
