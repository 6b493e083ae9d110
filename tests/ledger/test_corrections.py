"""Corrections: after them the accounts stand as if all had been issued right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import COSTS, OCTOBER, estate, schedule
from strategies import fewer
from wuye import (
    Account,
    Bill,
    Community,
    FeeSchedule,
    Money,
    Owner,
    Payment,
    Period,
    Transfer,
    Unit,
    disputes,
    fees,
)
from wuye.citation import Dated
from wuye.errors import NotInForceError, RuleError, UnknownError
from wuye.fees import items
from wuye.ledger import CreditNote, Document, correct, recharge, standing

ON, DUE = date(2026, 12, 1), date(2026, 12, 16)
PROPERTY = fees.Item("property", "物业服务费", fees.PerArea("2.80"))


def accounts(documents: Iterable[Document]) -> dict[str, Account]:
    by_debtor: dict[str, list[Document]] = {}
    for document in documents:
        by_debtor.setdefault(document.debtor, []).append(document)
    return {debtor: Account.of(mine) for debtor, mine in by_debtor.items()}


def owed(documents: Iterable[Document]) -> dict[tuple[str, str, str, Period], int]:
    """What everyone owes for each unit, item and month."""
    found: Counter[tuple[str, str, str, Period]] = Counter()
    for debtor, account in accounts(documents).items():
        for item in account.on(date(2027, 1, 1)).items:
            code = item.line.code.partition(":")[0]
            found[debtor, item.bill.unit, code, item.bill.period] += item.principal.fen
    return dict(+found)


def again(
    world: Community,
    plan: FeeSchedule,
    month: Period,
    documents: Iterable[Document],
    **more: object,
) -> fees.Run:
    known = standing(documents)
    told = {"existing": known.bills, "credited": known.credited, "conceded": known.conceded}
    return fees.issue(world, plan, month, **(told | more))  # type: ignore[arg-type]


def put_right(
    world: Community, plan: FeeSchedule, month: Period, documents: list[Document], **more: object
) -> list[Document]:
    """The documents with those that correct them; nothing is left to correct."""
    run = again(world, plan, month, documents, **more)
    made = correct(run.differences, documents, on=ON, due=DUE)
    both = [*documents, *run.bills, *made]
    accounts(both)  # every document can be posted
    after = again(world, plan, month, both, **more)
    assert ((), ()) == (after.bills, after.differences)
    assert made == correct(run.differences, documents, on=ON, due=DUE)
    return both


def one(area: str, *sales: Transfer) -> Community:
    return Community("锦苑", [Unit("1", area, Owner("O"))], sales)


def test_an_area_found_wrong_after_two_years_gives_94_08_back() -> None:
    """100.00 ㎡ was 98.60 ㎡ all along: 1.40 × 2.80 = 3.92 a month, 24 months."""
    plans = [
        evolve(schedule(PROPERTY), name=str(year), in_force=Period.year(year))
        for year in (2025, 2026)
    ]
    months = [
        (plan, Period.month(plan.in_force.start.year, m)) for plan in plans for m in range(1, 13)
    ]
    billed = [bill for plan, month in months for bill in fees.issue(one("100"), plan, month).bills]
    notes = recharge(one("98.60"), plans, billed, on=date(2027, 1, 5), due=date(2027, 1, 20))
    right = [bill for plan, month in months for bill in fees.issue(one("98.60"), plan, month).bills]
    account = Account.of([*billed, *notes])

    assert 24 == len(notes)
    assert {"3.92"} == {str(note.amount) for note in notes if isinstance(note, CreditNote)}
    assert "94.08" == str(account.on(date(2027, 1, 5)).totals.credited)
    assert owed(right) == owed([*billed, *notes])
    # no penalty ever ran on what should not have been charged
    day = date(2027, 1, 5)
    assert Account.of(right).on(day).penalty == account.on(day).penalty
    assert () == recharge(one("98.60"), plans, [*billed, *notes], on=day, due=day)


def test_some_months_or_items_alone_are_charged_anew() -> None:
    plan = schedule(PROPERTY, fees.Item("hall-power", "公摊电费", fees.Shared("area")))
    months = [OCTOBER.shift(-1), OCTOBER]
    billed = [
        bill for month in months for bill in fees.issue(two("100"), plan, month, costs=COSTS).bills
    ]

    def lines(**more: object) -> list[str]:
        notes = recharge(two("98.60"), [plan], billed, on=ON, due=DUE, **more)  # type: ignore[arg-type]
        return sorted(note.item if isinstance(note, CreditNote) else note.id for note in notes)

    september, october = "2026-09:1:O:property", "2026-10:1:O:property"
    assert [september, october] == lines()  # a cost that is not given stays as it is
    assert [october] == lines(months=[OCTOBER])
    assert [] == lines(items=["hall-power"])
    shares = {OCTOBER: COSTS}
    assert ["2026-10:1:O:hall-power", "2026-10:2:N::1"] == lines(costs=shares, items=["hall-power"])
    with pytest.raises(NotInForceError, match="no schedule covers a month"):
        recharge(two("98.60"), [], billed, on=ON, due=DUE)


def two(area: str) -> Community:
    return Community("锦苑", [Unit("1", area, Owner("O")), Unit("2", "100", Owner("N"))])


def test_stays_that_are_not_given_stay_as_they_were_billed() -> None:
    china = timezone(timedelta(hours=8))
    came, left = (datetime(2026, 10, 5, hour, tzinfo=china) for hour in (8, 10))
    timed = fees.Timed([fees.Block(60, "5")])
    plan = schedule(PROPERTY, fees.Item("parking", "临时停车", timed))
    stays = [fees.Stay("S-1", came, left, unit="1"), fees.Stay("S-2", came, left, unit="1")]
    billed = fees.issue(one("100"), plan, OCTOBER, stays=stays).bills

    def notes(given: dict[Period, list[fees.Stay]]) -> list[tuple[str, str]]:
        made = recharge(one("98.60"), [plan], billed, on=ON, due=DUE, stays=given)
        return [(d.item, str(d.amount)) for d in made if isinstance(d, CreditNote)]

    area = ("2026-10:1:O:property", "3.92")
    assert [area] == notes({})
    assert [area, ("2026-10:1:O:parking", "10.00")] == notes({OCTOBER: stays[:1]})


def test_a_sale_told_late_credits_the_seller_and_charges_the_buyer() -> None:
    late = Transfer("3-1-503", date(2026, 10, 17), Owner("O-19"))
    unsold = evolve(estate(), transfers=())
    plan = schedule()
    before: list[Document] = list(fees.issue(unsold, plan, OCTOBER, costs=COSTS).bills)
    run = again(evolve(unsold, transfers=[late]), plan, OCTOBER, before, costs=COSTS)
    note, bill = correct(run.differences, before, on=ON, due=DUE)

    assert isinstance(note, CreditNote)
    assert isinstance(bill, Bill)
    assert ("O-18", "135.48", OCTOBER.start, ON) == (
        note.debtor,
        str(note.amount),
        note.on,
        note.booked,
    )
    assert ("O-19", "135.48", ON, DUE) == (bill.debtor, str(bill.total), bill.on, bill.due)
    assert ("2026-10:3-1-503:O-19::1", plan.terms.penalty) == (bill.id, bill.penalty)
    assert Period(date(2026, 10, 17), OCTOBER.end) == bill["property"].service
    assert bill.total == bill["property"].recompute()


def test_what_a_seller_paid_too_much_is_his_prepayment() -> None:
    unsold = evolve(estate(), transfers=())
    before: list[Document] = list(fees.issue(unsold, schedule(PROPERTY), OCTOBER).bills)
    account = accounts(before)["O-18"]
    whole = account.on(ON).totals.billed
    account = account.receive(Payment("p", whole, on=OCTOBER.start)).account
    both = put_right(estate(), schedule(PROPERTY), OCTOBER, [*before[:1], *account.documents])
    state = accounts(both)["O-18"].on(ON)

    assert ("0.00", "135.48") == (str(state.outstanding), str(state.prepaid))


def test_a_supplement_says_what_was_billed_already() -> None:
    before: list[Document] = list(fees.issue(one("98.60"), schedule(PROPERTY), OCTOBER).bills)
    *_, bill = put_right(one("100"), schedule(PROPERTY), OCTOBER, before)

    assert isinstance(bill, Bill)
    assert ("3.92", "2026-10:1:O::1") == (str(bill.total), bill.id)
    line = bill["property"]
    assert "100.00 ㎡ × 2.80 元/㎡·月 × 1 个月 − 276.08 元 = 3.92 元" == line.why()
    assert line.amount == line.recompute() == line.basis.evaluate()
    assert "0.00" == str(Account.of([bill]).on(DUE).penalty)


def test_corrections_follow_each_other() -> None:
    """98.60, then 100.00, then 99.00: the supplement is credited first, then the bill."""
    documents: list[Document] = list(fees.issue(one("98.60"), schedule(PROPERTY), OCTOBER).bills)
    for area in ("100", "99", "98", "101"):
        documents = put_right(one(area), schedule(PROPERTY), OCTOBER, documents)

    assert [
        "2026-10:1:O",
        "2026-10:1:O::1",
        "correction:2026-10:1:O::1:property:1",
        "correction:2026-10:1:O::1:property:2",
        "correction:2026-10:1:O:property:1",
        "2026-10:1:O::2",
    ] == [document.id for document in documents]
    assert ["3.92", "2.80", "1.12", "1.68", "8.40"] == [
        str(d.total if isinstance(d, Bill) else d.amount)
        for d in documents[1:]
        if isinstance(d, Bill | CreditNote)
    ]
    assert [28280] == list(owed(documents).values())


# -- a year paid in advance, and its price changed ------------------------------------------------

YEAR, JANUARY = fees.Cycle.advance(every=12), Period.month(2026, 1)


def yearly(rate: object, clause: items.Clause = "") -> FeeSchedule:
    return schedule(
        fees.Item("property", "物业服务费", fees.PerArea(rate), YEAR, price_change=clause)
    )


CHANGED = Dated("单价", [(date(2020, 1, 1), "2.80"), (date(2026, 7, 1), "3.00")])
LOWER = Dated("单价", [(date(2020, 1, 1), "2.80"), (date(2026, 7, 1), "2.50")])


def test_a_price_that_changes_within_a_prepaid_year_is_topped_up_where_the_clause_says_so() -> None:
    paid: list[Document] = list(fees.issue(one("100"), yearly("2.80"), JANUARY).bills)
    *_, bill = put_right(one("100"), yearly(CHANGED, "top-up"), JANUARY, paid)

    assert isinstance(bill, Bill)
    assert [336000] == list(owed(paid).values())
    assert ("120.00", "2026-07-01 to 2026-12-31") == (str(bill.total), str(bill.lines[0].service))
    assert bill.lines[0].amount == bill.lines[0].recompute()
    _, note = put_right(one("100"), yearly(LOWER, "top-up"), JANUARY, paid)
    assert "180.00" == str(note.amount if isinstance(note, CreditNote) else None)


@pytest.mark.parametrize("rates", [CHANGED, LOWER])
def test_a_locked_price_holds_for_what_was_billed(rates: Dated[str]) -> None:
    paid = list(fees.issue(one("100"), yearly("2.80"), JANUARY).bills)

    assert () == again(one("100"), yearly(rates, "locked"), JANUARY, paid).differences


def test_a_locked_price_holds_for_a_buyer_and_a_new_area_too() -> None:
    paid: list[Document] = list(fees.issue(one("100"), yearly("2.80"), JANUARY).bills)
    sale = Transfer("1", date(2026, 10, 1), Owner("B"))
    both = put_right(one("98.60", sale), yearly(CHANGED, "locked"), JANUARY, paid)

    # 98.60 × 2.80 = 276.08 a month: nine and three
    assert {"O": 248472, "B": 82824} == {debtor: fen for (debtor, *_), fen in owed(both).items()}


def test_an_error_in_a_locked_price_is_put_right_and_the_change_kept_away() -> None:
    paid: list[Document] = list(fees.issue(one("100"), yearly("2.08"), JANUARY).bills)
    both = put_right(one("100"), yearly(CHANGED, "locked"), JANUARY, paid)

    assert [336000] == list(owed(both).values())


def test_a_change_known_when_the_year_was_billed_is_no_difference_under_any_clause() -> None:
    billed = fees.issue(one("100"), yearly(CHANGED), JANUARY).bills

    assert "3480.00" == str(billed[0].total)
    clauses: list[items.Clause] = ["", "locked", "top-up"]
    for clause in clauses:
        assert () == again(one("100"), yearly(CHANGED, clause), JANUARY, billed).differences


def test_without_a_clause_the_difference_is_listed_and_not_corrected() -> None:
    paid = fees.issue(one("100"), yearly("2.80"), JANUARY).bills
    (found,) = again(one("100"), yearly(CHANGED), JANUARY, paid).differences

    assert ("120.00", True) == (str(found.more), found.unsaid)
    with pytest.raises(RuleError, match="no clause says what follows"):
        correct([found], paid, on=ON, due=DUE)
    assert () == correct([found], paid, on=ON, due=DUE, items=["lift"])


def test_a_constant_of_a_formula_is_a_price_that_a_clause_is_about() -> None:
    def formula(rate: object, clause: items.Clause = "") -> FeeSchedule:
        tariff = fees.Formula("面积 × 单价", {"面积": "area"}, {"单价": rate})
        return schedule(fees.Item("property", "物业服务费", tariff, YEAR, price_change=clause))

    paid = fees.issue(one("100"), formula("2.80"), JANUARY).bills
    (unsaid,) = again(one("100"), formula(CHANGED), JANUARY, paid).differences
    (said,) = again(one("100"), formula(CHANGED, "top-up"), JANUARY, paid).differences

    assert ("120.00", True) == (str(unsaid.more), unsaid.unsaid)
    assert ("120.00", False) == (str(said.more), said.unsaid)
    assert () == again(one("100"), formula(CHANGED, "locked"), JANUARY, paid).differences


# -- beside disputes ------------------------------------------------------------------------------


def dispute(bill: Bill, amount: str | None = None) -> disputes.Step:
    return disputes.lodge(
        "D-1", bill, "property", ground="amount", on=date(2026, 11, 5), amount=amount
    )


def test_what_a_dispute_conceded_is_not_billed_again_and_counts_against_too_much() -> None:
    plan = schedule(PROPERTY)
    (bill,) = fees.issue(one("100"), plan, OCTOBER).bills
    step = dispute(bill)
    upheld = disputes.advance(step.case, disputes.Decided("5.00", held_days="restored"), on=ON)
    documents: list[Document] = [bill, *step.effects, *upheld.effects]

    assert () == again(one("100"), plan, OCTOBER, documents).differences
    assert () == again(one("99"), plan, OCTOBER, documents).differences  # 2.80, less than 5.00
    both = put_right(one("98"), plan, OCTOBER, documents)  # 5.60
    assert "0.60" == str(both[-1].amount if isinstance(both[-1], CreditNote) else None)
    more = put_right(one("101"), plan, OCTOBER, documents)
    assert "2.80" == str(more[-1].total if isinstance(more[-1], Bill) else None)


def test_a_credit_on_what_is_disputed_settles_the_dispute_so_far() -> None:
    plan = schedule(PROPERTY)
    (bill,) = fees.issue(one("100"), plan, OCTOBER).bills
    step = dispute(bill, "278.00")
    documents = put_right(one("98"), plan, OCTOBER, [bill, *step.effects])
    (item,) = Account.of(documents).on(ON).items

    assert [("2.00", None), ("3.60", "D-1")] == [
        (str(d.amount), d.hold and d.hold[:3]) for d in documents if isinstance(d, CreditNote)
    ]
    assert ("274.40", "274.40") == (str(item.principal), str(item.held))


def test_several_disputes_on_a_line_are_settled_one_after_the_other() -> None:
    plan = schedule(PROPERTY)
    (bill,) = fees.issue(one("100"), plan, OCTOBER).bills
    holds = [
        effect
        for id_, amount in (("D-1", "100"), ("D-2", "180"))
        for effect in disputes.lodge(
            id_, bill, "property", ground="amount", on=date(2026, 11, 5), amount=amount
        ).effects
    ]
    documents = put_right(one("90"), plan, OCTOBER, [bill, *holds])  # 28.00
    documents = put_right(one("10"), plan, OCTOBER, documents)  # 224.00

    assert [("28.00", "D-1"), ("72.00", "D-1"), ("152.00", "D-2")] == [
        (str(d.amount), (d.hold or "")[:3]) for d in documents if isinstance(d, CreditNote)
    ]


def test_a_difference_on_a_line_that_is_not_there_is_refused() -> None:
    billed = fees.issue(one("100"), schedule(PROPERTY), OCTOBER).bills
    found = again(one("98"), schedule(PROPERTY), OCTOBER, billed).differences

    with pytest.raises(UnknownError, match="not among the documents"):
        correct(found, [], on=ON, due=DUE)


# -- any mistakes -----------------------------------------------------------------------------------

areas = st.sampled_from(["100", "98.6", "93.37", None])
sales = st.lists(
    st.tuples(st.sampled_from("12"), st.integers(0, 40), st.sampled_from("ABC")),
    max_size=3,
    unique_by=lambda sale: sale[:2],
)
halves = st.lists(
    st.tuples(
        st.sampled_from("12"), st.integers(0, 20), st.sampled_from(["0.5", "1"]), st.booleans()
    ),
    max_size=2,
)
rates = st.sampled_from(["2.80", "3", "1.85"])
costs = st.none() | st.integers(0, 10**6)
facts = st.tuples(areas, areas, sales, halves, rates, costs)
Facts = tuple[
    str | None,
    str | None,
    list[tuple[str, int, str]],
    list[tuple[str, int, str, bool]],
    str,
    int | None,
]


def told(these: Facts) -> tuple[Community, FeeSchedule, dict[str, object]]:
    first, second, sold, helped, rate, cost = these
    transfers = [
        Transfer(unit, date.fromordinal(OCTOBER.start.toordinal() + day), Owner(who))
        for unit, day, who in sold
    ]
    units = [
        Unit("1", first, Owner("A")),
        Unit("2", second, Owner("D")),
        Unit("3", "50", Owner("E")),
    ]
    waivers = [
        fees.Waiver(
            id=f"W-{i}",
            unit=unit,
            items=["property", "power"],
            share=share,
            reason="low-income",
            evidence="低保证",
            since=date.fromordinal(OCTOBER.start.toordinal() + since),
            until=date(2026, 10, 29),
            bearer=Owner("F") if third else None,
        )
        for i, (unit, since, share, third) in enumerate(helped)
    ]
    plan = schedule(
        fees.Item("property", "物业服务费", fees.PerArea(rate)),
        fees.Item("power", "公摊电费", fees.Shared("area")),
    )
    more: dict[str, object] = {"waivers": waivers}
    if cost is not None:
        more["costs"] = {"power": Money.of_fen(cost)}
    return Community("锦苑", units, transfers), plan, more


@fewer(2)
@given(st.lists(facts, min_size=2, max_size=4))
def test_after_a_correction_everyone_owes_what_a_right_first_issue_says(
    series: list[Facts],
) -> None:
    """Whatever was wrong before, and however often; what is unknown stays as it was billed."""
    documents: list[Document] = []
    for these in series:
        world, plan, more = told(these)
        documents = put_right(world, plan, OCTOBER, documents, **more)
        right = fees.issue(world, plan, OCTOBER, **more)  # type: ignore[arg-type]
        unknown = {(skip.unit, skip.item) for skip in right.skipped}
        stands = {
            key: fen for key, fen in owed(documents).items() if (key[1], key[2]) not in unknown
        }
        assert owed(right.bills) == stands
        for document in documents:
            if isinstance(document, Bill):
                assert all(line.amount == line.recompute() for line in document.lines)
    assert len({document.id for document in documents}) == len(documents)


def test_a_sale_found_late_takes_its_share_of_what_the_meter_counted() -> None:
    water = fees.Item("water", "水费", fees.Metered("3.00", "water", fees.Cut.last_read()))
    plain = Community("锦苑", [Unit("1", "100", Owner("O-1"))])
    sold = evolve(plain, transfers=[Transfer("1", date(2026, 10, 17), Owner("O-2"))])
    marks = [(date(2026, 10, 1), "10"), (date(2026, 10, 17), "14"), (date(2026, 11, 1), "20")]
    book = fees.MeterBook(
        [fees.Meter("W", "1", "water")], [fees.Reading("W", on, value) for on, value in marks]
    )
    billed = fees.issue(plain, schedule(water), OCTOBER, readings=book).bills
    blind = recharge(sold, [schedule(water)], billed, on=ON, due=DUE)
    made = recharge(sold, [schedule(water)], billed, on=ON, due=DUE, readings=book)

    assert () == blind
    assert {("O-1", "1", "water", OCTOBER): 1200, ("O-2", "1", "water", OCTOBER): 1800} == owed(
        [*billed, *made]
    )
