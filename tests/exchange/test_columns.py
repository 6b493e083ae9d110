"""Results as columns that any table library takes, without one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum

import pytest
from attrs import has

from community import october
from wuye import Account, Money, Payment, Period, dunning
from wuye.dates import CHINA
from wuye.disputes import complaints
from wuye.errors import RowIssue, RuleError, UnknownError
from wuye.estate import Person
from wuye.exchange import to_columns
from wuye.exchange.columns import _paths
from wuye.fees import Difference, Relief, Skip
from wuye.ledger import State

PLAIN = (str, int, bool, date, Decimal, tuple, type(None))


def plain(columns: dict[str, list[object]]) -> None:
    """Hold columns against what a table library asks: equal lengths, plain values."""
    assert 1 == len({len(column) for column in columns.values()})
    for column in columns.values():
        for value in column:
            assert isinstance(value, PLAIN)
            assert not has(type(value))
            assert not isinstance(value, Enum | Money)


def test_lines_and_bills_add_up_in_fen() -> None:
    run = october()
    lines = run.to_columns()
    bills = to_columns(run.bills)

    plain(lines)
    plain(bills)
    assert run.total.fen == sum(lines["fen"]) == sum(bills["total_fen"])  # type: ignore[arg-type]
    built = to_columns(line for bill in run.bills for line in bill.lines)
    assert sorted(lines["fen"]) == sorted(built["fen"])  # type: ignore[type-var]


def test_items_of_an_account_and_what_is_decided() -> None:
    run = october()
    debtor = run.bills[0].debtor
    account = Account.of(run.of_debtor(debtor))
    account = account.receive(Payment("p", "100.00", on=date(2026, 11, 3))).account
    state = account.on(date(2026, 12, 21))
    decision = dunning.decide(state, dunning.MESSAGE_THEN_LETTER)

    items, states = to_columns(state.items), to_columns([state])
    for columns in (items, states, to_columns(state.open_items), to_columns(decision.actions)):
        plain(columns)
    assert state.outstanding.fen == states["outstanding_fen"][0]
    open_fen = zip(items["principal_fen"], items["penalty_open_fen"], strict=True)
    assert state.outstanding.fen == sum(a + b for a, b in open_fen)  # type: ignore[operator]
    assert [100_00] == states["received_fen"]
    assert [action.total.fen for action in decision.actions] == to_columns(decision.actions)[
        "total_fen"
    ]


def test_tickets_and_their_clocks_show_nobody() -> None:
    at = datetime(2026, 11, 3, 9, tzinfo=CHINA)
    ticket = complaints.receive(
        "T-1", kind="repair", category="leak", unit="3-1-502", at=at,
        reporter=Person("O-17", name="赵某某", phone="13800000017"), says="厨房漏水",
    )  # fmt: skip
    tickets = to_columns([ticket])
    clocks = to_columns(complaints.clocks(ticket, complaints.DEFAULT, at=at))

    plain(tickets)
    plain(clocks)
    assert ["received"] == tickets["status"]
    assert ["first-response", "repair"] == clocks["clock"]
    assert not any(told in repr(tickets) for told in ("3-1-502", "赵", "138", "O-17", "漏"))


def test_claims_and_the_ends_of_limitation_add_up_in_fen() -> None:
    run = october()
    state = Account.of(run.of_debtor(run.bills[0].debtor)).on(date(2026, 12, 21))
    sheet = dunning.claim_sheet(state, "suit")
    claimed, watched = to_columns(sheet.rows), to_columns(dunning.watch_limitation(state, soon=180))

    plain(claimed)
    plain(watched)
    assert sheet.principal.fen == sum(claimed["principal_fen"])  # type: ignore[arg-type]
    assert state.outstanding.fen == sum(watched["open_fen"])  # type: ignore[arg-type]


def test_what_is_missing_is_none() -> None:
    new = Difference("1-101", "O-1", "c", "x", None, Money("3.00"), (), ())

    columns = to_columns([new])
    assert ([None], [300], [300]) == (columns["was_fen"], columns["now_fen"], columns["more_fen"])
    own = Relief("W", "1-101", "x", "O-1", Period.month(2026, 10), Money("1.00"), None)
    assert [None] == to_columns([own])["bearer"]
    assert [date(2026, 11, 1)] == to_columns([own])["until"]


def test_no_values_still_have_their_columns() -> None:
    assert {} == to_columns(())
    assert {"unit": [], "item": [], "reason": [], "detail": []} == to_columns((), of=Skip)


def test_values_of_several_classes_and_of_none_that_is_known_are_refused() -> None:
    skip, issue = Skip("u", "x", "area-missing"), RowIssue("f", 1, "c", "money", "m")

    with pytest.raises(RuleError, match="several classes"):
        to_columns([skip, issue])
    with pytest.raises(RuleError, match="several classes"):
        to_columns([skip], of=State)
    with pytest.raises(UnknownError, match="Period"):
        to_columns([Period.month(2026, 10)])


@pytest.mark.parametrize("kind", _paths(), ids=lambda kind: kind.__name__)
def test_every_column_is_read_from_something_that_is_there(kind: type) -> None:
    names = {path.partition(".")[0] for path in _paths()[kind].values()}

    assert set() == {name for name in names if not hasattr(kind, name)}
