"""What follows from a step beside its documents: money that goes back, and invoices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from ..errors import RuleError
from ..ledger import Account, CreditNote, Document, Pause, Posted, refund_surplus
from ..money import Money
from .cases import Step


def post(account: Account, step: Step, *, to: str = "") -> Posted:
    """Post the effects of a step, and give back what was paid and is not owed.

    It waits as prepayment, or goes back as a refund, as the policy has it; ``to`` says to
    whom.  What was posted once is not posted again.

    Raises what :meth:`wuye.ledger.Account.post` raises, and :class:`~wuye.errors.RuleError`
    for a plan that does not pay all of the lines that it pauses; the account is unchanged.
    """
    posted = account.post(*step.effects)
    for effect in posted.documents:
        if isinstance(effect, Pause):
            _pays_what_it_pauses(posted.account, effect)
    case = step.case
    if not posted.documents or case.policy.pays_back == "prepayment":
        return posted
    if not case.upheld or case.status.open:
        return posted
    on, booked = case.last
    back = refund_surplus(
        posted.account,
        f"{case.last_hold}:refund",
        [point.item for point in case.points],
        on=on,
        reason=case.ground.zh,
        to=to,
        booked=booked,
    )
    return Posted(back.account, (*posted.documents, *back.documents))


def _pays_what_it_pauses(account: Account, settled: Pause) -> None:
    """Refuse a plan for less than is open: what was never disputed would be left alone too."""
    items = account.on(settled.on).items
    asked = [item.principal - item.held for item in items if item.id in settled.items]
    if settled.amount < Money.total(asked):
        raise RuleError(
            "the plan would leave alone what it does not pay, and nobody disputed",
            str(settled.amount),
            settled.id,
            f"agree on a plan for {Money.total(asked)}, or on none",
        )


@frozen
class RedLetterRequest:
    """What is to be reversed of an invoice that was issued (红字发票申请).

    ``invoice`` is its number, ``item`` the line that was credited, ``gross`` by how much,
    with tax; ``on`` the day on which the credit was entered.
    """

    invoice: str
    item: str
    gross: Money
    on: date
    reason: str = field(repr=False)


def red_letter_requests(
    documents: Iterable[Document], invoices: Mapping[str, str]
) -> tuple[RedLetterRequest, ...]:
    """List what is to be reversed for the credits among documents.

    ``invoices`` are the numbers of those issued, by the id of the line that each is for.  A
    credit on a line without one needs no request.

    >>> note = CreditNote(
    ...     id="D-1:credit", creditor="锦苑物业", debtor="O-17", on=date(2026, 10, 1),
    ...     item="B:power", amount="5.00", reason="金额有误", booked=date(2026, 12, 1),
    ... )
    >>> (request,) = red_letter_requests([note], {"B:power": "26000000000000000001"})
    >>> request.invoice, request.gross
    ('26000000000000000001', Money('5.00'))
    """
    return tuple(
        RedLetterRequest(invoices[note.item], note.item, note.amount, note.booked, note.reason)
        for note in documents
        if isinstance(note, CreditNote) and note.item in invoices
    )
