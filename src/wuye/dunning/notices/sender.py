"""Who writes (发函单位): what papers say of the creditor's office, as the host gives it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from ...explain import Language
from ...fees import Way


@frozen(kw_only=True)
class Sender:
    """The office that writes, and how to reach and pay it.

    ``project`` and ``payee``, the account to pay into, are taken from the bills where they
    are empty.  ``contact`` is who answers; ``counter`` says where and when one can pay in
    person.  ``contract`` names the contract the fees rest on, ``clause`` its clause on the
    penalty, such as 《前期物业服务合同》第十二条.  A lawyer's letter needs ``law_office`` and
    ``lawyer``.

    >>> office = Sender(telephone="010-00000000", counter="物业服务中心，每日9:00至18:00")
    >>> office.fields("zh")["counter"]
    '物业服务中心，每日9:00至18:00'
    """

    telephone: str
    project: str = ""
    payee: str = ""
    contact: str = field(default="", repr=False)
    counter: str = ""
    ways: tuple[Way, ...] = field(default=(), converter=tuple[Way, ...])
    contract: str = ""
    clause: str = ""
    law_office: str = ""
    lawyer: str = field(default="", repr=False)

    def fields(self, language: Language) -> Mapping[str, str]:
        """What a template may say of it."""
        and_ = "; " if language == "en" else "；"
        return {
            "telephone": self.telephone,
            "project": self.project,
            "payee": self.payee,
            "contact": self.contact,
            "counter": self.counter,
            "ways": and_.join(way.in_words(language) for way in self.ways),
            "contract": self.contract,
            "clause": self.clause,
            "law_office": self.law_office,
            "lawyer": self.lawyer,
        }
