"""Checks of contracts: what they say, when they end, who pays from when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from attrs import evolve

from wuye.dates import Period
from wuye.errors import RuleError
from wuye.law.contract_checks import (
    Books,
    Contract,
    Handover,
    answered,
    books,
    charged_period,
    common_income,
    first_day,
    penalty,
    prepaid,
    terms,
)
from wuye.law.reference import Finding

TODAY = date(2026, 10, 1)
WHOLE = Contract(
    "山东",
    charging="lump-sum",
    priced=True,
    start_agreed=True,
    due_agreed=True,
    vacancy_agreed=True,
    penalty_name="违约金",
)
OCTOBER = Period.month(2026, 10)


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_contract_that_says_it_all_is_in_order() -> None:
    assert () == terms(WHOLE, on=TODAY)
    assert () == penalty(WHOLE, charged=True, on=TODAY)


@pytest.mark.parametrize(
    ("contract", "code", "stops"),
    [
        (evolve(WHOLE, priced=False), "no-price", True),
        (evolve(WHOLE, charging=None), "no-charging-form", False),
        (evolve(WHOLE, start_agreed=False), "no-start", False),
        (evolve(WHOLE, due_agreed=False), "no-due-day", False),
        (evolve(WHOLE, vacancy_agreed=False), "vacancy-not-agreed", False),
    ],
)
def test_what_a_contract_leaves_open_is_told(contract: Contract, code: str, stops: bool) -> None:
    assert [(code, stops)] == [(f.code, f.stops) for f in terms(contract, on=TODAY)]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("北京", []),
        ("丽水", []),
        ("杭州", ["local-rule-unknown"]),
        ("成都", ["local-rule-unknown"]),
    ],
)
def test_vacancy_is_asked_for_only_where_the_place_wants_it_agreed(
    place: str, expected: list[str]
) -> None:
    """Of 浙江 itself nothing was read on vacancy, which is told where 杭州 is silent."""
    assert expected == codes(terms(evolve(WHOLE, place=place, vacancy_agreed=False), on=TODAY))


def test_without_a_clause_there_is_no_penalty() -> None:
    silent = evolve(WHOLE, penalty_name=None)

    assert ["no-penalty-clause"] == codes(penalty(silent, charged=True, on=TODAY))
    assert () == penalty(silent, charged=False, on=TODAY)


def test_a_penalty_under_the_name_of_administrative_law_is_to_be_renamed() -> None:
    (found,) = penalty(evolve(WHOLE, penalty_name="滞纳金"), charged=True, on=TODAY)

    assert ("penalty-misnamed", False) == (found.code, found.stops)
    assert "违约金" in found.says
    assert "滞纳金" not in found.says


def test_a_preliminary_contract_ends_when_the_new_one_takes_effect() -> None:
    contract = evolve(
        WHOLE, preliminary=True, ends=date(2027, 1, 1), superseded_from=date(2026, 10, 31)
    )

    assert date(2026, 10, 31) == contract.end()
    (found,) = charged_period(contract, OCTOBER, on=TODAY)
    assert ("new-contract", "940") == (found.code, found.cite.article)
    upto = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert () == charged_period(contract, upto, on=TODAY)


def test_a_contract_made_by_the_owners_is_not_ended_by_another() -> None:
    contract = evolve(WHOLE, superseded_from=date(2026, 10, 15))

    assert contract.end() is None
    assert () == charged_period(contract, OCTOBER, on=TODAY)


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (date(2026, 11, 1), []),
        (date(2026, 10, 31), ["after-termination"]),
        (None, []),
    ],
)
def test_no_fee_after_the_end(ends: date | None, expected: list[str]) -> None:
    found = charged_period(evolve(WHOLE, ends=ends), OCTOBER, on=TODAY)

    assert expected == codes(found)


@pytest.mark.parametrize(
    ("taken_over", "expected"),
    [
        (None, []),
        (date(2026, 11, 1), []),
        (date(2026, 10, 31), ["after-termination"]),
    ],
)
def test_services_that_went_on_are_paid_until_they_are_taken_over(
    taken_over: date | None, expected: list[str]
) -> None:
    contract = evolve(WHOLE, ends=date(2026, 9, 1), went_on=True, taken_over=taken_over)

    assert expected == codes(charged_period(contract, OCTOBER, on=TODAY))


def test_who_refuses_to_leave_is_not_paid_although_services_went_on() -> None:
    contract = evolve(WHOLE, ends=date(2026, 9, 1), went_on=True, refused_to_leave=True)

    (found,) = charged_period(contract, OCTOBER, on=TODAY)

    assert ("refused-to-leave", "949-2", True) == (found.code, found.cite.article, found.stops)


@pytest.mark.parametrize(
    ("paid_until", "expected"),
    [(date(2026, 10, 1), []), (date(2026, 10, 2), ["prepaid-to-refund"])],
)
def test_what_was_prepaid_beyond_the_end_goes_back(paid_until: date, expected: list[str]) -> None:
    contract = evolve(WHOLE, ends=date(2026, 10, 1))

    assert expected == codes(prepaid(contract, paid_until, on=TODAY))
    assert () == prepaid(WHOLE, paid_until, on=TODAY)


@pytest.mark.parametrize(
    ("paid_until", "expected"),
    [(date(2026, 12, 1), []), (date(2026, 12, 2), ["prepaid-to-refund"])],
)
def test_services_that_went_on_are_not_paid_back_until_they_were_taken_over(
    paid_until: date, expected: list[str]
) -> None:
    contract = evolve(WHOLE, ends=date(2026, 10, 1), went_on=True, taken_over=date(2026, 12, 1))

    found = prepaid(contract, paid_until, on=TODAY)

    assert expected == codes(found)
    assert all("服务继续至 2026-12-01 接管" in f.says and f.stops for f in found)


def test_a_day_of_taking_over_counts_only_when_services_went_on_by_right() -> None:
    taken = evolve(WHOLE, ends=date(2026, 10, 1), taken_over=date(2026, 12, 1))
    stayed = evolve(taken, went_on=True, refused_to_leave=True)
    earlier = evolve(taken, went_on=True, taken_over=date(2026, 9, 1))

    for contract in (taken, stayed, earlier):
        (found,) = prepaid(contract, date(2026, 10, 2), on=TODAY)
        assert found.stops
        assert () == prepaid(contract, date(2026, 10, 1), on=TODAY)


def test_while_services_go_on_what_was_prepaid_is_told_and_not_yet_due() -> None:
    (found,) = prepaid(
        evolve(WHOLE, ends=date(2026, 10, 1), went_on=True), date(2026, 12, 1), on=TODAY
    )

    assert ("prepaid-to-refund", False) == (found.code, found.stops)
    assert "服务仍在继续" in found.says


COMMISSION = Books(
    "commission",
    "owners",
    "owners",
    "owners",
    accounts_published=date(2026, 1, 1),
    performance_published=date(2026, 1, 1),
)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (COMMISSION, []),
        (evolve(COMMISSION, prepaid_is="company"), ["prepaid-booked-as-revenue"]),
        (evolve(COMMISSION, surplus_is="company"), ["surplus-kept"]),
        (evolve(COMMISSION, common_income_is="company"), ["common-income-kept"]),
        (evolve(COMMISSION, accounts_published=None), ["accounts-not-published"]),
        (evolve(COMMISSION, accounts_published=date(2025, 10, 1)), []),
        (
            evolve(COMMISSION, accounts_published=date(2025, 9, 30)),
            ["accounts-not-published"],
        ),
        (
            evolve(COMMISSION, accounts_published=date(2026, 10, 2)),
            ["accounts-not-published"],
        ),
        (evolve(COMMISSION, performance_published=None), ["performance-not-published"]),
        (
            evolve(COMMISSION, performance_published=date(2026, 10, 2)),
            ["performance-not-published"],
        ),
    ],
)
def test_under_commission_the_money_is_the_owners(kept: Books, expected: list[str]) -> None:
    assert expected == codes(books(kept, on=TODAY))


def test_under_a_lump_sum_the_surplus_is_the_companys_but_common_income_is_not() -> None:
    lump = evolve(
        COMMISSION,
        charging="lump-sum",
        prepaid_is="company",
        surplus_is="company",
        accounts_published=None,
    )

    assert () == books(lump, on=TODAY)
    assert ["common-income-kept"] == codes(
        books(evolve(lump, common_income_is="company"), on=TODAY)
    )


@pytest.mark.parametrize(
    ("place", "published", "expected"),
    [
        ("上海", date(2026, 7, 1), []),
        ("上海", date(2026, 6, 30), ["common-income-not-published"]),
        ("上海", TODAY, []),
        ("上海", date(2026, 10, 2), ["common-income-not-published"]),
        ("上海", None, ["common-income-not-published"]),
        ("杭州", None, []),
        ("成都", None, ["local-rule-unknown"]),
    ],
)
def test_income_of_the_common_parts_is_published_each_quarter_where_the_place_asks(
    place: str, published: date | None, expected: list[str]
) -> None:
    assert expected == codes(common_income(place, published, on=TODAY))


@pytest.mark.parametrize(
    ("place", "answer", "on", "expected"),
    [
        ("聊城", date(2026, 10, 4), date(2026, 11, 1), []),
        ("聊城", date(2026, 10, 5), date(2026, 11, 1), ["answered-late"]),
        ("聊城", None, date(2026, 10, 4), []),
        ("聊城", None, date(2026, 10, 5), ["answered-late"]),
        ("成都", None, date(2026, 10, 5), ["local-rule-unknown"]),
    ],
)
def test_an_objection_is_answered_within_three_days_in_liaocheng(
    place: str, answer: date | None, on: date, expected: list[str]
) -> None:
    assert expected == codes(answered(place, objected=TODAY, answer=answer, on=on))


def test_an_answer_before_its_objection_is_refused() -> None:
    with pytest.raises(RuleError, match="before the objection"):
        answered("聊城", objected=TODAY, answer=date(2026, 9, 30), on=TODAY)


UNIT = Handover(
    "北京", "owner", date(2026, 11, 1), handed_over=date(2026, 10, 17), in_sale_contract=True
)


def test_whether_the_contract_of_sale_says_it_is_never_assumed() -> None:
    with pytest.raises(TypeError, match="in_sale_contract"):
        Handover("北京", "owner", date(2026, 11, 1), date(2026, 10, 17))  # type: ignore[call-arg]


@pytest.mark.parametrize("place", ["北京", "上海", "丽水", "台州"])
def test_the_month_of_hand_over_is_the_developers_in_four_places(place: str) -> None:
    unit = evolve(UNIT, place=place)

    assert () == first_day(unit, on=TODAY)
    (found,) = first_day(evolve(unit, charged_from=date(2026, 10, 31)), on=TODAY)
    assert ("delivery-month", True) == (found.code, found.stops)
    assert "2026-11-01" in found.says


def test_another_first_day_may_be_agreed_in_lishui_and_not_in_beijing() -> None:
    agreed = evolve(UNIT, charged_from=date(2026, 10, 17), start_agreed=True)

    assert () == first_day(evolve(agreed, place="丽水"), on=TODAY)
    assert ["delivery-month"] == codes(first_day(agreed, on=TODAY))


@pytest.mark.parametrize(
    ("place", "expected"),
    [("北京", ["not-in-sale-contract"]), ("上海", ["not-in-sale-contract"]), ("台州", [])],
)
def test_without_a_term_in_the_contract_of_sale_the_developer_goes_on_paying(
    place: str, expected: list[str]
) -> None:
    unit = evolve(UNIT, place=place, in_sale_contract=False)

    assert expected == codes(first_day(unit, on=TODAY))


@pytest.mark.parametrize(
    ("charged_from", "expected"),
    [
        (date(2026, 10, 17), ["local-rule-unknown"]),
        (date(2026, 10, 16), ["before-handover"]),
    ],
)
def test_nowhere_does_an_owner_pay_before_hand_over(
    charged_from: date, expected: list[str]
) -> None:
    unit = evolve(UNIT, place="成都", charged_from=charged_from)

    assert expected == codes(first_day(unit, on=TODAY))


def test_units_not_handed_over_are_the_developers() -> None:
    (found,) = first_day(evolve(UNIT, handed_over=None), on=TODAY)

    assert ("not-handed-over", "16", True) == (found.code, found.cite.article, found.stops)
    developer = evolve(UNIT, charged="developer", handed_over=None)
    assert () == first_day(developer, on=TODAY)


def test_facts_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(RuleError, match="was not handed over"):
        evolve(UNIT, handed_over=None, start_agreed=True)
    with pytest.raises(RuleError, match="not one of the choices"):
        evolve(COMMISSION, surplus_is="developer")  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="not one of the choices"):
        evolve(WHOLE, charging="包干制")  # type: ignore[arg-type]
