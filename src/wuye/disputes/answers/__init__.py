"""Model answers (常见问题解答) to common questions, cited, for a host to extend.

>>> from datetime import date
>>> from .answer import find
>>> answer = find("房子空着，也要交物业费吗")[0]
>>> answer.id, str(answer.cites(date(2026, 10, 1))[0])
('vacant', '民法典第944-1条（2021-01-01）')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...late import names

if TYPE_CHECKING:
    from .answer import Answer, find
    from .model import MODEL_ANSWERS

__all__ = ["MODEL_ANSWERS", "Answer", "find"]

_HOMES = {"Answer": "answer", "MODEL_ANSWERS": "model", "find": "answer"}

__getattr__, __dir__ = names(__name__, _HOMES)
