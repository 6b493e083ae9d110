"""What a step of a dispute does to money: documents for the account.

What is open is held; when it ends, what was upheld is credited from the day of the bill
and the hold is released.  Ids follow from the case, so the same step makes the same
documents, and posting them twice does nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from ..errors import ExceedsError, RuleError, TransitionError, UnknownError
from ..ledger import CreditNote, Document, Hold, Pause, Release
from ..money import Money
from .events import Decided, Judged, Mediated, Outcome, Withdrawn

if TYPE_CHECKING:
    from .cases import Dispute, Point

_NOTHING = Money("0")
_REASONS = {Mediated: "调解协议", Judged: "生效裁判"}


def held(case: Dispute, on: date, booked: date) -> tuple[Dispute, tuple[Document, ...]]:
    """Hold what is disputed and was not upheld; the first hold bears the id of the case."""
    if case.amount == case.upheld:
        raise TransitionError("all was upheld, nothing is left to dispute", None, case.id)
    points: list[Point] = []
    holds: list[Hold] = []
    for point in case.points:
        if point.left:
            case = evolve(case, holds=case.holds + 1)
            points.append(evolve(point, hold=case.last_hold))
            holds.append(
                Hold(
                    id=case.last_hold,
                    creditor=case.creditor,
                    debtor=case.debtor,
                    on=on,
                    item=point.item,
                    amount=point.left,
                    booked=booked,
                    penalty=case.policy.penalty,
                )
            )
        else:
            points.append(point)
    return evolve(case, points=tuple(points)), tuple(holds)


def ended(
    case: Dispute, event: Outcome, on: date, booked: date
) -> tuple[Dispute, tuple[Document, ...]]:
    """Credit what was upheld and release the rest; a plan that was agreed pauses it."""
    if isinstance(event, Mediated) and event.effective < case.on:
        raise TransitionError(
            "it took effect before the dispute was lodged",
            str(event.effective),
            case.id,
            f"give {case.on} or later",
        )
    upheld = _by_point(case, event)
    points = tuple(
        evolve(point, upheld=point.upheld + amount)
        for point, amount in zip(case.points, upheld, strict=True)
    )
    after = evolve(case, points=points)
    restores = _restores(case, event, all_upheld=after.upheld == case.amount)
    documents: list[Document] = [
        *_credits(case, event, upheld, booked),
        *_releases(case, on, booked, restores),
    ]
    if isinstance(event, Mediated) and event.plan:
        documents.append(_pause(after, event, on, booked))
    return after, tuple(documents)


def _by_point(case: Dispute, event: Outcome) -> list[Money]:
    """How much of each line was upheld."""
    left = [point.left for point in case.points]
    if isinstance(event, Withdrawn):
        return [_NOTHING] * len(left)
    if isinstance(event.upheld, tuple):
        by_code = dict(event.upheld)
        if unknown := sorted(by_code.keys() - {point.code for point in case.points}):
            known = ", ".join(point.code for point in case.points)
            raise UnknownError("not a line of the dispute", unknown, case.id, f"lines: {known}")
        amounts = [by_code.get(point.code, _NOTHING) for point in case.points]
    elif not event.upheld or sum(map(bool, left)) == 1:
        amounts = [event.upheld if each else _NOTHING for each in left]
    elif event.upheld == Money.total(left):
        amounts = left
    else:
        raise RuleError(
            "it is not said of which line so much is upheld",
            str(event.upheld),
            case.id,
            'give the amounts by line: {"property": "5.00"}',
        )
    for point, amount in zip(case.points, amounts, strict=True):
        if not 0 <= amount.fen <= point.left.fen:
            raise ExceedsError(
                "no more can be upheld than is disputed",
                str(amount),
                f"{case.id}: {point.code}",
                f"give up to {point.left}",
            )
    return amounts


def _restores(case: Dispute, event: Outcome, *, all_upheld: bool) -> bool:
    """Whether the days on which penalty stood still count after all."""
    said = event.held_days or case.policy.held_days
    if case.policy.penalty == "runs":
        if event.held_days == "forgiven":
            raise RuleError(
                "penalty ran, so no days stood still that could be forgiven",
                event.held_days,
                case.id,
                "waive what ran (ledger.WaiverNote)",
            )
        return True
    if said is None and not all_upheld:
        raise RuleError(
            "nobody says what becomes of the days on which penalty stood still",
            None,
            case.id,
            'give held_days="restored" or "forgiven", with the event or in the policy',
        )
    return said == "restored"


def _credits(
    case: Dispute, event: Outcome, upheld: list[Money], booked: date
) -> Iterator[CreditNote]:
    if isinstance(event, Decided) and event.corrected:
        return
    reason = event.reason if isinstance(event, Decided) else _REASONS.get(type(event), "")
    for point, amount in zip(case.points, upheld, strict=True):
        if amount:
            yield CreditNote(
                id=f"{point.hold}:credit",
                creditor=case.creditor,
                debtor=case.debtor,
                on=case.billed,
                item=point.item,
                amount=amount,
                reason=reason or case.ground.zh,
                hold=point.hold,
                booked=booked,
            )


def _releases(case: Dispute, on: date, booked: date, restores: bool) -> Iterator[Release]:
    for point in case.points:
        if point.left:
            yield Release(
                id=f"{point.hold}:release",
                creditor=case.creditor,
                debtor=case.debtor,
                on=on,
                hold=point.hold,
                restores_penalty=restores,
                booked=booked,
            )


def _pause(case: Dispute, event: Mediated, on: date, booked: date) -> Pause:
    left = [point for point in case.points if point.left]
    if not left:
        raise RuleError("nothing is left to pay by a plan", None, case.id, "leave out plan=")
    return Pause(
        id=f"{left[0].hold}:plan",
        creditor=case.creditor,
        debtor=case.debtor,
        on=on,
        items=[point.item for point in left],
        penalty=event.penalty,
        plan=event.plan,
        booked=booked,
    )
