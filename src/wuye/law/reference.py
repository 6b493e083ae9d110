"""Articles, and how sure we are of each.

The tables in this package hold what was read, where, and in which edition.  Nothing
whose wording was not read in a stored full text or on an official page counts as
verified, and no default that moves money rests on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from ..citation import Citation
from ..errors import NotInForceError, UnknownError


class Certainty(Enum):
    """How a rule is known."""

    READ = "read"  # word for word in a stored full text of the law
    OFFICIAL = "official"  # on an official page
    DOCUMENTED = "documented"  # in the documentation of whoever sets the format
    IN_CODE = "in-code"  # in programs that read real files: evidence, not authority
    SECONDARY = "secondary"  # in the press or a commentary: a lead
    MEMORY = "memory"  # from memory, no text found
    INFERRED = "inferred"  # our own inference, no rule of law

    @property
    def verified(self) -> bool:
        """Whether a default may rest on it."""
        return self in {Certainty.READ, Certainty.OFFICIAL}


@frozen
class Source:
    """A law, regulation, interpretation or standard, in one edition.

    ``since`` is the first day on which the edition applies, ``until`` the first on which
    it no longer does.  ``since_certainty`` tells how these days are known, which is not
    how the articles are: a text may be read word for word and its first day not.

    >>> source = Source("某法", date(2020, 1, 1), since_certainty=Certainty.MEMORY)
    >>> source.since_certainty.verified, source.article("1", "……").certainty.verified
    (False, True)
    """

    name: str
    since: date
    until: date | None = None
    issued_as: str = ""
    since_certainty: Certainty = Certainty.READ

    def article(
        self,
        number: str,
        says: str,
        certainty: Certainty = Certainty.READ,
        *,
        superseded_by: str = "",
        reference: bool = False,
    ) -> Article:
        """Enter one article of this source; see :class:`Article`."""
        cite = Citation(
            self.name, number, edition=self.since.isoformat(), verified=certainty.verified
        )
        return Article(cite, says, certainty, self, superseded_by, reference)


@frozen
class Article:
    """One article: where it stands, what it says in short, how sure we are.

    ``number`` counts paragraphs and items after hyphens: ``"944-3"`` is the third
    paragraph of article 944.  ``superseded_by`` names what displaces it; ``reference``
    says that the row is kept to be looked up and no rule of this library rests on it.
    """

    cite: Citation
    says: str
    certainty: Certainty
    source: Source = field(repr=False)
    superseded_by: str = ""
    reference: bool = False

    @property
    def number(self) -> str:
        """The number of the article."""
        return self.cite.article

    def in_force(self, on: date) -> bool:
        """Whether the edition applies on a day and nothing displaces the article."""
        until = self.source.until
        return self.source.since <= on and (until is None or on < until) and not self.superseded_by


@frozen
class Finding:
    """Something that a check found, told in Chinese, with what it rests on.

    ``stops`` says that what was checked must not go on like this; otherwise it is to be
    looked at by a person.
    """

    code: str
    says: str
    cite: Citation
    stops: bool = True


def find(articles: Iterable[Article], number: str, on: date) -> Citation:
    """Cite an article as it applies on a day.

    Raises :class:`~wuye.errors.UnknownError` when it is not in the table and
    :class:`~wuye.errors.NotInForceError` when it does not apply on the day.
    """
    same = [article for article in articles if article.number == number]
    if not same:
        raise UnknownError("no such article in the table", number, "law", "see the module's tables")
    for article in same:
        if article.in_force(on):
            return article.cite
    instead, first = same[-1].superseded_by, same[0].source
    sure = "" if first.since_certainty.verified else ", a day that is not verified"
    raise NotInForceError(
        "the article does not apply on that day",
        on.isoformat(),
        str(same[-1].cite),
        f"see {instead}" if instead else f"it applies from {first.since}{sure}",
    )
