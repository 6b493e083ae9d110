"""Tables of a web page, which many systems save under the name of a spreadsheet.

>>> read_web_tables("<table><tr><td rowspan=2>3栋<td>101<tr><td>102</table>", 100)
[([['3栋', '101'], ['', '102']], [(0, 0, 1, 0)])]
"""

from __future__ import annotations

from html.parser import HTMLParser

Grid = tuple[list[list[str]], list[tuple[int, int, int, int]]]

_MOST_ROWS, _MOST_COLUMNS = 65534, 1000  # that one cell may span, as browsers hold it
_WIDEST = 16384  # columns of a sheet
_UNREAD = frozenset({"script", "style", "title"})


def read_web_tables(text: str, most: int) -> list[Grid] | None:
    """Read each table as rows of text and merged cells as (top, left, bottom, right).

    A table inside a cell is part of that cell's text.  None when the tables have more
    than ``most`` cells; no table when the page is broken.
    """
    parser = _Tables(most)
    try:
        parser.feed(text)
        parser.close()
        parser.end_table()
    except (AssertionError, NotImplementedError):  # the parser gives up on a declaration
        return []
    except OverflowError:
        return None
    return parser.tables


class _Tables(HTMLParser):
    """Lays the cells of tables on their grids, as a browser would."""

    def __init__(self, most: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Grid] = []
        self.left = most
        self.depth = self.unread = self.column = 0
        self.row = -1
        self.text: list[str] | None = None
        self.at = (0, 0)
        self.cells: dict[tuple[int, int], str] = {}
        self.taken: dict[int, int] = {}  # of each column, the last row that is taken
        self.merged: list[tuple[int, int, int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self.unread += 1
        elif tag == "table":
            self.depth += 1
        elif self.depth == 1 and tag == "tr":
            self.end_cell()
            self.row, self.column = self.row + 1, 0
        elif self.depth == 1 and tag in {"td", "th"}:
            self.end_cell()
            self.begin_cell(dict(attrs))
        elif tag == "br" and self.text is not None:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self.unread = max(0, self.unread - 1)
        elif tag == "table":
            if self.depth == 1:
                self.end_table()
            self.depth = max(0, self.depth - 1)
        elif self.depth == 1 and tag in {"td", "th", "tr"}:
            self.end_cell()

    def handle_data(self, data: str) -> None:
        if self.text is not None and not self.unread:
            self.text.append(data)

    def begin_cell(self, attributes: dict[str, str | None]) -> None:
        self.row = max(self.row, 0)
        while self.taken.get(self.column, -1) >= self.row:
            self.column += 1
            self._spend(1)
        column = self.column
        high = _span(attributes.get("rowspan"), _MOST_ROWS)
        wide = _span(attributes.get("colspan"), _MOST_COLUMNS)
        self._spend(wide if column + wide <= _WIDEST else self.left + 1)
        for right in range(column, column + wide):
            self.taken[right] = max(self.row + high - 1, self.taken.get(right, -1))
        if high * wide > 1:
            self.merged.append((self.row, column, self.row + high - 1, column + wide - 1))
        self.at, self.text = (self.row, column), []

    def end_cell(self) -> None:
        if self.text is not None:
            lines = "".join(self.text).split("\n")
            self.cells[self.at] = "\n".join(" ".join(line.split()) for line in lines).strip()
        self.text = None

    def end_table(self) -> None:
        self.end_cell()
        if self.row >= 0:
            wide = 1 + max(self.taken, default=0)
            self._spend((self.row + 1) * wide)
            rows = [
                [self.cells.get((row, column), "") for column in range(wide)]
                for row in range(self.row + 1)
            ]
            last = self.row
            merged = [
                (top, left, min(bottom, last), right) for top, left, bottom, right in self.merged
            ]
            self.tables.append((rows, merged))
        self.row, self.cells, self.taken, self.merged = -1, {}, {}, []

    def _spend(self, cells: int) -> None:
        self.left -= cells
        if self.left < 0:
            raise OverflowError


def _span(text: str | None, most: int) -> int:
    digits = (text or "").strip()[:6]
    return min(max(int(digits), 1), most) if digits.isascii() and digits.isdigit() else 1
