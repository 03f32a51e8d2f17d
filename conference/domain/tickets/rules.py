"""What a ticket type is, when it can be had and by whom. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from conference.core.errors import Conflict, Invalid
from conference.core.text import clean_line
from conference.core.words import _, any_of
from conference.core.zones import moment_words
from conference.domain.events.rules import AttendanceMode

LARGEST_QUOTA = 100_000
LONGEST_DOMAINS = 400


@dataclass(frozen=True)
class TicketTypeDetails:
    """What an organiser says about a ticket type. Instants are aware; no `days` are all days of the event.

    A type that `needs_code` is seen only by those who give one of its codes; one that `needs_approval` gives a place
    when an organiser agreed; `email_domains` (lower case, without "@") are those whose people alone may take it.
    """

    name: str
    mode: AttendanceMode
    description: str = ""
    days: tuple[date, ...] = ()
    sells_from: datetime | None = None
    sells_until: datetime | None = None
    needs_code: bool = False
    needs_approval: bool = False
    email_domains: tuple[str, ...] = ()


def check_details(details: TicketTypeDetails, modes: Collection[AttendanceMode], days: Sequence[date]) -> None:
    """Raise Invalid unless the event offers the way of attending, has the days, and sells until after it begins to."""
    if not clean_line(details.name):
        raise Invalid(_("Please give the ticket type a name."), "name")
    if details.mode not in modes:
        raise Invalid(_("The event does not offer this way of attending."), "mode")
    if not set(details.days) <= set(days):
        raise Invalid(_("Please choose days of the event."), "days")
    if details.sells_from and details.sells_until and details.sells_until <= details.sells_from:
        raise Invalid(_("This must be later than when it can first be had."), "sells_until")


def domains_in(text: str) -> tuple[str, ...]:
    """The domains of an answer such as "ox.ac.uk, @example.org", each once; raises Invalid for what is none."""
    found = [one.removeprefix("@").lower() for one in clean_line(text).replace(",", " ").replace(";", " ").split()]
    for one in found:
        if "." not in one.strip(".") or "@" in one or "/" in one:
            raise Invalid(_("“%(domain)s” is not the domain of an address, like example.org.", domain=one),
                          "email_domains")  # fmt: skip
    return tuple(dict.fromkeys(found))


def is_of_domain(email: str, domains: Collection[str]) -> bool:
    """Whether an address belongs to one of the domains or to a part of one ("physics.ox.ac.uk"); to all if none."""
    domain = email.rpartition("@")[2].lower()
    return not domains or any(domain == one or domain.endswith(f".{one}") for one in domains)


@dataclass(frozen=True)
class Sale:
    """When a ticket type can be had: aware instants, `zone` is that of its times."""

    name: str
    sells_from: datetime | None
    sells_until: datetime | None
    zone: str
    zone_place: str = ""


def why_not_on_sale(sale: Sale, now: datetime) -> str:
    """Why a ticket type cannot be had now, in a sentence; "" while it can."""
    if sale.sells_from is not None and now < sale.sells_from:
        when = moment_words(sale.sells_from, sale.zone, sale.zone_place)
        return _("“%(type)s” can be had from %(when)s.", type=sale.name, when=when)
    if sale.sells_until is not None and now >= sale.sells_until:
        when = moment_words(sale.sells_until, sale.zone, sale.zone_place)
        return _("“%(type)s” could be had until %(when)s.", type=sale.name, when=when)
    return ""


def check_on_sale(sale: Sale, now: datetime) -> None:
    """Raise Invalid with the reason unless a ticket type can be had now."""
    if reason := why_not_on_sale(sale, now):
        raise Invalid(reason, "ticket")


def check_may_take(name: str, email: str, domains: Collection[str]) -> None:
    """Raise Invalid for an address that is of none of the domains that a ticket type is for."""
    if not is_of_domain(email, domains):
        ends = any_of(f"@{one}" for one in domains)
        raise Invalid(_("“%(type)s” is for addresses that end in %(ends)s.", type=name, ends=ends), "email")


def check_uses(used: int, most: int | None) -> None:
    """Raise Invalid where an access code was used as often as it may be; None: as often as one likes."""
    if most is not None and used >= most:
        raise Invalid(_("This code has been used as often as it may be."), "code")


def check_unused(used: int, name: str) -> None:
    """Raise Conflict while registrations have a ticket type, or wait for one, that is to be removed."""
    if used:
        raise Conflict(_("People have “%(type)s” or wait for it. End its sale instead.", type=name))
