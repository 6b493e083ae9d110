"""What happens while a debtor is dunned (催缴经过): facts, in the order of their days.

Every event has an id of the host's; the same event told twice is one.  Money is not told
here: what is paid, disputed, promised or agreed stands in the ledger, and these events only
say that it came up.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from attrs import field, frozen

from ..errors import one_of
from ..law.interruptions import Evidence
from .arrears import Cause
from .means import Means, means

Failure = Literal["no-answer", "number-changed", "refused", "moved", "bounced", "vacant"]


@frozen(kw_only=True)
class Sent:
    """A notice went out, or a call or visit was made: of which stage, naming which items.

    ``deadline`` is the number of days it gave to pay.  ``stage`` "" is a contact outside
    the stages, such as a word of a guard or a repairman; it counts as a contact.
    """

    id: str
    on: date
    stage: str
    means: Means = field(converter=means)
    items: tuple[str, ...] = field(converter=tuple[str, ...])
    deadline: int | None = None
    by: str = ""


@frozen(kw_only=True)
class Delivered:
    """A notice arrived; ``evidence`` is how that is proved."""

    id: str
    on: date
    notice: str
    evidence: Evidence = Evidence.UNPROVEN


@frozen(kw_only=True)
class Failed:
    """A notice did not arrive, and why."""

    id: str
    on: date
    notice: str
    why: Failure = field(validator=one_of(*get_args(Failure)))


@frozen(kw_only=True)
class Answered:
    """The debtor answered; ``reason`` is why he does not pay, if he told."""

    id: str
    on: date
    reason: Cause | Literal[""] = field(default="", validator=one_of("", *get_args(Cause)))


@frozen(kw_only=True)
class Promised:
    """A promise to pay was made; the ledger holds it as a pause."""

    id: str
    on: date


@frozen(kw_only=True)
class PlanAgreed:
    """Instalments or a deferral were agreed; the ledger holds them as a pause."""

    id: str
    on: date


@frozen(kw_only=True)
class Broken:
    """A promise or a plan was not kept."""

    id: str
    on: date


@frozen(kw_only=True)
class Paid:
    """Something was paid; the ledger knows how much."""

    id: str
    on: date


@frozen(kw_only=True)
class Disputed:
    """The debtor disputes something; the ledger holds it."""

    id: str
    on: date


@frozen(kw_only=True)
class Hardship:
    """The debtor is in need (困难): help is offered, and nothing formal goes out until it eased."""

    id: str
    on: date


@frozen(kw_only=True)
class Eased:
    """The debtor is in need no more (困难缓解): dunning goes on where it stood."""

    id: str
    on: date


@frozen(kw_only=True)
class HandedOver:
    """The case went to another, a colleague or somebody ``outside``: a lawyer, a collector.

    Outside, our own dunning rests until it comes back by another hand-over.
    """

    id: str
    on: date
    to: str
    outside: bool = False


@frozen(kw_only=True)
class Approved:
    """A person approved the next notice of a stage."""

    id: str
    on: date
    stage: str
    by: str


@frozen(kw_only=True)
class Closed:
    """The case was closed: nothing is owed, or nothing more is done."""

    id: str
    on: date
    reason: str = ""


Event = (
    Sent
    | Delivered
    | Failed
    | Answered
    | Promised
    | PlanAgreed
    | Broken
    | Paid
    | Disputed
    | Hardship
    | Eased
    | HandedOver
    | Approved
    | Closed
)
