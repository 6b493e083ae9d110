"""The check of a fee schedule, finding by finding, on both sides of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

import community
from wuye import FeeSchedule, Period, fees
from wuye.citation import Dated
from wuye.errors import UnknownError
from wuye.estate import FirstDay
from wuye.fees import Cycle, Flat, Item, PerArea, Publication, Shared
from wuye.fees.checks import PaidTo
from wuye.fees.price_changes import rates
from wuye.law.checks import Disclosed, GuidedPrice, Increase
from wuye.law.contract_checks import Contract
from wuye.law.reference import Finding
from wuye.law.votes import Tally, Vote

TODAY = date(2026, 10, 1)
PLACE = "杭州"
CONTRACT = Contract(
    PLACE,
    charging="lump-sum",
    priced=True,
    start_agreed=True,
    due_agreed=True,
    vacancy_agreed=True,
    penalty_name="违约金",
)
PARTS = [("保洁", "1.20"), ("绿化", "0.60"), ("秩序维护", "1.00")]
FEE = Item("property", "物业服务费", PerArea("2.80"), components=PARTS)
POWER = Item("hall-power", "公摊电费", Shared(by="area"), Cycle.arrears(months=1))
WATER = Item("water", "代收水费", Flat("40"), creditor="示例供水公司")
POSTED = Publication(
    schedule="2026 住宅",
    channel="notice-board",
    since=date(2025, 12, 1),
    proof="照片",
    what=list(Disclosed),
)
PASSED = Vote(Tally("9000", 90), Tally("6000", 60), Tally("3000.01", 31))
FACTS: dict[str, Any] = {
    "publications": [POSTED],
    "mandates": {"water": "委托协议2025-3"},
    "inside_fee": {"hall-power": False},
    "disclosed": {"hall-power": date(2026, 9, 5)},
}


def schedule(*items: Item, **more: Any) -> FeeSchedule:
    told: dict[str, Any] = {
        "use": "residential",
        "grade": "二级",
        "price_regime": "market",
        "charging_regime": "lump-sum",
    }
    return evolve(community.schedule(*(items or (FEE, POWER, WATER))), **(told | more))


def check(
    given: FeeSchedule | None = None, contract: Contract = CONTRACT, **facts: Any
) -> tuple[Finding, ...]:
    given = given or schedule()
    here = {item.code for item in given.items}
    known: dict[str, Any] = {
        name: {code: fact for code, fact in each.items() if code in here}
        if isinstance(each, dict)
        else each
        for name, each in FACTS.items()
    }
    return fees.check(given, contract, on=TODAY, **(known | facts))


def found(findings: Iterable[Finding]) -> dict[str, bool]:
    """Codes, and whether they stop; what was not read of the place is left out."""
    return {each.code: each.stops for each in findings if each.code != "local-rule-unknown"}


def test_a_schedule_that_says_and_does_all_is_in_order() -> None:
    assert {} == found(check())


# -- the contract -----------------------------------------------------------------------------------


def test_a_penalty_rests_on_a_clause_and_has_its_own_name() -> None:
    assert {"no-penalty-clause": True} == found(check(contract=evolve(CONTRACT, penalty_name=None)))
    assert {"penalty-misnamed": False} == found(
        check(contract=evolve(CONTRACT, penalty_name="滞纳金"))
    )
    without = evolve(schedule(), terms=community.schedule(daily=None).terms)
    assert {} == found(check(without, evolve(CONTRACT, penalty_name=None)))


def test_an_item_is_not_called_by_the_word_of_authorities() -> None:
    late = Item("late", "滞纳金", Flat("5"))

    assert {"surcharge-word": True} == found(check(schedule(FEE, late)))


@pytest.mark.parametrize(
    ("agreed", "said", "told"),
    [
        ("lump-sum", "commission", {"charging-form-differs": True}),
        ("commission", "lump-sum", {"charging-form-differs": True}),
        ("commission", "commission", {}),
        ("lump-sum", "", {}),
        (None, "lump-sum", {"no-charging-form": False}),
    ],
)
def test_schedule_and_contract_agree_on_the_form_of_charging(
    agreed: Any, said: str, told: dict[str, bool]
) -> None:
    contract = evolve(CONTRACT, charging=agreed)

    assert told == found(check(schedule(charging_regime=said), contract))


# -- the place --------------------------------------------------------------------------------------


def test_beijing_leaves_the_month_of_hand_over_to_the_developer() -> None:
    beijing = evolve(CONTRACT, place="北京")

    assert {"delivery-month": True} == found(check(contract=beijing))
    assert {} == found(check(schedule(first_day=FirstDay.NEXT_MONTH), beijing))


def test_a_fee_is_not_taken_further_ahead_than_the_contract_runs() -> None:
    yearly = schedule(evolve(FEE, cycle=Cycle.advance(every=12)))
    ends = [date(2027, 9, 30), date(2027, 10, 1)]
    told = [found(check(yearly, evolve(CONTRACT, ends=end))) for end in ends]

    assert [{"prepaid-past-contract": True}, {}] == told
    monthly = evolve(CONTRACT, ends=date(2026, 10, 2))
    assert {} == found(check(contract=monthly))


def test_a_place_that_was_not_read_is_told_once() -> None:
    codes = [each.code for each in check(contract=evolve(CONTRACT, place="海口"))]

    assert ["local-rule-unknown"] == codes


# -- prices -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        ("1.99", {"below-guided-price": False}),
        ("2.00", {}),
        ("3.00", {}),
        ("3.01", {"above-guided-price": True}),
    ],
)
def test_a_rate_keeps_to_the_guided_price(rate: str, told: dict[str, bool]) -> None:
    guide = GuidedPrice("2.50", "20", "20")
    item = Item("property", "物业服务费", PerArea(rate), guide=guide, components=[("全部", rate)])
    guided = schedule(item, price_regime="guided", guided_by="示例价〔2025〕1号")

    assert told == found(check(guided))


def test_a_later_step_of_a_rate_keeps_to_the_guided_price_too() -> None:
    steps = Dated("r", [(date(2025, 1, 1), "2.50"), (date(2026, 7, 1), "3.01")])
    item = Item("property", "物业服务费", PerArea(steps), guide=GuidedPrice("2.50", "20", "20"))
    guided = schedule(item, use="", price_regime="guided", guided_by="示例价〔2025〕1号")
    findings = check(guided, increase=increase(agreed=True))

    assert "above-guided-price" in found(findings)


@pytest.mark.parametrize(
    ("without", "told"),
    [
        ({"price_regime": ""}, {"no-price-regime": False}),
        ({"price_regime": "guided"}, {"no-guide": False}),
        ({"grade": ""}, {"no-grade": False}),
        ({"use": "commercial"}, {}),
    ],
)
def test_what_a_schedule_should_say_of_itself(
    without: dict[str, str], told: dict[str, bool]
) -> None:
    assert told == found(check(schedule(**without)))


def test_a_residential_fee_tells_what_it_pays_for() -> None:
    bare = evolve(FEE, components=())
    lift = Item("lift", "电梯费", PerArea("0.50"))

    assert {"not-broken-down": False} == found(check(schedule(bare)))
    assert {} == found(check(schedule(bare, lift)))
    assert {} == found(check(schedule(bare, use="office")))


def test_commercial_items_are_fine() -> None:
    items = [
        Item("property", "物业服务费", PerArea("12.00")),
        Item("air", "空调使用费", PerArea("6.00")),
        Item("security", "秩序维护服务费", PerArea("1.50")),
        Item("advertising", "广告位使用费", Flat("300")),
    ]

    assert {} == found(check(schedule(*items, use="commercial")))


# -- prices that rise -------------------------------------------------------------------------------


def before(*items: Item) -> FeeSchedule:
    return evolve(schedule(*items), name="2025 住宅", in_force=Period.year(2025))


def increase(**more: Any) -> Increase:
    """All that Hangzhou asks for was done in good time."""
    told: dict[str, Any] = {
        "announced": date(2025, 9, 1),
        "audited": True,
        "audit_published": date(2025, 9, 1),
        "vote": PASSED,
        "voted_on": date(2025, 11, 1),
        "result_published": date(2025, 11, 5),
    }
    return Increase(PLACE, date(2030, 1, 1), "ordinary", **(told | more))


CHEAPER = evolve(FEE, tariff=PerArea("2.79"), components=())


def test_a_higher_price_needs_a_vote() -> None:
    told = found(check(before=before(CHEAPER, POWER, WATER)))

    assert told["no-vote"]
    assert "posted-late" in told
    assert {} == found(check(before=before(FEE, POWER, WATER)))
    dearer = evolve(FEE, tariff=PerArea("2.81"), components=())
    assert {} == found(check(before=before(dearer, POWER, WATER)))


def test_what_was_done_before_the_price_rose_is_looked_at_by_the_day_it_rises() -> None:
    older = before(CHEAPER, POWER, WATER)
    late = increase(result_published=date(2026, 1, 2))

    assert {} == found(check(before=older, increase=increase()))
    assert {"out-of-order": True} == found(check(before=older, increase=late))
    assert {"no-vote": True} == found(check(before=older, increase=increase(vote=None)))


def test_a_step_inside_the_schedule_is_a_rise_on_its_own_day() -> None:
    steps = Dated("r", [(date(2025, 1, 1), "2.80"), (date(2026, 7, 1), "3.00")])
    stepped = schedule(evolve(FEE, tariff=PerArea(steps), components=()), use="")
    later = increase(result_published=date(2026, 6, 30))

    assert found(check(stepped))["no-vote"]
    assert {} == found(check(stepped, increase=later))
    assert {} == found(check(evolve(stepped, in_force=Period.month(2026, 6))))


def test_the_rate_of_the_last_day_is_the_one_that_a_new_schedule_is_held_against() -> None:
    steps = Dated("r", [(date(2025, 1, 1), "2.70"), (date(2025, 7, 1), "2.80")])
    older = before(evolve(FEE, tariff=PerArea(steps), components=()), POWER, WATER)

    assert {} == found(check(before=older))


def test_new_items_and_new_ways_of_charging_are_looked_at() -> None:
    by_building = evolve(FEE, tariff=PerArea("2.80", "building"))
    told = check(before=before(by_building, POWER))

    assert {"charges-extended": False} == found(told)
    assert "物业服务费、代收水费" in told[-1].says


def test_the_prices_of_an_item_inside_a_period() -> None:
    steps = Dated(
        "r",
        [(date(2025, 1, 1), "1"), (date(2026, 1, 1), "2"), (date(2026, 7, 1), "3")],
    )
    item = evolve(FEE, tariff=PerArea(steps), components=())
    told = [(str(day), str(rate)) for day, rate in rates(item, Period.year(2026))]

    assert [("2026-01-01", "2"), ("2026-07-01", "3")] == told
    assert () == rates(POWER, Period.year(2026))


# -- items ------------------------------------------------------------------------------------------


def test_nothing_is_charged_before_it_was_posted() -> None:
    told = found(check(publications=[]))

    assert {"charges-not-published": True, "not-published": False, "not-marked": True} == told
    tomorrow = evolve(POSTED, since=date(2026, 10, 2))
    assert told == found(check(publications=[tomorrow]))
    assert told == found(check(publications=[evolve(POSTED, schedule="2025 住宅")]))
    assert {} == found(check(publications=[evolve(POSTED, since=TODAY)]))


def test_a_shared_cost_is_not_charged_twice() -> None:
    assert {"charged-twice": True} == found(check(inside_fee={"hall-power": True}))
    assert {"inside-fee-unknown": False} == found(check(inside_fee={}))


@pytest.mark.parametrize(
    ("last", "late"),
    [
        (None, True),
        (date(2026, 7, 31), True),
        (date(2026, 8, 1), False),
        (TODAY, False),
        (date(2026, 10, 2), True),
    ],
)
def test_a_shared_cost_is_disclosed_within_a_cycle_and_a_month(
    last: date | None, late: bool
) -> None:
    disclosed = {} if last is None else {"hall-power": last}

    assert ({"share-not-disclosed": True} if late else {}) == found(check(disclosed=disclosed))
    elsewhere = check(contract=evolve(CONTRACT, place="台州"), disclosed=disclosed)
    told = [each for each in elsewhere if each.code == "share-not-disclosed"]
    assert [("民法典", False)] * late == [(each.cite.source, each.stops) for each in told]


def test_what_is_collected_for_another_rests_on_a_mandate() -> None:
    assert {"no-mandate": True} == found(check(mandates={}))
    own = evolve(WATER, creditor="锦苑物业")
    assert {} == found(check(schedule(FEE, own), mandates={}))


def test_agreements_are_at_hand_when_that_is_looked_at() -> None:
    floor = Item("lift", "电梯费", PerArea("0.5"), coefficient="floor", agreed="合同第7条")
    by_home = evolve(POWER, tariff=Shared(by="household", agreed="第3号决议"))
    agreed = schedule(FEE, floor, by_home)

    assert {} == found(check(agreed))
    assert {} == found(check(agreed, on_file=["合同第7条", "第3号决议"]))
    told = check(agreed, on_file=["合同第7条"])
    assert {"agreement-not-on-file": False} == found(told)
    assert "283" == told[-1].cite.article
    assert "40" == check(agreed, on_file=["第3号决议"])[-1].cite.article


@pytest.mark.parametrize(
    ("kind", "paid_to", "told"),
    [
        ("common-ground", "owners-together", {}),
        ("common-ground", "company", {"rent-payee": True}),
        ("common-ground", "developer", {"rent-payee": True}),
        ("developer", "developer", {}),
        ("developer", "company", {"rent-payee": True}),
        ("owned", "owner", {}),
        ("owned", "owners-together", {"rent-payee": True}),
        ("civil-defence", "company", {"rent-not-known": False}),
    ],
)
def test_the_rent_of_a_space_goes_to_whom_it_is_due(
    kind: Any, paid_to: PaidTo, told: dict[str, bool]
) -> None:
    rented = Item("space", "车位费", Flat("150", per="space", spaces=[kind]))

    assert told == found(check(schedule(FEE, rented), rents={"space": paid_to}))


def test_a_rent_by_name_is_taken_as_the_company_s_unless_told_otherwise() -> None:
    rented = Item("space", "车位租金", Flat("150", per="space", spaces=["common-ground"]))
    service = evolve(rented, name="车位服务费")
    mixed = evolve(rented, tariff=Flat("150", per="space"))

    assert {"rent-payee": True} == found(check(schedule(FEE, rented)))
    assert {} == found(check(schedule(FEE, service)))
    assert {"rent-of-mixed-spaces": False} == found(check(schedule(FEE, mixed)))


@pytest.mark.parametrize("name", ["mandates", "inside_fee", "disclosed", "rents"])
def test_facts_about_an_unknown_item_are_refused(name: str) -> None:
    facts: dict[str, Any] = {name: {"steam": "owner"}}
    with pytest.raises(UnknownError, match="no such items"):
        fees.check(schedule(), CONTRACT, on=TODAY, **facts)


# -- what is usually charged ------------------------------------------------------------------------


@pytest.mark.parametrize("use", ["residential", "commercial", "office"])
def test_a_list_to_start_from_names_each_item_once_and_no_price(use: Any) -> None:
    items = fees.usual_items(use)

    assert len(items) == len({item.code for item in items}) > 4
    assert not any(sign.isdigit() for item in items for sign in item.name + item.note)
    assert not any(":" in item.code for item in items)


def test_there_is_no_list_for_another_property() -> None:
    with pytest.raises(UnknownError):
        fees.usual_items("industrial")  # type: ignore[arg-type]
