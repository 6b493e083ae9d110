"""The evidence that answers a dispute: what its ground needs, about its lines alone."""

from __future__ import annotations

from datetime import date

import pytest

from community import october
from wuye import Account, Money, Owner, Payment, disputes
from wuye.disputes import GROUNDS, Ground
from wuye.errors import UnknownError
from wuye.evidence import KINDS, Archive, Paper
from wuye.evidence.kinds import Kind

BILL = october().of_unit("3-1-502")[0]
LODGED, DAY = date(2026, 11, 5), date(2026, 12, 21)


def lodged(ground: str, *lines: str) -> disputes.Dispute:
    return disputes.lodge("D-1", BILL, lines or ["hall-power"], ground=ground, on=LODGED).case


def paper(kind: Kind) -> Paper:
    return Paper(kind=kind, name=KINDS[kind].name, on=LODGED, kept="档案 1")


@pytest.mark.parametrize("ground", GROUNDS, ids=lambda ground: ground.code)
def test_whatever_the_ground_needs_and_the_archive_keeps_is_in_the_pack(ground: Ground) -> None:
    case, account = lodged(ground.code, "property", "hall-power"), Account.of([BILL])
    archive = Archive(papers=[paper(kind) for kind in KINDS])
    bare = disputes.evidence_for(case, account, on=DAY)
    whole = disputes.evidence_for(case, account, archive, on=DAY)

    assert (ground.zh,) == whole.purposes
    assert () == whole.missing
    assert {*ground.needs, "correspondence"} <= {each.kind for each in whole.exhibits}
    made_by_the_ledger = {"bill", "working", "statement", "payment"}
    of_no_use = {"reading", "meter-check"}  # nothing was metered
    needed = {*ground.needs, "correspondence"} - made_by_the_ledger - of_no_use
    assert needed == {each.kind for each in bare.missing} - {"payment"}


def test_it_is_about_the_disputed_lines_though_they_are_paid() -> None:
    paid = Account.of([BILL]).receive(Payment("p", "300.00", on=BILL.due)).account
    pack = disputes.evidence_for(lodged("already-paid"), paid, on=DAY)

    assert Money("0") == paid.on(DAY).outstanding
    assert (BILL["hall-power"].id,) == pack.lines
    assert ["correspondence"] == [each.kind for each in pack.missing]


def test_names_are_masked_in_it_too() -> None:
    owner = Owner("O-17", name="赵某某", phone="13800000017")
    letter = Paper(kind="correspondence", name="赵某某来函", on=LODGED, kept="客服系统")
    pack = disputes.evidence_for(
        lodged("amount"), Account.of([BILL]), Archive(papers=[letter]), on=DAY, owner=owner
    )

    assert "赵**来函" in pack.text()
    assert "赵某某" not in pack.text() + pack.html()


def test_a_bill_of_another_account_is_refused() -> None:
    with pytest.raises(UnknownError, match="not billed"):
        disputes.evidence_for(lodged("amount"), Account("锦苑物业", "O-99"), on=DAY)
