"""What was agreed on single units of the sample: who else pays, and what is waived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..estate import Agreement, Owner
from ..fees import Waiver
from ..fees.waivers import Ground
from .chance import Chance
from .people import DEVELOPER, person
from .rooms import Rooms

_TENANT = 50_000  # from where tenants are numbered
#: reason, evidence, share, and who bears it if not the company
_WAIVED: tuple[tuple[Ground, str, str, Owner | None], ...] = (
    ("low-income", "样例低保证", "0.5", None),
    ("disability", "样例残疾人证", "0.5", None),
    ("illness", "样例住院病历", "1", None),
    ("donation", "样例资助协议", "0.3", DEVELOPER),
    ("vacancy", "样例空置申请", "0.3", None),
    ("service", "样例整改通知", "0.1", None),
)


def agreements(chance: Chance, built: Rooms, year: int) -> tuple[Agreement, ...]:
    """Tenants who pay, of shops all and of homes the water; payers and guarantors of offices."""
    return (*_tenants(chance, built, year), *_of_offices(built))


def _tenants(chance: Chance, built: Rooms, year: int) -> Iterator[Agreement]:
    for number, shop in enumerate(built.of("shop")):
        if number == 0 or chance.happens(60, "let", shop.id):
            tenant = person(f"T-{shop.id}", _TENANT + number)
            ends = chance.happens(25, "let until", shop.id)
            until = date(year, chance.between(4, 11, "let until", shop.id), 16) if ends else None
            yield Agreement(shop.id, tenant, since=date(year - 1, 3, 1), until=until)
    for number, home in enumerate(built.of("residential"), 100):
        if home.owner != DEVELOPER and chance.happens(7, "let", home.id):
            tenant = person(f"T-{home.id}", _TENANT + number)
            since = date(year, chance.between(1, 9, "let since", home.id), 1)
            yield Agreement(home.id, tenant, since=since, items=["water"])


def _of_offices(built: Rooms) -> Iterator[Agreement]:
    first, *_, last = built.of("office")
    if last.owner != first.owner:
        yield Agreement(last.id, first.owner, kind="payer")
    yield Agreement(first.id, DEVELOPER, kind="guarantor")


def waivers(chance: Chance, built: Rooms, year: int) -> tuple[Waiver, ...]:
    """One waiver of each kind, of the property fee of a home."""
    homes = [home for home in built.of("residential") if home.owner != DEVELOPER]
    return tuple(
        Waiver(
            id=f"JM-{number}",
            unit=homes[(number * 7 + 3) % len(homes)].id,
            items=["property"],
            share=share,
            reason=reason,
            evidence=evidence,
            since=date(year, month, 1),
            until=date(year + month // 7, (month + 5) % 12 + 1, 1),
            bearer=bearer,
            rule="虚构的样例市物业服务收费办法第20条" if reason == "vacancy" else "",
        )
        for number, (reason, evidence, share, bearer) in enumerate(_WAIVED, 1)
        for month in [chance.between(1, 7, "waived", number)]
    )
