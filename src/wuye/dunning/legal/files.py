"""The legal file (诉讼材料): what a person needs before anything goes to court.

Limitation of every bill, whether the demand was right, what a payment order would fail on,
what each way costs, the claim sheet and the list of evidence, all of one day.  Nothing is
sent anywhere, and nothing here is legal advice: a lawyer reads it before it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from attrs import evolve, field, frozen
from attrs.converters import optional

from ...authority import Staff
from ...dates import a_day
from ...errors import ExceedsError, RuleError
from ...estate import Owner
from ...evidence import Archive, Pack, Proof, pack
from ...evidence.matter import answerable
from ...evidence.packs import LIST
from ...evidence.privacy import named, shown_to
from ...html import element, page, table
from ...law import procedure
from ...law.court_fees import CourtFee, Track, court_fee
from ...law.limitation import RestDay
from ...law.procedure import Exclusion, SmallClaims, check_demand, check_payment_order
from ...law.reference import Finding
from ...ledger import Account, State
from ...ledger.opening import DOUBTS
from ...money import Money
from ...rounding import Rounding
from .claim_sheets import Claimed, ClaimSheet, Forum, Rate, claim_sheet
from .limitation_watch import Watched, watch_limitation

_TRACKS = {
    Track.ORDINARY: "普通程序",
    Track.SUMMARY: "简易程序",
    Track.MEDIATED: "调解结案",
    Track.PAYMENT_ORDER: "支付令",
}
_SMALL = {
    "applies": "适用小额诉讼，一审终审",
    "by-agreement": "双方约定的，可以适用小额诉讼",
    "excluded": "依法不适用小额诉讼",
    "not-simple": "事实不够清楚或者争议较大，不适用小额诉讼",
    "too-large": "标的额超过上限，不适用小额诉讼",
}


@frozen(kw_only=True)
class LegalFacts:
    """What is known of the debtor and the dispute; every fact is given, none taken for granted.

    ``wage`` is the average annual wage of the province, of the latest year published; None
    leaves out small claims.  ``simple`` says that facts are clear and little is contested.
    """

    address: str = field(repr=False)
    can_be_served: bool  # 支付令能够送达
    debtor_present: bool  # 在境内且未下落不明
    owes_in_return: bool  # 债权人有对待给付义务
    other_disputes: bool  # 双方有其他债务纠纷
    preserved: bool  # 已申请诉前保全
    arbitration_agreed: bool  # 有书面仲裁协议或者条款
    simple: bool  # 事实清楚、权利义务关系明确、争议不大
    wage: Money | None = field(default=None, converter=optional(Money))
    exclusions: tuple[Exclusion, ...] = field(default=(), converter=tuple[Exclusion, ...])


@frozen
class Checked:
    """What stands before a suit over some lines of a bill, under the best demand there is.

    ``demand`` is None where none was made; without ``findings`` the way to court is open.
    """

    bill: str
    lines: tuple[str, ...]
    demand: Proof | None
    findings: tuple[Finding, ...]


@frozen(kw_only=True)
class LegalFile:
    """The legal file of one account on a day; make one with :func:`legal_file`.

    ``limitation`` has the clock of every open bill, the earliest end first; ``demands`` what
    stands before a suit or arbitration; ``payment_order`` what an application for one would
    fail on; ``fees`` the estimated court fee by track; ``small_claims`` None where it was not
    asked or nothing is claimed; ``doubts`` what is left open, in Chinese.
    """

    creditor: str
    debtor: str
    owner: Owner | None
    on: date
    sheet: ClaimSheet
    limitation: tuple[Watched, ...]
    demands: tuple[Checked, ...]
    payment_order: tuple[Finding, ...]
    fees: tuple[tuple[Track, CourtFee], ...]
    small_claims: SmallClaims | None
    pack: Pack | None
    doubts: tuple[str, ...]

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What must be put right before the forum asked for, each once."""
        before_suit = tuple(finding for each in self.demands for finding in each.findings)
        found = self.payment_order if self.sheet.forum == "payment-order" else before_suit
        return tuple(dict.fromkeys(finding for finding in found if finding.stops))

    def text(self, reader: Staff | None = None) -> str:
        """Write it as plain text; names are masked unless ``reader`` may see them."""
        show = shown_to(reader, self.owner, on=self.on)
        told = [_TITLE, *self._facts()]
        for head, lines, rows in self._parts():
            told += [head, *lines, *("　".join(filter(None, row)) for row in rows)]
        return show("\n".join(told)) + "\n"

    def html(self, reader: Staff | None = None) -> str:
        """Write it as one page to print; masked as :meth:`text` is."""
        show = shown_to(reader, self.owner, on=self.on)
        sections = (
            element(
                "section",
                element("h2", head),
                *(element("p", show(line)) for line in lines),
                *_tables(show, rows),
            )
            for head, lines, rows in self._parts()
        )
        return page(_TITLE, *(element("p", show(fact)) for fact in self._facts()), *sections)

    def _facts(self) -> Iterator[str]:
        yield f"债权人：{self.creditor}"
        yield f"债务人：{named(self.owner, self.debtor)}"
        yield f"计至：{self.on}"
        yield "供人审阅，不是法律意见，也没有对外发送"

    def _parts(self) -> Iterator[tuple[str, list[str], tuple[tuple[str, ...], ...]]]:
        sheet = self.sheet
        rows = sheet.table() if sheet.rows else ()
        yield "请求事项", [*(sheet.requests() or ["没有可以请求的欠费"]), *sheet.notes()], rows
        yield "诉讼时效", [each.in_words() for each in self.limitation] or ["没有欠费"], ()
        yield "催告审查", list(self._demanded()), ()
        yield "支付令预审", _findings(self.payment_order) if sheet.rows else [], ()
        yield "诉讼费用估算", list(self._costs()), ()
        lacking = [each.in_words() for each in self.pack.missing] if self.pack else []
        listed = (LIST, *self.pack.rows()) if self.pack else ()
        yield "证据清单", [f"缺少：{each}" for each in lacking], listed
        yield "未确定的事项", list(self.doubts), ()

    def _demanded(self) -> Iterator[str]:
        for each in self.demands:
            by = f"（{each.demand.name}，{each.demand.event.on}）" if each.demand else ""
            yield f"{each.bill}{by}：{'；'.join(_findings(each.findings))}"

    def _costs(self) -> Iterator[str]:
        for track, fee in self.fees:
            yield f"{_TRACKS[track]}：{fee.amount}元（{fee.basis.why()}）"
        if self.small_claims:
            cites = "、".join(map(str, self.small_claims.cites))
            yield f"{_SMALL[self.small_claims.outcome]}（{cites}）"


