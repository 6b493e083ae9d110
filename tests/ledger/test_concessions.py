"""What is given up after the fact: waivers, rounding off, write-offs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from community import october
from wuye import Account, Bill, Money, Payment, Period, dunning
from wuye.errors import ExceedsError, MoneyError, RuleError, UnknownError, WuyeError
from wuye.ledger import (
    Document,
    Hold,
    Release,
    RoundingOff,
    State,
    WaiverNote,
    WriteOff,
    correct,
    standing,
)

BILL = october().of_unit("3-1-502")[0]  # 280.00 and 20.00, due 25 October, 0.03 % a day
PROPERTY, POWER = (line.id for line in BILL.lines)
NOVEMBER_3, DECEMBER_21 = date(2026, 11, 3), date(2026, 12, 21)


def about(id_: str, on: date, item: str = PROPERTY) -> dict[str, Any]:
    return {
        "id": id_,
        "creditor": BILL.creditor,
        "debtor": BILL.debtor,
        "on": on,
        "item": item,
    }


def waiver(principal: str = "0", penalty: str = "0", on: date = NOVEMBER_3) -> WaiverNote:
    return WaiverNote(
        **about("W-1", on), principal=principal, penalty=penalty, reason="困难", approval="经理"
    )


def write_off(on: date = NOVEMBER_3, **more: Any) -> WriteOff:
    told: dict[str, Any] = {"penalty": "stops", "reason": "失联"} | more
    return WriteOff(**about("X-1", on), **told)


def release(of: str, on: date, *, restores: bool = False) -> Release:
    return Release(
        id=f"{of}:release",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=on,
        hold=of,
        restores_penalty=restores,
    )


def state(*documents: Document, day: date = DECEMBER_21) -> State:
    return Account.of([BILL, *documents]).on(day)


# -- waivers ----------------------------------------------------------------------------


def test_penalty_stops_on_what_is_waived_from_its_day() -> None:
    """8 days of 280.00, 49 of 180.00: 0.672 + 2.646 = 3.318, to the fen 3.32."""
    item = state(waiver("100.00")).item(PROPERTY)

    assert ("180.00", "100.00", "0.00") == tuple(
        map(str, (item.principal, item.waived, item.credited))
    )
    assert Money("3.32") == item.penalty_accrued


def test_a_waiver_counts_from_its_day_and_apart_from_credits() -> None:
    before = state(waiver("100.00"), day=date(2026, 11, 2)).totals
    after = state(waiver("100.00"), day=NOVEMBER_3).totals

    assert ("0.00", "300.00") == (str(before.waived), str(before.billed))
    assert ("100.00", "0.00") == (str(after.waived), str(after.credited))


def test_waiving_the_penalty_leaves_the_principal_and_what_accrues_later() -> None:
    """4.79 by 21 December (57 days of 280.00); waived on that day, 0.08 more by the next."""
    note = waiver(penalty="4.79", on=DECEMBER_21)
    on_the_day = state(note).item(PROPERTY)
    later = state(note, day=date(2026, 12, 22)).item(PROPERTY)

    assert ("280.00", "0.00") == (str(on_the_day.principal), str(on_the_day.penalty_open))
    assert "0.08" == str(later.penalty_open)
    assert "4.79" == str(later.penalty_waived)


def test_never_more_than_is_open() -> None:
    account = Account.of([BILL])
    for principal, penalty in (("280.01", "0"), ("0", "0.77"), ("280.00", "0.77")):
        with pytest.raises(ExceedsError, match=r"give up to 280\.00 and penalty 0\.76"):
            account.post(waiver(principal, penalty))
    assert account.on(NOVEMBER_3) == Account.of([BILL]).on(NOVEMBER_3)
    account.post(waiver("280.00", "0.76"))


def test_what_was_paid_later_is_open_no_more() -> None:
    """A waiver that is entered late gives up no more than nobody has paid since."""
    paid = Account.of([BILL]).receive(Payment("p", "300.00", on=date(2026, 11, 9))).account
    with pytest.raises(ExceedsError, match=r"give up to 0\.00"):
        paid.post(waiver("1.00"))


def test_what_is_disputed_is_not_waived() -> None:
    hold = Hold(**about("H", NOVEMBER_3), amount="200.00")
    with pytest.raises(ExceedsError, match=r"give up to 80\.00 "):
        state(hold, waiver("80.01"))
    assert Money("200.00") == state(hold, waiver("80.00")).item(PROPERTY).principal


def test_money_found_late_makes_penalty_that_was_waived_smaller() -> None:
    """Paid on the due day after all: nothing accrued, so nothing was waived."""
    account = Account.of([BILL, waiver(penalty="0.76")])
    account = account.receive(Payment("p", "280.00", on=BILL.due, designated=[PROPERTY])).account
    item = account.on(DECEMBER_21).item(PROPERTY)

    assert ("0.00", "0.00", "0.00") == tuple(
        map(str, (item.penalty_accrued, item.penalty_waived, item.penalty_open))
    )


def test_what_was_waived_is_not_billed_again() -> None:
    known = standing([BILL, waiver("100.00"), rounding("0.05")])

    assert {PROPERTY: Money("100.05")} == known.conceded
    assert () == correct((), [BILL, waiver("100.00")], on=NOVEMBER_3, due=NOVEMBER_3)


@pytest.mark.parametrize(
    ("principal", "penalty"), [("0", "0"), ("-1", "0"), ("0", "-1"), ("2", "-1")]
)
def test_a_waiver_gives_up_something(principal: str, penalty: str) -> None:
    with pytest.raises(MoneyError):
        waiver(principal, penalty)


def test_a_waiver_says_why_and_names_an_item_that_is_here() -> None:
    with pytest.raises(RuleError):
        evolve(waiver("1"), reason=" ")
    with pytest.raises(UnknownError):
        state(evolve(waiver("1"), item="x"))
    with pytest.raises(RuleError, match="before"):
        state(waiver("1", on=date(2026, 9, 30)))


def test_evidence_and_approval_are_not_shown() -> None:
    assert "经理" not in repr(waiver("1"))


# -- rounding off -----------------------------------------------------------------------


def rounding(amount: str, limit: str = "0.09", item: str = PROPERTY) -> RoundingOff:
    return RoundingOff(**about("W-2", NOVEMBER_3, item), principal=amount, limit=limit)


def test_a_small_remainder_is_closed_within_the_limit() -> None:
    account = Account.of([BILL])
    account = account.receive(Payment("p", "279.95", on=BILL.due, designated=[PROPERTY])).account
    item = account.post(rounding("0.05")).account.on(DECEMBER_21).item(PROPERTY)

    assert item.settled
    assert ("0.05", "0.00") == (str(item.rounded_off), str(item.waived))


def test_no_more_is_rounded_off_than_the_limit_or_what_is_open() -> None:
    assert rounding("0.09")
    with pytest.raises(ExceedsError, match=r"give up to 0\.09"):
        rounding("0.10")
    with pytest.raises(ExceedsError):
        state(rounding("20.01", limit="30", item=POWER))


# -- write-offs -------------------------------------------------------------------------


def test_a_write_off_leaves_what_is_collected_and_keeps_the_claim() -> None:
    after = state(write_off())
    item = after.item(PROPERTY)

    assert Money("280.00") == item.principal
    assert Money("280.67") == after.written_off  # 8 days of 280.00: 0.67
    assert Money("20.34") == after.outstanding
    assert Money("20.34") == after.quote().total
    decision = dunning.decide(after, dunning.MESSAGE_THEN_LETTER)
    assert [POWER] == [id_ for action in decision.actions for id_ in action.items]
    assert [(PROPERTY, "280.67", "written-off")] == [
        (w.item, str(w.amount), w.reason) for w in decision.withheld
    ]


def test_penalty_runs_on_where_the_write_off_says_so() -> None:
    item = state(write_off(penalty="runs")).item(PROPERTY)

    assert Money("4.79") == item.penalty_accrued == item.penalty_written_off
    stopped = state(write_off()).item(PROPERTY).penalty
    assert stopped
    assert "（核销）" in stopped.details()


def test_a_payment_meant_for_it_is_a_recovery() -> None:
    account = Account.of([BILL, write_off()])
    day = date(2026, 12, 1)
    account = account.receive(Payment("p", "100.00", on=day, designated=[PROPERTY])).account
    after = account.on(DECEMBER_21)

    assert ("180.67", "100.00") == (str(after.written_off), str(after.recovered))
    assert Money("20.34") == after.outstanding
    told = account.statement(Period.month(2026, 12))
    assert [("receipt", "-100.00"), ("recovery", "100.00"), ("penalty", "0.18")] == [
        (e.kind, str(e.amount)) for e in told.entries[:3]
    ]
    assert told.written_off == Money("-100.00")


def test_undesignated_money_does_not_go_there() -> None:
    account = Account.of([BILL, write_off()])
    account = account.receive(Payment("p", "100.00", on=DECEMBER_21)).account
    after = account.on(DECEMBER_21)

    assert ("280.67", "0.00", "79.66") == tuple(
        map(str, (after.written_off, after.outstanding, after.prepaid))
    )


@pytest.mark.parametrize(("restores", "penalty"), [(False, "2.44"), (True, "4.79")])
def test_a_release_revives_it(restores: bool, penalty: str) -> None:
    """Written off from 3 November to 30 November: 28 days out of 57 bear nothing."""
    after = state(write_off(), release("X-1", date(2026, 12, 1), restores=restores))

    assert Money("0.00") == after.written_off
    assert Money(penalty) == after.item(PROPERTY).penalty_accrued


BAD: dict[str, tuple[list[Document], type[WuyeError]]] = {
    "twice": ([write_off(), evolve(write_off(), id="X-2")], RuleError),
    "before the bill": ([write_off(on=date(2026, 9, 1))], RuleError),
    "not here": ([evolve(write_off(), item="x")], UnknownError),
    "released twice": (
        [
            write_off(),
            release("X-1", DECEMBER_21),
            evolve(release("X-1", DECEMBER_21), id="again"),
        ],
        RuleError,
    ),
    "released before": ([write_off(), release("X-1", date(2026, 11, 2))], RuleError),
}


@pytest.mark.parametrize("name", BAD)
def test_what_contradicts_is_refused_and_changes_nothing(name: str) -> None:
    *first, last = BAD[name][0]
    account = Account.of([BILL, *first])
    before = account.on(DECEMBER_21)
    with pytest.raises(BAD[name][1]):
        account.post(last)
    assert before == account.on(DECEMBER_21)


def test_nothing_is_written_off_that_is_paid() -> None:
    paid = Account.of([BILL]).receive(Payment("p", BILL.total, on=BILL.due)).account
    with pytest.raises(ExceedsError, match="nothing is open"):
        paid.post(write_off())


def test_a_write_off_says_why_and_what_becomes_of_the_penalty() -> None:
    with pytest.raises(RuleError):
        write_off(reason="")
    with pytest.raises(RuleError):
        write_off(penalty="maybe")


def test_a_checkpoint_carries_what_was_given_up() -> None:
    closing = Payment("p", "200.00", on=date(2026, 11, 9))
    account = Account.of([BILL, waiver("100.00", "0.76")]).receive(closing).account
    account = account.receive(Payment("q", "5.00", on=date(2026, 11, 10))).account
    last = date(2026, 12, 31)
    resumed = Account.resume(account.checkpoint(keep=last))
    kept = Account.of([BILL, write_off()])

    assert () == resumed.documents
    assert account.on(last).totals == resumed.on(last).totals
    assert Money("100.76") == resumed.on(last).waived
    again = Account.resume(kept.checkpoint(keep=last))
    assert kept.on(last) == again.on(last)
    assert [Bill, WriteOff] == [type(d) for d in again.documents]
