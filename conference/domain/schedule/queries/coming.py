"""What the next release of an event would be: what it changes, whom it tells what, what clashes in it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from conference.core.database import db
from conference.core.tokens import digest
from conference.domain.events.models import Event
from conference.domain.events.rules import EventState
from conference.domain.people.models import Person
from conference.domain.people.queries import people_by_id
from conference.domain.programme.queries import sessions_of
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.models import Release
from conference.domain.schedule.queries.frames import frame_of
from conference.domain.schedule.queries.planning import placements_in
from conference.domain.schedule.queries.releases import find_current_release, get_release
from conference.domain.schedule.queries.snapshots import clock_of, snapshot_of, snapshots_of, to_release
from conference.domain.schedule.rules import (
    Change,
    Clash,
    News,
    SessionSnapshot,
    changes_between,
    differing,
    find_all_clashes,
    news_by_person,
)
from conference.mail.models import UNSENT_STATES, Envelope, EnvelopeState, Letter

TELLS_SPEAKERS = "schedule/your_session"
Pair = tuple[int, int]  # the ids of a person and of a session


@dataclass(frozen=True)
class Untold:
    """The release that a person knew before a letter that has not left for certain; `in_hand`: it may be leaving."""

    release: int
    in_hand: bool


@dataclass(frozen=True)
class Told:
    """One person whom the next release concerns; without an address no letter can go."""

    person: Person
    news: tuple[News, ...]


@dataclass(frozen=True)
class ComingRelease:
    """What a release of the draft would be: in the place of which, with what, telling whom what.

    `clashes` are those among the sessions that it would show. `news` says what each person is to be told of each of
    their sessions; None: they have an unsent letter about it, and are to be told nothing any more. So many sessions of
    the draft are `unconfirmed` and stay out.
    """

    event: Event
    current: Release | None
    before: list[SessionSnapshot]
    after: list[SessionSnapshot]
    news: dict[Pair, News | None]
    clashes: tuple[Clash, ...]
    unconfirmed: int

    @property
    def number(self) -> int:
        """Which number it would have."""
        return self.current.number + 1 if self.current else 1

    @property
    def is_new(self) -> bool:
        """Whether readers would see anything else than now."""
        return bool(differing(self.before, self.after))

    @property
    def changes(self) -> list[Change]:
        """What it changes, in words."""
        return changes_between(self.before, self.after, clock_of(self.event))

    @property
    def mark(self) -> str:
        """Its number, and what differs wherever something else would become public: what a page has seen of it."""
        hard = [clash.words for clash in self.clashes if clash.kind.is_hard]
        seen = differing(self.before, self.after), hard, self.event.state is EventState.DRAFT
        return f"{self.number}:{digest(repr(seen))}"


def coming_release(event: Event, now: datetime) -> ComingRelease:
    """What a release at `now` would be; everything is read once (a constant number of queries)."""
    current = find_current_release(event)
    before = snapshots_of(current)
    drafted = sessions_of(event)
    sessions = to_release(drafted, before)
    after = [snapshot_of(session) for session in sessions]
    return ComingRelease(
        event, current, before, after,
        news=_news(event, current, before, after, now),
        clashes=tuple(find_all_clashes(placements_in(sessions), frame_of(event))),
        unconfirmed=sum(session.state is SessionState.DRAFT for session in drafted),
    )  # fmt: skip


def news_of_current(release: Release, now: datetime) -> dict[Pair, News | None]:
    """What speakers are to be told of a release that was made while its event was a draft, as in ComingRelease."""
    after = snapshots_of(release)
    return _news(release.event, release, after, after, now)


def _news(
    event: Event, current: Release | None, before: list[SessionSnapshot], after: list[SessionSnapshot], now: datetime
) -> dict[Pair, News | None]:
    """What each person is to be told of each session when `after` becomes public: what is new since they were told.

    None: they have an unsent letter, and are to be told nothing any more. What a letter in hand tells may yet be told;
    where that is taken back, they are told what is new since that letter.
    """
    told = numbers_told(event)
    known = {0: [], current.number if current else 0: before}
    untold = untold_since(event, told)
    last = max(told, default=0)
    bases = {}
    for number in {last, *(one.release for one in untold.values())}:
        base = known[number] if number in known else snapshots_of(get_release(event, number))
        bases[number] = _by_pair(news_by_person(base, after, now))
    found: dict[Pair, News | None] = {**bases[last]}
    for pair, one in untold.items():
        found[pair] = bases[one.release].get(pair) or (bases[last].get(pair) if one.in_hand else None)
    return found


def numbers_told(event: Event) -> list[int]:
    """The numbers of the releases that speakers know of; the others were made while the event was a draft."""
    return list(db.session.scalars(select(Release.number).where(Release.event_id == event.id, Release.is_told)))


def _by_pair(news: dict[int, list[News]]) -> dict[Pair, News]:
    return {(person_id, one.session.session_id): one for person_id, found in news.items() for one in found}


def untold_since(event: Event, told: list[int]) -> dict[Pair, Untold]:
    """Which letters about releases have not left for certain: what they tell must be told by the newer ones.

    A newer letter takes the place of an unsent one, so it must begin where that one began: at the release of which
    speakers were `told` before. One in hand may yet leave.
    """
    query = select(Envelope.key, Envelope.state, Letter.about).join(Letter)
    query = query.where(Letter.event_id == event.id, Letter.kind == TELLS_SPEAKERS).order_by(Envelope.id.desc())
    found: dict[Pair, Untold] = {}
    left: set[Pair] = set()
    for key, state, about in db.session.execute(query):
        _letter, _event, _person, person_id, _session, session_id = str(key).split(":")
        pair = int(person_id), int(session_id)
        if state not in {*UNSENT_STATES, EnvelopeState.SUPERSEDED, EnvelopeState.SENDING}:
            left.add(pair)
        elif pair not in left:
            in_hand = state is EnvelopeState.SENDING or (pair in found and found[pair].in_hand)
            number = int(about.rpartition(":")[2])
            found[pair] = Untold(max((one for one in told if one < number), default=0), in_hand)
    return found


def told_by(news: dict[Pair, News | None]) -> list[Told]:
    """Whom news concern, by name, and what each is told (1 query)."""
    found: dict[int, list[News]] = {}
    for (person_id, _session_id), one in news.items():
        if one is not None:
            found.setdefault(person_id, []).append(one)
    people = people_by_id(set(found))
    return sorted((Told(people[key], tuple(some)) for key, some in found.items()), key=lambda one: one.person.name)


def count_written_to(release: Release) -> int:
    """How many people have a letter about a release (1 query)."""
    query = select(func.count(Envelope.recipient_email.distinct())).join(Letter)
    return db.session.scalar(query.where(Letter.about == about_release(release))) or 0


def about_release(release: Release) -> str:
    """What letters to speakers about a release say that they are about."""
    return f"release:{release.event_id}:{release.number}"
