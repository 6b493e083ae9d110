"""Contact with debtors (催缴联系): when, how often, whom, and how long it stays on record.

No law sets hours or counts for property companies; it forbids disturbing people at home
(民法典 1033).  So the limits here are values with a stated certainty.  The hours of this
library, 09:00 to 20:00, are prudence; 08:00 to 22:00, three answered calls and six
attempts come from the finance sector, which does not bind property companies, and were
read in reports alone.  A finding that rests on such a limit says so.

Who asked to be left alone is still owed the written demand that the law asks for before a
suit (民法典 944-2) and that restarts a limitation period (195): a letter marked as that
demand goes out, and the answer says so.

Somebody else is approached with separate consent (个人信息保护法 23) if at all, and never
told the debt (10).  Records go when their time is over (19, 47); proof of a demand stays.
What may be posted is in :mod:`.publication`, what a notice may say in :mod:`.wording`.

Instants are aware; days and hours are those of China, at UTC+8 the year round.

>>> from datetime import UTC
>>> call = Contact("call", "phone-1", party="debtor", tells_debt=True)
>>> noon, night = (datetime(2026, 10, 1, hour, tzinfo=UTC) for hour in (4, 12))
>>> permitted(call, History(), ContactRules(), at=noon)
()
>>> for finding in permitted(call, History(), ContactRules(), at=night):
...     print(finding.says)
此时20:00，不在09:00至20:00之间（谨慎做法，非法律规定）
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Generic, Literal, TypeVar, get_args

from attrs import field, frozen

from ..citation import Citation
from ..dates import a_day, anniversary, in_china
from ..errors import RuleError, one_of
from . import civil_code, personal_information
from .reference import Article, Certainty, Finding, Source

T = TypeVar("T")

#: Prudence of this library, no rule of law; as old as the law that it serves.
PRUDENCE = Source("联系住户的谨慎做法", since=date(2021, 11, 1), issued_as="本库建议")
_HOURS = PRUDENCE.article("时段", "只在09:00至20:00之间联系住户", Certainty.INFERRED)
_GAP = PRUDENCE.article("间隔", "两次消息之间至少相隔24小时", Certainty.INFERRED)
_HALT = PRUDENCE.article(
    "停止", "拒绝联系、投诉、异议、分期或者债务人死亡的，停止催缴联系", Certainty.INFERRED
)
ARTICLES = (_HOURS, _GAP, _HALT)

Channel = Literal["call", "sms", "wechat", "visit", "letter"]
Party = Literal["debtor", "agent", "relative", "employer", "other"]
Halt = Literal["do-not-contact", "complaint", "dispute", "payment-plan", "deceased"]


# -- the limits ---------------------------------------------------------------------------


@frozen
class Hours:
    """Hours of the day in China: from ``start`` until before ``end``."""

    start: time
    end: time

    def __attrs_post_init__(self) -> None:
        if self.start.tzinfo or self.end.tzinfo or self.start >= self.end:
            raise RuleError("not hours of one day", str(self), "Hours", "give 09:00 to 20:00, say")

    def __contains__(self, at: time) -> bool:
        return self.start <= at < self.end

    def __str__(self) -> str:
        return f"{self.start:%H:%M}至{self.end:%H:%M}"


@frozen
class Limit(Generic[T]):
    """A limit and the article it rests on, whose certainty it has."""

    value: T
    rests_on: Article

    @property
    def doubt(self) -> str:
        """What to add where the limit is told, in Chinese; nothing if it is verified."""
        certainty = self.rests_on.certainty
        if certainty is Certainty.INFERRED:
            return "（谨慎做法，非法律规定）"
        return "" if certainty.verified else f"（依据《{self.rests_on.source.name}》，未核实）"


#: The hours and the gap of this library.
PRUDENT_HOURS = Limit(Hours(time(9), time(20)), _HOURS)
PRUDENT_GAP = Limit(timedelta(hours=24), _GAP)
#: What the finance sector follows where nothing else is agreed.
FINANCE_HOURS = Limit(Hours(time(8), time(22)), personal_information.article("collection", "时段"))


@frozen
class ContactRules:
    """How debtors may be contacted.

    ``keep_months`` says how long records of contact are kept; the law gives no figure but
    the shortest time necessary (个人信息保护法 19).  ``third_parties`` allows to approach
    somebody else with separate consent (单独同意), never telling the debt.
    """

    hours: Limit[Hours] = PRUDENT_HOURS
    answered_a_day: Limit[int] = Limit(3, personal_information.article("collection", "通话"))
    attempts_a_day: Limit[int] = Limit(6, personal_information.article("banks", "拨打"))
    message_gap: Limit[timedelta] = PRUDENT_GAP
    third_parties: bool = False
    keep_months: int | None = None


# -- what is planned, and what was done -----------------------------------------------------


@frozen
class Contact:
    """One contact: the channel, an id of the number or address, who is there.

    ``tells_debt`` says whether the debt or its amount is told.  ``demand`` marks a letter to
    the debtor or an agent as the written demand (书面催告) of 民法典 944-2.
    """

    channel: Channel = field(validator=one_of(*get_args(Channel)))
    to: str = field(repr=False)
    party: Party = field(validator=one_of(*get_args(Party)), kw_only=True)
    tells_debt: bool = field(kw_only=True)
    demand: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.demand and (self.channel != "letter" or self.party not in {"debtor", "agent"}):
            raise RuleError(
                "a written demand is a letter to the debtor or an agent",
                f"{self.channel} to {self.party}",
                "Contact.demand",
                "give channel='letter' and party='debtor', or leave demand out",
            )


@frozen
class Made:
    """A contact that was made; ``proof`` marks evidence of a demand that must be kept."""

    contact: Contact
    at: datetime = field(converter=in_china)
    answered: bool = False
    proof: bool = False


@frozen
class Consent:
    """Separate consent (单独同意) of the debtor to approach somebody else under ``to``."""

    to: str = field(repr=False)
    given: date = field(converter=a_day)
    withdrawn: date | None = None
    evidence: str = ""

    def holds(self, to: str, on: date) -> bool:
        """Whether it covers a number on a day; from the day it is withdrawn it does not.

        Without evidence (证据) nobody can show it, so it covers nothing.
        """
        until = self.withdrawn
        given = bool(self.evidence.strip()) and self.given <= on
        return to == self.to and given and (until is None or on < until)


@frozen
class Stop:
    """A reason to stop contact, from a day until before another; ``to`` "" means all."""

    reason: Halt = field(validator=one_of(*get_args(Halt)))
    since: date = field(converter=a_day)
    until: date | None = None
    to: str = field(default="", repr=False)
    channels: tuple[Channel, ...] = field(default=get_args(Channel), converter=tuple[Channel, ...])

    def holds(self, contact: Contact, on: date) -> bool:
        """Whether it stops a contact on a day."""
        now = self.since <= on and (self.until is None or on < self.until)
        return now and self.to in {"", contact.to} and contact.channel in self.channels


@frozen
class History:
    """Everything on record about contact with one debtor."""

    made: tuple[Made, ...] = field(default=(), converter=tuple[Made, ...])
    consents: tuple[Consent, ...] = field(default=(), converter=tuple[Consent, ...])
    stops: tuple[Stop, ...] = field(default=(), converter=tuple[Stop, ...])


_HALTS: dict[Halt, str] = {
    "do-not-contact": "已要求不再联系",
    "complaint": "投诉未了结",
    "dispute": "异议未了结",
    "payment-plan": "正在按分期计划履行",
    "deceased": "债务人已去世",
}


def permitted(
    contact: Contact, history: History, rules: ContactRules, *, at: datetime
) -> tuple[Finding, ...]:
    """Tell what forbids a contact at an instant; nothing when it may be made.

    Letters know no hours.  Calls count per day in China: answered ones over all numbers,
    attempts per number.  Text messages and WeChat share one gap; exactly at its end the
    next may go.  Entries later than ``at`` are not looked at.

    A halt lets the written demand through with a finding that does not stop it, except
    where the debtor has died.  So look at ``stops`` of what comes back.
    """
    now = in_china(at)
    day = now.date()
    before = [made for made in history.made if made.at <= now]
    calls = [m for m in before if m.contact.channel == "call" and m.at.date() == day]
    found = [_halted(stop, contact, day) for stop in history.stops if stop.holds(contact, day)]
    if contact.party not in {"debtor", "agent"}:
        found += _third_party(contact, history, rules, day)
    hours = rules.hours
    if contact.channel != "letter" and now.time() not in hours.value:
        says = f"此时{now:%H:%M}，不在{hours.value}之间{hours.doubt}"
        found.append(Finding("outside-hours", says, hours.rests_on.cite))
    if contact.channel == "call":
        answered, most = sum(call.answered for call in calls), rules.answered_a_day
        if answered >= most.value:
            says = f"当天已接通{answered}次，上限{most.value}次{most.doubt}"
            found.append(Finding("calls-a-day", says, most.rests_on.cite))
        tried, most = sum(call.contact.to == contact.to for call in calls), rules.attempts_a_day
        if tried >= most.value:
            says = f"当天对该号码已拨打{tried}次，上限{most.value}次{most.doubt}"
            found.append(Finding("attempts-a-day", says, most.rests_on.cite))
    if contact.channel in {"sms", "wechat"}:
        gap = rules.message_gap
        sent = [made.at for made in before if made.contact.channel in {"sms", "wechat"}]
        if sent and now - max(sent) < gap.value:
            says = f"距上一条消息（{max(sent):%Y-%m-%d %H:%M}）太近{gap.doubt}"
            found.append(Finding("too-soon", says, gap.rests_on.cite))
    return tuple(found)


def _halted(stop: Stop, contact: Contact, day: date) -> Finding:
    says = _HALTS[stop.reason]
    if contact.demand and stop.reason != "deceased":
        demand, restart = (civil_code.cite(number, day) for number in ("944-2", "195"))
        says += f"；书面催告仍可寄送（{demand}，{restart}），只写法定内容，不另行联系"
        return Finding(stop.reason, says, demand, stops=False)
    return Finding(stop.reason, f"{says}，停止联系（谨慎做法，非法律规定）", _HALT.cite)


def _third_party(
    contact: Contact, history: History, rules: ContactRules, day: date
) -> list[Finding]:
    found = []
    consent = personal_information.cite("information", "23", day)
    if not rules.third_parties:
        found.append(Finding("third-party", "只联系债务人本人，不联系他人", consent))
    elif not any(given.holds(contact.to, day) for given in history.consents):
        found.append(Finding("no-separate-consent", "没有债务人对联系此人的单独同意", consent))
    if contact.tells_debt:
        cite = personal_information.cite("information", "10", day)
        found.append(Finding("debt-told-to-another", "不得向他人透露欠费或者金额", cite))
    return found


@frozen
class Retention:
    """Records of contact whose time is over and that are to be erased."""

    erase: tuple[Made, ...]
    cites: tuple[Citation, ...]


def retention(history: History, rules: ContactRules, *, on: date) -> Retention:
    """List the records to erase on a day; proof of a demand is never among them.

    Raises :class:`~wuye.errors.RuleError` when the rules do not say how long to keep.
    """
    months = rules.keep_months
    if months is None or months < 0:
        raise RuleError(
            "the rules do not say how long records are kept",
            months,
            "ContactRules.keep_months",
            "give months: the shortest time the purpose needs (个人信息保护法 19)",
        )
    over = [m for m in history.made if not m.proof and anniversary(m.at.date(), months) < on]
    cites = (personal_information.cite("information", number, on) for number in ("19", "47"))
    return Retention(tuple(over), tuple(cites))
