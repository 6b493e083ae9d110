"""Orders of appropriation: each rule, agreed orders, and what money may not pay."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategies import fewer
from wuye import Money, Payment
from wuye.bills import OpenItem
from wuye.errors import MoneyError, RuleError
from wuye.payments import (
    CIVIL_CODE,
    CURRENT_MONTH_FIRST,
    OLDEST_FIRST,
    ORDERS,
    PENALTY_FIRST,
    PRINCIPAL_FIRST,
    Claim,
    Order,
    remaining,
    settle,
    settle_rows,
)

ON = date(2026, 11, 3)
DUE = date(2026, 10, 25)


def item(id_: str, principal: str, *, due: date = DUE, **facts: Any) -> OpenItem:
    """An open item with amounts written as texts; due on 25 October unless said."""
    for name in ("penalty", "held", "penalty_held", "secured", "cost"):
        facts[name] = Money(facts.get(name, "0"))
    facts["daily"] = Decimal(facts.get("daily", "0"))
    return OpenItem(id=id_, bill="b", unit="u", due=due, principal=Money(principal), **facts)


def paid(
    items: list[OpenItem], amount: str, order: Order = CIVIL_CODE, *, on: date = ON, **facts: Any
) -> dict[str, str]:
    """What a payment pays, by item and the first letters of the component."""
    parts = settle(items, Payment("p", amount, on=on, **facts), order).parts
    return {f"{part.item}/{part.component[:4]}": str(part.amount) for part in parts}


# -- each rule ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("goods", "work", "first"),
    [
        ({}, {"secured": "100000"}, "goods"),  # the one without security
        ({"daily": "0.0003"}, {"daily": "0.0004"}, "work"),  # the dearer one
        ({"due": DUE + timedelta(1)}, {}, "work"),
        ({"due": ON}, {"due": ON + timedelta(1), "daily": "0.0004"}, "goods"),  # due comes first
        ({"daily": "0.0004", "secured": "0.01"}, {}, "work"),  # security comes before burden
        ({"due": DUE - timedelta(1)}, {"daily": "0.0001"}, "work"),  # burden comes before age
    ],
)
def test_article_560_in_its_order(goods: dict[str, Any], work: dict[str, Any], first: str) -> None:
    debts = [item("goods", "100000", **goods), item("work", "100000", **work)]

    assert {f"{first}/prin": "30000.00"} == paid(debts, "30000")
    assert {f"{first}/prin": "30000.00"} == paid(debts[::-1], "30000")


def test_of_two_280_only_the_one_with_a_penalty_is_paid() -> None:
    debts = [
        item("plain", "280", due=date(2026, 9, 25)),
        item("dear", "280", due=date(2026, 10, 25), daily="0.0003"),
    ]

    assert {"dear/prin": "280.00"} == paid(debts, "280.00")
    assert {"plain/prin": "280.00"} == paid(debts, "280.00", OLDEST_FIRST)


# -- agreed orders --------------------------------------------------------------------------

LATE = [
    item("old", "100", due=date(2026, 9, 25), penalty="10", daily="0.0003"),
    item("new", "100", penalty="5", daily="0.0003"),
    item("next", "100", due=date(2026, 11, 25), daily="0.0003"),
]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (CIVIL_CODE, {"old/prin": "100.00", "old/pena": "10.00", "new/prin": "98.00"}),
        (PENALTY_FIRST, {"old/pena": "10.00", "old/prin": "100.00", "new/pena": "5.00",
                         "new/prin": "93.00"}),
        (PRINCIPAL_FIRST, {"old/prin": "100.00", "new/prin": "100.00", "old/pena": "8.00"}),
        (OLDEST_FIRST, {"old/prin": "100.00", "old/pena": "10.00", "new/prin": "98.00"}),
        (CURRENT_MONTH_FIRST, {"next/prin": "100.00", "old/prin": "100.00", "old/pena": "8.00"}),
    ],
    ids=lambda value: value.name if isinstance(value, Order) else "",
)  # fmt: skip
def test_each_order_pays_the_same_debts_its_own_way(order: Order, expected: dict[str, str]) -> None:
    assert expected == paid(LATE, "208", order)


def test_principal_first_still_pays_what_is_due_before_what_is_not() -> None:
    assert "next/prin" not in paid(LATE, "215", PRINCIPAL_FIRST)
    assert "1.00" == paid(LATE, "216", PRINCIPAL_FIRST)["next/prin"]


def test_costs_come_before_everything_in_a_debt_unless_agreed_otherwise() -> None:
    """民法典 561."""
    debt = [item("i", "100", penalty="10", cost="50")]
    last = Order("约定", CIVIL_CODE.rules, ("principal", "penalty", "cost"))

    assert {"i/cost": "50.00", "i/prin": "70.00"} == paid(debt, "120")
    assert {"i/cost": "50.00", "i/pena": "10.00", "i/prin": "60.00"} == paid(
        debt, "120", PENALTY_FIRST
    )
    assert {"i/prin": "100.00", "i/pena": "10.00", "i/cost": "10.00"} == paid(debt, "120", last)


@pytest.mark.parametrize(
    ("rules", "within"),
    [
        (("largest",), ("principal", "penalty")),
        (("component", "due", "component"), ("principal", "penalty")),
        ((), ("principal",)),
        ((), ("principal", "principal")),
        ((), ("principal", "penalty", "tip")),
    ],
)
def test_an_order_of_unknown_or_repeated_rules_is_refused(
    rules: tuple[str, ...], within: Any
) -> None:
    with pytest.raises(RuleError, match="no such rule or component"):
        Order("x", rules, within)


def test_an_order_named_by_one_text_is_refused() -> None:
    with pytest.raises(RuleError, match=r"write \[name\]"):
        Order("x", (), ("principal", "penalty"), only="water")


def test_only_the_contested_order_puts_the_penalty_first() -> None:
    first = [order for order in ORDERS if order.within[0] == "penalty"]

    assert [PENALTY_FIRST] == first
    assert "有争议" in PENALTY_FIRST.name


# -- what money may not pay -------------------------------------------------------------------

KINDS = [
    item("parking", "80", code="parking"),
    item("water", "30", code="water", collected=True),
    item("old", "50", code="property", time_barred=True, due=date(2020, 1, 1)),
    item("hall", "20", code="hall", held="12.50"),
]


def test_undesignated_money_leaves_the_collected_the_time_barred_and_the_disputed_alone() -> None:
    assert {"parking/prin": "80.00", "hall/prin": "7.50"} == paid(KINDS, "500")


@pytest.mark.parametrize(
    ("named", "amount"), [("water", "30.00"), ("old", "50.00"), ("hall", "20.00")]
)
def test_what_the_payer_names_is_paid_whatever_it_is(named: str, amount: str) -> None:
    assert amount == paid(KINDS, "500", designated=[named])[f"{named}/prin"]


def test_restricted_money_pays_its_items_alone_and_the_rest_waits() -> None:
    payment = Payment("p", "100", on=ON, restricted=["parking", "water"])
    settlement = settle(KINDS, payment)

    assert ["parking"] == [part.item for part in settlement.parts]
    assert "20.00" == str(settlement.unapplied)
    assert {"parking/prin": "80.00"} == paid(
        KINDS, "500", restricted=["parking"], designated=["old"]
    )


def test_an_order_may_leave_items_to_those_who_name_them() -> None:
    order = Order("约定", CIVIL_CODE.rules, CIVIL_CODE.within, only=["hall"])

    assert {"hall/prin": "7.50"} == paid(KINDS, "500", order)
    assert {"parking/prin": "80.00", "hall/prin": "7.50"} == paid(
        KINDS, "500", order, designated=["parking"]
    )


def test_an_item_with_more_held_than_open_takes_nothing() -> None:
    debts = [item("i", "10", held="15"), item("j", "10")]

    assert {"j/prin": "10.00"} == paid(debts, "25")


# -- why ----------------------------------------------------------------------------------------


def test_a_settlement_says_by_which_rule_each_part_went_where() -> None:
    debts = [
        *KINDS,
        item("dear", "40", daily="0.0003", penalty="1.00"),
        item("next", "90", due=date(2026, 11, 25)),
    ]
    payment = Payment("p", "121.00", on=ON, designated=["hall"])

    assert [
        "hall 本金 20.00 元（未付 20.00 元）：付款人指定",
        "dear 本金 40.00 元（未付 40.00 元）：本金先于违约金",
        "dear 违约金 1.00 元（未付 1.00 元）：负担较重的先付",
        "parking 本金 60.00 元（未付 80.00 元）：已到期的先付",
        "water：代收款项，未指定不付",
        "old：诉讼时效已过，未指定不付",
        "next：款项已用完",
    ] == settle(debts, payment).why().splitlines()


@pytest.mark.parametrize(
    ("debts", "amount", "order", "expected"),
    [
        (["a", "b"], "30", CIVIL_CODE, "equal rank, pro rata to what is open"),
        (["a"], "500", CIVIL_CODE, "the money covers everything"),
        (["a"], "30", CIVIL_CODE, "what ranks before it is paid"),
        (["a", "secured"], "30", CIVIL_CODE, "the least secured comes first"),
        (["a", "later"], "30", CIVIL_CODE, "what fell due earlier comes first"),
        (["later", "next"], "30", CURRENT_MONTH_FIRST, "what falls due this month comes first"),
        (["a", "late"], "30", PRINCIPAL_FIRST, "equal rank, pro rata to what is open"),
        (["a", "late"], "200", PRINCIPAL_FIRST, "principal before penalty"),
        (["a", "later"], "30", PRINCIPAL_FIRST, "what fell due earlier comes first"),
    ],
)
def test_each_rule_is_told(debts: list[str], amount: str, order: Order, expected: str) -> None:
    known = {
        "a": item("a", "100"),
        "b": item("b", "100"),
        "secured": item("secured", "100", secured="1"),
        "late": item("late", "100", penalty="5"),
        "later": item("later", "100", due=DUE + timedelta(1)),
        "next": item("next", "100", due=date(2026, 11, 2)),
    }
    settlement = settle([known[name] for name in debts], Payment("p", amount, on=ON), order)

    assert expected in settlement.why("en").splitlines()[0]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"restricted": ["water"]}, "i: the money is restricted to other items"),
        (
            {"order": Order("x", (), CIVIL_CODE.within, only=["z"])},
            "i: the agreed order leaves it out",
        ),
    ],
)
def test_what_got_nothing_is_told_with_the_reason(facts: dict[str, Any], expected: str) -> None:
    order = facts.pop("order", CIVIL_CODE)
    settlement = settle([item("i", "10", code="c")], Payment("p", "5", on=ON, **facts), order)

    assert [expected, "5.00 left over: prepayment"] == settlement.why("en").splitlines()


def test_what_is_wholly_disputed_is_told_as_such() -> None:
    settlement = settle([item("i", "10", held="10")], Payment("p", "5", on=ON))

    assert ["i：争议中，未指定不付", "余 5.00 元转为预存"] == settlement.why().splitlines()


# -- laws ---------------------------------------------------------------------------------------

small = st.integers(0, 10**6)


@st.composite
def debts(draw: st.DrawFn) -> list[OpenItem]:
    """Up to eight items of every kind."""
    made: list[OpenItem] = []
    for number in range(draw(st.integers(0, 8))):
        principal, penalty = draw(small), draw(st.integers(0, 5000))
        made.append(
            OpenItem(
                id=str(number),
                bill=str(number % 3),
                unit="u",
                due=draw(st.dates(date(2026, 9, 1), date(2026, 12, 1))),
                principal=Money.of_fen(principal),
                penalty=Money.of_fen(penalty),
                held=Money.of_fen(draw(st.integers(0, principal))),
                penalty_held=Money.of_fen(draw(st.integers(0, penalty))),
                cost=Money.of_fen(draw(st.sampled_from([0, 0, 5000]))),
                daily=draw(st.sampled_from([Decimal(0), Decimal("0.0003")])),
                secured=draw(st.sampled_from([Money("0"), Money("5.00")])),
                time_barred=draw(st.sampled_from([False, False, True])),
                collected=draw(st.sampled_from([False, False, True])),
                code=draw(st.sampled_from(["property", "parking"])),
            )
        )
    return made


orders = st.builds(
    lambda rules, at, within: Order("x", (*rules[:at], "component", *rules[at:]), within),
    st.permutations(["due", "current-month", "least-secured", "heavier-burden", "earlier-due"]),
    st.integers(0, 5),
    st.permutations(["cost", "principal", "penalty"]),
)
ORACLE: dict[str, Any] = {
    "due": lambda i: 0 if i.due <= ON else 1,
    "current-month": lambda i: 0 if f"{i.due:%Y%m}" == f"{ON:%Y%m}" else 1,
    "least-secured": lambda i: i.secured.fen,
    "heavier-burden": lambda i: -Fraction(i.daily),
    "earlier-due": lambda i: i.due.toordinal(),
}


def free(debt: OpenItem, component: str, *, named: bool) -> int:
    """What money may pay of a component, in plain words."""
    open_, held = {
        "cost": (debt.cost, Money("0")),
        "principal": (debt.principal, debt.held),
        "penalty": (debt.penalty, debt.penalty_held),
    }[component]
    if named:
        return open_.fen
    return 0 if debt.time_barred or debt.collected else open_.fen - held.fen


@given(debts(), orders, st.integers(1, 3 * 10**6), st.booleans(), st.booleans())
def test_money_goes_down_the_ranking_and_stops_where_it_is_used_up(
    items: list[OpenItem], order: Order, fen: int, some: bool, restricted: bool
) -> None:
    """Against an oracle that ranks every fen's claim by the words of the rules."""
    payment = Payment(
        "p",
        Money.of_fen(fen),
        on=ON,
        designated=["1"] if some else (),
        restricted=["parking"] if restricted else (),
    )
    settlement = settle(items, payment, order)
    got = {(part.item, part.component): part.amount.fen for part in settlement.parts}

    levels: dict[tuple[Any, ...], list[tuple[OpenItem, Any, int]]] = {}
    for debt in items:
        if restricted and debt.code != "parking":
            continue
        named = some and "1" in {debt.id, debt.bill}
        for component in order.turns:
            rank = [
                order.turns.index(component) if rule == "component" else ORACLE[rule](debt)
                for rule in order.rules
            ]
            level = levels.setdefault((not named, *rank), [])
            level.append((debt, component, free(debt, component, named=named)))
    rest = fen
    for _, claims in sorted(levels.items()):
        takes = min(rest, sum(most for *_, most in claims))
        assert takes == sum(got.pop((debt.id, part), 0) for debt, part, _ in claims)
        rest -= takes
    assert not got
    assert rest == settlement.unapplied.fen
    assert len(settlement.parts) <= len(settlement.why().splitlines())


