"""Pauses as they go: until when the items of one are left alone, as seen on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ..dates import ONE_DAY
from .agreements import ConditionMet, Pause
from .concessions import RoundingOff, WaiverNote
from .corrections import Reversal
from .documents import CreditNote, Document, Release
from .entries import Paid

if TYPE_CHECKING:
    from .history import History, Said


class Pausing:
    """A pause, the histories of its items, and what ended it or met its condition.

    It is shared by the histories, so whoever asks says on which ``day`` and with what
    ``known``: what takes effect or was booked later is not seen.
    """

    __slots__ = ("document", "members", "met", "release")

    def __init__(self, document: Pause, histories: list[History]) -> None:
        self.document = document
        #: each with the number of things said about it before the pause was agreed
        self.members = [(history, len(history.said)) for history in histories]
        self.release: Release | None = None
        self.met: ConditionMet | None = None

    def waits_for(self, condition: str) -> bool:
        """Whether it is a promise on a condition that has not been met."""
        promise = self.document.promise
        return bool(promise and promise.condition == condition and not self.met)

    def stands(self, day: date, known: date | None) -> bool:
        """Whether it leaves its items alone on a day."""
        end = self.end(day, known)
        return seen(self.document, day, known) and (end is None or day < end)

    def restored(self, day: date, known: date | None) -> bool:
        """Whether its days count after all."""
        release = self.release
        return bool(release and release.restores_penalty and seen(release, day, known))

    def end(self, day: date, known: date | None) -> date | None:
        """The day from which it has no effect; None while nobody can tell."""
        agreed, ends = self.document, list[date]()
        if self.release and seen(self.release, day, known):
            ends.append(self.release.on)
        if agreed.through:
            ends.append(agreed.through + ONE_DAY)
        if agreed.promise and not agreed.promise.condition:
            ends.append(agreed.promise.by + ONE_DAY)
        elif agreed.promise and self.met and seen(self.met, day, known):
            ends.append(max(agreed.promise.by, self.met.on) + ONE_DAY)
        if agreed.plan:
            reached = 0
            for part in agreed.plan.parts:
                reached += part.amount.fen
                broken = part.due < day and self._came(part.due, day, known) < reached
                if broken or part is agreed.plan.parts[-1]:
                    ends.append(part.due + ONE_DAY)
                    break
        return min(ends, default=None)

    def days(self) -> Iterator[date]:
        """The days on which it may change what its items bear."""
        yield self.document.on
        if self.release:
            yield self.release.on
        if self.met:
            yield self.met.on
        if self.document.plan:
            yield from (part.due + ONE_DAY for part in self.document.plan.parts)
            yield from (said.on for history, _ in self.members for said in history.said)

    def _came(self, by: date, day: date, known: date | None) -> int:
        """By how much the debt has gone down since the plan was agreed, ``by`` a due day."""
        agreed = self.document
        return sum(
            _down(history, said, by, day, known)
            for history, before in self.members
            for number, said in enumerate(history.said)
            if said.on <= by
            and seen(said, day, known)
            and (number >= before or said.on > agreed.on)
        )


def _down(history: History, said: Said, by: date, day: date, known: date | None) -> int:
    """By how much something said about a line lowers what is owed, on the day ``by``."""
    match said:
        case CreditNote(amount=amount):
            return amount.fen
        case WaiverNote() | RoundingOff():
            return (said.principal + said.penalty).fen
        case Paid(source=source, fen=fen):
            undone = history.undone.get(source)
            if undone and seen(undone, day, known):
                stood = isinstance(undone, Reversal) and undone.since == "reversal"
                return fen if stood and by < undone.on else 0
            return fen
        case _:
            return 0


def seen(said: Said | Document, day: date, known: date | None) -> bool:
    """Whether something takes effect by a day and was booked by ``known``."""
    return said.on <= day and (known is None or said.booked <= known)
