"""Formats: how values come in from tables and travel on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from .tables import MESSAGES, Cell, Column, Faults, Row, read_row, read_table, write_table
    from .wire import decode, encode

__all__ = [
    "MESSAGES",
    "Cell",
    "Column",
    "Faults",
    "Row",
    "decode",
    "encode",
    "read_row",
    "read_table",
    "write_table",
]

_HOMES = {
    "Cell": "tables",
    "Column": "tables",
    "Faults": "tables",
    "MESSAGES": "tables",
    "Row": "tables",
    "decode": "wire",
    "encode": "wire",
    "read_row": "tables",
    "read_table": "tables",
    "write_table": "tables",
}

__getattr__, __dir__ = names(__name__, _HOMES)
