"""Formulas: read without being run, evaluated as a second reader does, skipped with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, cast

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from community import OCTOBER, schedule
from strategies import plain, round_by_hand
from wuye import Community, Money, Owner, Transfer, Unit, fees
from wuye.citation import Dated
from wuye.errors import DuplicateError, InexactError, MoneyError, RuleError, UnknownError
from wuye.estate import Space
from wuye.exchange import decode, encode
from wuye.fees import Formula
from wuye.rounding import Mode

ONE = Owner("O-1")


def unit(id_: str = "1", area: str | None = "100", **told: object) -> Unit:
    return Unit(id_, area, ONE, **told)  # type: ignore[arg-type]


def issued(formula: Formula, *units: Unit, **told: object) -> fees.Run:
    item = fees.Item("f", "按公式计费", formula)
    here = Community("锦苑", units or [unit()], **told)  # type: ignore[arg-type]
    return fees.issue(here, schedule(item), OCTOBER)


def price(formula: Formula, one: Unit | None = None, **told: object) -> str:
    (bill,) = issued(formula, one or unit(), **told).bills
    line = bill["f"]
    assert line.amount == line.recompute() == line.basis.evaluate()
    return str(line.amount)


# -- what it comes to -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", "7.00"),
        ("(1 + 2) * 3", "9.00"),
        ("10 - 4 - 3", "3.00"),
        ("24 / 4 / 3", "2.00"),
        ("24 / (4 / 3)", "18.00"),
        ("7 - 2 * 3 + 1", "2.00"),
        ("1.005", "1.01"),
        ("2 / 3", "0.67"),
        ("min(3, 2, 5)", "2.00"),
        ("max(3, 2, 5)", "5.00"),
        ("max(min(8, 5), 6 - 2)", "5.00"),
        ("max(0, 3 - 8)", "0.00"),
        ("min(3,2)+max(1,2)*2", "6.00"),
        ("（１＋２）×３", "9.00"),
        ("１２．５÷２", "6.25"),
        ("９ － ２ − １", "6.00"),
        ("min（3，2）＊2／4", "1.00"),
        ("  1\t+\n1　", "2.00"),
        ("((((1))))", "1.00"),
        ("007.50", "7.50"),
    ],
)
def test_a_formula_comes_to_what_school_teaches(text: str, expected: str) -> None:
    assert expected == price(Formula(text))


def test_names_stand_for_facts_of_the_unit_and_numbers_of_the_contract() -> None:
    formula = Formula(
        "面积 × 单价 + 10", {"面积": "area"}, {"单价": "2.80"}, units={"单价": "yuan/sqm/month"}
    )
    line = issued(formula, unit(area="93.37")).bills[0]["f"]

    assert "271.44" == str(line.amount)  # 261.436 + 10
    assert line.why().startswith("(93.37 ㎡ × 2.80 元/㎡·月 + 10) × 1 个月 = 271.436 元")


def test_every_fact_can_be_named() -> None:
    flat = unit(
        building_area="120",
        interior_area="80.5",
        households=2,
        floor=-1,
        coefficients={"楼层": "1.05", "floor": "9"},
    )
    spaces = [Space("B1", "owned", "1"), Space("B2", "developer", "1"), Space("B3", "owned")]
    facts = {
        "area": "100.00",
        "building-area": "120.00",
        "interior-area": "80.50",
        "households": "2.00",
        "spaces": "2.00",
        "coefficient:楼层": "1.05",
        "coefficient:floor": "9.00",
    }
    for fact, expected in facts.items():
        assert expected == price(Formula("x", {"x": fact}), flat, spaces=spaces)
    assert "4.00" == price(Formula("5 + floor", {"floor": "floor"}), flat)
    names = {f"n{i}": fact for i, fact in enumerate(facts)}
    assert "314.55" == price(Formula(" + ".join(names), names), flat, spaces=spaces)


def test_names_of_the_ways_of_billing_mean_nothing_but_themselves() -> None:
    formula = Formula(
        "months * days + rate * period_days - coefficient + least",
        {"coefficient": "coefficient:楼层"},
        {"months": "10", "days": "3", "rate": "2", "period_days": "5", "least": "1"},
    )
    item = fees.Item(
        "f", "按公式", formula, coefficient="楼层", agreed="合同第5条", least="1", most="60"
    )
    here = Community(
        "锦苑",
        [unit(coefficients={"楼层": "1.5"})],
        [Transfer("1", date(2026, 10, 17), Owner("O-2"))],
    )
    bills = fees.issue(here, schedule(item), OCTOBER).bills
    whole = Fraction(3 * 10 + 2 * 5 + 1) - Fraction(3, 2)  # 39.50; × 1.5 = 59.25

    assert Fraction(Money.total(bill.total for bill in bills).fen, 100) == whole * Fraction(3, 2)
    assert ["30.58", "28.67"] == [str(bill.total) for bill in bills]
    assert all(line.amount == line.recompute() for bill in bills for line in bill.lines)


def test_a_constant_that_changes_cuts_the_month_on_its_day() -> None:
    rate = Dated("单价", [(date(2026, 1, 1), "2.80"), (date(2026, 10, 11), "3.00")])
    (bill,) = issued(Formula("面积 * 单价", {"面积": "area"}, {"单价": rate})).bills
    seller, later = bill.lines

    assert (date(2026, 10, 11),) == Formula("a", constants={"a": rate}).changes()[1:]  # type: ignore[index]
    assert ["90.32", "203.23"] == [
        str(seller.amount),
        str(later.amount),
    ]  # 280×10/31, 300−300×10/31


def test_a_price_of_the_period_or_of_a_day_is_no_price_of_a_month() -> None:
    quarterly = fees.Cycle.advance(every=3)
    amounts: list[str] = []
    for per in ("month", "day", "period"):
        formula = Formula("a", {"a": "area"}, per=cast('Literal["month"]', per))
        run = fees.issue(
            Community("锦苑", [unit()]), schedule(fees.Item("f", "f", formula, quarterly)), OCTOBER
        )
        amounts.append(str(run.total))

    assert ["300.00", "9200.00", "100.00"] == amounts
    assert Formula("1", per="period").changes() is None


# -- skips ------------------------------------------------------------------------------------------------


def skips(run: fees.Run) -> list[tuple[str, str, str]]:
    return [(skip.unit, skip.reason, skip.detail) for skip in run.skipped]


def test_a_unit_for_which_the_formula_divides_by_zero_is_skipped_and_no_other() -> None:
    run = issued(
        Formula("100 / (a - 80)", {"a": "area"}),
        unit("1", "80"),
        unit("2", "100"),
        unit("3", "180"),
    )

    assert [("1", "division-by-zero", "")] == skips(run)
    assert ["5.00", "1.00"] == [str(bill.total) for bill in run.bills]


def test_a_unit_for_which_the_formula_is_below_zero_is_skipped_and_no_other() -> None:
    formula = Formula("a - 90", {"a": "area"})
    run = issued(formula, unit("1", "89.99"), unit("2", "90"), unit("3", "90.01"))

    assert [("1", "below-zero", "")] == skips(run)
    assert ["0.00", "0.01"] == [str(bill.total) for bill in run.bills]
    both = Formula("(a - 90) / (a - 80)", {"a": "area"})
    assert [("1", "division-by-zero", ""), ("2", "below-zero", "")] == skips(
        issued(both, unit("1", "80"), unit("2", "85"), unit("3", "100"))
    )
    assert [("1", "division-by-zero", ""), ("2", "division-by-zero", "")] == skips(
        issued(Formula("1 / 0"), unit("1"), unit("2"))
    )
    assert [("1", "below-zero", ""), ("2", "below-zero", "")] == skips(
        issued(Formula("0 - 1"), unit("1"), unit("2"))
    )


def test_a_unit_of_which_a_fact_is_not_known_is_skipped_and_told_which() -> None:
    names = {"a": "area", "f": "floor", "k": "coefficient:楼层", "b": "building-area"}
    told: dict[str, Any] = {"floor": 3, "coefficients": {"楼层": "1"}, "building_area": "120"}
    run = issued(
        Formula("a + f + k + b", names),
        unit("1", None, **told),
        unit("2", **{**told, "floor": None}),
        unit("3", **{**told, "coefficients": {}}),
        unit("4", **{**told, "building_area": None}),
        unit("5"),
        unit("6", **told),
    )

    assert [
        ("1", "area-missing", "area"),
        ("2", "floor-missing", "floor"),
        ("3", "coefficient-missing", "coefficient:楼层"),
        ("4", "area-missing", "building-area"),
        ("5", "floor-missing", "floor, coefficient:楼层, building-area"),
    ] == skips(run)
    assert ["224.00"] == [str(bill.total) for bill in run.bills]


def test_where_no_unit_is_known_nothing_is_charged() -> None:
    run = issued(Formula("a", {"a": "area"}), unit("1", None))

    assert (0, [("1", "area-missing", "area")]) == (len(run.bills), skips(run))


# -- what is no formula --------------------------------------------------------------------------------------

A = {"a": "area"}


@pytest.mark.parametrize(
    ("text", "sign", "message"),
    [
        ("", 1, "a value is missing: 'the end'"),
        ("1 +", 4, "a value is missing: 'the end'"),
        ("1 + * 2", 5, "a value is missing: '\\*'"),
        ("-1", 1, "-x is 0 - x"),
        ("()", 2, "a value is missing"),
        ("(1", 3, "bracket is not closed"),
        ("1)", 2, "a sign is missing: '\\)'"),
        ("1 2", 3, "a sign is missing: '2'"),
        ("2a", 2, "a sign is missing: 'a'"),
        ("a(1)", 2, "a sign is missing: '\\('"),
        ("a = 1", 3, "a sign is missing: '='"),
        ("a ** 2", 4, "a value is missing: '\\*'"),
        ("a // 2", 4, "a value is missing"),
        ("a % 2", 3, "a sign is missing: '%'"),
        ("a.area", 2, "a sign is missing: '.'"),
        ("1, 2", 2, "a sign is missing: ','"),
        ("min 1", 5, "have brackets"),
        ("min(1)", 6, "two values or more"),
        ("max(1, 2", 9, "bracket is not closed"),
        ("max(1,)", 7, "a value is missing"),
        ("'a'", 1, "a value is missing"),
        ("$", 1, "a value is missing: '\\$'"),
        ("【1】", 1, "a value is missing"),
    ],
)
def test_what_is_no_formula_is_refused_at_its_place(text: str, sign: int, message: str) -> None:
    with pytest.raises(RuleError, match=message) as wrong:
        Formula(text, A)

    assert wrong.value.place.endswith(f", sign {sign}")
    assert wrong.value.way_out


@pytest.mark.parametrize(
    ("text", "error", "place"),
    [
        ("1..2", MoneyError, "sign 1"),
        ("a * 1.2.3", MoneyError, "sign 5"),
        ("a + 1.", MoneyError, "sign 5"),
        ("a + 0.1234567890123", MoneyError, "sign 5"),
        ("a + 1e5", RuleError, "sign 6"),
        ("a + 二", UnknownError, "sign 5"),
        ("__import__(a)", UnknownError, "sign 1"),
        ("A", UnknownError, "sign 1"),
        ("Min(1, a)", UnknownError, "sign 1"),
        ("min + a", RuleError, "sign 5"),
    ],
)
def test_numbers_and_names_are_what_they_are(text: str, error: type[Exception], place: str) -> None:
    with pytest.raises(error, match=place):
        Formula(text, A)


def test_an_undeclared_name_is_told_with_those_that_are_known() -> None:
    with pytest.raises(UnknownError, match="known: 面积, 单价") as wrong:
        Formula("面积 * 单介", {"面积": "area"}, {"单价": "2.80"})

    assert "单介" == wrong.value.value


@pytest.mark.parametrize(
    ("facts", "constants", "units", "error", "message"),
    [
        ({"a": "area", "b": "floor"}, {}, {}, RuleError, r"not used: \['b'\]"),
        ({"a": "area"}, {"b": "1"}, {}, RuleError, r"not used: \['b'\]"),
        ({"a": "aera"}, {}, {}, UnknownError, "no such fact of a unit: 'aera'"),
        ({"a": "coefficient:"}, {}, {}, UnknownError, "no such fact"),
        ({"a": "area"}, {"a": "1"}, {}, DuplicateError, "declared twice"),
        ({"a": "area", "min": "floor"}, {}, {}, RuleError, r"not a name: \['min'\]"),
        ({"a": "area"}, {"1b": "1"}, {}, RuleError, "not a name"),
        ({"a": "area"}, {"b c": "1"}, {}, RuleError, "not a name"),
        ({"a": "area"}, {"": "1"}, {}, RuleError, "not a name"),
        ({}, {"a": "1,5"}, {}, MoneyError, "a: not a plain number"),
        ({}, {"a": 1.5}, {}, InexactError, "a: a float is not exact"),
        ({}, {"a": Dated("a", [(date(2026, 1, 1), 1.5)])}, {}, InexactError, "not exact"),
        ({}, {"a": "1"}, {"a": "yuan/furlong"}, UnknownError, "no such constant or unit"),
        ({"a": "area"}, {}, {"a": "sqm"}, UnknownError, "no such constant or unit"),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(
    facts: dict[str, str],
    constants: dict[str, object],
    units: dict[str, str],
    error: type[Exception],
    message: str,
) -> None:
    with pytest.raises(error, match=message):
        Formula("a", facts, constants, units=units)


def test_a_formula_is_short_and_shallow() -> None:
    sums = [" + ".join(["a"] * count) for count in (41, 42)]
    brackets = ["(" * count + "a" + ")" * count for count in (39, 40)]
    bounds = ["min(1," * count + "a" + ")" * count for count in (39, 40)]

    for fits, too_deep in (sums, brackets, bounds):
        assert price(Formula(fits, A))
        with pytest.raises(RuleError, match="more than 40"):
            Formula(too_deep, A)
    longest = "*".join(["(a+1-1)"] * 37) + "+1-1"  # 299 signs
    assert str(Formula(longest, A)) == str(Formula(str(Formula(longest, A)), A))
    assert Formula(f" {longest}1 ", A)
    with pytest.raises(RuleError, match="at most 300 signs: 301"):
        Formula(f"{longest}+1", A)
    with pytest.raises(RuleError, match="at most 300 signs"):
        Formula("(" * 10**6)


@given(st.text(alphabet="a1.+-*/(),×÷（） min面", max_size=30))
@example("1")
def test_any_text_is_a_formula_or_refused_with_an_error_of_the_house(text: str) -> None:
    try:
        formula = Formula(text)
    except (RuleError, UnknownError, MoneyError) as error:
        place = error.place
    else:
        place = "sign"
        assert str(formula) == str(Formula(str(formula)))

    assert "sign" in place


# -- against another reader -------------------------------------------------------------------------------

VALUES = {"面积": Decimal("93.37"), "k": Decimal("1.05"), "x_1": Decimal("2.8"), "零": Decimal(0)}
FACTS = {"面积": "area", "k": "coefficient:楼层"}
CONSTANTS = {"x_1": "2.80", "零": "0"}
HOME = unit(area="93.37", coefficients={"楼层": "1.05"})


JOINS: dict[str, Callable[[Fraction, Fraction], Fraction | None]] = {
    **dict.fromkeys("+＋", lambda a, b: a + b),
    **dict.fromkeys("-－−", lambda a, b: a - b),
    **dict.fromkeys("*×＊", lambda a, b: a * b),
    **dict.fromkeys("/÷／", lambda a, b: a / b if b else None),
}


@st.composite
def written(draw: st.DrawFn, depth: int = 4) -> tuple[str, Fraction | None, frozenset[str]]:
    """A formula as a clerk may write it, its worth (None: undefined), and the names in it."""
    kind = draw(st.sampled_from(["number", "name", "join", "join", "bound"])) if depth else "number"
    if kind == "number":
        text = plain(draw(st.integers(0, 10**5)), draw(st.integers(0, 3)))
        return text, Fraction(text), frozenset()
    if kind == "name":
        name = draw(st.sampled_from(sorted(VALUES)))
        return name, Fraction(VALUES[name]), frozenset({name})
    parts = [
        draw(written(depth - 1)) for _ in range(2 if kind == "join" else draw(st.integers(2, 3)))
    ]
    names = frozenset[str]().union(*(used for _, _, used in parts))
    worths = [worth for _, worth, _ in parts if worth is not None]
    known = len(worths) == len(parts)
    space = draw(st.sampled_from(["", " ", "　"]))
    if kind == "bound":
        of = draw(st.sampled_from(["min", "max"]))
        comma = draw(st.sampled_from([",", "，"]))
        text = f"{of}({(comma + space).join(text for text, _, _ in parts)})"
        return text, (min if of == "min" else max)(worths) if known else None, names
    sign = draw(st.sampled_from(sorted(JOINS)))
    opened, closed = draw(st.sampled_from([("(", ")"), ("（", "）")]))
    left, right = (f"{opened}{text}{closed}" for text, _, _ in parts)
    worth = JOINS[sign](*worths) if known else None
    return f"{left}{space}{sign}{space}{right}", worth, names


@given(written())
def test_a_formula_is_worth_what_was_counted_while_it_was_written(
    drawn: tuple[str, Fraction | None, frozenset[str]],
) -> None:
    text, worth, names = drawn
    assume(len(text) <= 300)
    formula = Formula(
        text,
        {name: fact for name, fact in FACTS.items() if name in names},
        {name: number for name, number in CONSTANTS.items() if name in names},
    )
    again = Formula(str(formula), dict(formula.facts), dict(formula.constants))
    for each in (formula, again):
        run = issued(each, HOME)
        if worth is None:
            assert [("1", "division-by-zero", "")] == skips(run)
        elif worth < 0:
            assert [("1", "below-zero", "")] == skips(run)
        else:
            assert round_by_hand(worth * 100, Mode.HALF_UP) == run.total.fen
            assert run.total == run.bills[0]["f"].recompute()
    assert str(formula) == str(again)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("（a＋1.50）×2", "(a + 1.5) * 2"),
        ("a-(1-2)", "a - (1 - 2)"),
        ("(a-1)-2", "a - 1 - 2"),
        ("a/(2*3)", "a / (2 * 3)"),
        ("(a*2)/3", "a * 2 / 3"),
        ("a+(1+2)", "a + (1 + 2)"),
        ("min(a，2,3)*2", "min(a, 2, 3) * 2"),
        ("max((a+1),2)", "max(a + 1, 2)"),
        ("max(min(a,2,5),3,4)", "max(min(a, 2, 5), 3, 4)"),
        ("min(min(a,2),min(3,4))", "min(a, 2, min(3, 4))"),
    ],
)
def test_a_formula_prints_back_with_the_brackets_it_needs(text: str, printed: str) -> None:
    formula = Formula(text, A)

    assert printed == str(formula) == str(Formula(printed, A))
    assert text == formula.text


def test_a_formula_is_a_value() -> None:
    one = Formula("a * b", {"a": "area"}, {"b": "2.80"})
    two = Formula("a * b", [("a", "area")], [("b", Decimal("2.8"))])  # type: ignore[arg-type]

    assert one == two
    assert hash(one) == hash(two)
    assert one != Formula("a * b", {"a": "area"}, {"b": "2.81"})


def test_a_bill_by_formula_travels_on_the_wire() -> None:
    text = "min(max(面积 * 单价, 10), 900 / k)"
    formula = Formula(text, {"面积": "area", "k": "coefficient:楼层"}, {"单价": "2.80"})
    (bill,) = issued(formula, HOME).bills

    assert bill == decode(json.loads(json.dumps(encode(bill))))


def test_a_thousand_units_are_charged_as_each_alone() -> None:
    areas = [plain(5000 + 37 * i, 2) for i in range(1000)]
    formula = Formula("max(a * 1.85, 150) + (a - 60) / 3", A)
    run = issued(formula, *(unit(str(i), area) for i, area in enumerate(areas)))
    expected = {}
    for i, area in enumerate(areas):
        size = Fraction(area)
        worth = max(size * Fraction("1.85"), Fraction(150)) + (size - 60) / 3
        expected[str(i)] = round_by_hand(worth * 100, Mode.HALF_UP)

    assert expected == {row[0]: row[5] for row in run.rows()}
    assert not run.skipped
