"""Formats: how values come in from tables and travel on the wire."""

from .tables import MESSAGES, Cell, Column, Faults, Row, read_row, read_table, write_table
from .wire import decode, decode_checkpoint, encode

__all__ = [
    "MESSAGES",
    "Cell",
    "Column",
    "Faults",
    "Row",
    "decode",
    "decode_checkpoint",
    "encode",
    "read_row",
    "read_table",
    "write_table",
]
