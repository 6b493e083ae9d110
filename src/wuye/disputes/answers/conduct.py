"""What is done and never done about unpaid bills, and what one gets for one's money."""

from __future__ import annotations

from .answer import Answer, Words

CONDUCT = (
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
