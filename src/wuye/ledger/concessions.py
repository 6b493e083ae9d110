"""The documents by which a creditor gives up what is owed, or gives up chasing it.

A waiver and a rounding off end the debt; a write-off ends the chasing alone.  None of them
is a credit note: that says the charge was wrong, these say that it was right.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import Factory, field, frozen

from ..errors import ExceedsError, MoneyError, RuleError, one_of
from ..money import Money

_same_day = Factory(lambda self: self.on, takes_self=True)


@frozen(kw_only=True)
class WaiverNote:
    """Gives up principal, penalty or both of an item, after it was billed (减免), from ``on``.

    What is waived of the principal bears no penalty from ``on``.  ``evidence`` and
    ``approval`` name what it rests on and who agreed.  It counts apart from credits.  A
    waiver that is known before billing is :class:`wuye.fees.Waiver`.
    """

    id: str
    creditor: str
    debtor: str
    on: date
    item: str
    principal: Money = field(converter=Money, default=Money("0"))
    penalty: Money = field(converter=Money, default=Money("0"))
    reason: str
    evidence: str = field(default="", repr=False)
    approval: str = field(default="", repr=False)
    booked: date = field(default=_same_day)

    def __attrs_post_init__(self) -> None:
        _something(self)
        _said(self.reason, self.id)


@frozen(kw_only=True)
class RoundingOff:
    """Closes a small remainder of an item (抹零), within the ``limit`` of who takes the money."""

    id: str
    creditor: str
    debtor: str
    on: date
    item: str
    principal: Money = field(converter=Money, default=Money("0"))
    penalty: Money = field(converter=Money, default=Money("0"))
    limit: Money = field(converter=Money)
    booked: date = field(default=_same_day)

    def __attrs_post_init__(self) -> None:
        _something(self)
        if self.principal + self.penalty > self.limit:
            raise ExceedsError(
                "more would be rounded off than may be",
                str(self.principal + self.penalty),
                self.id,
                f"give up to {self.limit}, or a waiver",
            )


@frozen(kw_only=True)
class WriteOff:
    """Gives up chasing an item, and keeps the claim (核销), until a release revives it.

    All that is open of the item leaves what is outstanding, quotes and dunning, and counts
    apart as written off.  Money that the debtor means for it still pays it, as a recovery;
    undesignated money goes elsewhere.  ``penalty`` says what becomes of it from ``on``:
    ``"stops"`` or ``"runs"`` (and is written off as it accrues).
    """

    id: str
    creditor: str
    debtor: str
    on: date
    item: str
    penalty: Literal["stops", "runs"] = field(validator=one_of("stops", "runs"))
    reason: str
    evidence: str = field(default="", repr=False)
    approval: str = field(default="", repr=False)
    booked: date = field(default=_same_day)

    def __attrs_post_init__(self) -> None:
        _said(self.reason, self.id)


Relief = WaiverNote | RoundingOff


def _something(document: Relief) -> None:
    if min(document.principal.fen, document.penalty.fen) < 0 or not (
        document.principal or document.penalty
    ):
        raise MoneyError(
            "principal or penalty is given up, and neither is below 0",
            f"{document.principal} and {document.penalty}",
            document.id,
            "give an amount above 0",
        )


def _said(reason: str, place: str) -> None:
    if not reason.strip():
        raise RuleError("what is given up has a reason", reason, place, "say why")
