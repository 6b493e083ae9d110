"""What of a line bears penalty, and when: its principal over time, its clause, its pauses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from ..dates import Period
from ..fees.penalties import bears_until
from ..terms import PenaltyTerms, Suspension
from .corrections import Reversal
from .documents import Release
from .pauses import seen

if TYPE_CHECKING:
    from .history import History

_REASONS = {"deferral": "缓缴", "plan": "分期", "promise": "承诺付款"}


def changes(history: History, apart: Collection[str] = ()) -> Iterator[tuple[date, int]]:
    """The principal that bears penalty: charged, credited, given up, paid, undone, held, released.

    ``apart`` are ids of holds that stand; what they set apart is left out, as if it had
    never been charged.
    """
    yield history.bill.on, history.line.fen
    for note in history.credits:
        yield note.on, -note.amount.fen
    for given in history.relief:
        yield given.on, -given.principal.fen
    for paid in history.paid:
        undone = history.undone.get(paid.source)
        stood = not undone or (isinstance(undone, Reversal) and undone.since == "reversal")
        if paid.component == "principal" and stood:
            yield bears_until(paid.on), -paid.fen
            if undone:
                yield max(undone.on, bears_until(paid.on)), paid.fen
    for hold in history.holds.values():
        release = history.releases.get(hold.id)
        if hold.id in apart:
            yield history.bill.on, -history.left(hold).fen
            continue
        if hold.penalty == "runs" or _restored(release):
            continue
        yield hold.on, -hold.amount.fen
        for note in history.credits:
            if note.hold == hold.id:
                yield max(note.on, hold.on), note.amount.fen
        if release:
            yield release.on, history.left(hold).fen


def clause(history: History, day: date, known: date | None) -> PenaltyTerms | None:
    """The penalty clause, standing still where a write-off or a pause stops it.

    ``history`` holds what is seen of the line on ``day``; pauses are told both days.
    """
    terms = history.bill.penalty
    if not (history.write_offs or history.pauses):
        return terms
    still = [*_written_off(history), *_paused(history, day, known)]
    if terms is None or not still:
        return terms
    return evolve(terms, suspensions=(*terms.suspensions, *still))


def _written_off(history: History) -> Iterator[Suspension]:
    for each in history.write_offs.values():
        release = history.releases.get(each.id)
        until = release.on if release else date.max
        if each.penalty == "stops" and each.on < until and not _restored(release):
            yield Suspension(Period(each.on, until), "核销")


def _paused(history: History, day: date, known: date | None) -> Iterator[Suspension]:
    for pausing in history.pauses:
        agreed = pausing.document
        until = pausing.end(day, known) or date.max
        stops = agreed.penalty == "stops" and agreed.on < until
        if stops and seen(agreed, day, known) and not pausing.restored(day, known):
            yield Suspension(Period(agreed.on, until), _REASONS[agreed.kind])


def _restored(release: Release | None) -> bool:
    """Whether the days on which penalty stood still count after all."""
    return bool(release and release.restores_penalty)
