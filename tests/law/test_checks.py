"""Checks of fee schedules, on both sides of every threshold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from wuye.dates import Period
from wuye.errors import MoneyError, NotInForceError, RuleError
from wuye.law.checks import (
    Disclosed,
    GuidedPrice,
    Increase,
    Item,
    Kind,
    Stage,
    guided_price,
    increase,
    items,
    prepayment,
    publication,
    resold_power,
    settlement_list,
    vacancy,
)
from wuye.law.contract_checks import Handover, first_day
from wuye.law.local_entries import LocalRule, Topic
from wuye.law.reference import Finding, Source
from wuye.law.votes import Tally, Vote
from wuye.money import Money

TODAY = date(2026, 10, 1)
PASSED = Vote(Tally("9000", 90), Tally("6000", 60), Tally("3000.01", 31))
FAILED = Vote(Tally("9000", 90), Tally("6000", 60), Tally("3000", 31))
FEE = Item("物业服务费", "service", published=True, priced=True)


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_all_eight_items_published_is_in_order() -> None:
    assert 8 == len(Disclosed)
    assert () == publication(Disclosed, on=TODAY)


@pytest.mark.parametrize("item", Disclosed)
def test_each_of_the_eight_items_is_missed(item: Disclosed) -> None:
    found = publication([other for other in Disclosed if other is not item], on=TODAY)

    assert 1 == len(found)
    assert item.value in found[0].says
    assert (item in {Disclosed.ITEMS, Disclosed.STANDARDS}) is found[0].stops


def test_publication_does_not_ask_for_the_names_of_debtors() -> None:
    found = publication([], on=TODAY)

    assert ["charges-not-published", "not-published"] == codes(found)
    assert ["8", "943"] == [finding.cite.article for finding in found]
    assert not any("欠费" in finding.says for finding in found)


@pytest.mark.parametrize(
    ("item", "code", "article"),
    [
        (evolve(FEE, published=False), "not-marked", "8"),
        (evolve(FEE, priced=False), "not-itemised", "7"),
        (evolve(FEE, kind="major-repair"), "major-repair", "11"),
        (evolve(FEE, kind="shared", inside_fee=True), "charged-twice", "2"),
        (evolve(FEE, kind="collected-for-others", handling_fee="0.01"), "handling-fee", "44"),
    ],
)
def test_an_item_that_breaks_one_rule_is_told_once(item: Item, code: str, article: str) -> None:
    found = items([FEE, item], charging="lump-sum", on=TODAY)

    assert [(code, article, True)] == [(f.code, f.cite.article, f.stops) for f in found]


@pytest.mark.parametrize(
    "item",
    [
        FEE,
        evolve(FEE, kind="shared", inside_fee=False),
        evolve(FEE, kind="collected-for-others", handling_fee="0.00"),
        evolve(FEE, inside_fee=True),
    ],
)
def test_items_in_order_are_left_alone(item: Item) -> None:
    assert () == items([item], charging="lump-sum", on=TODAY)


def test_a_shared_cost_is_charged_twice_under_commission_as_well() -> None:
    lift = evolve(FEE, kind="shared", inside_fee=True)

    (found,) = items([lift], charging="commission", on=TODAY)

    assert ("charged-twice", True) == (found.code, found.stops)
    assert "酬金制" in found.says
    assert () == items([evolve(lift, inside_fee=False)], charging="commission", on=TODAY)


def test_whether_the_fee_pays_for_a_shared_cost_is_never_assumed() -> None:
    with pytest.raises(RuleError, match="inside_fee: it is not said"):
        Item("电梯运行费", "shared", published=True, priced=True)


@pytest.mark.parametrize("kind", ["service", "major-repair"])
def test_a_handling_fee_on_the_companys_own_items_is_refused(kind: Kind) -> None:
    with pytest.raises(RuleError, match="not collected for others"):
        evolve(FEE, kind=kind, handling_fee="0.01")
    assert Money("0") == evolve(FEE, kind=kind, handling_fee="0.00").handling_fee


def test_marking_rests_on_the_rule_of_2022() -> None:
    unmarked = evolve(FEE, published=False)

    assert ["not-marked"] == codes(items([unmarked], charging="lump-sum", on=date(2022, 7, 1)))
    with pytest.raises(NotInForceError, match="2022-07-01"):
        items([unmarked], charging="lump-sum", on=date(2022, 6, 30))


def test_no_such_kind_of_item() -> None:
    with pytest.raises(RuleError, match="not one of the choices"):
        Item("押金", "deposit", published=True, priced=True)  # type: ignore[arg-type]


def test_a_settlement_list_shows_items_prices_and_total() -> None:
    assert () == settlement_list(shows=["items", "prices", "total"], on=TODAY)
    found = settlement_list(shows=["items"], on=TODAY)
    assert ["bill-not-itemised"] == codes(found)
    assert "价格、总收费金额" in found[0].says


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        ("2.40", []),
        ("2.401", ["above-guided-price"]),
        ("2.00", []),
        ("1.60", []),
        ("1.599", ["below-guided-price"]),
    ],
)
def test_a_rate_stays_within_base_and_float(rate: str, expected: list[str]) -> None:
    guide = GuidedPrice("2.00", up="20", down="20")

    assert expected == codes(guided_price(rate, guide, on=TODAY))


@given(st.integers(1, 10**6), st.integers(0, 300), st.integers(0, 100))
def test_the_bounds_of_a_guided_price_are_within(base: int, up: int, down: int) -> None:
    """Bases in hundredths, so both bounds have at most four places."""

    def yuan(tenthousandths: int) -> str:
        return f"{tenthousandths // 10000}.{tenthousandths % 10000:04}"

    guide = GuidedPrice(yuan(base * 100), up=str(up), down=str(down))
    most, least = base * (100 + up), base * (100 - down)

    assert () == guided_price(yuan(most), guide, on=TODAY)
    assert () == guided_price(yuan(least), guide, on=TODAY)
    assert ["above-guided-price"] == codes(guided_price(yuan(most + 1), guide, on=TODAY))


@pytest.mark.parametrize(("base", "up", "down"), [("0", "1", "1"), ("1", "1", "101")])
def test_a_guided_price_that_cannot_be_is_refused(base: str, up: str, down: str) -> None:
    with pytest.raises(MoneyError, match="no such guided price"):
        GuidedPrice(base, up=up, down=down)


HANGZHOU = Increase(
    "杭州",
    date(2026, 10, 1),
    stage="ordinary",
    announced=date(2026, 8, 1),
    audited=True,
    vote=PASSED,
    voted_on=date(2026, 8, 31),
)


def test_an_increase_as_the_place_asks_is_in_order() -> None:
    assert [] == [f for f in increase(HANGZHOU, on=TODAY) if f.stops]


def test_a_province_with_nothing_read_does_not_stop_a_city_that_was_read() -> None:
    assert () == increase(HANGZHOU, on=TODAY)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (evolve(HANGZHOU, announced=date(2026, 8, 2)), "published-too-short"),
        (evolve(HANGZHOU, audited=False), "no-audit"),
        (evolve(HANGZHOU, vote=FAILED), "vote-failed"),
        (evolve(HANGZHOU, vote=None), "no-vote"),
    ],
)
def test_an_increase_without_one_of_its_steps_is_stopped(change: Increase, code: str) -> None:
    """Thirty days from 1 August end on 31 August; a day later they are twenty-nine."""
    assert [code] == [f.code for f in increase(change, on=TODAY) if f.stops]


def test_a_vote_that_failed_says_on_which_leg() -> None:
    found = increase(evolve(HANGZHOU, vote=FAILED), on=TODAY)

    assert "表决没有通过：同意面积未过半数" == found[0].says
    assert "278-2" == found[0].cite.article


def test_an_increase_the_contract_itself_sets_needs_no_vote() -> None:
    agreed = Increase(
        "北京", date(2026, 10, 1), stage="ordinary", announced=date(2026, 9, 1), agreed=True
    )

    assert [] == [f.code for f in increase(agreed, on=TODAY) if f.stops]
    assert ["no-vote"] == [
        f.code for f in increase(evolve(agreed, agreed=False), on=TODAY) if f.stops
    ]


def test_an_increase_the_contract_sets_still_keeps_the_rules_of_the_place() -> None:
    agreed = Increase("杭州", date(2026, 10, 1), stage="ordinary", agreed=True)
    done = evolve(agreed, audited=True, announced=date(2026, 9, 1))

    assert ["no-audit", "published-too-short"] == [
        f.code for f in increase(agreed, on=TODAY) if f.stops
    ]
    assert () == increase(done, on=TODAY)


@pytest.mark.parametrize(("stage", "expected"), [("preliminary", ["no-vote"]), ("ordinary", [])])
def test_only_a_contract_the_owners_made_stands_in_for_the_vote_a_place_asks_for(
    stage: Stage, expected: list[str]
) -> None:
    agreed = Increase(
        "舟山", date(2026, 10, 1), stage=stage, announced=date(2026, 9, 1), agreed=True
    )

    assert expected == codes(increase(agreed, on=TODAY))


@pytest.mark.parametrize(
    ("announced", "voted", "result", "applies", "expected"),
    [
        ("2026-07-01", "2026-09-01", "2026-09-01", "2026-09-01", []),
        ("2026-07-01", "2026-09-02", None, "2026-09-01", ["out-of-order"]),
        ("2026-07-01", "2026-12-01", None, "2026-09-01", ["out-of-order"]),
        ("2026-08-01", "2026-08-01", None, "2026-09-01", []),
        ("2026-08-01", "2026-07-31", None, "2026-09-01", ["out-of-order"]),
        ("2026-07-01", "2026-08-31", "2026-08-30", "2026-10-01", ["out-of-order"]),
        ("2026-07-01", "2026-08-31", "2026-10-02", "2026-10-01", ["out-of-order"]),
    ],
)
def test_a_price_is_announced_voted_published_and_applied_in_this_order(
    announced: str, voted: str, result: str | None, applies: str, expected: list[str]
) -> None:
    change = Increase(
        "北京",
        date.fromisoformat(applies),
        stage="ordinary",
        announced=date.fromisoformat(announced),
        vote=PASSED,
        voted_on=date.fromisoformat(voted),
        result_published=date.fromisoformat(result) if result else None,
    )

    assert expected == [f.code for f in increase(change, on=TODAY) if f.stops]


def test_hangzhou_does_not_accept_a_vote_after_the_price_applies() -> None:
    late = evolve(
        HANGZHOU,
        announced=date(2026, 10, 1),
        voted_on=date(2026, 12, 1),
        applies_from=date(2026, 9, 1),
    )

    assert ["out-of-order"] == [f.code for f in increase(late, on=TODAY) if f.stops]


def test_zibo_does_not_accept_a_result_published_before_the_vote() -> None:
    early = evolve(ZIBO, result_published=date(2026, 8, 30))

    assert ["out-of-order"] == [f.code for f in increase(early, on=TODAY) if f.stops]


def test_a_vote_without_its_day_is_refused() -> None:
    with pytest.raises(RuleError, match="without its day"):
        evolve(HANGZHOU, voted_on=None)


ZIBO = evolve(
    HANGZHOU,
    place="淄博",
    stage="preliminary",
    audit_published=date(2026, 8, 1),
    result_published=date(2026, 9, 24),
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (ZIBO, []),
        (evolve(ZIBO, result_published=date(2026, 9, 25)), ["result-not-published"]),
        (evolve(ZIBO, audit_published=date(2026, 8, 2)), ["audit-not-published"]),
        (evolve(ZIBO, audit_published=None), ["audit-not-published"]),
        (evolve(ZIBO, stage="ordinary", audit_published=None, result_published=None), []),
    ],
)
def test_preliminary_prices_in_zibo_publish_audit_and_result(
    change: Increase, expected: list[str]
) -> None:
    assert expected == [f.code for f in increase(change, on=TODAY) if f.stops]


def test_shanghai_asks_for_an_audit_of_lump_sums_alone() -> None:
    lump = evolve(HANGZHOU, place="上海", audited=False)

    assert ["no-audit"] == codes(increase(lump, on=TODAY))
    assert [] == codes(increase(evolve(lump, charging="commission"), on=TODAY))


def test_a_place_that_was_not_read_is_told_and_does_not_stop() -> None:
    found = increase(evolve(HANGZHOU, place="成都"), on=TODAY)

    assert [("local-rule-unknown", False)] == [(f.code, f.stops) for f in found]


def test_a_month_of_posting_known_from_memory_alone_never_stops() -> None:
    """Posted on 1 September is a month before 1 October; a day later is not."""
    on_time = evolve(HANGZHOU, place="成都", announced=date(2026, 9, 1))
    late = evolve(on_time, announced=date(2026, 9, 2))

    assert "posted-late" not in codes(increase(on_time, on=TODAY))
    (posted,) = (f for f in increase(late, on=TODAY) if f.code == "posted-late")
    assert not posted.cite.verified
    assert not posted.stops
    assert "未核实" in posted.says


def test_every_finding_that_stops_rests_on_what_was_read() -> None:
    worst = Increase("淄博", TODAY, stage="preliminary")

    assert [] == [f.code for f in increase(worst, on=TODAY) if f.stops and not f.cite.verified]


@pytest.mark.parametrize(
    ("billed", "refunded", "expected"),
    [
        ("1000.00", "0", []),
        ("999.99", "0", []),
        ("1000.01", "0", ["power-surcharge"]),
        ("1050.00", "50.00", []),
        ("1050.00", "49.99", ["power-surcharge"]),
    ],
)
def test_resold_power_brings_no_more_than_was_paid_for_it(
    billed: str, refunded: str, expected: list[str]
) -> None:
    found = resold_power("成都", billed=billed, paid="1000.00", refunded=refunded, on=TODAY)

    assert [*expected, "local-rule-unknown"] == codes(found)
    assert [True] * len(expected) == [f.stops for f in found if f.code != "local-rule-unknown"]
    assert "成都" in found[-1].says
    here = resold_power("河南", billed="1000.00", paid="1000.00", on=TODAY)
    assert () == here


def test_the_surplus_of_resold_power_is_told_with_the_rule_of_the_place() -> None:
    (found,) = resold_power("河南", billed="1050.00", paid=Money("1000.00"), on=TODAY)

    assert "多收 50.00 元，应当退还" in found.says
    assert "河南省供用电条例第17条" in found.says
    assert ("电力法", "44") == (found.cite.source, found.cite.article)


@pytest.mark.parametrize(
    ("place", "months", "left", "forced", "expected"),
    [
        ("杭州", 12, 12, False, []),
        ("杭州", 13, None, False, ["prepaid-too-far"]),
        ("杭州", 7, 6, False, ["prepaid-past-contract"]),
        ("杭州", 12, None, True, []),
        ("郑州", 12, 6, False, []),
        ("郑州", 13, None, False, ["prepaid-too-far"]),
        ("淄博", 36, None, False, []),
        ("淄博", 1, None, True, ["prepayment-forced"]),
        ("成都", 36, None, False, ["local-rule-unknown"]),
    ],
)
def test_prepayment_keeps_within_the_limits_of_the_place(
    place: str, months: int, left: int | None, forced: bool, expected: list[str]
) -> None:
    found = prepayment(place, months=months, contract_months=left, forced=forced, on=TODAY)

    assert expected == codes(found)
    assert [code != "local-rule-unknown" for code in expected] == [f.stops for f in found]


HALF = Period(date(2026, 1, 1), date(2026, 7, 1))
LONGER = Period(date(2026, 1, 1), date(2026, 7, 2))


@pytest.mark.parametrize(
    ("place", "vacant", "charged", "expected"),
    [
        ("滨州", HALF, "280.00", ["vacancy-by-contract"]),
        ("滨州", LONGER, "168.00", ["vacancy-by-contract"]),
        ("滨州", LONGER, "168.01", ["vacancy-above-cap", "vacancy-by-contract"]),
        ("聊城", HALF, "280.00", ["vacancy-not-reduced", "vacancy-by-contract"]),
        ("聊城", HALF, "279.99", ["vacancy-by-contract"]),
        ("菏泽", HALF, "280.00", ["vacancy-not-reduced", "vacancy-by-contract"]),
        ("杭州", LONGER, "280.00", ["local-rule-unknown"]),
        ("北京", LONGER, "280.00", []),
        ("丽水", LONGER, "280.00", []),
        ("成都", LONGER, "280.00", ["local-rule-unknown"]),
        ("江苏", LONGER, "280.00", ["local-rule-unknown"]),
    ],
)
def test_vacancy_follows_the_place_and_no_discount_of_the_nation(
    place: str, vacant: Period, charged: str, expected: list[str]
) -> None:
    found = vacancy(
        place,
        vacant,
        standard="280.00",
        charged=charged,
        stage="preliminary",
        ordinary_dwelling=True,
        on=TODAY,
    )

    assert expected == codes(found)


@pytest.mark.parametrize(
    ("place", "stage", "ordinary"),
    [("滨州", "ordinary", True), ("聊城", "ordinary", True), ("聊城", "preliminary", False)],
)
def test_vacancy_rules_hold_for_the_stage_and_kind_they_name(
    place: str, stage: str, ordinary: bool
) -> None:
    found = vacancy(
        place,
        LONGER,
        standard="280.00",
        charged="280.00",
        stage=stage,  # type: ignore[arg-type]
        ordinary_dwelling=ordinary,
        on=TODAY,
    )

    assert ["vacancy-by-contract"] == codes(found)


def test_a_city_with_only_its_province_read_is_told() -> None:
    found = vacancy(
        "山东/济南",
        LONGER,
        standard="280.00",
        charged="280.00",
        stage="preliminary",
        ordinary_dwelling=True,
        on=TODAY,
    )

    assert ["local-rule-unknown", "vacancy-by-contract"] == codes(found)
    assert not any(f.stops for f in found)


def test_a_rule_without_figures_is_no_finding_of_a_check() -> None:
    """It is told by look_up; there is nothing in it to compute."""
    article = Source("成都市物业管理条例", since=date(2022, 1, 1)).article("1", "从其约定")
    topics = (Topic.PREPAYMENT, Topic.VACANCY, Topic.PRICE_CHANGE, Topic.FIRST_DAY)
    rules = tuple(LocalRule("成都", topic, article) for topic in topics)
    unit = Handover(
        "成都", "owner", date(2026, 10, 17), handed_over=date(2026, 10, 17), in_sale_contract=True
    )

    assert () == prepayment(
        "成都", months=36, contract_months=None, forced=True, on=TODAY, rules=rules
    )
    assert () == increase(evolve(HANGZHOU, place="成都"), on=TODAY, rules=rules)
    assert () == first_day(unit, on=TODAY, rules=rules)
    assert () == vacancy(
        "成都",
        LONGER,
        standard="280.00",
        charged="280.00",
        stage="preliminary",
        ordinary_dwelling=True,
        on=TODAY,
        rules=rules,
    )


@given(st.integers(0, 200))
def test_waiting_longer_never_brings_a_finding_on_publication(days: int) -> None:
    earlier = evolve(HANGZHOU, announced=date(2026, 8, 1) - timedelta(days=days))

    assert () == increase(earlier, on=TODAY)
