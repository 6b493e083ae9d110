"""Kinds of evidence (证据种类): what each proves, why it matters, where it is to be had.

>>> KINDS["delivery"].name, KINDS["delivery"].how[:4]
('账单送达记录', '补送账单')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from attrs import frozen

from ..citation import Citation
from ..law import civil_code, civil_procedure, interpretations, property_regulations

Kind = Literal[
    "contract",
    "due-clause",
    "penalty-clause",
    "liability",
    "schedule",
    "publication",
    "bill",
    "working",
    "area",
    "reading",
    "meter-check",
    "disclosure",
    "cost",
    "service",
    "delivery",
    "demand",
    "interruption",
    "correspondence",
    "address",
    "penalty",
    "payment",
    "statement",
    "votes",
    "hand-over",
    "waivers",
]

#: What a line has to rest on before a kind has anything to say about it.
Nature = Literal["", "area", "reading", "share", "penalty"]


@frozen
class Needed:
    """A kind of evidence: what it is called and proves, and, where it is missing, what then.

    ``why`` says what is at stake without it and ``how`` where to get it; ``law`` cites what
    asks for it, see :meth:`cites`.  ``of`` is what a line must rest on for it to be of use: a charge by
    area needs no meter reading.
    """

    name: str
    proves: str
    why: str
    how: str
    law: Callable[[date], tuple[Citation, ...]] | None = None
    of: Nature = ""

    def cites(self, on: date) -> tuple[Citation, ...]:
        """What asks for it, as of a day."""
        return self.law(on) if self.law else ()


#: In the order in which exhibits are numbered.
KINDS: Mapping[Kind, Needed] = {
    "contract": Needed(
        "物业服务合同",
        "双方的物业服务合同关系、服务内容和收费标准",
        "没有合同，收费没有约定的依据",
        "从合同档案调取全本和附件；前期合同附备案，业委会选聘的附业主大会决定",
        lambda on: (civil_code.cite("944-1", on),),
    ),
    "due-clause": Needed(
        "交费期限条款",
        "交费的期限，从哪一日起逾期",
        "没有约定期限的，催告给予的时间届满前不算逾期",
        "摘录合同中关于交费时间的条款，注明条号",
        lambda on: (civil_code.cite("511-4", on),),
    ),
    "penalty-clause": Needed(
        "违约金条款",
        "逾期付款违约金的约定",
        "没有约定，不得收取违约金",
        "摘录合同中的违约金条款，注明条号，附提示、说明该条款的材料",
        lambda on: (civil_code.cite("585-1", on),),
        "penalty",
    ),
    "liability": Needed(
        "业主身份材料",
        "对方是应当交费的人，以及从哪一日起",
        "不能证明对方应当交费的，请求会被驳回",
        "调取交接记录、买卖合同，或者依法查询不动产登记",
        lambda on: (property_regulations.cite("regulations", "41-1", on),),
    ),
    "schedule": Needed(
        "收费标准",
        "账单所用的项目、单价和计算办法",
        "不能说明单价从何而来",
        "打印账单所属期间执行的收费标准公示表",
        lambda on: (property_regulations.cite("charges", "8", on),),
    ),
    "publication": Needed(
        "收费标准公示记录",
        "收费项目和标准在服务期间开始时已经公示",
        "收费项目和标准应当公示；没有公示的，业主可以据此抗辩",
        "查找公示的照片、平台发布记录；从未公示的，先补公示，以前的期间如实说明",
        lambda on: (property_regulations.cite("charges", "8", on),),
    ),
    "bill": Needed(
        "账单",
        "收费的项目、期间、金额和交费期限",
        "不能说明收的是什么",
        "从系统打印账单",
    ),
    "working": Needed(
        "计算过程",
        "每项金额怎样算出，可以逐项复算",
        "金额不能复核",
        "从系统打印计算过程",
    ),
    "area": Needed(
        "面积依据",
        "计费面积",
        "按面积收取的金额，面积有争议时不能确认",
        "调取不动产权证书、测绘成果或者合同载明的面积；必要时共同复测",
        of="area",
    ),
    "reading": Needed(
        "抄表读数",
        "用量的起止读数、日期和抄表方式",
        "用量没有根据；估抄的读数只是推算",
        "调取抄表记录和照片；估抄的，约业主到场补抄",
        of="reading",
    ),
    "meter-check": Needed(
        "表计校核记录",
        "表计准确，或者误差多少",
        "业主对读数有异议的，没有校核不能确认",
        "约业主到场核对读数，送有资质的机构检定",
        of="reading",
    ),
    "disclosure": Needed(
        "公摊费用公示",
        "公摊费用的总额、分摊办法和各户份额，并且已经公示",
        "公摊未公示的，业主不能核对，常以此拒付",
        "打印当期公摊费用公示，附张贴照片或者平台发布记录",
        lambda on: (civil_code.cite("943", on), civil_code.cite("283", on)),
        "share",
    ),
    "cost": Needed(
        "公摊费用票据",
        "分摊的总额是实际发生的",
        "总额没有根据",
        "向财务调取供电、供水等单位的发票、结算单和付款凭证",
        of="share",
    ),
    "service": Needed(
        "服务履行记录",
        "已经按照约定提供服务",
        "业主常以服务不到位抗辩；已按约定服务的，不得以未接受服务为由拒付",
        "整理保洁、巡查、维修、绿化的台账和照片，按所欠期间归档",
        lambda on: (civil_code.cite("944-1", on),),
    ),
    "delivery": Needed(
        "账单送达记录",
        "账单哪一日以什么方式到达对方",
        "账单没有送达的，对方可以称不知情，异议期限也没有起算",
        "补送账单，由本人签收，或者寄挂号信、快递并保存底单",
        lambda on: (civil_code.cite("137-2", on),),
    ),
    "demand": Needed(
        "催告文书和送达证明",
        "已经催告、写明各期欠费，并给了合理期限",
        "没有催告的不能起诉；没有写明的期间，时效不中断",
        "发出逐期写明金额的催告文书，签收或者用能证明到达的方式送达，等期限届满",
        lambda on: (
            civil_code.cite("944-2", on),
            interpretations.cite("limitation", "8-1", on),
            interpretations.cite("limitation", "9", on),
        ),
    ),
    "interruption": Needed(
        "时效中断材料",
        "对方同意履行，或者已经起诉、申请调解等",
        "诉讼时效可能届满",
        "查找还款承诺、分期协议、调解记录",
        lambda on: (civil_code.cite("195", on),),
    ),
    "correspondence": Needed(
        "异议和往来函件",
        "对方提出了什么，何时提出，怎样答复",
        "异议的内容和日期无法确定，答复期限从收到起算",
        "从前台、客服系统调取异议登记、聊天记录和答复",
        lambda on: (civil_procedure.cite("evidence", "15-2", on),),
    ),
    "address": Needed(
        "送达地址",
        "支付令能够送达债务人",
        "不能送达的，法院不发支付令",
        "调取合同约定的送达地址，或者请业主填写送达地址确认书",
        lambda on: (civil_procedure.cite("procedure", "225", on),),
    ),
    "penalty": Needed(
        "违约金计算",
        "违约金按条款逐段计算的金额",
        "违约金的请求没有计算依据",
        "从系统打印违约金明细",
        lambda on: (civil_code.cite("585-1", on),),
        "penalty",
    ),
    "payment": Needed(
        "收款记录",
        "已付多少，抵充了哪些项目",
        "不能说明已付的款项用在何处",
        "请对方出示付款凭证，与银行流水和收款记录逐笔核对",
    ),
    "statement": Needed(
        "对账单",
        "期间内的应收、实收和余额",
        "余额从何而来无法核对",
        "从系统打印对账单",
    ),
    "votes": Needed(
        "业主共同决定的表决记录",
        "收费标准的变化经业主共同决定",
        "不能说明标准为什么变化",
        "向业主委员会调取表决结果的公告和统计",
    ),
    "hand-over": Needed(
        "交付通知和签收记录",
        "房屋哪一日交付，从哪一日起由谁交费",
        "不能说明从哪一日起由业主交费",
        "向建设单位调取交付通知、验收和签收记录",
        lambda on: (property_regulations.cite("regulations", "41-2", on),),
    ),
    "waivers": Needed(
        "减免规定及公示",
        "有没有减免的约定，条件是什么",
        "不能说明为什么减免或者不减免",
        "调取合同条款、业主大会决定或者公示的减免办法",
    ),
}
