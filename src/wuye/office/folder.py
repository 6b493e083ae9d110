"""Reading an office's folder: one TOML file for the terms, CSV tables for the rest.

``office.toml`` and ``units.csv`` are needed, every other table when there is something to
say.  A table may as well be a spreadsheet, ``units.xlsx`` or ``units.xls``.  Every fault of
every file is found before anything is computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import evolve, field, frozen

from .. import fees
from ..dates import Period
from ..errors import FolderError, RowIssue
from ..estate import Community, Owner
from ..exchange import Cell, Faults, Row, with_rooms
from ..money import Money
from . import chasing, columns, disputed, estates, facts, meters, promised, reported
from .holidays import Holidays, read_holidays
from .items import check_units, wordless
from .people import BEARERS, OWNERS, PARTNERS, people
from .tables import read, refer
from .terms import FILE, Terms, read_terms


@frozen
class Office:
    """What a folder says.  What happened after billing keeps the rows it stood in."""

    terms: Terms
    community: Community
    costs: Mapping[tuple[Period, str], Money] = field(repr=False)
    drivers: tuple[Row, ...] = field(repr=False)
    readings: fees.MeterBook | None = field(repr=False)
    stays: tuple[fees.Stay, ...] = field(repr=False)
    waivers: tuple[fees.Waiver, ...] = field(repr=False)
    payments: tuple[Row, ...] = field(repr=False)
    disputes: tuple[Row, ...] = field(repr=False)
    dispute_events: tuple[Row, ...] = field(repr=False)
    complaints: tuple[Row, ...] = field(repr=False)
    complaint_events: tuple[Row, ...] = field(repr=False)
    notices: tuple[Row, ...] = field(repr=False)
    followups: tuple[Row, ...] = field(repr=False)
    profiles: tuple[Row, ...] = field(repr=False)
    promises: tuple[Row, ...] = field(repr=False)
    deliveries: tuple[Row, ...] = field(repr=False)
    people: Mapping[str, Owner] = field(repr=False)
    holidays: Holidays
    warnings: tuple[RowIssue, ...] = ()

    @property
    def schedule(self) -> fees.FeeSchedule:
        """The fee schedule."""
        return self.terms.schedule

    @property
    def creditors(self) -> frozenset[str]:
        """To whom anything is owed."""
        items = self.schedule.items
        return frozenset({self.schedule.creditor, *(i.creditor for i in items if i.creditor)})


def load(folder: Path) -> Office:
    """Read a folder.

    Raises :class:`~wuye.errors.FolderError` with every fault that was found.
    """
    faults = Faults()
    terms = read_terms(folder / FILE, faults)
    codes = {told.code for told in terms.items} if terms else set[str]()
    shared = {told.code for told in terms.items if told.shared} if terms else set[str]()
    estate = estates.read_estate(folder, codes, faults)
    counted = meters.read_meters(folder, estate.rooms, faults)
    month = facts.read_facts(folder, estate.rooms, codes, shared, faults)
    payments = read(folder, "payments", columns.PAYMENTS, faults)
    disputes = read(folder, "disputes", disputed.DISPUTES, faults)
    dispute_events = read(folder, "dispute_events", disputed.DISPUTE_EVENTS, faults)
    complaints = with_rooms(read(folder, "complaints", reported.COMPLAINTS, faults), faults)
    complaint_events = read(folder, "complaint_events", reported.COMPLAINT_EVENTS, faults)
    notices = read(folder, "notices", chasing.NOTICES, faults)
    followups = read(folder, "followups", chasing.FOLLOWUPS, faults)
    profiles = read(folder, "profiles", chasing.PROFILES, faults)
    promises = read(folder, "promises", promised.PROMISES, faults)
    deliveries = read(folder, "deliveries", columns.DELIVERIES, faults)
    holidays = read_holidays(folder, faults)

    named = (
        (estate.units, OWNERS),
        (estate.transfers, OWNERS),
        (estate.agreements, PARTNERS),
        (month.waivers, BEARERS),
    )
    parties = people(named, faults)
    named_rows = (*payments, *notices, *followups, *profiles, *promises)
    refer((*named_rows, *complaints), "业主编号", set(parties), faults)
    refer(complaints, "房号", estate.rooms, faults)
    if terms:
        creditors = {terms.schedule.creditor, *(told.item.creditor for told in terms.items)}
        refer(payments, "收款单位", creditors, faults)
    for row in payments:
        if row["登记日"] and row["收款日"] and row["登记日"] < row["收款日"]:
            faults.add(row.cell("登记日"), "rule", "登记日早于收款日")
    disputed.check_disputes(disputes, dispute_events, faults)
    promised.check_promises(promises, {row["工单号"] for row in complaints}, faults)
    chasing.check_chasing(notices, followups, profiles, faults)
    if terms is None or faults.errors:
        raise FolderError(faults.issues)
    for told in terms.items:
        if wordless(told):
            message = "没有文字说明怎样计费，公示里没有这一项；请写 described"
            faults.add(evolve(told.at, column="described"), "wordless", message, warning=True)
    estates.tell_missing_areas(estate, faults)
    with faults.at(Cell("units.csv")):
        community = estates.community(terms.community, estate, parties, faults)
        check_units(terms.items, community, faults)
    book = meters.meter_book(counted, faults)
    waivers = facts.waivers(month.waivers, parties, faults)
    stays = facts.stays(month.stays, faults)
    faults.stop()
    return Office(
        terms,
        community,
        {(row["月份"], row["项目"]): row["金额"] for row in month.costs},
        tuple(month.drivers),
        book,
        stays,
        waivers,
        tuple(payments),
        tuple(disputes),
        tuple(dispute_events),
        tuple(complaints),
        tuple(complaint_events),
        tuple(notices),
        tuple(followups),
        tuple(profiles),
        tuple(promises),
        tuple(deliveries),
        parties,
        holidays,
        tuple(faults.issues),
    )
