"""Money as whole fen, and the one gate through which numbers come in.

Inside there are only integers.  ``Decimal`` stands at the edge: it is read digit by
digit and written digit by digit, so no decimal context of the host can change a fen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from attrs import field, frozen

from .errors import InexactError, MoneyError

_PLAIN = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,12})?", re.ASCII)
_LONGEST = 30  # digits before and after the point: 18 and 12
_MOST = 10**18
_MOST_FEN = 100 * _MOST


def exact(value: object, *, place: str) -> Decimal:
    """Read an exact number (rate, area, reading, coefficient) in its one plain form.

    Takes a plain ASCII string, an ``int`` or a finite ``Decimal``; refuses floats.

    >>> exact("93.370", place="area"), exact(Decimal("1E+2"), place="area")
    (Decimal('93.37'), Decimal('100'))
    >>> exact(0.1, place="rate")
    Traceback (most recent call last):
    wuye.errors.InexactError: rate: a float is not exact: 0.1; write "0.1" in quotes
    """
    if isinstance(value, float):
        raise InexactError("a float is not exact", value, place, f'write "{value}" in quotes')
    if isinstance(value, Decimal):
        text = _plain(value, place)
    elif isinstance(value, int) and not isinstance(value, bool):
        text = str(value) if abs(value) < _MOST else "more than 18 digits"
    elif isinstance(value, str):
        text = value
    else:
        raise InexactError(
            f"{type(value).__name__} is no number", value, place, "give a string or a Decimal"
        )
    if not _PLAIN.fullmatch(text):
        raise MoneyError(
            "not a plain number",
            text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…",
            place,
            "write digits with a point, such as 12.34: no spaces, commas, signs or exponents",
        )
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    whole = "-" * whole.startswith("-") + (whole.lstrip("-").lstrip("0") or "0")
    text = f"{whole}.{part}" if part else whole
    return Decimal("0" if text == "-0" else text)


def _plain(value: Decimal, place: str) -> str:
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or not -_LONGEST <= exponent <= _LONGEST:
        raise MoneyError(
            "not a finite number in range", str(value).upper(), place, "give a plain number"
        )
    text = "".join(map(str, digits)) + "0" * exponent
    if exponent < 0:
        text = text.rjust(1 - exponent, "0")
        text = f"{text[:exponent]}.{text[exponent:].rstrip('0') or '0'}"
    return "-" * sign + text


def scaled(value: Decimal) -> tuple[int, int]:
    """Return a number from :func:`exact` as (integer, power of ten).

    >>> scaled(Decimal("93.37"))
    (9337, 100)
    """
    whole, part = value.as_integer_ratio()
    scale = 1
    while scale % part:
        scale *= 10
    return whole * (scale // part), scale


def unscaled(whole: int, scale: int) -> Decimal:
    """Give back the number of which :func:`scaled` made an integer and a power of ten.

    >>> unscaled(9337, 100)
    Decimal('93.37')
    """
    digits = tuple(map(int, str(abs(whole))))
    return exact(Decimal((whole < 0, digits, 1 - len(str(scale)))), place="number")


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Add numbers from :func:`exact`; the sum is as exact as they are.

    >>> exact_sum([Decimal("100.5"), Decimal("98.60")])
    Decimal('199.1')
    """
    pairs = [scaled(value) for value in values]
    scale = max((power for _, power in pairs), default=1)
    total = sum(whole * (scale // power) for whole, power in pairs)
    return unscaled(total, scale)


def _fen(value: object) -> int:
    if isinstance(value, Money):
        return value.fen
    if isinstance(value, int) and not isinstance(value, bool):
        raise InexactError(
            "a bare integer could be yuan or fen",
            value,
            "Money",
            f'write Money("{value}") for yuan or Money.of_fen({value}) for fen',
        )
    whole, scale = scaled(exact(value, place="Money"))
    if scale > 100:
        text = str(value).upper()
        raise MoneyError("more than two decimal places", text, "Money", "round it first")
    return whole * (100 // scale)


@frozen(order=True, repr=False)
class Money:
    """An amount in renminbi (人民币), held as whole fen (分).

    >>> Money("12.3") + Money("0.05")
    Money('12.35')
    >>> Money("280.00").fen, Money("280.00").yuan
    (28000, Decimal('280.00'))

    Floats, bare integers and more than two decimal places are refused.  Money adds to
    and compares with money alone; ``sum`` needs ``start=Money("0")``.
    """

    fen: int = field(converter=_fen)

    @classmethod
    def of_fen(cls, fen: int) -> Money:
        """Make money from whole fen.

        >>> Money.of_fen(2000)
        Money('20.00')
        """
        if type(fen) is not int and (isinstance(fen, bool) or not isinstance(fen, int)):
            raise InexactError("fen are whole numbers", fen, "Money.of_fen", "give an int")
        if not -_MOST_FEN < fen < _MOST_FEN:
            raise MoneyError("not an amount in range", None, "Money.of_fen", "18 digits of yuan")
        money = object.__new__(cls)
        object.__setattr__(money, "fen", fen)
        return money

    @classmethod
    def total(cls, amounts: Iterable[Money]) -> Money:
        """Add up any number of amounts; none make 0.00."""
        return cls.of_fen(sum(amount.fen for amount in amounts))

    @property
    def yuan(self) -> Decimal:
        """The amount in yuan, always with two places."""
        return Decimal(str(self))

    def __str__(self) -> str:
        yuan, fen = divmod(abs(self.fen), 100)
        return f"{'-' * (self.fen < 0)}{yuan}.{fen:02}"

    def __repr__(self) -> str:
        return f"Money('{self}')"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __reduce__(self) -> tuple[type[Money], tuple[str]]:
        return Money, (str(self),)

    def __bool__(self) -> bool:
        return self.fen != 0

    def __neg__(self) -> Money:
        return Money.of_fen(-self.fen)

    def __abs__(self) -> Money:
        return Money.of_fen(abs(self.fen))

    def __add__(self, other: Money) -> Money:
        return Money.of_fen(self.fen + other.fen) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: Money) -> Money:
        return Money.of_fen(self.fen - other.fen) if isinstance(other, Money) else NotImplemented
