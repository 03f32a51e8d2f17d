"""Two records of one person or organisation made one: what moves, what stays, and when it can be undone. Pure."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conference.core.errors import Conflict
from conference.core.words import _
from conference.domain.people.rules import folded


class RecordKind(enum.StrEnum):
    """What may be merged; the value is the name of its table."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Twice(enum.Enum):
    """What becomes of a row of the record that goes where the one that stays has the same."""

    MOVES = enum.auto()  # both may stand
    STAYS_BEHIND = enum.auto()  # seen nowhere any more, until the merge is undone
    IS_KEPT_ASIDE = enum.auto()  # taken away, and put back when the merge is undone


@dataclass(frozen=True)
class Reference:
    """A column that points at the records of a kind. `same`: the columns in which two rows say the same."""

    table: str
    column: str
    twice: Twice = Twice.MOVES
    same: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Table and column, as a merge remembers them."""
        return f"{self.table}.{self.column}"


REFERENCES = {
    RecordKind.PERSON: (
        Reference("person_alias", "person_id", Twice.STAYS_BEHIND, ("folded_name",)),
        Reference("appearance", "person_id", Twice.IS_KEPT_ASIDE, ("session_id", "role", "presentation_id")),
        Reference("released_appearance", "person_id"),
        Reference("speaker_plan", "person_id", Twice.STAYS_BEHIND, ("event_id",)),
        Reference("objection", "person_id", Twice.STAYS_BEHIND, ("session_id",)),
        Reference("source_identity", "person_id"),
        Reference("write_up", "person_id", Twice.STAYS_BEHIND, ("session_id",)),
        Reference("quote", "person_id"),
        Reference("blog_author", "person_id", Twice.IS_KEPT_ASIDE, ("blog_post_id",)),
    ),
    RecordKind.ORGANISATION: (
        Reference("organisation_alias", "organisation_id", Twice.STAYS_BEHIND, ("folded_name",)),
        Reference("person", "organisation_id"),
        Reference("appearance", "organisation_id"),
    ),
}

FIELDS = {
    RecordKind.PERSON: (
        "name", "honorific", "email", "job_title", "affiliation", "organisation_id", "biography", "photo_id",
    ),
    RecordKind.ORGANISATION: ("name", "country"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row that points at a record: its id, and what it says in the columns that make two rows the same."""

    id: int
    same: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Move:
    """What a merge does with the rows of one reference: the ids that move, and those that are there already."""

    reference: Reference
    moves: tuple[int, ...]
    twice: tuple[int, ...]


def move_of(reference: Reference, theirs: Iterable[Row], ours: Iterable[Row]) -> Move:
    """Which rows of the record that goes (`theirs`) move, and which the one that stays (`ours`) has already."""
    if reference.twice is Twice.MOVES:
        return Move(reference, tuple(row.id for row in theirs), ())
    there = {row.same for row in ours}
    rows = list(theirs)
    moves = tuple(row.id for row in rows if row.same not in there)
    return Move(reference, moves, tuple(row.id for row in rows if row.same in there))


def differing(kept: Mapping[str, Any], gone: Mapping[str, Any]) -> list[str]:
    """The fields that the two records say otherwise, in the order of `kept`; one of them may say nothing."""
    return [field for field, value in kept.items() if (value or None) != (gone[field] or None)]


def usual_choice(kept: Mapping[str, Any], gone: Mapping[str, Any]) -> frozenset[str]:
    """The fields to take from the record that goes unless it is said otherwise: those that only it fills."""
    return frozenset(field for field in differing(kept, gone) if not kept[field])


def merged_values(kept: Mapping[str, Any], gone: Mapping[str, Any], taken: Iterable[str]) -> dict[str, Any]:
    """The fields whose value changes where `taken` ones come from the record that goes."""
    return {field: gone[field] for field in differing(kept, gone) if field in set(taken)}


def new_alias(kept_name: str, gone_name: str, stays: str, aliases: Iterable[str]) -> str:
    """The name that is not said any more, where it is no alias yet: of the two the one that does not stay; else ""."""
    other = gone_name if stays == kept_name else kept_name
    known = {folded(stays), *(folded(alias) for alias in aliases)}
    return "" if folded(other) in known else other


def check_are_two(kept_id: int, gone_id: int) -> None:
    """Raise Conflict where both are one record."""
    if kept_id == gone_id:
        raise Conflict(_("These are one record already."))


def check_unchanged(seen: object, now: object) -> None:
    """Raise Conflict where the marks of what was seen before and of what is there now differ."""
    if seen != now:
        raise Conflict(_("One of the two was changed while this page was open. Please look at both once more."))


def check_may_merge(gone_name: str, clashes: Sequence[str]) -> None:
    """Raise Conflict where both wrote on the same sessions (their titles), for a person writes one up once."""
    if clashes:
        titles = ", ".join(f"\u201c{title}\u201d" for title in clashes)
        raise Conflict(_("Both have a write-up on %(titles)s. Withdraw that of %(name)s first, or keep their record "
                         "instead.", titles=titles, name=gone_name))  # fmt: skip


def check_may_undo(*, is_undone: bool, name: str, merged_into: str, later: Sequence[str]) -> None:
    """Raise Conflict where a merge cannot be undone now.

    `merged_into` is the record that the one that stayed went into since, `later` are those that went into it since.
    """
    if is_undone:
        raise Conflict(_("This was undone already."))
    if merged_into:
        raise Conflict(_("%(name)s was merged into %(other)s since. Undo that first.", name=name, other=merged_into))
    if later:
        raise Conflict(_("%(other)s was merged into %(name)s after that. Undo that first.", name=name,
                         other=", ".join(later)))  # fmt: skip


def restored_values(now: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields that a merge changed become when it is undone: what was edited since stays."""
    return {field: before[field] for field, value in after.items() if now[field] == value}
