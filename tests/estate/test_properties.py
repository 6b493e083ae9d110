"""Random estates against a walk from day to day that knows nothing of periods."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from strategies import fewer
from wuye import Community, Owner, Period, Transfer, Unit
from wuye.citation import Dated
from wuye.estate import Agreement, FirstDay, Succession
from wuye.estate.agreements import AgreementKind

START, LENGTH = date(2026, 1, 1), 100
ITEMS = ("", "water", "power")
PEOPLE = [Owner(f"P-{i}") for i in range(4)]
KINDS: list[AgreementKind] = ["occupier", "payer", "guarantor"]
UNITS = ("old", "new", "always", "brief")


def day(offset: int) -> date:
    return START + timedelta(days=offset)


@frozen
class Sale:
    unit: str
    on: int
    to: Owner
    hand_over: bool


@frozen
class Deal:
    unit: str
    who: Owner
    kind: AgreementKind
    since: int
    until: int
    items: tuple[str, ...]


@frozen
class World:
    """The facts in whole numbers of days; a unit lives from the first to before the second."""

    lives: tuple[tuple[int, int], ...]
    sales: tuple[Sale, ...]
    deals: tuple[Deal, ...]
    areas: tuple[tuple[tuple[int, str], ...], ...]

    @property
    def estate(self) -> Community:
        (_, merged), _, _, (since, until) = self.lives
        units = [
            Unit(
                name,
                Dated(name, [(day(on), area) for on, area in areas]),
                PEOPLE[0],
                since=day(since) if name == "brief" else None,
                until=day(until) if name == "brief" else None,
            )
            for name, areas in zip(UNITS, self.areas, strict=True)
        ]
        return Community(
            "锦苑",
            units,
            [Transfer(s.unit, day(s.on), s.to, hand_over=s.hand_over) for s in self.sales],
            successions=[Succession(day(merged), of=["old"], to=["new"])],
            agreements=[
                Agreement(
                    d.unit,
                    d.who,
                    kind=d.kind,
                    since=day(d.since),
                    until=day(d.until),
                    items=d.items,
                )
                for d in self.deals
            ],
        )

    def lives_on(self, unit: str, on: int) -> bool:
        since, until = self.lives[UNITS.index(unit)]
        return since <= on < until

    def owner(self, unit: str, on: int, rule: FirstDay) -> Owner:
        """The last to whom it was sold among those who owe already."""
        owner = PEOPLE[0]
        for sale in sorted(self.sales, key=lambda sale: sale.on):
            if sale.unit == unit and first_day(day(sale.on), sale.hand_over, rule) <= day(on):
                owner = sale.to
        return owner

    def answer(self, unit: str, on: int, item: str, rule: FirstDay) -> object:
        """Who owes, who answers beside and who pays on one day; None when there is no unit."""
        if not self.lives_on(unit, on):
            return None
        owner = self.owner(unit, on, rule)
        named: dict[str, list[Owner]] = {kind: [] for kind in KINDS}
        for deal in self.deals:
            covers = not deal.items or item in deal.items
            if covers and deal.unit == unit and deal.since <= on < deal.until:
                named[deal.kind].append(deal.who)
        debtor = (named["occupier"] or [owner])[0]
        beside: list[Owner] = []
        for other in [owner, *named["guarantor"]]:
            if other != debtor and other not in beside:
                beside.append(other)
        payer = named["payer"][0] if named["payer"] and named["payer"][0] != debtor else None
        return debtor, tuple(beside), payer

    def area(self, unit: str, on: int) -> str | None:
        known = [area for since, area in self.areas[UNITS.index(unit)] if since <= on]
        return known[-1] if known else None


def first_day(on: date, hand_over: bool, rule: FirstDay) -> date:
    if not hand_over or rule is FirstDay.HAND_OVER:
        return on
    if rule is FirstDay.NEXT_DAY:
        return on + timedelta(days=1)
    while True:
        on += timedelta(days=1)
        if on.day == 1:
            return on


@st.composite
def worlds(draw: st.DrawFn) -> World:
    offsets = st.integers(0, LENGTH)
    merged = draw(st.integers(1, LENGTH - 1))
    begins = draw(st.integers(0, LENGTH - 1))
    ends = draw(st.integers(begins + 1, LENGTH))
    far = 10**4
    lives = ((-far, merged), (merged, far), (-far, far), (begins, ends))
    sales: dict[tuple[str, int], Sale] = {}
    for _ in range(draw(st.integers(0, 8))):
        i = draw(st.integers(0, 3))
        on = draw(st.integers(max(lives[i][0], -40), min(lives[i][1], LENGTH) - 1))
        who = draw(st.sampled_from(PEOPLE))
        sales[UNITS[i], on] = Sale(UNITS[i], on, who, draw(st.booleans()))
    deals: list[Deal] = []
    for _ in range(draw(st.integers(0, 6))):
        i = draw(st.integers(0, 3))
        since, until = sorted(draw(st.lists(offsets, min_size=2, max_size=2, unique=True)))
        items = draw(st.sampled_from([(), (), ("water",), ("power",), ("water", "power")]))
        deal = Deal(
            UNITS[i],
            draw(st.sampled_from(PEOPLE)),
            draw(st.sampled_from(KINDS)),
            since,
            until,
            items,
        )
        if until > lives[i][0] and since < lives[i][1] and not any(clash(deal, d) for d in deals):
            deals.append(deal)
    areas = tuple(
        tuple(sorted(draw(st.dictionaries(offsets, st.sampled_from("123"), min_size=1)).items()))
        for _ in UNITS
    )
    return World(lives, tuple(sales.values()), tuple(deals), areas)


def clash(one: Deal, other: Deal) -> bool:
    """Whether both would name somebody for the same item on the same day."""
    if one.kind == "guarantor" or (one.unit, one.kind) != (other.unit, other.kind):
        return False
    same = not one.items or not other.items or set(one.items) & set(other.items)
    return bool(same) and any(other.since <= on < other.until for on in range(one.since, one.until))


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int]:
    start = draw(st.integers(0, LENGTH - 2))
    return start, draw(st.integers(start + 1, LENGTH))


rules = st.sampled_from(FirstDay)


@fewer(2)
@given(worlds(), spans(), rules, st.sampled_from(ITEMS))
def test_stretches_answer_for_every_day_of_a_life_once(
    world: World, span: tuple[int, int], rule: FirstDay, item: str
) -> None:
    estate, period = world.estate, Period(day(span[0]), day(span[1]))

    for unit in UNITS:
        parts = estate.owing(unit, period, item=item, first_day=rule)
        told = {
            part.days.start + timedelta(days=i): (part.debtor, part.beside, part.payer)
            for part in parts
            for i in range(part.days.days)
        }
        walked = {day(on): world.answer(unit, on, item, rule) for on in range(*span)}
        assert {on: who for on, who in walked.items() if who} == told
        assert len(told) == sum(part.days.days for part in parts)
        for one, other in pairwise(parts):
            assert one.days.end == other.days.start
            assert (one.debtor, one.beside, one.payer) != (other.debtor, other.beside, other.payer)


@fewer(2)
@given(worlds(), spans(), rules)
def test_owners_are_liable_for_every_day_of_a_life_whatever_was_agreed(
    world: World, span: tuple[int, int], rule: FirstDay
) -> None:
    estate, period = world.estate, Period(day(span[0]), day(span[1]))

    for unit in UNITS:
        told = [
            (part.start + timedelta(days=i), owner)
            for owner, part in estate.liable(unit, period, rule)
            for i in range(part.days)
        ]
        assert told == [
            (day(on), world.owner(unit, on, rule))
            for on in range(*span)
            if world.lives_on(unit, on)
        ]


@fewer(2)
@given(worlds(), spans(), rules)
def test_what_changes_is_exactly_what_differs_from_one_day_to_the_next(
    world: World, span: tuple[int, int], rule: FirstDay
) -> None:
    def state(unit: str, on: int) -> object:
        if not world.lives_on(unit, on):
            return None
        roles = [world.answer(unit, on, item, rule) for item in ITEMS]
        return roles, world.area(unit, on)

    walked = {
        unit
        for unit in UNITS
        for before, on in pairwise(range(*span))
        if state(unit, before) != state(unit, on)
    }

    assert walked == world.estate.changing(Period(day(span[0]), day(span[1])), rule)


@fewer(2)
@given(worlds(), spans())
def test_areas_are_cut_exactly_where_they_differ(world: World, span: tuple[int, int]) -> None:
    estate, period = world.estate, Period(day(span[0]), day(span[1]))

    for unit in UNITS:
        walked = [
            day(on)
            for before, on in pairwise(range(*span))
            if world.lives_on(unit, before)
            and world.lives_on(unit, on)
            and world.area(unit, before) != world.area(unit, on)
        ]
        assert walked == list(estate.cuts(unit, period))


@fewer(2)
@given(worlds(), st.integers(0, LENGTH), rules, st.sampled_from(ITEMS))
def test_debtors_stand_in_the_order_of_the_units(
    world: World, on: int, rule: FirstDay, item: str
) -> None:
    answers = [world.answer(unit, on, item, rule) for unit in UNITS]
    walked = [answer[0] if isinstance(answer, tuple) else None for answer in answers]

    assert walked == list(world.estate.debtors(day(on), item, rule))


@fewer(2)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_told_does_not_count(world: World, random: object) -> None:
    shuffled = list(world.sales)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = world.estate, World(world.lives, tuple(shuffled), world.deals, world.areas).estate
    period = Period(day(0), day(LENGTH))

    for unit in UNITS:
        for rule in FirstDay:
            assert one.owing(unit, period, first_day=rule) == other.owing(
                unit, period, first_day=rule
            )
