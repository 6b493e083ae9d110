"""The host: whatever it has set, results and errors are the same and it is left as it was."""

from __future__ import annotations

import asyncio
import builtins
import copy
import decimal
import inspect
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal, localcontext
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import golden
import wuye
from strategies import (
    ROUNDINGS,
    Number,
    Tree,
    fens,
    fewer,
    hostile_contexts,
    numbers,
    trees,
    weights,
)
from wuye import errors
from wuye.allocation import by_running_total, split
from wuye.capitals import capitals, from_capitals
from wuye.errors import FolderError, RowIssue, WuyeError
from wuye.explain import Basis
from wuye.money import Money, exact

CALM = decimal.Context(prec=28, rounding=decimal.ROUND_HALF_EVEN, flags=[], traps=[])
SOURCE = Path(wuye.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCE.rglob("*.py")
)

Deed = Callable[[], object]


def outcome(deed: Deed) -> object:
    """Tell the result, or the error with its text."""
    try:
        return deed()
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        return type(error), str(error)


# -- 25: any context ----------------------------------------------------------------------------

odd_values = st.one_of(
    st.sampled_from(golden.REFUSED),
    st.text(alphabet="0123456789.-eE", max_size=20),
    st.builds(lambda n, e: Decimal(f"{n}E{e}"), st.integers(), st.integers(-40, 40)),
)


def same_under(context: decimal.Context, deeds: list[Deed]) -> None:
    """Do the deeds under a calm context and under the given one, and compare."""
    with localcontext(CALM):
        calm = [outcome(deed) for deed in deeds]
    with localcontext(context) as host:
        before = repr(host)
        hostile = [outcome(deed) for deed in deeds]
        after = repr(host)

    assert calm == hostile
    assert before == after


def written(value: object) -> tuple[object, ...]:
    amount = Money(value)
    return amount.yuan, str(amount), repr(amount), f"{amount:>20}"


@given(hostile_contexts(), numbers(), odd_values)
def test_reading_numbers_is_the_same_under_any_context(
    context: decimal.Context, number: Number, odd: object
) -> None:
    values = (number.given, odd)
    deeds: list[Deed] = [
        *(partial(exact, value, place="rate") for value in values),
        *(partial(Money, value) for value in values),
        *(partial(written, value) for value in values),
    ]

    same_under(context, deeds)


@given(hostile_contexts(), fens, fens)
def test_amounts_are_the_same_under_any_context(
    context: decimal.Context, one: int, other: int
) -> None:
    a, b = Money.of_fen(one), Money.of_fen(other)
    deeds: list[Deed] = [
        lambda: (a + b, a - b, -a, abs(a), Money.total([a, b])),
        lambda: (a < b, a <= b, a == b, hash(a), bool(a)),
        lambda: (str(a), repr(a), str(a.yuan), repr(a.yuan), hash(a.yuan)),
        lambda: pickle.loads(pickle.dumps(a)),
        lambda: capitals(a),
        lambda: from_capitals(capitals(a)),
        lambda: a + 1,  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue]
    ]

    same_under(context, deeds)


@given(hostile_contexts(), fens, weights(), odd_values)
def test_splits_are_the_same_under_any_context(
    context: decimal.Context, total: int, lines: list[Number], odd: object
) -> None:
    handed = [line.given for line in lines]
    deeds: list[Deed] = [
        lambda: split(total, handed),
        lambda: by_running_total(total, handed),
        lambda: split(total, [*handed, odd]),
        lambda: by_running_total(total, [-1, odd]),
    ]

    same_under(context, deeds)


def copied(basis: Basis) -> object:
    return pickle.loads(pickle.dumps(basis))


@given(hostile_contexts(), trees(), trees(root=("op",)))
def test_explanations_are_the_same_under_any_context(
    context: decimal.Context, tree: Tree, unrounded: Tree
) -> None:
    deeds: list[Deed] = []
    for basis in (tree.basis, unrounded.basis):
        deeds += [
            basis.evaluate,
            basis.recompute,
            partial(basis.why, "zh"),
            partial(basis.why, "en"),
            partial(hash, basis),
            partial(repr, basis),
            partial(copied, basis),
        ]

    same_under(context, deeds)


