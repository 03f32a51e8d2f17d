"""Places and decisions in words, as the person reads them. Pure."""

from collections.abc import Collection
from datetime import datetime

from conference.core.text import fold
from conference.core.words import _
from conference.domain.events.rules import AttendanceMode
from conference.domain.registration.rules.windows import Window


def where_words(modes: Collection[AttendanceMode]) -> str:
    """Ways of attending in words: "in person", "online", "in person or online"."""
    if len(modes) > 1:
        return _("in person or online")
    return _("in person") if AttendanceMode.IN_PERSON in modes else _("online")


def place_words(mode: AttendanceMode, ticket: str) -> str:
    """A place in words: "in person", or "in person (Student)" by a ticket type of another name than "In person"."""
    where = where_words({mode})
    return where if fold(ticket) in {"", fold(where)} else f"{where} ({ticket})"


def given_place(place: str) -> str:
    """The decision about somebody who got a place at once; `place` as `place_words`."""
    return _("You have a place %(place)s: one was free, and nobody before you was waiting for it.", place=place)


def put_on_list(places: str, position: int) -> str:
    """The decision about somebody who has to wait for one of `places`."""
    return _(
        "No place %(where)s was free, so you were put on the waiting list, at number %(position)s. A place that becomes"
        " free goes to the first on the list who accepts it.",
        where=places, position=position,
    )  # fmt: skip


def moved_up(place: str) -> str:
    """The decision about somebody who moved up."""
    return _("A place %(place)s became free. You were the first on the waiting list who accepts one, so it is yours.",
             place=place)  # fmt: skip


def offered(place: str, until: datetime, window: Window) -> str:
    """The decision about somebody for whom a place is held until an aware instant."""
    return _(
        "A place %(place)s became free. You were the first on the waiting list who accepts one, so it is held for you"
        " until %(when)s.",
        place=place, when=window.moment(until),
    )  # fmt: skip


def chosen_to_invite() -> str:
    """The decision about somebody who told us of their interest and is invited."""
    return _("You told us that you are interested, and the organisers invite you. You are told when a place is held.")


def invited(place: str, until: datetime, window: Window) -> str:
    """The decision about somebody invited for whom a place is held until an aware instant."""
    when = window.moment(until)
    return _("The organisers invited you: a place %(place)s is held for you until %(when)s.", place=place, when=when)


def accepted_offer(place: str) -> str:
    """The decision about somebody who took the place that was held."""
    return _("You took the place %(place)s that was held for you.", place=place)


def offer_expired(until: datetime, window: Window) -> str:
    """The decision about somebody who did not take the place in time."""
    when = window.moment(until)
    return _("The place was held for you until %(when)s. You did not take it, so it went to the next on the list.",
             when=when)  # fmt: skip


def asked_for_approval(places: str) -> str:
    """The decision about somebody whose ticket type needs an organiser's approval."""
    return _("You asked for a place %(places)s. The organisers decide about it.", places=places)


def approved() -> str:
    """The decision of an organiser who agreed."""
    return _("The organisers agreed that you may come.")


def refused(reason: str) -> str:
    """The decision of an organiser who did not agree."""
    return _("The organisers did not agree: %(reason)s", reason=reason)


def given_by_hand(place: str, reason: str) -> str:
    """The decision of an organiser who gave somebody a place out of turn."""
    return _("The organisers gave you a place %(place)s out of turn: %(reason)s", place=place, reason=reason)


def changed_place(before: str, place: str) -> str:
    """The decision about somebody who changed to a place of another kind."""
    return _("You changed from a place %(before)s to one %(place)s. The place you had went to who waits for it.",
             before=before, place=place)  # fmt: skip


def handed_on(before: str, now: str) -> str:
    """The decision about a place that changed hands, with both names."""
    return _("%(before)s gave the place to %(now)s, who agreed.", before=before, now=now)


def cancelled_by(*, person: bool, had_place: bool) -> str:
    """The decision that ends a registration, in words."""
    if person:
        return _("You gave your place back.") if had_place else _("You left the waiting list.")
    if had_place:
        return _("The organisers cancelled your registration, and your place was given back.")
    return _("The organisers took you off the waiting list.")
