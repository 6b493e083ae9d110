"""From demand to enforcement (催告、督促程序、小额诉讼): what must come first, and by when.

民法典 944-2: demand, wait a reasonable period, then sue or arbitrate.  The law does not
say how long is reasonable; 15 to 30 days is what practice infers, so the period is given
by whoever demands and has no default here.

The payment order (支付令, 民事诉讼法 225-228) is quick and costs a third, but one written
objection ends it; so :func:`check_payment_order` looks for what would.  It may not hold
a penalty that the contract does not (民诉法解释 428-2).

A small claim (小额诉讼, 民事诉讼法 165) is one up to half the average annual wage, or up to
twice it by agreement; there the first judgment is final.  What each way costs is in
:mod:`.court_fees`.

>>> today = date(2026, 10, 1)
>>> august = Period.month(2026, 8)
>>> demand = Demand(date(2026, 9, 20), days=15, periods=[august], evidence=Evidence.SIGNED)
>>> for found in check_demand(
...     date(2026, 8, 31),
...     demand,
...     "suit",
...     periods=[august],
...     arbitration_agreed=False,
...     on=today,
... ):
...     print(found.says)
催告给予的期限到2026-10-05届满，届满后仍不支付方可起诉
>>> deadline(Clock.OBJECT, today, on=today).last
datetime.date(2026, 10, 16)
>>> small_claims("6000.00", "100000.00", simple=True, exclusions=(), on=today).outcome
'applies'
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Literal

from attrs import field, frozen
from attrs.converters import optional

from ..citation import Citation
from ..dates import Period, a_day, anniversary
from ..errors import MoneyError, PeriodError, RuleError
from ..money import Money
from . import civil_code, civil_procedure, interpretations
from .civil_procedure import Key
from .interruptions import Event, Evidence, Kind
from .limitation import roll
from .reference import Finding

# -- demand first (催告) ------------------------------------------------------------------

SHORT = 15  # days: fewer are looked at by a person; an inference, the law gives no number


@frozen
class Demand:
    """A demand (催告) that reached the debtor, and the days it gave to pay.

    ``periods`` are those whose fees it names, ``evidence`` how it is proved that it arrived;
    ``missing`` states that the debtor cannot be found (下落不明).
    """

    reached: date = field(converter=a_day)
    days: int
    periods: tuple[Period, ...] = field(converter=tuple[Period, ...], kw_only=True)
    evidence: Evidence = field(kw_only=True)
    missing: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if type(self.days) is not int or self.days < 1:
            raise PeriodError(
                "a reasonable period has at least one day",
                self.days,
                "Demand.days",
                "give the whole days that the demand set",
            )

    @property
    def last(self) -> date:
        """The last day to pay; the day on which the demand arrived does not count."""
        return self.reached + timedelta(days=self.days)

    @property
    def event(self) -> Event:
        """The demand as something that may interrupt limitation; who was asked is left open."""
        return Event(
            Kind.DEMAND, self.reached, "", self.periods, self.evidence, missing=self.missing
        )


def check_demand(
    due: date | None,
    demand: Demand | None,
    forum: Literal["suit", "arbitration"],
    *,
    periods: Iterable[Period],
    arbitration_agreed: bool,
    on: date,
) -> tuple[Finding, ...]:
    """Tell what still stands before a suit or an arbitration on a day (民法典 944-2).

    ``due`` is the last day to pay under the contract, None where none was agreed; then the
    period of the demand is what makes the debt overdue.  ``periods`` are those sued for: a
    demand that does not name one of them is no demand for it.  One may go to law on the day
    after the period of the demand has ended; a demand made while there was still time to
    pay is none.  A period below :data:`SHORT` days and weak evidence are for a person to
    look at.  Arbitration needs an agreement in writing (仲裁法 27).
    """
    if forum not in {"suit", "arbitration"}:
        raise RuleError("no such forum", forum, "check_demand", "give 'suit' or 'arbitration'")
    claimed = tuple(periods)
    if not claimed:
        raise RuleError("a claim is for some period", claimed, "periods", "name those claimed")
    found = []

    def note(code: str, says: str, *, stops: bool = True) -> None:
        found.append(Finding(code, says, civil_code.cite("944-2", on), stops))

    if due is None:
        says = "没有约定交费期限，可以随时请求，但应当给必要的准备时间；催告的期限届满前未逾期"
        found.append(Finding("no-due-day", says, civil_code.cite("511-4", on), stops=False))
    elif on <= a_day(due):
        note("not-overdue", f"约定的交费期限到{due}届满，尚未逾期")
    if demand is None:
        note("not-demanded", "尚未催告；催告后合理期限届满仍不支付的，方可起诉或者申请仲裁")
    else:
        if due and demand.reached <= due:
            says = f"催告在{due}届满以前送达，不是对逾期欠费的催告"
            note("demanded-too-early", says)
        elif on <= demand.last:
            note("period-still-runs", f"催告给予的期限到{demand.last}届满，届满后仍不支付方可起诉")
        if missed := [period for period in claimed if not demand.event.names(period)]:
            told = "、".join(f"{period.start}至{period.last}" for period in missed)
            note("period-not-named", f"催告没有写明{told}的费用，不是对该期费用的催告")
        if demand.days < SHORT:
            says = f"催告只给{demand.days}日；少于{SHORT}日可能不合理，是推论，法律没有规定日数"
            note("short-period", says, stops=False)
        if demand.event.weak:
            says = "张贴、群公告、没有证据，或者未下落不明而公告的，难以证明催告到达"
            rule = interpretations.cite("limitation", "8-1", on)
            found.append(Finding("weak-evidence", says, rule, stops=False))
    if forum == "arbitration" and not arbitration_agreed:
        cite = civil_procedure.cite("arbitration", "27", on)
        found.append(Finding("no-arbitration-agreement", "没有仲裁协议或者仲裁条款", cite))
    return tuple(found)


# -- payment order (支付令) ----------------------------------------------------------------


@frozen(kw_only=True)
class Claim:
    """What a payment order would be asked for, and what is known of the debtor.

    ``amount`` is None while it is not fixed.  ``penalty`` is what is asked beside it, and
    ``penalty_agreed`` whether a clause of the contract grants one.  Every fact is to be
    given; none is taken for granted.
    """

    due: date = field(converter=a_day)
    amount: Money | None = field(converter=optional(Money))
    penalty: Money = field(converter=Money)
    penalty_agreed: bool
    address: str = field(repr=False)
    can_be_served: bool  # 支付令能够送达
    debtor_present: bool  # 在境内且未下落不明
    owes_in_return: bool  # 债权人有对待给付义务
    other_disputes: bool  # 双方有其他债务纠纷，包括债务人的反请求
    disputed: bool  # 对本笔费用有未了结的异议或者投诉
    preserved: bool  # 已申请诉前保全

    def __attrs_post_init__(self) -> None:
        if (self.amount is not None and self.amount.fen <= 0) or self.penalty.fen < 0:
            raise MoneyError(
                "a claim is above 0 and its penalty not below",
                f"{self.amount} / {self.penalty}",
                "Claim",
                "give what is asked for, or None while the amount is not fixed",
            )


def check_payment_order(claim: Claim, *, on: date) -> tuple[Finding, ...]:
    """Tell what would make an application for a payment order fail on a day.

    An open dispute does not bar the application, but makes an objection likely to
    succeed, so it is for a person to look at; everything else stops.
    """
    found = []

    def note(hit: bool, code: str, says: str, key: Key, number: str, *, stops: bool = True) -> None:
        if hit:
            found.append(Finding(code, says, civil_procedure.cite(key, number, on), stops))

    rules: Key = "interpretation"
    note(on <= claim.due, "not-due", f"交费期限到{claim.due}届满，尚未到期", rules, "427")
    note(claim.amount is None, "amount-not-fixed", "数额尚未确定", rules, "427")
    note(not claim.address.strip(), "no-address", "没有可供送达的地址", "procedure", "225")
    note(not claim.can_be_served, "cannot-be-served", "支付令无法送达", "procedure", "225")
    note(not claim.debtor_present, "debtor-absent", "债务人下落不明或者不在境内", rules, "427")
    note(claim.owes_in_return, "owes-in-return", "申请人尚有对待给付义务", rules, "427")
    note(claim.other_disputes, "other-disputes", "双方有其他债务纠纷或者反请求", "procedure", "225")
    note(claim.preserved, "preservation-applied-for", "已申请诉前保全", rules, "427")
    unfounded = bool(claim.penalty) and not claim.penalty_agreed
    says = "合同没有约定利息或者违约金，坚持请求的，法院驳回支付令申请"
    note(unfounded, "penalty-without-clause", says, rules, "428-2")
    says = "本笔费用有未了结的异议；法院对发出支付令的条件产生合理怀疑的，异议成立"
    note(claim.disputed, "open-dispute", says, rules, "435-4", stops=False)
    return tuple(found)


# -- clocks (期间) ------------------------------------------------------------------------


class Clock(Enum):
    """A period that the law sets, by what has to happen in it."""

    ANSWER = "answer"  # 申请后，法院通知是否受理：5日
    ISSUE = "issue"  # 受理后，法院发出支付令：15日
    SERVE = "serve"  # 发出后，送达债务人：30日
    OBJECT = "object"  # 收到后，债务人清偿或者书面异议：15日
    DECLINE = "decline"  # 收到终结裁定后，申请人表明不同意起诉：7日
    CONFIRM = "confirm"  # 调解协议生效后，共同申请司法确认：30日
    ENFORCE = "enforce"  # 履行期间届满后，申请执行：2年


#: days, months, and where they stand
_CLOCKS: Mapping[Clock, tuple[int, int, tuple[tuple[Key, str], ...]]] = {
    Clock.ANSWER: (5, 0, (("procedure", "226"),)),
    Clock.ISSUE: (15, 0, (("procedure", "227"),)),
    Clock.SERVE: (30, 0, (("interpretation", "430-2"),)),
    Clock.OBJECT: (15, 0, (("procedure", "227"),)),
    Clock.DECLINE: (7, 0, (("interpretation", "438"),)),
    Clock.CONFIRM: (30, 0, (("mediation", "33"), ("procedure", "205"))),
    Clock.ENFORCE: (0, 24, (("procedure", "250"),)),
}


@frozen
class Deadline:
    """The last day of a period (期间届满日), and what it rests on."""

    clock: Clock
    since: date
    last: date
    cites: tuple[Citation, ...]

    def past(self, on: date) -> bool:
        """Whether the period has ended before a day."""
        return on > self.last


def deadline(clock: Clock, since: date, *, on: date, closed: Container[date] = ()) -> Deadline:
    """Count a period from the day of the event, under the law as of ``on``.

    The day of the event does not count.  A last day in ``closed``, the statutory days of
    rest and at most 60 on end, moves to the first day after them (民事诉讼法 85); without them the day is the
    earliest on which the period can end.  Interruptions of the period to apply for
    enforcement start it anew: give the later day as ``since``.
    """
    days, months, places = _CLOCKS[clock]
    end = anniversary(a_day(since), months) + timedelta(days=days)
    last = roll(end, closed.__contains__, "closed")
    cites = [civil_procedure.cite(key, number, on) for key, number in places]
    return Deadline(clock, since, last, (*cites, civil_procedure.cite("procedure", "85", on)))


# -- small claims (小额诉讼) ----------------------------------------------------------------


class Exclusion(Enum):
    """What keeps a case out of small claims (民事诉讼法 166)."""

    STATUS_OR_TITLE = "status-or-title"  # 人身关系、财产确权
    FOREIGN = "foreign"  # 涉外
    APPRAISAL = "appraisal"  # 需要评估、鉴定
    PARTY_MISSING = "party-missing"  # 一方下落不明
    COUNTERCLAIM = "counterclaim"  # 提出反诉
    OTHER = "other"  # 其他不宜适用


@frozen
class SmallClaims:
    """Whether a claim goes to small claims; there the first judgment is final (一审终审)."""

    outcome: Literal["applies", "by-agreement", "excluded", "not-simple", "too-large"]
    cites: tuple[Citation, ...]


def small_claims(
    amount: Money | str,
    wage: Money | str,
    *,
    simple: bool,
    exclusions: Iterable[Exclusion],
    on: date,
) -> SmallClaims:
    """Tell whether a claim for money goes to small claims.

    ``wage`` is the average annual wage of those employed in the province, of the latest
    year published (民诉法解释 272).  Up to half of it small claims applies; above that and up
    to twice it applies if both parties agree.  ``simple`` says that facts, rights and
    duties are clear and little is contested.
    """
    claim, average = Money(amount), Money(wage)
    if claim.fen <= 0 or average.fen <= 0:
        raise MoneyError(
            "a claim and a wage are above 0", f"{claim} / {average}", "small_claims", "give both"
        )

    def cites(number: str) -> tuple[Citation, ...]:
        return (
            civil_procedure.cite("procedure", number, on),
            civil_procedure.cite("interpretation", "272", on),
        )

    if tuple(exclusions):
        return SmallClaims("excluded", (civil_procedure.cite("procedure", "166", on),))
    if not simple:
        return SmallClaims("not-simple", cites("165-1")[:1])
    if 2 * claim.fen <= average.fen:
        return SmallClaims("applies", cites("165-1"))
    if claim.fen <= 2 * average.fen:
        return SmallClaims("by-agreement", cites("165-2"))
    return SmallClaims("too-large", cites("165-2"))
