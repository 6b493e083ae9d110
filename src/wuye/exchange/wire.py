"""The wire format of documents, version 1: plain data for JSON.

Amounts and rates are strings (a line's ``fen`` is a whole number), days are
``YYYY-MM-DD``, enums their values; unknown keys are refused.  A document written by one release reads, and recomputes, under every later.

>>> from datetime import date
>>> from ..ledger import Release
>>> note = Release(id="r", creditor="c", debtor="d", on=date(2026, 12, 1), hold="h",
...                restores_penalty=True)
>>> encode(note)["kind"], decode(encode(note)) == note
('release', True)
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from attrs import NOTHING, evolve, fields, has

from ..bills import Bill
from ..dates import parse_day
from ..errors import WireError, WuyeError
from ..explain import Between, Bounded, Expr, Input, Op, Rounded, Share, Whole
from ..ledger import (
    Application,
    Checkpoint,
    Close,
    ConditionMet,
    CreditNote,
    Document,
    Hold,
    Pause,
    PenaltyNote,
    Reallocation,
    Receipt,
    Refund,
    Release,
    Reversal,
    RoundingOff,
    TransferOut,
    WaiverNote,
    WriteOff,
)
from ..money import Money, exact

VERSION = 1

_DOCUMENTS: Mapping[str, type[Any]] = {
    "bill": Bill,
    "receipt": Receipt,
    "application": Application,
    "credit-note": CreditNote,
    "hold": Hold,
    "release": Release,
    "reversal": Reversal,
    "refund": Refund,
    "transfer-out": TransferOut,
    "reallocation": Reallocation,
    "close": Close,
    "waiver-note": WaiverNote,
    "rounding-off": RoundingOff,
    "write-off": WriteOff,
    "pause": Pause,
    "condition-met": ConditionMet,
    "penalty-note": PenaltyNote,
}
_CHECKPOINT: Mapping[str, type[Any]] = {"checkpoint": Checkpoint}
_NODES: Mapping[str, type[Any]] = {
    "input": Input,
    "op": Op,
    "rounded": Rounded,
    "share": Share,
    "whole": Whole,
    "between": Between,
    "bounded": Bounded,
}
_KINDS: Mapping[str, type[Any]] = {**_DOCUMENTS, **_NODES, **_CHECKPOINT}
_NAMES: Mapping[type[Any], str] = {kind: name for name, kind in _KINDS.items()}


def encode(document: Document | Checkpoint) -> dict[str, Any]:
    """Turn a document, or a checkpoint, into plain data."""
    return {"wuye": VERSION, "kind": _NAMES[type(document)], "data": _encode(document)}


def decode(data: Mapping[str, Any]) -> Document:
    """Turn plain data back into the document it came from.

    Raises :class:`~wuye.errors.WireError`, naming the path, for anything else.
    """
    return cast("Document", _read(data, _DOCUMENTS))


def decode_checkpoint(data: Mapping[str, Any]) -> Checkpoint:
    """Turn plain data back into a checkpoint; raises what :func:`decode` raises."""
    return cast("Checkpoint", _read(data, _CHECKPOINT))


def _read(data: Mapping[str, Any], kinds: Mapping[str, type[Any]]) -> Any:
    if not isinstance(data, Mapping) or set(data) != {"wuye", "kind", "data"}:
        raise WireError("not a document", data, "$", "wuye, kind and data are expected")
    if type(data["wuye"]) is not int or data["wuye"] != VERSION:
        raise WireError("another version", data["wuye"], "$", f"version {VERSION} is read here")
    try:
        document = _decode_class(_named(kinds, data["kind"], "$"), data["data"], "$")
        if isinstance(document, Bill):
            _recompute(document)
    except WireError:
        raise
    except (WuyeError, KeyError, ArithmeticError, RecursionError) as error:
        raise WireError(f"not a sound document: {error}", data["kind"], "$") from error
    return document


def _recompute(bill: Bill) -> None:
    for line in bill.lines:
        if line.basis.evaluate() != line.amount:
            raise WireError("not what its basis gives", str(line.amount), line.id, "restore it")


def _encode(value: object) -> Any:
    match value:
        case Money() | date():
            return str(value)
        case Decimal():
            return format(value, "f")
        case Enum():
            return value.value
        case Checkpoint():
            plain = evolve(value, documents=())
            documents = [encode(document) for document in value.documents]
            return _fields(plain) | {"documents": documents}
        case tuple():
            return [_encode(item) for item in cast("tuple[object, ...]", value)]
        case None | bool() | int() | str():
            return value
    node = {"node": _NAMES[type(value)]} if isinstance(value, Expr) else {}
    return node | _fields(value)


def _fields(value: object) -> dict[str, Any]:
    names = (a.alias for a in fields(cast("Any", type(value))) if a.init)
    return {name: _encode(getattr(value, name)) for name in names}


def _decode(hint: Any, data: Any, path: str) -> Any:
    try:
        if hint is Expr and isinstance(data, dict):
            rest = {key: value for key, value in data.items() if key != "node"}
            return _decode_class(_named(_NODES, data.get("node"), path), rest, path)
        if hint is Document:
            return decode(data)
        if has(hint) and hint is not Money:
            return _decode_class(hint, data, path)
        if get_origin(hint) is UnionType:
            inner = next(arg for arg in get_args(hint) if arg is not type(None))
            return None if data is None else _decode(inner, data, path)
        if get_origin(hint) is tuple and isinstance(data, list):
            return _decode_tuple(get_args(hint), data, path)
        if get_origin(hint) is Literal and data in get_args(hint):
            return data
        if isinstance(hint, type) and issubclass(hint, Enum):
            return hint(data)
        if hint in _READ and isinstance(data, str):
            return _READ[hint](data)
        if hint in {str, int, bool} and type(data) is hint:
            return data
    except WireError:
        raise
    except (WuyeError, ValueError) as error:
        raise WireError(str(error), data, path, "see the wire format") from error
    raise WireError(f"not a value of type {hint}", data, path, "see the wire format")


_READ: Mapping[Any, Any] = {
    Money: Money,
    Decimal: lambda text: exact(text, place="wire"),
    date: parse_day,
}


def _decode_tuple(args: tuple[Any, ...], data: list[Any], path: str) -> tuple[Any, ...]:
    hints = [args[0]] * len(data) if args[-1] is ... else list(args)
    if len(hints) != len(data):
        raise WireError("wrong number of values", len(data), path, f"{len(hints)} are expected")
    pairs = enumerate(zip(hints, data, strict=True))
    return tuple(_decode(hint, item, f"{path}[{i}]") for i, (hint, item) in pairs)


def _named(kinds: Mapping[str, type[Any]], name: Any, path: str) -> type[Any]:
    if not isinstance(name, str) or name not in kinds:
        raise WireError("no such kind", name, path, f"kinds: {', '.join(kinds)}")
    return kinds[name]


@cache
def _hints(cls: Hashable) -> dict[str, tuple[Any, bool]]:
    hints = get_type_hints(cls)
    mine = fields(cast("Any", cls))
    return {a.alias: (hints[a.name], a.default is NOTHING) for a in mine if a.init}


def _decode_class(cls: type[Any], data: Any, path: str) -> Any:
    if not isinstance(data, dict):
        raise WireError(f"not a {cls.__name__}", data, path, "an object is expected")
    given, hints = cast("dict[str, Any]", data), _hints(cast("Hashable", cls))
    missing = [name for name, (_, needed) in hints.items() if needed and name not in given]
    unknown = [name for name in given if name not in hints]
    if missing or unknown:
        raise WireError(
            f"not the fields of {cls.__name__}",
            {"missing": missing, "unknown": unknown},
            path,
            f"fields: {', '.join(hints)}",
        )
    values = {name: _decode(hints[name][0], given[name], f"{path}.{name}") for name in given}
    return cls(**values)