_TITLE = "诉讼材料"


def _findings(findings: Iterable[Finding]) -> list[str]:
    told = [
        f"{'不能继续' if each.stops else '请核对'}：{each.says}（{each.cite}）" for each in findings
    ]
    return told or ["没有发现问题"]


def _tables(show: Callable[[str], str], rows: tuple[tuple[str, ...], ...]) -> list[str]:
    if not rows:
        return []
    return [table(rows[0], ([show(cell) for cell in row] for row in rows[1:]))]


def legal_file(
    account: Account,
    facts: LegalFacts,
    archive: Archive,
    *,
    on: date,
    forum: Forum,
    soon: int,
    owner: Owner | None = None,
    known: date | None = None,
    rates: Iterable[tuple[date, Rate]] = (),
    rest_day: RestDay | None = None,
) -> LegalFile:
    """Put together the legal file of an account, as of a day.

    ``soon`` is within how many days limitation is told to end soon; ``rates`` are the yearly
    LPR for the estimate beside the penalty; ``rest_day`` tells statutory rest days.

    Raises :class:`~wuye.errors.RuleError` for a forum that is none, and
    :class:`~wuye.errors.NotInForceError` for days before the law cited.

    >>> facts = LegalFacts(
    ...     address="", can_be_served=True, debtor_present=True, owes_in_return=False,
    ...     other_disputes=False, preserved=False, arbitration_agreed=False, simple=True,
    ... )
    >>> account = Account("锦苑物业", "O-1")
    >>> file = legal_file(
    ...     account, facts, Archive(), on=date(2026, 12, 21), forum="suit", soon=180
    ... )
    >>> file.sheet.total, file.limitation, file.stops
    (Money('0.00'), (), ())
    """
    if forum not in {"suit", "arbitration", "payment-order"}:
        raise RuleError("no such forum", forum, "legal_file", "suit, arbitration, payment-order")
    state = account.on(a_day(on), known)
    sheet = claim_sheet(state, forum, rates=rates)
    fees, too_large = _fees(sheet)
    watched = watch_limitation(state, archive.proofs, soon=soon, owner=owner, rest_day=rest_day)
    bills = [state.item(row.line).bill for row in sheet.rows]
    doubts = [doubt for each in watched for doubt in each.clock.doubts]
    words = {str(doubt): says for doubt, says in DOUBTS.items()}
    doubts += [f"{bill.id}：{words.get(each, each)}" for bill in bills for each in bill.doubts]
    return LegalFile(
        creditor=account.creditor,
        debtor=account.debtor,
        owner=owner,
        on=on,
        sheet=sheet,
        limitation=watched,
        demands=_demands(state, sheet, facts, archive.proofs, owner),
        payment_order=_order(state, sheet, facts) if sheet.total else (),
        fees=fees,
        small_claims=_small(sheet, facts) if sheet.total and facts.wage else None,
        pack=_pack(account, state, sheet, archive, owner, known) if sheet.rows else None,
        doubts=tuple(dict.fromkeys([*doubts, *too_large])),
    )


