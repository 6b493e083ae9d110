"""Invoices: they cannot contradict themselves, and a mirror undoes them to the fen."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from wuye.errors import MoneyError, NotInForceError, PeriodError, RuleError, UnknownError
from wuye.law.invoice_checks import check_invoice, check_request, check_voucher
from wuye.law.invoice_leases import Lease
from wuye.law.invoices import Invoice, InvoiceLine, Party, red_letter, tax_code
from wuye.law.vat import Item, Taxpayer
from wuye.law.vat_amounts import split, split_lines
from wuye.money import Money

TODAY = date(2026, 10, 1)
NUMBER = "26000000000000000001"
BEIJING = timezone(timedelta(hours=8))
SERVICE = InvoiceLine.of(Item.PROPERTY_SERVICE, split("280.00", "0.06"), name="物业管理服务")


def lease(**changes: Any) -> Lease:
    given: dict[str, Any] = {
        "region": "某省某市某区",
        "address": "和平路1号",
        "start": datetime(2026, 10, 1, 8, 30, tzinfo=BEIJING),
        "end": datetime(2026, 10, 1, 18, 0, tzinfo=BEIJING),
        "cross_city": False,
        "plates": ["京A00000"],
    }
    return Lease(**(given | changes))


def parking(at: str = "0.09", **changes: Any) -> InvoiceLine:
    return InvoiceLine.of(
        Item.PARKING, split("300.00", at), name="车辆停放服务", lease=lease(**changes)
    )


def invoice(*lines: InvoiceLine, **changes: Any) -> Invoice:
    given: dict[str, Any] = {
        "number": NUMBER,
        "on": TODAY,
        "seller": Party("某物业公司", "91000000000000000X"),
        "buyer": Party("某业主"),
        "taxpayer": Taxpayer.GENERAL,
        "lines": lines or (SERVICE,),
    }
    return Invoice(**(given | changes))


def found(checked: Invoice) -> list[tuple[str, bool]]:
    return [(finding.code, finding.stops) for finding in check_invoice(checked)]


# -- lines ------------------------------------------------------------------------------------------


def test_a_line_shows_the_amount_without_tax_and_the_tax_apart() -> None:
    assert (Money("264.15"), Money("15.85")) == (SERVICE.net, SERVICE.tax)
    assert Money("280.00") == SERVICE.gross


def test_the_unit_price_is_that_without_tax() -> None:
    line = InvoiceLine.of(
        Item.PROPERTY_SERVICE, split("280.00", "0.06"), name="x", unit="平方米", quantity="100"
    )

    assert (Decimal(100), Decimal("2.6415")) == (line.quantity, line.price)


@given(
    st.integers(-(10**9), 10**9),
    st.integers(1, 10**8),
    st.sampled_from(["0.01", "0.03", "0.06", "0.09", "0.13"]),
)
def test_quantity_times_unit_price_is_the_amount_again(fen: int, units: int, at: str) -> None:
    quantity = Decimal((0, tuple(map(int, str(units))), -2))
    taxed = split(Money.of_fen(fen), at)
    line = InvoiceLine.of(Item.PROPERTY_SERVICE, taxed, name="x", quantity=quantity)

    assert taxed.net == line.net  # the line checks the product itself
    assert line.price is not None


def test_the_lines_of_a_split_all_make_invoice_lines() -> None:
    """The largest remainder may move a fen; that is no fault of a line."""
    parts = split_lines(["0.09", "0.09", "0.09"], "0.06")
    lines = [InvoiceLine.of(Item.PROPERTY_SERVICE, part, name="x") for part in parts]

    assert Money("0.02") == invoice(*lines).tax


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=12), st.sampled_from(["0.01", "0.13"]))
def test_an_invoice_of_any_split_has_the_tax_of_its_total(sizes: list[int], at: str) -> None:
    parts = split_lines([Money.of_fen(size) for size in sizes], at)
    whole = invoice(*(InvoiceLine.of(Item.PROPERTY_SERVICE, part, name="x") for part in parts))

    assert Money.of_fen(sum(sizes)) == whole.gross == whole.net + whole.tax
    assert split(whole.gross, at).tax == whole.tax


@pytest.mark.parametrize(("part", "fits"), [("15.85", True), ("15.86", True), ("15.87", False)])
def test_tax_that_does_not_fit_the_rate_is_refused(part: str, fits: bool) -> None:
    """264.15 at 6 % is 15.849: less than two fen away is a matter of rounding."""
    if fits:
        assert Money(part) == evolve(SERVICE, tax=part).tax
    else:
        with pytest.raises(MoneyError, match="split_lines"):
            evolve(SERVICE, tax=part)


def test_quantity_and_price_must_agree_with_the_amount() -> None:
    with pytest.raises(MoneyError, match="price without tax"):
        evolve(SERVICE, quantity="100", price="2.80")
    with pytest.raises(RuleError, match="come together"):
        evolve(SERVICE, quantity="100")
    with pytest.raises(MoneyError, match="leave quantity out"):
        InvoiceLine.of(Item.PARKING, split("1.00", "0.09"), name="x", quantity="0")


@pytest.mark.parametrize("at", ["6", "1", "-0.01"])
def test_a_rate_outside_0_and_1_is_refused(at: str) -> None:
    with pytest.raises(MoneyError, match="between 0 and 1"):
        evolve(SERVICE, rate=at)


def test_a_code_is_given_only_to_who_accepts_that_it_was_seen_in_programs() -> None:
    assert "3040801010000000000" == tax_code(Item.PROPERTY_SERVICE, accept_unverified=True)
    assert "3040502020200000000" == tax_code(Item.PARKING, accept_unverified=True)
    with pytest.raises(UnknownError, match="seen in programs alone"):
        tax_code(Item.PARKING, accept_unverified=False)
    with pytest.raises(UnknownError, match="no code is known"):
        tax_code(Item.WATER, accept_unverified=True)


# -- the invoice --------------------------------------------------------------------------------------


def test_the_total_stands_in_figures_and_in_capitals() -> None:
    both = invoice(SERVICE, parking())

    assert Money("580.00") == both.gross
    assert Money("40.62") == both.tax  # 15.85 + 24.77
    assert "人民币伍佰捌拾元整" == both.in_capitals


def test_names_and_plates_stay_out_of_the_repr() -> None:
    told = repr(invoice(parking(), issuer="张三"))

    assert "某业主" not in told
    assert "张三" not in told
    assert "京A00000" not in told


def test_an_invoice_of_nothing_or_below_0_is_refused() -> None:
    with pytest.raises(RuleError, match="red_letter"):
        invoice(SERVICE.mirror())
    with pytest.raises(RuleError, match="above 0"):
        invoice(SERVICE, SERVICE.mirror())
    with pytest.raises(RuleError, match="above 0"):
        invoice(lines=())


def test_a_correct_invoice_is_passed() -> None:
    assert () == check_invoice(invoice())


@pytest.mark.parametrize(
    ("at", "taxpayer", "expected"),
    [
        ("0.05", Taxpayer.SMALL, ("vat-levy-of-5-percent", True)),
        ("0.01", Taxpayer.SMALL, ("vat-reduced-on-lease", True)),
        ("0.06", Taxpayer.GENERAL, ("vat-parking-as-service", False)),
        ("0.09", Taxpayer.GENERAL, ("vat-rate-unverified", False)),
    ],
)
def test_the_rate_of_parking_is_checked(
    at: str, taxpayer: Taxpayer, expected: tuple[str, bool]
) -> None:
    assert [expected] == found(invoice(parking(at), taxpayer=taxpayer))


def test_small_scale_parking_at_three_percent_is_passed() -> None:
    assert [] == found(invoice(parking("0.03"), taxpayer=Taxpayer.SMALL))


def test_the_repair_fund_has_no_place_on_an_invoice() -> None:
    line = evolve(SERVICE, item=Item.REPAIR_FUND, net="280.00", rate="0", tax="0")

    assert [("repair-fund-on-invoice", True)] == found(invoice(line))
    assert "14" == check_invoice(invoice(line))[0].cite.article


@pytest.mark.parametrize("item", [Item.DEPOSIT, Item.COLLECTED_FOR_OTHERS])
def test_a_deposit_or_money_for_others_on_an_invoice_is_a_question(item: Item) -> None:
    line = evolve(SERVICE, item=item)

    assert [("vat-on-no-sale", False)] == found(invoice(line))


def test_a_line_is_not_made_of_what_is_no_sale() -> None:
    from wuye.law.vat import rate

    nothing = rate(Item.DEPOSIT, Taxpayer.GENERAL, on=TODAY, accept_unverified=True)
    with pytest.raises(RuleError, match="no sale"):
        InvoiceLine.of(Item.DEPOSIT, split("500.00", nothing), name="押金")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("", []),
        (NUMBER, []),
        (NUMBER[1:], [("invoice-number", False)]),
        (f"{NUMBER}0", [("invoice-number", False)]),
        (f"X{NUMBER[1:]}", [("invoice-number", False)]),
    ],
)
def test_a_number_has_twenty_digits_as_far_as_known(
    number: str, expected: list[tuple[str, bool]]
) -> None:
    assert expected == found(invoice(number=number))


def test_another_code_than_the_usual_one_is_a_question() -> None:
    odd = evolve(SERVICE, tax_code="1")
    usual = evolve(SERVICE, tax_code=tax_code(Item.PROPERTY_SERVICE, accept_unverified=True))

    assert [("tax-code", False)] == found(invoice(odd))
    assert [] == found(invoice(usual))


def test_before_2026_the_rates_of_an_invoice_cannot_be_checked() -> None:
    with pytest.raises(NotInForceError, match="were not read"):
        check_invoice(invoice(on=date(2025, 12, 31)))


# -- leases -------------------------------------------------------------------------------------------


def small(**changes: Any) -> list[tuple[str, bool]]:
    return found(invoice(parking("0.03", **changes), taxpayer=Taxpayer.SMALL))


@pytest.mark.parametrize("letter", "街路村乡镇道巷号")
def test_the_address_names_a_street_or_a_number(letter: str) -> None:
    assert [] == small(address=f"和平{letter}")


def test_an_address_without_street_or_number_is_a_question() -> None:
    assert [("lease-address-street", False)] == small(address="某某花园")
    assert [("lease-address-street", False)] == small(region="某省镇江市", address="某某花园")


def test_address_and_region_have_120_characters_at_most() -> None:
    assert [] == small(region="省" * 20, address="路" * 100)
    assert [("lease-address-long", False)] == small(region="省" * 20, address="路" * 101)


def test_three_number_plates_fit_and_four_do_not() -> None:
    assert [] == small(plates=["a", "b", "c"])
    assert [("lease-plates", False)] == small(plates=["a", "b", "c", "d"])


def test_parking_is_told_to_the_minute_and_rent_to_the_day() -> None:
    days = {"start": TODAY, "end": date(2026, 10, 31)}
    rent = InvoiceLine.of(
        Item.RENT, split("300.00", "0.03"), name="x", lease=lease(plates=(), **days)
    )
    minutes = evolve(rent, lease=lease(plates=()))
    plates = evolve(rent, lease=lease(**days))

    assert ("2026-10-01 08:30", "2026-10-01 18:00") == lease().told
    assert ("2026-10-01", "2026-10-31") == lease(**days).told
    assert [("lease-times", False)] == small(**days)
    assert [] == found(invoice(rent, taxpayer=Taxpayer.SMALL))
    assert [("lease-times", False)] == found(invoice(minutes, taxpayer=Taxpayer.SMALL))
    assert [("lease-plates", False)] == found(invoice(plates, taxpayer=Taxpayer.SMALL))


def test_a_lease_line_without_its_elements_is_a_question() -> None:
    bare = evolve(parking("0.03"), lease=None)

    assert [("lease-missing", False)] == found(invoice(bare, taxpayer=Taxpayer.SMALL))


def test_a_lease_may_end_when_it_starts_and_never_before() -> None:
    assert lease(end=lease().start).start == lease().start
    with pytest.raises(PeriodError, match="ends before"):
        lease(end=lease().start - timedelta(minutes=1))


@pytest.mark.parametrize("end", [TODAY, datetime(2026, 10, 2, tzinfo=BEIJING).replace(tzinfo=None)])
def test_a_day_and_an_instant_or_an_instant_without_zone_are_refused(end: date) -> None:
    with pytest.raises(PeriodError, match="time zone"):
        lease(end=end)


# -- the mirror -----------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(1, 10**9), st.integers(1, 10**6)), min_size=1, max_size=6),
    st.sampled_from(["0.03", "0.06"]),
)
def test_an_invoice_and_its_red_letter_cancel_to_the_fen(
    lines: list[tuple[int, int]], at: str
) -> None:
    parts = split_lines([Money.of_fen(fen) for fen, _ in lines], at)
    blue = invoice(
        *(
            InvoiceLine.of(Item.PROPERTY_SERVICE, part, name="x", quantity=str(many))
            for part, (_, many) in zip(parts, lines, strict=True)
        )
    )
    red = red_letter(blue, on=TODAY)

    assert Money("0") == blue.gross + red.gross
    assert Money("0") == blue.tax + red.tax
    assert Money("0") == blue.net + red.net
    assert [line.price for line in blue.lines] == [line.price for line in red.lines]
    assert [line.mirror() for line in red.lines] == list(blue.lines)
    assert NUMBER == red.reverses


def test_a_red_letter_is_negative_in_capitals_too() -> None:
    red = red_letter(invoice(), on=TODAY, number="26000000000000000002")

    assert "人民币负贰佰捌拾元整" == red.in_capitals
    assert "26000000000000000002" == red.number
    assert () == check_invoice(red)


def test_only_an_earlier_invoice_that_was_issued_is_reversed_and_only_once() -> None:
    assert red_letter(invoice(), on=TODAY).reverses == NUMBER
    red = red_letter(invoice(), on=TODAY, number="26000000000000000002")
    for blue, on in [
        (invoice(), TODAY - timedelta(days=1)),
        (invoice(number=""), TODAY),
        (red, TODAY),
    ]:
        with pytest.raises(RuleError, match="could be reversed"):
            red_letter(blue, on=on)


# -- requests and receipts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "gross", "expected"),
    [
        ("物业管理服务", "280.00", []),
        ("办公用品", "280.00", ["invoice-name-changed"]),
        ("物业管理服务", "280.01", ["invoice-amount-changed"]),
        ("办公用品", "300.00", ["invoice-name-changed", "invoice-amount-changed"]),
    ],
)
def test_neither_name_nor_amount_is_changed_on_request(
    name: str, gross: str, expected: list[str]
) -> None:
    findings = check_request(SERVICE, name=name, gross=gross, on=TODAY)

    assert expected == [finding.code for finding in findings]
    assert all(finding.stops and finding.cite.article == "19" for finding in findings)


def test_a_receipt_is_no_invoice() -> None:
    (receipt,) = check_voucher("receipt", on=TODAY)
    (nothing,) = check_voucher("none", on=TODAY)

    assert ("receipt-for-invoice", "23-1-5", True) == (
        receipt.code,
        receipt.cite.article,
        receipt.stops,
    )
    assert ("no-invoice", "18") == (nothing.code, nothing.cite.article)
    assert () == check_voucher("invoice", on=TODAY)
    with pytest.raises(UnknownError, match="no such voucher"):
        check_voucher("stamp", on=TODAY)  # type: ignore[arg-type]
