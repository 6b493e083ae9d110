"""What is odd about readings is listed, and stops nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import plain
from waterworks import month
from wuye.dates import Period
from wuye.errors import InexactError, MoneyError, RuleError
from wuye.fees.meters.anomalies import Anomaly, anomalies
from wuye.fees.meters.book import MeterBook
from wuye.fees.meters.cuts import Cut, usage
from wuye.fees.meters.meter import Meter
from wuye.fees.meters.readings import Reading
from wuye.fees.meters.submeters import Combined
from wuye.fees.meters.usages import NoUsage, Step, Usage

WATER = Meter("W-1", "1-101", "water", digits=5)


def used(period: Period, quantity: object, *, meter: Meter = WATER, kind: str = "read") -> Usage:
    opening = Reading(meter.id, period.start, 0)
    closing = Reading(meter.id, period.end, quantity, kind)  # type: ignore[arg-type]
    return Usage(meter, [Step(meter, opening, closing, rolled_over=False)])


def codes(found: tuple[Anomaly, ...]) -> list[str]:
    return [anomaly.code for anomaly in found]


HISTORY = [used(month(n), month(n).days) for n in (1, 2, 3)]  # one a day


def test_ordinary_usage_is_not_odd() -> None:
    assert () == anomalies([used(month(4), 30)], HISTORY)
    assert () == anomalies(HISTORY)
    assert () == anomalies([])


@pytest.mark.parametrize(("quantity", "odd"), [("90", []), ("90.01", ["spike"])])
def test_a_spike_is_above_so_many_times_the_median_per_day(quantity: str, odd: list[str]) -> None:
    assert odd == codes(anomalies([used(month(4), quantity)], HISTORY))


@pytest.mark.parametrize(
    ("rates", "limit"), [((10, 1, 3, 2), "7.5"), ((1, 10, 2, 4, 3), "9"), ((1, 9), "15")]
)
def test_the_median_is_the_middle_one_or_between_the_middle_two(
    rates: tuple[int, ...], limit: str
) -> None:
    history = [used(month(n), rate * month(n).days) for n, rate in enumerate(rates, 1)]
    now = month(len(rates) + 1)

    for more, odd in ((0, []), (1, ["spike"])):
        quantity = plain(int(Fraction(limit) * now.days * 100) + more, 2)
        assert odd == codes(anomalies([used(now, quantity)], history))


def test_the_factor_is_declared() -> None:
    assert ["spike"] == codes(anomalies([used(month(4), 46)], HISTORY, factor="1.5"))
    assert [] == codes(anomalies([used(month(4), 45)], HISTORY, factor="1.5"))


def test_a_spike_says_how_much_of_which_meter_and_when() -> None:
    (odd,) = anomalies([used(month(4), 120)], HISTORY)

    assert ("W-1", date(2026, 5, 1), Decimal(120)) == (odd.meter, odd.on, odd.value)
    expected = "W-1，2026-05-01：用量120，日均超过以往中位数的3倍，请核对读数或检查漏水漏电 [spike]"
    assert expected == str(odd)


def test_estimates_and_meters_never_used_say_nothing_of_a_spike() -> None:
    guessed = [used(month(n), 1, kind="estimated") for n in (1, 2, 3)]
    idle = [used(month(n), 0) for n in (1, 2, 3)]

    assert () == anomalies([used(month(4), 999)], guessed)
    assert () == anomalies([used(month(4), 999)], idle)
    assert () == anomalies([used(month(4), 999, kind="estimated")], HISTORY)
    assert () == anomalies([used(month(4), 999)])


def test_another_meter_is_another_history() -> None:
    other = Meter("W-2", "1-102", "water")

    assert () == anomalies([used(month(4), 999, meter=other)], HISTORY)


def test_a_meter_that_ran_before_and_stands_still_is_stuck() -> None:
    still = [used(month(n), 0) for n in (4, 5, 6)]

    assert [] == codes(anomalies(still[:2], HISTORY))
    (odd,) = anomalies(still, HISTORY)
    assert ("stuck", date(2026, 7, 1), Decimal(0)) == (odd.code, odd.on, odd.value)
    assert "水表连续3次没有走字，此前有用量，请检查是否损坏" == odd.message
    assert ["stuck"] == codes(anomalies(still[:1], HISTORY, stuck=1))


def test_a_meter_that_never_ran_is_not_stuck() -> None:
    assert () == anomalies([used(month(n), 0) for n in (4, 5, 6)])


def test_days_that_nobody_metered_are_a_gap() -> None:
    (odd,) = anomalies([used(month(5), 30)], HISTORY)

    assert ("gap", date(2026, 5, 1), Decimal(30)) == (odd.code, odd.on, odd.value)
    assert "2026-04-01至2026-05-01共30天没有计量" == odd.message


def test_days_that_were_metered_twice_are_out_of_order() -> None:
    (odd,) = anomalies([used(Period(date(2026, 3, 22), date(2026, 5, 1)), 30)], HISTORY)

    assert ("out-of-order", date(2026, 3, 22), Decimal(10)) == (odd.code, odd.on, odd.value)


def test_a_dial_that_began_again_is_worth_a_look() -> None:
    readings = [Reading("W-1", month(4).start, 99_990), Reading("W-1", month(4).end, 5)]
    found = usage(WATER, MeterBook([WATER], readings), month(4), Cut.last_read())

    (odd,) = anomalies([found])

    assert ("rolled-over", Decimal(15)) == (odd.code, odd.value)


@pytest.mark.parametrize("reason", ["reading-negative", "estimate-exceeds", "rest-negative"])
def test_what_cannot_be_is_negative(reason: str) -> None:
    gap = NoUsage("W-1", reason, month(4), Decimal(-20), "…")  # type: ignore[arg-type]

    (odd,) = anomalies([gap], HISTORY)

    assert ("negative", "W-1", Decimal(-20)) == (odd.code, odd.meter, odd.value)


def test_what_is_only_missing_is_listed_elsewhere() -> None:
    assert () == anomalies([NoUsage("W-1", "reading-missing", month(4))], HISTORY)


def test_meters_read_on_other_days_give_a_rough_rest() -> None:
    main, sub = Meter("M", None, "water"), Meter("S", None, "water", of="M")
    late = Period(date(2026, 4, 3), date(2026, 5, 3))
    rough = Combined("M", [used(month(4), 50, meter=main)], [used(late, 20, meter=sub)])
    sharp = Combined("M", [used(month(4), 50, meter=main)], [used(month(4), 20, meter=sub)])

    assert ["spans-differ"] == codes(anomalies([rough]))
    assert () == anomalies([sharp])


def test_rules_that_make_no_sense_are_refused() -> None:
    for factor in ("0", "-3"):
        with pytest.raises(MoneyError):
            anomalies([], factor=factor)
    with pytest.raises(InexactError):
        anomalies([], factor=2.5)
    for stuck in (0, True):
        with pytest.raises(RuleError):
            anomalies([], stuck=stuck)


@given(
    st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 60)), min_size=2, max_size=9),
    st.integers(1, 500),
)
def test_a_spike_is_told_by_the_median_on_paper(
    stretches: list[tuple[int, int]], percent: int
) -> None:
    day, line = date(2026, 1, 1).toordinal(), []
    for moved, length in stretches:
        period = Period(date.fromordinal(day), date.fromordinal(day + length))
        line.append(used(period, plain(moved, 2)))
        day += length
    *earlier, now = [Fraction(moved, length) for moved, length in stretches]

    found = anomalies(line[-1:], line[:-1], factor=plain(percent, 2))

    limit = Fraction(percent, 100) * median(earlier)
    assert (0 < limit < now) is ("spike" in codes(found))
