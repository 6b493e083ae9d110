"""Explanations: three readers of one tree agree, and what is printed can be checked."""

from __future__ import annotations

import copy
import pickle
import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from attrs import frozen
from hypothesis import assume, example, given
from hypothesis import strategies as st

from strategies import ON, Tree, fens, fewer, modes, plain, round_by_hand, trees
from wuye.allocation import split
from wuye.citation import Citation
from wuye.errors import RuleError
from wuye.explain import (
    Basis,
    Between,
    Bounded,
    Column,
    Columns,
    Expr,
    Input,
    Op,
    Ratio,
    Rounded,
    Share,
    Sign,
    Whole,
    inputs_at,
    prepare,
    whole_fens,
)
from wuye.explain.recompute import fraction
from wuye.money import Money, exact, scaled
from wuye.rounding import Mode, Rounding

A, B, C = Input("a"), Input("b"), Input("c")
FEN = Rounding.fen(each="line")
LANGUAGES: list[Literal["zh", "en"]] = ["zh", "en"]

languages = st.sampled_from(LANGUAGES)
plain_trees = trees(root=("rounded",), inner=("input", "op", "op", "op"))


def of(expr: Expr, *values: str) -> Basis:
    """Give values to A, B, C in turn."""
    return Basis(expr, tuple((name, Decimal(value)) for name, value in zip("abc", values)))  # noqa: B905


# -- reading what was printed -----------------------------------------------------------------

PRINTED: dict[Sign, str] = {"+": "+", "-": "−", "*": "×", "/": "÷"}
TOKEN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?…?|[+−×÷()\[\]]")
VALUE = re.compile(r"(?: = [^，,]*)?(?:，|, )")
BOUND = re.compile(r"(不低于|at least)?[^\]0-9]*?(?:：|: )")
MODES = {
    "四舍五入": Mode.HALF_UP,
    "rounded half-up": Mode.HALF_UP,
    "四舍六入五成双": Mode.HALF_EVEN,
    "rounded half-even": Mode.HALF_EVEN,
    "舍去尾数": Mode.DOWN,
    "rounded down": Mode.DOWN,
    "向上进位": Mode.UP,
    "rounded up": Mode.UP,
    "按最大余数法进1分": Mode.UP,
    "one fen more by largest remainder": Mode.UP,
    "按最大余数法不进位": Mode.DOWN,
    "no extra fen by largest remainder": Mode.DOWN,
}
STEPS = {
    "到分": 1, "to the fen": 1, "到角": 10, "to the jiao": 10, "到元": 100, "to the yuan": 100,
    "到整数": 100, "to a whole": 100,
}  # fmt: skip


def rounded_in_words(value: Fraction, words: str) -> Fraction:
    """Do what the words after a value say."""
    words, _, result = words.replace("：", ": ").rpartition(": ")
    words, *odd = re.split(r"(?:，另担余数|, and )(-?[0-9.]+)", words)
    step = next((step for tail, step in STEPS.items() if words.endswith(tail)), 1)
    (mode,) = {mode for phrase, mode in MODES.items() if phrase in words}
    worth = Fraction(step * round_by_hand(value * 100 / step, mode), 100)
    worth += Fraction(odd[0]) if odd else 0
    (number,) = re.findall(r"^-?[0-9.]+", result)
    assert worth == Fraction(number)
    return worth


