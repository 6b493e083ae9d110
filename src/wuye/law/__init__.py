"""The law as data: what was read, where, in which edition, and how sure we are.

This is not legal advice.  What is not verified says so and is no default.  Sources are
tables of articles (:func:`articles` lists them all); rules are functions that cite them.

>>> len({row.cite for row in articles()}) == len(articles())
True
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import (
        checks,
        civil_code,
        civil_procedure,
        contact,
        contract_checks,
        court_fees,
        debtors,
        interpretations,
        interruptions,
        invoice_checks,
        invoice_leases,
        invoices,
        limitation,
        local_entries,
        local_regulations,
        local_rules,
        measures,
        parking,
        penalty_review,
        personal_information,
        procedure,
        property_regulations,
        publication,
        reference,
        repair_fund,
        tax,
        vat,
        vat_amounts,
        vat_checks,
        votes,
        wording,
    )
    from .reference import Article

__all__ = [
    "articles",
    "checks",
    "civil_code",
    "civil_procedure",
    "contact",
    "contract_checks",
    "court_fees",
    "debtors",
    "interpretations",
    "interruptions",
    "invoice_checks",
    "invoice_leases",
    "invoices",
    "limitation",
    "local_entries",
    "local_regulations",
    "local_rules",
    "measures",
    "parking",
    "penalty_review",
    "personal_information",
    "procedure",
    "property_regulations",
    "publication",
    "reference",
    "repair_fund",
    "tax",
    "vat",
    "vat_amounts",
    "vat_checks",
    "votes",
    "wording",
]

#: The modules that hold tables of articles, from the law down to single offices.
SOURCES = (
    "civil_code",
    "interpretations",
    "civil_procedure",
    "personal_information",
    "property_regulations",
    "repair_fund",
    "local_regulations",
    "tax",
    "measures",
    "contact",
)


def articles() -> tuple[Article, ...]:
    """List every article of every source, unverified and displaced ones too."""
    modules = [import_module(f".{name}", __name__) for name in SOURCES]
    tables = [getattr(module, "TABLES", None) or module.ARTICLES for module in modules]
    return tuple(_rows(tables))


def _rows(tables: object) -> Iterator[Article]:
    from .reference import Article

    if isinstance(tables, Article):
        yield tables
    elif isinstance(tables, Mapping):
        yield from _rows(tuple(tables.values()))
    elif isinstance(tables, tuple | list):
        for table in tables:
            yield from _rows(table)


def __getattr__(name: str) -> object:
    """Import a module when it is first used (PEP 562), so that one rule stays cheap."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f".{name}", __name__)


def __dir__() -> list[str]:
    return __all__
