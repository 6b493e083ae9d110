"""Tables as files: CSV in several encodings, and web pages under the name of a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import Literal

from attrs import field, frozen

from .. import html
from .communities import Sample

Encoding = Literal["utf-8", "utf-8-sig", "gb18030", "utf-16-le"]
Cells = tuple[tuple[str, ...], ...]


def _cells(rows: Iterable[Iterable[str]]) -> Cells:
    return tuple(map(tuple, rows))


@frozen
class _Sink:
    """Where a table's lines go."""

    write: Callable[[str], object]


@frozen
class Table:
    """A table of an office: a title, headings, and rows of cells as they are written."""

    title: str
    headings: tuple[str, ...] = field(converter=tuple[str, ...])
    rows: Cells = field(converter=_cells)

    @classmethod
    def of(cls, sample: Sample, name: str, headings: str, rows: Iterable[Iterable[str]]) -> Table:
        """A table of a sample, which its title says it is."""
        return cls(f"{sample.estate.name}{name}：{sample.label}", headings.split(), rows)

    def csv(self, encoding: Encoding, delimiter: str = ",") -> bytes:
        """Write it as spreadsheets save it, the title in the first cell of the first row."""
        lines: list[str] = []
        writer = csv.writer(_Sink(lines.append), delimiter=delimiter)
        rows = [(self.title,), self.headings, *self.rows]
        writer.writerows([*row, *[""] * (len(self.headings) - len(row))] for row in rows)
        mark = "\ufeff" if encoding == "utf-16-le" else ""
        return f"{mark}{''.join(lines)}".encode(encoding)

    def page(self) -> bytes:
        """Write it as a web page, which many systems call a spreadsheet."""
        return html.page(self.title, html.table(self.headings, self.rows)).encode()
