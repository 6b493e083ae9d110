"""Filling a template (制作文书): all of it or nothing.

Every fault comes together: fields that the template misspells, facts that are missing.
Words that mislead or threaten with what is unlawful stop the paper, whoever wrote the
template; the name of the debtor is not read as words.

>>> from .sender import Sender
>>> told = DoorNotice(
...     creditor="锦苑物业",
...     sender=Sender(project="锦苑", telephone="010-00000000"),
...     on=date(2026, 11, 3),
... )
>>> write(told).text().splitlines()[0]
'温馨提示'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ...errors import ConflictError, RuleError, UnknownError, UnlawfulError
from ...explain import Language
from ...law import civil_code
from ...law.wording import misleading
from .agreement import Agreement
from .demands import Demand
from .door import DoorNotice
from .paper import Paper
from .service import Service
from .shipped import TEMPLATES
from .template import FIELD, Part, Table, Template, fields

#: Fields that hold a name: a Mr 征信 gets his letter.
_NAMES = ("name",)


#: What papers may be about.
Content = Demand | DoorNotice | Agreement | Service


def write(
    content: Content,
    template: str = "",
    *,
    language: Language = "zh",
    templates: Iterable[Template] = TEMPLATES,
    facts: Mapping[str, str] | None = None,
) -> Paper:
    """Write a paper by the template that the content asks for, or another by its name.

    A host puts templates of its own before those of the library, ``(mine, *TEMPLATES)``:
    the first of a name and language is taken.  ``facts`` are what its templates tell
    beside the content.

    Raises :class:`~wuye.errors.UnknownError` when there is no such template,
    :class:`~wuye.errors.RuleError` for fields that nobody knows or that have nothing to
    say, and :class:`~wuye.errors.UnlawfulError` for words that mislead.
    """
    wanted = _named(template or content.template, language, templates)
    place = f"template {wanted.name}"
    told = dict(content.fields(language))
    if both := sorted(told.keys() & (facts or {}).keys()):
        raise ConflictError("facts that the content tells", both, place, "give them other names")
    told |= facts or {}
    told |= _articles(wanted, content.on)
    _check(wanted, told, place)
    filled = _filled(wanted, told)
    _check_words(_filled(wanted, told | dict.fromkeys(_NAMES, "")), content.on, place)
    return filled


def _named(name: str, language: Language, templates: Iterable[Template]) -> Template:
    templates = tuple(templates)
    for each in templates:
        if (each.name, each.language) == (name, language):
            return each
    known = sorted({each.name for each in templates if each.language == language})
    raise UnknownError("no such template", name, f"papers in {language}", f"templates: {known}")


def _articles(template: Template, on: date) -> dict[str, str]:
    """Cite the articles that a template names, as they apply on a day."""
    names = {name for part in template.body for name in fields(part)}
    cited = {}
    for name in sorted(name for name in names if name[0].isdigit()):
        cite = civil_code.cite(name, on)
        number, _, paragraph = cite.article.partition("-")
        if template.language == "en":
            of = f", paragraph {paragraph}," * bool(paragraph)
            cited[name] = f"article {number}{of} of the Civil Code"
        else:
            cited[name] = f"《{cite.source}》第{number}条" + f"第{paragraph}款" * bool(paragraph)
    return cited


def _check(template: Template, told: Mapping[str, str | Table], place: str) -> None:
    """Find every field that is unknown or has nothing to say, before anything is written."""
    named = {name for part in template.body for name in fields(part)}
    named |= {part.given for part in template.body if isinstance(part, Part) and part.given}
    faults = dict.fromkeys(named - told.keys(), "no such field")
    written = [part for part in template.body if _stands(part, told)]
    for part in written:
        for name in fields(part):
            value = told.get(name)
            if value == "":
                faults[name] = "missing"
            elif isinstance(value, Table) and (isinstance(part, Table) or not _alone(part)):
                faults[name] = "a table stands alone"
    if faults:
        raise RuleError(
            "a template that cannot be filled",
            [f"{name}: {fault}" for name, fault in sorted(faults.items())],
            place,
            f"give what is missing; fields: {', '.join(sorted(told))}",
        )


def _stands(part: Part | Table, told: Mapping[str, str | Table]) -> bool:
    return isinstance(part, Table) or not part.given or bool(told.get(part.given))


def _alone(part: Part) -> bool:
    return FIELD.fullmatch(part.text) is not None


def _filled(template: Template, told: Mapping[str, str | Table]) -> Paper:
    def fill(text: str) -> str:
        return FIELD.sub(lambda found: str(told[found[1]]), text)

    body: list[Part | Table] = []
    for part in template.body:
        if isinstance(part, Table):
            body.append(part.each(fill))
        elif _stands(part, told):
            value = told[fields(part)[0]] if _alone(part) else None
            table = value if isinstance(value, Table) else None
            body.append(table or Part(fill(part.text), heading=part.heading))
    return Paper(
        template.name, template.title, body, language=template.language, message=template.message
    )


def _check_words(paper: Paper, on: date, place: str) -> None:
    """Refuse words that mislead; see :mod:`wuye.law.wording`."""
    if found := misleading(f"{paper.title}\n{paper.text()}", on=on):
        raise UnlawfulError(
            "；".join(f"{one.says}（{one.cite}）" for one in found),
            [one.phrase for one in found],
            place,
            "say what is owed, by when, and that one may sue or arbitrate (民法典 944-2)",
        )
