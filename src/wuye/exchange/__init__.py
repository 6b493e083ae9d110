"""Formats: how values come in from tables and travel on the wire."""

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
