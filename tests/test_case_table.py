"""The table of published cases tells of each where it is tried, or why nowhere."""

from __future__ import annotations

import re

import pytest

from published import FOLDER, TOPICS

ROW = re.compile(r"^\| ([A-Z]+[0-9]+) \| (.*) \| (.*) \|$", re.MULTILINE)
ROWS = ROW.findall((FOLDER / "README.md").read_text("utf-8"))
WAYS = ("cases", "wrong")
#: the cases of a file by their ids, without what tells the parts of one apart
TRIED = {
    f"{topic}.toml": {case["id"].split(",")[0] for kind in kinds.values() for case in kind}
    for topic, kinds in TOPICS.items()
}


def test_the_table_has_every_case_once() -> None:
    ids = [case for case, _, _ in ROWS]
    peers = [case for case in ids if re.fullmatch("P[0-9]+", case)]

    assert len(set(ids)) == len(ids)
    assert (79, 41) == (len(ids) - len(peers), len(peers))


def test_every_case_in_the_files_is_in_the_table() -> None:
    assert set.union(*TRIED.values()) <= {case for case, _, _ in ROWS}


@pytest.mark.parametrize(("case", "files", "note"), ROWS, ids=[case for case, _, _ in ROWS])
def test_a_case_is_tried_where_the_table_says_or_the_table_says_why_not(
    case: str, files: str, note: str
) -> None:
    told = set(files.split(", ")) - {"—"}

    assert {file for file, ids in TRIED.items() if case in ids} == told
    assert told or note


def test_every_kind_of_case_is_run() -> None:
    """Penalties and usage have tests of their own."""
    tests = "".join(
        (FOLDER.parent / name).read_text("utf-8")
        for name in ("test_cases.py", "test_money_cases.py", "dunning/test_peers.py")
    )
    run, refused = (set(re.findall(rf'^@{way}\("([a-z_]+)"', tests, re.MULTILINE)) for way in WAYS)
    mine = [kinds for topic, kinds in TOPICS.items() if topic not in {"penalties", "usage"}]
    wrong = {case["like"] for kinds in mine for case in kinds.get("wrong", ())}

    assert {kind for kinds in mine for kind in kinds} == run | {"wrong"}
    assert refused == {
        kind
        for kinds in mine
        for kind, cases in kinds.items()
        for case in cases
        if case["id"] in wrong and kind != "wrong"
    }


@pytest.mark.parametrize("topic", TOPICS)
def test_a_case_has_an_id_of_its_own_and_a_source(topic: str) -> None:
    for kind, cases in TOPICS[topic].items():
        ids = [case["id"] for case in cases]

        assert len(set(ids)) == len(ids), kind
        assert all(case["source"] for case in cases)
        if kind == "wrong":
            known = {case["id"] for each in TOPICS[topic].values() for case in each}
            assert {case["like"] for case in cases} <= known
            assert all(case["why"] for case in cases)
