"""民法典, the Civil Code, in force from 1 January 2021: what bears on property fees.

Read word for word; article numbers count paragraphs after a hyphen.  Where a number has
no hyphen the row is about the whole article.

>>> from datetime import date
>>> print(cite("944-3", date(2026, 10, 1)))
民法典第944-3条（2021-01-01）
"""

from __future__ import annotations

from datetime import date

from ..citation import Citation
from .reference import Source, find

SOURCE = Source("民法典", since=date(2021, 1, 1), issued_as="主席令第四十五号")

_LIMITATION = (
    SOURCE.article("137-2", "非对话方式的意思表示到达时生效；数据电文进入指定系统时生效"),
    SOURCE.article("188", "诉讼时效三年，自知道权利受损及义务人之日起；最长二十年"),
    SOURCE.article("189", "约定同一债务分期履行的，自最后一期履行期限届满之日起算", reference=True),
    SOURCE.article("192-1", "诉讼时效期间届满的，义务人可以提出不履行义务的抗辩"),
    SOURCE.article("192-2", "届满后同意履行的不得再抗辩；已经自愿履行的不得请求返还"),
    SOURCE.article("193", "人民法院不得主动适用诉讼时效的规定"),
    SOURCE.article("194-1", "时效期间最后六个月内因障碍不能行使请求权的，诉讼时效中止"),
    SOURCE.article("194-2", "自中止原因消除之日起满六个月，诉讼时效期间届满"),
    SOURCE.article("195", "请求履行、同意履行、起诉或者仲裁等：从中断、程序终结时起重新计算"),
    SOURCE.article("197-1", "时效的期间、计算方法和中止、中断事由由法律规定，约定无效"),
    SOURCE.article("197-2", "对诉讼时效利益的预先放弃无效", reference=True),
    SOURCE.article("198", "仲裁时效没有规定的，适用诉讼时效的规定", reference=True),
    SOURCE.article("199", "撤销权、解除权的存续期间不适用中止、中断和延长", reference=True),
    SOURCE.article("200", "期间按照公历年、月、日、小时计算", reference=True),
    SOURCE.article("201-1", "按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算"),
    SOURCE.article("202", "到期月的对应日为最后一日；没有对应日的，月末日为最后一日"),
    SOURCE.article("203-1", "最后一日是法定休假日的，以休假日结束的次日为最后一日"),
    SOURCE.article("203-2", "期间最后一日的截止时间为二十四时", reference=True),
    SOURCE.article(
        "204", "期间的计算依照本法，法律另有规定或者当事人另有约定的除外", reference=True
    ),
)

_OWNERS = (
    SOURCE.article(
        "273-1", "业主对共有部分享有权利、承担义务，不得以放弃权利为由不履行义务", reference=True
    ),
    SOURCE.article("275-1", "规划车位、车库的归属由当事人以出售、附赠或者出租等方式约定"),
    SOURCE.article("275-2", "占用业主共有道路或者场地停放汽车的车位，属于业主共有"),
    SOURCE.article(
        "278-1", "选聘和解聘物业、使用和筹集维修资金、改建等由业主共同决定", reference=True
    ),
    SOURCE.article("278-2", "三分之二以上面积且人数的业主参与表决；参与者过半数或四分之三同意"),
    SOURCE.article("281", "维修资金属于业主共有；筹集、使用情况应当定期公布", reference=True),
    SOURCE.article("282", "利用共有部分产生的收入，扣除合理成本之后属于业主共有"),
    SOURCE.article("283", "费用分摊有约定按约定，没有约定按专有部分面积所占比例"),
    SOURCE.article("285-1", "接受业主的监督，及时答复业主对物业服务情况提出的询问", reference=True),
    SOURCE.article(
        "286-2", "业主大会、业委会对拒付物业费等行为有权请求停止侵害、赔偿损失", reference=True
    ),
    SOURCE.article(
        "287", "业主对物业服务企业侵害自己合法权益的行为，有权请求承担民事责任", reference=True
    ),
    SOURCE.article("307", "因共有的不动产产生的债务，共有人对外承担连带债务，另有规定的除外"),
)