class Paper:
    """Whoever checks a printed formula: knows signs, parentheses and roundings, no tree."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.numbers: list[Fraction] = []
        self.worth = self._sum()
        assert "" == self._peek(), f"{text!r} goes on at {self.at}"

    def _next(self) -> re.Match[str] | None:
        return TOKEN.search(self.text, self.at)

    def _peek(self) -> str:
        found = self._next()
        return found.group() if found else ""

    def _take(self) -> str:
        found = self._next()
        assert found, f"{self.text!r} ends too early"
        self.at = found.end()
        return found.group()

    def _join(self, signs: tuple[Sign, ...], worth: Fraction, *, higher: bool) -> Fraction:
        while True:
            token = self._peek()
            join = next((ON[sign] for sign in signs if PRINTED[sign] == token), None)
            if join is None:
                return worth
            self._take()
            worth = join(worth, self._product() if higher else self._one())

    def _sum(self) -> Fraction:
        return self._join(("+", "-"), self._product(), higher=True)

    def _product(self) -> Fraction:
        return self._join(("*", "/"), self._one(), higher=False)

    def _one(self) -> Fraction:
        token = self._take()
        if token == "(":
            worth = self._sum()
            assert ")" == self._take()
            return worth
        if token == "[":
            worth = self._sum()
            begins = VALUE.search(self.text, self.at)
            assert begins, f"{self.text!r} does not say what happens at {self.at}"
            self.at = begins.end()
            words = BOUND.match(self.text, self.at)
            if words and not any(phrase in words.group() for phrase in MODES):
                self.at, before = words.end(), worth
                worth = self._sum()
                assert before != worth == (max if words.group(1) else min)(before, worth)
                assert "]" == self._take()
                return worth
            end = self.text.index("]", self.at)
            step, self.at = self.text[self.at : end], end + 1
            return rounded_in_words(worth, step)
        assert "…" not in token, f"{token} is cut short"
        self.numbers.append(Fraction(token))
        return self.numbers[-1]


def halves(why: str) -> tuple[str, str]:
    formula, _, rest = why.rpartition(" = ")
    return formula, rest


# -- evaluate, recompute and a third opinion -----------------------------------------------------


@given(trees())
def test_integers_and_fractions_give_the_worth_counted_while_the_tree_grew(tree: Tree) -> None:
    assert tree.worth * 100 == tree.basis.evaluate().fen
    assert tree.worth * 100 == tree.basis.recompute().fen


@fewer(2)
@given(trees(depth=5))
def test_deep_trees_agree_too(tree: Tree) -> None:
    assert tree.worth * 100 == tree.basis.evaluate().fen
    assert tree.worth * 100 == tree.basis.recompute().fen


@given(trees(root=("op",)))
def test_a_tree_that_makes_no_whole_fen_is_refused_by_both(tree: Tree) -> None:
    if (tree.worth * 100).denominator == 1:
        assert tree.worth * 100 == tree.basis.evaluate().fen == tree.basis.recompute().fen
    else:
        with pytest.raises(RuleError, match="does not end in whole fen"):
            tree.basis.evaluate()
        with pytest.raises(RuleError, match="does not end in whole fen"):
            tree.basis.recompute()


def test_an_unrounded_product_is_refused() -> None:
    basis = of(A * B, "93.37", "1.85")

    with pytest.raises(RuleError, match=r"Rounded\(\.\.\., rounding\)"):
        basis.evaluate()
    with pytest.raises(RuleError, match=r"Rounded\(\.\.\., rounding\)"):
        basis.recompute()


@given(fens, st.integers(1, 100), modes, st.sampled_from([1, 10, 100]))
def test_a_credit_is_the_mirror_of_its_charge(fen: int, by: int, mode: Mode, unit: int) -> None:
    expr = Rounded(A / B, Rounding(unit, "line", mode))
    charge, credit = (of(expr, plain(size, 2), str(by)) for size in (fen, -fen))

    assert -charge.evaluate() == credit.evaluate()
    assert -charge.recompute() == credit.recompute()


def outcome(basis: Basis, reader: Literal["evaluate", "recompute"]) -> Money | type[Exception]:
    try:
        return basis.evaluate() if reader == "evaluate" else basis.recompute()
    except (ArithmeticError, LookupError, ValueError) as error:
        return type(error)


@pytest.mark.parametrize(
    ("expr", "values"),
    [
        (Rounded(A / B, FEN), ("1", "0")),
        (Rounded(C / (A / B), FEN), ("1", "0", "5")),
        (Rounded(C - A / B, FEN), ("1", "0", "5")),
        (Rounded(C * (A / B), FEN), ("1", "0", "0")),
        (A / B, ("0", "0")),
        (Share(A, B, C, Input("position"), None), ("1", "0", "0")),
    ],
    ids=["whole", "as a divisor", "taken off", "times nothing", "unrounded", "share"],
)
def test_nothing_is_divided_by_zero_by_either_reader(expr: Expr, values: tuple[str, ...]) -> None:
    basis = of(expr, *values)

    assert not isinstance(outcome(basis, "evaluate"), Money)
    assert outcome(basis, "recompute") == outcome(basis, "evaluate")


@given(st.integers(1, 10**5), st.lists(st.integers(0, 99), min_size=2, max_size=4).filter(any))
@example(15, [1, 1])
def test_both_readers_say_the_same_of_a_shared_total_that_is_no_whole_fen(
    mills: int, loads: list[int]
) -> None:
    cutoff = split(mills // 10, loads).cutoff
    share = Share(Input("a"), Input("b"), Input("c"), Input("position"), cutoff)
    values = (plain(mills, 3), str(loads[0]), str(sum(loads)))
    basis = Basis(share, (*of(share, *values).inputs, ("position", Decimal(0))))

    assert outcome(basis, "recompute") == outcome(basis, "evaluate")


# -- why ---------------------------------------------------------------------------------------


@given(trees(), languages)
def test_the_explanation_ends_in_the_amount(tree: Tree, language: Literal["zh", "en"]) -> None:
    why = tree.basis.why(language)
    amount = re.escape(str(tree.basis.evaluate()))
    unit = "元" if language == "zh" else "yuan"

    assert re.search(rf"(= |：|: ){amount} {unit}$", why)
    assert "\n" not in why


@given(plain_trees, languages)
def test_the_explanation_holds_every_input(tree: Tree, language: Literal["zh", "en"]) -> None:
    formula, _ = halves(tree.basis.why(language))

    assert list(tree.printed) == Paper(formula).numbers


@given(plain_trees, languages)
def test_a_printed_formula_gives_the_amount(tree: Tree, language: Literal["zh", "en"]) -> None:
    formula, rest = halves(tree.basis.why(language))
    worth = Paper(formula).worth
    _, comma, words = rest.partition("，" if language == "zh" else ", ")

    if comma:
        worth = rounded_in_words(worth, words)

    assert tree.worth == worth


@given(plain_trees)
def test_the_exact_value_is_printed_before_it_is_rounded(tree: Tree) -> None:
    formula, rest = halves(tree.basis.why("en"))
    worth = Paper(formula).worth
    shown, _, _ = rest.partition(" ")
    gap = worth - Fraction(shown.removesuffix("…"))

    if shown.endswith("…"):
        assert 0 < abs(gap) < Fraction(1, 10**6)
        assert gap * worth > 0
    else:
        assert 0 == gap


@given(trees(root=("rounded",), inner=("input", "op", "op", "rounded")))
@example(Tree(Rounded(Rounded(A + B, FEN) * C, FEN), of(A, "1", "2", "3").inputs, Fraction(9), ()))
@example(Tree(Rounded(A - Rounded(B - C, FEN), FEN), of(A, "9", "5", "1").inputs, Fraction(5), ()))
def test_roundings_inside_a_formula_are_printed_where_they_happen(tree: Tree) -> None:
    for language in LANGUAGES:
        formula, rest = halves(tree.basis.why(language))
        worth = Paper(formula).worth
        said = re.search(r"(?:，|, )(.*)", rest)

        assert tree.worth == (rounded_in_words(worth, said.group(1)) if said else worth)


@given(trees(), languages)
def test_any_explanation_can_be_checked_on_paper(tree: Tree, language: Literal["zh", "en"]) -> None:
    formula, rest = halves(tree.basis.why(language))
    worth = Paper(formula).worth
    said = re.search(r"(?:，|, )(.*)", rest)

    assert tree.worth == (rounded_in_words(worth, said.group(1)) if said else worth)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("position", "fen"), [(0, 334), (1, 333)], ids=["with the extra fen", "without"]
)
def test_a_share_within_a_formula_is_printed_so_that_it_adds_up(
    position: int, fen: int, language: Literal["zh", "en"]
) -> None:
    cutoff = split(1000, [1, 1, 1]).cutoff
    share = Share(Input("a", "yuan"), B, C, Input("position"), cutoff)
    inputs = (*of(A, "10.00", "1", "3").inputs, ("position", Decimal(position)))
    twice = Basis(share + share, inputs)
    quotient = Basis(Rounded(Input("a", "yuan") / share, FEN), inputs)

    assert 2 * fen == twice.evaluate().fen
    assert Fraction(2 * fen, 100) == Paper(halves(twice.why(language))[0]).worth

    exact = Paper(halves(quotient.why(language))[0]).worth
    assert quotient.evaluate().fen == round_by_hand(exact * 100, Mode.HALF_UP)


@given(fens, st.lists(st.integers(0, 10**4), min_size=1, max_size=5).filter(any))
def test_a_share_says_whether_it_got_the_extra_fen(fen: int, loads: list[int]) -> None:
    whole = split(fen, loads)
    share = Share(Input("a", "yuan"), B, C, Input("position"), whole.cutoff)
    for position, got in enumerate(whole.shares):
        values = (plain(fen, 2), str(loads[position]), str(sum(loads)))
        basis = Basis(share, (*of(share, *values).inputs, ("position", Decimal(position))))
        exact = Fraction(fen * loads[position], sum(loads))
        why = basis.why("en")

        assert (abs(got) > abs(exact)) == ("one fen more" in why)
        assert (abs(got) < abs(exact)) == ("no extra fen" in why)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rate", ["0.0001234567", "0.000000000001", "123456789.123456789012"])
def test_an_input_is_printed_in_full_however_fine_it_is(
    rate: str, language: Literal["zh", "en"]
) -> None:
    assert rate in of(Rounded(A * B, FEN), rate, "1000000.00").why(language)


@pytest.mark.parametrize(
    ("expr", "formula"),
    [
        (A + B + C, "2 + 3 + 4"),
        (A - (B - C), "2 − (3 − 4)"),
        (A * (B + C), "2 × (3 + 4)"),
        ((A + B) * C, "(2 + 3) × 4"),
        (A * B + C, "2 × 3 + 4"),
        (A / (B * C), "2 ÷ (3 × 4)"),
        (A / (B / C), "2 ÷ (3 ÷ 4)"),
        (A / B * C, "2 ÷ 3 × 4"),
        (Op("-", A + B, C), "2 + 3 − 4"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_parentheses_stand_where_they_are_needed(expr: Expr, formula: str) -> None:
    basis = of(Rounded(expr, FEN), "2", "3", "4")

    assert formula == halves(basis.why("zh"))[0]
    assert formula == halves(basis.why("en"))[0]


def test_an_explanation_speaks_both_languages() -> None:
    expr = Rounded(Input("a", "sqm") * Input("b", "yuan/sqm/month") * Input("c", "month"), FEN)
    basis = of(expr, "93.37", "1.85", "3")

    assert "93.37 ㎡ × 1.85 元/㎡·月 × 3 个月 = 518.2035 元，四舍五入到分：518.20 元" == (
        basis.why("zh")
    )
    assert basis.why("en").endswith("= 518.2035 yuan, rounded half-up to the fen: 518.20 yuan")
    assert basis.why() == basis.why("zh")


# -- counts, tiers and bounds -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "mode", "blocks"),
    [
        ("0", Mode.UP, 0),
        ("0.5", Mode.UP, 1),
        ("30", Mode.UP, 1),
        ("30.01", Mode.UP, 2),
        ("-30.01", Mode.UP, -2),
        ("59.99", Mode.DOWN, 1),
        ("45", Mode.HALF_EVEN, 2),
        ("75", Mode.HALF_EVEN, 2),
        ("75", Mode.HALF_UP, 3),
    ],
)
def test_a_count_is_whole(minutes: str, mode: Mode, blocks: int) -> None:
    basis = of(Whole(A / B, mode) * C, minutes, "30", "1")

    assert 100 * blocks == basis.evaluate().fen == basis.recompute().fen


@pytest.mark.parametrize(
    ("quantity", "high", "within"),
    [
        ("9", None, 0),
        ("10", None, 0),
        ("10.5", None, "0.5"),
        ("19.99", "20", "9.99"),
        ("20", "20", 10),
        ("99", "20", 10),
        ("-15", "-5", 0),
        ("15", "5", 0),
    ],
)
def test_a_tier_is_what_lies_between_its_bounds(
    quantity: str, high: str | None, within: object
) -> None:
    basis = of(Between(A, B, C if high else None), quantity, "10", high or "0")

    assert Money(str(within)) == basis.evaluate() == basis.recompute()


@pytest.mark.parametrize(
    ("value", "bound", "worth"),
    [
        ("-9.01", "5.00", "5"),
        ("4.99", "5.00", "5"),
        ("5", "", "5"),
        ("5.01", "", "5.01"),
        ("9", "", "9"),
        ("9.01", "9.00", "9"),
    ],
)
def test_a_bound_is_told_where_it_bites(value: str, bound: str, worth: str) -> None:
    basis = of(Bounded(A, Input("b", "yuan"), Input("c", "yuan")), value, "5", "9")

    assert Money(worth) == basis.evaluate() == basis.recompute()
    for language in LANGUAGES:
        formula, _ = halves(basis.why(language))
        assert Fraction(worth) == Paper(formula).worth
        assert (f"{bound} " in formula) if bound else (value == formula)


def test_where_minimum_and_cap_both_bite_the_cap_holds() -> None:
    basis = of(Bounded(A, B, C), "1", "5", "3")

    assert "3.00" == str(basis.evaluate()) == str(basis.recompute())
    assert "：3]" in basis.why()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bound_that_is_a_formula_is_printed_as_one(language: Literal["zh", "en"]) -> None:
    basis = of(Rounded(Bounded(A, None, B / C), FEN), "10", "10", "3")
    formula, _ = halves(basis.why(language))

    assert "10 ÷ 3]" in formula
    assert Fraction(10, 3) == Paper(formula).worth


# -- columns ------------------------------------------------------------------------------------------


@frozen
class Table:
    """A tree, and the inputs of many lines; some of them the same for all."""

    expr: Expr
    lines: tuple[dict[str, Decimal], ...]
    same: frozenset[str]

    @property
    def columns(self) -> Columns:
        first = self.lines[0]
        return tuple(
            (
                name,
                first[name] if name in self.same else Column.of(line[name] for line in self.lines),
            )
            for name in first
        )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Trees over lines with numbers of mixed fineness, below zero and zero among them."""
    calculations = ("input", "op", "op", "rounded", "whole", "bounded", "tier")
    tree = draw(trees(root=("rounded", "op", "whole", "bounded"), inner=calculations))
    names = [name for name, _ in tree.inputs]
    same = draw(st.frozensets(st.sampled_from(names)))
    numbers = st.builds(
        plain, st.integers(-999, 999) | st.integers(-(10**9), 10**9), st.integers(0, 5)
    )
    lines = [dict(tree.inputs)]
    for _ in range(draw(st.integers(0, 5))):
        drawn = {name: exact(draw(numbers), place=name) for name in names if name not in same}
        lines.append(lines[0] | drawn)
    return Table(tree.expr, tuple(lines), same)


