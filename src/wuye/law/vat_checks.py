"""A rate that somebody uses (税率核对), held against the rows of the day.

Wrong rates that are still taught: 5 % after 2025, 1 % on parking and rent, 6 % on
parking.  What contradicts the text of the law stops; what rests on anything else is a
question for the tax office, and so is 5 % of a general taxpayer on leases of old property
(老不动产), since nothing read says whether it went on after 2025.

>>> from datetime import date
>>> [
...     finding.code
...     for finding in check_rate(Item.RENT, Taxpayer.SMALL, "0.01", on=date(2026, 10, 1))
... ]
['vat-reduced-on-lease']
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ..money import exact
from . import tax
from .reference import Finding
from .vat import LEASES, NO_SALE, Item, Taxpayer, rate, rates

_ONE, _THREE, _FIVE, _SIX = (Decimal(text) for text in ("0.01", "0.03", "0.05", "0.06"))


def check_rate(
    item: Item, taxpayer: Taxpayer, claimed: Decimal | str, *, on: date
) -> tuple[Finding, ...]:
    """Hold a rate that somebody uses, such as ``"0.05"``, against the rows of the day.

    Raises :class:`~wuye.errors.NotInForceError` for a day on which there are none.
    """
    value = exact(claimed, place="check_rate")
    known = rates(item, taxpayer, on=on)
    if not known:
        rate(item, taxpayer, on=on)  # raises and says what is missing
    same = [row for row in known if row.rate == value]
    if any(row.verified for row in same):
        return ()
    doubtful = known[0].cites[-1]
    if same:
        doubtful = same[0].cites[-1]
        says = f"税率（征收率）未见法律原文，请向税务机关核实：{doubtful}"
        return (Finding("vat-rate-unverified", says, doubtful, stops=False),)
    if item in NO_SALE:
        says = "代收款项、维修资金、未没收的押金不是销售额，不计税（未核实）"
        return (Finding("vat-on-no-sale", says, doubtful, stops=False),)
    if on < tax.VAT.since:
        says = "2026年以前的规定未见原文，请向税务机关核实"
        return (Finding("vat-rate-unverified", says, doubtful, stops=False),)
    levy = tax.cite("vat", "11", on)
    if value == _FIVE and item in LEASES and taxpayer is Taxpayer.GENERAL:
        says = "2026年起征收率只有3%；老不动产5%是否继续有效未核实，请向税务机关核实"
        return (Finding("vat-levy-of-5-percent", says, levy, stops=False),)
    if value == _FIVE:
        says = "2026年起征收率只有3%，没有5%"
        return (Finding("vat-levy-of-5-percent", says, levy),)
    if item in LEASES and value == _ONE:
        says = "出租不动产（含停车）不适用减按1%"
        return (Finding("vat-reduced-on-lease", says, levy),)
    if item is Item.PARKING and value == _SIX:
        says = "停车属于不动产经营租赁，不按物业服务计税（归类未核实）"
        return (Finding("vat-parking-as-service", says, doubtful, stops=False),)
    if (item, taxpayer, value) == (Item.WATER, Taxpayer.GENERAL, _THREE):
        says = "自来水差额3%在2026年后是否有效未核实，请向税务机关核实"
        return (Finding("vat-rate-unverified", says, known[0].cites[0], stops=False),)
    says = "该项目没有这个税率（征收率）"
    return (Finding("vat-rate-unknown", says, known[0].cites[0]),)