@given(debts(), orders, st.integers(1, 3 * 10**6))
def test_no_part_is_above_what_may_be_paid_and_none_is_nothing(
    items: list[OpenItem], order: Order, fen: int
) -> None:
    settlement = settle(items, Payment("p", Money.of_fen(fen), on=ON), order)
    known = {debt.id: debt for debt in items}

    assert fen == sum(part.amount.fen for part in settlement.parts) + settlement.unapplied.fen
    for part in settlement.parts:
        assert 0 < part.amount.fen <= free(known[part.item], part.component, named=False)
        assert "order" == part.by


def levelled(items: list[OpenItem]) -> list[OpenItem]:
    """The items with a due day each of their own, so that nothing ties."""
    from attrs import evolve

    return [evolve(debt, due=DUE + timedelta(days=n)) for n, debt in enumerate(items)]


@given(debts(), st.sampled_from(ORDERS), st.lists(st.integers(1, 10**6), min_size=1, max_size=4))
def test_where_nothing_ties_a_sum_may_be_cut_into_payments(
    items: list[OpenItem], order: Order, cuts: list[int]
) -> None:
    left = all_ = levelled(items)
    for cut in cuts:
        left = list(
            remaining(left, settle(left, Payment("p", Money.of_fen(cut), on=ON), order).parts)
        )
    whole = settle(all_, Payment("p", Money.of_fen(sum(cuts)), on=ON), order)

    assert list(remaining(all_, whole.parts)) == left


