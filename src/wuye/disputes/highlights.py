"""Who once disputed a shared cost sees it on the next bill (公摊重点说明).

>>> from ..ledger import Account
>>> once_disputed(Account("锦苑物业", "O-1"))
()
"""

from __future__ import annotations

from ..bills import Bill
from ..fees.answers.workings import is_shared
from ..ledger import Account, Hold


def once_disputed(account: Account) -> tuple[str, ...]:
    """The codes of shared costs that a debtor ever disputed, whatever came of it.

    It is what ``highlight`` of :func:`wuye.fees.notice` asks for.  A bill that was finished
    before the account's checkpoint is not known any more.
    """
    disputed = {
        each.item for each in account.documents if isinstance(each, Hold) and each.kind == "dispute"
    }
    bills = (each for each in account.documents if isinstance(each, Bill))
    lines = (line for bill in bills for line in bill.lines if line.id in disputed)
    return tuple(dict.fromkeys(line.item for line in lines if is_shared(line)))
