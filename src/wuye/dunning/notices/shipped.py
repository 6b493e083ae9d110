"""The templates that come with the library, by the names under which stages ask for them.

>>> [each.name for each in TEMPLATES if each.language == "en"]
['缴费提醒', '温馨提示', '催缴通知书', '分期协议']
"""

from __future__ import annotations

from . import english, forms, letters, objections, reminders, reply
from .template import Template

TEMPLATES: tuple[Template, ...] = (
    reminders.REMINDER,
    reminders.YEAR_END,
    reminders.DOOR,
    reminders.HELP,
    reminders.HELP_LETTER,
    letters.NOTICE,
    letters.DEMAND,
    letters.LAWYER,
    reply.FOLLOW_UP,
    objections.CALL_SCRIPT,
    forms.VISIT,
    forms.TALK,
    forms.RECEIPT,
    forms.AGREEMENT,
    english.REMINDER,
    english.DOOR,
    english.NOTICE,
    english.AGREEMENT,
)
