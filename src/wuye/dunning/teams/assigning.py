"""Who works on which case (催缴分工): by rules, within capacities, and the same every time.

As the trade teaches it: the front desk takes a third, the ordinary cases; stewards (管家)
the hard ones; the manager (经理) old arrears.  Who has a case keeps it, so that residents
speak with one person; what has outgrown its holder is listed, and a person hands it over.

>>> desk, steward = Collector("S-1", "desk", 20), Collector("S-2", "steward", 30)
>>> late = Arrears(day=date(2026, 12, 21), oldest=date(2026, 10, 25), fen=56000)
>>> works = [Work("O-1", late), Work("O-2", late._replace(reason="service"))]
>>> [(each.debtor, each.collector) for each in assign(works, [desk, steward]).assigned]
[('O-1', 'S-1'), ('O-2', 'S-2')]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, get_args

from attrs import field, frozen

from ...errors import DuplicateError, MoneyError, RuleError, one_of
from ...format import masked_name
from ..arrears import Arrears
from ..cases import Case
from ..events import HandedOver
from ..policy import When
from ..treatments import TREATMENTS, Post

Why = Literal["full", "no-rule"]


@frozen
class Collector:
    """Someone who collects (催缴人员): an id, the post held, how many cases at most."""

    id: str
    post: Post = field(validator=one_of(*get_args(Post)))
    capacity: int
    name: str = field(default="", repr=masked_name)

    def __attrs_post_init__(self) -> None:
        if type(self.capacity) is not int or self.capacity < 0:
            raise MoneyError("a capacity is 0 or more", self.capacity, self.id, "give an int")


@frozen
class Work:
    """A case to be worked on: who owes, what is behind, and who has it already, if anyone."""

    debtor: str
    arrears: Arrears
    holder: str = ""


@frozen
class Rule:
    """Whose work a case is: the first rule that holds says it.

    ``then`` are the posts that take it when nobody of ``post`` has room.  ``share`` is the
    part of all cases that the post takes at most, rounded up: ``(1, 3)`` is a third.  It
    takes the lightest; without a share the heaviest go first.
    """

    post: Post = field(validator=one_of(*get_args(Post)))
    when: When
    then: tuple[Post, ...] = field(default=(), converter=tuple[Post, ...])
    share: tuple[int, int] | None = None

    def __attrs_post_init__(self) -> None:
        unknown = [each for each in self.then if each not in get_args(Post)]
        if unknown or (self.share and not 0 < self.share[0] <= self.share[1]):
            raise RuleError(
                "a rule names posts, and a share above 0 and up to 1",
                unknown or self.share,
                f"rule for {self.post}",
                "give (1, 3) for a third",
            )

    def most(self, cases: int) -> int:
        """How many of so many cases the post takes at most."""
        part, whole = self.share or (1, 1)
        return -(-cases * part // whole)


def _treated_by(post: Post) -> list[str]:
    return [reason for reason, treatment in TREATMENTS.items() if treatment.post == post]


RULES: tuple[Rule, ...] = (
    Rule("manager", When(months=12)),  # 陈欠
    Rule("manager", When(reasons=_treated_by("manager"))),
    Rule("steward", When(reasons=_treated_by("steward")), then=["manager"]),
    Rule("steward", When(broken=True), then=["manager"]),
    Rule("desk", When(), then=["steward"], share=(1, 3)),
)


@frozen
class Assigned:
    """Who has a case: ``kept`` if he had it before; ``asked`` is whose work the rules say."""

    debtor: str
    collector: str
    post: Post
    asked: Post | None
    kept: bool


@frozen
class Overflow:
    """A case that nobody has: no rule holds for it, or whose work it is has no room."""

    debtor: str
    asked: Post | None
    why: Why


@frozen
class Assignment:
    """Every case with who has it, or in the overflow; each in the order of debtors."""

    assigned: tuple[Assigned, ...]
    overflow: tuple[Overflow, ...]

    def of(self, collector: str) -> tuple[str, ...]:
        """The debtors whose cases somebody has."""
        return tuple(each.debtor for each in self.assigned if each.collector == collector)

    @property
    def outgrown(self) -> tuple[Assigned, ...]:
        """Cases kept by a post that would not be given them today: a person may hand over."""
        return tuple(
            each for each in self.assigned if each.kept and each.asked not in {None, each.post}
        )


def assign(
    works: Iterable[Work], collectors: Iterable[Collector], rules: Iterable[Rule] = RULES
) -> Assignment:
    """Assign cases; equal facts in any order give the same.

    Who has a case keeps it, up to the capacity, the heaviest first.  The others go to
    whoever of the post has the fewest cases.

    Raises :class:`~wuye.errors.DuplicateError` for a debtor or a collector named twice.
    """
    given, people, table = tuple(works), tuple(collectors), tuple(rules)
    _once("debtor", [work.debtor for work in given])
    _once("collector", [person.id for person in people])
    known = {person.id: person for person in people}
    load: Counter[str] = Counter()
    assigned: list[Assigned] = []
    overflow: list[Overflow] = []
    waiting: list[tuple[int, Work]] = []
    for work in sorted(given, key=_weight, reverse=True):
        number = next((n for n, rule in enumerate(table) if rule.when.holds(work.arrears)), -1)
        asked = None if number < 0 else table[number].post
        holder = known.get(work.holder)
        if holder and load[holder.id] < holder.capacity:
            load[holder.id] += 1
            assigned.append(Assigned(work.debtor, holder.id, holder.post, asked, kept=True))
        elif asked is None:
            overflow.append(Overflow(work.debtor, None, "no-rule"))
        else:
            waiting.append((number, work))
    for number, rule in enumerate(table):
        mine = [work for n, work in waiting if n == number]
        for work in reversed(mine) if rule.share else mine:
            taker = _taker(rule, len(given), people, load)
            if taker is None:
                overflow.append(Overflow(work.debtor, rule.post, "full"))
                continue
            load[taker.id] += 1
            assigned.append(Assigned(work.debtor, taker.id, taker.post, rule.post, kept=False))
    return Assignment(
        tuple(sorted(assigned, key=lambda each: each.debtor)),
        tuple(sorted(overflow, key=lambda each: each.debtor)),
    )


def _taker(
    rule: Rule, cases: int, people: tuple[Collector, ...], load: Counter[str]
) -> Collector | None:
    """Who takes the next case of a rule."""
    for post in _posts(rule, cases, people, load):
        free = [one for one in people if one.post == post and load[one.id] < one.capacity]
        if free:
            return min(free, key=lambda one: (load[one.id], one.id))
    return None


def _posts(
    rule: Rule, cases: int, people: tuple[Collector, ...], load: Counter[str]
) -> Iterator[Post]:
    if sum(load[one.id] for one in people if one.post == rule.post) < rule.most(cases):
        yield rule.post
    yield from rule.then


def _weight(work: Work) -> tuple[int, int, str]:
    return work.arrears.days, work.arrears.fen, work.debtor


def _once(what: str, ids: list[str]) -> None:
    twice = sorted(each for each, times in Counter(ids).items() if times > 1)
    if twice:
        raise DuplicateError(f"a {what} is named twice", twice, "assign", "name each once")


# -- hand-over ----------------------------------------------------------------------------------


def holder_of(case: Case, on: date) -> str:
    """Who has a case on a day: whom it was handed to last; "" for nobody or outside."""
    told = sorted(
        (each for each in case.events if isinstance(each, HandedOver) and each.on <= on),
        key=lambda each: each.on,
    )
    return "" if not told or told[-1].outside else told[-1].to


def hand_overs(assignment: Assignment, on: date) -> tuple[HandedOver, ...]:
    """The events by which new holders get their cases; the same assignment gives the same."""
    return tuple(
        HandedOver(id=f"{each.debtor}:{on}:{each.collector}", on=on, to=each.collector)
        for each in assignment.assigned
        if not each.kept
    )
