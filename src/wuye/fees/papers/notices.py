"""The bill notice (缴费通知单): what goes to a household, with everything it must show.

Room, masked name, lines with period, quantity, rate and basis, the total in figures and in
capitals (大写), the due day, ways to pay, account, telephone, project, creditor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen
from attrs.converters import optional

from ...bills import Bill, BillLine
from ...capitals import capitals
from ...dates import a_day
from ...errors import MoneyError, RuleError, one_of
from ...estate import Owner
from ...explain import Language
from ...format import day, days, fact, masked_name, money
from ...html import Markup, element, page, table
from ...money import Money

if TYPE_CHECKING:
    from .disclosures import Disclosure

#: kind -> what it is called in Chinese and English
WAYS = {
    "transfer": ("银行转账", "Bank transfer"),
    "qr": ("扫码缴费", "Scan to pay"),
    "counter": ("柜台缴费", "At the counter"),
    "debit": ("银行代扣", "Direct debit"),
    "online": ("线上缴费", "Online"),
}
_TITLE = ("缴费通知单", "Bill notice")
_HEADINGS = (
    ("收费项目", "服务期间", "数量", "单价", "金额（元）", "计算与依据"),
    ("Item", "Period", "Quantity", "Price", "Amount (yuan)", "Working and basis"),
)
#: What a notice must show, as it is called where it is missing.
_REQUIRED = {
    "unit": "房号",
    "name": "户名",
    "payer": "代缴人",
    "project": "项目",
    "creditor": "收费单位",
    "lines": "收费明细",
    "payee": "收款账户",
    "ways": "缴费方式",
    "telephone": "联系电话",
}


@frozen
class Way:
    """A way to pay (缴费方式), and what one needs for it: hours, a link, an account.

    >>> Way("counter", "物业服务中心，每日9:00至18:00").in_words()
    '柜台缴费（物业服务中心，每日9:00至18:00）'
    """

    kind: Literal["transfer", "qr", "counter", "debit", "online"] = field(validator=one_of(*WAYS))
    detail: str

    def in_words(self, language: Language = "zh") -> str:
        """Say how to pay."""
        en = language == "en"
        detail = (f"（{self.detail}）", f" ({self.detail})")[en] if self.detail else ""
        return WAYS[self.kind][en] + detail


def _carried(value: Money | str | None) -> Money | None:
    amount = None if value is None else Money(value)
    if amount is not None and amount.fen < 0:
        raise MoneyError("what is carried is not below 0", str(amount), "notice", "give 0 or more")
    return amount


def _items(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise RuleError("one text is no list of items", given, "notice.highlight", "write [item]")
    return tuple(given)


def _disclosures(given: Iterable[Disclosure]) -> tuple[Disclosure, ...]:
    return tuple(given)


@frozen(kw_only=True)
class BillNotice:
    """A bill notice (缴费通知单); make one with :func:`notice`.

    ``name`` is that of the debtor and ``payer`` that of who is sent the bill in his place,
    both masked.  ``arrears`` and ``prepaid`` are carried as the host gave them, None where
    it did not.  ``on`` is the day it is written.

    ``highlight`` names the items of shared costs that the household asked about before: of
    these it says what was shared over what, and from ``disclosures`` what drove the cost.
    """

    bills: tuple[Bill, ...]
    name: str
    payer: str
    project: str
    payee: str
    ways: tuple[Way, ...]
    telephone: str
    on: date = field(converter=a_day)
    arrears: Money | None = field(default=None, converter=optional(_carried))
    prepaid: Money | None = field(default=None, converter=optional(_carried))
    highlight: tuple[str, ...] = field(default=(), converter=_items)
    disclosures: tuple[Disclosure, ...] = field(default=(), converter=_disclosures, repr=False)

    @property
    def unit(self) -> str:
        """The room (房号)."""
        return self.bills[0].unit

    @property
    def creditor(self) -> str:
        """To whom it is owed."""
        return self.bills[0].creditor

    @property
    def lines(self) -> tuple[BillLine, ...]:
        """The lines of all its bills."""
        return tuple(line for bill in self.bills for line in bill.lines)

    @property
    def total(self) -> Money:
        """What its bills come to."""
        return Money.total(bill.total for bill in self.bills)

    @property
    def to_pay(self) -> Money:
        """The total with arrears, less what is prepaid; never below 0."""
        nothing = Money("0")
        return max(self.total + (self.arrears or nothing) - (self.prepaid or nothing), nothing)

    @property
    def missing(self) -> tuple[str, ...]:
        """What a notice must show and this one does not have."""
        told = self.payer or not self.bills[0].payer
        there = {name: getattr(self, name) for name in _REQUIRED} | {"payer": told}
        return tuple(name for name in _REQUIRED if not there[name])

    def rows(self, language: Language = "zh") -> Iterator[tuple[str, ...]]:
        """One row a line: item, period, quantity, price, amount, working and basis."""
        and_ = ("；", "; ")[language == "en"]
        for line in self.lines:
            prices = line.basis.prices(language)
            quantities = and_.join(quantity for quantity, _ in prices if quantity)
            rates = and_.join(rate for _, rate in prices)
            working = and_.join([line.why(language), *map(str, line.basis.cites)])
            on = days(line.service.start, line.service.last, language)
            yield line.name, on, quantities, rates, str(line.amount), working

    def text(self, language: Language = "zh") -> str:
        """Write it as plain text."""
        en = language == "en"
        told = [_TITLE[en], *self._head(language)]
        for number, row in enumerate(self.rows(language), 1):
            name, on, quantity, rate, amount, working = row
            told.append(f"{number}. {name}　{on}　{amount}{(' 元', ' yuan')[en]}")
            under = zip(
                _HEADINGS[en][2:4] + _HEADINGS[en][5:], (quantity, rate, working), strict=True
            )
            told += ["   " + fact(head, words, language) for head, words in under if words]
        return "\n".join([*told, *self._asked(language), *self._foot(language)]) + "\n"

    def html(self, language: Language = "zh") -> str:
        """Write it as one page to read or print."""
        return notices_page([self], title=self.project, language=language)

    def section(self, language: Language = "zh") -> Markup:
        """Write it as a part of a page."""
        en = language == "en"
        return element(
            "section",
            element("h2", f"{_TITLE[en]}　{self.unit}　{self.payer or self.name}"),
            element("p", "　".join(self._head(language))),
            table(_HEADINGS[en], self.rows(language)),
            *(element("p", element("strong", told)) for told in self._asked(language)),
            *(element("p", told) for told in self._foot(language)),
        )

    def _head(self, language: Language) -> list[str]:
        en = language == "en"
        ids = ("、", ", ")[en].join(bill.id for bill in self.bills)
        head = (
            (("房号", "Room"), self.unit),
            (("项目", "Project"), self.project),
            (("户名", "Name"), self.name),
            (("代缴人", "Payer"), self.payer),
            (("收费单位", "Creditor"), self.creditor),
            (("账单号", "Bill"), ids),
            (("出单日", "Written"), day(self.on, language)),
        )
        return [fact(label[en], words, language) for label, words in head if words]

    def _asked(self, language: Language) -> Iterator[str]:
        """What is shared of the items that are to stand out."""
        if self.highlight:
            from .highlights import highlights

            yield from highlights(self.lines, self.highlight, self.disclosures, language)

    def _foot(self, language: Language) -> list[str]:
        en = language == "en"
        carried = self.arrears is not None or self.prepaid is not None
        foot = [
            (("合计", "Total"), f"{money(self.total)}（{capitals(self.total)}）"),
            (("往期欠费", "Arrears"), "" if self.arrears is None else money(self.arrears)),
            (("预存余额", "Prepaid"), "" if self.prepaid is None else money(self.prepaid)),
            (
                ("本次应付", "To pay"),
                f"{money(self.to_pay)}（{capitals(self.to_pay)}）" if carried else "",
            ),
            (("缴费截止日", "Due"), self._due(language)),
            *((("缴费方式", "Way to pay"), way.in_words(language)) for way in self.ways),
            (("收款账户", "Account"), self.payee),
            (("联系电话", "Telephone"), self.telephone),
        ]
        told = [fact(label[en], words, language) for label, words in foot if words]
        if self.missing:
            lacking = ("、", ", ")[en].join(m if en else _REQUIRED[m] for m in self.missing)
            told.append(
                fact(("样稿，发出前应当补齐", "A draft, which lacks")[en], lacking, language)
            )
        return told

    def _due(self, language: Language) -> str:
        days = sorted({bill.due for bill in self.bills})
        if len(days) == 1:
            return day(days[0], language)
        return ("；", "; ")[language == "en"].join(
            f"{day(due, language)} {money(_due_on(self.bills, due))}" for due in days
        )


def notice(
    bills: Bill | Iterable[Bill],
    parties: Mapping[str, Owner],
    *,
    ways: Iterable[Way],
    telephone: str,
    project: str = "",
    payee: str = "",
    arrears: Money | str | None = None,
    prepaid: Money | str | None = None,
    on: date | None = None,
    draft: bool = False,
    highlight: Iterable[str] = (),
    disclosures: Iterable[Disclosure] = (),
) -> BillNotice:
    """Write the notice for a bill, or for several of one debtor, unit and creditor.

    ``parties`` are the people by id, as :meth:`wuye.Community.parties` gives them.  Project
    and account are those of the bills unless given; ``on`` is the day it is written, that on
    which the last bill was entered unless given.

    Raises :class:`~wuye.errors.RuleError` with *all* that a notice must show and lacks; a
    ``draft`` may lack it and says so on its face.

    >>> from ...dates import DueDay, Period
    >>> from ...estate import Community, Unit
    >>> from ...rounding import Rounding
    >>> from ..issuing import issue
    >>> from ..items import Item
    >>> from ..schedules import FeeSchedule, Terms
    >>> from ..tariffs import PerArea
    >>> estate = Community("锦苑", [Unit("1-101", "93.37", Owner("O-1", "赵某某"))])
    >>> schedule = FeeSchedule(
    ...     "2026", creditor="锦苑物业", in_force=Period.year(2026), project="锦苑",
    ...     items=[Item("property", "物业服务费", PerArea("1.85"))], payee="某银行 0000",
    ...     terms=Terms(DueDay(25)), rounding=Rounding.fen(each="line"),
    ... )
    >>> bill = issue(estate, schedule, Period.month(2026, 10)).bills[0]
    >>> told = notice(bill, estate.parties(), ways=[Way("qr", "微信")], telephone="010-00000000")
    >>> told.name, told.total, next(told.rows())[2:4]
    ('赵**', Money('172.73'), ('93.37 ㎡', '1.85 元/㎡·月'))
    >>> notice(bill, {}, ways=[], telephone="")
    Traceback (most recent call last):
    wuye.errors.RuleError: notice of 2026-10:1-101:O-1: a bill notice must show more: \
