"""Money restricted to items: it waits for them, pays nothing else, and goes back as such."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import OCTOBER, estate, schedule
from wuye import Account, Bill, Payment, dunning, fees
from wuye.errors import ExceedsError, RuleError
from wuye.exchange import decode, decode_checkpoint, encode
from wuye.ledger import Application, CreditNote, refund, replay, reverse
from wuye.ledger.opening import stated
from wuye.money import Money
from wuye.payments import Part

ITEMS = (
    fees.Item("property", "物业服务费", fees.PerArea("2.80")),
    fees.Item("parking", "车位服务费", fees.Flat("80")),
)
BILL = fees.issue(estate(), schedule(*ITEMS), OCTOBER).of_unit("3-1-502")[0]
PROPERTY, PARKING = (line.id for line in BILL.lines)
BEFORE, DAY, LATER = date(2026, 9, 20), date(2026, 10, 1), date(2026, 12, 1)


def pay(id_: str, amount: str, *codes: str, on: date = BEFORE) -> Payment:
    return Payment(id_, amount, on=on, restricted=codes)


def account(*payments: Payment) -> Account:
    """The money came before the bill, so it waits."""
    made = Account(BILL.creditor, BILL.debtor)
    for payment in payments:
        made = made.receive(payment).account
    return made.post(BILL).account


def open_on(made: Account, day: date = DAY) -> list[str]:
    state = made.on(day)
    return [str(state.item(id_).principal) for id_ in (PROPERTY, PARKING)]


def test_prepaid_parking_money_pays_parking_alone() -> None:
    posted = account(pay("p", "500.00", "parking")).apply(DAY)

    assert ["280.00", "0.00"] == open_on(posted.account)
    assert "420.00" == str(posted.account.on(DAY).prepaid)
    assert () == posted.account.apply(DAY).documents


def test_restricted_money_goes_first_so_that_free_money_is_left_for_the_rest() -> None:
    posted = account(pay("free", "280.00"), pay("tied", "80.00", "parking")).apply(DAY)

    assert [("parking",), ()] == [
        a.restricted for a in posted.documents if isinstance(a, Application)
    ]
    assert ["0.00", "0.00"] == open_on(posted.account)
    assert "0.00" == str(posted.account.on(DAY).prepaid)


def test_free_money_is_no_more_than_what_is_not_restricted() -> None:
    posted = account(pay("free", "100.00"), pay("tied", "500.00", "parking")).apply(DAY)

    assert ["180.00", "0.00"] == open_on(posted.account)
    assert "420.00" == str(posted.account.on(DAY).prepaid)


def test_a_payment_of_the_day_pays_its_own_items_alone() -> None:
    made = Account.of([BILL]).receive(pay("p", "100.00", "parking", on=DAY)).account

    assert ["280.00", "0.00"] == open_on(made)


def test_an_application_of_restricted_money_to_something_else_is_refused() -> None:
    made = account(pay("p", "500.00", "parking"))
    wrong = Application(
        id="a",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=DAY,
        parts=[Part(PROPERTY, "principal", Money("80.00"), "order")],
        restricted=["parking"],
    )
    with pytest.raises(RuleError, match="restricted to other items"):
        made.post(wrong)
    with pytest.raises(ExceedsError, match="missing"):
        made.post(evolve(wrong, restricted=[]))
    assert ["280.00", "80.00"] == open_on(made)


def test_restricted_money_goes_back_as_what_it_is() -> None:
    made = account(pay("free", "10.00"), pay("tied", "500.00", "parking"))
    with pytest.raises(ExceedsError):
        refund(made, "F", "10.01", on=DAY, reason="多交")
    back = refund(made, "F", "500.00", on=DAY, reason="退租", restricted=["parking"]).account

    assert "10.00" == str(back.on(DAY).prepaid)
    assert ["272.22", "77.78"] == open_on(back.apply(DAY).account)


def test_what_restricted_money_paid_too_much_stays_restricted() -> None:
    made = account(pay("p", "80.00", "parking")).apply(DAY).account
    note = CreditNote(
        id="c",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=DAY,
        item=PARKING,
        amount="30.00",
        reason="错账",
    )
    made = made.post(note).account

    assert "30.00" == str(made.on(DAY).prepaid)
    assert () == made.apply(DAY).documents
    assert ["280.00", "0.00"] == open_on(made.apply(DAY).account)
    with pytest.raises(ExceedsError):
        refund(made, "F", "30.00", on=DAY, reason="多交")
    back = refund(made, "F", "30.00", on=DAY, reason="多交", restricted=["parking"])
    assert "0.00" == str(back.account.on(DAY).prepaid)


def test_a_receipt_that_is_reversed_takes_back_only_applications_of_its_own_kind() -> None:
    made = account(pay("free", "280.00"), pay("tied", "80.00", "parking")).apply(DAY).account
    bounced = reverse(made, "R", of="tied", on=LATER, reason="退票").account

    assert ["0.00", "80.00"] == open_on(bounced, LATER)
    assert "0.00" == str(bounced.on(LATER).prepaid)


def test_it_survives_the_wire_and_a_checkpoint() -> None:
    made = account(pay("tied", "500.00", "parking"), pay("free", "280.00")).apply(DAY).account
    again = Account.of(decode(encode(document)) for document in made.documents)
    checkpoint = made.checkpoint(keep=LATER)
    resumed = Account.resume(decode_checkpoint(encode(checkpoint)))

    assert made == again
    assert () == checkpoint.documents
    assert "420.00" == str(resumed.on(LATER).prepaid)
    with pytest.raises(ExceedsError):
        refund(resumed, "F", "0.01", on=LATER, reason="多交")
    back = refund(resumed, "F", "420.00", on=LATER, reason="退租", restricted=["parking"])
    assert "0.00" == str(back.account.on(LATER).prepaid)


@given(st.lists(st.tuples(st.integers(1, 40000), st.booleans()), max_size=5))
def test_applied_money_is_what_each_kind_may_pay(money: list[tuple[int, bool]]) -> None:
    made = account(
        *(
            Payment(str(n), Money.of_fen(fen), on=BEFORE, restricted=["parking"] * tied)
            for n, (fen, tied) in enumerate(money)
        )
    )
    made = made.apply(DAY).account
    tied = min(sum(fen for fen, is_tied in money if is_tied), 8000)
    free = min(sum(fen for fen, is_tied in money if not is_tied), 36000 - tied)
    left = [made.on(DAY).item(id_).principal.fen for id_ in (PROPERTY, PARKING)]

    assert 36000 - tied - free == sum(left)
    assert left[1] <= 8000 - tied


def test_what_is_collected_for_another_takes_only_money_that_is_meant_for_it() -> None:
    water = fees.Item("water", "代收水费", fees.Flat("40"), payee="供水公司账户", collected=True)
    bill = fees.issue(estate(), schedule(*ITEMS, water), OCTOBER).of_unit("3-1-502")[0]
    made = Account.of([bill])
    paid = made.receive(Payment("p", "500.00", on=DAY)).account
    meant = made.receive(Payment("p", "500.00", on=DAY, designated=[bill["water"].id])).account

    assert ("water",) == bill.collected
    assert bill == decode(encode(bill))
    assert ("40.00", "140.00") == (str(paid.on(DAY).outstanding), str(paid.on(DAY).prepaid))
    assert ("0.00", "100.00") == (str(meant.on(DAY).outstanding), str(meant.on(DAY).prepaid))


def test_prepayment_covers_nothing_that_is_collected_for_another() -> None:
    water = fees.Item("water", "代收水费", fees.Flat("40"), collected=True)
    bill = fees.issue(estate(), schedule(*ITEMS, water), OCTOBER).of_unit("3-1-502")[0]
    late = date(2026, 11, 20)
    paid = Account.of([bill]).receive(Payment("p", "500.00", on=DAY)).account.on(late)
    asked = paid.item(bill["water"].id).open_item(late)
    decision = dunning.decide(paid, dunning.MESSAGE_THEN_LETTER)

    assert asked.claimable + asked.claimable_penalty == paid.quote().total
    assert [paid.quote().total] == [action.total for action in decision.actions]


def rising(bill: Bill) -> Bill:
    terms = fees.PenaltyTerms("0.0003", changes=[(date(2026, 11, 1), "0.0005")])
    return evolve(bill, penalty=terms)


@pytest.mark.parametrize(
    ("day", "daily"), [(date(2026, 10, 31), "0.0003"), (date(2026, 11, 1), "0.0005")]
)
def test_an_open_item_bears_the_rate_of_the_day_and_the_code_of_its_item(
    day: date, daily: str
) -> None:
    lines = [evolve(BILL.lines[0], code="property:2026-10-01")]
    (item,) = Account.of([evolve(rising(BILL), lines=lines)]).on(day).open_items

    assert (daily, "property", False) == (str(item.daily), item.code, item.collected)


def test_a_replay_keeps_restricted_money_to_its_items() -> None:
    made = account(pay("tied", "500.00", "parking"), pay("free", "100.00")).apply(DAY).account
    assert () == replay(made, "M").differences

    late = made.receive(pay("late", "50.00", on=DAY), booked=LATER).account
    earlier = evolve(
        BILL, id="b", lines=[evolve(line, id=f"b:{line.code}") for line in BILL.lines], booked=LATER
    )
    moves = replay(late.post(earlier).account, "M", booked=LATER).differences

    tied = {"application:2026-10-01:3"}
    assert {"b:parking"} == {move.part.item for move in moves if move.payment in tied}


def test_after_a_checkpoint_no_more_is_reversed_than_must_be() -> None:
    """What finished bills left as prepayment still counts."""

    def bill(id_: str, fen: int, day: date) -> Bill:
        line = evolve(BILL.lines[0], id=f"{id_}:property", fen=fen, basis=stated(Money.of_fen(fen)))
        return evolve(BILL, id=id_, lines=[line], on=day, booked=day, due=LATER, penalty=None)

    made = Account.of([bill("old", 10000, BEFORE)])
    made = made.receive(pay("first", "200.00", on=BEFORE)).account
    made = Account.resume(made.checkpoint(keep=DAY))
    made = made.receive(pay("second", "50.00", on=DAY)).account
    for id_, fen in (("a", 1000), ("b", 11000)):
        made = made.post(bill(id_, fen, DAY)).account.apply(DAY).account
    undone = reverse(made, "R", of="second", on=LATER, reason="退票")

    assert 2 == len(undone.documents)
    assert "90.00" == str(undone.account.on(LATER).prepaid)


def test_a_quote_takes_off_restricted_money_for_its_items_alone() -> None:
    """500.00 is there for parking: of 280.00 and 80.00 only the 80.00 are covered."""
    quote = account(pay("p", "500.00", "parking")).quote(DAY)

    assert ("500.00", "80.00", "280.00") == tuple(
        map(str, (quote.prepaid, quote.covered, quote.total))
    )


def test_a_quote_takes_off_free_money_for_what_restricted_money_leaves() -> None:
    made = account(pay("free", "100.00"), pay("tied", "50.00", "parking"))

    assert (((("parking",), 5000), ((), 10000))) == made.on(DAY).purses
    assert "210.00" == str(made.quote(DAY).total)


def test_what_is_restricted_is_told_as_of_a_day_and_as_known() -> None:
    tied = pay("tied", "500.00", "parking")
    late = (
        Account(BILL.creditor, BILL.debtor)
        .receive(tied, booked=LATER)
        .account.post(evolve(BILL, booked=LATER))
    )
    applied = late.account.apply(DAY, booked=LATER).account

    assert (((), 0),) == applied.on(LATER, known=DAY).purses
    assert (((), 0),) == applied.on(date(2026, 9, 19)).purses
    assert ((("parking",), 50000), ((), 0)) == applied.on(BEFORE).purses
    assert ((("parking",), 42000), ((), 0)) == applied.on(DAY).purses
    back = reverse(applied, "R", of=tied.id, on=LATER, reason="退票").account
    assert (((), 0),) == back.on(LATER).purses
