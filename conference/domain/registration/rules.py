"""Who gets a place, who waits, who moves up. Pure."""

import enum


class RegistrationState(enum.StrEnum):
    """The life of a registration."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
