"""How the suite runs: example counts, a hostile host on demand, and no silent skip."""

from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import ROUND_CEILING, Context, Inexact, localcontext

import pytest
from hypothesis import HealthCheck, settings

ALLOWED_SKIPS = ("no browser", "no Java", "private data absent")

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("quick", max_examples=20, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True)
settings.register_profile(
    "deep", max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--hostile",
        action="store_true",
        help="run every test under a decimal context that is hostile to money",
    )


@pytest.fixture(autouse=True)
def _host(request: pytest.FixtureRequest) -> Iterator[None]:
    if not request.config.getoption("--hostile"):
        yield
        return
    hostile = Context(prec=3, rounding=ROUND_CEILING, flags=[], traps=[Inexact])
    with localcontext(hostile) as context:
        before = repr(context)
        yield
        after = repr(context)

    assert before == after, "the decimal context of the host was touched"


def skip_reasons(config: pytest.Config) -> list[tuple[str, str]]:
    """List each skipped test with the reason it gave."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    return [(report.nodeid, _reason(report.longrepr)) for report in reports]


def _reason(told: object) -> str:
    text = str(told[2] if isinstance(told, tuple) else told)
    return text.removeprefix("Skipped: ")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if any(not reason.startswith(ALLOWED_SKIPS) for _, reason in skip_reasons(session.config)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    skips = skip_reasons(config)
    if skips:
        terminalreporter.section("skipped")
    for test, reason in skips:
        verdict = "allowed" if reason.startswith(ALLOWED_SKIPS) else "NOT ALLOWED, the run fails"
        terminalreporter.write_line(f"{test}: {reason} [{verdict}]")
