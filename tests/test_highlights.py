"""Who once disputed a shared cost sees its total and share on the next bill."""

from __future__ import annotations

from datetime import date

from community import OCTOBER, estate, october, schedule
from wuye import Account, fees
from wuye.disputes import once_disputed
from wuye.ledger import Hold, Release

BILL = october().of_unit("3-1-502")[0]
NEXT = fees.issue(estate(), schedule(), OCTOBER.shift(1), costs={"hall-power": "2150"}).of_debtor(
    "O-17"
)[0]


def held(code: str, kind: str = "dispute") -> Hold:
    line = BILL[code]
    return Hold(
        id=f"D-{code}",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=date(2026, 10, 5),
        item=line.id,
        amount="10.00",
        kind=kind,
    )


def test_a_shared_cost_that_was_disputed_is_named_and_a_fee_of_ones_own_is_not() -> None:
    account = Account.of([BILL, held("property"), held("hall-power"), NEXT])

    assert ("hall-power",) == once_disputed(account)
    notice = fees.notice(
        NEXT, {}, ways=[], telephone="", draft=True, highlight=once_disputed(account)
    )
    assert "您问过的公摊电费" in notice.text()


def test_a_dispute_that_ended_long_ago_still_counts_as_one() -> None:
    end = Release(
        id="R-1",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=date(2026, 10, 9),
        hold="D-hall-power",
        restores_penalty=True,
    )

    assert ("hall-power",) == once_disputed(Account.of([BILL, held("hall-power"), end]))


def test_what_was_held_for_another_reason_or_never_is_not_named() -> None:
    assert () == once_disputed(Account.of([BILL, held("hall-power", kind="complaint")]))
    assert () == once_disputed(Account.of([BILL]))