@fewer(10)
@given(hostile_contexts())
def test_a_day_of_work_is_the_same_under_any_context(context: decimal.Context) -> None:
    same_under(context, [golden.work])


def test_a_fine_rate_has_one_repr_under_any_context() -> None:
    rate = exact("0.00000001", place="rate")
    with localcontext(decimal.Context(capitals=0)):
        text = str(outcome(lambda: Money(rate)))

    assert str(outcome(lambda: Money(rate))) == text


# -- 26: the default context ------------------------------------------------------------------------


def test_edits_of_the_default_context_change_nothing() -> None:
    calm = golden.work()
    kept = decimal.DefaultContext.copy()
    found: list[object] = []
    try:
        decimal.DefaultContext.prec = 2
        decimal.DefaultContext.rounding = decimal.ROUND_UP
        decimal.DefaultContext.traps[decimal.Inexact] = True
        decimal.DefaultContext.traps[decimal.FloatOperation] = True
        edited = repr(decimal.DefaultContext)

        def work() -> None:
            found.extend([decimal.getcontext().prec, golden.work(), repr(decimal.DefaultContext)])

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    finally:
        decimal.DefaultContext.prec = kept.prec
        decimal.DefaultContext.rounding = kept.rounding
        for signal, trapped in kept.traps.items():
            decimal.DefaultContext.traps[signal] = trapped

    assert [2, calm, edited] == found


# -- 27: threads ------------------------------------------------------------------------------------


def test_threads_with_different_contexts_agree() -> None:
    calm = golden.work()
    ready = threading.Barrier(len(ROUNDINGS))

    def work(i: int) -> tuple[bytes, bool]:
        context = decimal.Context(prec=1 + i % 6, rounding=ROUNDINGS[i], traps=[decimal.Inexact])
        decimal.setcontext(context)
        before = repr(context)
        ready.wait(timeout=60)
        done = golden.work()
        return done, repr(decimal.getcontext()) == before

    with ThreadPoolExecutor(len(ROUNDINGS)) as pool:
        results = list(pool.map(work, range(len(ROUNDINGS))))

    assert [(calm, True)] * len(ROUNDINGS) == results


# -- 28: generators and tasks --------------------------------------------------------------------------


def test_a_generator_carries_no_context_out_or_in() -> None:
    def working() -> Iterator[tuple[str, str]]:
        work = golden.lines()
        while True:
            before = repr(decimal.getcontext())
            line = next(work, None)
            if line is None:
                return
            assert before == repr(decimal.getcontext())
            yield line, before

    calm = list(golden.lines())
    told: list[str] = []
    hosts: set[str] = set()
    work = working()
    for prec in range(1, len(calm) + 2):
        with localcontext(decimal.Context(prec=1 + prec % 6, traps=[decimal.Inexact])) as host:
            for line, seen in [item for item in [next(work, None)] if item]:
                told.append(line)
                hosts.add(seen)
            assert not any(host.flags.values())

    assert calm == told
    assert 6 == len(hosts)


def test_tasks_with_different_contexts_agree() -> None:
    calm = list(golden.lines())

    async def work(prec: int) -> list[str]:
        told: list[str] = []
        with localcontext(decimal.Context(prec=prec, traps=[decimal.Inexact])) as host:
            before = repr(host)
            for line in golden.lines():
                told.append(line)
                await asyncio.sleep(0)
                assert before == repr(decimal.getcontext())
        return told

    async def together() -> list[list[str]]:
        return await asyncio.gather(*(work(prec) for prec in range(1, 7)))

    before = repr(decimal.getcontext())
    told = asyncio.run(together())

    assert [calm] * 6 == told
    assert before == repr(decimal.getcontext())


# -- 29 and 30: fresh processes -------------------------------------------------------------------------


def fresh(*arguments: str, cwd: Path | None = None, **environment: str) -> bytes:
    """Run Python anew and give back what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )

    assert (0, b"") == (done.returncode, done.stderr)
    return done.stdout


@pytest.mark.parametrize(
    ("flags", "environment"),
    [
        ((), {"PYTHONHASHSEED": "0"}),
        ((), {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"}),
        ((), {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"}),
        ((), {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
        (("-O",), {"LC_ALL": "zh_CN.GB18030", "LANG": "zh_CN.GB18030"}),
        (("-OO", "-X", "utf8"), {"PYTHONHASHSEED": "random"}),
        (("-X", "dev"), {"TZ": "UTC"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(sorted(value)),
)
def test_no_setting_of_the_process_changes_a_byte(
    flags: tuple[str, ...], environment: dict[str, str], tmp_path: Path
) -> None:
    assert golden.work() == fresh(*flags, golden.__file__, cwd=tmp_path, **environment)


IMPORTING = """
import sys, decimal, locale, logging, os, random, signal, threading, warnings

