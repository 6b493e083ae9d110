"""Units: several kinds of area, areas measured anew, what a unit is and is not."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from wuye import Community, Owner, Unit
from wuye.citation import Dated
from wuye.errors import DuplicateError, InexactError, MoneyError, PeriodError, RuleError
from wuye.estate import Person

OWNER = Owner("O-1", name="赵某某", phone="13800000001")
DAY = date(2026, 10, 17)
BEFORE = DAY - timedelta(days=1)


def measured(*steps: tuple[date, str | None]) -> Dated[str | None]:
    return Dated("3-1-502", steps)


def test_an_area_holds_from_its_day_on() -> None:
    unit = Unit("3-1-502", measured((date(2015, 1, 1), "100.00"), (DAY, "98.60")), OWNER)

    assert Decimal(100) == unit.area_on(BEFORE)
    assert Decimal("98.6") == unit.area_on(DAY)
    assert (date(2015, 1, 1), DAY) == unit.remeasured()


def test_before_the_first_known_area_there_is_none() -> None:
    unit = Unit("3-1-502", measured((DAY, "98.60")), OWNER)

    assert unit.area_on(BEFORE) is None
    assert Decimal("98.6") == unit.area_on(DAY)


def test_an_area_that_is_told_again_unchanged_is_no_change() -> None:
    unit = Unit("3-1-502", measured((date(2015, 1, 1), "100"), (DAY, "100.00")), OWNER)

    assert (date(2015, 1, 1),) == unit.remeasured()


def test_one_kind_of_area_never_stands_for_another() -> None:
    unit = Unit("3-1-502", None, OWNER, building_area="118.20")

    assert Decimal("118.2") == unit.area_on(DAY, "building")
    assert unit.area_on(DAY) is None
    assert unit.area_on(DAY, "interior") is None


def test_each_kind_of_area_can_be_measured_anew() -> None:
    unit = Unit("1", "100", OWNER, interior_area=measured((DAY, "80")), building_area="120")

    assert (Decimal(100), None, Decimal(120)) == tuple(
        unit.area_on(BEFORE, kind) for kind in ("charge", "interior", "building")
    )
    assert Decimal(80) == unit.area_on(DAY, "interior")
    assert (DAY,) == unit.remeasured()


def test_a_changing_area_is_not_told_without_a_day() -> None:
    unit = Unit("3-1-502", measured((DAY, "98.60")), OWNER)

    with pytest.raises(RuleError, match="without a day"):
        _ = unit.area
    assert Decimal("98.6") == Unit("3-1-502", "98.60", OWNER).area
    assert Unit("3-1-502", None, OWNER).area is None


@pytest.mark.parametrize("kind", ["area", "building", "interior"])
@pytest.mark.parametrize(
    ("area", "error"), [("0", MoneyError), ("-1", MoneyError), (98.6, InexactError)]
)
def test_every_area_is_exact_and_above_0(kind: str, area: object, error: type[Exception]) -> None:
    name = kind if kind == "area" else f"{kind}_area"
    for given in (area, Dated("x", [(DAY, area)])):
        with pytest.raises(error):
            Unit(**{"id": "1", "area": "1", "owner": OWNER, name: given})  # type: ignore[arg-type]


def test_a_kind_of_area_that_does_not_exist_is_refused() -> None:
    with pytest.raises(RuleError, match="no such kind of area: 'garden'"):
        Unit("1", "100", OWNER).area_on(DAY, "garden")  # type: ignore[arg-type]


def test_agreed_factors_are_found_by_name() -> None:
    unit = Unit("1", "100", OWNER, coefficients={"lift": "0", "pump": "1.20"})

    assert (("lift", Decimal(0)), ("pump", Decimal("1.2"))) == unit.coefficients
    assert [Decimal(0), None] == [unit.coefficient("lift"), unit.coefficient("noise")]
    assert unit == Unit("1", "100", OWNER, coefficients=[("lift", 0), ("pump", "1.2")])


def test_a_factor_is_exact_not_negative_and_given_once() -> None:
    with pytest.raises(InexactError):
        Unit("1", "100", OWNER, coefficients=[("lift", 0.5)])
    with pytest.raises(MoneyError, match=r"\['lift'\]"):
        Unit("1", "100", OWNER, coefficients=[("lift", "-1"), ("pump", "1")])
    with pytest.raises(DuplicateError):
        Unit("1", "100", OWNER, coefficients=[("lift", "1"), ("lift", "1")])


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"since": DAY, "until": DAY}, PeriodError),
        ({"since": "2026-10-17"}, PeriodError),
        ({"until": ""}, PeriodError),
        ({"handed_over": "2026-10-17"}, PeriodError),
        ({"households": 0}, RuleError),
        ({"households": True}, RuleError),
        ({"floor": "5"}, RuleError),
        ({"use": "castle"}, RuleError),
    ],
)
def test_what_a_unit_cannot_be_is_refused(wrong: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        Unit("1", "100", OWNER, **wrong)  # type: ignore[arg-type]


def test_a_unit_lives_one_day_at_least() -> None:
    unit = Unit("1", "100", OWNER, since=BEFORE, until=DAY)
    estate = Community("锦苑", [unit])

    assert [False, True, False] == [
        estate.exists("1", day) for day in (BEFORE - timedelta(days=1), BEFORE, DAY)
    ]


def test_co_owners_are_one_owner_and_none_of_them_is_named_twice() -> None:
    couple = [Person("P-1", name="钱某", phone="13800000002"), Person("P-2")]

    assert tuple(couple) == Owner("O-1", people=couple).people
    with pytest.raises(DuplicateError, match="P-1"):
        Owner("O-1", people=[*couple, Person("P-1")])
    with pytest.raises(RuleError, match="not one of the choices"):
        Owner("O-1", kind="ghost")  # type: ignore[arg-type]


def test_no_repr_tells_a_name_or_a_telephone() -> None:
    person = Person("P-1", name="钱某某", phone="13800000002")
    owner = Owner("O-1", name="赵某某", phone="13800000001", people=[person])
    told = repr(Community("锦苑", [Unit("1", "100", owner)]))

    assert "赵**" in told
    assert "钱**" in told
    assert "某" not in told
    assert "13800000001" not in told
    assert "13800000002" not in told