_CONTRACTS = (
    SOURCE.article("496", "格式条款：应当提示、说明与对方有重大利害关系的条款", reference=True),
    SOURCE.article("497", "不合理地加重对方责任、限制对方主要权利的格式条款无效", reference=True),
    SOURCE.article("498", "格式条款有两种以上解释的，作不利于提供方的解释", reference=True),
    SOURCE.article("509-2", "遵循诚信原则，履行通知、协助、保密等义务", reference=True),
    SOURCE.article(
        "510", "没有约定或者约定不明确的，协议补充，不成的按相关条款或者交易习惯", reference=True
    ),
    SOURCE.article("511-4", "履行期限不明确的，可以随时履行、随时请求，但应当给必要的准备时间"),
    SOURCE.article(
        "525", "没有先后顺序的，同时履行；对方履行不符合约定可拒绝相应的请求", reference=True
    ),
    SOURCE.article("526", "应当先履行的一方未履行的，后履行一方有权拒绝其履行请求", reference=True),
    SOURCE.article("560", "数项债务：债务人指定；未指定的到期、少担保、负担重、先到期、按比例"),
    SOURCE.article("561", "一项债务内：实现债权的费用、利息、主债务，另有约定的除外"),
    SOURCE.article("577", "不履行或者履行不符合约定的，继续履行、采取补救措施或者赔偿损失"),
    SOURCE.article("579", "未支付价款、报酬或者其他金钱债务的，对方可以请求其支付", reference=True),
    SOURCE.article("580", "非金钱债务不能请求履行的情形", reference=True),
    SOURCE.article(
        "582", "履行不符合约定的，可以合理选择请求减少价款或者报酬等违约责任", reference=True
    ),
    SOURCE.article("583", "履行义务或者补救后，对方还有其他损失的，应当赔偿"),
    SOURCE.article("584", "损失赔偿包括可得利益，不超过订立合同时预见到或者应当预见到的损失"),
    SOURCE.article("585", "可以约定违约金；过分高于损失的，可以请求适当减少"),
    SOURCE.article("585-1", "可以约定一定数额的违约金，也可以约定损失赔偿额的计算方法"),
    SOURCE.article("585-2", "过分高于损失的，法院或者仲裁机构可以根据当事人的请求适当减少"),
    SOURCE.article("585-3", "支付迟延履行违约金后，还应当履行债务"),
    SOURCE.article(
        "591", "一方违约后，对方没有防止损失扩大的，不得就扩大的损失请求赔偿", reference=True
    ),
    SOURCE.article("592", "都违反合同的各自承担责任；对损失有过错的可以减少赔偿额", reference=True),
    SOURCE.article(
        "654", "逾期不支付电费的，供电人经催告、事先通知可以按程序中止供电", reference=True
    ),
    SOURCE.article("656", "供用水、气、热力合同参照供用电合同的规定", reference=True),
    SOURCE.article("676", "借款人未按期返还借款的，支付逾期利息：只适用于借款", reference=True),
)

_PROPERTY_SERVICE = (
    SOURCE.article(
        "937", "物业服务合同：提供维修养护、环境卫生、秩序维护，业主支付物业费", reference=True
    ),
    SOURCE.article(
        "938-2", "公开作出的有利于业主的服务承诺，为物业服务合同的组成部分", reference=True
    ),
    SOURCE.article(
        "939", "前期物业服务合同和业委会订立的合同，对业主具有法律约束力", reference=True
    ),
    SOURCE.article("940", "前期合同期限届满前，新物业服务合同生效的，前期合同终止"),
    SOURCE.article("941", "不得将全部物业服务转委托，或者支解后分别转委托给第三人", reference=True),
    SOURCE.article("942", "妥善维修、养护、清洁、绿化，维护秩序，保护业主人身、财产安全"),
    SOURCE.article("943", "定期公开服务、负责人员、质量、收费、履行、维修资金和共有部分收益"),
    SOURCE.article("944-1", "业主应当支付物业费，不得以未接受或者无需接受服务为由拒付"),
    SOURCE.article(
        "944-2", "逾期不付的，可以催告其在合理期限内支付；期满仍不付的，可以起诉或者仲裁"
    ),
    SOURCE.article("944-3", "不得采取停止供电、供水、供热、供燃气等方式催交物业费"),
    SOURCE.article(
        "945", "装饰装修应当事先告知；转让、出租、设立居住权应当及时告知", reference=True
    ),
    SOURCE.article(
        "946-1", "解聘物业服务人应当提前六十日书面通知，合同另有约定的除外", reference=True
    ),
    SOURCE.article("947-2", "物业服务人不同意续聘的，应当提前九十日书面通知", reference=True),
    SOURCE.article(
        "948", "期满未决定而继续服务的，原合同继续有效，不定期；解除提前六十日通知", reference=True
    ),
    SOURCE.article("949-2", "违反退出、交接义务的，不得请求支付合同终止后的物业费"),
    SOURCE.article("950", "接管之前继续处理物业服务事项的，可以请求支付该期间的物业费"),
)

_PERSONS = (
    SOURCE.article("1024", "名誉权：不得以侮辱、诽谤等方式侵害他人的名誉权", reference=True),
    SOURCE.article(
        "1032", "隐私权：不得以刺探、侵扰、泄露、公开等方式侵害他人的隐私权", reference=True
    ),
    SOURCE.article("1033", "不得以电话、短信、即时通讯工具等方式侵扰他人的私人生活安宁"),
    SOURCE.article("1034", "住址、电话号码等是个人信息，受法律保护"),
    SOURCE.article("1035", "处理个人信息应当合法、正当、必要，不得过度处理"),
    SOURCE.article(
        "1036-3", "为维护公共利益或者该自然人合法权益合理实施的，不承担民事责任", reference=True
    ),
    SOURCE.article("1038", "不得泄露个人信息；未经同意不得向他人非法提供"),
    SOURCE.article("1161-1", "继承人以所得遗产实际价值为限清偿债务，自愿偿还的不在此限"),
    SOURCE.article("1161-2", "放弃继承的，对被继承人的债务可以不负清偿责任"),
)

ARTICLES = (*_LIMITATION, *_OWNERS, *_CONTRACTS, *_PROPERTY_SERVICE, *_PERSONS)


def cite(number: str, on: date) -> Citation:
    """Cite an article as it applies on a day."""
    return find(ARTICLES, number, on)
