"""Ways of dunning that the trade teaches (催缴做法), as policies to use or to change.

What is taught names steps and rough times.  Where it is silent, the number here is a choice
of this library and not of the trade; each policy says which.  Nothing in it is law but the
demand before a suit: 民法典 944-2 asks for a reasonable period and names no number of days.
The fifteen days given here are the least of what practice calls reasonable.

Going to law is never proposed without a person's approval, and whom a letter, a call or a
visit may reach is still checked like everything else.

>>> [(stage.name, stage.when.days) for stage in THIRTY_DAYS.stages]
[('缴费提醒', 1), ('催缴通知书', 8), ('电话沟通', 16), ('催缴函', 31), ('申请支付令', 61)]

A policy is a value: what a company does otherwise is written over it.

>>> from attrs import evolve
>>> evolve(THIRTY_DAYS, minimum="50.00", quiet=True).minimum
Money('50.00')
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from .policy import Policy, Stage, When

#: What a demand gives to pay, in days from its arrival: the least that practice calls
#: reasonable, an inference (:mod:`wuye.law.procedure`).
REASONABLE = 15

#: Early in the evening, when people are home from work and not yet at rest.
_EVENING = (time(18), time(20))

#: 先短信后书面: a message from the first day overdue, a letter from the sixteenth, each week.
MESSAGE_THEN_LETTER = Policy(
    "先短信后书面",
    [
        Stage("缴费提醒", When(days=1), ["message"], attempts=None),
        Stage("催缴通知书", When(days=16), ["letter"], attempts=None),
    ],
)

#: 三十日四步法.  Taught: from the first to the seventh day overdue a friendly message; from
#: the eighth to the fifteenth a written notice that mentions the penalty and offers to
#: defer; from the sixteenth to the thirtieth a call that learns the reason and agrees
#: instalments or a deferral; then a formal letter with a deadline; then the law.
#: Chosen: two calls, a week apart; the formal letter by registered post, its arrival
#: proved; the payment order a month after it, and a suit where it cannot be had.
THIRTY_DAYS = Policy(
    "三十日四步法",
    [
        Stage("缴费提醒", When(days=1), ["message", "wechat", "email"]),
        Stage("催缴通知书", When(days=8), ["letter", "registered"], offers=["deferral"]),
        Stage(
            "电话沟通",
            When(days=16),
            ["phone", "visit"],
            attempts=2,
            offers=["instalments", "deferral"],
        ),
        Stage(
            "催缴函", When(days=31), ["registered", "letter"], proof="proved", deadline=REASONABLE
        ),
        Stage("申请支付令", When(days=61), ["payment-order", "suit"], approved=True),
    ],
)

#: 三次催缴.  Taught: a reminder soon after the period; a call that brings a plan to whoever
#: is short of money and the service record to whoever is unhappy; a formal letter with
#: amount, days, consequences and proof; the law as the last resort.
#: Chosen: the reminder on the third day, when money paid on the last one has been booked;
#: the call on the fifteenth, again after a week; the letter on the thirtieth; the law on
#: the sixtieth.
THREE_NOTICES = Policy(
    "三次催缴",
    [
        Stage("缴费提醒", When(days=3), ["message", "wechat", "email"]),
        Stage(
            "电话沟通",
            When(days=15),
            ["phone", "visit"],
            attempts=2,
            offers=["instalments", "service-record"],
        ),
        Stage(
            "催缴函", When(days=30), ["registered", "letter"], proof="proved", deadline=REASONABLE
        ),
        Stage("申请支付令", When(days=60), ["payment-order", "suit"], approved=True),
    ],
)

#: 四段催缴.  Taught: under one month overdue a message and a notice on the door that names
#: nobody; from one to three months a call, then a visit at a suitable hour; over three
#: months a formal demand that is signed for, then a talk with the manager; then the law.
#: Chosen: a stretch begins on the day that ends the one before, so three months to the day
#: are in the third; the door notice on the fifteenth day; the visit a month after the call,
#: between 18:00 and 20:00; the manager asks for a talk when the days that the demand gives
#: are over; the law from the fifth month.
FOUR_PERIODS = Policy(
    "四段催缴",
    [
        Stage("缴费提醒", When(days=1), ["message", "wechat", "email"]),
        Stage("温馨提示", When(days=15), ["door-notice"]),
        Stage(
            "电话沟通", When(months=1), ["phone"], attempts=2, offers=["instalments", "deferral"]
        ),
        Stage(
            "上门沟通",
            When(months=2),
            ["visit", "phone"],
            offers=["instalments", "service-record"],
            hours=_EVENING,
        ),
        Stage(
            "催缴函", When(months=3), ["letter", "registered"], proof="proved", deadline=REASONABLE
        ),
        Stage(
            "经理面谈",
            When(months=3, after=REASONABLE + 1),
            ["visit", "phone"],
            offers=["instalments", "deferral"],
        ),
        Stage("申请支付令", When(months=5), ["payment-order", "suit"], approved=True),
    ],
)

#: 律师函四步.  Taught: a demand; a lawyer's letter; after it a letter that asks for reasons
#: and problems and brings a form to reply; a campaign at the end of the year that tells how
#: many days are left.
#: Chosen: the demand on the thirtieth day, its arrival proved; the lawyer's letter on the
#: sixtieth; the letter after it when the days that the lawyer gave are over; the campaign in
#: December, twice, two weeks apart.  It ends there: the law is for a person to think of.
LETTER_SERIES = Policy(
    "律师函四步",
    [
        Stage(
            "催缴函", When(days=30), ["registered", "letter"], proof="proved", deadline=REASONABLE
        ),
        Stage("律师函", When(days=60), ["lawyers-letter"], deadline=REASONABLE),
        Stage(
            "律师函后函",
            When(days=60, after=REASONABLE + 1),
            ["registered", "letter"],
            offers=["reply-form", "instalments", "help"],
        ),
        Stage(
            "年终催缴",
            When(days=90, year_end=31),
            ["message", "wechat", "email", "letter"],
            attempts=2,
            every=14,
            offers=["instalments"],
        ),
    ],
)

#: By the name under which a host may keep its choice.
PRESETS: Mapping[str, Policy] = {
    "message-then-letter": MESSAGE_THEN_LETTER,
    "thirty-days": THIRTY_DAYS,
    "three-notices": THREE_NOTICES,
    "four-periods": FOUR_PERIODS,
    "letter-series": LETTER_SERIES,
}
