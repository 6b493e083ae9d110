"""Money that goes back or over: reversals, refunds and transfers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from attrs import evolve

from ..errors import RuleError, UnknownError
from ..money import Money
from ..payments import CIVIL_CODE, Order
from .account import Account, Posted
from .appropriation import take_back, undoing
from .book import Book, restriction
from .corrections import Refund, Reversal, Since, TransferOut
from .documents import Application, Document, Receipt


def reverse(
    account: Account,
    reversal: str,
    *,
    of: str,
    on: date,
    reason: str,
    since: Since = "payment",
    booked: date | None = None,
) -> Posted:
    """Undo a receipt, an application or a refund from ``on`` (冲正), and post the reversal.

    ``reversal`` is the id that the host gives it; see :class:`Reversal` for ``since``.
    Prepayment has no name on it: when the receipt left some that has been applied, the
    latest applications are reversed first, as many as it takes; the money of other
    receipts that is free again can be applied anew.  They are documents of their own,
    because which of them give way is a decision and not a fact.

    Raises :class:`~wuye.errors.ExceedsError` when the money has been refunded,
    :class:`~wuye.errors.RuleError` when it is reversed already or is a reversal itself,
    :class:`~wuye.errors.UnknownError` for an id that is not here.

    >>> from ..payments import Payment
    >>> account = Account("锦苑物业", "O-1")
    >>> account = account.receive(Payment("dd-1", "300.00", on=date(2026, 11, 3))).account
    >>> bounced = reverse(account, "R-1", of="dd-1", on=date(2026, 11, 5), reason="退票")
    >>> [str(s.received) for s in bounced.account.days([date(2026, 11, 4), date(2026, 11, 5)])]
    ['300.00', '0.00']
    """
    undone = Reversal(
        id=reversal,
        creditor=account.creditor,
        debtor=account.debtor,
        of=of,
        on=on,
        reason=reason,
        since=since,
    )
    with account.book.lock:
        book = account.book.at(account.version)
        if _again(book, undone, booked):
            return Posted(account, ())
        undone = evolve(undone, booked=book.booking(booked or on))
        return account.over(book).post(*undoing(book, undone))


def refund(
    account: Account,
    refund: str,
    amount: Money | str,
    *,
    on: date,
    reason: str,
    to: str = "",
    booked: date | None = None,
    restricted: Iterable[str] = (),
) -> Posted:
    """Give prepaid money back on ``on`` (退款), and post the refund.

    Only what is prepaid and applied to nothing on that day and every later one can go
    back.  What lines were paid beyond their worth is taken back first, if needed.
    ``restricted`` names the items to which the money is restricted that goes back; without
    it what is free goes back.

    Raises :class:`~wuye.errors.ExceedsError` above that.

    >>> from ..payments import Payment
    >>> account = Account("锦苑物业", "O-1")
    >>> account = account.receive(Payment("wx-1", "300.00", on=date(2026, 11, 3))).account
    >>> posted = refund(account, "F-1", "120.00", on=date(2026, 11, 9), reason="多交")
    >>> posted.account.on(date(2026, 11, 9)).prepaid
    Money('180.00')
    """
    tied = restriction(restricted)
    back = Refund(
        id=refund,
        creditor=account.creditor,
        debtor=account.debtor,
        on=on,
        amount=amount,
        reason=reason,
        to=to,
        restricted=tied,
    )
    with account.book.lock:
        book = account.book.at(account.version)
        if _again(book, back, booked):
            return Posted(account, ())
        booked = book.booking(booked or on)
        documents: list[Document] = [evolve(back, booked=booked)]
        if back.amount.fen > book.purse(tied).least(on):
            parts = tuple(take_back(book, book.since(on), tied))
            freed = Application(
                id=f"{refund}:surplus",
                creditor=account.creditor,
                debtor=account.debtor,
                on=on,
                parts=parts,
                booked=booked,
                restricted=tied,
            )
            documents = [freed, *documents] if parts else documents
        return account.over(book).post(*documents)


def refund_surplus(
    account: Account,
    refund: str,
    items: Collection[str],
    *,
    on: date,
    reason: str,
    to: str = "",
    booked: date | None = None,
) -> Posted:
    """Give back what ``items`` were paid beyond their worth (多交退还), and post the refund.

    It is what is too much on ``on`` and on every later day: after a credit on a line that
    was paid, say.  Nothing is posted where nothing is.  Money that was restricted goes back
    by a refund of its own, with a number after the id.
    """
    with account.book.lock:
        book = account.book.at(account.version)
        booked = book.booking(booked or on)
        lines = [states for states in book.since(on) if states[0].id in items]
        documents: list[Document] = []
        for tied in tuple(book.purses):
            parts = tuple(take_back(book, lines, tied))
            if not parts:
                continue
            id_ = f"{refund}:{len(documents) // 2 + 1}" if documents else refund
            documents += [
                Application(
                    id=f"{id_}:surplus",
                    creditor=account.creditor,
                    debtor=account.debtor,
                    on=on,
                    parts=parts,
                    booked=booked,
                    restricted=tied,
                ),
                Refund(
                    id=id_,
                    creditor=account.creditor,
                    debtor=account.debtor,
                    on=on,
                    amount=-Money.total(part.amount for part in parts),
                    reason=reason,
                    to=to,
                    booked=booked,
                    restricted=tied,
                ),
            ]
        return account.over(book).post(*documents)


def transfer(
    transfer: str,
    *,
    of: str,
    source: Account,
    target: Account,
    booked: date,
    reason: str,
    order: Order = CIVIL_CODE,
    designated: Iterable[str] | None = None,
) -> tuple[Posted, Posted]:
    """Move a receipt to the account of the debtor whose money it is (串户更正).

    ``source`` is as if it had never come, ``target`` receives it as a payment made on
    its own day; both are booked on ``booked``.  What it paid for is judged anew, by
    the payment's own designation or by ``designated``.  A host that stores the two
    accounts apart posts both or neither.

    Raises :class:`~wuye.errors.RuleError` when the accounts have not the same creditor
    (money crosses no creditors: refund it, and receive it there) or are one account,
    and what :func:`reverse` and :meth:`Account.receive` raise.

    >>> from ..payments import Payment
    >>> wrong, right = Account("锦苑物业", "O-1"), Account("锦苑物业", "O-2")
    >>> wrong = wrong.receive(Payment("wx-1", "300.00", on=date(2026, 11, 3))).account
    >>> day = date(2026, 11, 9)
    >>> out, came = transfer(
    ...     "T-1", of="wx-1", source=wrong, target=right, booked=day, reason="串户"
    ... )
    >>> str(out.account.on(day).received), str(came.account.on(day).received)
    ('0.00', '300.00')
    """
    if source.creditor != target.creditor or source.debtor == target.debtor:
        raise RuleError(
            "money is transferred between two debtors of one creditor",
            f"{source.creditor} / {source.debtor} to {target.creditor} / {target.debtor}",
            transfer,
            "another creditor: refund it there, receive it here; one account: reallocate it",
        )
    with source.book.lock:
        book = source.book.at(source.version)
        receipt = book.index.get(of)
        if not isinstance(receipt, Receipt):
            raise UnknownError("no such receipt", of, transfer, f"account of {source.debtor}")
        out = TransferOut(
            id=transfer,
            creditor=source.creditor,
            debtor=source.debtor,
            of=of,
            to=target.debtor,
            on=receipt.on,
            reason=reason,
            booked=booked,
        )
        left = source.over(book).post(*undoing(book, out))
    payment = receipt.payment
    if designated is not None:
        payment = evolve(payment, designated=designated)
    return left, target.receive(payment, order=order, booked=booked, transfer=transfer)


def _again(book: Book, document: Reversal | Refund, booked: date | None) -> bool:
    """Whether a document is posted already, on the day of booking that is asked for."""
    same = book.index.get(document.id)
    return (
        isinstance(same, Reversal | Refund)
        and booked in {None, same.booked}
        and same == evolve(document, booked=same.booked)
    )
