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
        if not self.path.exists():
            return ()
        documents: list[Document] = []
        for number, line in enumerate(self.path.read_text("utf-8").splitlines(), 1):
            try:
                documents.append(decode(json.loads(line)))
            except (WireError, json.JSONDecodeError) as error:
                raise WireError(
                    f"the journal cannot be read: {error}",
                    None,
                    f"{self.path.name} line {number}",
                    "restore the file from a copy; it is never edited by hand",
                ) from error
        return tuple(documents)

    def append(self, documents: Iterable[Document]) -> None:
        """Add documents at the end, all of them or none."""
        lines = [json.dumps(encode(d), ensure_ascii=False) for d in documents]
        if lines:
            before = self.path.read_text("utf-8") if self.path.exists() else ""
            replace(self.path, before + "".join(f"{line}\n" for line in lines))


def replace(path: Path, text: str) -> None:
    """Write a file so that readers see the old one or the new one, never a part."""
    draft = path.with_name(f".{path.name}.new")
    with draft.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
