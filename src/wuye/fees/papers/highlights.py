"""What stands out on a bill (重点说明): shared costs that the household once asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...bills import BillLine
from ...explain import Language
from ...format import fact
from ..answers.meaning import share_in_words
from ..answers.workings import is_shared
from .disclosures import Disclosure


def highlights(
    lines: Iterable[BillLine],
    items: Iterable[str],
    disclosures: Iterable[Disclosure] = (),
    language: Language = "zh",
) -> Iterator[str]:
    """Say of each shared cost among some items its total, what drove it, and the share.

    What drove a cost is told where its disclosure is given; of the other rooms nothing is.
    """
    en, asked, public = language == "en", frozenset(items), tuple(disclosures)
    for line in lines:
        if line.item in asked and is_shared(line):
            drivers = [
                " ".join(filter(None, row[:2]))
                for each in public
                if (each.item, each.service) == (line.item, line.service)
                for row in each.driver_rows(language)
            ]
            mine = (f"您这次 {line.amount} 元", f"yours this time {line.amount} yuan")[en]
            told = [share_in_words(line, language), mine, *drivers]
            label = (f"您问过的{line.name}", f"You asked about {line.name}")[en]
            yield fact(label, ("；", "; ")[en].join(told), language)
