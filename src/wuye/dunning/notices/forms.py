"""Forms (表单): records of a visit and a talk, the receipt for a paper, the agreement on instalments."""

from __future__ import annotations

from .letters import ANNEX
from .template import Part, Table, Template, given, heading

_LINE = "＿" * 12

_CHECKED: tuple[Part | str, ...] = (
    "本次要核对的费用：",
    "{lines}",
    given("penalty", "其中违约金{penalty}元，依据{clause}。"),
    given("credit", "预存款{credit}元已经先扣除。"),
    "合计{total}元（{capitals}）。",
    given("disputed", "正在处理的部分没有列入，不谈。"),
    given("service_record", "带上这段时间的服务记录，问到服务就一件一件讲。"),
    given("offers", "可以提供：{offers}。"),
)
VISIT = Template(
    "上门沟通",
    "上门记录",
    [
        "{project}　{units}　{name}",
        "上门时间以{hours}之间为宜，两人同行，佩戴工牌，不进屋；对方不方便的，另约时间。",
        *_CHECKED,
        Table(
            ["项目", "记录"],
            [
                ("到达、离开时间", _LINE),
                ("上门人员（两人）", _LINE),
                ("见到的人", "□ 本人　□ 同住成年家属　□ 其他人（不谈费用）　□ 无人"),
                ("对方的原话", _LINE),
                ("没有缴纳的原因", _LINE),
                ("反映的问题，是否登记投诉", _LINE),
                ("出示和留下的材料", _LINE),
                ("约定：金额、日期、方式", _LINE),
                ("下次联系的时间和方式", _LINE),
                ("是否要求不再上门", "□ 否　□ 是（以后改用书面）"),
            ],
        ),
        "记录人：＿＿＿＿　日期：＿＿＿＿",
        *ANNEX,
    ],
)
TALK = Template(
    "经理面谈",
    "面谈记录",
    [
        "{project}　{units}　{name}",
        "由经理约请，时间和地点由对方定，以{hours}之间为宜；先听对方讲，再谈办法。",
        *_CHECKED,
        Table(
            ["项目", "记录"],
            [
                ("时间、地点", _LINE),
                ("参加人", _LINE),
                ("对方的原话", _LINE),
                ("没有缴纳的原因", _LINE),
                ("反映的问题，由谁处理、何时答复", _LINE),
                ("出示的材料（合同、账单、服务记录）", _LINE),
                ("商定的办法：金额、日期、方式", _LINE),
                ("没有商定的，各自的意见", _LINE),
                ("下次联系的时间和方式", _LINE),
            ],
        ),
        "经理：＿＿＿＿　日期：＿＿＿＿",
        *ANNEX,
    ],
)
RECEIPT = Template(
    "送达回证",
    "送达回证",
    [
        Table(
            ["项目", "内容"],
            [
                ("文书", "{document}"),
                ("编号", "{number}"),
                ("发出单位", "{creditor}"),
                ("受送达人", "{name}"),
                ("房号", "{units}"),
                ("送达方式", "{means}"),
                ("发出日", "{sent_on}"),
            ],
        ),
        "文书所列费用（金额以文书为准）：{periods}，共{total}元（{capitals}）。",
        "{lines}",
        Table(
            ["签收", "填写"],
            [
                ("签收人", "□ 本人　□ 同住的成年家属　□ 书面授权的代收人"),
                ("签名、盖章或者按指印", _LINE),
                ("收到日期", _LINE),
                ("没有签收的原因", "□ 拒收　□ 无人　□ 地址不对　□ 其他"),
                ("其他到达证明（照片、底单、编号）", _LINE),
            ],
        ),
        given("arrived_on", "已于{arrived_on}到达，证明：{evidence}。"),
        "签收只表示收到文书，不表示同意其中的金额。",
        "送达人：＿＿＿＿　见证人：＿＿＿＿",
    ],
)
AGREEMENT = Template(
    "分期协议",
    "分期缴纳协议",
    [
        "甲方：{creditor}",
        "乙方：{name}（{units}）",
        heading("一、费用"),
        "双方核对，到{on}，乙方在{project}还没有缴纳的费用如下：",
        "{lines}",
        given("penalty", "其中违约金{penalty}元，依据{clause}，计算过程见附件。"),
        given("credit", "乙方的预存款{credit}元已经先扣除。"),
        "合计{total}元（{capitals}）。",
        given("disputed", "正在处理的部分（如异议、投诉）不在本协议内。"),
        heading("二、分期"),
        "乙方分{parts_count}期缴纳，最后一期为{last_day}：",
        "{parts}",
        "缴到：{payee}。乙方可以提前缴纳。",
        given("counter", "也可以到柜台缴纳：{counter}。"),
        given("penalty_stops", "协议履行期间，上列费用停止计算违约金。"),
        given("penalty_runs", "协议履行期间，未缴部分按{clause}继续计算违约金，另行列明。"),
        heading("三、双方约定"),
        "乙方按期缴纳的，甲方不就上列费用催缴。",
        "有一期没有缴足的，自这一期到期的次日起本协议的安排不再适用，甲方可以就未缴部分重新催告；\
已经缴纳的照常计算。",
        "乙方对费用或者服务有不同意见的，随时可以提出，不因签署本协议而受影响。",
        "乙方签名表示同意按本协议缴纳上列费用；依据{195}，诉讼时效因此重新计算。请看清这一条再签名。",
        "协议一式两份，各执一份。有疑问请联系{telephone}。",
        "甲方（盖章）：＿＿＿＿　日期：＿＿＿＿",
        "乙方（签名）：＿＿＿＿　日期：＿＿＿＿",
        *ANNEX,
    ],
)
