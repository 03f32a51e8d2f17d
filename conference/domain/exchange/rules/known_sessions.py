"""Which session of ours a session of the file is. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Mapping, Sequence
from dataclasses import dataclass

from conference.core.text import fold
from conference.domain.exchange.rules.known import Fields, Held, Known
from conference.domain.exchange.rules.near import MOST_CANDIDATES
from conference.domain.exchange.rules.sources import WORLD_WIDE, SourceKey, source_key
from conference.domain.exchange.rules.states import Thing
from conference.domain.programme.rules import SessionState
from conference.formats.programmes.values import FileSession, Scheme

OfFile = Callable[[FileSession], Hashable]
OfOurs = Callable[[Known], Hashable]


@dataclass(frozen=True)
class Match:
    """A session of the file with its key, the session of ours that it is (None: it is new), and what was said last.

    `candidates` are the ids of sessions of ours that a new one may be: those of the same title that nothing else is.
    """

    key: SourceKey
    session: FileSession
    known: Known | None
    last: Fields
    candidates: tuple[int, ...] = ()


def matched_sessions(sessions: Sequence[FileSession], held: Held, same_as: Mapping[str, int]) -> list[Match]:
    """By our own UID, else by identity in this source, or as `same_as` says by key; else by code, by title and start,
    where each names one alone.

    Nobody guesses a session that is known in this source under another identity: that is another session.
    """
    keys = [source_key(Thing.SESSION, session.identity) for session in sessions]
    found = _by_identity(sessions, keys, held, same_as)
    for of_file, of_ours in ((_code, _own_code), (_title_and_start, _own_title_and_start)):
        found.update(_unique_pairs(sessions, held, found, of_file, of_ours))
    alike = _by_title(held, {known.id for known in found.values()})
    return [Match(key, session, known := found.get(index), _last(held, key, known),
                  () if known else tuple(alike[fold(session.title)]))
            for index, (key, session) in enumerate(zip(keys, sessions, strict=True))]  # fmt: skip


def _by_title(held: Held, taken: Container[int]) -> dict[str, list[int]]:
    """By title the first few sessions of ours that take place and that nothing of the file is yet."""
    alike: dict[str, list[int]] = defaultdict(list)
    for one in held.sessions.values():
        title = fold(one.name)
        is_cancelled = one.fields.get("state") == SessionState.CANCELLED.value
        if title and one.id not in taken and not is_cancelled and len(alike[title]) < MOST_CANDIDATES:
            alike[title].append(one.id)
    return alike


def _by_identity(
    sessions: Sequence[FileSession], keys: Sequence[SourceKey], held: Held, same_as: Mapping[str, int]
) -> dict[int, Known]:
    """What a file of ours calls a session outdoes what was remembered of a source, which began as a guess."""
    by_uid = {known.uid: known for known in held.sessions.values()}
    found = {index: by_uid[uid] for index, session in enumerate(sessions) if (uid := _uid(session)) in by_uid}
    taken = {known.id for known in found.values()}
    for index, key in enumerate(keys):
        source = held.sources.get(key)
        known = held.sessions.get(source.target if source else same_as.get(key.words, 0))
        if known is not None and known.id not in taken and index not in found:
            taken.add(known.id)
            found[index] = known
    return found


def _last(held: Held, key: SourceKey, known: Known | None) -> Fields:
    source = held.sources.get(key)
    return source.said if source and known and source.target == known.id else {}


def _unique_pairs(
    sessions: Sequence[FileSession], held: Held, found: dict[int, Known], of_file: OfFile, of_ours: OfOurs
) -> dict[int, Known]:
    taken = {known.id for known in found.values()}
    named = {(key.scheme, source.target) for key, source in held.sources.items() if key.thing is Thing.SESSION}
    wanted = {index: of_file(one) for index, one in enumerate(sessions) if index not in found}
    ours = {known.id: of_ours(known) for known in held.sessions.values() if known.id not in taken}
    file_counts, our_counts = Counter(wanted.values()), Counter(ours.values())
    by_value = {value: held.sessions[session_id] for session_id, value in ours.items() if our_counts[value] == 1}
    pairs = {}
    for index, value in wanted.items():
        known = by_value.get(value) if value and file_counts[value] == 1 else None
        if known is not None and (sessions[index].identity.scheme, known.id) not in named:
            pairs[index] = known
    return pairs


def _uid(session: FileSession) -> str | None:
    identity = session.identity
    return identity.value if identity.scheme in WORLD_WIDE and not identity.slot else None


def _code(session: FileSession) -> Hashable:
    return session.identity.value if session.identity.scheme is Scheme.CODE else session.code


def _own_code(known: Known) -> Hashable:
    code: str = known.fields["code"]
    return code


def _title_and_start(session: FileSession) -> Hashable:
    return (fold(session.title), session.starts_at.isoformat()) if session.starts_at else None


def _own_title_and_start(known: Known) -> Hashable:
    return (fold(known.name), known.fields["starts_at"]) if known.fields["starts_at"] else None
