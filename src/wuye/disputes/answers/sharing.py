"""What is shared or common, and what is not to be charged."""

from __future__ import annotations

from .answer import Answer, Words

SHARING = (
    Answer(
        id="shared-cost",
        question=Words("公摊是什么？", "What is a shared cost?"),
        answer=Words(
            "是大家一起用的东西花的钱，例如楼道灯、电梯、水泵的电费。总费用按约定分给各家；"
            "没有约定的，按各家面积的比例分。每次分了多少、怎么分的，应当公布给大家看。",
            "What things that all use cost, such as power for hall lamps, lifts and pumps. It is"
            " shared as agreed, and by area where nothing is agreed. How much was shared, and how,"
            " is made public.",
        ),
        holds=Words(
            "这笔费用没有已经算在物业费里。",
            "The cost is not part of the service fee already.",
        ),
        words=("公摊", "分摊", "公共电费", "楼道灯", "shared cost", "common cost"),
        rests=[("civil-code", "283"), ("civil-code", "943")],
    ),
    Answer(
        id="ground-floor",
        question=Words(
            "我住一楼，为什么要付电梯的钱？",
            "I live on the ground floor. Why pay for the lift?",
        ),
        answer=Words(
            "电梯是大家共有的。费用怎么分，先看合同或者业主大会的决定；写明一楼不付或者少付的，按写明的办；"
            "没有写明的，按面积的比例分，一楼也在内。",
            "The lift belongs to all. How its cost is shared is for the contract or the owners'"
            " assembly; if they say that ground floors pay less or nothing, so it is; if they say"
            " nothing, it is shared by area, ground floors included.",
        ),
        holds=Words(
            "电梯的费用是单独分的，约定没有另外写一楼。",
            "Nothing else was agreed for ground floors.",
        ),
        words=("一楼", "底层", "电梯费", "不坐电梯", "ground floor", "lift"),
        rests=[("civil-code", "283")],
    ),
    Answer(
        id="ad-income",
        question=Words(
            "电梯广告、公共车位的钱归谁？", "Who receives the income from advertisements?"
        ),
        answer=Words(
            "用大家共有的地方赚的钱，扣掉合理的成本以后，归全体业主；怎么用由业主决定，收了多少应当公布。",
            "What common parts earn belongs, less reasonable costs, to all owners. They decide what"
            " it is used for, and how much came in is made public.",
        ),
        holds=Words("钱是用共有部分赚来的。", "It was earned with common parts."),
        words=("广告", "公共收益", "公共车位", "收入", "advertis", "income"),
        rests=[("civil-code", "282"), ("civil-code", "943")],
    ),
    Answer(
        id="price-raised",
        question=Words(
            "没有投票就涨价，要交吗？",
            "The price was raised without a vote. Must I pay the new one?",
        ),
        answer=Words(
            "涨价要按合同和规定的程序来，一般要由业主共同决定。没有走程序就涨的，"
            "您可以不同意多出来的部分，已经交了的可以要求退还；原来的价格仍然要交。",
            "A price is raised by the way that contract and rules lay down, as a rule by a decision"
            " of the owners. If it was not, you may refuse what was added, and ask for what you"
            " paid of it; the old price is still owed.",
        ),
        holds=Words(
            "合同没有写明可以这样调价，也没有业主的决定。",
            "The contract does not provide for it and the owners did not decide it.",
        ),
        words=("涨价", "调价", "提价", "没有投票", "没投票", "raised", "increase", "vote"),
        rests=[("property", "2"), ("civil-code", "278-2")],
    ),
    Answer(
        id="broken-lift",
        question=Words(
            "电梯坏了好久，可以少交吗？",
            "The lift has been broken for long. May I pay less?",
        ),
        answer=Words(
            "可以要求物业修好，也可以要求它承担没有做到的责任，包括减收；减多少要双方谈，谈不成由法院定。"
            "不建议自己扣下不交。请先报修、留下记录，对账单有不同意见的，可以提出异议，"
            "说清楚是哪一笔、多少钱，查清以前只把这部分先放一放。",
            "You may ask for the repair, and for what follows from a service that was not given, a"
            " lower fee included; how much is for both to agree, or for a court. We advise against"
            " simply paying less. Report it, keep a record, and dispute the part of the bill you"
            " mean; that part waits until it is looked into.",
        ),
        holds=Words(
            "修理属于物业应当做的事，而且确实没有做到。",
            "The repair was for us to do, and was not done.",
        ),
        words=(
            "电梯坏",
            "坏了",
            "没修",
            "服务不好",
            "少交",
            "扣",
            "broken",
            "deduct",
            "poor service",
        ),
        rests=[("civil-code", "942"), ("civil-code", "577")],
    ),
    Answer(
        id="utility-surcharge",
        question=Words("物业代收水电费，可以加钱吗？", "May a fee be added to water and power?"),
        answer=Words(
            "不可以。水、电、气、热是供应单位的钱，物业替它收的，不能向您另外收手续费。",
            "No. Water, power, gas and heat are owed to the suppliers; who collects for them may not"
            " charge you for it.",
        ),
        holds=Words("物业是替供应单位收的。", "It is collected for the supplier."),
        words=("水电费", "手续费", "加价", "代收", "surcharge", "fee be added", "utilities"),
        rests=[("regulations", "44")],
    ),
    Answer(
        id="deposit",
        question=Words("装修押金会退吗？", "Is the decoration deposit given back?"),
        answer=Words(
            "押金是您的钱。装修完、检查没有问题的，按约定退；要扣的，物业应当说明原因和金额，"
            "没有您的同意不拿去付物业费。",
            "It is your money. When the work is done and checked it is given back as agreed; what is"
            " kept needs a reason and an amount, and it pays no fees unless you agree.",
        ),
        holds=Words("按装修协议的约定。", "As the decoration agreement says."),
        words=("押金", "装修", "保证金", "deposit", "decoration"),
        rests=[("decoration", "16"), ("contracts", "67-1")],
    ),
)
