"""Written demands (书面催告): every line, the whole in capitals, the penalty worked out.

A demand (催缴函, 律师函) gives a period of days from arrival, the reasonable period of
民法典 944-2, and is not written without one; a notice (催缴通知书) gives it where the stage
sets one.  The law asks for a demand and not for writing; in writing is prudence, for proof.
"""

from __future__ import annotations

from .template import Part, Template, given, heading

_LISTED: tuple[Part | str, ...] = (
    "{lines}",
    "未缴本金合计{principal}元。",
    given(
        "penalty", "到{on}的违约金为{penalty}元，依据{clause}，计算过程见附件；此后按约定继续计算。"
    ),
    given("credit", "您的预存款{credit}元已经先扣除。"),
    "应缴{total}元（{capitals}）。",
    given("disputed", "正在处理的部分（如异议、投诉）没有列入，有结果后另行告诉您。"),
)
_TO_PAY: tuple[Part | str, ...] = (
    "收款账户：{payee}",
    given("ways", "缴费方式：{ways}"),
    given("counter", "柜台：{counter}"),
)
_TO_ASK: tuple[Part | str, ...] = (
    "对金额或者服务有不同意见的，请告诉我们，我们逐项核对；没有疑问的部分可以先缴。",
    given("offers", "一次缴清有困难的，可以申请{offers}。"),
    "已经缴纳的，请告诉我们日期和金额，我们马上核对。",
    "联系电话：{telephone}",
    given("contact", "联系人：{contact}"),
)
_SIGNED: tuple[Part | str, ...] = ("{creditor}", "{on}")
ANNEX: tuple[Part | str, ...] = (
    given("annex", "附件　违约金的计算", heading=True),
    given("annex", "{annex}"),
)

NOTICE = Template(
    "催缴通知书",
    "催缴通知书",
    [
        "{name}：",
        "您在{project}的下列费用到{on}还没有缴纳，请您核对：",
        *_LISTED,
        "请您核对后缴纳。",
        given("deadline", "请自收到本通知的次日起{deadline}日内缴纳；这个期限依据{944-2}给出。"),
        *_TO_PAY,
        *_TO_ASK,
        *_SIGNED,
        *ANNEX,
    ],
)
DEMAND = Template(
    "催缴函",
    "催缴函",
    [
        "{name}：",
        "我们为{project}提供物业服务，您应当按约定支付费用（{944-1}）。到{on}\
下列费用还没有缴纳：",
        *_LISTED,
        given("contract", "收费依据：{contract}。"),
        heading("请您在期限内缴纳"),
        "请自收到本函的次日起{deadline}日内缴纳，这是{944-2}所说的合理期限。",
        *_TO_PAY,
        heading("有不同意见，或者一次缴清有困难"),
        "您可以查看合同、收费公示、账单和服务记录，我们也可以上门说明。",
        *_TO_ASK,
        heading("期满仍未缴纳"),
        "期满仍未缴纳，也没有与我们商定办法的，我们可以依据{944-2}向人民法院起诉或者申请仲裁。",
        *_SIGNED,
        *ANNEX,
    ],
)
LAWYER = Template(
    "律师函",
    "律师函",
    [
        "{name}：",
        "{law_office}接受{creditor}（下称委托人）的委托，指派{lawyer}律师，\
就您在{project}未缴的费用致函。",
        "根据委托人提供的账目，到{on}：",
        *_LISTED,
        "您应当按约定支付物业费（{944-1}）。请自收到本函的次日起{deadline}日内缴给委托人，\
这是{944-2}所说的合理期限。",
        *_TO_PAY,
        "您对账目或者服务有不同意见的，请在期限内书面或者电话告诉委托人（{telephone}），并附上您的依据；\
没有疑问的部分可以先缴。",
        given("offers", "一次缴清有困难的，可以向委托人申请{offers}。"),
        "期满仍未缴纳，也没有商定办法的，委托人可以依据{944-2}向人民法院起诉或者申请仲裁。",
        "本函依据委托人提供的材料作出。",
        "{law_office}　{lawyer}律师",
        "{on}",
        *ANNEX,
    ],
)
