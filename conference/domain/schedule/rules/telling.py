"""Who is told what by a release: one letter for each person, about the sessions that they stand in. Pure."""

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from conference.domain.schedule.rules.snapshots import SessionSnapshot


class Matter(enum.StrEnum):
    """What about an event itself is told to everybody concerned."""

    DATES = "dates"
    PLACE = "place"
    JOIN = "join"
    CANCELLED = "cancelled"


class NewsKind(enum.StrEnum):
    """What has become of a person's session."""

    NEW = "new"
    MOVED = "moved"
    CANCELLED = "cancelled"
    REMOVED = "removed"


@dataclass(frozen=True)
class News:
    """What one person is told of one session: as it was (None: they were not in it) and as it is (None: gone)."""

    kind: NewsKind
    before: SessionSnapshot | None
    after: SessionSnapshot | None

    @property
    def session(self) -> SessionSnapshot:
        """The session as it is, or as it last was."""
        session = self.after or self.before
        if session is None:
            raise ValueError("news of no session")
        return session


def news_by_person(
    before: Iterable[SessionSnapshot], after: Iterable[SessionSnapshot], now: datetime
) -> dict[int, list[News]]:
    """What each person (by id) is told: their sessions that are new, moved, cancelled or taken out.

    What was and is over at `now` is told to nobody; a change of words alone neither.
    """
    old, new = ({session.session_id: session for session in sessions} for sessions in (before, after))
    told: dict[int, list[News]] = {}
    for session_id in {**new, **old}:
        pair = old.get(session_id), new.get(session_id)
        for person_id, news in _news(*pair):
            if not _is_past(news, now):
                told.setdefault(person_id, []).append(news)
    return told


def _news(old: SessionSnapshot | None, new: SessionSnapshot | None) -> Iterator[tuple[int, News]]:
    was = old.people if old and not old.is_cancelled else {}
    is_now = new.people if new and not new.is_cancelled else {}
    for person_id in {**is_now, **was}:
        if person_id not in was:
            yield person_id, News(NewsKind.NEW, None, new)
        elif person_id in is_now:
            if old and new and _place(old) != _place(new):
                yield person_id, News(NewsKind.MOVED, old, new)
        elif new is not None and new.is_cancelled:
            yield person_id, News(NewsKind.CANCELLED, old, new)
        else:
            yield person_id, News(NewsKind.REMOVED, old, new)


def _place(session: SessionSnapshot) -> tuple[object, ...]:
    return session.starts_at, session.ends_at, session.room_name


def _is_past(news: News, now: datetime) -> bool:
    ends = [session.ends_at for session in (news.before, news.after) if session is not None]
    return all(end is not None and end <= now for end in ends)
