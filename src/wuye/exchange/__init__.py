"""Formats: how values come in from tables and travel on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from .columns import to_columns
    from .faults import MESSAGES, Cell, Faults
    from .headers import HEADINGS, Column
    from .places import PLACE, with_rooms
    from .records import read_records
    from .registers import ARREARS, READINGS, RECEIPTS
    from .rooms import RoomNumber, room_number
    from .rosters import Entry, Roster, read_roster
    from .rows import Row, read_row
    from .sheets import Sheet, read_sheets
    from .tables import read_table, write_table
    from .wire import decode, decode_checkpoint, encode

__all__ = [
    "ARREARS",
    "HEADINGS",
    "MESSAGES",
    "PLACE",
    "READINGS",
    "RECEIPTS",
    "Cell",
    "Column",
    "Entry",
    "Faults",
    "RoomNumber",
    "Roster",
    "Row",
    "Sheet",
    "decode",
    "decode_checkpoint",
    "encode",
    "read_records",
    "read_roster",
    "read_row",
    "read_sheets",
    "read_table",
    "room_number",
    "to_columns",
    "with_rooms",
    "write_table",
]

_HOMES = {
    "ARREARS": "registers",
    "Cell": "faults",
    "Column": "headers",
    "Entry": "rosters",
    "Faults": "faults",
    "HEADINGS": "headers",
    "MESSAGES": "faults",
    "PLACE": "places",
    "READINGS": "registers",
    "RECEIPTS": "registers",
    "RoomNumber": "rooms",
    "Roster": "rosters",
    "Row": "rows",
    "Sheet": "sheets",
    "decode": "wire",
    "decode_checkpoint": "wire",
    "encode": "wire",
    "read_records": "records",
    "read_roster": "rosters",
    "read_row": "rows",
    "read_sheets": "sheets",
    "read_table": "tables",
    "room_number": "rooms",
    "to_columns": "columns",
    "with_rooms": "places",
    "write_table": "tables",
}

__getattr__, __dir__ = names(__name__, _HOMES)
