"""The script of a call (电话沟通), with answers to what residents usually say.

An answer has four steps: take it calmly, ask until it is clear, show what can be looked
at, and offer what solves it.  It never argues, and says only what can be shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from .template import Table, Template, given, heading


@frozen
class Objection:
    """What a resident says, and the four steps of an answer: 平复, 确认, 出示, 解决.

    ``{944-1}`` in a step is an article, cited as it applies on the day of the call.
    """

    says: str
    calm: str
    confirm: str
    show: str
    resolve: str


OBJECTIONS: tuple[Objection, ...] = (
    Objection(
        "服务这么差，我不交",
        "谢谢您直接说出来，给您添麻烦了。",
        "是哪件事、从什么时候、在哪个位置？我复述一遍，您看对不对。",
        "这件事的报修和服务记录、现场照片。",
        "现在就登记为投诉，说明谁处理、何时答复；没有疑问的部分可以先缴。",
    ),
    Objection(
        "房子空着，没人住",
        "明白，没有住进来还要缴费，有想法很正常。",
        "从哪一天起空着？办过空置登记没有？",
        "合同的约定；{944-1}：不能以没有接受服务为由拒付。当地对空置另有规定的，给他看规定原文。",
        "按当地规定或者合同可以减的，现在就帮他申请；不能减的，说明用在哪里。",
    ),
    Objection(
        "我没有跟你们签过合同",
        "您想知道依据，这个要求合理。",
        "您是哪一年收房或者买房的？",
        "前期物业服务合同，或者业主大会选聘的决定和合同，以及公示。",
        "把合同和公示发给他看，约好看完再联系的时间。",
    ),
    Objection(
        "这个钱算得不对",
        "钱的事应当算清楚，我们一项一项看。",
        "是哪一个月、哪一项？您认为应当是多少？",
        "这一行的计算过程：数量、单价、期间。",
        "算错的当场更正并告诉他结果；一时看不清的，登记为异议，这一部分先不催。",
    ),
    Objection(
        "为什么还有违约金",
        "多出来的这一笔，当然要问清楚。",
        "您是没有收到账单，还是缴晚了？",
        "合同里的那一条，和每一天怎么算出来的附件。",
        "没有约定的不收；没有送达、我们有责任的，替他申请减免。",
    ),
    Objection(
        "家里的东西坏了、车被刮了，先赔我",
        "出了这样的事，换了谁都着急。",
        "什么时候、在哪里发生的，报过没有？",
        "当时的记录和监控保存情况。",
        "单独登记这件事，给出处理人和答复时间；两件事分开走，哪一件都不耽误。",
    ),
    Objection(
        "房子质量有问题，找开发商还是找你们",
        "您不用自己来回跑。",
        "是哪个部位，什么时候发现的，还在不在保修期？",
        "保修约定和已经报修的记录。",
        "帮他报给负责保修的一方，跟进进展并告诉他；账单单独核对。",
    ),
    Objection(
        "最近手头紧",
        "谢谢您告诉我，谁都有不宽裕的时候。",
        "大概什么时候方便一些，每月多少合适？",
        "可以申请的办法和需要的说明。",
        "按他说的数约定分期或者缓缴，写下来发给他；需要帮助的转给专人。",
    ),
    Objection(
        "我已经交过了",
        "好的，我马上核对，不让您交两次。",
        "哪一天、用什么方式、多少钱？有没有凭证？",
        "收款记录和他的缴费明细。",
        "查到的当场更正；没有查到的，请他发凭证，核对清楚以后再联系。",
    ),
    Objection(
        "房子已经卖了、租出去了",
        "谢谢您提醒，我们把资料改过来。",
        "哪一天过户或者交给租客的？当时怎么约定费用的？",
        "各段时间由谁承担的账单。",
        "过户以前的和以后的分开算；约定由租客交的，按约定联系，并说明业主一起负责。",
    ),
    Objection(
        "我没有收到账单",
        "没有收到就不知道，这不怪您。",
        "您希望以后发到哪里：短信、微信还是信箱？",
        "账单和送达记录。",
        "现在补发，约好看完再联系的时间；联系方式当场更新。",
    ),
)


def answers(objections: Iterable[Objection] = OBJECTIONS) -> Table:
    """The answers as a table; a host passes its own."""
    return Table(
        ["业主说", "平复", "确认", "出示", "解决"],
        [(one.says, one.calm, one.confirm, one.show, one.resolve) for one in objections],
    )


CALL_SCRIPT = Template(
    "电话沟通",
    "电话沟通提纲",
    [
        heading("一、拨打之前"),
        "先看账单、缴费记录和服务记录；有异议、投诉正在处理或者已经约定分期的，不打这个电话。",
        "只在{hours}之间打。没有人接的，换一天再打，不连续拨打。",
        heading("二、开场"),
        "“您好，我是{creditor}的{contact}，请问是{name}吗？现在方便讲几分钟吗？”",
        "确认是本人以前，不说费用，也不说金额；是别人接的，只请他转告回电{telephone}。",
        heading("三、说明"),
        "“{periods}的费用还没有缴，共{total}元，我跟您核对一下。”",
        "{lines}",
        given("penalty", "其中违约金{penalty}元，依据{clause}；问起来就讲计算过程。"),
        given("credit", "预存款{credit}元已经先扣除。"),
        given("disputed", "正在处理的部分没有列入，不谈。"),
        heading("四、听原因"),
        "“是账单没有看到，还是对服务或者金额有想法？”听完再说话，记下原话。",
        heading("五、常见的说法"),
        answers(),
        given("service_record", "把这段时间的服务记录准备好，问到服务就一件一件讲。"),
        heading("六、约定"),
        given("offers", "可以提供：{offers}。"),
        "复述约定：金额、日期、方式。收款账户只发书面的：{payee}。",
        given("counter", "喜欢当面缴的，告诉他柜台：{counter}。"),
        "约定、原因和下次联系的时间当天记录。对方要求不再打电话的，记下来，以后改用书面。",
        given("annex", "附　违约金的计算", heading=True),
        given("annex", "{annex}"),
    ],
)
