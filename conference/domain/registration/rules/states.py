"""The states of a registration. Pure."""

import enum


class RegistrationState(enum.StrEnum):
    """The life of a registration."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
