"""The whole policy on one screen: who may do what. Pure."""

import enum
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from conference.core.errors import Conflict, Invalid
from conference.core.words import _

CODE_LIFE = timedelta(minutes=10)
SAME_CLICK = timedelta(minutes=1)
SIGNED_IN_FOR = timedelta(days=14)
MOST_TRIES = 5
MOST_TABLES, MOST_COLUMNS = 50, 50
COLUMN = re.compile("[a-z][a-z-]{0,39}")


class Role(enum.StrEnum):
    """What a member of staff is: for the whole site, or (all but owner) for one event."""

    OWNER = "owner"
    ORGANISER = "organiser"
    EDITOR = "editor"
    DOOR_HELPER = "door helper"


class Permission(enum.StrEnum):
    """What may be done."""

    SEE_WORKBENCH = "see the workbench"
    MANAGE_SITE = "manage the site"
    MANAGE_TEAM = "manage the team"
    EDIT_EVENTS = "edit events"
    EDIT_PEOPLE = "edit people"
    EDIT_PROGRAMME = "edit the programme"
    EDIT_SCHEDULE = "edit the schedule"
    RELEASE = "release the programme"
    EDIT_MATERIALS = "edit materials"
    SEE_INTEREST = "see interest"
    SEE_REGISTRATIONS = "see registrations"
    EDIT_REGISTRATIONS = "edit registrations"
    REVIEW_WRITE_UPS = "review write-ups"
    EDIT_REFLECTIONS = "edit reflections"
    EDIT_BRIEFINGS = "edit briefings"
    SEE_OUTBOX = "see the outbox"
    CHECK_IN = "check people in"
    MANAGE_DOOR = "manage the door"


_EDITOR = {
    Permission.SEE_WORKBENCH,
    Permission.EDIT_MATERIALS,
    Permission.REVIEW_WRITE_UPS,
    Permission.EDIT_REFLECTIONS,
    Permission.EDIT_BRIEFINGS,
}
_ORGANISER = set(Permission) - {Permission.MANAGE_SITE, Permission.MANAGE_TEAM}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.OWNER: frozenset(Permission),
    Role.ORGANISER: frozenset(_ORGANISER),
    Role.EDITOR: frozenset(_EDITOR),
    Role.DOOR_HELPER: frozenset({Permission.CHECK_IN}),
}


def is_allowed(roles: Iterable[Role], permission: Permission) -> bool:
    """Whether any of the roles (site-wide ones and the one at this event together) has the permission."""
    return any(permission in GRANTS[role] for role in roles)


def check_columns(table: str, keys: Sequence[str]) -> None:
    """Raise Invalid unless these can be the key of a table and those of its columns."""
    if len(keys) > MOST_COLUMNS or not all(COLUMN.fullmatch(key) for key in (table, *keys)):
        raise Invalid(_("These are no columns of a table."))


def is_code_open(asked_at: datetime, at: datetime) -> bool:
    """Whether the code of a sign-in is not too old: 10 minutes (real time)."""
    return at - asked_at <= CODE_LIFE


def is_unused(used_at: datetime | None, used_by: str, asker: str, at: datetime) -> bool:
    """Whether a sign-in may be used by `asker`: nobody has, or the same page did a moment ago (a double click)."""
    return used_at is None or (used_by == asker and at - used_at <= SAME_CLICK)


def is_signed_in(used_at: datetime | None, ended_at: datetime | None, at: datetime) -> bool:
    """Whether a sign-in still holds: 14 days from its use, whatever is done meanwhile, unless it was ended."""
    return used_at is not None and ended_at is None and at - used_at <= SIGNED_IN_FOR


def check_owner_remains(owners: int, is_owner: bool) -> None:
    """Raise Conflict when the one who stops being an owner is the last of `owners`."""
    if is_owner and owners <= 1:
        raise Conflict(_("This is the last owner. Make somebody else an owner first."))
