"""Everything that is run over the project, each in an environment of its own."""

from pathlib import Path

import nox

nox.options.sessions = ["tests", "hostile", "oldest", "lint", "types", "imports"]
nox.options.error_on_missing_interpreters = False
PROJECT = nox.project.load_toml("pyproject.toml")


def install(session: nox.Session, *groups: str, extra: tuple[str, ...] = ()) -> None:
    session.install(".", *nox.project.dependency_groups(PROJECT, *groups), *extra)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests against the built wheel."""
    install(session, "test")
    session.run("pytest", *session.posargs)


@nox.session
def hostile(session: nox.Session) -> None:
    """Run the tests inside a decimal context that spoils careless arithmetic, fewer examples."""
    install(session, "test")
    session.run("pytest", "--hostile", "--hypothesis-profile=quick", *session.posargs)


@nox.session
def oldest(session: nox.Session) -> None:
    """Run the tests with the oldest releases that are promised to work, fewer examples."""
    oldest_releases = ("attrs==23.2.0", "babel==2.14.0", "python-dateutil==2.8.2")
    install(session, "test", extra=oldest_releases)
    session.run("pytest", "--hypothesis-profile=quick", *session.posargs)


@nox.session
def deep(session: nox.Session) -> None:
    """Run the property tests with ten thousand examples each; takes hours."""
    install(session, "test")
    session.run("pytest", "--hypothesis-profile=deep", "tests/property", *session.posargs)


@nox.session(python=["3.11", "3.12", "3.13"])
def pythons(session: nox.Session) -> None:
    """Run the tests on every Python that is promised to work."""
    install(session, "test")
    session.run("pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    session.install(*nox.project.dependency_groups(PROJECT, "lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    install(session, "types")
    session.run("mypy")
    session.run("pyright")


@nox.session
def imports(session: nox.Session) -> None:
    """Hold the imports against the contract: they point down only."""
    install(session, "imports")
    session.run("lint-imports")


@nox.session
def bench(session: nox.Session) -> None:
    """Compare with plain loops of Decimal over frozen objects; prints ratios, fails on none."""
    install(session, "bench")
    for name in sorted(Path("tests/bench").glob("*.py")):
        if "def main" in name.read_text("utf-8"):
            print(name.stem, flush=True)
            session.run("python", str(name), *session.posargs)
