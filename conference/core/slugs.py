"""Addresses that changed: every old slug is kept and points at the thing that had it."""

from collections import Counter
from collections.abc import Container, Iterable

from sqlalchemy import Index, Integer, select
from sqlalchemy.orm import Mapped, mapped_column

from conference.core.database import Base, Line, db
from conference.core.personal import Purpose, may_name_people
from conference.core.text import SLUG_LENGTH


@may_name_people(Purpose.PROGRAMME)
class OldSlug(Base):
    """A slug that a thing had once; `scope` is the id of what it was unique in (0: the whole site)."""

    __tablename__ = "old_slug"
    __table_args__ = (Index("uq_old_slug", "kind", "scope", "slug", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Line(20))
    scope: Mapped[int] = mapped_column(Integer, default=0)
    slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH))
    target_id: Mapped[int] = mapped_column(Integer)


def find_old_slug(kind: str, slug: str, scope: int = 0) -> int | None:
    """The id of the thing that once had this slug, or None."""
    query = select(OldSlug.target_id).where(OldSlug.kind == kind, OldSlug.slug == slug, OldSlug.scope == scope)
    return db.session.scalar(query)


def old_slugs(kind: str, scope: int = 0) -> set[str]:
    """Every slug that things of this kind once had."""
    return set(db.session.scalars(select(OldSlug.slug).where(OldSlug.kind == kind, OldSlug.scope == scope)))


def remember_slug(kind: str, slug: str, target_id: int, scope: int = 0) -> None:
    """Let the old slug lead to the thing for ever."""
    if find_old_slug(kind, slug, scope) is None:
        db.session.add(OldSlug(kind=kind, scope=scope, slug=slug, target_id=target_id))


def free_slug(wanted: str, is_taken: Container[str], first: int = 2) -> str:
    """The wanted slug, with a number behind it when it is taken ("keynote-2"); numbers are tried from `first` on."""
    slug, number = wanted, first
    while slug in is_taken:
        stem = wanted[: SLUG_LENGTH - 6].rstrip("-")
        slug = f"{stem}-{number}"
        number += 1
    return slug


def slugs_once_of(kind: str, target_id: int) -> frozenset[str]:
    """Every slug that one thing once had (1 query)."""
    return frozenset(
        db.session.scalars(select(OldSlug.slug).where(OldSlug.kind == kind, OldSlug.target_id == target_id))
    )


class FreeSlugs:
    """Many slugs that are free, one after the other; quick where a thousand want the same one."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._wanted: Counter[str] = Counter()

    def take(self, wanted: str) -> str:
        """The wanted slug, or the next free one with a number; it is taken from now on."""
        slug = free_slug(wanted, self._taken, 2 + self._wanted[wanted])
        self._wanted[wanted] += slug != wanted
        self._taken.add(slug)
        return slug
