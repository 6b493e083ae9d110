"""Papers in English, for residents who read that; the Chinese ones are what counts."""

from __future__ import annotations

from .template import Part, Template, given, heading

_ANNEX: tuple[Part | str, ...] = (
    given("annex", "Annex: how the penalty is made up", heading=True),
    given("annex", "{annex}"),
)
_LISTED: tuple[Part | str, ...] = (
    "{lines}",
    "Unpaid principal: {principal} yuan.",
    given(
        "penalty",
        "Penalty up to {on}: {penalty} yuan, under {clause}; the annex shows how it is made up.",
    ),
    given("credit", "Your prepayment of {credit} yuan has been taken off."),
    "To pay: {total} yuan ({capitals}).",
    given("disputed", "What is being looked into (a dispute, a complaint) is not included."),
)
REMINDER = Template(
    "缴费提醒",
    "Payment reminder",
    [
        "[{project}] Hello, {total} yuan for {periods} has not been paid yet",
        given("penalty", " (penalty {penalty} yuan included)"),
        given("credit", " (prepayment of {credit} yuan taken off)"),
        ". Please pay when it suits you. Paid already, or a question? Call {telephone}",
        given("at_counter", ", or come to {counter}"),
        given("offers", ". You may apply for {offers}"),
        ".",
    ],
    language="en",
    message=True,
)
DOOR = Template(
    "温馨提示",
    "A friendly notice",
    [
        "To all owners and occupiers",
        "Thank you for supporting {project}. The current bills can be looked up; please have a look.",
        given("until", "There are {days_left} days left until {until}."),
        "No bill yet, a question, or instalments wanted? Call {telephone}; we go through it with you.",
        given("counter", "Or come to {counter}."),
        given("ways", "Ways to pay: {ways}"),
        "If your number or address has changed, please tell us. If you have paid, never mind this.",
        "{creditor}",
        "{on}",
    ],
    language="en",
)
NOTICE = Template(
    "催缴通知书",
    "Request for payment",
    [
        "Dear {name},",
        "By {on} these charges at {project} have not been paid. Please check them:",
        *_LISTED,
        "Please pay after you have checked them.",
        given(
            "deadline",
            "Please pay within {deadline} days, counted from the day after you receive this; "
            "the period is given under {944-2}.",
        ),
        "Account: {payee}",
        given("ways", "Ways to pay: {ways}"),
        given("counter", "At the counter: {counter}"),
        (
            "If you disagree with an amount or with the service, tell us and we "
            "check it line by line; what is not in question can be paid first."
        ),
        given("offers", "If you cannot pay at once, you may apply for {offers}."),
        "If you have paid, tell us the day and the amount and we check at once.",
        "Telephone: {telephone}",
        given("contact", "Ask for: {contact}"),
        "{creditor}",
        "{on}",
        *_ANNEX,
    ],
    language="en",
)
AGREEMENT = Template(
    "分期协议",
    "Agreement on instalments",
    [
        "Party A: {creditor}",
        "Party B: {name} ({units})",
        heading("1. The charges"),
        "Both have checked that by {on} Party B has not paid these charges at {project}:",
        *_LISTED,
        heading("2. The instalments"),
        "Party B pays in {parts_count} parts, the last one by {last_day}:",
        "{parts}",
        "Account: {payee}. Party B may pay sooner.",
        given("counter", "Or at the counter: {counter}."),
        given("penalty_stops", "No penalty runs on these charges while the agreement is kept."),
        given(
            "penalty_runs",
            "On what is unpaid the penalty under {clause} runs on, and is stated apart.",
        ),
        heading("3. What both agree"),
        "While Party B pays in time, Party A does not ask for these charges.",
        (
            "If a part is not paid in full, the agreement ends on the day after that part was due, and "
            "Party A may again ask for what is unpaid; what was paid counts."
        ),
        "Party B may object to charges or service at any time; signing this changes nothing in that.",
        (
            "By signing, Party B agrees to pay these charges as set out here; under {195} "
            "the limitation period begins anew. Please read this before you sign."
        ),
        "There are two copies, one for each. Questions: {telephone}.",
        "Party A (seal): ____________  Date: ____________",
        "Party B (signature): ____________  Date: ____________",
        *_ANNEX,
    ],
    language="en",
)
