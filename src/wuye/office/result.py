"""What a month of an office comes to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from .. import disputes, dunning, fees
from ..bills import Bill
from ..dates import Period
from ..disputes.complaints import Ticket
from ..errors import RowIssue
from ..ledger import CreditNote, Document, State
from .clocks import Clock
from .deliveries import Undelivered
from .folder import Office
from .letters import Letter


@frozen(kw_only=True)
class Result:
    """What a month comes to: bills, balances, reminders, and the texts of its files.

    ``issued`` is what was billed anew, ``bills`` are all of the month; ``differences`` are
    what was billed otherwise and not corrected; ``posted`` is new to the journal.
    ``disputes`` and ``tickets`` are all there were by the day, ``complaints`` are the
    tickets by the debtor.
    """

    office: Office = field(repr=False)
    month: Period
    on: date
    issued: fees.Run
    bills: tuple[Bill, ...] = field(repr=False)
    states: tuple[State, ...]
    decisions: tuple[dunning.Decision, ...]
    disputes: tuple[disputes.Dispute, ...]
    complaints: Mapping[str, tuple[Ticket, ...]] = field(repr=False)
    tickets: tuple[Ticket, ...] = field(repr=False)
    papers: tuple[Letter, ...] = field(repr=False)
    clocks: tuple[Clock, ...]
    differences: tuple[fees.Difference, ...]
    changes: tuple[fees.Change, ...]
    corrections: tuple[Bill | CreditNote, ...]
    disclosures: tuple[fees.Disclosure, ...] = field(repr=False)
    undelivered: tuple[Undelivered, ...] = field(repr=False)
    posted: tuple[Document, ...] = field(repr=False)
    warnings: tuple[RowIssue, ...]
    texts: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def left(self) -> int:
        """How many charges were skipped, or were billed otherwise and not corrected."""
        return len(self.issued.skipped) + len(self.differences)

    @property
    def code(self) -> int:
        """The exit code: 0, or 1 where something was left or there are warnings."""
        return 1 if self.left or self.warnings else 0
