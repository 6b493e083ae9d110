"""The means of dunning (催缴手段): what may be done, and what is refused by name.

Only lawful means can be named.  Asking for another, such as cutting power, locking lifts or
posting names, is answered by an error that cites the rule and names the lawful way
(:mod:`wuye.law.measures`).

>>> means("registered")
<Means.REGISTERED: 'registered'>
>>> means("lift-card")
Traceback (most recent call last):
wuye.errors.UnlawfulError: measure: 禁止：停用电梯卡或者把电梯卡与缴费挂钩；第944-3条没有列明，\
经“等方式”包括在内（2025-12-08最高人民法院案例，未核实；地方规定有明文）（民法典第944-3条（2021-01-01））: \
'lift-card'; 改为：书面催告并给出合理期限，期满申请支付令、起诉或者仲裁
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from attrs import frozen

from ..errors import UnknownError
from ..law import contact
from ..law.interruptions import Evidence
from ..law.measures import Measure, require_lawful


class Means(Enum):
    """What may be done to be paid, from the lightest to the last."""

    MESSAGE = "message"  # 短信
    WECHAT = "wechat"  # 微信，只发给本人
    EMAIL = "email"  # 电子邮件
    DOOR_NOTICE = "door-notice"  # 门上的温馨提示，不写姓名、房号、金额
    PHONE = "phone"  # 电话
    VISIT = "visit"  # 上门
    LETTER = "letter"  # 书面催告，当面或者投入信箱
    REGISTERED = "registered"  # 挂号信、快递
    LAWYERS_LETTER = "lawyers-letter"  # 律师函
    MEDIATION = "mediation"  # 调解
    PAYMENT_ORDER = "payment-order"  # 支付令
    SUIT = "suit"  # 起诉
    ARBITRATION = "arbitration"  # 仲裁


#: Means by which one goes to law.
TO_LAW = frozenset({Means.PAYMENT_ORDER, Means.SUIT, Means.ARBITRATION})
#: Those of them that 民法典 944-2 names: a demand and a lapsed deadline come first.  It does
#: not name the payment order, for which the rules ask no demand (:mod:`wuye.law.procedure`).
DEMANDED_FIRST = frozenset({Means.SUIT, Means.ARBITRATION})
#: What waits while a check failed, and for approval where people are protected.
FORMAL = TO_LAW | {Means.LAWYERS_LETTER}


@frozen
class About:
    """What is known of a means.

    ``measure`` is what the law calls it, ``channel`` what rules of contact call it (none
    where nobody is contacted); ``proves`` is what it proves when it arrives and proof is
    kept; ``named`` says whether it may name the debtor and an amount.
    """

    measure: Measure
    channel: contact.Channel | None
    proves: Evidence
    named: bool = True


MEANS: Mapping[Means, About] = {
    Means.MESSAGE: About(Measure.SMS, "sms", Evidence.MESSAGE),
    Means.WECHAT: About(Measure.WECHAT, "wechat", Evidence.MESSAGE),
    Means.EMAIL: About(Measure.LETTER, "letter", Evidence.MESSAGE),
    Means.DOOR_NOTICE: About(Measure.PUBLISH_TOTALS, "letter", Evidence.POSTED, named=False),
    Means.PHONE: About(Measure.CALL, "call", Evidence.UNPROVEN),
    Means.VISIT: About(Measure.VISIT, "visit", Evidence.UNPROVEN),
    Means.LETTER: About(Measure.LETTER, "letter", Evidence.SIGNED),
    Means.REGISTERED: About(Measure.LETTER, "letter", Evidence.MESSAGE),
    Means.LAWYERS_LETTER: About(Measure.LETTER, "letter", Evidence.MESSAGE),
    Means.MEDIATION: About(Measure.MEDIATION, None, Evidence.UNPROVEN),
    Means.PAYMENT_ORDER: About(Measure.PAYMENT_ORDER, None, Evidence.UNPROVEN),
    Means.SUIT: About(Measure.LAWSUIT, None, Evidence.UNPROVEN),
    Means.ARBITRATION: About(Measure.ARBITRATION, None, Evidence.UNPROVEN),
}

#: The first day on which all that was read of measures applies; the law of this day is
#: cited unless another is given.
AS_READ = date(2026, 1, 30)


def means(value: Means | str, place: str = "全国", on: date = AS_READ) -> Means:
    """Take a means by its name.

    Raises :class:`~wuye.errors.UnlawfulError`, with the rule and the lawful way, for a
    measure that is prohibited or risky in the place on the day, and
    :class:`~wuye.errors.UnknownError` for what is no means at all, or is what the law calls
    one that has a name of its own here.
    """
    if isinstance(value, Means):
        return value
    try:
        return Means(value)
    except ValueError:
        pass
    try:
        measure = Measure(value)
    except ValueError:
        raise UnknownError(
            "no such means", value, "dunning", f"means: {[each.value for each in Means]}"
        ) from None
    require_lawful(measure, place, on)
    same = [each.value for each in Means if MEANS[each].measure is measure]
    raise UnknownError("a means is told by what goes out", value, "dunning", f"write one of {same}")
