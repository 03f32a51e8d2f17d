"""Erasing somebody: their records, what names them elsewhere, their files and mails; all in one transaction."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, String, Table, cast, delete, literal, select, update

from conference.core.database import db, lock_all
from conference.core.jobs import queue_job
from conference.core.personal import MARK_START, Erasing, tag_of
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.exchange.actions.uploads import drop_file
from conference.domain.exchange.rules import ENDED
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.rules import InterestState
from conference.domain.people.models import Person
from conference.domain.programme.models import Appearance
from conference.domain.records.queries.erasing import Subject, Where, goes_whole, mentions_of, own_rows
from conference.domain.records.queries.in_the_way import in_the_way, list_kept_imports
from conference.domain.records.rules.erasing import check_may_erase, withheld_words
from conference.domain.reflections.models import WriteUp
from conference.domain.reflections.rules import WriteUpState
from conference.domain.registration.models import Registration
from conference.domain.schedule.models import CurrentRelease, ReleasedAppearance, ReleasedPresentation, ReleasedSession
from conference.domain.site.actions import drop_document, remove_file, renew_documents, touch_public
from conference.domain.site.models import Document, StoredFile
from conference.mail.models import Envelope, EnvelopeState

SCRUBS = "scrub"
OWN_ONLY = {Erasing.EMPTIED, Erasing.WITHHELD, Erasing.NUMBERED}
Touched = dict[str, set[Any]]


def erase(subject: Subject, *, actor: Account | str, now: datetime) -> None:
    """Erase somebody everywhere, but for what stays without them: a place in a programme, a registration that counts.

    Public pages, PDFs and calendars follow. What is done outside the tables (mails in a folder, the space that the
    database has freed) the worker does next. Raises Conflict where something has to be done first; what is erased
    already changes nothing.
    """
    _hold(subject)
    check_may_erase(in_the_way(subject, now))
    theirs, released = _mails_to(subject), _released_with(subject)
    _end(subject, now)
    _drop_files(subject)
    for table, where in own_rows(subject):
        erase_rows(table, where)
    touched = _erase_mentions(subject)
    _raise_sequences(released, touched, now)
    _renew_public(now)
    _write_journal(subject, touched, actor, now)
    queue_job(SCRUBS, {"envelopes": sorted({*theirs, *_mails_of(touched.get("letter", set()))})}, now)


def _hold(subject: Subject) -> None:
    """One order of locks: events in whose releases they stand, people, registrations."""
    there = select(ReleasedSession.release_id).join(ReleasedAppearance)
    there = there.where(ReleasedAppearance.person_id.in_(subject.people))
    current = select(CurrentRelease.event_id).where(CurrentRelease.release_id.in_(there))
    lock_all(Event, db.session.scalars(current))
    lock_all(Person, subject.people)
    lock_all(Registration, subject.registrations)


def _mails_to(subject: Subject) -> list[int]:
    return list(db.session.scalars(select(Envelope.id).where(Envelope.folded_email.in_(subject.traces.addresses))))


def _mails_of(letters: Collection[int]) -> list[int]:
    return list(db.session.scalars(select(Envelope.id).where(Envelope.letter_id.in_(letters))))


def _released_with(subject: Subject) -> set[int]:
    """The sessions of releases in which they stand."""
    stands = ReleasedAppearance.person_id.in_(subject.people)
    return set(db.session.scalars(select(ReleasedAppearance.released_session_id).where(stands)))


def _end(subject: Subject, now: datetime) -> None:
    """What ends with them, apart from words: links open nothing any more, nothing is sent, nothing points elsewhere."""
    own = {"synchronize_session": False}
    db.session.flush()
    for query in (
        update(Person).where(Person.id.in_(subject.people))
        .values(erased_at=now, organisation_id=None, link_version=Person.link_version + 1),
        update(Appearance).where(Appearance.person_id.in_(subject.people)).values(organisation_id=None),
        update(Registration).where(Registration.id.in_(subject.registrations))
        .values(link_version=Registration.link_version + 1),
        update(ExpressionOfInterest).where(ExpressionOfInterest.id.in_(subject.interests))
        .values(state=InterestState.WITHDRAWN, link_version=ExpressionOfInterest.link_version + 1),
        update(Envelope).where(Envelope.id.in_(_mails_to(subject)), Envelope.state != EnvelopeState.SENT)
        .values(state=EnvelopeState.SUPPRESSED),
        delete(WriteUp).where(WriteUp.person_id.in_(subject.people), WriteUp.state != WriteUpState.PUBLISHED),
    ):  # fmt: skip
        db.session.execute(query, execution_options=own)


def _drop_files(subject: Subject) -> None:
    """Their pictures, and files of imports that are done: those may hold whole lists of people."""
    theirs = select(StoredFile).join(Person, Person.photo_id == StoredFile.id).where(Person.id.in_(subject.people))
    photos = db.session.scalars(theirs).all()
    db.session.execute(update(Person).where(Person.id.in_(subject.people)).values(photo_id=None))
    for photo in photos:
        remove_file(photo)
    for one in list_kept_imports():
        if one.state in ENDED:
            drop_file(one)
    db.session.flush()


def erase_rows(table: Table, where: Where) -> None:
    """Delete their rows of a table, or write over what they hold of them."""
    if goes_whole(table):
        db.session.execute(delete(table).where(where))
        return
    values = {column.name: _instead(table, column, tag.erasing) for column in table.columns
              if (tag := tag_of(column)) is not None and tag.erasing in OWN_ONLY}  # fmt: skip
    if values:
        db.session.execute(update(table).where(where).values(values))


def _instead(table: Table, column: Column[Any], erasing: Erasing) -> Any:
    if erasing is Erasing.NUMBERED:
        if column.nullable:
            return None
        return literal(MARK_START, String) + cast(table.c.id, String)
    if erasing is Erasing.WITHHELD:
        return withheld_words().lower() if column.name.startswith("folded") else withheld_words()
    if column.nullable:
        return None
    return {} if isinstance(column.type, JSON) else ""


def _erase_mentions(subject: Subject) -> Touched:
    """Take their name and addresses out of every text that is left; the keys of the rows, by table."""
    touched: Touched = {}
    for one in list(mentions_of(subject)):
        db.session.execute(update(one.table).where(one.key).values(one.values))
        touched.setdefault(one.table.name, set()).update(one.row.values())
    return touched


def _raise_sequences(released: set[int], touched: Touched, now: datetime) -> None:
    """Calendars that hold a session in which they stood, or an event whose text named them, take the new words."""
    presented = ReleasedPresentation.id.in_(touched.get("released_presentation", set()))
    within = db.session.scalars(select(ReleasedPresentation.released_session_id).where(presented))
    sessions = {*released, *touched.get("released_session", set()), *within}
    current = ReleasedSession.release_id.in_(select(CurrentRelease.release_id))
    for kind, where in ((ReleasedSession, ReleasedSession.id.in_(sessions) & current),
                        (Event, Event.id.in_(touched.get("event", set())))):  # fmt: skip
        raised: dict[str, Any] = {"sequence": kind.sequence + 1, "changed_at": now}
        db.session.execute(update(kind).where(where).values(raised), execution_options={"synchronize_session": False})


def _renew_public(now: datetime) -> None:
    """Nothing made before is shown any more: pages have a new version, and every PDF is made again."""
    db.session.expire_all()
    touch_public()
    for name in db.session.scalars(select(Document.name)).all():
        drop_document(name)
    renew_documents(now)


def _write_journal(subject: Subject, touched: Touched, actor: Account | str, now: datetime) -> None:
    """One row, with numbers and without a name; each record that stays says when it was done."""
    counts = Counter({name: len(keys) for name, keys in touched.items()})
    for kind, ids in ((Person, subject.people), (Registration, subject.registrations),
                      (ExpressionOfInterest, subject.interests)):  # fmt: skip
        for its_id in sorted(ids)[:1]:
            record("erase person", db.session.get_one(kind, its_id), actor=actor, now=now, texts=counts.total(),
                   registrations=len(subject.registrations), releases=counts["released_session"])  # fmt: skip
            return
