"""The grammar of formulas (计费公式): numbers, names, ``+ - * /``, brackets, min and max.

Nothing is ever executed: a text is read into a tree of :mod:`wuye.explain`, sign by sign,
and written back from it.  The signs of the trade (× ÷ − and full-width ones) are read too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NoReturn

from attrs import frozen

from ...errors import RuleError, UnknownError
from ...explain import Bounded, Expr, Input, Op, Sign
from ...money import exact

LONGEST = 300  # signs in a formula, blanks aside
DEEPEST = 40  # calculations and brackets within each other
NUMBER = "number:"  # before the digits, in the name of the input that a number becomes

_PLAIN = str.maketrans("×＊÷／＋－−（），．０１２３４５６７８９", "**//+--(),.0123456789")
_NAME = r"[^\W\d]\w*"
_TOKEN = re.compile(rf"\s*(?:(?P<number>[0-9][0-9.]*)|(?P<name>{_NAME})|(?P<sign>\S)|$)")
_SIGNS: tuple[tuple[Sign, ...], ...] = (("+", "-"), ("*", "/"))
_BOUNDS: Mapping[str, Callable[[Expr, Expr], Expr]] = {
    "min": lambda value, most: Bounded(value, None, most),
    "max": lambda value, least: Bounded(value, least, None),
}


def is_name(text: str) -> bool:
    """Whether a text can stand in a formula as a name."""
    return bool(re.fullmatch(_NAME, text)) and text not in _BOUNDS


def read(text: str, names: Mapping[str, Input], place: str) -> Expr:
    """Read a formula whose names stand for these inputs.

    >>> AREA = Input("area", "sqm")
    >>> write(read("（面积 + 10）× 2.80", {"面积": AREA}, "a formula"), {AREA: "面积"})
    '(面积 + 10) * 2.8'

    Raises :class:`~wuye.errors.RuleError` for what is no formula, with the position of the
    fault, and :class:`~wuye.errors.UnknownError` for a name that is not declared.
    """
    if (signs := len("".join(text.split()))) > LONGEST:
        raise RuleError(f"a formula has at most {LONGEST} signs", signs, place, "split the item")
    return _Reader(text.translate(_PLAIN), names, place).formula()


@frozen
class _Token:
    kind: str
    text: str
    at: int


class _Reader:
    """Reads from left to right, one token ahead."""

    def __init__(self, text: str, names: Mapping[str, Input], place: str) -> None:
        self.text, self.names, self.place = text, names, place
        self.end = 0
        self.next = self._token()

    def formula(self) -> Expr:
        expr, _ = self._sum(0)
        if self.next.kind:
            self._refuse("a sign is missing", "join values with + - * / or remove the rest")
        return expr

    def _token(self) -> _Token:
        found = _TOKEN.match(self.text, self.end)
        kind = found.lastgroup if found else None
        if not found or not kind:
            return _Token("", "", len(self.text))
        self.end = found.end()
        return _Token(kind, found[kind], found.start(kind))

    def _take(self) -> _Token:
        taken, self.next = self.next, self._token()
        return taken

    def _sum(self, depth: int) -> tuple[Expr, int]:
        return self._joined(0, depth)

    def _joined(self, level: int, depth: int) -> tuple[Expr, int]:
        """A row of values joined by signs of one level, and how deep its tree is."""
        if level == len(_SIGNS):
            return self._value(depth)
        expr, deep = self._joined(level + 1, depth)
        while sign := self._sign(level):
            self._take()
            right, other = self._joined(level + 1, depth)
            expr, deep = Op(sign, expr, right), self._deeper(deep, other)
        return expr, deep

    def _sign(self, level: int) -> Sign | None:
        """The sign of a level that comes next."""
        for sign in _SIGNS[level]:
            if sign == self.next.text:
                return sign
        return None

    def _value(self, depth: int) -> tuple[Expr, int]:
        self._deeper(depth)
        if self.next.kind == "number":
            number = self._take()
            value = exact(number.text, place=self._at(number))
            return Input(f"{NUMBER}{value:f}"), 0
        if self.next.kind == "name" and self.next.text in _BOUNDS:
            return self._bound(_BOUNDS[self._take().text], depth + 1)
        if self.next.kind == "name":
            if self.next.text not in self.names:
                raise UnknownError(
                    "a name that is not declared",
                    self.next.text,
                    self._at(self.next),
                    f"declare what it stands for; known: {', '.join(self.names)}",
                )
            return self.names[self._take().text], 0
        if self.next.text == "(":
            self._take()
            expr, deep = self._sum(depth + 1)
            self._close()
            return expr, deep
        return self._refuse("a value is missing", "write a number, a name or (…); -x is 0 - x")

    def _bound(self, join: Callable[[Expr, Expr], Expr], depth: int) -> tuple[Expr, int]:
        if self.next.text != "(":
            self._refuse("min and max have brackets", "write min(a, b)")
        self._take()
        expr, deep = self._sum(depth)
        if self.next.text != ",":
            self._refuse("min and max compare two values or more", "write min(a, b)")
        while self.next.text == ",":
            self._take()
            other, deeper = self._sum(depth)
            expr, deep = join(expr, other), self._deeper(deep, deeper)
        self._close()
        return expr, deep

    def _close(self) -> None:
        if self.next.text != ")":
            self._refuse("a bracket is not closed", "write ) here")
        self._take()

    def _deeper(self, *depths: int) -> int:
        deep = max(depths) + 1
        if deep > DEEPEST:
            self._refuse(f"more than {DEEPEST} calculations within each other", "split the item")
        return deep

    def _at(self, token: _Token) -> str:
        return f"{self.place}, sign {token.at + 1}"

    def _refuse(self, problem: str, way_out: str) -> NoReturn:
        raise RuleError(problem, self.next.text or "the end", self._at(self.next), way_out)


def write(expr: Expr, names: Mapping[Input, str]) -> str:
    """Write a tree as a formula that reads back to an equal one."""
    return _written(expr, names)[0]


def _written(expr: Expr, names: Mapping[Input, str]) -> tuple[str, int]:
    """A formula, and how tightly it holds together: 0 a sum, 1 a product, 2 a value."""
    match expr:
        case Input(name=name):
            return names.get(expr) or name.removeprefix(NUMBER), 2
        case Op(sign=sign, left=left, right=right):
            mine = 0 if sign in _SIGNS[0] else 1
            (first, tight), (second, tighter) = _written(left, names), _written(right, names)
            first = first if tight >= mine else f"({first})"
            second = second if tighter > mine else f"({second})"
            return f"{first} {sign} {second}", mine
        case Bounded(of=inner, least=None, most=Expr() as bound):
            return _compared("min", inner, bound, names, isinstance(inner, Bounded) and inner.most)
        case Bounded(of=inner, least=Expr() as bound, most=None):
            return _compared("max", inner, bound, names, isinstance(inner, Bounded) and inner.least)
    raise RuleError("no part of a formula", type(expr).__name__, "a formula", "see its grammar")


def _compared(
    of: str, inner: Expr, bound: Expr, names: Mapping[Input, str], goes_on: object
) -> tuple[str, int]:
    """A min or max of two values, or one more value in the min or max before."""
    first = write(inner, names)
    begun = first[:-1] if goes_on else f"{of}({first}"
    return f"{begun}, {write(bound, names)})", 2
