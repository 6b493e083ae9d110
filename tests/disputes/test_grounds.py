"""Grounds as data: each has its evidence, its steps and its law."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from community import october
from wuye import disputes
from wuye.disputes import EVIDENCE, GROUNDS, Ground, find_ground
from wuye.errors import UnknownError
from wuye.law import wording

DAY = date(2026, 10, 1)


def test_the_grounds_of_the_trade_are_there() -> None:
    assert [
        "amount",
        "area",
        "reading",
        "share-not-published",
        "charged-twice",
        "rate-without-vote",
        "service-not-given",
        "not-handed-over",
        "vacant",
        "already-paid",
        "not-the-debtor",
        "time-barred",
    ] == [ground.code for ground in GROUNDS]


@pytest.mark.parametrize("ground", GROUNDS, ids=lambda ground: ground.code)
def test_a_ground_says_what_shows_it_and_what_to_say(ground: Ground) -> None:
    assert ground.needs
    assert set(ground.needs) <= set(EVIDENCE)
    assert 4 == len(set(ground.steps))
    for said in ground.steps:
        assert said.endswith("。")
        assert said.count("。") == 1
        assert len(said) < 60
        assert () == tuple(wording.misleading(said, on=DAY))
    assert all(cite.verified for cite in ground.cites(DAY))
    assert ground.cites(DAY)


def test_no_two_grounds_bear_one_name() -> None:
    for names in ([g.code for g in GROUNDS], [g.zh for g in GROUNDS], [g.en for g in GROUNDS]):
        assert len(names) == len(set(names))


def test_a_host_adds_grounds_of_its_own() -> None:
    pets = evolve(GROUNDS[0], code="pets", zh="宠物罚款", en="a fine for pets", needs=["notice"])
    bill = october().of_unit("3-1-502")[0]
    case = disputes.lodge(
        "D", bill, "property", ground="pets", on=DAY, grounds=[*GROUNDS, pets]
    ).case

    assert ("宠物罚款", ("notice",)) == (case.ground.zh, case.missing)
    with pytest.raises(UnknownError, match="time-barred"):
        find_ground("pets")
    with pytest.raises(UnknownError, match="grounds: \\['pets'\\]"):
        find_ground("area", [pets])
