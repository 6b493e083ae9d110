"""The papers that come with the library: whatever they are about, they say all of it."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from letterbox import (
    ABOUT_A_PAPER,
    ABOUT_A_PLAN,
    ABOUT_ALL,
    BILL,
    DAY,
    NAME,
    PERSONAL,
    SENDER,
    Case,
    action,
    asked,
    cases,
    content,
    part_paid,
)
from strategies import fewer
from wuye import Account
from wuye.capitals import capitals, from_capitals
from wuye.dunning import Means, Sent, Stage, decide
from wuye.dunning.means import MEANS, TO_LAW
from wuye.dunning.notices import (
    TEMPLATES,
    DoorNotice,
    Paper,
    Service,
    Template,
    off_putting,
    papers_page,
    write,
)
from wuye.dunning.notices import content as about
from wuye.dunning.presets import MESSAGE_THEN_LETTER, PRESETS
from wuye.errors import PeriodError
from wuye.format import days
from wuye.law import civil_code
from wuye.law.wording import misleading

#: Papers of one line, which name the periods together and leave the lines to the letter.
HELP = "困难帮助"  # offers help and asks for nothing
MESSAGES = tuple(each for each in TEMPLATES if each.message)
LISTING = tuple(each for each in PERSONAL if not each.message)
DEMANDS = tuple(
    each for each in LISTING if each.name in {"催缴通知书", "催缴函", "律师函", "律师函后函"}
)


def called(template: Template) -> str:
    return f"{template.name} {template.language}"


def written(template: Template, case: Case) -> Paper:
    return write(content(template, case.demand), template.name, language=template.language)


def by_hand(name: str, language: str = "zh") -> Paper:
    (template,) = (one for one in TEMPLATES if (one.name, one.language) == (name, language))
    return write(content(template, asked(part_paid())), name, language=template.language)


def listed(text: str) -> list[list[str]]:
    """The rows of a text that list a charge with its amounts, cell by cell."""
    rows = [row.split("　") for row in text.splitlines()]
    items = {"物业服务费", "车位服务费", "生活用水"}
    return [row for row in rows if row[0].partition(". ")[2] in items and len(row) > 4]


# -- whatever they are about ----------------------------------------------------------------------


@pytest.mark.parametrize("template", LISTING, ids=called)
@given(case=cases())
@fewer(5)
def test_a_paper_lists_every_line_and_what_it_comes_to(template: Template, case: Case) -> None:
    text = written(template, case).text()
    rows = listed(text)

    assert len(case.demand.lines) == len(rows)
    for number, (line, row) in enumerate(zip(case.demand.lines, rows, strict=True), 1):
        service = days(line.service.start, line.service.last, template.language)
        assert [f"{number}. {line.name}", line.unit, service] == row[:3]
        assert str(line.principal) == row[4]
        assert not line.penalty or str(line.penalty) == row[5]
    assert str(case.demand.total) in text
    assert template.name == "电话沟通" or capitals(case.demand.total) in text


@pytest.mark.parametrize("template", DEMANDS, ids=called)
@given(case=cases())
@fewer(5)
def test_what_a_letter_lists_adds_up_to_what_it_asks_for(template: Template, case: Case) -> None:
    """Read back from the letter alone: the rows, less the credit, are the capitals."""
    text = written(template, case).text()
    found = re.search(r"[（(](人民币[^）)]+)[）)]", text)
    fen = sum(int(cell.replace(".", "")) for row in listed(text) for cell in row[4:])

    assert found
    assert from_capitals(found[1]).fen == fen - case.demand.action.credit.fen


@pytest.mark.parametrize("template", LISTING, ids=called)
@given(case=cases())
@fewer(5)
def test_a_penalty_is_named_and_worked_out_where_there_is_one_and_else_not_named(
    template: Template, case: Case
) -> None:
    text = written(template, case).text()
    penalty = case.demand.action.penalty
    said = "penalty" if template.language == "en" else "违约金"

    if template.name == ABOUT_A_PAPER:
        return
    if penalty:
        for line in case.demand.lines:
            assert all(working in text for working in line.workings(template.language))
        assert f"{SENDER.clause}" in text
    elif template.name not in {"电话沟通", ABOUT_A_PLAN}:
        assert said not in text.lower()


@pytest.mark.parametrize("template", LISTING, ids=called)
@given(case=cases())
@fewer(5)
def test_credit_and_what_is_set_apart_are_told_where_there_are_any(
    template: Template, case: Case
) -> None:
    if template.name == ABOUT_A_PAPER:
        return
    text, credit = written(template, case).text(), case.demand.action.credit
    en = template.language == "en"

    assert bool(credit) == (("repayment" if en else "预存款") in text)
    assert not credit or str(credit) in text
    assert bool(case.demand.disputed) == (("looked into" if en else "正在处理的部分") in text)


@pytest.mark.parametrize("template", DEMANDS, ids=called)
@given(case=cases())
@fewer(5)
def test_a_demand_gives_days_from_its_arrival_and_cites_the_rule(
    template: Template, case: Case
) -> None:
    text = written(template, case).text()

    if template.language == "en":
        assert "within 15 days, counted from the day after you receive this" in text
        assert "article 944, paragraph 2, of the Civil Code" in text
    else:
        assert re.search("自收到(本通知|本函)的次日起15日内", text)
        assert "《民法典》第944条第2款" in text
    assert "示例银行 0000-0000" in text
    assert "010-00000000" in text


@pytest.mark.parametrize("template", MESSAGES, ids=called)
@given(case=cases())
@fewer(5)
def test_a_message_tells_sum_and_periods_and_neither_name_nor_room(
    template: Template, case: Case
) -> None:
    paper = written(template, case)
    fields = case.demand.fields(template.language)

    assert "\n" not in paper.text()
    assert SENDER.telephone in paper.text()
    for told in (str(case.demand.total), str(fields["periods"])):
        assert (told in paper.text()) == (template.name != HELP)
    for kept in (NAME, "3-1-502", "B-07"):
        assert kept not in paper.text()


@pytest.mark.parametrize("template", TEMPLATES, ids=called)
@given(case=cases())
@fewer(5)
def test_nothing_that_is_set_apart_is_named(template: Template, case: Case) -> None:
    """The rows that list a charge are the demand's lines, and no others."""
    named = [row[0].partition(". ")[2] for row in listed(written(template, case).text())]

    assert named in ([], [line.name for line in case.demand.lines])


