"""What was agreed with a debtor: deferrals, instalment plans, promises."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from community import october
from wuye import Account, Bill, Money, Payment, dunning
from wuye.errors import ExceedsError, PeriodError, RuleError, UnknownError, WuyeError
from wuye.ledger import ConditionMet, CreditNote, Document, Pause, Release, reverse
from wuye.payments import instalments
from wuye.payments.instalments import Promise

BILL = october().of_unit("3-1-502")[0]  # 280.00 and 20.00, due 25 October, 0.03 % a day
PROPERTY, POWER = (line.id for line in BILL.lines)
NOVEMBER_3, DECEMBER_1, DECEMBER_21 = date(2026, 11, 3), date(2026, 12, 1), date(2026, 12, 21)
OWED: dict[str, Any] = {"creditor": BILL.creditor, "debtor": BILL.debtor}
DAY = timedelta(days=1)


def pause(*items: str, id_: str = "P-1", on: date = NOVEMBER_3, **agreed: Any) -> Pause:
    """A deferral through November, unless told otherwise."""
    about: dict[str, Any] = {"id": id_, "on": on, "items": items or (PROPERTY, POWER), **OWED}
    about |= {"penalty": "stops"} | (agreed or {"through": date(2026, 11, 30)})
    return Pause(**about)


def plan(**more: Any) -> Pause:
    """300.00 in three parts, on 10 November, December and January."""
    return pause(plan=instalments.plan("300.00", 3, date(2026, 11, 10)), **more)


def release(on: date, *, restores: bool = False) -> Release:
    return Release(**OWED, id="E-1", on=on, hold="P-1", restores_penalty=restores)


def account(*documents: Document) -> Account:
    return Account.of([BILL, *documents])


def pay(before: Account, amount: str, on: date) -> Account:
    return before.receive(Payment(f"p-{on}", amount, on=on)).account


def paused(of: Account, day: date) -> str:
    return of.on(day).item(PROPERTY).paused


def penalty(of: Account, day: date) -> str:
    return str(of.on(day).item(PROPERTY).penalty_accrued)


# -- deferrals --------------------------------------------------------------------------


def test_a_deferral_stops_dunning_and_penalty_through_its_day() -> None:
    """8 days before, 21 after 30 November: 29 × 0.084 = 2.436."""
    deferred = account(pause())

    assert ["", "deferral", "deferral", ""] == [
        paused(deferred, day)
        for day in (NOVEMBER_3 - DAY, NOVEMBER_3, date(2026, 11, 30), DECEMBER_1)
    ]
    assert ["0.67", "0.67", "0.76", "2.44"] == [
        penalty(deferred, day)
        for day in (NOVEMBER_3 - DAY, date(2026, 11, 30), DECEMBER_1, DECEMBER_21)
    ]
    late = deferred.on(DECEMBER_21).item(PROPERTY).penalty
    assert late
    assert "缓缴" in late.details()


def test_dunning_leaves_alone_what_is_deferred_and_says_why() -> None:
    state = account(pause(PROPERTY)).on(date(2026, 11, 20))
    decision = dunning.decide(state, dunning.MESSAGE_THEN_LETTER)

    assert [POWER] == [item for action in decision.actions for item in action.items]
    assert [(PROPERTY, "280.67", "deferral")] == [
        (w.item, str(w.amount), w.reason) for w in decision.withheld
    ]


def test_penalty_runs_on_where_the_deferral_says_so() -> None:
    assert "4.79" == penalty(account(pause(through=DECEMBER_1, penalty="runs")), DECEMBER_21)


def test_what_is_deferred_is_owed_and_takes_money() -> None:
    day = date(2026, 11, 20)
    deferred = account(pause())

    assert Money("300.72") == deferred.on(day).outstanding == deferred.quote(day).total
    assert not pay(deferred, "300.72", day).on(day).outstanding


@pytest.mark.parametrize(("restores", "expected"), [(False, "3.61"), (True, "4.79")])
def test_a_release_ends_it_sooner(restores: bool, expected: str) -> None:
    """Paused from 3 to 16 November: 57 - 14 = 43 days."""
    ended = account(pause(), release(date(2026, 11, 17), restores=restores))

    assert ("deferral", "") == (
        paused(ended, date(2026, 11, 16)),
        paused(ended, date(2026, 11, 17)),
    )
    assert expected == penalty(ended, DECEMBER_21)


# -- instalment plans -------------------------------------------------------------------


def test_a_plan_that_is_kept_leaves_dunning_and_penalty_alone_to_its_end() -> None:
    kept = account(plan())
    for on in (date(2026, 11, 10), date(2026, 12, 10)):
        kept = pay(kept, "100.00", on)

    assert "plan" == paused(kept, date(2027, 1, 10))
    assert "0.67" == penalty(kept, date(2027, 1, 10))
    assert "" == paused(kept, date(2027, 1, 11))


def test_a_plan_is_broken_the_day_after_a_part_that_is_late_for_all_its_items() -> None:
    broken = pay(account(plan()), "99.99", date(2026, 11, 10))
    broken = pay(broken, "200.00", date(2026, 11, 11))

    assert ("plan", "") == (paused(broken, date(2026, 11, 10)), paused(broken, date(2026, 11, 11)))
    assert "" == broken.on(date(2026, 11, 11)).item(POWER).paused


def test_the_ledger_and_the_plan_tell_the_same() -> None:
    """Whatever was paid and when, the plan is broken when its standing says so."""
    agreed = plan().plan
    assert agreed
    for first in range(8, 13):
        for amount in ("100.00", "99.99", "200.00"):
            on = date(2026, 11, first)
            paid = pay(account(plan()), amount, on)
            for day in (date(2026, 11, 10), date(2026, 11, 11), date(2026, 12, 11)):
                standing = instalments.standing(agreed, [(on, Money(amount))], day)
                broken = any(part.status in {"late", "broken"} for part in standing)
                assert ("" if broken else "plan") == paused(paid, day), (on, amount, day)


def test_a_payment_found_late_mends_the_plan() -> None:
    booked = date(2026, 12, 5)
    payment = Payment("p", "100.00", on=date(2026, 11, 9))
    mended = account(plan()).receive(payment, booked=booked).account
    day = date(2026, 12, 1)

    assert ("", "plan") == (
        mended.on(day, known=booked - DAY).item(PROPERTY).paused,
        mended.on(day, known=booked).item(PROPERTY).paused,
    )


def test_a_payment_that_bounces_breaks_it() -> None:
    paid = pay(account(plan()), "100.00", date(2026, 11, 9))
    day = date(2026, 11, 20)
    bounced = reverse(paid, "R", of="p-2026-11-09", on=day, reason="退票").account

    assert ("plan", "") == (paused(bounced, day - DAY), paused(bounced, day))
    # 8 days before the plan, and every one since 11 November
    assert "1.51" == penalty(bounced, day)


def test_what_is_credited_need_not_be_paid() -> None:
    note = CreditNote(
        **OWED,
        id="c",
        on=BILL.on,
        booked=date(2026, 11, 5),
        item=PROPERTY,
        amount="100",
        reason="x",
    )
    assert "plan" == paused(account(plan(), note), date(2026, 11, 11))


def test_what_was_paid_before_does_not_count() -> None:
    before = pay(account(), "100.00", NOVEMBER_3)
    agreed = pause(plan=instalments.plan("200.00", 2, date(2026, 11, 10)))

    assert "" == paused(before.post(agreed).account, date(2026, 11, 11))


# -- promises ---------------------------------------------------------------------------


def test_a_promise_is_a_pause_until_its_day_has_passed() -> None:
    promised = account(pause(promise=Promise("300.00", date(2026, 11, 20)), penalty="runs"))

    assert ("promise", "") == (
        paused(promised, date(2026, 11, 20)),
        paused(promised, date(2026, 11, 21)),
    )
    assert "4.79" == penalty(promised, DECEMBER_21)


def test_a_promise_waits_for_its_condition_and_then_for_the_day_it_was_met() -> None:
    agreed = pause(promise=Promise("300.00", date(2026, 11, 20), "repair:W-12"), penalty="runs")
    waiting = account(agreed)
    met = ConditionMet(**OWED, id="K", on=DECEMBER_1, condition="repair:W-12")
    ready = waiting.post(met).account

    assert "promise" == paused(waiting, DECEMBER_21)
    assert ("promise", "") == (paused(ready, DECEMBER_1), paused(ready, DECEMBER_1 + DAY))
    with pytest.raises(UnknownError):
        ready.post(evolve(met, id="K-2"))
    with pytest.raises(UnknownError):
        waiting.post(evolve(met, condition="repair:W-13"))


# -- what is refused --------------------------------------------------------------------

BAD: dict[str, tuple[list[Document], type[WuyeError]]] = {
    "paused already": ([pause(), plan(id_="P-2")], RuleError),
    "more than is open": (
        [pause(plan=instalments.plan("300.82", 3, date(2026, 11, 10)))],
        ExceedsError,
    ),
    "promised beyond": ([pause(promise=Promise("301", DECEMBER_1))], ExceedsError),
    "not here": ([pause("x")], UnknownError),
    "before the bill": ([pause(on=date(2026, 9, 1))], RuleError),
    "released twice": (
        [pause(), release(DECEMBER_1), evolve(release(DECEMBER_1), id="E-2")],
        RuleError,
    ),
    "released before": ([pause(), release(NOVEMBER_3 - DAY)], RuleError),
    "not met": ([ConditionMet(**OWED, id="K", on=DECEMBER_1, condition="x")], UnknownError),
}


@pytest.mark.parametrize("name", BAD)
def test_what_contradicts_is_refused_and_changes_nothing(name: str) -> None:
    *first, last = BAD[name][0]
    before = account(*first)
    state = before.on(DECEMBER_21)
    with pytest.raises(BAD[name][1]):
        before.post(last)
    assert state == before.on(DECEMBER_21)


def test_a_pause_is_one_thing_about_items_and_looks_ahead() -> None:
    with pytest.raises(RuleError, match="give one of"):
        pause(penalty="stops")
    with pytest.raises(RuleError, match="give one of"):
        plan(through=DECEMBER_1)
    with pytest.raises(RuleError, match="each once"):
        pause(POWER, POWER)
    with pytest.raises(RuleError, match="not one of"):
        pause(through=DECEMBER_1, penalty="maybe")
    with pytest.raises(PeriodError):
        pause(through=NOVEMBER_3 - DAY)


def test_a_checkpoint_keeps_all_that_a_plan_is_about() -> None:
    """The power is paid and finished; the plan it belongs to is not."""
    paid = account(plan()).receive(Payment("p", "20.08", on=date(2026, 11, 9), designated=[POWER]))
    last = date(2027, 3, 1)
    resumed = Account.resume(paid.account.checkpoint(keep=last))

    assert paid.account.on(last) == resumed.on(last)
    assert [Bill, Pause] == [type(d) for d in resumed.documents[:2]]
    done = pay(paid.account, "300.00", date(2026, 11, 12))
    done = pay(done, "5.00", date(2026, 11, 13))
    gone = Account.resume(done.checkpoint(keep=last))
    assert () == gone.documents
    assert done.on(last).totals == gone.on(last).totals
