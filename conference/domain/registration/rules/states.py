"""The states of a registration. Pure."""

import enum


class RegistrationState(enum.StrEnum):
    """The life of a registration."""

    PENDING = "waiting for approval"
    WAITING = "waiting"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


HOLDING = frozenset({RegistrationState.OFFERED, RegistrationState.CONFIRMED})  # a place is taken
ENDED = frozenset({RegistrationState.EXPIRED, RegistrationState.CANCELLED})  # the address may register again
