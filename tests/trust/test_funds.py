"""Funds kept apart: never below nothing, never revenue, and the same on every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from wuye import Money, Period
from wuye.errors import ConflictError, ExceedsError, MoneyError, RuleError, UnlawfulError
from wuye.law.repair_fund import Use
from wuye.trust import Entry, Fund, statement
from wuye.trust.funds import Kind

DAY = date(2026, 3, 1)


def entry(number: int, way: str, amount: str, day: int = 0, **more: object) -> Entry:
    given: dict[str, object] = {
        "id": str(number),
        "way": way,
        "amount": amount,
        "on": DAY + timedelta(days=day),
        "purpose": "广告位",
    }
    return Entry(**{**given, **more})  # type: ignore[arg-type]


def income(*entries: Entry) -> Fund:
    return Fund("公共收益", "public-income").post(*entries)


def test_a_fund_is_what_came_in_and_went_out_by_the_day() -> None:
    fund = income(entry(1, "in", "900.00"), entry(2, "out", "120.00", 5))
    days = [DAY + timedelta(days=n) for n in (-1, 0, 4, 5)]

    assert ["0.00", "900.00", "900.00", "780.00"] == [str(fund.balance(day)) for day in days]


def test_what_was_known_stays_as_it_was_known() -> None:
    late = entry(2, "in", "50.00", booked=DAY + timedelta(days=30))
    fund = income(entry(1, "in", "900.00"), late)

    assert "900.00" == str(fund.balance(DAY, DAY))
    assert "950.00" == str(fund.balance(DAY))


def test_what_was_posted_before_changes_nothing_and_other_content_is_refused() -> None:
    first = entry(1, "in", "900.00")
    fund = income(first)

    assert fund == fund.post(first)
    with pytest.raises(ConflictError, match="other content"):
        fund.post(evolve(first, amount="901.00"))


@pytest.mark.parametrize(("amount", "day"), [("900.01", 0), ("400.01", 0), ("900.00", -1)])
def test_more_than_there_is_on_the_day_or_later_is_refused(amount: str, day: int) -> None:
    fund = income(entry(1, "in", "900.00"), entry(2, "out", "500.00", 9))
    with pytest.raises(ExceedsError, match="the fund has not so much"):
        fund.post(entry(3, "out", amount, day, booked=DAY + timedelta(days=9)))

    assert "400.00" == str(fund.balance(DAY + timedelta(days=9)))
    last = fund.post(entry(3, "out", "400.00", 0, booked=DAY + timedelta(days=9)))
    assert "0.00" == str(last.balance(DAY + timedelta(days=9)))


def test_spending_is_booked_no_earlier_than_the_money() -> None:
    fund = income(entry(1, "in", "900.00", booked=DAY + timedelta(days=3)))
    with pytest.raises(RuleError, match="booked with the last entry"):
        fund.post(entry(2, "out", "1.00"))


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("repair-fund", "住宅专项维修资金管理办法第9条"),
        ("public-income", "民法典第282条"),
        ("deposits", "押金不是企业的收入"),
    ],
)
def test_money_in_trust_is_no_revenue(kind: Kind, source: str) -> None:
    fund = Fund("f", kind).post(entry(1, "in", "900.00", party="O-17"))
    taken = entry(2, "out", "1.00", party="O-17", revenue=True, use=Use.AFTER_WARRANTY)
    with pytest.raises(UnlawfulError, match=source):
        fund.post(taken)

    assert "900.00" == str(fund.balance(DAY))


def test_a_commission_account_gives_the_company_its_commission_and_takes_in_none() -> None:
    fund = Fund("f", "commission").post(entry(1, "in", "100.00"))

    assert "92.00" == str(fund.post(entry(2, "out", "8.00", revenue=True)).balance(DAY))
    with pytest.raises(UnlawfulError, match="物业服务收费管理办法第12条"):
        fund.post(entry(2, "in", "8.00", revenue=True))


def test_the_repair_fund_pays_only_what_the_law_lets_it() -> None:
    fund = Fund("f", "repair-fund").post(entry(1, "in", "900.00"))
    with pytest.raises(UnlawfulError, match=r"物业服务合同范围内.*第25条"):
        fund.post(entry(2, "out", "1.00", use=Use.CONTRACT_UPKEEP))
    with pytest.raises(RuleError, match="no use is named"):
        fund.post(entry(2, "out", "1.00"))

    assert "899.00" == str(fund.post(entry(2, "out", "1.00", use=Use.AFTER_WARRANTY)).balance(DAY))


def test_entries_without_amount_or_purpose_are_refused() -> None:
    with pytest.raises(MoneyError, match="above 0"):
        entry(1, "in", "0.00")
    with pytest.raises(RuleError, match="says what for"):
        entry(1, "in", "1.00", purpose="")
    with pytest.raises(RuleError, match="not one of the choices"):
        entry(1, "up", "1.00")


def test_a_statement_opens_where_the_one_before_closed_and_escapes_what_it_shows() -> None:
    fund = income(
        entry(1, "in", "900.00"),
        entry(2, "out", "120.00", 40, purpose="<b>布展"),
        entry(3, "in", "5", 33),
    )
    march, april = (statement(fund, Period.month(2026, month)) for month in (3, 4))

    assert march.closing == april.opening == Money("900.00")
    assert ["3", "2"] == [each.id for each in april.entries]
    assert "785.00" == str(april.closing)
    assert "期末余额 785.00" in april.text()
    assert "<b>" not in april.html()
    assert "&lt;b&gt;布展" in april.html()


moves = st.tuples(st.booleans(), st.integers(1, 500), st.integers(0, 6), st.integers(0, 6))


@given(st.lists(moves, max_size=12))
def test_a_fund_is_never_below_nothing_on_any_day_whatever_was_known(
    wanted: list[tuple[bool, int, int, int]],
) -> None:
    fund, posted = income(), list[tuple[int, int, int]]()
    for number, (comes, fen, on, after) in enumerate(wanted):
        move = entry(
            number,
            "in" if comes else "out",
            str(Money.of_fen(fen)),
            on,
            booked=DAY + timedelta(days=on + after),
        )
        try:
            fund = fund.post(move)
            posted.append((on, on + after, fen if comes else -fen))
        except (ExceedsError, RuleError):
            assert not comes
    for day in range(8):
        for known in range(13):
            there = sum(fen for on, booked, fen in posted if on <= day and booked <= known)
            read = fund.balance(DAY + timedelta(days=day), DAY + timedelta(days=known))
            assert there == read.fen
            assert there >= 0
