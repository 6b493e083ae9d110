"""Documents on the wire: what was written once is read, and recomputes, for ever."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from community import OCTOBER, estate, october, schedule
from golden import written_before
from wuye import Account, Bill, Payment, disputes, fees
from wuye.errors import WireError
from wuye.exchange import decode, decode_checkpoint, encode
from wuye.ledger import (
    Checkpoint,
    Close,
    ConditionMet,
    Document,
    Hold,
    Move,
    Pause,
    PenaltyNote,
    PenaltyPart,
    Reallocation,
    RoundingOff,
    WaiverNote,
    WriteOff,
    refund,
    reverse,
    transfer,
)
from wuye.money import Money
from wuye.payments import Part, instalments

GOLDEN = Path(__file__).parent / "wire" / "golden" / "v1"
CHECKPOINT = GOLDEN.parent / "checkpoint-v1.json"


def documents() -> dict[str, Document]:
    """One of each kind, as the first release wrote them."""
    run = october()
    bill, seller = run.of_unit("3-1-502")[0], run.of_unit("3-1-503")[0]
    buyer = run.of_unit("3-1-503")[1]
    payment = Payment("wx-4200", "100.00", on=date(2026, 11, 3), designated=[bill.id])
    (receipt,) = Account.of([bill]).receive(payment, booked=date(2026, 12, 24)).documents
    opened = disputes.lodge("D-1", seller, "hall-power", ground="area", on=date(2026, 11, 5))
    decided = disputes.Decided("5.00", held_days="restored", reason="公示后核减")
    note, release = disputes.advance(opened.case, decided, on=date(2026, 12, 1)).effects
    lift = fees.Item("lift", "电梯电费", fees.Shared(by="area", remainder="last"))
    (odd,) = fees.issue(estate(), schedule(lift), OCTOBER, costs={"lift": "99.99"}).of_unit("S-01")
    november = fees.issue(estate(), schedule(), OCTOBER.shift(1), costs={"hall-power": "2150"})
    rich = Account.of([bill]).receive(Payment("wx-1", "500.00", on=date(2026, 10, 20))).account
    rich = rich.post(*november.of_debtor("O-17")).account
    (application,) = rich.apply(date(2026, 11, 1)).documents
    paid = Account.of([bill]).post(receipt).account
    day = date(2026, 12, 28)
    (reversal,) = reverse(
        paid, "R-1", of="wx-4200", on=day, reason="退票", since="reversal"
    ).documents
    (back,) = refund(rich, "F-1", "80.00", on=day, reason="多交", to="赵某某").documents
    out, came = transfer(
        "T-1",
        of="wx-4200",
        source=paid,
        target=Account(bill.creditor, "O-18"),
        booked=day,
        reason="串户",
        designated=[],
    )
    moved = [
        Move("wx-4200", payment.on, Part(line.id, "principal", Money(amount), "designation"))
        for line, amount in zip(bill.lines, ("-13.33", "13.33"), strict=True)
    ]
    owed: dict[str, Any] = {"creditor": bill.creditor, "debtor": bill.debtor}
    about: dict[str, Any] = {**owed, "on": day, "item": bill.lines[0].id}
    agreed: dict[str, Any] = {**owed, "on": day, "items": [line.id for line in bill.lines]}
    return {
        "reversal": reversal,
        "refund": back,
        "transfer-out": out.documents[0],
        "receipt-transferred": came.documents[0],
        "reallocation": Reallocation(
            id="M-1",
            creditor=bill.creditor,
            debtor=bill.debtor,
            moves=moved,
            reason="更正",
            booked=day,
        ),
        "close": Close(
            id="close:2026-11",
            creditor=bill.creditor,
            debtor=bill.debtor,
            through=date(2026, 11, 30),
            booked=date(2026, 12, 3),
        ),
        "waiver-note": WaiverNote(
            **about,
            id="W-1",
            principal="20.00",
            penalty="1.20",
            reason="低保家庭",
            evidence="低保证 2026",
            approval="项目经理",
        ),
        "rounding-off": RoundingOff(**about, id="W-2", principal="0.05", limit="0.09"),
        "write-off": WriteOff(
            **about, id="W-3", penalty="stops", reason="无法联系", booked=date(2027, 1, 4)
        ),
        "pause-deferral": Pause(
            **agreed,
            id="P-1",
            penalty="stops",
            through=date(2027, 1, 31),
            booked=date(2026, 12, 29),
        ),
        "pause-plan": Pause(
            **agreed, id="P-2", penalty="runs", plan=instalments.plan("300.00", 3, day)
        ),
        "pause-promise": Pause(
            **agreed,
            id="P-3",
            penalty="runs",
            promise=instalments.Promise("280.00", date(2027, 1, 10), "repair:W-12"),
        ),
        "condition-met": ConditionMet(
            **owed, id="K-1", on=date(2027, 1, 5), condition="repair:W-12"
        ),
        "penalty-note": PenaltyNote(
            **owed, id="N-1", on=day, parts=[PenaltyPart(bill.lines[0].id, "-1.51")]
        ),
        "application": application,
        "bill": bill,
        "bill-part-month": buyer,
        "bill-odd-fen": odd,
        "receipt": receipt,
        "hold": opened.effects[0],
        "hold-marked": Hold(**about, id="H-2", amount="20.00", kind="complaint", penalty="runs"),
        "credit-note": note,
        "release": release,
    }


def checkpoint() -> Checkpoint:
    """October is paid and finished, November open."""
    bill = october().of_unit("3-1-502")[0]
    account = Account.of([bill]).receive(Payment("wx-1", bill.total, on=bill.due)).account
    november = fees.issue(estate(), schedule(), OCTOBER.shift(1), costs={"hall-power": "2150"})
    account = account.post(*november.of_debtor("O-17")).account
    return account.checkpoint(keep=date(2026, 11, 1))


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_a_golden_file_reads_and_writes_the_same(path: Path) -> None:
    data = json.loads(path.read_text("utf-8"))
    document = decode(data)

    assert data == written_before(encode(document), data)
    assert document == decode(json.loads(json.dumps(encode(document))))
    if path.stem in documents():
        assert documents()[path.stem] == document
    if isinstance(document, Bill):
        assert all(line.amount == line.recompute() for line in document.lines)
        assert all(line.amount == line.basis.evaluate() for line in document.lines)


def test_a_checkpoint_is_stored_apart_from_documents() -> None:
    data = json.loads(CHECKPOINT.read_text("utf-8"))
    read = decode_checkpoint(data)

    assert checkpoint() == read
    assert data == written_before(encode(read), data)
    with pytest.raises(WireError, match="no such kind"):
        decode(data)
    with pytest.raises(WireError, match="no such kind"):
        decode_checkpoint(encode(documents()["receipt"]))


def test_every_kind_has_a_golden_file() -> None:
    assert set(documents()) <= {path.stem for path in GOLDEN.glob("*.json")}


def test_amounts_and_days_are_strings_and_no_number_is_a_float() -> None:
    text = json.dumps([encode(document) for document in documents().values()])
    parsed: list[Any] = []
    json.loads(text, parse_float=parsed.append)

    assert [] == parsed
    assert '"amount": "100.00"' in text


def broken(**changes: object) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(encode(documents()["receipt"])))
    data["data"] |= changes
    return data


BROKEN: dict[str, tuple[Any, str]] = {
    "text": ("x", r"\$: not a document"),
    "nothing": ({}, r"\$: not a document"),
    "version": (broken() | {"wuye": 2}, "version 1 is read here"),
    "kind": (broken() | {"kind": "invoice"}, "no such kind"),
    "unknown key": (broken(extra=1), "unknown"),
    "float": (
        broken(payment={"id": "p", "amount": 1.5, "on": "2026-11-03"}),
        r"\$\.payment\.amount",
    ),
    "day": (broken(booked="2026-02-30"), r"\$\.booked: .*no such day"),
    "date as number": (broken(booked=20261103), r"\$\.booked"),
    "null": (broken(parts=None), r"\$\.parts"),
    "part": (broken(parts=[{"item": "x"}]), r"\$\.parts\[0\].*missing"),
    "component": (
        broken(parts=[{"item": "x", "component": "tip", "amount": "1", "by": "y"}]),
        r"\$\.parts\[0\]\.component",
    ),
    "NaN": (broken(payment={"id": "p", "amount": "NaN", "on": "2026-11-03"}), "plain number"),
}


@pytest.mark.parametrize("data", BROKEN, ids=str)
def test_what_is_no_document_is_refused_with_its_path(data: str) -> None:
    value, message = BROKEN[data]
    with pytest.raises(WireError, match=message):
        decode(value)


def test_a_node_that_is_unknown_is_refused() -> None:
    data = json.loads(json.dumps(encode(documents()["bill"])))
    data["data"]["lines"][0]["basis"]["expr"]["node"] = "eval"

    with pytest.raises(WireError, match=r"lines\[0\]\.basis\.expr: no such kind: 'eval'"):
        decode(data)


def write_golden(write: Callable[[Path, str], object] = Path.write_text) -> None:
    """Write the files that are not there yet; a golden file is never written again."""
    texts: dict[Path, Document | Checkpoint] = {CHECKPOINT: checkpoint()}
    texts |= {GOLDEN / f"{name}.json": document for name, document in documents().items()}
    for path, document in texts.items():
        if not path.exists():
            write(path, json.dumps(encode(document), ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    write_golden()
