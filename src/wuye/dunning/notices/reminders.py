"""Reminders (缴费提醒): light papers, each short, none with a consequence.

A message tells neither name nor room: a number may have gone over to another.  It names
the periods and the sum; the lines are in the written notice.
"""

from __future__ import annotations

from .template import Template, given

REMINDER = Template(
    "缴费提醒",
    "缴费提醒",
    [
        "【{project}】您好，{periods}费用{total}元未缴",
        given("penalty", "（含违约金{penalty}元）"),
        given("credit", "（已扣预存{credit}元）"),
        "，方便时请缴。已缴或有疑问请电{telephone}",
        given("at_counter", "，柜台：{counter}"),
        given("offers", "；有困难可申请{offers}"),
        "。",
    ],
    message=True,
)
YEAR_END = Template(
    "年终催缴",
    "年终缴费提醒",
    [
        "【{project}】您好，到{until}还有{days_left}天，{periods}费用{total}元未缴",
        given("penalty", "（含违约金{penalty}元）"),
        given("credit", "（已扣预存{credit}元）"),
        "，方便时请缴。有疑问请电{telephone}",
        given("at_counter", "，柜台：{counter}"),
        given("offers", "；有困难可申请{offers}"),
        "。",
    ],
    message=True,
)
DOOR = Template(
    "温馨提示",
    "温馨提示",
    [
        "各位业主、使用人：",
        "感谢您对{project}物业服务的支持。本期账单已经可以查询，请您方便时看一看。",
        given("until", "到{until}还有{days_left}天，年内缴费的请留意时间。"),
        "还没有收到账单、对金额或者服务有疑问、希望分期的，请打电话{telephone}，我们一项一项为您核对。",
        given("counter", "也可以到柜台：{counter}。"),
        given("ways", "缴费方式：{ways}"),
        "电话、通讯地址有变化的，请一并告诉我们。已经缴费的，请不必理会。",
        "{creditor}",
        "{on}",
    ],
)
HELP = Template(
    "困难帮助",
    "困难帮助",
    [
        "【{project}】您好，得知您近期缴费不便，服务照常。您可以申请{offers}，材料从简。",
        "方便时请电{telephone}。",
    ],
    message=True,
)
HELP_LETTER = Template(
    "困难帮助信",
    "缴费有困难，我们一起想办法",
    [
        "{name}：",
        "您告诉我们近期缴费有困难。服务照常，也不会因为您申请帮助而改变。",
        "到{on}还没有缴纳的费用如下，供您核对：",
        "{lines}",
        given("penalty", "其中违约金{penalty}元，依据{clause}，计算过程附在后面。"),
        given("credit", "您的预存款{credit}元已经先扣除。"),
        "合计{total}元（{capitals}）。",
        "您可以申请{offers}。说明情况就可以；需要材料的，我们再与您商量，材料只用来办理这次申请。",
        given("disputed", "正在处理的部分（如异议、投诉）没有列入，有结果后另行告诉您。"),
        "请联系{telephone}，您方便的时间就可以。",
        given("contact", "联系人：{contact}"),
        given("counter", "柜台：{counter}"),
        "收款账户（需要时）：{payee}",
        "{creditor}",
        "{on}",
        given("annex", "附件　违约金的计算", heading=True),
        given("annex", "{annex}"),
    ],
)