def _demands(
    state: State,
    sheet: ClaimSheet,
    facts: LegalFacts,
    proofs: tuple[Proof, ...],
    owner: Owner | None,
) -> tuple[Checked, ...]:
    """The best demand for each line; lines of a bill that fare alike are told together."""
    alike: dict[tuple[str, Proof | None, tuple[str, ...]], list[Claimed]] = {}
    for row in sheet.rows:
        debtors = answerable(state.item(row.line).bill, owner)
        sent: list[Proof | None] = [
            each
            for each in proofs
            if each.demand and each.event.on <= state.day and each.event.debtor in debtors
        ]
        found = [(each, _check([row], each, sheet, facts)) for each in sent or [None]]
        best, findings = min(found, key=lambda pair: (_stopping(pair[1]), len(pair[1])))
        alike.setdefault((row.bill, best, tuple(each.code for each in findings)), []).append(row)
    return tuple(
        Checked(bill, tuple(row.line for row in rows), best, _check(rows, best, sheet, facts))
        for (bill, best, _), rows in alike.items()
    )


def _check(
    rows: list[Claimed], proof: Proof | None, sheet: ClaimSheet, facts: LegalFacts
) -> tuple[Finding, ...]:
    demand = proof.demand if proof else None
    if proof and demand and not all(proof.event.names(row.service, row.item) for row in rows):
        demand = evolve(demand, periods=())  # one that leaves out a kind of fee names none of it
    return check_demand(
        rows[0].due,
        demand,
        "arbitration" if sheet.forum == "arbitration" else "suit",
        periods=dict.fromkeys(row.service for row in rows),
        arbitration_agreed=facts.arbitration_agreed,
        on=sheet.day,
    )


def _stopping(findings: Iterable[Finding]) -> int:
    return sum(finding.stops for finding in findings)


def _order(state: State, sheet: ClaimSheet, facts: LegalFacts) -> tuple[Finding, ...]:
    claim = procedure.Claim(
        due=max(state.item(row.line).bill.due for row in sheet.rows),
        amount=sheet.total,
        penalty=sheet.penalty,
        penalty_agreed=True,  # without a clause no penalty accrues, so none is claimed
        address=facts.address,
        can_be_served=facts.can_be_served,
        debtor_present=facts.debtor_present,
        owes_in_return=facts.owes_in_return,
        other_disputes=facts.other_disputes,
        disputed=bool(state.disputed),
        preserved=facts.preserved,
    )
    return check_payment_order(claim, on=state.day)


def _fees(sheet: ClaimSheet) -> tuple[tuple[tuple[Track, CourtFee], ...], list[str]]:
    if not sheet.total:
        return (), []
    if sheet.forum == "arbitration":
        return (), ["仲裁费用由仲裁机构规定，未估算"]
    fen = Rounding.fen(each="line")
    try:
        found = [(t, court_fee(sheet.total, t, rounding=fen, on=sheet.day)) for t in _TRACKS]
    except ExceedsError as error:
        return (), [f"诉讼费用未估算：{error.problem}"]
    return tuple(found), []


def _small(sheet: ClaimSheet, facts: LegalFacts) -> SmallClaims:
    missing = () if facts.debtor_present else (Exclusion.PARTY_MISSING,)
    return procedure.small_claims(
        sheet.total,
        facts.wage or Money("0"),
        simple=facts.simple,
        exclusions=dict.fromkeys([*facts.exclusions, *missing]),
        on=sheet.day,
    )


def _pack(
    account: Account,
    state: State,
    sheet: ClaimSheet,
    archive: Archive,
    owner: Owner | None,
    known: date | None,
) -> Pack:
    if sheet.forum == "payment-order":
        purposes = ["payment-order"]
    else:
        purposes = ["fees", "cost-share", *(["penalty"] if sheet.penalty else [])]
    lines = [row.line for row in sheet.rows]
    return pack(account, purposes, archive, on=state.day, about=lines, owner=owner, known=known)
