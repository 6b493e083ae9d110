"""Money: one value has one form, one gate lets numbers in, and sums are exact."""

from __future__ import annotations

import copy
import operator
import pickle
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategies import LARGEST, Number, amounts, fens, numbers, plain
from wuye.errors import InexactError, MoneyError
from wuye.money import Money, exact, exact_sum, scaled

PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)
COMPARISONS = [operator.lt, operator.le, operator.gt, operator.ge]


# -- 1: there and back --------------------------------------------------------------------


@given(amounts)
@example(Money.of_fen(-1))
@example(Money.of_fen(LARGEST))
def test_an_amount_is_read_back_from_its_text(amount: Money) -> None:
    assert amount == Money(str(amount))
    assert amount == Money(amount.yuan)
    assert amount == Money.of_fen(amount.fen)


@given(amounts)
def test_the_repr_of_an_amount_makes_it_again(amount: Money) -> None:
    assert amount == eval(repr(amount), {"Money": Money})


@given(amounts, st.sampled_from(PROTOCOLS))
def test_an_amount_survives_pickle_and_copies(amount: Money, protocol: int) -> None:
    assert amount == pickle.loads(pickle.dumps(amount, protocol))
    assert amount == copy.copy(amount)
    assert amount == copy.deepcopy(amount)


@pytest.mark.parametrize("fen", [10**20 - 1, 10**20, -(10**20), 10**30])
def test_an_amount_that_can_be_made_can_be_stored_and_read_again(fen: int) -> None:
    try:
        amount = Money.of_fen(fen)
    except MoneyError:
        return

    assert amount == Money(str(amount))
    assert amount == pickle.loads(pickle.dumps(amount))


# -- 2: one value, one representation --------------------------------------------------------


@given(fens, st.integers(0, 10))
def test_equal_amounts_are_alike_in_every_representation(fen: int, zeros: int) -> None:
    text = plain(fen, 2)
    padded = f"{text}{'0' * zeros}"
    forms = [
        Money(padded),
        Money(Decimal(padded)),
        Money(copy.copy(Decimal(text))),
        Money.of_fen(fen),
        Money("-0") + Money(text),
    ]
    first = Money(text)

    for form in forms:
        assert first == form
        assert hash(first) == hash(form)
        assert (str(first), repr(first)) == (str(form), repr(form))
        assert str(first.yuan) == str(form.yuan)
        assert f"{first:>30}" == f"{form:>30}"
        for protocol in PROTOCOLS:
            assert pickle.dumps(first, protocol) == pickle.dumps(form, protocol)


@pytest.mark.parametrize("text", ["0", "-0", "0.0", "-0.00", "00", "0.000000"])
def test_there_is_one_zero(text: str) -> None:
    assert "0.00" == str(Money(text))
    assert not Money(text)
    assert "0.00" == str(-Money(text))


@given(numbers())
def test_an_exact_number_has_one_form_whatever_it_was_written_as(number: Number) -> None:
    read = exact(number.given, place="rate")

    assert number.worth == Fraction(read)
    assert number.worth == Fraction(*scaled(read))
    assert str(read) == str(exact(read, place="rate"))
    assert read.as_tuple() == exact(plain(int(number.worth * 10**6), 6), place="rate").as_tuple()


# -- 3: the grammar -------------------------------------------------------------------------

REFUSED = [
    "",
    " ",
    "-",
    ".",
    "+1",
    "--1",
    "1.",
    ".5",
    "-.5",
    " 1",
    "1 ",
    "1\n",
    "\t1",
    "1 000",
    "1,000",
    "1_000",
    "1'000",
    "１２.５",  # full-width
    "٣",  # Arabic-Indic
    "²",
    "一",
    "−1",  # the minus of mathematics
    "1.2.3",
    "0x10",
    "1e3",
    "1E3",
    "1e400000000",
    "1e-400000000",
    "NaN",
    "sNaN",
    "Infinity",
    "-inf",
    "¥1",
    "1元",
    "1" * 19,
    "0." + "0" * 12 + "1",
    "9" * 100_000,
]

GRAMMAR = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,12})?", re.ASCII)


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: repr(text[:20]))
def test_text_outside_the_plain_grammar_is_refused(text: str) -> None:
    with pytest.raises(MoneyError):
        exact(text, place="rate")
    with pytest.raises(MoneyError):
        Money(text)


@given(st.one_of(st.text(alphabet="0123456789.-+eE_, ٣１NaIinf", max_size=24), st.text(max_size=6)))
@example("0.1")
@example("-00012.50")
def test_text_is_accepted_exactly_when_the_grammar_has_it(text: str) -> None:
    try:
        read = exact(text, place="rate")
    except MoneyError:
        assert not GRAMMAR.fullmatch(text)
    else:
        assert GRAMMAR.fullmatch(text)
        assert Fraction(text) == Fraction(read)


