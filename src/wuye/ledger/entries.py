"""What a document that concerns many lines says about one of them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..payments import Component


class Paid(NamedTuple):
    """What a receipt or an application paid on the line, or took ``back``, from ``on``."""

    source: str
    component: Component
    fen: int
    back: bool
    on: date
    booked: date


class Charged(NamedTuple):
    """Penalty that was posted on the line; below 0 it was taken back."""

    fen: int
    on: date
    booked: date
