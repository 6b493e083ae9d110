"""What is known of a debtor beside the account (催缴档案): how he may and wants to be reached.

>>> Profile(prefers="wechat").prefers
<Means.WECHAT: 'wechat'>
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, get_args

from attrs import field, frozen
from attrs.converters import optional
from attrs.validators import deep_iterable

from ..errors import one_of
from ..law.contact import History
from ..money import Money
from .means import Means, means

#: Checks that must pass before a formal stage: 公示, 合同, 服务履行.
Check = Literal["publication", "contract", "service"]


def _all(values: Iterable[Means | str] | None) -> tuple[Means, ...] | None:
    return None if values is None else tuple(means(value) for value in values)


def _ids(values: Iterable[str]) -> frozenset[str]:
    return frozenset(values)


@frozen(kw_only=True)
class Override:
    """What is done otherwise for one debtor (个别约定), until before ``until``.

    ``stop`` leaves him alone altogether; ``minimum`` and ``at_most``, the name of the last
    stage, take the place of the policy's.
    """

    reason: str
    until: date | None = None
    stop: bool = False
    minimum: Money | None = field(default=None, converter=optional(Money))
    at_most: str = ""


@frozen(kw_only=True)
class Profile:
    """What dunning has to know of one debtor.

    ``prefers`` is the means he prefers, ``reachable`` those for which an address or number
    is known (None: all).  ``cash`` says that he pays at the counter and is told its hours.
    ``protected`` people (特殊群体: 高龄, 重病, 残疾, 低保) get no lawyer's letter without a
    person's approval.  ``contacts`` holds consents, what was asked to stop, and contacts
    made (:mod:`wuye.law.contact`).  ``failed`` are checks that failed; ``undelivered`` ids
    of bills that have reached nobody.
    """

    prefers: Means | None = field(default=None, converter=optional(means))
    reachable: tuple[Means, ...] | None = field(default=None, converter=_all)
    cash: bool = False
    protected: bool = False
    contacts: History = History()
    overrides: tuple[Override, ...] = field(default=(), converter=tuple[Override, ...])
    failed: tuple[Check, ...] = field(
        default=(), converter=tuple[Check, ...], validator=deep_iterable(one_of(*get_args(Check)))
    )
    undelivered: frozenset[str] = field(default=frozenset(), converter=_ids)