@pytest.mark.parametrize("template", TEMPLATES, ids=called)
@given(case=cases())
@fewer(5)
def test_no_paper_misleads_threatens_or_puts_off(template: Template, case: Case) -> None:
    paper = written(template, case)

    assert () == misleading(paper.text(), on=case.demand.on)
    assert () == paper.tone
    assert "滞纳金" not in paper.text()


@pytest.mark.parametrize("template", TEMPLATES, ids=called)
@given(case=cases())
@fewer(5)
def test_equal_facts_give_equal_bytes(template: Template, case: Case) -> None:
    once, again = written(template, case), written(template, case)

    assert once.text().encode() == again.text().encode()
    assert once.html().encode() == again.html().encode()


class Words(HTMLParser):
    """The text of a page, and the tags that made it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.tags = "", set[str]()
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)


@pytest.mark.parametrize("template", TEMPLATES, ids=called)
@given(hostile=st.text(alphabet="<>&\"'/甲a{}", min_size=1, max_size=8))
@fewer(5)
def test_whatever_is_given_comes_out_as_text(template: Template, hostile: str) -> None:
    """Names, accounts and braces are written as they are, in text and on the page."""
    given_ = f"<script>{hostile}</script>{{total}}"
    sender = evolve(SENDER, project=given_, payee=given_, contact=given_, telephone=given_)
    about = evolve(asked(part_paid(), offers=("help",)), sender=sender, name=given_)
    paper = write(content(template, about), template.name, language=template.language)
    page = Words(paper.html())

    assert given_ in paper.text()
    assert "script" not in page.tags
    assert given_ in page.words
    assert unescape(paper.html()).count("<script>") == paper.text().count("<script>")


# -- worked by hand -------------------------------------------------------------------------------


def test_a_reminder_fits_into_one_short_message() -> None:
    paper = by_hand("缴费提醒")

    assert (
        "【锦苑】您好，2026年9月至10月费用203.69元未缴（含违约金3.69元），方便时请缴。"
        "已缴或有疑问请电010-00000000。" == paper.text()
    )
    assert (68, 1) == (paper.length, paper.messages)


@pytest.mark.parametrize(
    ("length", "messages"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (201, 3), (202, 4)]
)
def test_messages_are_counted_as_they_are_charged(length: int, messages: int) -> None:
    paper = Paper("x", "x", ["字" * length], message=True)

    assert (length, messages) == (paper.length, paper.messages)
    assert length + 2 == Paper("x", "x", ["字" * length, "🏠"], message=True).length


def test_a_notice_holds_everything_that_a_demand_must() -> None:
    text = by_hand("催缴通知书").text()

    for told in (
        "赵某某：",
        "1. 物业服务费　3-1-502　2026年10月1日至2026年10月31日　2026年10月25日　186.67　3.44",
        "2. 公摊电费　3-1-502　2026年9月1日至2026年9月30日　2026年10月25日　13.33　0.25",
        "到2026年12月21日的违约金为3.69元，依据《前期物业服务合同》第十二条",
        "应缴203.69元（人民币贰佰零叁元陆角玖分）。",
        "请自收到本通知的次日起15日内缴纳；这个期限依据《民法典》第944条第2款给出。",
        "收款账户：示例银行 0000-0000",
        "柜台：物业服务中心，每日9:00至18:00",
        "没有疑问的部分可以先缴",
        "联系电话：010-00000000",
    ):
        assert told in text


def test_a_year_end_message_counts_the_days_left() -> None:
    assert "到2026年12月31日还有10天" in by_hand("年终催缴").text()


def test_a_lawyers_letter_is_the_lawyers() -> None:
    text = by_hand("律师函").text()

    assert "示例律师事务所接受锦苑物业（下称委托人）的委托，指派吴某律师" in text
    assert text.count("示例律师事务所　吴某律师") == 1


def test_the_follow_up_asks_why_and_has_a_form_to_send_back() -> None:
    text = by_hand("律师函后函").text()

    for asked_for in ("还没有缴纳的原因", "□ 对服务有意见", "哪里没有做好", "方便联系的时间"):
        assert asked_for in text


def test_a_call_begins_with_who_is_there_and_tells_others_nothing() -> None:
    text = by_hand("电话沟通").text()

    assert text.index("请问是赵某某吗") < text.index("203.69")
    assert "是别人接的，只请他转告回电010-00000000" in text
    assert "只在09:00至20:00之间打" in text


def test_an_agreement_has_its_parts_and_says_what_a_signature_does() -> None:
    text = by_hand(ABOUT_A_PLAN).text()

    for told in (
        "1. 1　2027年1月10日　67.90",
        "2. 2　2027年2月10日　67.89",
        "3. 3　2027年3月10日　67.90",
        "上列费用停止计算违约金",
        "依据《民法典》第195条，诉讼时效因此重新计算。请看清这一条再签名。",
    ):
        assert told in text


@pytest.mark.parametrize("name", ["缴费提醒", "催缴通知书", ABOUT_A_PLAN])
def test_the_first_papers_are_there_in_english(name: str) -> None:
    text = by_hand(name, "en").text()

    assert "203.69 yuan" in text
    assert not re.search(r"请|您|元", text.replace("人民币贰佰零叁元陆角玖分", ""))


DOORS = tuple(each for each in TEMPLATES if each.name == ABOUT_ALL)


@pytest.mark.parametrize("template", DOORS, ids=called)
def test_a_notice_for_doors_names_nobody(template: Template) -> None:
    """No debtor, room, amount or period."""
    notice = DoorNotice(creditor="锦苑物业", sender=evolve(SENDER, project="锦苑"), on=DAY)
    text = write(notice, language=template.language).text()

    for private in (NAME, "O-17", "3-1-502", "元", "yuan", "欠", "owe", "周某", "0000-0000"):
        assert private not in text.replace("010-00000000", "")
    assert not {"name", "units", "lines", "total", "payee", "periods"} & set(notice.fields())


def test_many_papers_print_each_on_a_sheet_of_its_own() -> None:
    papers = [by_hand("催缴通知书"), by_hand("律师函后函")]
    page = papers_page(papers, "十二月文书")

    assert 2 == page.count("<section>")
    assert "section+section{break-before:page}" in page
    assert 1 == page.count("<h1>")
    assert "<h3>回执</h3>" in page


def test_a_page_has_tables_and_headings() -> None:
    page = by_hand("催缴函").html()

    assert "<h1>催缴函</h1>" in page
    assert "<h2>期满仍未缴纳</h2>" in page
    assert "<th>服务期间</th>" in page
    assert "<td>186.67</td>" in page


# -- the templates as data ------------------------------------------------------------------------


def test_templates_differ_in_name_or_language() -> None:
    assert len(TEMPLATES) == len({(one.name, one.language) for one in TEMPLATES})


@pytest.mark.parametrize("template", TEMPLATES, ids=called)
def test_every_article_named_is_one_of_the_table(template: Template) -> None:
    for name in template.needs:
        if name[0].isdigit():
            assert civil_code.cite(name, date(2026, 10, 1)).verified


@pytest.mark.parametrize("template", TEMPLATES, ids=called)
def test_no_template_puts_off_even_in_parts_that_are_seldom_written(template: Template) -> None:
    text = "\n".join(text for part in template.body for text in part.texts)

    assert () == off_putting(text)
    assert () == misleading(text, on=date(2026, 10, 1))


def test_proof_of_service_says_when_a_paper_came_and_how_one_knows() -> None:
    from wuye.dunning.events import Delivered
    from wuye.law.interruptions import Evidence

    (template,) = (one for one in TEMPLATES if one.name == "送达回证")
    blank = content(template, asked(Account.of([BILL])))
    assert isinstance(blank, Service)
    came = Delivered(id="d", on=date(2026, 12, 23), notice="N-1", evidence=Evidence.SIGNED)

    assert "已于" not in write(blank).text()
    assert (
        "已于2026年12月23日到达，证明：签名、盖章或者按指印。"
        in write(evolve(blank, arrived=came)).text()
    )


# -- from a decision to a paper -------------------------------------------------------------------


@given(case=cases())
@fewer(3)
def test_a_notice_for_doors_is_the_same_whoever_lives_there(case: Case) -> None:
    """Made from the action of one debtor, it is to the byte what another would get."""
    unnamed = evolve(case.demand.action, unnamed=True, template=ABOUT_ALL, on=DAY)
    notice = about(unnamed, evolve(case.state, day=DAY), SENDER, name=NAME)
    plain = DoorNotice(creditor="锦苑物业", sender=evolve(SENDER, project="锦苑"), on=DAY)

    assert isinstance(notice, DoorNotice)
    assert write(plain).html() == write(notice).html()


@pytest.mark.parametrize("day", [date(2026, 10, 26), date(2026, 11, 10), DAY])
def test_what_is_decided_is_written(day: date) -> None:
    """The policy says which paper; what it asks for is what the decision says."""
    state = part_paid().on(day)
    sent = [
        Sent(
            id="N-1",
            on=date(2026, 10, 26),
            stage="缴费提醒",
            means="message",
            items=[line.id for line in BILL.lines],
        )
    ]
    (decided,) = decide(state, MESSAGE_THEN_LETTER, sent[: day > sent[0].on]).actions
    paper = write(about(decided, state, SENDER, name=NAME))

    assert decided.stage == paper.name
    assert str(decided.total) in paper.text()


POLICIES = tuple(PRESETS.values())
STAGES = [
    pytest.param(stage, means, id=f"{policy.name} {stage.name} {means.value}")
    for policy in POLICIES
    for stage in (*policy.stages, policy.help)
    for means in stage.means
    if means not in TO_LAW
]


@pytest.mark.parametrize(("stage", "means"), STAGES)
def test_there_is_a_paper_for_every_stage_and_means(stage: Stage, means: Means) -> None:
    state = part_paid().on(DAY)
    said = action(
        state,
        state.open_items,
        stage.name,
        means=means,
        template=stage.template,
        deadline=stage.deadline,
        offers=stage.offers,
        unnamed=not MEANS[means].named,
    )

    assert write(about(said, state, SENDER, name=NAME)).text()


def test_a_notice_for_doors_may_count_the_days_to_a_day() -> None:
    sender = evolve(SENDER, project="锦苑")
    notice = DoorNotice(creditor="锦苑物业", sender=sender, on=DAY, until=date(2026, 12, 31))

    assert "到2026年12月31日还有10天" in write(notice).text()
    assert "还有" not in write(evolve(notice, until=None)).text()
    assert "0" == evolve(notice, until=DAY).fields()["days_left"]
    with pytest.raises(PeriodError, match="has passed"):
        evolve(notice, until=date(2026, 12, 20))
