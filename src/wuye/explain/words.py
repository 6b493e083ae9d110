"""The third reader: words, in Chinese and English, to be checked on paper."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from ..errors import RuleError
from ..rounding import Mode
from .recompute import fraction, last_remainder
from .tree import Between, Bounded, Expr, Input, Op, Rounded, Share, Sign, Whole

Language = Literal["zh", "en"]

#: unit -> (Chinese, English, decimal places at least)
UNITS: Mapping[str, tuple[str, str, int]] = {
    "": ("", "", 0),
    "yuan": (" 元", " yuan", 2),
    "sqm": (" ㎡", " m²", 2),
    "yuan/sqm/month": (" 元/㎡·月", " yuan/m²/month", 2),
    "yuan/sqm/day": (" 元/㎡·天", " yuan/m²/day", 2),
    "yuan/month": (" 元/月", " yuan/month", 2),
    "household": (" 户", " households", 0),
    "yuan/household/month": (" 元/户·月", " yuan/household/month", 2),
    "space": (" 个车位", " spaces", 0),
    "yuan/space/month": (" 元/车位·月", " yuan/space/month", 2),
    "m3": (" m³", " m³", 0),
    "yuan/m3": (" 元/m³", " yuan/m³", 2),
    "kwh": (" 度", " kWh", 0),
    "yuan/kwh": (" 元/度", " yuan/kWh", 2),
    "GJ": (" GJ", " GJ", 0),
    "yuan/GJ": (" 元/GJ", " yuan/GJ", 2),
    "person": (" 人", " persons", 0),
    "minute": (" 分钟", " minutes", 0),
    "block": (" 个计时单位", " time blocks", 0),
    "minute/block": (" 分钟/个", " minutes a block", 0),
    "yuan/block": (" 元/个", " yuan a block", 2),
    "month": (" 个月", " months", 0),
    "day/month": (" 天/月", " days/month", 0),
    "day": (" 天", " days", 0),
    "sqm*day": (" ㎡·天", " m²·days", 2),
    "household*day": (" 户·天", " household·days", 0),
    "space*day": (" 个车位·天", " space·days", 0),
    "per-day": ("/天", " a day", 0),
    "per-year": ("/年", " a year", 0),
    "day/year": (" 天/年", " days/year", 0),
}
#: what a unit ends in when the number was estimated and not read (估抄)
ESTIMATED = ", estimated"
MODES: Mapping[Mode, tuple[str, str]] = {
    Mode.HALF_UP: ("四舍五入", "rounded half-up"),
    Mode.HALF_EVEN: ("四舍六入五成双", "rounded half-even"),
    Mode.DOWN: ("舍去尾数", "rounded down"),
    Mode.UP: ("向上进位", "rounded up"),
}
TO_UNIT: Mapping[int, tuple[str, str]] = {
    1: ("到分", " to the fen"),
    10: ("到角", " to the jiao"),
    100: ("到元", " to the yuan"),
}
_PRINTED: Mapping[Sign, str] = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_SUM, _PRODUCT, _ATOM = range(3)  # how tightly a printed formula holds together


def _number(value: Fraction, least: int, most: int = 6) -> str:
    """Write a number with at least so many places, cut after ``most`` with an ellipsis."""
    whole, rest = divmod(abs(value), 1)
    places = ""
    while (rest and len(places) < most) or len(places) < least:
        digit, rest = divmod(rest * 10, 1)
        places += str(digit)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}{'.' * bool(places)}{places}{'…' * bool(rest)}"


def _quantity(value: Fraction, unit: str, language: Language, most: int = 6) -> str:
    plain = unit.removesuffix(ESTIMATED)
    zh, en, least = UNITS.get(plain, (f" {plain}", f" {plain}", 0))
    if value == 1:
        en = en.removesuffix("s")
    if plain != unit:
        zh, en = f"{zh}（估抄）", f"{en} (estimated)"
    return _number(value, least, most) + (en if language == "en" else zh)


def _show(expr: Expr, inputs: Mapping[str, Decimal], language: Language) -> tuple[str, int]:
    """Print a formula, and tell how tightly it holds together."""
    match expr:
        case Input(name=name, unit=unit):
            return _quantity(Fraction(inputs[name]), unit, language, 12), _ATOM
        case Op(sign=sign, left=left, right=right):
            if sign == "+" and (only := _all_but_unused(left, right, inputs)):
                return _show(only, inputs, language)
            mine = _SUM if sign in "+-" else _PRODUCT
            first, tight = _show(left, inputs, language)
            first = first if tight >= mine else f"({first})"
            second, tight = _show(right, inputs, language)
            bare = tight > mine or (tight == mine and sign in "+*")
            second = second if bare else f"({second})"
            return f"{first} {_PRINTED[sign]} {second}", mine
        case Between():
            return _quantity(fraction(expr, inputs), unit_of(expr), language, 12), _ATOM
        case Bounded():
            return _bounded(expr, inputs, language)
        case Rounded() | Share() | Whole():
            formula, tight = _show(_before(expr), inputs, language)
            words = _step_in_words(expr, inputs, language)
            return (f"[{formula}{words}]", _ATOM) if words else (formula, tight)
    raise RuleError("no such node in an expression", type(expr).__name__, "Basis.why")


def calculation(
    expr: Expr, inputs: Mapping[str, Decimal], language: Language, *, unit: str = "yuan"
) -> str:
    """Write a tree as one line: formula, value in ``unit``, and how it became whole."""
    words = ""
    if isinstance(expr, Rounded | Share | Whole):
        words, expr = _step_in_words(expr, inputs, language), _before(expr)
    formula, _ = _show(expr, inputs, language)
    return f"{formula} = {_quantity(fraction(expr, inputs), unit, language)}{words}"


def formula_of(expr: Expr, inputs: Mapping[str, Decimal], language: Language) -> str:
    """Write a part of a tree with its numbers."""
    return _show(expr, inputs, language)[0]


def value_of(expr: Expr, inputs: Mapping[str, Decimal], language: Language) -> str:
    """Write what a part of a tree comes to, with its unit."""
    return _quantity(fraction(expr, inputs), unit_of(expr), language, 12)


def _all_but_unused(left: Expr, right: Expr, inputs: Mapping[str, Decimal]) -> Expr | None:
    """Leave out a tier that nothing was used of, when there is another to show."""
    for unused, other in ((right, left), (left, right)):
        match unused:
            case Op(sign="*", left=Between() as tier) if not fraction(tier, inputs):
                return other
    return None


def unit_of(expr: Expr) -> str:
    """The unit in which a value is printed; that of a formula is that of its beginning."""
    match expr:
        case Input(unit=unit) | Whole(unit=unit):
            return unit
        case Between(of=inner) | Bounded(of=inner):
            return unit_of(inner)
        case Op(sign="+" | "-", left=left):
            return unit_of(left)
    return "yuan"


def _before(expr: Rounded | Share | Whole) -> Expr:
    """The value before the step that this node is."""
    return expr.exact() if isinstance(expr, Share) else expr.of


def _step_in_words(
    expr: Rounded | Share | Whole, inputs: Mapping[str, Decimal], language: Language
) -> str:
    """Say what a step changed, and into what; nothing when it changed nothing."""
    before, after = fraction(_before(expr), inputs), fraction(expr, inputs)
    if before == after:
        return ""
    comma, colon = ("，", "：") if language == "zh" else (", ", ": ")
    match expr:
        case Rounded(rounding=rounding):
            words = MODES[rounding.mode][language == "en"]
            words += TO_UNIT[rounding.unit][language == "en"]
        case Whole(mode=mode):
            words = MODES[mode][language == "en"] + ("到整数", " to a whole")[language == "en"]
        case Share():
            words = _remainder_in_words(expr, before, after, inputs, language)
    return f"{comma}{words}{colon}{_quantity(after, unit_of(expr), language)}"


def _bounded(expr: Bounded, inputs: Mapping[str, Decimal], language: Language) -> tuple[str, int]:
    """Print a value and the bound that it is held to; a bound that does not bite is not told."""
    formula, tight = _show(expr.of, inputs, language)
    before, after = fraction(expr.of, inputs), fraction(expr, inputs)
    if before == after:
        return formula, tight
    capped = not expr.least or after < before or after != fraction(expr.least, inputs)
    bound, _ = _show(expr.most if capped and expr.most else expr.least or expr.of, inputs, language)
    if language == "zh":
        words = f"，以{expr.name or '封顶'}为限：" if capped else f"，不低于{expr.name or '保底'}："
    else:
        name = f" ({expr.name})" if expr.name else ""
        words = f", capped{name}: " if capped else f", at least{name}: "
    return f"[{formula} = {_quantity(before, unit_of(expr), language)}{words}{bound}]", _ATOM


def _remainder_in_words(
    share: Share,
    before: Fraction,
    after: Fraction,
    inputs: Mapping[str, Decimal],
    language: Language,
) -> str:
    if share.odd:
        odd = _quantity(fraction(share.odd, inputs), "yuan", language)
        down = MODES[Mode.DOWN][language == "en"] + TO_UNIT[1][language == "en"]
        taken = (f"，另担余数{odd}", f", and {odd} of the odd fen")[language == "en"]
        return down + taken if fraction(share.odd, inputs) else down
    more, mine = abs(after) > abs(before), _number(abs(before) * 100 % 1, 0)
    last = _number(last_remainder(share, share.cutoff, inputs), 0) if share.cutoff else "1"
    tie = mine == last
    if language == "zh":
        same = "（相同的，权数大、次序在前者先）" if tie else ""
        done = "进1分" if more else "不进位"
        return f"余数{mine}分，进位线{last}分{same}，按最大余数法{done}"
    same = " (equals: larger weight, then earlier place)" if tie else ""
    done = "one fen more" if more else "no extra fen"
    return f"remainder {mine} fen, cut-off {last} fen{same}, {done} by largest remainder"
