"""Votes of the owners (业主共同决定事项): who must take part, and who must agree.

民法典 278: owners of two thirds of the area and two thirds in number must take part.  Of
those who take part, more than half of area and of heads must agree; for raising the
repair fund, rebuilding, and changing or using common parts for business, three quarters.
The thresholds printed in 物业管理条例 11 and 12 are displaced: approval is measured on
those who take part, not on all owners.

>>> vote = Vote(Tally("10000.00", 100), Tally("6666.67", 67), Tally("3333.34", 34))
>>> decide(vote, Matter.SERVICE_COMPANY, on=date(2026, 10, 1)).passed
True
>>> decide(vote, Matter.RAISE_REPAIR_FUND, on=date(2026, 10, 1)).missing
('agreed-area', 'agreed-heads')
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from ..citation import Citation
from ..errors import RuleError
from ..money import exact
from . import civil_code

Leg = Literal["quorum-area", "quorum-heads", "agreed-area", "agreed-heads"]


class Matter(Enum):
    """What is decided (民法典 278-1)."""

    RULES = "rules"  # （一）（二）议事规则、管理规约
    COMMITTEE = "committee"  # （三）选举业主委员会
    SERVICE_COMPANY = "service-company"  # （四）选聘和解聘物业服务企业
    USE_REPAIR_FUND = "use-repair-fund"  # （五）使用维修资金
    RAISE_REPAIR_FUND = "raise-repair-fund"  # （六）筹集维修资金
    REBUILD = "rebuild"  # （七）改建、重建
    COMMON_PARTS = "common-parts"  # （八）改变共有部分用途或者利用共有部分经营
    OTHER = "other"  # （九）其他重大事项


_TWO_THIRDS = Fraction(2, 3)
_THREE_QUARTERS = frozenset({Matter.RAISE_REPAIR_FUND, Matter.REBUILD, Matter.COMMON_PARTS})


def _area(value: object) -> Decimal:
    return exact(value, place="Tally.area")


@frozen
class Tally:
    """So much exclusive area (专有部分面积, ㎡) and so many owners."""

    area: Decimal = field(converter=_area)
    heads: int


@frozen
class Vote:
    """All owners, those who took part, and those who agreed."""

    all: Tally
    took_part: Tally
    agreed: Tally

    def __attrs_post_init__(self) -> None:
        areas = (self.all.area, self.took_part.area, self.agreed.area)
        heads = (self.all.heads, self.took_part.heads, self.agreed.heads)
        for most, less, least in (areas, heads):
            if not most >= less >= least >= 0 or most == 0:
                raise RuleError(
                    "those who agreed took part, and those who took part are owners",
                    f"{most} / {less} / {least}",
                    "Vote",
                    "give all, took part, agreed, each within the one before",
                )


@frozen
class Outcome:
    """Whether a vote passed; if not, on which legs it failed."""

    passed: bool
    missing: tuple[Leg, ...]
    cite: Citation


def decide(vote: Vote, matter: Matter, *, on: date) -> Outcome:
    """Count a vote on a matter, under the law as of ``on``.

    Two thirds and three quarters are reached exactly at the fraction; a majority is more
    than half.
    """
    three_quarters = matter in _THREE_QUARTERS
    share = Fraction(3, 4) if three_quarters else Fraction(1, 2)
    owners, voters, agreed = vote.all, vote.took_part, vote.agreed
    legs: tuple[tuple[Leg, bool], ...] = (
        ("quorum-area", _falls_short(voters.area, owners.area, _TWO_THIRDS)),
        ("quorum-heads", _falls_short(voters.heads, owners.heads, _TWO_THIRDS)),
        ("agreed-area", _falls_short(agreed.area, voters.area, share, more=not three_quarters)),
        ("agreed-heads", _falls_short(agreed.heads, voters.heads, share, more=not three_quarters)),
    )
    missing: tuple[Leg, ...] = tuple(leg for leg, short in legs if short)
    return Outcome(not missing, missing, civil_code.cite("278-2", on))


def _falls_short(
    got: Decimal | int, of: Decimal | int, share: Fraction, *, more: bool = False
) -> bool:
    """Whether less than the share was reached, or just the share where more is needed."""
    need = Fraction(of) * share
    return Fraction(got) < need or (more and Fraction(got) == need)
