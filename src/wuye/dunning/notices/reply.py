"""The reply form (回执) that goes with a letter: why one has not paid, and what is wrong.

Each question and each box has a code that stays the same, so that a form that comes back
can open a complaint or tell the reason; the words may be replaced.

>>> print(boxes(REPLY_FORM[0]).split("　")[0])
□ 忘记了
>>> ticked({"reason": ["service"], "problem": ["电梯"], "call": ["evening"]})["reason"]
('service',)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from ...errors import RuleError
from .template import Table, Template, given, heading


@frozen
class Question:
    """A question of the form; without boxes the answer is free text."""

    code: str
    asks: str
    boxes: tuple[tuple[str, str], ...] = field(default=(), converter=tuple[tuple[str, str], ...])
    several: bool = False


REPLY_FORM: tuple[Question, ...] = (
    Question(
        "reason",
        "还没有缴纳的原因（可以多选）",
        [
            ("forgot", "忘记了"),
            ("moved", "已经搬走、出租或者转让"),
            ("hardship", "近期有困难"),
            ("service", "对服务有意见"),
            ("repair-open", "报修没有解决"),
            ("staff", "对服务态度有意见"),
            ("amount", "对金额有疑问"),
            ("vacant", "房屋空置"),
            ("not-received", "没有收到账单"),
            ("already-paid", "已经缴过"),
            ("other", "其他"),
        ],
        several=True,
    ),
    Question("problem", "哪里没有做好，从什么时候开始"),
    Question("wish", "您希望怎样解决"),
    Question(
        "arrangement",
        "您愿意怎样缴纳",
        [
            ("now", "收到答复后缴清"),
            ("undisputed", "先缴没有疑问的部分"),
            ("instalments", "分期"),
            ("deferral", "缓缴"),
            ("talk", "先谈一谈"),
        ],
    ),
    Question("phone", "联系电话"),
    Question(
        "call",
        "方便联系的时间",
        [
            ("morning", "工作日上午"),
            ("afternoon", "工作日下午"),
            ("evening", "工作日18时至20时"),
            ("weekend", "周末9时至20时"),
        ],
        several=True,
    ),
)


def boxes(question: Question) -> str:
    """The boxes to tick, or room to write."""
    return "　".join(f"□ {words}" for _, words in question.boxes) or "＿" * 16


def form(questions: Iterable[Question] = REPLY_FORM) -> Table:
    """The form as a table to fill in."""
    return Table(["问题", "您的回答"], [(each.asks, boxes(each)) for each in questions])


def ticked(
    answers: Mapping[str, Iterable[str]], questions: Iterable[Question] = REPLY_FORM
) -> dict[str, tuple[str, ...]]:
    """Take a form that came back: question code to box codes, or to the text written.

    Questions without an answer are left out.  Raises :class:`~wuye.errors.RuleError`, with
    all faults together, for codes that the form does not have and for two ticks where one
    is asked for.
    """
    known = {each.code: each for each in questions}
    given_ = {code: tuple(values) for code, values in answers.items()}
    faults = [f"no question {code!r}" for code in given_ if code not in known]
    for code, question in known.items():
        values, allowed = given_.get(code, ()), dict(question.boxes)
        if allowed:
            faults += [f"{code}: no box {value!r}" for value in values if value not in allowed]
        if len(values) > 1 and not question.several:
            faults.append(f"{code}: one answer")
    if faults:
        raise RuleError("not the answers of this form", faults, "reply", f"codes: {list(known)}")
    return {code: given_[code] for code in known if given_.get(code)}


FOLLOW_UP = Template(
    "律师函后函",
    "我们想听听您的情况",
    [
        "{name}：",
        "前些时候您收到一封律师函。寄这封信是想先弄清楚：是什么让您没有缴费，我们哪里没有做好。",
        "到{on}还没有缴纳的费用如下：",
        "{lines}",
        given("penalty", "其中违约金{penalty}元，依据{clause}，计算过程附在后面。"),
        given("credit", "您的预存款{credit}元已经先扣除。"),
        "合计{total}元（{capitals}）。",
        given("disputed", "正在处理的部分（如异议、投诉）没有列入，有结果后另行告诉您。"),
        given(
            "deadline", "请自收到本函的次日起{deadline}日内缴纳或者寄回回执，期限依据{944-2}给出。"
        ),
        "请填好回执交给我们，或者打电话{telephone}。收到后由专人处理您写的问题，并给您答复。",
        given("contact", "联系人：{contact}"),
        given("offers", "一次缴清有困难的，可以申请{offers}。"),
        "收款账户：{payee}",
        given("counter", "柜台：{counter}"),
        "{creditor}",
        "{on}",
        given("annex", "附件　违约金的计算", heading=True),
        given("annex", "{annex}"),
        heading("回执"),
        "{units}　{name}",
        form(),
        "填写人：＿＿＿＿　日期：＿＿＿＿",
    ],
)
