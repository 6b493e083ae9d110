"""Timing for the benchmarks: processor time, the best of some rounds."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import TypeVar

T = TypeVar("T")


def best(deed: Callable[[], T], rounds: int = 3) -> tuple[float, T]:
    """The shortest of some rounds in seconds of processor time, and the result."""
    seconds, result = _timed(deed)
    for _ in range(rounds - 1):
        del result
        again, result = _timed(deed)
        seconds = min(seconds, again)
    return seconds, result


def _timed(deed: Callable[[], T]) -> tuple[float, T]:
    start = process_time()
    result = deed()
    return process_time() - start, result
