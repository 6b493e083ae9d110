"""Formats: how values come in from tables and travel on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from .columns import to_columns
    from .faults import CHOICE, MESSAGES, Cell, Faults
    from .headers import HEADINGS, Column
    from .openings import read_arrears, read_paid_through, read_wide
    from .places import PLACE, with_rooms
    from .records import read_records
    from .registers import ARREARS, PAID_THROUGH, READINGS, RECEIPTS, WIDE
    from .rooms import RoomNumber, room_number
    from .rosters import Entry, Roster, read_roster
    from .rows import Row, read_row
    from .sheets import Sheet, read_sheets
    from .tables import read_table, write_table
    from .wire import decode, decode_checkpoint, encode

__all__ = [
    "ARREARS",
    "CHOICE",
    "HEADINGS",
    "MESSAGES",
    "PAID_THROUGH",
    "PLACE",
    "READINGS",
    "RECEIPTS",
    "WIDE",
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
    "read_arrears",
    "read_paid_through",
    "read_records",
    "read_roster",
    "read_row",
    "read_sheets",
    "read_table",
    "read_wide",
    "room_number",
    "to_columns",
    "with_rooms",
    "write_table",
]

_HOMES = {
    "CHOICE": "faults",
    "ARREARS": "registers",
    "Cell": "faults",
    "Column": "headers",
    "Entry": "rosters",
    "Faults": "faults",
    "HEADINGS": "headers",
    "MESSAGES": "faults",
    "PAID_THROUGH": "registers",
    "PLACE": "places",
    "READINGS": "registers",
    "RECEIPTS": "registers",
    "RoomNumber": "rooms",
    "Roster": "rosters",
    "Row": "rows",
    "Sheet": "sheets",
    "WIDE": "registers",
    "decode": "wire",
    "decode_checkpoint": "wire",
    "encode": "wire",
    "read_arrears": "openings",
    "read_paid_through": "openings",
    "read_records": "records",
    "read_roster": "rosters",
    "read_row": "rows",
    "read_sheets": "sheets",
    "read_table": "tables",
    "read_wide": "openings",
    "room_number": "rooms",
    "to_columns": "columns",
    "with_rooms": "places",
    "write_table": "tables",
}

__getattr__, __dir__ = names(__name__, _HOMES)
