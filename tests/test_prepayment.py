"""Money that waits: it is applied from the first day it can be, and never spent twice."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from community import october
from wuye import Account, Bill, Payment, disputes
from wuye.__main__ import main
from wuye.errors import ConflictError, ExceedsError
from wuye.ledger import Application, Hold, Receipt
from wuye.money import Money
from wuye.payments import CIVIL_CODE, Order, Part

BILL = october().of_unit("3-1-502")[0]


def later(day: date, due: date) -> Bill:
    lines = [evolve(line, id=f"{day}:{line.code}") for line in BILL.lines]
    return evolve(BILL, id=str(day), on=day, booked=day, due=due, lines=lines)


def test_an_application_is_booked_no_earlier_than_the_money_it_applies() -> None:
    """Else the past would show money applied that had not come in."""
    account = Account.of([BILL])
    late = Payment("p", "400.00", on=date(2026, 10, 5))
    account = account.receive(late, booked=date(2026, 12, 24)).account
    account = account.post(later(date(2026, 11, 1), date(2026, 11, 25))).account
    (application,) = account.apply(date(2026, 11, 1)).documents
    applied = account.post(application).account

    assert date(2026, 12, 24) == application.booked
    assert "0.00" == str(applied.on(date(2026, 12, 1), known=date(2026, 12, 1)).prepaid)
    assert "100.00" == str(account.on(date(2026, 12, 1)).prepaid)
    assert "0.00" == str(applied.on(date(2026, 12, 1)).prepaid)


def test_money_applied_on_a_later_day_is_not_applied_again_on_an_earlier_one() -> None:
    account = Account.of([BILL]).receive(Payment("p", "400.00", on=date(2026, 10, 5))).account
    account = account.post(later(date(2026, 11, 1), date(2026, 11, 25))).account
    account = account.apply(date(2026, 11, 20)).account
    account = account.receive(Payment("q", "1.00", on=date(2026, 11, 30))).account

    assert () == account.apply(date(2026, 11, 10)).documents
    for day in range(1, 30):
        assert account.on(date(2026, 11, day)).prepaid >= Money("0")


def test_the_penalty_on_what_is_not_disputed_stays_claimable() -> None:
    """400 of 1,000 held from before the due day: all penalty is on the other 600."""
    (line,) = [evolve(line, fen=100000) for line in BILL.lines[:1]]
    bill = evolve(BILL, lines=[line])
    hold = Hold(
        id="h",
        creditor=bill.creditor,
        debtor=bill.debtor,
        on=date(2026, 10, 20),
        item=line.id,
        amount="400.00",
    )
    early = Account.of([bill, hold]).on(date(2026, 12, 21)).item(line.id)
    late = Account.of([bill, evolve(hold, on=date(2026, 11, 5))]).on(date(2026, 12, 21))

    # 600 × 0.0003 × 57 days; then 400 × 10 days before the hold
    assert ("10.26", "0.00") == (str(early.penalty_accrued), str(early.penalty_held))
    assert ("11.46", "1.20") == (str(late.penalty), str(late.item(line.id).penalty_held))


@pytest.mark.parametrize("designated", [[], [BILL.id]])
def test_what_has_been_paid_since_is_not_paid_by_a_late_booking(designated: list[str]) -> None:
    account = Account.of([BILL]).receive(Payment("p", "300.90", on=date(2026, 11, 4))).account
    payment = Payment("q", "50.00", on=date(2026, 10, 20), designated=designated)
    late = account.receive(payment, booked=date(2026, 12, 1))
    (receipt,) = late.documents

    assert isinstance(receipt, Receipt)
    assert () == receipt.parts
    assert "50.00" == str(late.account.on(date(2026, 12, 1)).prepaid)


def test_a_late_booking_pays_no_more_than_is_left_although_it_was_meant_to() -> None:
    account = Account.of([BILL]).receive(Payment("p", "200.00", on=date(2026, 11, 4))).account
    payment = Payment("q", "150.00", on=date(2026, 10, 20), designated=[BILL.id])
    (receipt,) = account.receive(payment, booked=date(2026, 12, 1)).documents

    assert isinstance(receipt, Receipt)
    assert "100.00" == str(Money.total(part.amount for part in receipt.parts))


def test_a_surplus_of_penalty_does_not_melt_as_days_go_by() -> None:
    """16.20 pays penalty in December; 250.00 of 26 October, found later, stops most of it."""
    account = Account.of([BILL])
    penalty_first = Order("违约金优先", CIVIL_CODE.rules, ("penalty", "principal"))
    paid = account.receive(Payment("p", "5.00", on=date(2026, 12, 20)), order=penalty_first)
    found = Payment("q", "250.00", on=date(2026, 10, 26))
    account = paid.account.receive(found, booked=date(2026, 12, 24)).account
    on_24_december = account.on(date(2026, 12, 24)).prepaid

    assert on_24_december
    assert on_24_december == account.on(date(2027, 6, 1)).prepaid


def test_the_penalty_on_a_disputed_line_stays_apart_when_its_principal_is_paid() -> None:
    bill = evolve(BILL, lines=BILL.lines[:1])
    opened = disputes.lodge("D-1", bill, "property", ground="amount", on=date(2026, 11, 5))
    payment = Payment("p", "280.00", on=date(2026, 12, 1), designated=[bill.id])
    account = Account.of([bill, *opened.effects]).receive(payment).account
    state = account.on(date(2026, 12, 21))

    # 280.00 × 0.0003 × 10 days before the dispute
    assert ("0.00", "0.84") == (str(state.items[0].principal), str(state.disputed))
    assert "0.00" == str(state.quote().total)


@pytest.mark.parametrize(
    "part",
    [Part("x", "principal", Money("100"), "order"), Part("x", "principal", Money("-1"), "surplus")],
)
def test_an_application_without_the_money_is_refused(part: Part) -> None:
    application = Application(
        id="a",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=date(2026, 11, 1),
        parts=[evolve(part, item=BILL.lines[0].id)],
    )
    with pytest.raises(ExceedsError):
        Account.of([BILL]).post(application)


def test_a_payment_posted_again_with_another_day_of_booking_is_a_conflict() -> None:
    payment = Payment("p", "1.00", on=date(2026, 10, 5))
    account = Account.of([BILL]).receive(payment).account

    assert () == account.receive(payment).documents
    with pytest.raises(ConflictError):
        account.receive(payment, booked=date(2026, 12, 1))


# -- in the office, month by month ------------------------------------------------------------

OFFICE = """
community = "锦苑"
creditor = "锦苑物业"
[schedule]
name = "2026"
from = 2026-01-01
to = 2026-12-31
rounding = "fen"
round_each = "line"
due_day = 25
penalty_daily = "0.001"
[[items]]
code = "property"
name = "物业服务费"
tariff = "per-area"
rate = "3.00"
"""
PAYMENTS = "收款号,业主编号,金额,收款日,登记日,指定账单\n"
DISPUTES = "异议号,账单,项目,理由,异议金额,提出日,处理日,支持金额,暂停期间违约金\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "office.toml").write_text(OFFICE, "utf-8")
    (folder / "units.csv").write_text("房号,计费面积,业主编号,业主,电话\nU1,100,O-1,,\n", "utf-8")
    return folder


def run(folder: Path, month: str, on: str) -> dict[str, str]:
    out = folder.parent / "out"
    assert 0 == main(["run", str(folder), "--month", month, "--on", on, "--out", str(out)])
    with (out / "balances.csv").open(encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)
    return row


def test_what_waits_is_applied_when_a_dispute_ends(folder: Path) -> None:
    (folder / "payments.csv").write_text(f"{PAYMENTS}p1,O-1,300.00,2026-01-20,,\n", "utf-8")
    dispute = "D-1,2026-01:U1:O-1,property,金额有误,,2026-01-10,2026-01-22,0.00,补计\n"
    (folder / "disputes.csv").write_text(DISPUTES + dispute, "utf-8")
    run(folder, "2026-01", "2026-01-31")

    assert "0.00" == run(folder, "2026-01", "2026-03-31")["未付"]


@pytest.mark.parametrize("booked", ["", "2026-04-20"])
@pytest.mark.parametrize("ends", [["01-31", "02-28", "03-31", "04-30"], ["04-30"] * 4])
def test_money_that_was_there_bears_no_penalty_whenever_it_was_booked_or_run(
    booked: str, ends: list[str], folder: Path
) -> None:
    rows = f"p1,O-1,1200.00,2026-01-05,{booked},\np2,O-1,1.00,2026-04-28,,\n"
    (folder / "payments.csv").write_text(PAYMENTS + rows, "utf-8")
    months = [run(folder, f"2026-{month:02}", f"2026-{end}") for month, end in enumerate(ends, 1)]
    row = months[-1]

    assert ("0.00", "0.00", "1.00") == (row["未付"], row["累计违约金"], row["预存"])


def test_what_a_dispute_frees_pays_from_the_day_it_was_paid(folder: Path) -> None:
    (folder / "payments.csv").write_text(f"{PAYMENTS}p1,O-1,300.00,2026-01-05,,\n", "utf-8")
    dispute = "D-1,2026-01:U1:O-1,property,金额有误,,2026-01-10,2026-03-20,300.00,补计\n"
    (folder / "disputes.csv").write_text(DISPUTES + dispute, "utf-8")
    ends = ("01-31", "02-28", "03-31")
    months = [run(folder, f"2026-{month:02}", f"2026-{end}") for month, end in enumerate(ends, 1)]
    row = months[-1]

    # February is paid by what January did not cost; March bears 6 days: 300 × 0.001 × 6
    assert ("301.80", "1.80") == (row["未付"], row["累计违约金"])


def test_a_share_is_not_shared_out_twice() -> None:
    from community import COSTS, OCTOBER, estate, schedule
    from wuye import Owner, Unit, fees

    first = october()
    more = evolve(estate(), units=[*estate().units, Unit("N", "100.00", Owner("O-9"))])
    again = fees.issue(more, schedule(), OCTOBER, costs=COSTS, existing=first.bills)

    assert [["property"]] == [[line.code for line in bill.lines] for bill in again.bills]
    assert "none -> 19.80" in str(next(found for found in again.differences if found.unit == "N"))


def test_a_charge_in_two_parts_can_be_disputed_in_each() -> None:
    from community import OCTOBER, SELLER, estate, schedule
    from wuye import Transfer, fees

    back = Transfer("3-1-503", date(2026, 10, 21), SELLER)
    twice = evolve(estate(), transfers=[*estate().transfers, back])
    bill = fees.issue(twice, schedule(), OCTOBER, costs={"hall-power": "0"}).of_unit("3-1-503")[0]
    codes = [line.code for line in bill.lines]

    assert ["property", "property:2026-10-21", "hall-power"] == codes
    assert disputes.lodge("D", bill, codes[1], ground="area", on=date(2026, 11, 1)).effects
