"""The model answers: what residents ask most, answered in their words.

They promise nothing, threaten with nothing, and say where a contract or a local rule may
make it otherwise.
"""

from __future__ import annotations

from .conduct import CONDUCT
from .paying import PAYING
from .sharing import SHARING

#: What residents ask most (常见问题), in the order in which it is best read.
MODEL_ANSWERS = (*PAYING, *SHARING, *CONDUCT)
