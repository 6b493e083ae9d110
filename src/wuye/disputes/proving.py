"""The evidence that answers a dispute (异议证据包): what its ground needs, about its lines."""

from __future__ import annotations

from datetime import date

from ..estate import Owner
from ..evidence import KINDS, Archive, Asked, Kind, Pack, pack
from ..ledger import Account
from .cases import Dispute


def evidence_for(
    case: Dispute,
    account: Account,
    archive: Archive | None = None,
    *,
    on: date,
    owner: Owner | None = None,
    known: date | None = None,
) -> Pack:
    """Put together what answers a dispute, and list what is missing.

    It is about the lines of the dispute, settled or not: all that the ground needs, and what
    was written about it.  A kind of evidence of the host's own is in no pack; whether it was
    found, :attr:`Dispute.missing` says.  See :func:`wuye.evidence.pack`.

    Raises :class:`~wuye.errors.UnknownError` when the bill is not in the account.
    """
    ground = case.ground
    needs: list[Kind] = [kind for kind in KINDS if kind in ground.needs]
    return pack(
        account,
        [ground.code],
        archive,
        on=on,
        about=[point.item for point in case.points],
        owner=owner,
        known=known,
        asked={ground.code: Asked(ground.zh, (*needs, "correspondence"), ("bill", "working"))},
    )
