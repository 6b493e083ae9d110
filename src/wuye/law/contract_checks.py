"""Checks of contracts (物业服务合同): what they must say, when they end, who pays from when.

>>> contract = Contract("北京", charging="lump-sum", priced=True, start_agreed=True, due_agreed=True)
>>> terms(contract, on=date(2026, 10, 1))
()
>>> [found.code for found in penalty(contract, charged=True, on=date(2026, 10, 1))]
['no-penalty-clause']
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from attrs import field, frozen

from ..dates import ONE_DAY, Period, anniversary
from ..errors import RuleError, one_of
from . import civil_code, interpretations, property_regulations
from .checks import Charging, unread
from .local_entries import Answer, Disclosure, Entry, NextMonth, Topic, Vacancy
from .local_regulations import RULES
from .local_rules import Found, look_up
from .reference import Finding


@frozen
class Contract:
    """A contract for property services, as far as the checks need it.

    ``ends`` is the first day after it ends, None while it runs.  ``superseded_from`` is the
    day on which the contract of a new company takes effect.  After the end: ``went_on``
    says that services continued until ``taken_over``; ``refused_to_leave`` that the
    company broke its duties to leave and hand over.  ``penalty_name`` is the word the
    contract uses for the penalty; None means that it has no such clause.
    """

    place: str
    charging: Charging | None = field(
        default=None, kw_only=True, validator=one_of(None, "lump-sum", "commission")
    )
    priced: bool = field(default=False, kw_only=True)
    start_agreed: bool = field(default=False, kw_only=True)
    due_agreed: bool = field(default=False, kw_only=True)
    vacancy_agreed: bool = field(default=False, kw_only=True)
    penalty_name: str | None = field(default=None, kw_only=True)
    preliminary: bool = field(default=False, kw_only=True)
    ends: date | None = field(default=None, kw_only=True)
    superseded_from: date | None = field(default=None, kw_only=True)
    went_on: bool = field(default=False, kw_only=True)
    taken_over: date | None = field(default=None, kw_only=True)
    refused_to_leave: bool = field(default=False, kw_only=True)

    def end(self) -> date | None:
        """The first day after it: a preliminary contract ends when the new one begins."""
        days = [self.ends, self.superseded_from if self.preliminary else None]
        return min((day for day in days if day is not None), default=None)

    def paid_end(self) -> date | None:
        """The first day no longer paid for: services that went on are paid until taken over."""
        end = self.end()
        if end is None or not self.went_on or self.refused_to_leave or self.taken_over is None:
            return end
        return max(end, self.taken_over)


def terms(contract: Contract, *, on: date, rules: Iterable[Entry] = RULES) -> tuple[Finding, ...]:
    """Check what a contract must say: price, form of charging, start, due day, vacancy."""
    found = []
    cite = property_regulations.cite
    if not contract.priced:
        says = "合同没有约定收费标准"
        found.append(Finding("no-price", says, cite("regulations", "40", on)))
    if contract.charging is None:
        says = "合同没有约定包干制还是酬金制"
        found.append(Finding("no-charging-form", says, cite("charges", "9", on), stops=False))
    if not contract.start_agreed:
        says = "没有约定计费起始时间"
        found.append(Finding("no-start", says, cite("charges", "10", on), stops=False))
    if not contract.due_agreed:
        says = "没有约定交费期限：催告并给必要的准备时间之前，不算逾期"
        found.append(Finding("no-due-day", says, civil_code.cite("511-4", on), stops=False))
    if not contract.vacancy_agreed:
        local = look_up(contract.place, Topic.VACANCY, on=on, rules=rules)
        found += unread(local, civil_code.cite("944-1", on))
        for rule in local.rules if isinstance(local, Found) else ():
            if isinstance(rule.terms, Vacancy) and rule.terms.effect == "agreed":
                says = "当地规定空置收费标准应当在合同中约定，合同没有约定"
                found.append(Finding("vacancy-not-agreed", says, rule.article.cite, stops=False))
    return tuple(found)


def charged_period(contract: Contract, period: Period, *, on: date) -> tuple[Finding, ...]:
    """Check that a fee is for days on which the contract ran (民法典 940, 949, 950).

    After the end only days until the new company or the owners took over can be charged,
    and only when services went on; not by a company that refused to leave.
    """
    end = contract.end()
    if end is None or period.end <= end:
        return ()
    if contract.refused_to_leave:
        says = f"合同于 {end} 终止，未按规定退出、移交，不得请求终止后的物业费"
        return (Finding("refused-to-leave", says, civil_code.cite("949-2", on)),)
    if contract.went_on and (contract.taken_over is None or period.end <= contract.taken_over):
        return ()
    if contract.preliminary and end == contract.superseded_from:
        says = f"新合同于 {end} 生效，前期合同终止，不得再收此后的物业费"
        return (Finding("new-contract", says, civil_code.cite("940", on)),)
    says = f"合同于 {end} 终止；接管前继续服务的期间以外，不得收取物业费"
    return (Finding("after-termination", says, civil_code.cite("950", on)),)


def prepaid(contract: Contract, paid_until: date, *, on: date) -> tuple[Finding, ...]:
    """Check that what was prepaid beyond the end is given back.

    ``paid_until`` is the first day that is not paid for.  Services that went on after the
    end are paid for until they are taken over (民法典 950); while that day is open, what
    goes back is told and not yet due.
    """
    end = contract.paid_end()
    if end is None or paid_until <= end:
        return ()
    cite = interpretations.cite("property", "3", on)
    last = paid_until - ONE_DAY
    if contract.went_on and not contract.refused_to_leave and contract.taken_over is None:
        says = f"合同于 {end} 终止，服务仍在继续；预收至 {last} 的物业费，接管之日起的部分应当退还"
        return (Finding("prepaid-to-refund", says, cite, stops=False),)
    ended = f"合同于 {contract.end()} 终止"
    if end != contract.end():
        ended += f"，服务继续至 {end} 接管"
    says = f"{ended}，预收至 {last} 的物业费应当退还尚未提供服务的部分"
    return (Finding("prepaid-to-refund", says, cite),)


def penalty(contract: Contract, *, charged: bool, on: date) -> tuple[Finding, ...]:
    """Check that a penalty (违约金) rests on a clause, and that it is called by its name."""
    cite = civil_code.cite("585-1", on)
    if contract.penalty_name is None:
        says = "合同没有违约金条款，不得计收违约金；有实际损失的可以另行主张"
        return (Finding("no-penalty-clause", says, cite),) if charged else ()
    if "滞纳金" in contract.penalty_name:  # the word of administrative law
        says = "合同所用名称是行政法上的加处款项，应当称为违约金"
        return (Finding("penalty-misnamed", says, cite, stops=False),)
    return ()


@frozen
class Books:
    """How the money is kept: whose prepaid money and surplus are, and what was published."""

    charging: Charging = field(validator=one_of("lump-sum", "commission"))
    prepaid_is: Literal["owners", "company"] = field(validator=one_of("owners", "company"))
    surplus_is: Literal["owners", "company"] = field(validator=one_of("owners", "company"))
    common_income_is: Literal["owners", "company"] = field(validator=one_of("owners", "company"))
    accounts_published: date | None = None
    performance_published: date | None = None


def books(kept: Books, *, on: date) -> tuple[Finding, ...]:
    """Check lump sum against commission, and that accounts and performance were published.

    Under commission, prepaid money and surplus are the owners', and the accounts are
    published at least once a year; under a lump sum the surplus is the company's.  Income
    of the common parts, less reasonable cost, is the owners' under either.
    """
    found = []
    cite = property_regulations.cite
    if kept.charging == "commission":
        if kept.prepaid_is == "company":
            says = "酬金制下预收的物业服务资金属于代管，为业主所有，不得记作企业收入"
            found.append(Finding("prepaid-booked-as-revenue", says, cite("charges", "12", on)))
        if kept.surplus_is == "company":
            says = "酬金制的结余归业主"
            found.append(Finding("surplus-kept", says, cite("charges", "9", on)))
        if _older_than_a_year(kept.accounts_published, on):
            says = "酬金制每年至少公布一次收支情况"
            found.append(Finding("accounts-not-published", says, cite("charges", "12", on)))
    if kept.common_income_is == "company":
        says = "利用共有部分的收入，扣除合理成本之后属于业主共有"
        found.append(Finding("common-income-kept", says, civil_code.cite("282", on)))
    if kept.performance_published is None or kept.performance_published > on:
        says = "没有公开合同履行情况"
        cite_943 = civil_code.cite("943", on)
        found.append(Finding("performance-not-published", says, cite_943, stops=False))
    return tuple(found)


def common_income(
    place: str, published: date | None, *, on: date, rules: Iterable[Entry] = RULES
) -> tuple[Finding, ...]:
    """Check that the income of the common parts was published as often as the place asks.

    ``published`` is the last day on which it was.  Where it is due each quarter, that is on
    or after the first day of the quarter before the one of ``on``.
    """
    local = look_up(place, Topic.DISCLOSURE, on=on, rules=rules)
    found = [*unread(local, civil_code.cite("943", on))]
    quarter = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    late = published is None or published > on or published < anniversary(quarter, -3)
    for rule in local.rules if isinstance(local, Found) else ():
        terms = rule.terms
        if not isinstance(terms, Disclosure) or "公共收益收支" not in terms.what:
            continue
        if late and terms.every == "quarter":
            says = "公共收益收支应当每季度公布"
            found.append(Finding("common-income-not-published", says, rule.article.cite))
    return tuple(found)


def answered(
    place: str,
    *,
    objected: date,
    answer: date | None,
    on: date,
    rules: Iterable[Entry] = RULES,
) -> tuple[Finding, ...]:
    """Check that an objection to what was published is answered in the days of the place.

    The day of the objection is not counted; ``answer`` is None while it is open.
    """
    if answer is not None and answer < objected:
        raise RuleError(
            "an answer before the objection",
            answer.isoformat(),
            f"answered {place}",
            f"give a day from {objected}, or None",
        )
    local = look_up(place, Topic.ANSWER, on=on, rules=rules)
    found = [*unread(local, civil_code.cite("943", on))]
    for rule in local.rules if isinstance(local, Found) else ():
        if not isinstance(rule.terms, Answer):
            continue
        last = objected + timedelta(days=rule.terms.days)
        if (answer or on) > last:
            says = f"对 {objected} 的异议应当在 {last} 之前（含当日）答复"
            found.append(Finding("answered-late", says, rule.article.cite, stops=False))
    return tuple(found)


def _older_than_a_year(published: date | None, on: date) -> bool:
    return published is None or published > on or anniversary(published, 12) < on


@frozen
class Handover:
    """Who is charged for a unit, and from when; not handed over yet is None.

    ``in_sale_contract``: the contract of sale says that the buyer pays; without such a term
    the developer goes on paying in 北京 and 上海, so it has no default.  ``start_agreed``:
    the parties agreed on another first day.  A buyer who refuses a unit without reason is
    treated as the place says: in 丽水 as from the day of the common hand-over.
    """

    place: str
    charged: Literal["owner", "developer"] = field(validator=one_of("owner", "developer"))
    charged_from: date
    handed_over: date | None
    in_sale_contract: bool = field(kw_only=True)
    start_agreed: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.handed_over is None and self.start_agreed:
            raise RuleError(
                "a first day is agreed for a unit that was not handed over",
                self.charged_from.isoformat(),
                f"Handover {self.place}",
                "charge the developer until it is handed over",
            )


def first_day(unit: Handover, *, on: date, rules: Iterable[Entry] = RULES) -> tuple[Finding, ...]:
    """Check from when an owner is charged: never before hand-over.

    Where the place says so, the whole month of hand-over is the developer's.
    """
    if unit.charged == "developer":
        return ()
    cite = property_regulations.cite
    if unit.handed_over is None:
        says = "未售或者未交付的物业，由建设单位全额交纳"
        return (Finding("not-handed-over", says, cite("charges", "16", on)),)
    if unit.charged_from < unit.handed_over:
        says = f"{unit.handed_over} 交付之前的物业费由建设单位交纳"
        return (Finding("before-handover", says, cite("regulations", "41-2", on)),)
    local = look_up(unit.place, Topic.FIRST_DAY, on=on, rules=rules)
    found = [*unread(local, cite("charges", "10", on))]
    for rule in local.rules if isinstance(local, Found) else ():
        if not isinstance(rule.terms, NextMonth):
            continue
        first = rule.terms.first_day(unit.handed_over)
        if unit.charged_from < first and not (rule.terms.or_agreed and unit.start_agreed):
            says = f"交付当月由建设单位承担，业主自 {first} 起交纳"
            found.append(Finding("delivery-month", says, rule.article.cite))
        if rule.terms.developer_unless_agreed and not unit.in_sale_contract:
            says = "买卖合同没有约定由业主承担的，由建设单位承担"
            found.append(Finding("not-in-sale-contract", says, rule.article.cite))
    return tuple(found)
