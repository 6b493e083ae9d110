"""A demand (催缴内容): everything that papers to one debtor say, from a decision and a state.

What it lists adds up to the fen to what was decided.  What is disputed, agreed otherwise
or written off is not in it, nor is anything of anybody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from attrs import evolve, field, frozen

from ...bills import Bill
from ...capitals import capitals
from ...dates import a_day
from ...errors import PeriodError, RuleError
from ...explain import Language
from ...format import day
from ...ledger import State
from ...money import Money
from ..decisions import Action
from ..policy import Offer
from .door import DoorNotice
from .lines import Line, listed, periods, worked_out
from .sender import Sender
from .template import Table

#: What may be applied for, as it is called; a form or a record is brought, not applied for.
OFFERS: Mapping[Offer, tuple[str, str]] = {
    "deferral": ("缓缴", "paying later"),
    "instalments": ("分期缴纳", "paying in instalments"),
    "help": ("困难帮助", "help in hardship"),
}
#: What a field holds that only says that something is so.
_SIGN = ("是", "yes")


@frozen(kw_only=True)
class Demand:
    """What papers to one debtor say; make one with :func:`demand`.

    ``name`` is how the debtor is addressed, ``until`` a day to which days are counted.
    ``disputed`` tells that something of the account is set apart and not in it.
    """

    action: Action
    name: str = field(repr=False)
    creditor: str
    sender: Sender
    lines: tuple[Line, ...]
    until: date = field(converter=a_day)
    disputed: bool = False

    def __attrs_post_init__(self) -> None:
        if self.until < self.on:
            raise PeriodError(
                "the day to which days are counted has passed", str(self.until), "demand", "later"
            )

    @property
    def on(self) -> date:
        """The day it is written."""
        return self.action.on

    @property
    def template(self) -> str:
        """The template that the stage asks for."""
        return self.action.template or self.action.stage

    @property
    def total(self) -> Money:
        """What is asked for: principal and penalty, credit taken off."""
        return self.action.total

    def fields(self, language: Language = "zh") -> Mapping[str, str | Table]:
        """What a template may say; what there is nothing to say about is empty."""
        en = language == "en"
        action, and_ = self.action, ("、", ", ")[en]
        return {
            **self.sender.fields(language),
            "name": self.name,
            "units": and_.join(dict.fromkeys(line.unit for line in self.lines)),
            "creditor": self.creditor,
            "on": day(self.on, language),
            "hours": _hours(*action.hours, language),
            "lines": listed(self.lines, language),
            "periods": periods(self.lines, language),
            "count": str(len(self.lines)),
            "principal": str(action.principal),
            "penalty": _if_any(action.penalty),
            "annex": worked_out(self.lines, language) if action.penalty else "",
            "credit": _if_any(action.credit),
            "total": str(self.total),
            "capitals": capitals(self.total),
            "deadline": "" if action.deadline is None else str(action.deadline),
            "offers": and_.join(OFFERS[one][en] for one in action.offers if one in OFFERS),
            "service_record": _SIGN[en] if "service-record" in action.offers else "",
            "disputed": _SIGN[en] if self.disputed else "",
            "at_counter": _SIGN[en] if action.counter else "",
            "until": day(self.until, language),
            "days_left": str((self.until - self.on).days),
        }


def _hours(start: time, end: time, language: Language) -> str:
    return f"{start:%H:%M}{' to ' if language == 'en' else '至'}{end:%H:%M}"


def _if_any(amount: Money) -> str:
    return str(amount) if amount else ""


def demand(
    action: Action, state: State, sender: Sender, *, name: str, until: date | None = None
) -> Demand:
    """Gather what papers say: the items of an action, as they stand in the state it came from.

    Project and account are those of the bills unless the sender gives them; ``until`` is the
    end of the year unless it is given.  Raises
    :class:`~wuye.errors.RuleError` for a state in which the action would not add up, for an
    action that names nobody, and for a debtor who pays at a counter nobody knows of.
    """
    place = f"demand on {action.debtor}"
    if action.unnamed:
        raise RuleError(
            "a notice that names nobody lists nothing", action.stage, place, "write a DoorNotice"
        )
    items = [state.item(item) for item in action.items]
    lines = tuple(map(Line.of, items))
    principal = Money.total(line.principal for line in lines)
    penalty = Money.total(line.penalty for line in lines)
    decided = (action.debtor, action.on, action.principal, action.penalty)
    if decided != (state.debtor, state.day, principal, penalty):
        raise RuleError(
            "the action was not decided on this state",
            f"{action.principal} and {action.penalty} on {action.on}",
            place,
            f"it stands at {principal} and {penalty} on {state.day}; decide again",
        )
    if action.counter and not sender.counter:
        raise RuleError("pays at the counter, and it is not told", None, place, "give counter=")
    return Demand(
        action=action,
        name=name,
        creditor=state.creditor,
        sender=_told(sender, [item.bill for item in items], place),
        lines=lines,
        until=until or date(state.day.year, 12, 31),
        disputed=any(item.held or item.penalty_held for item in state.items),
    )


def content(
    action: Action, state: State, sender: Sender, *, name: str, until: date | None = None
) -> Demand | DoorNotice:
    """What the paper of an action is about: a demand, or nobody where it names nobody."""
    if not action.unnamed:
        return demand(action, state, sender, name=name, until=until)
    bills = [state.item(item).bill for item in action.items]
    told = _told(sender, bills, f"notice of {action.stage}")
    template = action.template or action.stage
    return DoorNotice(
        creditor=state.creditor, sender=told, on=action.on, until=until, template=template
    )


def _told(sender: Sender, bills: list[Bill], place: str) -> Sender:
    """The sender, with project and account of the bills where it gives none."""
    projects, payees = {bill.project for bill in bills}, {bill.payee for bill in bills}
    return evolve(
        sender,
        project=sender.project or _only(projects, "project", place),
        payee=sender.payee or _only(payees, "payee", place),
    )


def _only(told: set[str], name: str, place: str) -> str:
    if len(told) > 1:
        raise RuleError(f"bills with more than one {name}", sorted(told), place, f"give {name}=")
    return "".join(told)