def world():
    return {
        "context": repr(decimal.getcontext()),
        "default": repr(decimal.DefaultContext),
        "filters": list(warnings.filters),
        "showwarning": warnings.showwarning,
        "handlers": list(logging.root.handlers),
        "level": logging.root.level,
        "locale": locale.setlocale(locale.LC_ALL),
        "environment": dict(os.environ),
        "directory": os.getcwd(),
        "path": list(sys.path),
        "hooks": (sys.excepthook, sys.displayhook, list(sys.meta_path), list(sys.path_hooks)),
        "random": random.getstate(),
        "interrupt": signal.getsignal(signal.SIGINT),
        "threads": threading.active_count(),
        "digits": sys.get_int_max_str_digits(),
        "recursion": sys.getrecursionlimit(),
    }

for name in sys.argv[1:]:
    before = world()
    __import__(name)
    after = world()
    changed = [what for what in before if before[what] != after[what]]
    if changed:
        print(name, *changed)
"""


def test_importing_a_module_changes_no_global() -> None:
    assert "wuye.money" in MODULES
    assert "" == fresh("-c", IMPORTING, *MODULES).decode()


def test_a_module_that_changes_a_global_is_caught(tmp_path: Path) -> None:
    meddling = "import decimal, logging\ndecimal.getcontext().prec = 9\nlogging.basicConfig()\n"
    (tmp_path / "meddler.py").write_text(meddling)

    assert b"meddler context handlers\n" == fresh("-c", IMPORTING, "meddler", cwd=tmp_path)


# -- 31: errors -------------------------------------------------------------------------------------------


def descendants(root: type[WuyeError]) -> list[type[WuyeError]]:
    return [root, *(leaf for child in root.__subclasses__() for leaf in descendants(child))]


ERRORS = [kind for kind in descendants(WuyeError) if kind.__module__.startswith("wuye.")]
LEAVES = [kind for kind in ERRORS if not kind.__subclasses__()]


def made(kind: type[WuyeError]) -> WuyeError:
    if issubclass(kind, FolderError):
        return kind(
            [
                RowIssue("a.xlsx", 2, "面积", "area", "面积应大于0", "-1"),
                RowIssue("b", 0, "", "x", "y"),
            ]
        )
    return kind("too far", Decimal("1.5"), "Money", "come back")


def test_every_error_of_the_module_is_tried() -> None:
    public = {
        value
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, Exception) and not name.startswith("_")
    }

    assert public <= set(ERRORS)
    assert len(LEAVES) > 10


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_errors_pickle_with_their_fields(kind: type[WuyeError]) -> None:
    error = made(kind)
    copies: list[Any] = [
        pickle.loads(pickle.dumps(error, protocol))
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
    ]

    for same in [*copies, copy.copy(error), copy.deepcopy(error)]:
        assert type(error) is type(same)
        assert vars(error) == vars(same)
        assert (str(error), error.code) == (str(same), same.code)


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_an_error_tells_value_place_and_way_out(kind: type[WuyeError]) -> None:
    error = made(kind)

    if isinstance(error, FolderError):
        assert ["a.xlsx第2行「面积」：面积应大于0（-1） [area]", "b：y [x]"] == str(
            error
        ).splitlines()
        assert 2 == len(error.issues)
    else:
        assert "Money: too far: Decimal('1.5'); come back" == str(error)
        assert "too far" == str(kind("too far"))


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_every_leaf_is_also_a_builtin_error(kind: type[WuyeError]) -> None:
    plain = {value for value in vars(builtins).values() if inspect.isclass(value)}
    roots = set(kind.__mro__) & plain - {object, BaseException, Exception}

    assert roots


def test_every_error_has_its_own_code() -> None:
    codes = [kind.code for kind in ERRORS]

    assert sorted(set(codes)) == sorted(codes)
