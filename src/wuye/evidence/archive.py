"""The archive (存档): what the host keeps about an account, and where.

Nothing here is found or guessed: a host gives what it holds, each with the place where the
original is kept.  What the ledger knows itself (bills, payments, statement) is not given.

>>> archive = Archive(
...     proofs=[
...         Proof(
...             Event(Kind.DEMAND, date(2026, 11, 5), "O-17", [Period.month(2026, 10)],
...                   Evidence.SIGNED),
...             "催缴函及签收回执", kept="档案 3-17", days=15,
...         )
...     ]
... )
>>> archive.proofs[0].demand.last
datetime.date(2026, 11, 20)
"""

from __future__ import annotations

from datetime import date
from typing import get_args

from attrs import field, frozen

from ..citation import Citation
from ..dates import Period, a_day
from ..errors import RuleError, one_of
from ..fees import Delivery, Disclosure, PriceSheet, Publication, Usage
from ..law.interruptions import Event, Evidence, Kind
from ..law.procedure import Demand
from .kinds import Kind as Sort


@frozen(kw_only=True)
class Paper:
    """A paper of the host's (书面材料): contract, clause, photographs, letters, invoices.

    ``says`` is the text of a clause or what a letter is about, ``channel`` how it came or
    went, ``kept`` where the original is.  ``cites`` name the clause, such as
    ``Citation("物业服务合同", "12", edition="2024-01-01")``.  It bears on the lines with
    service in ``days``, on those of ``bills`` (ids of bills or lines); without either on all.
    """

    kind: Sort = field(validator=one_of(*get_args(Sort)))
    name: str = field(repr=False)  # a letter may be called after who wrote it
    on: date = field(converter=a_day)
    kept: str
    says: str = field(default="", repr=False)
    channel: str = ""
    cites: tuple[Citation, ...] = field(default=(), converter=tuple[Citation, ...])
    days: Period | None = None
    bills: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    def __attrs_post_init__(self) -> None:
        if not self.kept.strip():
            raise RuleError(
                "a paper that nobody can find proves nothing",
                self.kind,
                "Paper.kept",
                "say where the original is kept",
            )


@frozen
class Proof:
    """A demand, promise or procedure, and what proves it (催告、承诺等的证明).

    The event says how strong the proof is and which periods it names.  ``days`` are those
    that a demand gave to pay: one that gave none lets no reasonable period lapse.  Where
    something is to be proved, ``kept`` says where the proof is.
    """

    event: Event
    name: str = field(repr=False)
    kept: str = field(default="", kw_only=True)
    days: int | None = field(default=None, kw_only=True)
    says: str = field(default="", repr=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.kept.strip() and self.event.evidence is not Evidence.UNPROVEN:
            raise RuleError(
                "a proof is kept somewhere",
                self.event.evidence.value,
                "Proof.kept",
                "say where, or give Evidence.UNPROVEN",
            )
        if self.days is not None and self.event.kind is not Kind.DEMAND:
            raise RuleError(
                "only a demand gives days to pay",
                self.event.kind.value,
                "Proof.days",
                "leave them out",
            )

    @property
    def demand(self) -> Demand | None:
        """It as a demand with a period to lapse; None for all else."""
        if self.days is None:
            return None
        event = self.event
        return Demand(
            event.on,
            self.days,
            periods=event.periods,
            evidence=event.evidence,
            missing=event.missing,
        )


@frozen
class PublicPaper:
    """A price sheet or a disclosure, and the records that it was made public (公示材料).

    Records of a price sheet name its schedule.
    """

    paper: PriceSheet | Disclosure
    records: tuple[Publication, ...] = field(default=(), converter=tuple[Publication, ...])

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.paper, PriceSheet):
            return
        name = self.paper.schedule.name
        if strange := sorted({each.schedule for each in self.records} - {name}):
            raise RuleError(
                "the records are of another schedule", strange, name, "give those of this one"
            )


@frozen(kw_only=True)
class Archive:
    """All that the host keeps about one debtor's bills, each list in any order."""

    public: tuple[PublicPaper, ...] = field(default=(), converter=tuple[PublicPaper, ...])
    usages: tuple[Usage, ...] = field(default=(), converter=tuple[Usage, ...])
    deliveries: tuple[Delivery, ...] = field(default=(), converter=tuple[Delivery, ...])
    proofs: tuple[Proof, ...] = field(default=(), converter=tuple[Proof, ...])
    papers: tuple[Paper, ...] = field(default=(), converter=tuple[Paper, ...])
