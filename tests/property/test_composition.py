"""Bills, splits of a month, penalties and payments: the parts make the whole."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import OCTOBER, schedule
from strategies import fewer
from wuye import Account, Community, Money, Owner, Payment, Period, Rounding, Transfer, Unit, fees
from wuye.bills import BalanceTimeline, OpenItem
from wuye.dates import DueDay
from wuye.ledger import CreditNote
from wuye.payments import CIVIL_CODE, settle
from wuye.terms import PenaltyTerms

months = st.builds(Period.month, st.integers(2020, 2035), st.integers(1, 12))
areas = st.integers(1, 10**6).map(lambda n: Decimal((0, tuple(map(int, str(n))), -2)))
rates = st.integers(0, 10**5).map(lambda n: Decimal((0, tuple(map(int, str(n))), -4)))
fens = st.integers(1, 10**8)
DUE = date(2026, 10, 25)
TERMS = PenaltyTerms("0.0003")


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def bills(area: Decimal, rate: Decimal, month: Period, cuts: list[date]) -> fees.Run:
    """Bill one unit that changes owner on each cut, with a shared cost in the same month."""
    estate = Community(
        "锦苑",
        [Unit("1", area, Owner("O-0")), Unit("2", "77.77", Owner("N"))],
        [Transfer("1", day, Owner(f"O-{i}")) for i, day in enumerate(cuts, 1)],
    )
    plan = schedule(
        fees.Item("property", "物业服务费", fees.PerArea(rate)),
        fees.Item("power", "公摊电费", fees.Shared(by="area")),
    )
    plan = fees.FeeSchedule(
        plan.name,
        creditor=plan.creditor,
        in_force=Period(date(2020, 1, 1), date(2036, 1, 1)),
        items=plan.items,
        terms=plan.terms,
        rounding=plan.rounding,
    )
    return fees.issue(estate, plan, month, costs={"power": "1234.56"})


@given(areas, rates, months, st.lists(st.integers(0, 40), max_size=4, unique=True))
def test_owners_of_a_month_together_owe_what_one_would(
    area: Decimal, rate: Decimal, month: Period, offsets: list[int]
) -> None:
    cuts = sorted(month.start + timedelta(days=offset) for offset in offsets)
    divided, whole = bills(area, rate, month, cuts), bills(area, rate, month, [])

    for code in ("property", "power"):
        parts = [b[code] for b in divided.of_unit("1") if any(x.code == code for x in b.lines)]
        assert whole.of_unit("1")[0][code].fen == sum(part.fen for part in parts)
        assert month.days == sum(part.service.days for part in parts)
        run = 0
        exact = whole.of_unit("1")[0][code]
        for part in parts:
            run += part.fen
            days = (part.service.end - month.start).days
            if code == "property":
                worth = Fraction(area) * Fraction(rate) * 100 * days / month.days
                assert run == half_up(worth)
        assert run == exact.fen


@given(areas, rates, months, st.lists(st.integers(0, 40), max_size=3, unique=True))
def test_a_bill_is_the_sum_of_its_lines_and_every_line_recomputes(
    area: Decimal, rate: Decimal, month: Period, offsets: list[int]
) -> None:
    run = bills(area, rate, month, [month.start + timedelta(days=offset) for offset in offsets])

    for bill in run.bills:
        assert bill.total.fen == sum(line.fen for line in bill.lines)
        for line in bill.lines:
            assert line.amount == line.recompute() == line.basis.evaluate()
            assert f"{line.amount}" in line.why("zh")
    assert run.total.fen == sum(bill.total.fen for bill in run.bills)
    assert 123456 == sum(x.fen for bill in run.bills for x in bill.lines if x.code == "power")


@given(st.integers(0, 10**6), st.integers(0, 29), st.sampled_from([1, 10, 100]))
def test_a_share_is_cut_to_the_fen_however_lines_are_rounded(
    cost: int, offset: int, unit: int
) -> None:
    month = Period.month(2026, 9)
    cut = Transfer("1", month.start + timedelta(days=offset), Owner("B"))
    estate = Community(
        "锦苑", [Unit("1", "33.33", Owner("A")), Unit("2", "66.67", Owner("N"))], [cut]
    )
    plan = schedule(fees.Item("power", "公摊电费", fees.Shared(by="area")))
    plan = evolve(plan, rounding=Rounding(unit, "line"))
    run = fees.issue(estate, plan, month, costs={"power": Money.of_fen(cost)})

    assert cost == run.total.fen
    for bill in run.bills:
        share = sum(line.fen for line in bill.lines)
        if bill.unit == "1" and bill.debtor == "A":
            whole = sum(x.fen for b in run.of_unit("1") for x in b.lines)
            assert half_up(Fraction(whole * offset, 30)) == share


def changes(owed: int, payments: list[tuple[int, int]]) -> list[tuple[date, int]]:
    paid = [(DUE + timedelta(days=day + 1), -fen) for day, fen in payments]
    return [(date(2026, 10, 1), owed), *paid]


payment_lists = st.lists(st.tuples(st.integers(-20, 100), st.integers(1, 10**6)), max_size=5)


@given(fens, payment_lists, st.integers(-30, 200))
def test_a_penalty_is_the_sum_of_its_days(
    owed: int, payments: list[tuple[int, int]], days: int
) -> None:
    day = DUE + timedelta(days=days)
    late = fees.penalty(TERMS, BalanceTimeline.of(changes(owed, payments)), due=DUE, day=day)

    total = Fraction(0)
    for past in range(1, days + 1):
        paid = sum(fen for on, fen in payments if on < past)
        total += max(owed - paid, 0) * Fraction(3, 10000)
    assert half_up(total) == late.amount.fen == late.basis.recompute().fen
    if days <= 0 or not total:
        assert () == late.segments


@given(fens, payment_lists, st.integers(0, 100), st.integers(0, 100), st.integers(1, 10**6))
def test_a_penalty_grows_with_days_and_base_and_never_faster_than_one_day_at_a_time(
    owed: int, payments: list[tuple[int, int]], days: int, more_days: int, more: int
) -> None:
    def amount(owed: int, days: int, daily: str = "0.0003") -> int:
        timeline = BalanceTimeline.of(changes(owed, payments))
        return fees.penalty(
            PenaltyTerms(daily), timeline, due=DUE, day=DUE + timedelta(days=days)
        ).amount.fen

    assert amount(owed, days) <= amount(owed, days + more_days)
    assert amount(owed, days) <= amount(owed + more, days)
    assert amount(owed, days) <= amount(owed, days, "0.0005")
    segments = fees.penalty(
        TERMS, BalanceTimeline.of(changes(owed, payments)), due=DUE, day=DUE + timedelta(days)
    ).segments
    assert all(a.days.end <= b.days.start for a, b in pairwise(segments))


def test_the_day_after_the_due_day_is_day_one_and_the_payment_day_counts() -> None:
    timeline = BalanceTimeline.of(changes(30000, [(9, 30000)]))

    def days(day: int) -> int:
        late = fees.penalty(TERMS, timeline, due=DUE, day=DUE + timedelta(days=day))
        return sum(segment.days.days for segment in late.segments)

    assert [0, 0, 1, 9, 9, 9] == [days(day) for day in (-1, 0, 1, 9, 10, 50)]


items = st.lists(
    st.builds(
        OpenItem,
        id=st.uuids().map(str),
        bill=st.just("b"),
        unit=st.just("u"),
        due=st.dates(date(2026, 8, 1), date(2026, 12, 1)),
        principal=fens.map(Money.of_fen),
        penalty=st.integers(0, 10**6).map(Money.of_fen),
        daily=st.sampled_from([Decimal(0), Decimal("0.0003"), Decimal("0.0005")]),
        secured=st.sampled_from([Money("0"), Money("5.00")]),
    ),
    max_size=8,
    unique_by=lambda item: item.id,
)


@given(items, fens, st.data())
def test_a_payment_is_used_up_or_everything_is_paid(
    debts: list[OpenItem], fen: int, data: st.DataObject
) -> None:
    named = (
        data.draw(st.lists(st.sampled_from([d.id for d in debts]), unique=True)) if debts else []
    )
    payment = Payment("p", Money.of_fen(fen), on=date(2026, 10, 1), designated=named)
    result = settle(debts, payment)

    paid: dict[tuple[str, str], Money] = {
        (part.item, part.component): part.amount for part in result.parts
    }
    assert fen == sum(part.amount.fen for part in result.parts) + result.unapplied.fen
    assert len(paid) == len(result.parts)
    for debt in debts:
        for component, most in (("principal", debt.principal), ("penalty", debt.penalty)):
            assert Money("0") <= paid.get((debt.id, component), Money("0")) <= most
    if result.unapplied:
        assert sum(debt.principal.fen + debt.penalty.fen for debt in debts) < fen
    left = [d for d in debts if d.id in named and paid.get((d.id, "principal")) != d.principal]
    if left:
        assert all(part.item in named for part in result.parts)


def rank(debt: OpenItem, on: date) -> tuple[bool, int, Fraction, date]:
    """Art. 560 in words: due, least secured, heavier burden, earlier due."""
    return debt.due > on, debt.secured.fen, -Fraction(debt.daily), debt.due


@given(items, fens)
def test_no_debt_is_paid_before_one_that_ranks_higher_and_equals_share_pro_rata(
    debts: list[OpenItem], fen: int
) -> None:
    on = date(2026, 10, 1)
    result = settle(debts, Payment("p", Money.of_fen(fen), on=on), CIVIL_CODE)
    got = {debt.id: 0 for debt in debts}
    for part in result.parts:
        got[part.item] += part.amount.fen

    for debt in debts:
        owed = debt.principal.fen + debt.penalty.fen
        for other in debts:
            if got[other.id] and rank(debt, on) < rank(other, on):
                assert owed == got[debt.id]
    for key in {rank(debt, on) for debt in debts}:
        equals = [debt for debt in debts if rank(debt, on) == key]
        whole = sum(debt.principal.fen for debt in equals)
        principal = sum(
            part.amount.fen
            for part in result.parts
            if part.component == "principal" and part.item in {debt.id for debt in equals}
        )
        for debt in equals:
            paid = sum(
                part.amount.fen
                for part in result.parts
                if part.item == debt.id and part.component == "principal"
            )
            assert abs(paid - Fraction(principal * debt.principal.fen, whole)) < 1


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6), st.integers(1, 10**6), st.data())
def test_debts_that_fall_due_apart_are_paid_the_same_however_the_money_is_cut(
    owed: list[int], fen: int, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(1, fen))

    def pay(*amounts: int) -> list[int]:
        left = list(owed)
        for amount in amounts:
            if amount:
                debts = [
                    OpenItem(
                        id=str(i),
                        bill="b",
                        unit="u",
                        due=DUE + timedelta(days=i),
                        principal=Money.of_fen(fen),
                    )
                    for i, fen in enumerate(left)
                ]
                payment = Payment("p", Money.of_fen(amount), on=date(2027, 1, 1))
                for part in settle(debts, payment).parts:
                    left[int(part.item)] -= part.amount.fen
        return left

    once = pay(fen)
    assert once == pay(cut, fen - cut)
    assert sum(0 < left < was for left, was in zip(once, owed, strict=True)) <= 1


def test_a_dispute_keeps_undesignated_money_away() -> None:
    debt = OpenItem(id="i", bill="b", unit="u", due=DUE, principal=Money("20"), held=Money("12.50"))
    free = settle([debt], Payment("p", "100", on=DUE))
    named = settle([debt], Payment("p", "100", on=DUE, designated=["b"]))

    assert ("7.50", "92.50") == (str(free.parts[0].amount), str(free.unapplied))
    assert ("20.00", "80.00") == (str(named.parts[0].amount), str(named.unapplied))


def test_what_is_time_barred_is_paid_only_by_who_means_to() -> None:
    """民法典 192: paid willingly it stays paid, but nobody pays it unawares."""
    debt = OpenItem(id="i", bill="b", unit="u", due=DUE, principal=Money("20"), time_barred=True)

    assert () == settle([debt], Payment("p", "100", on=DUE)).parts
    assert "80.00" == str(settle([debt], Payment("p", "100", on=DUE, designated=["b"])).unapplied)


@fewer(3)
@given(areas, rates, st.integers(0, 10**8), st.integers(0, 100))
def test_a_bill_that_is_credited_whole_leaves_nothing(
    area: Decimal, rate: Decimal, paid: int, late: int
) -> None:
    bill = bills(area, rate, OCTOBER, []).of_unit("1")[0]
    account = Account.of([bill])
    if paid:
        payment = Payment("p", Money.of_fen(paid), on=bill.due + timedelta(days=late))
        account = account.receive(payment).account
    notes = [
        CreditNote(
            id=f"c:{line.code}",
            creditor=bill.creditor,
            debtor=bill.debtor,
            on=bill.on,
            booked=date(2027, 3, 1),
            item=line.id,
            amount=line.amount,
            reason="错账",
        )
        for line in bill.lines
        if line.fen
    ]
    state = account.post(*notes).account.on(date(2027, 3, 1))

    for item in state.items:
        assert (0, 0) == (item.principal.fen, item.penalty_open.fen)
    assert (0, paid) == (state.outstanding.fen, state.prepaid.fen)
    assert DueDay(25).of(OCTOBER) == bill.due
