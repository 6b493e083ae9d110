"""The model answers: what residents ask most, answered in their words.

They promise nothing, threaten with nothing, and say where a contract or a local rule may
make it otherwise.
"""

from __future__ import annotations

from .answer import Answer, Words

_PAYING = (
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
            "只有合同写了违约金，过了交费的日子才会算；从过期的第二天算到交清那天，只算欠的那部分。"
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
        id="moved-away",
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

_SHARING = (
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

_CONDUCT = (
    Answer(
        id="supplies",
        question=Words("不交费会停我家的水电、关门禁吗？", "May my supplies or access be stopped?"),
        answer=Words(
            "不会。物业不得以停水、停电、停热、停气的方式催交物业费，也不应当限制门禁和电梯。"
            "您没有交的，我们会书面提醒，给您合理的时间；还是不交的，只能通过法院或者仲裁解决。",
            "No. Water, power, heat and gas may not be cut to collect fees, and door and lift are not"
            " to be closed to you either. You are reminded in writing and given a reasonable time;"
            " beyond that only a court or an arbitrator can help.",
        ),
        holds=Words("总是这样。", "Always."),
        words=("水电", "断电", "停水", "停电", "门禁", "门卡", "cut", "power", "access"),
        rests=[("civil-code", "944-3"), ("civil-code", "944-2"), ("case", "门禁电梯")],
    ),
    Answer(
        id="credit-register",
        question=Words("欠物业费会不会上征信？", "Will it go to the credit register?"),
        answer=Words(
            "不会。物业不会把您的欠费报给征信机构；把您的信息提供给别人，要您本人单独同意。",
            "No. We do not report what you owe to the credit register; to hand your data to others"
            " needs your own separate consent.",
        ),
        holds=Words(
            "没有法院的判决等另外的情况。",
            "Unless there is something else, such as a judgment.",
        ),
        words=("征信", "信用", "credit"),
        rests=[("information", "23")],
    ),
    Answer(
        id="names",
        question=Words("会不会公布我的名字和房号？", "May you post my name and room?"),
        answer=Words(
            "不会。没有您的单独同意，不得公开您的个人信息；对外只会有合在一起的数字。",
            "No. Your personal data is not made public without your separate consent; only figures"
            " for many together are.",
        ),
        holds=Words("总是这样。", "Always."),
        words=("公布", "名字", "姓名", "房号", "贴出来", "曝光", "post my name", "publish"),
        rests=[("information", "25"), ("civil-code", "1038")],
    ),
    Answer(
        id="others",
        question=Words("会不会告诉我的家人或者单位？", "Will you tell my family or my employer?"),
        answer=Words(
            "不会。欠费的事只和您本人说；没有您的单独同意，不得告诉别人。",
            "No. What you owe is a matter between you and us; nobody else is told without your"
            " separate consent.",
        ),
        holds=Words(
            "对方不是和您一起承担这笔费用的人。", "Unless they owe the same bill with you."
        ),
        words=("家人", "单位", "同事", "公司知道", "family", "employer"),
        rests=[("information", "23"), ("civil-code", "1038")],
    ),
    Answer(
        id="invoice",
        question=Words("怎么开发票？", "How do I get an invoice?"),
        answer=Words(
            "付了钱就可以要发票，收款的一方应当开。请告诉我们抬头；品名和金额按实际的开，不能改。",
            "Who receives money issues the invoice; ask for it and tell us the name to put on it."
            " What it is for, and how much, is as it was.",
        ),
        holds=Words("钱付给了开票的一方。", "You paid the one who issues it."),
        words=("发票", "抬头", "开票", "invoice"),
        rests=[("invoices", "18"), ("invoices", "19")],
    ),
    Answer(
        id="receipt",
        question=Words("只给收据，可以吗？", "I only got a receipt. Is that right?"),
        answer=Words(
            "收据说明收到了您的钱，但不能代替发票。您需要发票的，可以再要。收据请留好，以后好核对。",
            "A receipt says that your money came in, and stands in for no invoice. Ask for the"
            " invoice if you need one, and keep the receipt.",
        ),
        holds=Words("您付的钱应当开发票。", "An invoice is due for what you paid."),
        words=("收据", "凭证", "receipt"),
        rests=[("invoices", "23-1-5")],
    ),
)

#: What residents ask most (常见问题), in the order in which it is best read.
MODEL_ANSWERS = (*_PAYING, *_SHARING, *_CONDUCT)
