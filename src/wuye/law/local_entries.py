"""What a local rule may say: topics, terms, and the three kinds of entry in a table.

A :class:`LocalRule` was read; a :class:`Silence` was read for and not found; a
:class:`Lead` is known from the press or from memory and is never applied.

>>> sixty = Vacancy("capped", months=6, more_than=True, percent=60)
>>> sixty.cap(Money("280.00")), NextMonth().first_day(date(2026, 10, 17))
(Money('168.00'), datetime.date(2026, 11, 1))
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Literal, TypeAlias

from attrs import field, frozen

from ..dates import Period, anniversary
from ..errors import RuleError, one_of
from ..money import Money
from ..rounding import Mode, Rounding
from .reference import Article, Certainty, Source


class Topic(Enum):
    """What a local rule is about."""

    VACANCY = "vacancy"  # 空置
    FIRST_DAY = "first-day"  # 计费起始、交付当月
    PREPAYMENT = "prepayment"  # 预收
    DISCLOSURE = "disclosure"  # 公示、公开
    PRICE_CHANGE = "price-change"  # 调价程序
    BANS = "bans"  # 禁止的催交方式
    ANSWER = "answer"  # 答复期限
    NAMING = "naming"  # 公示欠费业主
    VOTING_RIGHTS = "voting-rights"  # 限制共同管理权利
    BAD_CREDIT = "bad-credit"  # 失信名单、信用档案
    PENALTY_CAP = "penalty-cap"  # 违约金上限
    RESALE = "resale"  # 转供水电
    DEPOSIT = "deposit"  # 保证金、押金
    DEVELOPER = "developer"  # 建设单位承诺的减免


Banned = Literal["utilities", "entry", "lift", "vehicle", "bundling", "force", "leak"]


@frozen
class Vacancy:
    """What vacancy (空置) does to the fee.

    ``effect`` is ``"capped"`` (at ``percent`` of the standard), ``"reduced"`` (by a figure
    set elsewhere), ``"agreed"`` (the contract is to say it) or ``"no-excuse"`` (vacancy is
    no reason to refuse payment).  ``more_than`` says that the months must be exceeded, not
    merely reached.
    """

    effect: Literal["capped", "reduced", "agreed", "no-excuse"] = field(
        validator=one_of("capped", "reduced", "agreed", "no-excuse")
    )
    months: int = field(default=0, kw_only=True)
    more_than: bool = field(default=False, kw_only=True)
    percent: int | None = field(default=None, kw_only=True)
    preliminary_only: bool = field(default=False, kw_only=True)  # 仅前期物业服务
    ordinary_dwellings_only: bool = field(default=False, kw_only=True)  # 仅普通住宅

    def __attrs_post_init__(self) -> None:
        if (self.effect == "capped") != (self.percent is not None):
            raise RuleError(
                "a cap has a percentage, and nothing else has",
                self.percent,
                f"Vacancy {self.effect}",
                'write Vacancy("capped", percent=60)',
            )

    def reached(self, vacant: Period) -> bool:
        """Whether a vacancy has lasted long enough."""
        enough = anniversary(vacant.start, self.months)
        return vacant.end > enough if self.more_than else vacant.end >= enough

    def cap(self, standard: Money) -> Money | None:
        """The most that may be charged, rounded down to the fen; None without a figure."""
        if self.percent is None:
            return None
        rounding = Rounding.fen(each="line", mode=Mode.DOWN)
        return Money.of_fen(rounding.of(standard.fen * self.percent, 100))


@frozen
class NextMonth:
    """The owner pays from the month after hand-over; that whole month is the developer's.

    ``or_agreed``: the parties may agree otherwise.  ``developer_unless_agreed``: without a
    term in the contract of sale the developer goes on paying.
    """

    or_agreed: bool = False
    developer_unless_agreed: bool = False

    def first_day(self, handed_over: date) -> date:
        """The first day for which the owner is charged."""
        return anniversary(handed_over.replace(day=1), 1)


@frozen
class Prepayment:
    """How far ahead a fee may be taken (预收): months, within the contract, not by force."""

    months: int | None = None
    within_contract: bool = False
    voluntary: bool = False


@frozen
class PriceChange:
    """What must come before a higher price: audit, days of publication, vote, result."""

    days: int = 0
    audit: bool = False
    audit_days: int = 0
    vote: bool = False
    result_days: int = 0
    preliminary_only: bool = False  # 仅前期物业服务
    lump_sum_only: bool = False  # 仅包干制


@frozen
class Ban:
    """What must not be done to collect; the fine for it where the rule names one.

    ``unless`` is what lifts the ban, in Chinese; empty when nothing does.
    """

    measures: tuple[Banned, ...] = field(converter=tuple[Banned, ...])
    fine: tuple[Money, Money] | None = None
    unless: str = ""


@frozen
class Disclosure:
    """What is to be made public, and how often."""

    what: tuple[str, ...] = field(converter=tuple[str, ...])
    every: Literal["quarter", "charging-period", "regularly"] = field(
        default="regularly", validator=one_of("quarter", "charging-period", "regularly")
    )


@frozen
class Answer:
    """Within how many days an objection is to be answered."""

    days: int


#: What a topic's terms are, where it has any.
_TERMS = {
    Topic.VACANCY: Vacancy,
    Topic.FIRST_DAY: NextMonth,
    Topic.PREPAYMENT: Prepayment,
    Topic.PRICE_CHANGE: PriceChange,
    Topic.BANS: Ban,
    Topic.DISCLOSURE: Disclosure,
    Topic.ANSWER: Answer,
}

Terms: TypeAlias = Vacancy | NextMonth | Prepayment | PriceChange | Ban | Disclosure | Answer


@frozen
class LocalRule:
    """A rule of one place on one topic; ``terms`` where there is something to compute.

    Its article was read: what was not is a :class:`Lead`.
    """

    place: str
    topic: Topic
    article: Article
    terms: Terms | None = None

    def __attrs_post_init__(self) -> None:
        if not self.article.cite.verified:
            raise RuleError(
                "a rule that was not read is not applied",
                str(self.article.cite),
                f"LocalRule {self.place}",
                "enter it as a Lead until its text has been read",
            )
        if self.terms is not None and type(self.terms) is not _TERMS.get(self.topic):
            raise RuleError(
                "the terms belong to another topic",
                type(self.terms).__name__,
                f"LocalRule {self.place} {self.topic.value}",
                "give the terms of the topic, or none",
            )

    def in_force(self, on: date) -> bool:
        """Whether it applies on a day."""
        return self.article.in_force(on)


@frozen
class Silence:
    """A regulation read through and found to say nothing on a topic."""

    place: str
    topic: Topic
    source: Source

    def in_force(self, on: date) -> bool:
        """Whether the edition read applies on a day."""
        until = self.source.until
        return self.source.since <= on and (until is None or on < until)


@frozen
class Lead:
    """What is said of a place but was not read: to be confirmed, never applied."""

    place: str
    topic: Topic
    says: str
    certainty: Certainty


Entry: TypeAlias = LocalRule | Silence | Lead
