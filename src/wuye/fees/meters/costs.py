"""What a usage costs at one price, away from any bill: common usage, and corrections.

What a main meter counted beyond its sub-meters is priced here and shared like any other
cost; so is what a true reading leaves of a usage that was billed on estimates.
"""

from __future__ import annotations

from ...explain import Basis, Input, Rounded
from ...rounding import Rounding
from ..tariffs.charges import rate as a_rate
from .corrections import Correction
from .submeters import Combined
from .usages import Usage


def usage_cost(used: Usage | Combined | Correction, rate: object, rounding: Rounding) -> Basis:
    """What a usage costs (公共用量计价): quantity × rate, with the readings it rests on.

    Its amount is a cost for ``issue(costs=...)``, its words are for the publication.  A
    correction below 0 is a credit.

    >>> from ...dates import Period
    >>> from .book import MeterBook
    >>> from .cuts import Cut
    >>> from .meter import Meter
    >>> from .readings import Reading
    >>> from .submeters import common_usage
    >>> october = Period.month(2026, 10)
    >>> main, home = Meter("M", None, "power"), Meter("E-1", "1-101", "power", of="M")
    >>> shown = [("M", 100, 150), ("E-1", 5, 35)]
    >>> book = MeterBook(
    ...     [main, home],
    ...     [
    ...         Reading(meter, day, value)
    ...         for meter, *values in shown
    ...         for day, value in zip((october.start, october.end), values)
    ...     ],
    ... )
    >>> rest = common_usage(main, book, october, Cut.last_read())
    >>> cost = usage_cost(rest, "0.588", Rounding.fen(each="line"))
    >>> cost.evaluate()
    Money('11.76')
    >>> print(cost.why("en"))
    (150 kWh − 100 kWh − (35 kWh − 5 kWh)) × 0.588 yuan/kWh = 11.76 yuan
    """
    expr, inputs = used.tree()
    price = Input("rate", f"yuan/{used.measure}")
    return Basis(Rounded(expr * price, rounding), (*inputs, (price.name, a_rate(rate))))
