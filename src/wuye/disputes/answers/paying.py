"""Who pays, for when, and what comes of paying late."""

from __future__ import annotations

from .answer import Answer, Words

PAYING = (
    Answer(
        id="vacant",
        question=Words("房子空着没人住，也要交物业费吗？", "My home is empty. Must I still pay?"),
        answer=Words(
            "一般要交。物业费付的是整个小区的保洁、秩序和公共设施的维护，房子空着，这些服务也在做。"
            "合同或者当地规定写明空置可以少交的，按写明的办。",
            "As a rule, yes. The fee pays for cleaning, order and upkeep of what all share, which"
            " goes on while a home is empty. Where the contract or a local rule lets empty homes"
            " pay less, that is what you pay.",
        ),
        holds=Words(
            "房子已经交付，物业也按约定提供了服务。",
            "The home was handed over, and the services were given as agreed.",
        ),
        words=("空着", "空置", "没人住", "不住", "没住", "empty", "vacant"),
        rests=[("civil-code", "944-1")],
    ),
    Answer(
        id="before-hand-over",
        question=Words("还没收房，谁交物业费？", "Who pays before hand-over?"),
        answer=Words(
            "房子建好了但还没有卖出、或者还没有交给买房人的，由开发商交。"
            "从哪一天起由您交，看买房合同写的交付日和物业合同写的开始收费日。",
            "The developer pays for homes that are finished and not yet sold or handed over. From"
            " which day you pay stands in your purchase contract (hand-over) and in the service"
            " contract (first day charged).",
        ),
        holds=Words(
            "房子还没有交付给您，而且不是您自己的原因。",
            "The home was not handed over to you, for no reason of yours.",
        ),
        words=("收房", "交房", "没拿钥匙", "开发商", "hand-over", "handover", "developer"),
        rests=[("regulations", "41-2"), ("charges", "16")],
    ),
    Answer(
        id="seller-arrears",
        question=Words(
            "买了二手房，原业主欠的物业费要我交吗？",
            "I bought a home. Must I pay what the seller owes?",
        ),
        answer=Words(
            "原业主欠的是原业主的账，您从过户或者约定的那天起交自己的。"
            "您交的钱只付您自己名下的账单，不会拿去付原业主的欠费，除非您书面答应替他付。",
            "What the seller owes is the seller's debt; you pay from the day of transfer, or the day"
            " agreed. Your money pays your own bills and never the seller's, unless you agreed in"
            " writing to pay them.",
        ),
        holds=Words(
            "您没有在买卖合同里或者用书面答应承担原业主的欠费。",
            "You did not take over the seller's debt, in the sale contract or in writing.",
        ),
        words=("二手房", "原业主", "前业主", "上家", "卖家", "过户", "seller", "previous owner"),
        rests=[("regulations", "41-1"), ("civil-code", "560")],
    ),
    Answer(
        id="tenant",
        question=Words("房子租出去了，物业费谁交？", "My home is let. Who pays?"),
        answer=Words(
            "您和租客约定由租客交的，先找租客；租客没有交的，业主还是要负责。"
            "没有约定的，由业主交。",
            "If you agreed that the tenant pays, the tenant is asked first; if he does not pay, you"
            " still answer for it. Without such an agreement the owner pays.",
        ),
        holds=Words("业主和使用房子的人有约定或者没有约定。", "With or without such an agreement."),
        words=("租客", "租出去", "出租", "房客", "tenant", "let"),
        rests=[("regulations", "41-1")],
    ),
    Answer(
        id="monthly",
        question=Words("可以按月交吗？", "May I pay by the month?"),
        answer=Words(
            "多久交一次，看物业合同怎么写。合同写按季、按年的，按合同交；想改成按月，可以和物业商量，"
            "商量好的写下来。",
            "How often you pay stands in the service contract. If it says by quarter or year, that"
            " is how you pay; you may ask to pay by the month, and what is agreed is put in"
            " writing.",
        ),
        holds=Words("合同写明了多久交一次。", "The contract says how often you pay."),
        words=("按月", "一次交一年", "预交", "提前交", "季度", "monthly", "by the month"),
        rests=[("regulations", "40")],
    ),
    Answer(
        id="penalty",
        question=Words("为什么账单上有违约金？", "Why is there a penalty for late payment?"),
        answer=Words(
            "只有合同写了违约金，过了交费的日子才会算；从交费最后一天的次日算到交清那天，只算欠的那部分。"
            "觉得太高的，可以要求物业减少，也可以请法院适当减少。合同没有写的，不收。",
            "Only if the contract has a penalty clause, and only once the due day is over: from the"
            " day after it to the day of payment, on what is unpaid. If you find it too high you"
            " may ask us, or a court, to lower it. Without a clause there is none.",
        ),
        holds=Words(
            "合同有违约金的条款，费用确实过了交费的日子没有交。",
            "The contract has such a clause, and the amount is overdue.",
        ),
        words=("违约金", "滞纳", "逾期", "罚", "penalty", "late"),
        rests=[("civil-code", "585-1"), ("civil-code", "585-2")],
    ),
    Answer(
        id="old-bills",
        question=Words("好几年前的物业费还要交吗？", "Must I pay bills from years ago?"),
        answer=Words(
            "一般从交费的日子过去那天起算三年；这期间催过、您答应过或者交过一部分的，要重新算。"
            "过了三年，您可以提出不交的理由，由法院来看；法院不会主动替您提出。"
            "已经自愿交了的，不能再要回来。每一期分开算，请把账单拿来一起核对。",
            "As a rule three years count from the day a bill was due, and anew from each demand,"
            " promise or part payment. After that you may object to paying, and a court decides;"
            " it will not object for you. What you paid of your own will is not given back. Each"
            " bill counts alone; bring them, and we check them together.",
        ),
        holds=Words(
            "每一期账单从它自己的交费日起分开算；有没有重新算过，要看证据。",
            "Each bill counts from its own due day; whether the time began anew is a matter of"
            " proof.",
        ),
        words=(
            "几年前",
            "多年前",
            "以前的欠费",
            "时效",
            "过期",
            "years ago",
            "limitation",
            "old bill",
        ),
        rests=[
            ("civil-code", "188"),
            ("civil-code", "192-1"),
            ("civil-code", "192-2"),
            ("civil-code", "193"),
            ("civil-code", "195"),
            ("answers", "3"),
        ],
    ),
    Answer(
        id="contract-ended",
        question=Words(
            "合同到期了，提前交的物业费退吗？",
            "The service contract ended. Do I get back what I paid ahead?",
        ),
        answer=Words(
            "退。合同结束以后还没有提供服务的那段时间，已经交的钱应当退给您。",
            "Yes. What you paid for days after the contract ended, on which no service was given,"
            " is to be given back.",
        ),
        holds=Words(
            "物业合同已经结束，您交的钱里有结束以后的日子。",
            "The contract ended, and you paid beyond.",
        ),
        words=(
            "合同到期",
            "合同终止",
            "换物业",
            "退费",
            "退物业费",
            "contract ended",
            "paid ahead",
            "refund",
        ),
        rests=[("property", "3")],
    ),
)
