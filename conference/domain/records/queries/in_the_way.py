"""What has to be done before somebody can be erased, in sentences."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from conference.core import files
from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.rules import ENDED
from conference.domain.people.models import Person
from conference.domain.people.queries import IS_SOMEBODY
from conference.domain.programme.models import Appearance, Session
from conference.domain.programme.rules import SessionState
from conference.domain.records.queries.erasing import Subject
from conference.domain.records.rules.erasing import Traces
from conference.domain.registration.models import Registration
from conference.domain.registration.rules.states import ENDED as ENDED_STATES
from conference.domain.schedule.models import CurrentRelease, ReleasedAppearance, ReleasedSession
from conference.domain.site.queries import get_site
from conference.mail.models import Envelope, EnvelopeState


def in_the_way(subject: Subject, now: datetime) -> list[str]:
    """What to do first, each in a sentence; empty where nothing is in the way."""
    return [*_shared_address(subject), *_programmes(subject, now), *_places(subject, now), *_elsewhere(subject)]


def _shared_address(subject: Subject) -> Iterator[str]:
    """One address may be that of an office: nobody goes with somebody else."""
    names = select(Person.name).where(Person.id.in_(subject.people), IS_SOMEBODY)
    found = db.session.scalars(names.order_by(Person.folded_name, Person.id)).all()
    if len(found) > 1:
        yield _("%(names)s have one mail address. Make them one record, or give each an address of their own.",
                names=", ".join(found))  # fmt: skip


def _programmes(subject: Subject, now: datetime) -> Iterator[str]:
    """Programmes of events that are not over, as they are worked on and as they are released."""
    draft = select(Session.event_id).join(Appearance, Appearance.session_id == Session.id)
    draft = draft.where(Appearance.person_id.in_(subject.people), Session.state != SessionState.CANCELLED)
    released = select(CurrentRelease.event_id).join(
        ReleasedSession, ReleasedSession.release_id == CurrentRelease.release_id
    )
    released = released.join(ReleasedAppearance).where(ReleasedAppearance.person_id.in_(subject.people))
    events = select(Event).where(or_(Event.id.in_(draft), Event.id.in_(released)), Event.ends_at > now)
    for event in db.session.scalars(events.order_by(Event.starts_at, Event.id)):
        yield _("They stand in the programme of %(event)s, which is not over. Take them out and release that first.",
                event=event.name)  # fmt: skip


def _places(subject: Subject, now: datetime) -> Iterator[str]:
    """Registrations that count, of events that are not over."""
    query = select(Registration).join(Registration.event).options(joinedload(Registration.event))
    query = query.where(Registration.id.in_(subject.registrations), Event.ends_at > now)
    for one in db.session.scalars(query.where(Registration.state.not_in(ENDED_STATES))):
        yield _("They are registered for %(event)s, which is not over. Cancel that first.", event=one.event.name)


def _elsewhere(subject: Subject) -> Iterator[str]:
    accounts = db.session.scalars(select(Account).where(Account.id.in_(subject.accounts), Account.active)).all()
    if accounts:
        yield _("They can sign in here. Close their account first.")
    site = get_site()
    if subject.traces.is_in(
        [site.name, site.sender_email, site.reply_to, site.about, site.privacy_notice, site.footer]
    ):
        yield _("The settings of this site name them. Change those first.")
    leaving = Envelope.folded_email.in_(subject.traces.addresses), Envelope.state == EnvelopeState.SENDING
    if db.session.scalar(select(Envelope.id).where(*leaving).limit(1)):
        yield _("A mail to them is just going out. Try again in a minute.")
    if any(_names(one, subject.traces) for one in list_kept_imports() if one.state not in ENDED):
        yield _("A file that names them is being imported. Finish or stop that first.")


def list_kept_imports() -> list[ProgrammeImport]:
    """The imports whose file is still there."""
    query = select(ProgrammeImport).where(ProgrammeImport.file_id.is_not(None)).order_by(ProgrammeImport.id)
    return list(db.session.scalars(query.options(joinedload(ProgrammeImport.file))))


def _names(one: ProgrammeImport, traces: Traces) -> bool:
    try:
        data = files.read(one.file.storage_key) if one.file else b""
    except NotFound:
        return False
    return any(traces.is_in(part.decode("utf-8", "replace")) for part in _parts(data))


def _parts(data: bytes) -> Iterator[bytes]:
    """A file as it is, or each file in it where it is an archive (as those of spreadsheets are)."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield data
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield archive.read(name)
