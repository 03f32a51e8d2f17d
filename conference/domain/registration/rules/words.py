"""Places and decisions in words, as the person reads them. Pure."""

from collections.abc import Collection

from conference.core.words import _
from conference.domain.events.rules import AttendanceMode


def where_words(modes: Collection[AttendanceMode]) -> str:
    """Ways of attending in words: "in person", "online", "in person or online"."""
    if len(modes) > 1:
        return _("in person or online")
    return _("in person") if AttendanceMode.IN_PERSON in modes else _("online")


def given_place(mode: AttendanceMode) -> str:
    """The decision about somebody who got a place at once, in words."""
    if mode is AttendanceMode.IN_PERSON:
        return _("You have a place in person: one was free, and nobody before you was waiting for it.")
    return _("You have a place online: one was free, and nobody before you was waiting for it.")


def put_on_list(accepts: Collection[AttendanceMode], position: int) -> str:
    """The decision about somebody who has to wait, in words."""
    return _(
        "No place %(where)s was free, so you were put on the waiting list, at number %(position)s. A place that becomes"
        " free goes to the first on the list who accepts it.",
        where=where_words(accepts), position=position,
    )  # fmt: skip


def moved_up(mode: AttendanceMode) -> str:
    """The decision about somebody who moved up, in words."""
    if mode is AttendanceMode.IN_PERSON:
        return _(
            "A place in person became free. You were the first on the waiting list who accepts one, so it is yours."
        )
    return _("A place online became free. You were the first on the waiting list who accepts one, so it is yours.")


def cancelled_by(*, person: bool, had_place: bool) -> str:
    """The decision that ends a registration, in words."""
    if person:
        return _("You gave your place back.") if had_place else _("You left the waiting list.")
    if had_place:
        return _("The organisers cancelled your registration, and your place was given back.")
    return _("The organisers took you off the waiting list.")