def test_pro_rata_in_two_goes_is_not_paying_at_once() -> None:
    """Not promised: 0.03 then 0.01 over three debts is not 0.04."""
    equals = [item("a", "1"), item("b", "3"), item("c", "3")]
    once = remaining(equals, settle(equals, Payment("p", "0.04", on=ON)).parts)
    first = remaining(equals, settle(equals, Payment("p", "0.03", on=ON)).parts)
    twice = remaining(first, settle(first, Payment("q", "0.01", on=ON)).parts)

    assert ["1.00", "2.98", "2.98"] == [str(debt.principal) for debt in once]
    assert ["0.99", "2.98", "2.99"] == [str(debt.principal) for debt in twice]


@fewer(2)
@given(debts(), orders, st.integers(1, 3 * 10**6))
@example([], CIVIL_CODE, 1)
def test_compact_rows_settle_as_objects_do(items: list[OpenItem], order: Order, fen: int) -> None:
    payment = Payment("p", Money.of_fen(fen), on=ON)
    rows = [
        Claim(
            debt.id,
            debt.due,
            debt.secured.fen,
            debt.daily,
            *(free(debt, part, named=False) for part in ("cost", "principal", "penalty")),
        )
        for debt in items
    ]

    assert [
        (1, part.item, part.component, part.amount.fen)
        for part in settle(items, payment, order).parts
    ] == list(settle_rows([(1, ON, []), (fen, ON, rows)], order))


def test_a_row_of_no_money_is_refused() -> None:
    with pytest.raises(MoneyError, match="payment 1: a payment is above 0"):
        list(settle_rows([(1, ON, []), (0, ON, [])]))
