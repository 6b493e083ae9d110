"""Where a ticket (工单) may go: its words, and the one table of transitions.

>>> sorted(TRANSITIONS[Status.DONE])
['close', 'follow-up', 'reopen']
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Literal

Kind = Literal["complaint", "repair"]
Urgency = Literal["ordinary", "priority", "emergency"]  # 普通、优先、急修
What = Literal[
    "respond",  # 响应、答复
    "assign",  # 派单
    "arrive",  # 到场
    "wait",  # 等待住户
    "resume",  # 住户已回复
    "finish",  # 完成
    "follow-up",  # 回访
    "close",  # 关闭
    "reopen",  # 重开
    "raise",  # 提高紧急程度
    "withdraw",  # 撤回
]

#: What tickets are about (类别) and its name; a host may pass categories of its own.
CATEGORIES: Mapping[str, str] = {
    "leak": "漏水、渗水",
    "power": "用电、照明",
    "lift": "电梯",
    "facilities": "公共设施",
    "cleaning": "保洁",
    "greenery": "绿化",
    "security": "秩序维护",
    "parking": "停车",
    "noise": "噪声",
    "neighbours": "邻里",
    "staff": "服务态度",
    "fees": "收费",
    "other": "其他",
}

#: How content a resident is (满意度), from 1 to 5; words are taken for these numbers.
SATISFACTION: Mapping[str, int] = {"满意": 5, "基本满意": 3, "不满意": 1}


class Status(Enum):
    """Where a ticket stands."""

    RECEIVED = "received"  # 已受理
    IN_HAND = "in-hand"  # 处理中
    ASSIGNED = "assigned"  # 已派单
    ON_SITE = "on-site"  # 已到场
    WAITING = "waiting"  # 等待住户
    DONE = "done"  # 已完成
    FOLLOWED_UP = "followed-up"  # 已回访
    CLOSED = "closed"  # 已关闭
    WITHDRAWN = "withdrawn"  # 已撤回


#: Where each event leads; what is not here is an error.  Reopened, a ticket is received
#: again, and its clocks begin anew.
TRANSITIONS: Mapping[Status, Mapping[What, Status]] = {
    Status.RECEIVED: {
        "respond": Status.IN_HAND,
        "assign": Status.ASSIGNED,
        "arrive": Status.ON_SITE,
        "raise": Status.RECEIVED,
        "withdraw": Status.WITHDRAWN,
    },
    Status.IN_HAND: {
        "respond": Status.IN_HAND,
        "assign": Status.ASSIGNED,
        "arrive": Status.ON_SITE,
        "wait": Status.WAITING,
        "finish": Status.DONE,
        "raise": Status.IN_HAND,
        "withdraw": Status.WITHDRAWN,
    },
    Status.ASSIGNED: {
        "respond": Status.ASSIGNED,
        "assign": Status.ASSIGNED,
        "arrive": Status.ON_SITE,
        "wait": Status.WAITING,
        "finish": Status.DONE,
        "raise": Status.ASSIGNED,
        "withdraw": Status.WITHDRAWN,
    },
    Status.ON_SITE: {
        "respond": Status.ON_SITE,
        "assign": Status.ASSIGNED,
        "wait": Status.WAITING,
        "finish": Status.DONE,
        "raise": Status.ON_SITE,
        "withdraw": Status.WITHDRAWN,
    },
    Status.WAITING: {
        "resume": Status.IN_HAND,
        "raise": Status.WAITING,
        "withdraw": Status.WITHDRAWN,
    },
    Status.DONE: {
        "follow-up": Status.FOLLOWED_UP,
        "close": Status.CLOSED,
        "reopen": Status.RECEIVED,
    },
    Status.FOLLOWED_UP: {"close": Status.CLOSED, "reopen": Status.RECEIVED},
    Status.CLOSED: {"reopen": Status.RECEIVED},
    Status.WITHDRAWN: {},
}