def by_hand(expr: Expr, line: dict[str, Decimal]) -> Fraction:
    """What a tree is worth for one line, in fractions of its own."""
    match expr:
        case Input(name=name):
            return Fraction(line[name])
        case Op(sign=sign, left=left, right=right):
            return ON[sign](by_hand(left, line), by_hand(right, line))
        case Rounded(of=inner, rounding=rounding):
            steps = round_by_hand(by_hand(inner, line) * 100 / rounding.unit, rounding.mode)
            return Fraction(steps * rounding.unit, 100)
        case Whole(of=inner, mode=mode):
            return Fraction(round_by_hand(by_hand(inner, line), mode))
        case Between(of=inner, low=low, high=high):
            top = by_hand(inner, line)
            top = min(top, by_hand(high, line)) if high else top
            return max(top - by_hand(low, line), Fraction(0))
        case Bounded(of=inner, least=least, most=most):
            worth = by_hand(inner, line)
            worth = max(worth, by_hand(least, line)) if least else worth
            return min(worth, by_hand(most, line)) if most else worth
    raise AssertionError(expr)


def values(columns: Columns) -> dict[str, Ratio]:
    return {name: (x.whole, x.scale) if isinstance(x, Column) else scaled(x) for name, x in columns}


def each(part: int | tuple[int, ...], count: int) -> list[int]:
    """The numbers of every line: one a line, or one that is the same for all."""
    numbers = part if isinstance(part, tuple) else (part,) * count
    assert count == len(numbers)
    return list(numbers)


