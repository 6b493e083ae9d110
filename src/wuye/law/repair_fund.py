"""The repair fund (住宅专项维修资金): deposits, topping up, shares, and what it may not pay.

Source: 住宅专项维修资金管理办法 (建设部、财政部令第165号), read on an official page, and
the Civil Code.  The fund belongs to the owners: it is no revenue, and what is paid in
gets the fund's own receipt, not a VAT invoice (14).  The votes printed in 22 are
displaced by 民法典 278: a majority of those who take part decides on its use.

>>> today = date(2026, 10, 1)
>>> first_deposit("93.37", "150.00", on=today).amount
Money('14005.50')
>>> [finding.code for finding in check_balance("4201.64", "14005.50", on=today)]
['repair-fund-top-up']
>>> [finding.says for finding in check_use(Use.CONTRACT_UPKEEP, on=today)]
['物业服务合同范围内的维修养护，由物业服务企业承担，不得从维修资金列支']
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from ..allocation import by_largest_remainder
from ..citation import Citation
from ..errors import MoneyError, UnknownError
from ..money import Money, exact, scaled
from ..rounding import Rounding
from .local_regulations import SOURCES as LOCAL_SOURCES
from .reference import Certainty, Finding, Source, find
from .votes import Matter, Outcome, Vote, decide

SOURCE = Source(
    "住宅专项维修资金管理办法", since=date(2008, 2, 1), issued_as="建设部、财政部令第165号"
)
_OFFICIAL = Certainty.OFFICIAL

ARTICLES = (
    SOURCE.article("7", "首期按建筑面积交存，每平方米为当地建筑安装工程造价的5%至8%", _OFFICIAL),
    SOURCE.article(
        "8", "公有住房：业主按房改成本价2%，售房单位按售房款20%或30%", _OFFICIAL, reference=True
    ),
    SOURCE.article("9", "业主交存的维修资金属于业主所有", _OFFICIAL),
    SOURCE.article("12", "办理入住手续前存入专户", _OFFICIAL, reference=True),
    SOURCE.article("13", "未按规定交存首期的，不得交付房屋", _OFFICIAL, reference=True),
    SOURCE.article("14", "收取维修资金出具专用票据", _OFFICIAL),
    SOURCE.article("17", "分户账面余额不足首期交存额30%的，应当及时续交", _OFFICIAL),
    SOURCE.article(
        "18至20", "用于保修期满后的维修、更新、改造，按各自建筑面积的比例分摊", _OFFICIAL
    ),
    SOURCE.article("21", "尚未售出的，由建设单位按其建筑面积分摊", _OFFICIAL),
    SOURCE.article(
        "22-1-2",
        "使用须面积三分之二以上且人数三分之二以上的业主同意",
        _OFFICIAL,
        superseded_by="民法典第278条",
        reference=True,
    ),
    SOURCE.article(
        "25",
        "建设单位责任、专业经营单位管线、人为损坏、物业服务合同范围内的费用，不得列支",
        _OFFICIAL,
    ),
    SOURCE.article("27", "利息和经营收益转入维修资金滚存使用", _OFFICIAL, reference=True),
    SOURCE.article("28", "房屋所有权转让时，结余随房屋一并过户", _OFFICIAL, reference=True),
)

_TO_THE_FEN = Rounding.fen(each="line")
_LOCAL = dict(LOCAL_SOURCES)
LOCAL_ARTICLES = (
    _LOCAL["北京"].article("74", "余额不足首期30%时，公共收益50%以上优先补充维修资金"),
    _LOCAL["上海"].article("51", "公共收益按季度补充维修资金，比例高于50%"),
)

TABLES = (ARTICLES, LOCAL_ARTICLES)


def cite(number: str, on: date) -> Citation:
    """Cite an article of 165号令 as it applies on a day."""
    return find(ARTICLES, number, on)


@frozen
class Deposit:
    """The first deposit (首期) of one unit, and what it rests on."""

    amount: Money
    cite: Citation


def _size(value: object, place: str) -> Decimal:
    size = exact(value, place=place)
    if size <= 0:
        raise MoneyError("not above 0", str(size), place, "give what was measured or published")
    return size


def first_deposit(
    area: Decimal | str, per_sqm: Decimal | str, *, on: date, rounding: Rounding = _TO_THE_FEN
) -> Deposit:
    """Compute the first deposit: building area (建筑面积, ㎡) × the local figure in yuan/㎡.

    The local authority publishes the figure; there is none here.
    """
    (sqm, parts), (yuan, scale) = scaled(_size(area, "area")), scaled(_size(per_sqm, "per_sqm"))
    fen = rounding.of(100 * sqm * yuan, parts * scale)
    return Deposit(Money.of_fen(fen), cite("7", on))


def check_per_sqm(
    per_sqm: Decimal | str, cost_per_sqm: Decimal | str, *, on: date
) -> tuple[Finding, ...]:
    """Hold a figure against 5 % to 8 % of the local cost of construction, both included.

    >>> check_per_sqm("160", "2000", on=date(2026, 10, 1))
    ()
    """
    figure = Fraction(_size(per_sqm, "per_sqm")) / Fraction(_size(cost_per_sqm, "cost_per_sqm"))
    if Fraction(5, 100) <= figure <= Fraction(8, 100):
        return ()
    says = "首期交存标准不在当地建筑安装工程造价的5%至8%之间，请核对主管部门公布的数额"
    return (Finding("repair-fund-standard", says, cite("7", on), stops=False),)


def check_balance(balance: Money | str, first: Money | str, *, on: date) -> tuple[Finding, ...]:
    """Warn when less than 30 % of the first deposit is left; at 30 % all is well.

    How to top up is for the owners to decide, see :func:`decide_top_up`.
    """
    if not _low(balance, first):
        return ()
    says = "维修资金余额不足首期交存额的30%，应当及时续交；续交方案由业主大会决定"
    return (Finding("repair-fund-top-up", says, cite("17", on), stops=False),)


def _low(balance: Money | str, first: Money | str) -> bool:
    first = Money(first)
    if first.fen <= 0:
        raise MoneyError("not above 0", str(first), "first deposit", "give what was paid in first")
    return 100 * Money(balance).fen < 30 * first.fen


def _area(value: object) -> Decimal:
    return _size(value, "Stake.area")


@frozen
class Stake:
    """A unit that shares a repair, by building area (㎡); unsold ones are the developer's."""

    unit: str
    area: Decimal = field(converter=_area)
    sold: bool = field(default=True, kw_only=True)


