"""How much room the sheets of an old workbook (``.xls``) take, before anything is made of it.

A reader makes room for what a workbook declares, and for every cell from the first to the
last; a few spoilt bytes would take all the memory there is.  So the declarations are read
here first: the container of streams, then the records of the workbook's stream.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import error, unpack_from

#: The most rows and columns that the format has.
MOST_ROWS, MOST_COLUMNS = 65536, 256

_BEGIN, _DIMENSIONS = 0x0809, 0x0200
_SINGLE = {0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}  # one value a record
_SEVERAL = 0x00BD  # numbers side by side; the last two bytes are the last column
_LAST = 0xFFFFFFF0  # from here on, a sector number ends a chain


def old_workbook_cells(data: bytes) -> int | None:
    """How many cells the rectangles around the values of all sheets have together.

    None when the container or a declaration is broken.

    >>> old_workbook_cells(b"no workbook at all") is None
    True
    """
    try:
        return sum(_rectangles(_workbook(data)))
    except (error, IndexError, KeyError, StopIteration, ValueError):
        return None


def _rectangles(stream: bytes) -> Iterator[int]:
    place = deep = wide = 0
    while place + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, place)
        body, place = place + 4, place + 4 + length
        if kind == _BEGIN:
            yield deep * wide
            deep = wide = 0
        elif kind == _DIMENSIONS:
            shape = "<IIHH" if length >= 14 else "<HHHH"
            first_row, rows, first_column, columns = unpack_from(shape, stream, body)
            if not (first_row <= rows <= MOST_ROWS and first_column <= columns <= MOST_COLUMNS):
                raise ValueError
        elif kind in _SINGLE or kind == _SEVERAL:
            row, column = unpack_from("<HH", stream, body)
            if kind == _SEVERAL:
                (column,) = unpack_from("<H", stream, place - 2)
            if column >= MOST_COLUMNS:
                raise ValueError
            deep, wide = max(deep, row + 1), max(wide, column + 1)
    yield deep * wide


def _workbook(data: bytes) -> bytes:
    """Find the workbook's stream in its container (MS-CFB)."""
    (shift,) = unpack_from("<H", data, 30)
    if shift not in {9, 12}:
        raise ValueError
    size = 1 << shift
    directory_at, cutoff, small_at, _, more_at = unpack_from("<I4xIIII", data, 48)
    heads = list(unpack_from("<109I", data, 76))
    steps = 0
    while more_at < _LAST and steps < len(data) // size:
        *further, more_at = unpack_from(f"<{size // 4}I", data, (more_at + 1) * size)
        heads, steps = heads + further, steps + 1
    fat = [
        number
        for head in heads
        if head < _LAST
        for number in unpack_from(f"<{size // 4}I", data, (head + 1) * size)
    ]

    def large(start: int) -> bytes:
        return b"".join(data[(n + 1) * size : (n + 2) * size] for n in _chain(start, fat))

    directory = large(directory_at)
    entries = {
        directory[i : i + 64].decode("utf-16-le").partition("\0")[0]: unpack_from(
            "<II", directory, i + 116
        )
        for i in range(0, len(directory), 128)
    }
    start, length = next(entries[name] for name in ("Workbook", "Book") if name in entries)
    if length >= cutoff:
        return large(start)[:length]
    small = large(small_at)
    small_fat = list(unpack_from(f"<{len(small) // 4}I", small))
    packed = large(entries["Root Entry"][0])
    return b"".join(packed[64 * n : 64 * n + 64] for n in _chain(start, small_fat))[:length]


def _chain(start: int, fat: list[int]) -> Iterator[int]:
    """Follow a chain of sectors; one that runs in a circle is broken."""
    for _ in range(len(fat) + 1):
        if start >= _LAST:
            return
        yield start
        start = fat[start]
    raise ValueError