['name', 'ways', 'telephone']; give them, or draft=True to see it first
    """
    bills = (bills,) if isinstance(bills, Bill) else tuple(bills)
    _check_together(bills)
    first = bills[0]
    made = BillNotice(
        bills=bills,
        name=_called(parties.get(first.debtor)),
        payer=_called(parties.get(first.payer)) if first.payer else "",
        project=project or first.project,
        payee=payee or first.payee,
        ways=tuple(ways),
        telephone=telephone,
        arrears=arrears,
        prepaid=prepaid,
        on=on or max(bill.booked for bill in bills),
        highlight=highlight,
        disclosures=disclosures,
    )
    if made.missing and not draft:
        raise RuleError(
            "a bill notice must show more",
            list(made.missing),
            f"notice of {first.id}",
            "give them, or draft=True to see it first",
        )
    return made


def notices_page(
    notices: Iterable[BillNotice], *, title: str = "", language: Language = "zh"
) -> str:
    """Put many notices on one page; printed, each begins on a sheet of its own."""
    title = title or _TITLE[language == "en"]
    return page(title, *(each.section(language) for each in notices), language=language)


def _check_together(bills: tuple[Bill, ...]) -> None:
    about = {(b.creditor, b.debtor, b.unit, b.payer, b.payee, b.project) for b in bills}
    if len(about) != 1 or len({bill.id for bill in bills}) < len(bills):
        raise RuleError(
            "a notice is for one debtor, unit, creditor and account",
            [bill.id for bill in bills],
            "notice",
            "write a notice for each, naming each bill once",
        )


def _called(party: Owner | None) -> str:
    """The name to print: a person's masked, of co-owners each, a company's in full."""
    if party is None:
        return ""
    if party.kind != "person":
        return party.name
    names = [person.name for person in party.people] or [party.name]
    return "、".join(masked_name(name) for name in names if name)


def _due_on(bills: tuple[Bill, ...], due: date) -> Money:
    return Money.total(bill.total for bill in bills if bill.due == due)