@frozen
class RepairShare:
    """What falls on one unit, and who pays it."""

    unit: str
    amount: Money
    payer: Literal["fund", "developer"]
    cite: Citation


def share(cost: Money | str, stakes: Iterable[Stake], *, on: date) -> tuple[RepairShare, ...]:
    """Share the cost of a repair by building area; no fen is lost.

    >>> stakes = [Stake("1-101", "100"), Stake("1-102", "50", sold=False)]
    >>> [str(part.amount) for part in share("100.00", stakes, on=date(2026, 10, 1))]
    ['66.67', '33.33']
    """
    stakes = tuple(stakes)
    shares = by_largest_remainder(Money(cost).fen, [stake.area for stake in stakes])
    fund, developer = cite("18至20", on), cite("21", on)
    return tuple(
        RepairShare(stake.unit, Money.of_fen(fen), "fund", fund)
        if stake.sold
        else RepairShare(stake.unit, Money.of_fen(fen), "developer", developer)
        for stake, fen in zip(stakes, shares, strict=True)
    )


class Use(Enum):
    """What somebody wants to pay from the fund."""

    AFTER_WARRANTY = "after-warranty"  # 保修期满后的维修、更新、改造
    DEVELOPER_DUTY = "developer-duty"  # 依法由建设单位或者施工单位承担
    UTILITY_LINES = "utility-lines"  # 专业经营单位的管线和设施
    DAMAGE = "damage"  # 人为损坏
    CONTRACT_UPKEEP = "contract-upkeep"  # 物业服务合同范围内的维修养护


_BORNE_BY = {
    Use.DEVELOPER_DUTY: "依法由建设单位承担的费用，由建设单位承担",
    Use.UTILITY_LINES: "专业经营单位的管线，由专业经营单位承担",
    Use.DAMAGE: "人为损坏的修复费用，由责任人承担",
    Use.CONTRACT_UPKEEP: "物业服务合同范围内的维修养护，由物业服务企业承担",
}


def check_use(use: Use, *, on: date) -> tuple[Finding, ...]:
    """Say what the fund may not pay, and who bears it instead."""
    if use is Use.AFTER_WARRANTY:
        return ()
    says = f"{_BORNE_BY[use]}，不得从维修资金列支"
    return (Finding("repair-fund-not-for-this", says, cite("25", on)),)


def decide_use(vote: Vote, *, on: date) -> Outcome:
    """Count a vote on using the fund: a majority of those who take part (民法典 278)."""
    return decide(vote, Matter.USE_REPAIR_FUND, on=on)


def decide_top_up(vote: Vote, *, on: date) -> Outcome:
    """Count a vote on topping the fund up: three quarters of those who take part."""
    return decide(vote, Matter.RAISE_REPAIR_FUND, on=on)


def check_public_income(
    place: str,
    income: Money | str,
    put_in: Money | str,
    *,
    balance: Money | str,
    first: Money | str,
    on: date,
    owners_decided: bool | None = None,
) -> tuple[Finding, ...]:
    """Whether enough public income (公共收益) goes into the fund where a local text asks.

    北京: half or more, once less than 30 % of the first deposit is left.  上海: more than
    half, each quarter, unless the owners (业主大会) decided on another use: say so in
    ``owners_decided``.  While it is not known, ``None``, the finding is a question and does
    not stop.  Raises :class:`~wuye.errors.UnknownError` where no text was read.
    """
    twice, whole = 2 * Money(put_in).fen, Money(income).fen
    name = place.removesuffix("市")
    stops = True
    if name == "北京":
        short = _low(balance, first) and twice < whole
        says = "余额不足首期30%，公共收益的50%以上应当优先补充维修资金"
        found = find(LOCAL_ARTICLES, "74", on)
    elif name == "上海":
        short = 0 < whole >= twice and owners_decided is not True
        stops = owners_decided is False
        says = "公共收益按季度补充维修资金的比例应当高于50%"
        if not stops:
            says += "；业主大会另有使用决定的除外，请先核对"
        found = find(LOCAL_ARTICLES, "51", on)
    else:
        raise UnknownError(
            "no local text on public income and the repair fund was read",
            place,
            "check_public_income",
            "known: 北京, 上海; elsewhere see the local regulation and 民法典 282",
        )
    return (Finding("public-income-to-fund", says, found, stops=stops),) if short else ()
