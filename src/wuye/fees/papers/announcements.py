"""Announcements in the lobby (大堂告示) that bills are out, which name nobody.

A notice that everyone can read holds no name, no room, no amount and no count from which
one could be guessed (个人信息保护法 25); it asks who has no bill yet to come for it.  It is
no delivery: see :mod:`.deliveries`.
"""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from ...citation import Citation
from ...dates import Period, a_day
from ...errors import RuleError
from ...explain import Language
from ...format import day, days
from ...html import element, page
from ...law import personal_information

_TITLE = ("账单告知", "Bills are out")


@frozen(kw_only=True)
class Announcement:
    """A notice to all that the bills of a period are out; it has no field for a person.

    >>> told = Announcement(
    ...     project="锦苑", creditor="锦苑物业", period=Period.month(2026, 10),
    ...     counter="物业服务中心（每日9:00至18:00）", telephone="010-00000000", on=date(2026, 10, 5),
    ... )
    >>> print(told.text().splitlines()[2])
    锦苑2026年10月1日至2026年10月31日的账单已经出具。
    """

    project: str
    creditor: str
    period: Period
    counter: str
    telephone: str
    on: date = field(converter=a_day)

    def __attrs_post_init__(self) -> None:
        needed = ("project", "creditor", "counter", "telephone")
        missing = [name for name in needed if not getattr(self, name)]
        if missing:
            raise RuleError("an announcement says whom to ask", missing, "Announcement", "fill in")

    @property
    def cites(self) -> tuple[Citation, ...]:
        """Why it names nobody."""
        return (personal_information.cite("information", "25", self.on),)

    def text(self, language: Language = "zh") -> str:
        """Write it as plain text."""
        return "\n".join([_TITLE[language == "en"], *self._paragraphs(language)]) + "\n"

    def html(self, language: Language = "zh") -> str:
        """Write it as one page to print and post."""
        told = (element("p", paragraph) for paragraph in self._paragraphs(language))
        return page(_TITLE[language == "en"], *told, language=language)

    def _paragraphs(self, language: Language) -> tuple[str, ...]:
        period = days(self.period.start, self.period.last, language)
        signed = f"{self.creditor}　{day(self.on, language)}"
        if language == "en":
            return (
                "To all owners and occupiers",
                f"The bills of {self.project} for {period} are out.",
                f"If you have not had yours, come to {self.counter} or call {self.telephone}.",
                "If your number or address has changed, please tell us.",
                signed,
            )
        return (
            "各位业主、使用人：",
            f"{self.project}{period}的账单已经出具。",
            f"尚未收到的，请到{self.counter}查询，或者致电{self.telephone}。",
            "电话、通讯地址有变化的，请一并告知。",
            signed,
        )