@given(tables())
@example(Table(Rounded(A / B, FEN), ({"a": Decimal(1), "b": Decimal(3)},) * 2, frozenset("a")))
@example(Table(A / B, ({"a": Decimal(1), "b": Decimal("-0.3")},) * 2, frozenset("a")))
@example(
    Table(
        Bounded(A / B, B, A),
        ({"a": Decimal("-1.5"), "b": Decimal(4)}, {"a": Decimal(2), "b": Decimal("0.25")}),
        frozenset(),
    )
)
def test_a_column_is_each_of_its_lines_alone(table: Table) -> None:
    evaluate, count = prepare(table.expr), len(table.lines)
    try:
        expected = [by_hand(table.expr, line) for line in table.lines]
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            evaluate(values(table.columns))
        return
    tops, bottoms = evaluate(values(table.columns))
    alone = [evaluate({name: scaled(x) for name, x in line.items()}) for line in table.lines]

    assert all(bottom > 0 for bottom in each(bottoms, count))
    assert expected == list(map(Fraction, each(tops, count), each(bottoms, count)))
    assert expected == [Fraction(*ratio) for ratio in alone]
    assert expected == [fraction(table.expr, line) for line in table.lines]


@given(tables())
def test_a_line_of_a_column_has_the_inputs_and_the_fen_of_its_own(table: Table) -> None:
    expr, count = Rounded(table.expr, FEN), len(table.lines)
    alone = [Basis(expr, inputs_at(table.columns, at)) for at in range(count)]
    outcomes = [outcome(basis, "recompute") for basis in alone]

    assert list(table.lines) == [dict(basis.inputs) for basis in alone]
    if all(isinstance(each, Money) for each in outcomes):
        fens = whole_fens(prepare(expr)(values(table.columns)), count)
        assert outcomes == [Money.of_fen(fen) for fen in fens]
    else:
        assert ZeroDivisionError in outcomes


