"""What is new in a programme since a moment before, in words that everybody can read. Pure."""

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from conference.core.words import _
from conference.core.zones import span_words
from conference.domain.schedule.rules.snapshots import SessionSnapshot


class ChangeKind(enum.StrEnum):
    """What has changed about a session."""

    NEW = "new"
    REMOVED = "removed"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    MOVED = "moved"
    RENAMED = "renamed"
    PEOPLE = "people"
    DETAILS = "details"


@dataclass(frozen=True)
class Change:
    """One change of one session; `words` is a whole sentence with the title in it."""

    kind: ChangeKind
    session_id: int
    title: str
    words: str


@dataclass(frozen=True)
class Clock:
    """The zone that an event's times are read in, and the place that stands for it in words."""

    zone: str
    place: str = ""

    def when(self, starts_at: datetime | None, ends_at: datetime | None) -> str:
        """The time in words, or that there is none yet."""
        if starts_at is None or ends_at is None:
            return _("a time to be announced")
        return span_words(starts_at, ends_at, self.zone, self.place)

    def where_and_when(self, session: SessionSnapshot) -> str:
        """Time and room in words."""
        when = self.when(session.starts_at, session.ends_at)
        return _("%(when)s, %(room)s", when=when, room=session.room_name) if session.room_name else when


def changes_between(before: Iterable[SessionSnapshot], after: Iterable[SessionSnapshot], clock: Clock) -> list[Change]:
    """Every difference that readers should be told of, in the order of `after`; what was taken out comes last."""
    old, new = ({session.session_id: session for session in sessions} for sessions in (before, after))
    changes = [change for key, session in new.items() for change in _changes_of(old.get(key), session, clock)]
    gone = [session for key, session in old.items() if key not in new]
    return changes + [_change(ChangeKind.REMOVED, one, _("%(title)s was taken out of the programme.", title=one.title))
                      for one in gone]  # fmt: skip


def _change(kind: ChangeKind, session: SessionSnapshot, words: str) -> Change:
    return Change(kind, session.session_id, session.title, words)


def _changes_of(old: SessionSnapshot | None, new: SessionSnapshot, clock: Clock) -> Iterator[Change]:
    if old is None:
        words = _("%(title)s is new: %(when)s.", title=new.title, when=clock.where_and_when(new))
        yield _change(ChangeKind.NEW, new, words)
        return
    if old == new:
        return
    if new.is_cancelled:
        if not old.is_cancelled:
            yield _change(ChangeKind.CANCELLED, new, _("%(title)s is cancelled.", title=new.title))
        return
    if old.is_cancelled:
        words = _("%(title)s takes place after all: %(when)s.", title=new.title, when=clock.where_and_when(new))
        yield _change(ChangeKind.RESTORED, new, words)
        return
    yield from _moved(old, new, clock)
    yield from _said_otherwise(old, new)


def _moved(old: SessionSnapshot, new: SessionSnapshot, clock: Clock) -> Iterator[Change]:
    is_later = (old.starts_at, old.ends_at) != (new.starts_at, new.ends_at)
    if is_later:
        words = _("%(title)s moves from %(old)s to %(new)s.", title=new.title, old=clock.where_and_when(old),
                  new=clock.where_and_when(new))  # fmt: skip
        yield _change(ChangeKind.MOVED, new, words)
    elif old.room_name != new.room_name:
        unknown = _("a room to be announced")
        words = _("%(title)s moves from %(old)s to %(new)s.", title=new.title, old=old.room_name or unknown,
                  new=new.room_name or unknown)  # fmt: skip
        yield _change(ChangeKind.MOVED, new, words)


def _said_otherwise(old: SessionSnapshot, new: SessionSnapshot) -> Iterator[Change]:
    if old.title != new.title:
        words = _("%(old)s is now called %(new)s.", old=old.title, new=new.title)
        yield _change(ChangeKind.RENAMED, new, words)
    yield from _people(old, new)
    if parts := [words for words, values in _details(old, new) if values[0] != values[1]]:
        words = _("%(title)s has changed: %(parts)s.", title=new.title, parts=", ".join(parts))
        yield _change(ChangeKind.DETAILS, new, words)


def _people(old: SessionSnapshot, new: SessionSnapshot) -> Iterator[Change]:
    came = [name for key, name in new.people.items() if key not in old.people]
    left = [name for key, name in old.people.items() if key not in new.people]
    if came:
        words = _("%(names)s joined %(title)s.", names=", ".join(came), title=new.title)
        yield _change(ChangeKind.PEOPLE, new, words)
    if left:
        words = _("%(names)s left %(title)s.", names=", ".join(left), title=new.title)
        yield _change(ChangeKind.PEOPLE, new, words)
    if not came and not left and set(old.appearances) != set(new.appearances):
        words = _("The people of %(title)s are described differently.", title=new.title)
        yield _change(ChangeKind.PEOPLE, new, words)


def _details(old: SessionSnapshot, new: SessionSnapshot) -> list[tuple[str, tuple[object, object]]]:
    return [
        (_("the abstract"), (old.abstract, new.abstract)),
        (_("the presentations"), (old.presentations, new.presentations)),
        (_("the format"), ((old.format_slug, old.format_name), (new.format_slug, new.format_name))),
        (_("the theme"), ((old.theme_slug, old.theme_name), (new.theme_slug, new.theme_name))),
        (_("how one takes part"), (old.mode, new.mode)),
        (_("the language"), (old.language, new.language)),
        (_("the code"), (old.code, new.code)),
        (_("the address"), (old.slug, new.slug)),
    ]
