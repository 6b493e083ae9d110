"""What follows from a step beside its documents: money that goes back, and invoices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from ..ledger import Account, CreditNote, Document, Posted, refund_surplus
from ..money import Money
from .cases import Step


def post(account: Account, step: Step, *, to: str = "") -> Posted:
    """Post the effects of a step, and give back what was paid and is not owed.

    It waits as prepayment, or goes back as a refund, as the policy has it; ``to`` says to
    whom.  What was posted once is not posted again.

    Raises what :meth:`wuye.ledger.Account.post` raises; the account is unchanged.
    """
    posted = account.post(*step.effects)
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