@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), st.integers(0, 12)), max_size=8), st.data())
def test_a_column_holds_every_number_as_it_is(
    drawn: list[tuple[int, int]], data: st.DataObject
) -> None:
    numbers = [exact(plain(units, places), place="a number") for units, places in drawn]
    column = Column.of(numbers)
    chosen = data.draw(st.lists(st.booleans(), min_size=len(drawn), max_size=len(drawn)))

    assert tuple(numbers) == column.numbers
    assert list(map(Fraction, numbers)) == [Fraction(whole, column.scale) for whole in column.whole]
    assert sum(map(Fraction, numbers)) == Fraction(column.total())
    kept = [number for number, mine in zip(numbers, chosen, strict=True) if mine]
    assert kept == list(column.only(chosen).numbers)
    assert [Fraction(number) for number in kept] == [
        Fraction(whole, column.scale) for whole in column.only(chosen).whole
    ]


# -- a basis is a value ------------------------------------------------------------------------------


@given(trees())
def test_a_basis_is_a_value(tree: Tree) -> None:
    basis = Basis(tree.expr, tree.inputs, (Citation("民法典", "283", edition="2021-01-01"),))
    twin = Basis(copy.deepcopy(tree.expr), tuple(tree.inputs), basis.cites)

    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        same = pickle.loads(pickle.dumps(basis, protocol))

        assert basis == same == twin
        assert hash(basis) == hash(same) == hash(twin)
        assert basis.evaluate() == same.evaluate()
        assert basis.why() == same.why()


@given(trees(), trees())
def test_other_inputs_or_another_tree_make_another_basis(one: Tree, other: Tree) -> None:
    assume(one.inputs != other.inputs or one.expr != other.expr)

    assert one.basis != other.basis
    assert one.basis != Basis(one.expr, one.inputs, (Citation("合同", "5", edition="2026"),))


class Stranger(Expr):
    """A node that no reader knows."""

    __slots__ = ()


def test_a_node_that_no_reader_knows_is_refused_by_all() -> None:
    basis = of(Rounded(Stranger() * A, FEN), "1")

    for reader in (basis.evaluate, basis.recompute, basis.why):
        with pytest.raises(RuleError, match="no such node"):
            reader()
