"""What other systems' tests say about levels, states, conditions and campaigns, tried here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from debts import bill, owing
from published import Case, cases
from wuye import Account, Money, Payment, dunning
from wuye.dunning import Decision, Override, Policy, Profile, Sent, Stage, When
from wuye.dunning.arrears import Arrears

DUE = date(2026, 10, 25)
#: Their levels: so many days after the due day, at the end of the month, after the one before.
POLICIES = {
    "three": [
        Stage("1", When(days=10), ["email"]),
        Stage("2", When(days=30, month_end=True), ["email"]),
        Stage("3", When(days=30, month_end=True, after=10), ["letter"]),
    ],
    "two": [
        Stage("1", When(days=30, month_end=True), ["email"]),
        Stage("2", When(days=30, month_end=True, after=60), ["letter"]),
    ],
}


def sent(item: Case, stages: tuple[Stage, ...]) -> list[Sent]:
    """The notices that went out for an item, one for each of the first stages."""
    return [
        Sent(
            id=f"{item['id']}:{day}",
            on=day,
            stage=stage.name,
            means=stage.means[0],
            items=[item["id"]],
        )
        for day, stage in zip(item.get("sent", ()), stages, strict=False)
    ]


def account(*items: Case) -> Account:
    owed = Account.of([bill(item["id"], item["due"], item["amount"]) for item in items])
    for item in items:
        if "paid" in item:
            paid = Payment(f"paid:{item['id']}", item["paid"], on=item["due"])
            owed = owed.receive(paid).account
    return owed


def levelled(case: Case, *items: Case) -> Decision:
    stages = tuple(POLICIES[case["policy"]])
    policy = Policy("theirs", stages, minimum=case.get("minimum", "0"))
    history = [notice for item in items for notice in sent(item, stages)]
    return dunning.decide(account(*items).on(case["day"]), policy, history)


@cases("level", "dunning")
def test_an_item_is_at_the_level_that_was_published(case: Case) -> None:
    for item in case["items"]:
        actions = levelled(case, item).actions
        told = [(item["level"], item["means"])] if item["level"] else []
        owed = Money(item["amount"]) - Money(item.get("paid", "0"))

        assert told == [(int(action.stage), action.means.value) for action in actions]
        assert [owed] * len(told) == [action.total for action in actions]


@cases("one_notice", "dunning")
def test_a_debtor_of_several_items_gets_one_notice_at_the_highest_level(case: Case) -> None:
    (action,) = levelled(case, *case["items"]).actions

    assert case["expected"] == int(action.stage) == max(item["level"] for item in case["items"])
    assert {item["id"] for item in case["items"]} == set(action.items)


@cases("state", "dunning")
def test_a_state_is_reached_on_its_day_and_none_is_skipped(case: Case) -> None:
    policy = Policy(
        "theirs",
        [Stage(str(at), When(days=days), ["email"]) for at, days in enumerate(case["levels"], 1)],
    )
    owed = owing(case["due"])

    def level(day: date, history: list[Sent]) -> int:
        actions = dunning.decide(owed.on(day), policy, history).actions
        return int(actions[0].stage) if actions else 0

    history: list[Sent] = []
    reached = []
    for day in case["days"]:
        reached.append(level(day, history))
        if reached[-1]:
            history.append(
                Sent(
                    id=str(day),
                    on=day,
                    stage=str(reached[-1]),
                    means="email",
                    items=[f"O-1:{case['due']}"],
                )
            )

    assert case["expected"] == reached
    assert case["ours"] == [level(day, []) for day in case["days"]]
    paid = owed.receive(Payment("p", "280.00", on=case["days"][-1])).account
    assert not dunning.decide(paid.on(case["days"][-1]), policy, history).actions


def facts(fact: str, value: Any) -> Arrears:
    """A debt with nothing to tell but one fact."""
    none = Arrears(DUE, DUE, 0, 0)
    match fact:
        case "amount":
            return none._replace(fen=Money(value).fen)
        case "days":
            return none._replace(day=DUE + timedelta(days=value))
        case _:
            return none._replace(periods=value)


@cases("condition", "dunning")
def test_a_bound_is_met_from_its_own_value_on(case: Case) -> None:
    when = When(**{"days": 0, case["fact"]: case["bound"]})

    assert case["expected"] == [when.holds(facts(case["fact"], value)) for value in case["values"]]


@cases("campaign", "dunning")
def test_a_campaign_stops_where_theirs_does(case: Case) -> None:
    today = date(2026, 12, 21)
    policy = Policy(
        "theirs",
        [
            Stage(
                "dun", When(), ["email"], attempts=case.get("attempts", 9), every=case.get("gap", 4)
            )
        ],
        minimum="50.99",
        cool_down=case.get("gap", 4),
    )
    bills = [bill(f"B:{at}", DUE, amount) for at, amount in enumerate(case["overdue"])]
    names = [each.id for each in bills]
    history = [
        Sent(id=f"N:{ago}", on=today - timedelta(days=ago), stage="dun", means="email", items=names)
        for ago in case.get("days_ago", ())
    ]
    left_out = [Override(reason="不催", stop=True)] if case.get("excluded") else []
    decision = dunning.decide(
        Account.of(bills).on(today), policy, history, profile=Profile(overrides=left_out)
    )

    assert case["expected"] == bool(decision.actions)
    reasons = {case["reason"]} if "reason" in case else set()
    assert reasons == {each.reason for each in decision.withheld}