@pytest.mark.parametrize(
    "number",
    [
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("-Infinity"),
        Decimal("1E+400000000"),
        Decimal("1E-400000000"),
        Decimal("1E+18"),
        Decimal("1E-13"),
        10**18,
        -(10**18),
        10**5000,
    ],
    ids=lambda number: str(number)[:20] if isinstance(number, Decimal) else "an int",
)
def test_a_number_out_of_range_is_refused_at_once(number: Decimal | int) -> None:
    with pytest.raises(MoneyError):
        exact(number, place="rate")


@pytest.mark.parametrize(
    "value",
    [0.1, 1.0, float("nan"), float("inf"), True, False, None, b"1", [1], 1j, Fraction(1, 2)],
    ids=repr,
)
def test_what_cannot_be_exact_is_refused(value: object) -> None:
    with pytest.raises(InexactError):
        exact(value, place="rate")
    with pytest.raises(InexactError):
        Money(value)


def test_a_bare_integer_is_no_amount_and_the_error_names_both_ways_out() -> None:
    with pytest.raises(InexactError) as caught:
        Money(5)

    assert 'write Money("5") for yuan or Money.of_fen(5) for fen' == caught.value.way_out


@pytest.mark.parametrize("fen", [1.0, True, "1", Decimal(1), None], ids=repr)
def test_fen_are_whole_numbers(fen: Any) -> None:
    with pytest.raises(InexactError):
        Money.of_fen(fen)


@given(st.integers(-(10**12), 10**12).filter(lambda units: units % 10), st.integers(3, 6))
def test_more_than_two_places_are_refused(units: int, places: int) -> None:
    with pytest.raises(MoneyError, match="more than two decimal places"):
        Money(plain(units, places))


@given(
    st.one_of(
        st.text(max_size=40).filter(lambda text: not GRAMMAR.fullmatch(text)),
        st.floats(),
        st.none(),
        st.booleans(),
    )
)
def test_a_refusal_names_the_place_and_a_way_out(value: object) -> None:
    with pytest.raises((MoneyError, InexactError)) as caught:
        exact(value, place="area of 3-1-502")

    assert "area of 3-1-502" == caught.value.place
    assert str(caught.value).startswith("area of 3-1-502: ")
    assert caught.value.way_out


# -- 5: addition ----------------------------------------------------------------------------


@given(amounts, amounts, amounts)
def test_addition_is_that_of_the_integers(a: Money, b: Money, c: Money) -> None:
    assert a.fen + b.fen == (a + b).fen
    assert a.fen - b.fen == (a - b).fen
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert Money("0") == a + -a
    assert a == a + b - b
    assert abs(a.fen) == abs(a).fen
    assert bool(a.fen) == bool(a)


@given(st.lists(amounts, max_size=20))
def test_a_total_is_the_sum_of_its_parts(parts: list[Money]) -> None:
    assert sum(parts, start=Money("0")) == Money.total(part for part in parts)
    assert sum(part.fen for part in parts) == Money.total(parts).fen


@pytest.mark.parametrize("other", [0, 0.0, Decimal(0), "0", None, Fraction(0)], ids=repr)
@pytest.mark.parametrize("join", [operator.add, operator.sub])
def test_money_joins_money_alone(join: Callable[[Any, Any], object], other: object) -> None:
    with pytest.raises(TypeError):
        join(Money("0"), other)
    with pytest.raises(TypeError):
        join(other, Money("0"))


def test_a_sum_needs_money_to_start_from() -> None:
    amounts: Any = [Money("1"), Money("2")]

    with pytest.raises(TypeError):
        sum(amounts)


@given(st.lists(numbers(), max_size=12))
def test_a_sum_of_exact_numbers_is_exact(parts: list[Number]) -> None:
    read = [exact(part.given, place="area") for part in parts]
    total = exact_sum(read)

    assert sum((part.worth for part in parts), Fraction(0)) == Fraction(total)
    assert total.as_tuple() == exact(total, place="area").as_tuple()
    assert total.as_tuple() == exact_sum(reversed(read)).as_tuple()


# -- 6: order --------------------------------------------------------------------------------


@given(amounts, amounts)
def test_amounts_are_ordered_as_their_fen(a: Money, b: Money) -> None:
    for compare in [*COMPARISONS, operator.eq, operator.ne]:
        assert compare(a.fen, b.fen) == compare(a, b)


@given(fens)
def test_an_amount_never_equals_a_bare_number(fen: int) -> None:
    amount = Money.of_fen(fen)
    others: list[object] = [fen, str(amount), amount.yuan, Fraction(fen, 100), (fen,)]

    for other in others:
        assert amount != other
        assert other != amount


@pytest.mark.parametrize("other", [0, Decimal(0), "0.00", None], ids=repr)
@pytest.mark.parametrize("compare", COMPARISONS)
def test_an_amount_has_no_order_among_bare_numbers(
    compare: Callable[[Any, Any], object], other: object
) -> None:
    with pytest.raises(TypeError):
        compare(Money("0"), other)


def test_an_amount_cannot_be_changed() -> None:
    amount: Any = Money("1")

    with pytest.raises(AttributeError):
        amount.fen = 2
    with pytest.raises(AttributeError):
        amount.note = "x"
