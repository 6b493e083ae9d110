"""Proof of service (送达回证): that a paper went to somebody, and how one knows.

The receipt is a form for who takes the paper in; when it came back, it also says on which
day the paper arrived.  Who may take it in is told in 诉讼时效规定 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from ...errors import PeriodError, RuleError
from ...explain import Language
from ...format import day
from ...law.interruptions import Evidence
from ..events import Delivered, Sent
from ..means import Means
from .demands import Demand
from .template import Table

#: means -> what a paper calls it in Chinese and English
MEANS_WORDS: Mapping[Means, tuple[str, str]] = {
    Means.MESSAGE: ("短信", "text message"),
    Means.WECHAT: ("微信（本人）", "WeChat, to the debtor alone"),
    Means.EMAIL: ("电子邮件", "e-mail"),
    Means.DOOR_NOTICE: ("张贴温馨提示", "notice on the door, naming nobody"),
    Means.PHONE: ("电话", "telephone"),
    Means.VISIT: ("上门", "visit"),
    Means.LETTER: ("当面送交", "by hand"),
    Means.REGISTERED: ("挂号信或者快递", "registered mail"),
    Means.LAWYERS_LETTER: ("律师函（挂号信或者快递）", "lawyer's letter by registered mail"),
    Means.MEDIATION: ("调解", "mediation"),
    Means.PAYMENT_ORDER: ("支付令", "payment order"),
    Means.SUIT: ("起诉", "lawsuit"),
    Means.ARBITRATION: ("仲裁", "arbitration"),
}
EVIDENCE_WORDS: Mapping[Evidence, tuple[str, str]] = {
    Evidence.SIGNED: ("签名、盖章或者按指印", "signed for"),
    Evidence.DELIVERED: ("未签收，有其他到达证明", "not signed for, arrival proved otherwise"),
    Evidence.MESSAGE: ("信件或者数据电文的到达记录", "record of a letter or message arriving"),
    Evidence.ANNOUNCED: ("媒体公告", "announced in the press"),
    Evidence.RECORD: ("法院、仲裁或者调解机构的文书", "record of a court, arbitrator or mediator"),
    Evidence.POSTED: ("张贴，不能证明到达", "posted, which proves no arrival"),
    Evidence.GROUP: ("群公告，不能证明到达", "told to a group, which proves no arrival"),
    Evidence.UNPROVEN: ("没有留下证明", "no proof kept"),
}


@frozen
class Service:
    """A paper that was sent, and its arrival if it is known."""

    demand: Demand
    sent: Sent
    arrived: Delivered | None = None
    template: str = field(default="送达回证", kw_only=True)

    def __attrs_post_init__(self) -> None:
        place = f"service of {self.sent.id}"
        strange = set(self.sent.items) ^ set(self.demand.action.items)
        if strange:
            raise RuleError(
                "the paper names other items", sorted(strange), place, "give its demand"
            )
        if self.arrived is not None and self.arrived.notice != self.sent.id:
            raise RuleError("another paper arrived", self.arrived.notice, place, "give its own")
        if self.arrived is not None and self.arrived.on < self.sent.on:
            raise PeriodError("arrived before it was sent", str(self.arrived.on), place, "later")

    @property
    def on(self) -> date:
        """The day it was sent."""
        return self.sent.on

    def fields(self, language: Language = "zh") -> Mapping[str, str | Table]:
        """What a template may say: what a demand does, and how the paper went out."""
        en, arrived = language == "en", self.arrived
        return {
            **self.demand.fields(language),
            "document": self.demand.template,
            "number": self.sent.id,
            "means": MEANS_WORDS[self.sent.means][en],
            "sent_on": day(self.sent.on, language),
            "sent_by": self.sent.by,
            "arrived_on": day(arrived.on, language) if arrived else "",
            "evidence": EVIDENCE_WORDS[arrived.evidence][en] if arrived else "",
        }
