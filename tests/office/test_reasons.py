"""Every reason that the library knows has words for the office."""

from __future__ import annotations

from typing import get_args

from wuye.dunning.decisions import Reason as Withheld
from wuye.fees.tariffs.charges import Reason as Skipped
from wuye.office.reasons import REASONS


def test_every_reason_has_words() -> None:
    assert set() == {*get_args(Skipped), *get_args(Withheld)} - set(REASONS)
