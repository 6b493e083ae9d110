"""Amounts as a resident reads them: so many yuan, and so many more or less."""

from __future__ import annotations

from ...explain import Language
from ...money import Money


def yuan(amount: Money, language: Language = "zh") -> str:
    """Write an amount with its unit.

    >>> yuan(Money("20")), yuan(Money("20"), "en")
    ('20.00 元', '20.00 yuan')
    """
    return f"{amount} {('元', 'yuan')[language == 'en']}"


def signed(amount: Money, language: Language = "zh") -> str:
    """Write what is more with a plus, and what is less with a minus.

    >>> signed(Money("5")), signed(Money("-1.05"))
    ('+5.00 元', '-1.05 元')
    """
    return f"{'+' * (amount.fen > 0)}{yuan(amount, language)}"
