"""What a demand gathers: the items of the action, adding up, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from letterbox import BILL, DAY, NAME, SENDER, Case, action, asked, cases, part_paid
from wuye import Account, Money, Period
from wuye.dunning.notices import Demand, Line, demand
from wuye.dunning.notices.lines import periods
from wuye.errors import PeriodError, RuleError
from wuye.ledger import Hold


def held(account: Account, amount: str) -> Account:
    """Set a part of the property fee apart since 5 November."""
    hold = Hold(
        id="h",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=date(2026, 11, 5),
        item=BILL.lines[0].id,
        amount=amount,
    )
    return account.post(hold).account


def test_a_demand_lists_each_line_with_its_period_and_what_is_open() -> None:
    """100.00 paid on 3 November: 93.33 and 6.67 to principal, and 3.69 of penalty by now."""
    lines = asked(part_paid()).lines

    assert [
        ("物业服务费", Period.month(2026, 10), "186.67", "3.44"),
        ("公摊电费", Period.month(2026, 9), "13.33", "0.25"),
    ] == [(line.name, line.service, str(line.principal), str(line.penalty)) for line in lines]


def test_what_is_asked_is_told_in_figures_and_in_capitals() -> None:
    fields = asked(part_paid()).fields()

    assert ("200.00", "3.69", "203.69") == (
        fields["principal"],
        fields["penalty"],
        fields["total"],
    )
    assert "人民币贰佰零叁元陆角玖分" == fields["capitals"]


def test_credit_is_taken_off_before_anything_is_asked() -> None:
    said = evolve(asked(Account.of([BILL])).action, credit=Money("1.00"))
    state = Account.of([BILL]).on(DAY)
    fields = demand(said, state, SENDER, name=NAME).fields()

    assert ("1.00", "304.13") == (fields["credit"], fields["total"])


def test_what_is_disputed_is_not_in_it() -> None:
    """100.00 of 280.00 disputed since 5 November; its penalty is not asked for either."""
    told = asked(held(Account.of([BILL]), "100.00"))
    whole = asked(Account.of([BILL]))

    assert "180.00" == str(told.lines[0].principal)
    assert "3.08" == str(told.lines[0].penalty)  # 180.00 × 0.0003 × 57 days
    assert told.fields()["disputed"]
    assert not whole.fields()["disputed"]


def test_a_line_that_is_all_disputed_is_not_listed() -> None:
    told = asked(held(Account.of([BILL]), "280.00"))

    assert ["公摊电费"] == [line.name for line in told.lines]
    assert "20.34" == told.fields()["total"]  # 20.00 and 57 days of penalty on it


def test_the_annex_works_the_penalty_out_stretch_by_stretch() -> None:
    line = asked(part_paid()).lines[0]

    assert [
        "2026-10-26 至 2026-11-03：280.00 元 × 0.0003/天 × 9 天 = 0.756 元；此后本金变动",
        "2026-11-04 至 2026-12-21：186.67 元 × 0.0003/天 × 48 天 = 2.688048 元；计至该日",
        "280.00 元 × 0.0003/天 × 9 天 + 186.67 元 × 0.0003/天 × 48 天 = 3.444048 元，四舍五入到分：3.44 元",
    ] == line.workings("zh")


def test_one_stretch_is_worked_out_in_one_row() -> None:
    line = asked(Account.of([BILL])).lines[1]

    assert [
        "2026-10-26 至 2026-12-21：20.00 元 × 0.0003/天 × 57 天 = 0.342 元，四舍五入到分：0.34 元"
    ] == line.workings("zh")
    assert [
        "2026-10-26 to 2026-12-21: 20.00 yuan × 0.0003 a day × 57 days = 0.342 yuan, rounded half-up to the fen: 0.34 yuan"
    ] == line.workings("en")


def test_the_annex_says_what_of_a_penalty_is_not_asked_for() -> None:
    """Of what is disputed since 5 November ten days had run: 100.00 × 0.0003 × 10 = 0.30."""
    line = asked(held(Account.of([BILL]), "100.00")).lines[0]

    assert "减去正在处理、不在此列 0.30 元，计 3.08 元" == line.workings("zh")[-1]
    assert "less set apart and not asked for 0.30 yuan: 3.08 yuan" == line.workings("en")[-1]


def test_without_a_clause_there_is_neither_penalty_nor_annex() -> None:
    told = asked(Account.of([evolve(BILL, penalty=None)])).fields()

    assert ("", "") == (told["penalty"], told["annex"])
    assert "违约金" not in str(told["lines"])


@given(cases())
def test_lines_add_up_to_what_was_decided(case: Case) -> None:
    action = case.demand.action
    open_ = {item.id: item for item in case.state.open_items}

    assert action.principal.fen == sum(line.principal.fen for line in case.demand.lines)
    assert action.penalty.fen == sum(line.penalty.fen for line in case.demand.lines)
    assert action.total.fen == (
        sum(open_[line.item].claimable.fen for line in case.demand.lines)
        + sum(open_[line.item].claimable_penalty.fen for line in case.demand.lines)
        - action.credit.fen
    )
    assert not {line.item for line in case.demand.lines} & set(case.set_apart)


@given(cases())
def test_every_annex_ends_in_the_penalty_of_its_line(case: Case) -> None:
    for line in case.demand.lines:
        workings = line.workings("zh")
        assert bool(workings) == bool(line.penalty)
        if workings:
            assert workings[-1].endswith(f"{line.penalty} 元")


# -- periods --------------------------------------------------------------------------------------


def lines(*stretches: Period) -> list[Line]:
    return [
        Line(
            item=str(number),
            name="物业服务费",
            unit="3-1-502",
            service=service,
            due=DAY,
            principal=Money("1"),
            penalty=Money("0"),
        )
        for number, service in enumerate(stretches)
    ]


@pytest.mark.parametrize(
    ("stretches", "expected"),
    [
        ([Period.month(2026, 10)], "2026年10月"),
        ([Period.month(2026, 10), Period.month(2026, 9)], "2026年9月至10月"),
        ([Period.month(2026, 12), Period.month(2027, 1)], "2026年12月至2027年1月"),
        ([Period.month(2026, 8), Period.month(2026, 10)], "2026年8月、2026年10月"),
        ([Period.year(2026), Period.month(2026, 3)], "2026年1月至12月"),
        (
            [Period(date(2026, 10, 17), date(2026, 11, 1))],
            "2026年10月17日至2026年10月31日",
        ),
    ],
)
def test_periods_are_told_in_few_words(stretches: list[Period], expected: str) -> None:
    assert expected == periods(lines(*stretches), "zh")


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8))
def test_every_day_of_every_period_is_within_what_is_told(months: list[int]) -> None:
    stretches = [Period.month(2026 + number // 12, number % 12 + 1) for number in months]
    told = periods(lines(*stretches), "en")

    assert len(told.split(" to ")) - 1 == sum(
        1 for number in set(months) if number - 1 not in set(months)
    )


# -- what is refused ------------------------------------------------------------------------------


def test_an_action_from_another_state_is_refused() -> None:
    before, after = Account.of([BILL]).on(DAY), part_paid().on(DAY)
    old = action(before, before.open_items)

    with pytest.raises(RuleError, match="not decided on this state") as error:
        demand(old, after, SENDER, name=NAME)

    assert "300.00 and 5.13 on 2026-12-21" == error.value.value


@pytest.mark.parametrize(
    "changed", [{"debtor": "O-18"}, {"on": date(2026, 12, 20)}, {"penalty": Money("5.14")}]
)
def test_an_action_that_does_not_fit_its_state_is_refused(changed: dict[str, Any]) -> None:
    state = Account.of([BILL]).on(DAY)
    with pytest.raises(RuleError, match="not decided on this state"):
        demand(action(state, state.open_items, **changed), state, SENDER, name=NAME)


def test_a_notice_that_names_nobody_takes_no_demand() -> None:
    state = Account.of([BILL]).on(DAY)
    with pytest.raises(RuleError, match="names nobody"):
        demand(action(state, state.open_items, unnamed=True), state, SENDER, name=NAME)


def test_who_pays_at_the_counter_is_told_its_hours() -> None:
    nowhere = evolve(SENDER, counter="")
    with pytest.raises(RuleError, match="it is not told"):
        asked(Account.of([BILL]), sender=nowhere, counter=True)

    assert asked(Account.of([BILL]), sender=nowhere)
    assert asked(Account.of([BILL]), counter=True).fields()["at_counter"]


def test_project_and_account_come_from_the_bills_unless_the_sender_gives_them() -> None:
    november = evolve(
        BILL,
        id="2026-11",
        lines=[evolve(line, id=f"2026-11:{line.code}") for line in BILL.lines],
        payee="另一账户",
    )
    two = Account.of([BILL, november])

    assert "示例银行 0000-0000" == asked(Account.of([BILL])).sender.payee
    with pytest.raises(RuleError, match="more than one payee"):
        asked(two)
    assert "指定账户" == asked(two, sender=evolve(SENDER, payee="指定账户")).sender.payee


def test_the_day_to_which_days_are_counted_lies_ahead() -> None:
    today: Demand = evolve(asked(Account.of([BILL])), until=DAY)

    assert "0" == today.fields()["days_left"]
    with pytest.raises(PeriodError, match="has passed"):
        evolve(today, until=date(2026, 12, 20))


def test_a_repr_shows_no_name() -> None:
    assert NAME not in repr(asked(Account.of([BILL])))
    assert "周某" not in repr(SENDER)
    assert "吴某" not in repr(SENDER)
