"""A day's work in one text: the same bytes on every host, from every copy of the library.

Run as ``python golden.py [package]``; the package is ``wuye`` unless told.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

REFUSED: tuple[object, ...] = (
    "1.005",
    "１",
    "1e5",
    "NaN",
    0.1,
    5,
    True,
    None,
    Decimal("NaN"),
    Decimal("1E+31"),
    Decimal("1.005"),
)


def _told(deed: Callable[..., object], *handed: object) -> str:
    try:
        return f"{deed(*handed)!r}"
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


def _money(package: str) -> Iterator[str]:
    money, allocation, capitals, text = (
        import_module(f"{package}.{name}") for name in ("money", "allocation", "capitals", "format")
    )
    amounts: tuple[object, ...] = ("12.3", "-0.00", "12345678.90", Decimal("2.5E+3"))
    for given in amounts:
        amount = money.Money(given)
        words = capitals.capitals(amount)
        yield f"{amount!r} {amount} {amount:>20} {amount.yuan!r} {text.money(amount)}"
        yield f"{words} {capitals.from_capitals(words)!r}"
    for given in REFUSED:
        yield _told(money.Money, given)
        yield _told(allocation.split, 100, [1, given])
    for total in (1, -5, 10_000, 7_000_000_000_000_000):
        for weights in (["1", "1", "1"], [7, 3], ["93.37", Decimal("88.210"), 0, "120"]):
            yield f"{allocation.split(total, weights)!r}"
            yield f"{allocation.by_running_total(total, weights)!r}"


def _explanations(package: str) -> Iterator[str]:
    rounding, allocation, citation, explain = (
        import_module(f"{package}.{name}")
        for name in ("rounding", "allocation", "citation", "explain")
    )
    pool, mine, whole, line = (
        explain.Input("pool", "yuan"),
        explain.Input("mine", "sqm"),
        explain.Input("whole", "sqm"),
        explain.Input("line"),
    )
    for mode in rounding.Mode:
        tie = explain.Basis(
            explain.Rounded(pool * line, rounding.Rounding(10, "line", mode)),
            (("pool", Decimal("-2.65")), ("line", Decimal("1.0"))),
            (citation.Citation("民法典", "283", edition="2021-01-01"),),
        )
        yield f"{tie.why('zh')} {tie.why('en')} {tie.evaluate()!r} {tie.recompute()!r}"
        yield f"{tie!r} {tie.cites[0]}"
    areas = ["93.37", "88.21", "120.00"]
    cutoff = allocation.split(200_000, areas).cutoff
    for position, area in enumerate(areas):
        share = explain.Basis(
            explain.Share(pool, mine, whole, line, cutoff),
            (
                ("pool", Decimal("2000.00")),
                ("mine", Decimal(area)),
                ("whole", Decimal("301.58")),
                ("line", Decimal(position)),
            ),
        )
        yield f"{share.why('zh')} {share.why('en')} {share.evaluate()!r} {share.recompute()!r}"
    third = explain.Basis(pool / line, (("pool", Decimal(1)), ("line", Decimal(3))))
    yield _told(third.evaluate)


def _days(package: str) -> Iterator[str]:
    dates, citation = (import_module(f"{package}.{name}") for name in ("dates", "citation"))
    period = dates.Period.month(2026, 10)
    yield f"{period!r} {period} {list(period.split(date(2026, 10, 17)))!r}"
    yield f"{dates.anniversary(date(2024, 1, 31), 1)} {dates.DueDay(31).of(period.shift(4))}"
    rate = citation.Dated("rate", ((date(2025, 1, 1), "2.50"), (date(2026, 7, 1), "2.80")))
    for day in (date(2024, 12, 31), date(2026, 6, 30), date(2026, 7, 1)):
        yield _told(rate.on, day)
    yield _told(dates.Period, date(2026, 1, 2), date(2026, 1, 1))
    yield _told(dates.parse_day, "2026-02-30")


def _papers(package: str) -> Iterator[str]:
    html, errors = (import_module(f"{package}.{name}") for name in ("html", "errors"))
    yield html.page("账单", html.table(["收费项目"], [["<b>"]]))
    issue = errors.RowIssue("收费.xlsx", 3, "面积", "area", "面积应大于0", "-1")
    yield f"{issue!r} {errors.FolderError([issue])}"


def lines(package: str = "wuye") -> Iterator[str]:
    """Tell money, explanations, days, pages and errors line by line."""
    for part in (_money, _explanations, _days, _papers):
        yield from part(package)


def work(package: str = "wuye") -> bytes:
    """Tell it all as bytes."""
    return "\n".join(lines(package)).encode()


def written_before(now: Any, then: Any) -> Any:
    """What is written now, but for fields that a later release added."""
    if isinstance(now, dict) and isinstance(then, dict):
        return {key: written_before(now[key], then[key]) for key in then if key in now}
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [written_before(a, b) for a, b in zip(now, then, strict=True)]
    return now


if __name__ == "__main__":
    sys.stdout.buffer.write(work(*sys.argv[1:]))
