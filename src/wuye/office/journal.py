"""The journal of a folder: every document that was ever posted, one JSON line each.

Lines are only ever added, and the file is replaced whole, so a run that is cut off
leaves the journal as it was.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from ..errors import WireError
from ..exchange import decode, encode
from ..ledger import Document


@frozen
class Journal:
    """The documents in ``journal.jsonl`` of a folder."""

    path: Path

    @classmethod
    def of(cls, folder: Path) -> Journal:
        """The journal of a folder, which need not exist yet."""
        return cls(folder / "journal.jsonl")

    def read(self) -> tuple[Document, ...]:
        """Read every document, in the order in which they were posted."""
        return tuple(self._decode(number, line) for number, line in enumerate(self._lines(), 1))

    def _lines(self) -> list[str]:
        if not self.path.exists():
            return []
        try:
            *lines, rest = self.path.read_text("utf-8").split("\n")
        except UnicodeDecodeError as error:
            raise _unreadable(self.path, 0, "not UTF-8") from error
        if rest:
            raise _unreadable(self.path, len(lines) + 1, "the last line is cut off")
        return lines

    def _decode(self, number: int, line: str) -> Document:
        try:
            return decode(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise _unreadable(self.path, number, str(error)) from error

    def append(self, documents: Iterable[Document]) -> None:
        """Add documents at the end, all of them or none."""
        lines = [json.dumps(encode(d), ensure_ascii=False) for d in documents]
        if lines:
            replace(self.path, "".join(f"{line}\n" for line in [*self._lines(), *lines]))


def _unreadable(path: Path, number: int, why: str) -> WireError:
    return WireError(
        "the journal cannot be read",
        why,
        f"{path.name} line {number}",
        "restore it from a copy; it is never edited by hand",
    )


def replace(path: Path, text: str) -> None:
    """Write a file so that readers see the old one or the new one, never a part."""
    draft = path.with_name(f".{path.name}.new")
    with draft.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
