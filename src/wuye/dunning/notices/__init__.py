"""Papers of dunning (催缴文书): what they say is a value, how they say it a template.

:func:`demand` gathers what is said to one debtor from a decision and the state it was made
on; :func:`write` fills a template with it, all or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...late import names

if TYPE_CHECKING:
    from .agreement import Agreement
    from .demands import Demand, content, demand
    from .door import DoorNotice
    from .lines import Line
    from .objections import OBJECTIONS, Objection, answers
    from .paper import Paper, papers_page
    from .reply import REPLY_FORM, Question, form, ticked
    from .sender import Sender
    from .service import Service
    from .shipped import TEMPLATES
    from .template import Part, Table, Template, given, heading
    from .tone import OffPutting, off_putting
    from .writing import write

__all__ = [
    "OBJECTIONS",
    "REPLY_FORM",
    "TEMPLATES",
    "Agreement",
    "Demand",
    "DoorNotice",
    "Line",
    "Objection",
    "OffPutting",
    "Paper",
    "Part",
    "Question",
    "Sender",
    "Service",
    "Table",
    "Template",
    "answers",
    "content",
    "demand",
    "form",
    "given",
    "heading",
    "off_putting",
    "papers_page",
    "ticked",
    "write",
]

_HOMES = {
    "Agreement": "agreement",
    "Demand": "demands",
    "DoorNotice": "door",
    "Line": "lines",
    "OBJECTIONS": "objections",
    "Objection": "objections",
    "OffPutting": "tone",
    "Paper": "paper",
    "Part": "template",
    "Question": "reply",
    "REPLY_FORM": "reply",
    "Sender": "sender",
    "Service": "service",
    "TEMPLATES": "shipped",
    "Table": "template",
    "Template": "template",
    "answers": "objections",
    "content": "demands",
    "demand": "demands",
    "form": "reply",
    "given": "template",
    "heading": "template",
    "off_putting": "tone",
    "papers_page": "paper",
    "ticked": "reply",
    "write": "writing",
}

__getattr__, __dir__ = names(__name__, _HOMES)
