"""The pages of a run, to read, to print and to post."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from .. import fees
from ..bills import Bill
from ..html import element, page
from .folder import Office
from .items import wordless


def bills_page(office: Office, bills: Iterable[Bill]) -> str:
    """Every bill as a notice to read or print; what the folder does not tell is marked."""
    terms = office.terms
    notices = (
        fees.notice(
            bill,
            office.people,
            ways=terms.ways,
            telephone=terms.telephone,
            project=terms.schedule.project,
            draft=True,
        )
        for bill in bills
    )
    return fees.notices_page(notices, title=f"{office.community.name} 物业费账单")


def price_page(office: Office) -> str:
    """The standard of charges, to be posted; items that have no words are left out."""
    told = [each for each in office.terms.items if not wordless(each)]
    schedule = evolve(office.schedule, items=[each.item for each in told])
    return fees.publication_sheet(
        schedule,
        services={each.code: each.service for each in told if each.service},
        described={each.code: each.described for each in told if each.described},
        hotline=office.terms.hotline,
    ).html()


def disclosures_page(disclosures: Iterable[fees.Disclosure]) -> str:
    """Every shared cost of a month, to be posted: by room, without a name."""
    sections = [each.section() for each in disclosures]
    nothing = element("p", "本月没有分摊的费用。")
    return page("公摊费用公示", *(sections or [nothing]))
