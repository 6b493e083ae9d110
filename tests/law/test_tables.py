"""The tables as a whole: every citation is entered, every row used, and none moves money unread."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest

import wuye.law
from wuye.citation import Citation
from wuye.law.reference import Certainty

ROOT = Path(__file__).parents[2]
MAKER = ROOT / "docs" / "make_law.py"
TABLE = Path(__file__).with_name("README.md")
TRAPS = range(1, 24)
ROW = re.compile(r"\| *(\d+) *\| *(.*?) *\| *(.*?) *\|")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@cache
def maker() -> Any:
    spec = importlib.util.spec_from_file_location("make_law", MAKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def modules() -> dict[str, Any]:
    found: dict[str, Any] = dict(maker().modules())
    return found


# -- rows and citations -----------------------------------------------------------------------------


def test_the_tables_were_found() -> None:
    assert {"民法典", "增值税法", "物业管理条例", "民事诉讼法", "北京市物业管理条例"} <= {
        article.source.name for article in maker().articles()
    }


def test_every_module_of_the_law_is_named_and_every_table_listed() -> None:
    names = [name.removeprefix("law.") for name in modules() if name.startswith("law.")]

    assert sorted([*names, "articles"]) == sorted(wuye.law.__all__) == wuye.law.__all__
    assert set(map(id, maker().articles())) == set(map(id, wuye.law.articles()))
    assert len(maker().articles()) == len(wuye.law.articles())


def test_every_module_of_the_law_can_be_had_by_name() -> None:
    for name in wuye.law.__all__:
        assert getattr(wuye.law, name)
    with pytest.raises(AttributeError, match="no attribute 'statute'"):
        vars(wuye.law)["__getattr__"]("statute")


def test_every_citation_in_the_code_stands_in_a_table_and_applies_on_some_day() -> None:
    missing = [f"src/wuye/{place}:{line}: {text}" for place, line, text in maker().missing()]

    assert [] == missing


def test_citations_in_the_code_are_seen() -> None:
    """The reader finds what is written out, what stands in rules and what variables mean."""
    uses = maker().uses()

    assert "payments.orders" in uses["民法典", "2021-01-01", "560"]
    assert "law.votes" in uses["民法典", "2021-01-01", "278-2"]
    assert "law.vat" in uses["增值税法", "2026-01-01", "10"]
    assert "law.repair_fund" in uses["上海市住宅物业管理规定", "2020-12-30", "51"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('civil_code.cite("278-2", on)', ["278-2"]),
        ('civil_code.cite("278-99", on)', [None]),
        ('Citation("民法典", "560", edition="2021-01-01")', ["560"]),
        ('Citation("民法典", "560", edition="2020-01-01")', [None]),
        ("civil_code.cite(number, on)", []),
    ],
)
def test_a_citation_without_a_row_is_noticed(text: str, found: list[str | None]) -> None:
    file = maker().File("law.votes", modules()["law.votes"], ast.parse(text))

    assert found == [cite and cite.article for _, cite in file.written()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[civil_code.cite(number, on) for number in ("278-2", "281")]', ["278-2", "281"]),
        ('def code(number, on): return civil_code.cite(number, on)\ncode("560", on)', ["560"]),
        ('def code(number, on): return civil_code.cite(number, on)\nother("560", on)', []),
        ('civil_code.cite(number, on)\nROWS = (("a", "560"),)', ["560"]),
        ('civil_code.cite(number, on)\nnumber == "560"', []),
        ('civil_code.cite(number, on)\nrows["560"]', []),
        ('civil_code.cite(number, on)\nrows = {"560": 1}', []),
        ('civil_code.cite(number, on)\n"560"', []),
    ],
)
def test_a_text_that_only_looks_like_a_number_is_no_citation(text: str, found: list[str]) -> None:
    file = maker().File("law.votes", modules()["law.votes"], ast.parse(text))

    assert found == sorted({cite.article for cite in file.meant()})


def test_every_row_is_used_or_marked_as_reference() -> None:
    """Cite the row in a rule, or give it ``reference=True``."""
    assert [] == maker().unused()


def test_no_row_marked_as_reference_is_cited_by_name() -> None:
    """A rule rests on it, so ``reference=True`` must go."""
    cited = {
        maker().key(cite): file.name
        for file in maker().files()
        for _, cite in file.written()
        if cite
    }
    wrong = [
        f"{article.cite} is cited in {cited[maker().key(article.cite)]}"
        for article in maker().articles()
        if article.reference and maker().key(article.cite) in cited
    ]

    assert [] == wrong


def test_no_article_stands_twice_in_a_source() -> None:
    keys = Counter(maker().key(article.cite) for article in maker().articles())

    assert [] == [key for key, count in keys.items() if count > 1]


def test_editions_of_a_source_follow_one_another() -> None:
    """On one day one edition applies, so that a number has one meaning."""
    sources: dict[str, set[tuple[date, date]]] = {}
    for article in maker().articles():
        source = article.source
        sources.setdefault(source.name, set()).add((source.since, source.until or date.max))
    overlaps = {
        name: days
        for name, days in sources.items()
        for one, next_one in pairwise(sorted(days))
        if next_one[0] < one[1]
    }

    assert {} == overlaps


def test_a_row_says_something_short_in_one_line() -> None:
    for article in maker().articles():
        assert 4 <= len(article.says) <= 80, str(article.cite)
        assert "\n" not in article.says, str(article.cite)


# -- what is not verified ---------------------------------------------------------------------------


#: Leads stand beside an answer and are never one.
LEAD = "Lead"


def unread(value: Any, depth: int = 6) -> Iterator[str]:
    """List what is not verified beneath a value."""
    if isinstance(value, Citation | Certainty):
        if not value.verified:
            yield str(value)
    elif depth and isinstance(value, dict):
        for part in value.values():
            yield from unread(part, depth - 1)
    elif depth and isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from unread(part, depth - 1)
    elif depth and attrs.has(type(value)) and type(value).__name__ != LEAD:
        for field in attrs.fields(type(value)):
            yield from unread(getattr(value, field.name), depth - 1)


def functions() -> Iterator[tuple[str, Any]]:
    """List functions, classes and methods of the library by name."""
    for name, module in modules().items():
        for held in vars(module).values():
            if getattr(held, "__module__", "") != module.__name__ or not callable(held):
                continue
            yield f"{name}.{getattr(held, '__qualname__', held)}", held
            if inspect.isclass(held):
                for kept in vars(held).values():
                    method = getattr(kept, "__func__", kept)
                    if inspect.isfunction(method):
                        yield f"{name}.{method.__qualname__}", method


#: Limits of contact hold messages back: they move no money, and each of their findings
#: says that it is prudence, or a rule for others that was not read.
LIMITS = {
    "hours": "联系住户的谨慎做法时段（2021-11-01，未核实）",
    "answered_a_day": ("互联网金融 个人网络消费信贷 贷后催收风控指引通话（2025-02-28，未核实）"),
    "attempts_a_day": "金融机构个人消费类贷款催收工作指引拨打（2026-01-30，未核实）",
    "message_gap": "联系住户的谨慎做法间隔（2021-11-01，未核实）",
}
RULES = ("law.contact.ContactRules", "law.contact.ContactRules.__init__")


def test_nothing_unverified_is_a_default_but_four_limits_of_contact() -> None:
    found: dict[str, list[str]] = {}
    for name, function in functions():
        try:
            parameters = inspect.signature(function).parameters.values()
        except ValueError:
            continue
        for parameter in parameters:
            default = parameter.default
            if faults := [] if inspect.isclass(default) else list(unread(default)):
                found[f"{name}({parameter.name})"] = faults

    limits = {f"{rules}({name})" for rules in RULES for name in LIMITS}

    assert limits == found.keys()
    for label, faults in found.items():
        told = LIMITS[label.rpartition("(")[2].removesuffix(")")]
        assert {told} == {fault for fault in faults if "（" in fault}, label


def test_a_limit_of_contact_by_default_says_that_it_is_no_rule_of_law() -> None:
    held = {
        article.certainty
        for article in wuye.law.contact.ARTICLES
        if article.source is wuye.law.contact.PRUDENCE
    }

    assert {Certainty.INFERRED} == held


def test_accepting_what_is_unverified_is_never_the_default() -> None:
    named = {
        name: inspect.signature(function).parameters["accept_unverified"].default
        for name, function in functions()
        if inspect.isfunction(function)
        and "accept_unverified" in inspect.signature(function).parameters
    }

    assert {"law.vat.rate", "law.vat.below_threshold", "law.invoices.tax_code"} <= set(named)
    assert {False, inspect.Parameter.empty} >= set(named.values())


def test_no_call_in_the_library_accepts_what_is_unverified_to_move_money() -> None:
    """One check asks for the usual code of an item, to compare; it moves nothing."""
    calls = [
        f"{file.name}: {ast.unparse(node)}"
        for file in maker().files()
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "accept_unverified" and ast.unparse(keyword.value) != "False"
    ]

    assert ["law.invoice_checks: tax_code(line.item, accept_unverified=True)"] == calls


#: Values at the top of a module that may hold what is not verified, because they say so
#: themselves: the tables, and limits of contact.
SAY_SO = {"Article", "Source", "Limit"}
#: The rows of the rates are given only to who accepts them.
ASKS = "law.vat"


def test_a_rule_at_the_top_of_a_module_rests_on_what_was_read() -> None:
    found: list[str] = []
    for name, module in modules().items():
        for label, value in vars(module).items():
            for part in value if isinstance(value, tuple) else (value,):
                kind = type(part)
                if not attrs.has(kind) or kind.__name__ in SAY_SO or name == ASKS:
                    continue
                found += [f"{name}.{label}: {fault}" for fault in unread(part)]

    assert [] == found


def test_what_was_not_read_is_told_wherever_its_citation_is_printed() -> None:
    read = {"read", "official"}
    for article in maker().articles():
        assert (article.certainty.value not in read) == str(article.cite).endswith("，未核实）")

    assert read < {article.certainty.value for article in maker().articles()}


# -- the page -----------------------------------------------------------------------------------------


def test_the_page_of_the_law_is_not_stale() -> None:
    """Run ``python docs/make_law.py``."""
    assert maker().PAGE.read_text("utf-8").splitlines() == maker().page().splitlines()


def test_the_page_says_in_both_languages_that_it_is_no_legal_advice() -> None:
    head = maker().page()[:600]

    assert "不是法律意见" in head
    assert "not legal advice" in head


def test_the_page_has_a_line_for_every_row() -> None:
    lines = [line for line in maker().page().splitlines() if line.startswith("| ")]
    certainties = {certainty.value for certainty in Certainty}
    rows = [line for line in lines if line.split(" | ")[-2] in certainties]

    assert len(maker().articles()) == len(rows)
    assert all(f"| {certainty} |" in maker().page() for certainty in certainties)


# -- the traps ----------------------------------------------------------------------------------------


def rows() -> list[tuple[int, str, str]]:
    """Read number, trap and proof from every row."""
    found = map(ROW.fullmatch, TABLE.read_text("utf-8").splitlines())
    return [(int(row[1]), row[2], row[3]) for row in found if row]


@cache
def listed(path: Path) -> frozenset[str]:
    """List the tests in a file."""
    body = ast.parse(path.read_text("utf-8")).body
    return frozenset(
        node.name
        for node in body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def test_each_trap_has_one_row() -> None:
    assert list(TRAPS) == [number for number, _, _ in rows()]


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row[0]))
def test_a_trap_is_told_and_met_by_tests_that_exist(row: tuple[int, str, str]) -> None:
    _, trap, proof = row
    named = NAMED.findall(proof)
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).is_file() or name not in listed(ROOT / path)
    ]

    assert len(trap) > 20
    assert named or proof.startswith("cannot apply: "), "no test meets the trap"
    assert not missing
    assert len(named) == proof.count("::"), "a test is not written as `tests/…py::name`"
