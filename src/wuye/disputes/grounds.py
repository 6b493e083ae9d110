"""Grounds of a dispute (异议理由), as data: what each needs shown, and what to say.

A resident is answered in four steps: calm, confirm the point, show evidence, resolve
(安抚、核实、出示、解决).  Each ground has a sentence for each, to be said to a resident.  A
host that knows more grounds passes a longer tuple.

>>> ground = find_ground("vacant")
>>> ground.zh, [str(cite) for cite in ground.cites(date(2026, 10, 1))]
('房屋空置', ['民法典第944-1条（2021-01-01）'])
>>> [EVIDENCE[kind] for kind in ground.needs]
['物业服务合同', '减免规定及公示', '服务履行记录']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from attrs import field, frozen

from ..citation import Citation
from ..errors import UnknownError
from ..evidence import KINDS
from ..law import civil_code, interpretations, property_regulations

#: Kinds of evidence (证据种类) that answer a dispute, and their names.
EVIDENCE: Mapping[str, str] = {code: kind.name for code, kind in KINDS.items()}


@frozen
class Ground:
    """Why something is disputed, the evidence that answers it, and how to go about it.

    ``zh`` and ``en`` are its names; ``needs`` are kinds of :data:`EVIDENCE`, or the host's
    own; ``law`` are places in the tables of the law, for :meth:`cites`.
    """

    code: str
    zh: str
    en: str
    needs: tuple[str, ...] = field(converter=tuple[str, ...])
    calm: str = field(kw_only=True, repr=False)  # 安抚
    confirm: str = field(kw_only=True, repr=False)  # 核实
    show: str = field(kw_only=True, repr=False)  # 出示
    resolve: str = field(kw_only=True, repr=False)  # 解决
    law: tuple[tuple[str, str], ...] = field(kw_only=True, default=(), repr=False)

    @property
    def steps(self) -> tuple[str, str, str, str]:
        """What to say: calm, confirm the point, show evidence, resolve."""
        return self.calm, self.confirm, self.show, self.resolve

    def cites(self, on: date) -> tuple[Citation, ...]:
        """What the law says of it on a day.

        Raises :class:`~wuye.errors.NotInForceError` for a day before it applied.
        """
        return tuple(_cite(*place, on) for place in self.law)


def _cite(source: str, number: str, on: date) -> Citation:
    if source == "civil-code":
        return civil_code.cite(number, on)
    if source == "property":
        return interpretations.cite("property", number, on)
    return property_regulations.cite(cast("property_regulations.Key", source), number, on)


def find_ground(code: str, grounds: Iterable[Ground] | None = None) -> Ground:
    """Find a ground among :data:`GROUNDS`, or a host's own.

    Raises :class:`~wuye.errors.UnknownError` for one that is not there.
    """
    known = {ground.code: ground for ground in (GROUNDS if grounds is None else grounds)}
    if code not in known:
        raise UnknownError("no such ground", code, "disputes", f"grounds: {list(known)}")
    return known[code]


GROUNDS: tuple[Ground, ...] = (
    Ground(
        "amount",
        "金额有误",
        "the amount is wrong",
        ("bill", "working", "schedule", "publication", "contract"),
        calm="您对金额有疑问，我们马上和您一起核对。",
        confirm="请告诉我们是哪一项、您认为应当是多少。",
        show="这是这一项的单价、数量和计算过程，每一步都可以自己算一遍。",
        resolve="算错的部分当场更正，对应的违约金一并取消；没有算错的，我们书面答复您。",
        law=(("marking", "15"), ("civil-code", "943")),
    ),
    Ground(
        "area",
        "面积有误",
        "the area is wrong",
        ("area", "contract", "working"),
        calm="面积关系到每个月的费用，我们认真核对。",
        confirm="请提供产权证或者测绘报告，我们和登记的计费面积比对。",
        show="这是合同约定的计费面积，以及我们登记时依据的材料。",
        resolve="面积登记错误的，从开始收费之日起逐月更正，多收的退还或者抵以后的费用。",
        law=(("regulations", "40"),),
    ),
    Ground(
        "reading",
        "读数有误",
        "the meter reading is wrong",
        ("reading", "meter-check", "working"),
        calm="用量突然变化确实让人疑惑，我们和您一起查。",
        confirm="请和我们约个时间，一起到现场看表、记下读数。",
        show="这是上期和本期的抄表记录和照片。",
        resolve="读错的按正确读数重算；怀疑表不准的送检，按检验结果重算。",
        law=(("regulations", "44"),),
    ),
    Ground(
        "share-not-published",
        "公摊未公示",
        "the shared cost was not published",
        ("disclosure", "cost", "working"),
        calm="公摊费用应当让每一户看得明白，您提得对。",
        confirm="我们核对这一期是否公示、在哪里公示、公示了哪些内容。",
        show="这是总费用单据、参加分摊的户数和面积，以及您家的一份。",
        resolve="没有公示的先补公示，您核对以后再交；分错的更正。",
        law=(("civil-code", "943"), ("civil-code", "283")),
    ),
    Ground(
        "charged-twice",
        "重复收费",
        "charged twice",
        ("bill", "working", "payment"),
        calm="同一项费用不会让您交两次，我们马上查。",
        confirm="请指出是哪两笔，我们核对收费项目和期间。",
        show="这是这两笔的收费项目、服务期间和收款记录。",
        resolve="确属重复的，取消一笔，已经交的退还。",
        law=(("property", "2"),),
    ),
    Ground(
        "rate-without-vote",
        "标准未经表决",
        "the rate was changed without a vote",
        ("votes", "contract", "schedule", "publication"),
        calm="收费标准的变化应当有依据，您有权了解。",
        confirm="我们核对现行标准从哪一天起执行、依据是什么。",
        show="这是合同条款、表决记录和公示材料。",
        resolve="没有依据的，按原标准重算，多收的退还。",
        law=(("property", "2"), ("marking", "8")),
    ),
    Ground(
        "service-not-given",
        "服务不到位",
        "the service was not given",
        ("service", "contract"),
        calm="服务没有做好，先向您致歉，并请您说说具体情况。",
        confirm="请告诉我们是哪一项服务、什么时间、什么地点，我们到现场看。",
        show="这是合同约定的服务标准和当时的服务记录。",
        resolve="确有不足的，限期整改，并就这一项协商减收；其余费用仍应当按约定交纳。",
        law=(("civil-code", "577"), ("civil-code", "944-1")),
    ),
    Ground(
        "not-handed-over",
        "尚未交付",
        "the unit was not handed over",
        ("hand-over", "contract"),
        calm="还没有收房就收到账单，我们先帮您查清楚。",
        confirm="请告诉我们您什么时候收到交房通知、什么时候验收签字。",
        show="这是交付通知和签收记录，合同约定的开始收费之日在这里。",
        resolve="交付以前的费用由建设单位承担，已经向您开出的账单取消。",
        law=(("regulations", "41-2"), ("charges", "16")),
    ),
    Ground(
        "vacant",
        "房屋空置",
        "the unit stands empty",
        ("contract", "waivers", "service"),
        calm="房子空着还要交费，您的心情我们理解。",
        confirm="请告诉我们从哪一天起空置，我们核对本地和合同有没有减免的约定。",
        show="小区的保洁、秩序和设备维护是为全体业主做的，这是服务记录和合同条款。",
        resolve="有减免约定的，帮您办理；没有约定的，请按约定交纳，可以商量分期。",
        law=(("civil-code", "944-1"),),
    ),
    Ground(
        "already-paid",
        "已经缴费",
        "already paid",
        ("payment", "statement"),
        calm="您已经交过的钱不会再收，我们马上核对。",
        confirm="请告诉我们交费的日期、方式和金额，有回执的请提供。",
        show="这是账户上的收款记录，以及每一笔抵了哪一期。",
        resolve="找到的按实际交费日入账，从那天起不再计算违约金；已经收重的退还。",
        law=(("property", "2"),),
    ),
    Ground(
        "not-the-debtor",
        "并非本人欠费",
        "not the one who owes it",
        ("liability", "bill", "delivery"),
        calm="不是您的费用不会让您交，请放心。",
        confirm="请告诉我们过户、租赁的日期和约定，我们核对这一期由谁交。",
        show="这是登记的产权、租赁信息和账单的期间。",
        resolve="登记错的，账单转给应当交的人；约定由使用人交的，先向使用人收。",
        law=(("regulations", "41-1"),),
    ),
    Ground(
        "time-barred",
        "超过诉讼时效",
        "barred by time",
        ("demand", "interruption", "bill"),
        calm="时间久的账单，我们和您一起看清楚。",
        confirm="我们核对每一期的到期日，以及这些年送达过的催告。",
        show="这是各期到期日、催告记录和送达凭证。",
        resolve="时效届满的，您可以不交，我们不再催；您愿意交的，我们照收并开票。",
        law=(("civil-code", "188"), ("civil-code", "192-1")),
    ),
)
