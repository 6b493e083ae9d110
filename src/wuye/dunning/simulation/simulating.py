"""Trying a policy (策略推演): months of dunning, replayed over debtors who behave as assumed.

A simulation tells what follows from a policy *and the behaviours assumed*; of what people
will do it says nothing.  It serves to compare policies on the same assumptions, and to see
what a policy asks of an office: contacts by stage and means, what they cost, what is left
alone and why.

In the model a notice goes out on the day on which it is proposed and arrives that day, with
the proof that its means can give.  What waits for a person's approval goes on waiting.  A
debtor is looked at on the days on which something can change, so the time it takes grows
with debtors and notices and not with days.

>>> from ...dates import DueDay, Period
>>> from ...estate import Community, Owner, Unit
>>> from ...fees import FeeSchedule, Flat, Item, Terms, issue
>>> from ...rounding import Rounding
>>> from .behaviours import Behaviour
>>> from ..presets import THREE_NOTICES, THIRTY_DAYS
>>> schedule = FeeSchedule(
...     "2026",
...     creditor="锦苑物业",
...     in_force=Period.year(2026),
...     items=[Item("property", "物业服务费", Flat("280"))],
...     terms=Terms(DueDay(25)),
...     rounding=Rounding.fen(each="line"),
... )
>>> estate = Community("锦苑", [Unit("1-101", "100", Owner("O-1"))])
>>> account = Account.of(issue(estate, schedule, Period.month(2026, 10)).bills)
>>> second = Behaviour("pays after the second notice", after=2, days=(3, 3))
>>> tried = [
...     simulate(policy, [account], {"O-1": second}, since=date(2026, 10, 1), months=3, seed=7)
...     for policy in (THIRTY_DAYS, THREE_NOTICES)
... ]
>>> [(str(contact.on), contact.stage) for contact in tried[0].contacts]
[('2026-10-26', '缴费提醒'), ('2026-11-02', '催缴通知书')]
>>> [(str(cash.on), cash.fen) for simulation in tried for cash in simulation.cash]
[('2026-11-05', 28000), ('2026-11-12', 28000)]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from attrs import field, frozen

from ...dates import ONE_DAY, WorkdayCalendar, a_day, anniversary
from ...errors import DuplicateError, PeriodError, RuleError, UnknownError
from ...ledger import Account, Totals
from ...ledger.state import NOTHING
from ...money import Money
from ..decisions import Reason
from ..means import Means, means
from ..policy import Policy
from ..profiles import Profile
from .behaviours import Behaviour
from .rehearsal import Cash, Contacted, Rehearsal

#: Columns of one length, by name, for whatever table library a host has.
Columns = Mapping[str, tuple[Any, ...]]
_WHEN = attrgetter("on", "debtor")


@frozen
class LeftAlone:
    """How many items a reason kept from being chased, and on how many days, added up."""

    reason: Reason
    items: int
    days: int


@frozen(kw_only=True)
class Simulation:
    """What came of a policy in the model: no forecast, and no claim beyond the model.

    ``behaviours`` are those assumed, by the debtors' ids in order; ``opening`` are the
    accounts as ``since`` began, ``closing`` as the day before ``until`` ended.
    """

    policy: str
    seed: int
    since: date
    until: date
    behaviours: tuple[Behaviour, ...] = field(repr=False)
    opening: Totals = field(repr=False)
    closing: Totals = field(repr=False)
    contacts: tuple[Contacted, ...] = field(repr=False)
    cash: tuple[Cash, ...] = field(repr=False)
    left: tuple[LeftAlone, ...] = field(repr=False)

    @property
    def received(self) -> Money:
        """All that was paid."""
        return Money.of_fen(sum(cash.fen for cash in self.cash))

    def by_stage(self) -> Columns:
        """Contacts by stage and means, in the order in which stages were first reached."""
        count = Counter((contact.stage, contact.means.value) for contact in self.contacts)
        stages, used = zip(*count, strict=True) if count else ((), ())
        return {"stage": stages, "means": used, "contacts": tuple(count.values())}

    def by_day(self) -> Columns:
        """Contacts and cash of the days that had any."""
        contacts = Counter(contact.on for contact in self.contacts)
        fen = Counter[date]()
        for cash in self.cash:
            fen[cash.on] += cash.fen
        days = tuple(sorted(contacts.keys() | fen.keys()))
        return {
            "day": days,
            "contacts": tuple(contacts[day] for day in days),
            "cash_fen": tuple(fen[day] for day in days),
        }

    def by_reason(self) -> Columns:
        """What was left alone, by reason."""
        return {
            "reason": tuple(left.reason for left in self.left),
            "items": tuple(left.items for left in self.left),
            "item_days": tuple(left.days for left in self.left),
        }

    def by_means(self, costs: Mapping[str, Money | str]) -> Columns:
        """Contacts by means, and what they cost at what one of each costs.

        Raises :class:`~wuye.errors.UnknownError` for a means that was used and has no cost.
        """
        fen = {means(name): Money(each).fen for name, each in costs.items()}
        count = Counter(contact.means for contact in self.contacts)
        used = [each for each in Means if count[each]]
        unknown = [each.value for each in used if each not in fen]
        if unknown:
            raise UnknownError(
                "no cost is given", unknown, "Simulation.by_means", "give 0 for what costs nothing"
            )
        return {
            "means": tuple(each.value for each in used),
            "contacts": tuple(count[each] for each in used),
            "cost_fen": tuple(count[each] * fen[each] for each in used),
        }


def simulate(
    policy: Policy,
    accounts: Iterable[Account],
    behaviours: Mapping[str, Behaviour],
    *,
    since: date,
    months: int,
    seed: int,
    profiles: Mapping[str, Profile] | None = None,
    calendar: WorkdayCalendar | None = None,
) -> Simulation:
    """Replay a policy over so many months from ``since``, as if nobody had been dunned before.

    ``accounts`` hold what there is on that day and the bills to come; ``behaviours`` and
    ``profiles`` are by debtor.  Equal facts and seed give an equal simulation, in whatever
    order the accounts come; a debtor draws the same lots under every policy.

    Raises :class:`~wuye.errors.UnknownError` for a debtor without a behaviour,
    :class:`~wuye.errors.DuplicateError` for two accounts of one debtor, and
    :class:`~wuye.errors.RuleError` for an account that knows already what happens after
    ``since`` beside bills.
    """
    if type(months) is not int or months < 1:
        raise PeriodError("not so many months", months, "simulate", "give 1 or more")
    until, profiles = anniversary(a_day(since), months), profiles or {}
    opening, closing = NOTHING, NOTHING
    owing: dict[str, Account] = {}
    for account in accounts:
        if account.debtor in owing:
            raise DuplicateError("two accounts of one debtor", account.debtor, "simulate")
        if account.debtor not in behaviours:
            raise UnknownError("a debtor without a behaviour", account.debtor, "simulate")
        owing[account.debtor] = account
    rehearsals: list[Rehearsal] = []
    for debtor, account in sorted(owing.items()):
        rehearsal = Rehearsal(account, behaviours[debtor], seed, since)
        rehearsal.run(policy, profiles.get(debtor, Profile()), calendar, since, until)
        opening += account.on(since).totals
        closing += rehearsal.account.on(until - ONE_DAY).totals
        rehearsals.append(rehearsal)
    return Simulation(
        policy=policy.name,
        seed=seed,
        since=since,
        until=until,
        behaviours=tuple(behaviours[debtor] for debtor in sorted(owing)),
        opening=opening,
        closing=closing,
        contacts=tuple(sorted((each for one in rehearsals for each in one.contacts), key=_WHEN)),
        cash=tuple(sorted((each for one in rehearsals for each in one.cash), key=_WHEN)),
        left=_left(rehearsals),
    )


def side_by_side(
    *simulations: Simulation, costs: Mapping[str, Money | str] | None = None
) -> Columns:
    """Put simulations of the same accounts and assumptions beside each other, one a row.

    Raises :class:`~wuye.errors.RuleError` where they started from something else.
    """
    starts = {(x.since, x.until, x.seed, x.behaviours, x.opening) for x in simulations}
    if len(starts) > 1:
        raise RuleError(
            "simulations that started from something else",
            [each.policy for each in simulations],
            "side_by_side",
            "give them the same accounts, behaviours, months and seed",
        )
    columns = {
        "policy": tuple(each.policy for each in simulations),
        "contacts": tuple(len(each.contacts) for each in simulations),
        "debtors": tuple(len({c.debtor for c in each.contacts}) for each in simulations),
        "cash_fen": tuple(each.received.fen for each in simulations),
        "outstanding_fen": tuple(each.closing.outstanding.fen for each in simulations),
    }
    if costs is None:
        return columns
    costs_fen = (each.by_means(costs)["cost_fen"] for each in simulations)
    return {**columns, "cost_fen": tuple(sum(each) for each in costs_fen)}


def _left(rehearsals: Iterable[Rehearsal]) -> tuple[LeftAlone, ...]:
    items, days = Counter[Reason](), Counter[Reason]()
    for rehearsal in rehearsals:
        for (reason, _), count in rehearsal.left.items():
            items[reason] += 1
            days[reason] += count
    return tuple(LeftAlone(reason, items[reason], days[reason]) for reason in sorted(items))
