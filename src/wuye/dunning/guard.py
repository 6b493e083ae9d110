"""The guard (催缴守门): who may be asked, when, and what is looked at last before sending.

- :func:`addressees` tells who answers for what is asked, and nobody else is asked: co-owners
  together, the owner behind an occupier who agreed to pay, guarantors, heirs within what
  they inherited.
- :func:`check` is asked right before something goes out: the person, the hours, the
  frequency, consent, the wording, and any measure that goes with it.
- :func:`forbidden` reads a list of measures, from training material say.

A word of a guard or a repairman at the door is a contact like any other, ``Sent(stage="")``,
and names no amount.  Finding nothing does not make a contact right.

>>> for finding in forbidden(["letter", "workplace-visit"], on=date(2026, 10, 1)):
...     print(finding.says, finding.cite)
高风险，没有依据：到工作单位催收，容易泄露欠费、侵扰安宁；改为：到物业所在的住处上门，或者书面催告 民法典第1033条（2021-01-01）
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal, get_args

from attrs import evolve, field, frozen

from ..bills import Bill
from ..dates import in_china
from ..errors import RuleError, UnknownError, one_of
from ..estate.agreements import Agreement
from ..estate.people import Owner
from ..law import personal_information
from ..law.contact import PRUDENCE, Contact, ContactRules, permitted
from ..law.debtors import Debtor, Heir, guarantor, of_heirs, of_owners
from ..law.measures import Measure, Verdict, assess
from ..law.reference import Certainty, Finding
from ..law.wording import misleading
from ..money import Money
from .decisions import Action
from .means import MEANS, Means, means
from .profiles import Profile

#: Who speaks or knocks: 前台与催缴人员, 保安, 维修人员.
By = Literal["office", "guard", "repair"]

#: Prudence of this library, no rule of law.
_BYSTANDERS = PRUDENCE.article(
    "保安、维修", "保安、维修人员只提醒到前台核对，不说金额", Certainty.INFERRED
)
_AMOUNT = re.compile(
    r"[¥￥]\s*\d|\d(?:[\d,，]*\d)?(?:\.\d+)?\s*(?:多|余|来)?\s*(?:万|千|百)?\s*元"
    r"|[零一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟萬]+\s*(?:元|块钱)"
    r"|(?<![\d.])\d[\d,]*\.\d{2}(?![\d.])"
)
_ROOM = re.compile(
    r"(?<!\d)\d{1,3}\s*[-－—]\s*\d{1,2}\s*[-－—]\s*\d{2,4}(?!\d)"
    r"|\d{3,}\s*(?:室|房)|\d+\s*(?:栋|幢|单元)\s*\d+"
)
_OWING = re.compile("欠费|欠缴|欠交|拖欠|未缴|未交|没交|没缴|逾期|违约金|催缴|催交|催收")


# -- who may be asked ---------------------------------------------------------------------------


def addressees(
    bills: Iterable[Bill],
    amount: Money | str,
    *,
    on: date,
    people: Iterable[Owner] = (),
    agreements: Iterable[Agreement] = (),
    heirs: Mapping[str, Iterable[Heir]] | None = None,
) -> tuple[Debtor, ...]:
    """Tell who answers for all of these bills of one debtor, each for how much at most.

    ``people`` are the owners as the estate knows them, so that co-owners come one by one;
    ``agreements`` tell guarantors from owners.  ``heirs`` names those of each of them who
    has died: they stand in his place.  Who answers for some of the bills alone is left out and
    is asked for these in a notice of his own.

    Raises :class:`~wuye.errors.RuleError` for no bills, or for bills of several debtors.
    """
    given = tuple(bills)
    debtors = {bill.debtor for bill in given}
    if len(debtors) != 1:
        raise RuleError(
            "a notice is about the bills of one debtor",
            sorted(debtors),
            "addressees",
            "give the bills of one account, at least one",
        )
    (debtor,) = debtors
    beside = [one for one in given[0].beside if all(one in bill.beside for bill in given)]
    units = {bill.unit for bill in given}
    bound = {
        agreed.who.id
        for agreed in agreements
        if agreed.kind == "guarantor" and units <= set(agreed.units)
    }
    owners = [one for one in beside if one not in bound]
    known = {owner.id: owner for owner in people}
    dead = {owner: tuple(each) for owner, each in (heirs or {}).items()}

    def persons(account: str) -> list[str]:
        together = known[account].people if account in known else ()
        return [person.id for person in together] or [account]

    named = [one for owner in owners or [debtor] for one in persons(owner)]
    answering = of_owners(amount, named, on=on, occupier=debtor if owners else "")
    living = {one.person: one for one in answering if one.person not in dead}
    inherited = [
        heir
        for one in answering
        if dead.get(one.person)
        for heir in of_heirs(amount, dead[one.person], on=on)
        if heir.person not in living
    ]
    bail = [guarantor(amount, one) for one in beside if one in bound]
    return (*living.values(), *inherited, *bail)


# -- right before it goes out -------------------------------------------------------------------


def _measure(name: Measure | str) -> Measure:
    try:
        return Measure(name)
    except ValueError:
        known = ", ".join(each.value for each in Measure)
        raise UnknownError("no such measure", name, "guard", f"give one of {known}") from None


def _measures(names: Iterable[Measure | str]) -> tuple[Measure, ...]:
    return tuple(map(_measure, names))


@frozen(kw_only=True)
class Sending:
    """What is about to go out: by which means, to whom, by whom, in which words.

    ``debtors`` are those who answer for the money, ``person`` the one addressed; a contact
    with an agent, or with a relative who passes a word on, is addressed to whom it is for.
    ``measures`` are whatever goes with it, by the names of
    :class:`~wuye.law.measures.Measure`: a visit at the workplace, a number that the
    neighbours gave, a lift card that waits for the payment.
    """

    means: Means = field(converter=means)
    contact: Contact
    debtors: tuple[str, ...] = field(converter=tuple[str, ...])
    person: str
    text: str = field(default="", repr=False)
    by: By = field(default="office", validator=one_of(*get_args(By)))
    measures: tuple[Measure, ...] = field(default=(), converter=_measures)

    def __attrs_post_init__(self) -> None:
        if self.contact.channel != MEANS[self.means].channel:
            raise RuleError(
                "the contact is of another channel than the means",
                f"{self.means.value} by {self.contact.channel}",
                "Sending",
                f"give {MEANS[self.means].channel}",
            )

    @classmethod
    def of(
        cls,
        action: Action,
        contact: Contact,
        text: str,
        person: str = "",
        *,
        debtors: Iterable[str] = (),
    ) -> Sending:
        """The sending of an action, to the debtor or to ``person`` who answers beside him.

        An action names owners.  Where these are several people, or heirs stand in for them,
        ``debtors`` are the persons that :func:`addressees` found.
        """
        who = tuple(debtors) or action.to or (action.debtor,)
        return cls(
            means=action.means, contact=contact, debtors=who, person=person or who[0], text=text
        )


def check(
    sending: Sending,
    profile: Profile,
    rules: ContactRules,
    *,
    at: datetime,
    place: str = "全国",
) -> tuple[Finding, ...]:
    """Tell what forbids it to go out at an instant; look at ``stops`` of what comes back.

    ``rules`` are the limits of contact; the ones of this library are prudence and no law.
    Whether the debt is told is read from the text too, whatever the contact says.  A notice
    on the door shows neither name, room nor amount; a guard or a repairman names no amount.
    """
    day, text = in_china(at).date(), sending.text
    told = sending.contact.tells_debt or bool(_AMOUNT.search(text) or _OWING.search(text))
    contact = evolve(sending.contact, tells_debt=told)
    found: list[Finding] = []
    if sending.person not in sending.debtors:
        cite = personal_information.cite("information", "10", day)
        found.append(Finding("not-liable", "此人不对这笔费用负责，不得向其透露欠费", cite))
    found += permitted(contact, profile.contacts, rules, at=at)
    if not MEANS[sending.means].named and _shown(sending):
        cite = personal_information.cite("information", "25", day)
        found.append(Finding("shown-to-all", "张贴在门上的，不写姓名、房号、金额", cite))
    if sending.by != "office" and _AMOUNT.search(text):
        says = "保安、维修人员只提醒到前台核对，不说金额（谨慎做法，非法律规定）"
        found.append(Finding("amount-by-bystander", says, _BYSTANDERS.cite))
    found += misleading(text, on=day)
    found += forbidden(sending.measures, place, on=day)
    return tuple(found)


def _shown(sending: Sending) -> bool:
    """Whether a text for everybody's eyes tells who it is for, or how much is asked."""
    text, names = sending.text, {sending.person, *sending.debtors}
    named = any(name in text for name in names if len(name) > 2)
    return named or bool(_AMOUNT.search(text) or _ROOM.search(text))


def forbidden(
    measures: Iterable[Measure | str], place: str = "全国", *, on: date
) -> tuple[Finding, ...]:
    """Tell which measures may not be taken, by which rule, and what is lawful instead.

    Raises :class:`~wuye.errors.UnknownError` for a measure of no such name.
    """
    found = []
    for measure in _measures(measures):
        judged = assess(measure, place, on)
        if judged.verdict is Verdict.ALLOWED:
            continue
        word = "禁止" if judged.verdict is Verdict.PROHIBITED else "高风险，没有依据"
        says = f"{word}：{judged.says}；改为：{judged.alternative}"
        found.append(Finding(measure.value, says, judged.cites[0]))
    return tuple(found)
