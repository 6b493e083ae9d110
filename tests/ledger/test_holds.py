"""Holds: what is set apart, by which of several, and whether penalty on it stands still."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from attrs import evolve

from community import october
from wuye import Account, Money, Payment, Rounding
from wuye.bills import Held
from wuye.errors import RuleError
from wuye.exchange import decode, encode
from wuye.fees import PenaltyTerms
from wuye.ledger import Hold, ItemState, Release

(_LINE, *_) = october().of_unit("3-1-502")[0].lines
BILL = evolve(october().of_unit("3-1-502")[0], lines=[evolve(_LINE, fen=30000)])
ITEM = BILL.lines[0].id
NOVEMBER_5 = date(2026, 11, 5)
DAY = date(2026, 12, 21)


def hold(
    id_: str,
    amount: str,
    *,
    on: date = NOVEMBER_5,
    kind: str = "dispute",
    penalty: Literal["stops", "runs"] = "stops",
) -> Hold:
    return Hold(
        id=id_,
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=on,
        item=ITEM,
        amount=amount,
        kind=kind,
        penalty=penalty,
    )


def release(id_: str, on: date, *, restored: bool) -> Release:
    return Release(
        id=f"{id_}:release",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=on,
        hold=id_,
        restores_penalty=restored,
    )


def item(account: Account, day: date = DAY) -> ItemState:
    return account.on(day).item(ITEM)


def test_penalty_on_what_is_only_marked_runs_and_is_not_asked_for() -> None:
    """300.00 × 57 days × 0.03 % is 5.13, of which 280.00 bear 4.788."""
    account = Account.of([BILL, hold("h", "20.00", penalty="runs")])

    assert ("5.13", "0.34") == (str(item(account).penalty_open), str(item(account).penalty_held))
    assert "284.79" == str(account.quote(DAY).total)
    assert (Held("h", "dispute", Money("20.00"), Money("0.34")),) == item(account).holds


def test_penalty_on_what_is_held_stands_still_unless_said_otherwise() -> None:
    """280.00 × 57 days and 20.00 × 10 days: 4.848, of which 4.79 are asked for."""
    account = Account.of([BILL, hold("h", "20.00")])

    assert ("4.85", "0.06") == (str(item(account).penalty_open), str(item(account).penalty_held))
    assert "284.79" == str(account.quote(DAY).total)


@pytest.mark.parametrize("restored", [True, False])
def test_what_was_only_marked_is_owed_in_full_when_the_hold_ends(restored: bool) -> None:
    marked = hold("h", "20.00", penalty="runs")
    end = release("h", date(2026, 12, 1), restored=restored)
    account = Account.of([BILL, marked, end])

    assert () == item(account).holds
    assert "305.13" == str(account.quote(DAY).total)
    assert item(Account.of([BILL])).penalty_open == item(account).penalty_open


def test_each_hold_says_what_it_sets_apart_and_what_for() -> None:
    """30.00 held before the due day bore nothing; 20.00 bear 57 days, 250.00 the rest."""
    complaint = hold("c", "30.00", on=date(2026, 10, 20), kind="complaint")
    account = Account.of([BILL, complaint, hold("d", "20.00", penalty="runs")])

    assert [
        Held("c", "complaint", Money("30.00"), Money("0.00")),
        Held("d", "dispute", Money("20.00"), Money("0.34")),
    ] == list(item(account).holds)
    assert "4.62" == str(item(account).penalty_open)  # 270.00 × 57 days
    assert item(account).holds == account.on(DAY).open_items[0].holds


def test_what_is_paid_by_designation_leaves_the_last_holds_first() -> None:
    meant = Payment("p", "260.00", on=date(2026, 10, 25), designated=[ITEM])
    account = Account.of([BILL, hold("c", "30.00", kind="complaint"), hold("d", "20.00")])
    account = account.receive(meant).account

    assert [("c", "30.00"), ("d", "10.00")] == [
        (each.id, str(each.principal)) for each in item(account).holds
    ]
    assert "40.00" == str(item(account).held)


def test_a_hold_without_a_word_on_penalty_stops_it() -> None:
    told = encode(hold("h", "20.00", penalty="runs"))
    untold = encode(hold("h", "20.00"))
    del untold["data"]["penalty"]

    assert hold("h", "20.00", penalty="runs") == decode(told)
    assert hold("h", "20.00") == decode(untold)
    with pytest.raises(RuleError, match="runs"):
        hold("h", "20.00", penalty="walks")  # type: ignore[arg-type]


def test_rounding_each_stretch_never_holds_less_than_nothing() -> None:
    """1.00 bears 0.3 fen in 10 days and, 0.01 held, 1.4 in 47; 0.99 would bear 1.7 in 57."""
    terms = PenaltyTerms("0.0003", rounding=Rounding.fen(each="segment"))
    bill = evolve(BILL, lines=[evolve(_LINE, fen=100)], penalty=terms)
    found = item(Account.of([bill, hold("h", "0.01")]))

    assert ("0.01", "0.00") == (str(found.penalty_open), str(found.penalty_held))
    assert (Held("h", "dispute", Money("0.01"), Money("0.00")),) == found.holds


def test_a_line_that_never_bore_anything_is_the_same_whichever_day_is_asked_first() -> None:
    """Held from the day of its bill and paid, it has nothing that could bear penalty."""
    meant = Payment("p", "300.00", on=BILL.on, designated=[ITEM])
    documents = Account.of([BILL, hold("h", "300.00", on=BILL.on)]).receive(meant).account.documents
    asked, fresh = Account.of(documents), Account.of(documents)
    asked.on(date(2027, 3, 1))

    assert item(fresh) == item(asked)
