"""Policies to start from: the habit of the trade, and the standard of Beijing.

DB11/T 751-2025 sets, for three grades of service of which the third is the highest: an
answer to a complaint within 4 hours; 15 minutes to an emergency repair; 4, 2 or 1 hours to
answer a request for repair; and the rates of :func:`wuye.disputes.complaints.rates`.  The
rest are habits of the trade: nothing that was read sets them, so they cite nothing.

>>> [(clock.name, str(clock.within)) for clock in DEFAULT.clocks][:2]
[('first-response', '0:15:00'), ('answer', '1 day, 0:00:00')]
>>> print(beijing(3, on=date(2026, 10, 1)).clocks[0].cite)
住宅物业服务标准 DB11/T 751-2025第4.2.3条（2025-10-01）
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from ...errors import UnknownError
from ...law.reference import Certainty, Source, find
from .policy import Clock, Level, Policy, Target
from .transitions import What

Grade = Literal[1, 2, 3]

STANDARD = Source("住宅物业服务标准 DB11/T 751-2025", since=date(2025, 10, 1), issued_as="北京")

ARTICLES = (
    STANDARD.article(
        "4.2.3",
        "设24小时服务渠道，投诉4小时内反馈；反馈及时率不低于80%、90%、95%（一、二、三级）",
        Certainty.OFFICIAL,
    ),
    STANDARD.article(
        "4.2.4",
        "急修15分钟内到场；报修4、2、1小时内响应；回访率不低于50%、70%、90%，"
        "回访满意率不低于70%、80%、90%（一、二、三级）",
        Certainty.OFFICIAL,
    ),
)
#: To ask the resident for something is to have answered.
_RESPONSES: tuple[What, ...] = ("respond", "arrive", "wait")
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
#: Timely feedback, repairs followed up, content when followed up; in percent, by grade.
_RATES = ((80, 50, 70), (90, 70, 80), (95, 90, 90))

#: 15 minutes to the first response and to an emergency, 24 hours to answer an ordinary
#: complaint, 3 times 24 hours for a repair and for the follow-up call.  Habits, no rules.
DEFAULT = Policy(
    "通行做法",
    (
        Clock("first-response", timedelta(minutes=15), _RESPONSES),
        Clock("answer", _DAY, ("finish",), kind="complaint", urgency="ordinary"),
        Clock("attendance", timedelta(minutes=15), ("arrive",), urgency="emergency"),
        Clock("repair", 3 * _DAY, ("finish",), kind="repair"),
        Clock("fast-lane", _DAY, ("finish",), urgency="priority"),
        Clock("follow-up", 3 * _DAY, ("follow-up",), since="finish"),
    ),
    levels=(Level(timedelta(0), "主管"), Level(4 * _HOUR, "项目经理"), Level(_DAY, "总部")),
)


def beijing(grade: Grade, *, on: date) -> Policy:
    """The standard of Beijing for a grade of service (1, 2 or 3), as it applies on a day.

    The standard does not bind by itself; a contract may agree on a grade of it.  Raises
    :class:`~wuye.errors.UnknownError` for another grade and
    :class:`~wuye.errors.NotInForceError` for a day before the standard.
    """
    if grade not in {1, 2, 3}:
        raise UnknownError("no such grade", grade, "complaints.beijing", "give 1, 2 or 3")
    complaints, repairs = (find(ARTICLES, number, on) for number in ("4.2.3", "4.2.4"))
    timely, followed, content = _RATES[grade - 1]
    return Policy(
        f"北京{'一二三'[grade - 1]}级",
        (
            Clock("feedback", 4 * _HOUR, _RESPONSES, kind="complaint", cite=complaints),
            Clock(
                "response", (4, 2, 1)[grade - 1] * _HOUR, _RESPONSES, kind="repair", cite=repairs
            ),
            Clock(
                "attendance",
                timedelta(minutes=15),
                ("arrive",),
                kind="repair",
                urgency="emergency",
                cite=repairs,
            ),
        ),
        targets=(
            Target("timely", "complaint", timely, "feedback", cite=complaints),
            Target("followed-up", "repair", followed, cite=repairs),
            Target("satisfied", "repair", content, cite=repairs),
        ),
    )
