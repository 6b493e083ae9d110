"""Writing the files of a new office."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..errors import ConflictError


def write(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a folder that is new or empty: an office's files are never overwritten.

    Raises :class:`~wuye.errors.ConflictError` when there is anything in it already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ConflictError(
            "the folder is not empty", str(folder), "office.write", "name a new folder"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files:
        (folder / name).write_bytes(content)
