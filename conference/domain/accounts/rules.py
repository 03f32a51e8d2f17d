"""The whole policy on one screen: who may do what. Pure."""

import enum
from collections.abc import Iterable


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
