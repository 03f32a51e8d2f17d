"""A furnished house: one organisation with `number` of everything, hung on the first of each, all of it public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from conference.core.database import Base, db, transaction
from conference.core.text import fold
from conference.core.tokens import digest, new_uid, public_id
from conference.domain.accounts.actions import SYSTEM, record
from conference.domain.accounts.models import Account
from conference.domain.accounts.rules import Role
from conference.domain.attendance.models import Door, Scan
from conference.domain.attendance.rules import Answer
from conference.domain.briefings.models import (
    Briefing,
    BriefingItem,
    BriefingLink,
    BriefingSection,
    BriefingState,
    ItemKind,
)
from conference.domain.consents.models import Consent, Wording
from conference.domain.consents.rules import ConsentPurpose
from conference.domain.editions.models import SeriesTemplate
from conference.domain.editions.rules import Rhythm
from conference.domain.events.models import Deadline, Event, OpeningHours, Room, Series, TeamMember, Venue
from conference.domain.events.rules import AttendanceMode, EventKind, EventState, TeamRole
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.rules import (
    Candidate,
    Fate,
    ImportState,
    Outcome,
    ProposedEvent,
    Report,
    ReportItem,
    ShownChange,
    Thing,
    json_of_outcome,
    json_of_report,
)
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.rules import InterestState
from conference.domain.materials.models import Material
from conference.domain.materials.rules import MaterialKind
from conference.domain.people.models import Organisation, OrganisationAlias, Person, PersonAlias
from conference.domain.programme.models import Appearance, Format, Presentation, Session, SessionFollows, Theme
from conference.domain.programme.rules import AppearanceRole, SessionState
from conference.domain.records.models import KnownDifferent, RecordMerge
from conference.domain.records.rules.merging import RecordKind
from conference.domain.reflections.models import (
    BlogAuthor,
    BlogPost,
    BlogPostEvent,
    BlogPostSession,
    Highlight,
    Quote,
    Takeaway,
    WriteUp,
)
from conference.domain.reflections.rules import WriteUpState
from conference.domain.registration.models import Decision, Registration, Transfer
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.schedule.actions import publish_release
from conference.domain.schedule.models import Objection, Preview, Release
from conference.domain.site.actions import store_upload
from conference.domain.tickets.models import AccessCode, Quota, TicketType
from conference.formats.programmes.values import Kind, Oddity
from conference.mail.models import Envelope, EnvelopeState, Letter
from tests.factories import make_account, make_site

NOW = datetime(2021, 11, 1, 12, 0, tzinfo=UTC)
START = datetime(2022, 9, 8, 8, 0, tzinfo=UTC)
AFTERWARDS = datetime(2022, 10, 1, 12, 0, tzinfo=UTC)
THE_PAST = datetime(2021, 10, 1, 12, 0, tzinfo=UTC)
DOOR_TOKEN = "the-token-of-the-door"
WRITE_UP_STATES = (WriteUpState.PUBLISHED, WriteUpState.SUBMITTED)
PLACES = (RegistrationState.CONFIRMED, RegistrationState.WAITING)


@dataclass(frozen=True)
class House:
    """What tests ask for by name."""

    owner: Account
    editor: Account
    event: Event


def furnish(number: int) -> House:
    """Fill an empty database with `number` of everything."""
    site = make_site(privacy_notice="What we keep.", about="Who we are.")
    owner, editor = make_account(Role.OWNER), make_account(Role.EDITOR)
    with transaction():
        for at in range(number):
            store_upload(b"Read me.", f"notes-{at}.txt", "text/plain", NOW, is_public=True)
        _add(_people(number))
        _add(_events(number))
        _add(_webinars(number))
        event = db.session.scalars(select(Event).order_by(Event.id)).first()
        assert event is not None
        _add(_programme(event, number))
        _add(_attendance(event, number))
        _add(_tickets(event, number))
    with transaction():
        publish_release(event, actor=SYSTEM, now=NOW)
        _add(_previews(event, number))
        _add(_doors(event, number))
        _add(_imports(event, owner, number))
        _add(_further_releases(event, number))
        _add(_reflections(event, number))
        _add(_briefings(event, number))
        _add(_letters(event, number))
        _add(_merges(number))
        for _each in range(number):
            record("change event", event, actor=owner, now=NOW, event_id=event.id)
            record("change site", site, actor=SYSTEM, now=NOW)
        db.session.add(TeamMember(event_id=event.id, account_id=editor.id, role=TeamRole.EDITOR))
    for _each in range(number - 1):
        member = make_account(Role.EDITOR)
        with transaction():
            db.session.add(TeamMember(event_id=event.id, account_id=member.id, role=TeamRole.EDITOR))
    return House(owner, editor, event)


def _add(things: Iterator[Base]) -> None:
    for thing in things:
        db.session.add(thing)
        db.session.flush()


def _first(table: type[Base]) -> Any:
    return db.session.scalars(select(table).order_by(table.id)).first()  # type: ignore[attr-defined]


def _all(table: type[Base]) -> list[Any]:
    return list(db.session.scalars(select(table).order_by(table.id)))  # type: ignore[attr-defined]


def _people(number: int) -> Iterator[Base]:
    for at in range(number):
        alias = OrganisationAlias(name=f"O {at}", folded_name=f"o {at}")
        yield Organisation(slug=f"organisation-{at}", name=f"Organisation {at}", folded_name=f"organisation {at}",
                           country="GB", aliases=[alias])  # fmt: skip
    home = _first(Organisation)
    for at in range(number):
        name = f"Person {'abcdefghijklmnopqrstuvwxyz'[at % 26] * 5} {at}"
        yield Person(slug=f"person-{at}", name=name, folded_name=fold(name), email=f"person{at}@example.org",
                     job_title="Professor", affiliation=home.name, organisation_id=home.id, biography="Writes.",
                     created_at=NOW, aliases=[PersonAlias(name=f"P {at}", folded_name=f"p {at}")])  # fmt: skip


def _merges(number: int) -> Iterator[Base]:
    """Records that went into the first person and the first organisation, and pairs that are said to be two."""
    for table, kind in ((Person, RecordKind.PERSON), (Organisation, RecordKind.ORGANISATION)):
        records = _all(table)
        for at in range(number):
            values: dict[str, Any] = {"created_at": NOW} if table is Person else {}
            gone = table(slug=f"gone-{at}", name=f"Gone {at}", folded_name=f"gone {at}", merged_into_id=records[0].id,
                         **values)  # fmt: skip
            yield gone
            yield RecordMerge(kind=kind, kept_id=records[0].id, gone_id=gone.id, merged_at=NOW, moved={}, aside={},
                              added=[], before={}, after={})  # fmt: skip
            yield KnownDifferent(kind=kind, low_id=records[0].id, high_id=records[at].id, said_at=NOW)


def _events(number: int) -> Iterator[Base]:
    for at in range(number):
        yield Series(slug=f"series-{at}", title=f"Series {at}", summary="It repeats.", position=at)
        yield Venue(name=f"Venue {at}", city="Oxford", country="GB", directions="Up the stairs.")
    first, venue = _first(Series), _first(Venue)
    for at in range(number):
        yield Room(venue_id=venue.id, name=f"Room {at}", slug=f"room-{at}", position=at, capacity=40)
    for at in range(number):
        yield _event(at, first, venue)
    event = _first(Event)
    for at in range(number):
        day = START.date() + timedelta(days=at)
        yield Deadline(event_id=event.id, name=f"Deadline {at}", at=START - timedelta(days=at + 1))
        yield OpeningHours(event_id=event.id, day=day, opens=datetime.min.time(), closes=datetime.max.time())


def _webinars(number: int) -> Iterator[Base]:
    """Webinars to come, in the first series."""
    for at in range(number):
        starts_at = START + timedelta(days=400 + 7 * at)
        yield Event(
            slug=f"webinar-{at}", series_id=_first(Series).id, kind=EventKind.WEBINAR, state=EventState.OPEN,
            title=f"Webinar {at}", zone="Europe/London", starts_at=starts_at, ends_at=starts_at + timedelta(hours=1),
            mode=AttendanceMode.ONLINE, uid=new_uid(), changed_at=NOW, created_at=NOW,
        )  # fmt: skip


def _event(at: int, series: Series, venue: Venue) -> Event:
    starts_at = START + timedelta(days=-7 * at)
    return Event(
        slug=f"event-{at}", series_id=series.id, kind=EventKind.CONFERENCE, state=EventState.OPEN, title=f"Event {at}",
        short_title=f"E{at}", summary="Two days.", description="What it is about.", zone="Europe/London",
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=33), mode=AttendanceMode.HYBRID, venue_id=venue.id,
        accent="#14566b", topics="Housing\nHealth", capacity_in_person=1, capacity_online=1, uid=new_uid(),
        changed_at=NOW, created_at=NOW,
    )  # fmt: skip


def _programme(event: Event, number: int) -> Iterator[Base]:
    people, rooms, home = _all(Person), _all(Room), _first(Organisation)
    for at in range(number):
        yield Format(slug=f"format-{at}", name=f"Format {at}")
        yield Theme(event_id=event.id, slug=f"theme-{at}", name=f"Theme {at}", position=at)
    formats, themes = _all(Format), _all(Theme)
    yield SeriesTemplate(
        series_id=_first(Series).id, weekday=3, rhythm=Rhythm.FIRST, starts=time(15), minutes=90, zone="Europe/London",
        mode=AttendanceMode.ONLINE, format_id=formats[0].id,
    )  # fmt: skip
    for at in range(number):
        starts_at = START + timedelta(minutes=30 * (at // 2))
        yield Session(
            event_id=event.id, slug=f"session-{at}", code=f"S{at}", title=f"Session {at}", abstract="What it is about.",
            format_id=formats[at].id, theme_id=themes[at].id, mode=AttendanceMode.HYBRID, state=SessionState.CONFIRMED,
            minutes=30, room_id=rooms[at].id, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=30),
            join_link="https://meet.example.org/1", uid=new_uid(), created_at=NOW,
        )  # fmt: skip
    sessions = _all(Session)
    for at, person in enumerate(people):
        for session in {sessions[0], sessions[at]}:
            talk = Presentation(session_id=session.id, title=f"Talk {at}", abstract="More.", position=at)
            yield talk
            yield Appearance(session_id=session.id, presentation_id=talk.id, person_id=person.id, position=at,
                             role=AppearanceRole.SPEAKER, job_title="Professor", affiliation="Oxford",
                             organisation_id=home.id)  # fmt: skip
        if at:
            yield Appearance(session_id=sessions[at].id, person_id=people[0].id, role=AppearanceRole.CHAIR, position=99)
            yield SessionFollows(earlier_id=sessions[0].id, later_id=sessions[at].id)


def _attendance(event: Event, number: int) -> Iterator[Base]:
    for at in range(number):
        email, state = f"attendee{at}@example.org", PLACES[min(at, 1)]
        yield Registration(
            event_id=event.id, number=at + 1, email=email, name=f"Attendee {at}", state=state, uid=new_uid(),
            accepts_in_person=True, accepts_online=False, registered_at=NOW, invited_by="events@example.org",
            mode=AttendanceMode.IN_PERSON if state is RegistrationState.CONFIRMED else None,
            decisions=[Decision(at=NOW, words="A decision.") for _each in range(number if at == 0 else 1)],
        )  # fmt: skip
        yield ExpressionOfInterest(
            event_id=event.id, email=email, name=f"Attendee {at}", leaning=AttendanceMode.HYBRID, topics=["Health"],
            purposes=[ConsentPurpose.THIS_EVENT.value], state=InterestState.CONFIRMED, expressed_at=NOW,
            confirmed_at=NOW, proposal_number=1,
        )  # fmt: skip
        wording = Wording(purpose=ConsentPurpose.THIS_EVENT, text=f"Write to me {at}.", digest=f"{at}", since=NOW)
        yield wording
        yield Consent(email=email, purpose=ConsentPurpose.THIS_EVENT, wording=wording, event_id=event.id,
                      evidence="interest form", given_at=NOW)  # fmt: skip


def _doors(event: Event, number: int) -> Iterator[Base]:
    """Doors with scans: everybody came in at the first, and was scanned once more at another."""
    for at in range(number):
        token = DOOR_TOKEN if at == 0 else f"door-{at}"
        yield Door(event_id=event.id, name=f"Door {at}", opened_at=NOW, token_digest=digest(token))
    doors = _all(Door)
    for at, person in enumerate(_all(Registration)[:number]):
        for again, door in enumerate((doors[0], doors[at])):
            yield Scan(event_id=event.id, door_id=door.id, registration_id=person.id, day=START.date(),
                       answer=Answer.HERE_ALREADY if again else Answer.CAME_IN, scanned_at=START, received_at=START,
                       key=f"scan-of-the-guards-{at}-{again}")  # fmt: skip


def _tickets(event: Event, number: int) -> Iterator[Base]:
    """Ticket types with quotas and codes, and a place that is being handed on."""
    for at in range(number):
        quota = Quota(event_id=event.id, name=f"Quota {at}", size=100)
        hidden = TicketType(event_id=event.id, name=f"Ticket {at}", mode=AttendanceMode.IN_PERSON, needs_code=True,
                            quotas=[quota])  # fmt: skip
        yield hidden
        yield from (AccessCode(event_id=event.id, ticket_type=hidden, code=f"code{at}{each}",
                               folded_code=f"code{at}{each}") for each in range(number if at == 0 else 1))  # fmt: skip
    yield Transfer(registration_id=_first(Registration).id, name="Bo", email="bo@example.org", asked_at=NOW)


def _further_releases(event: Event, number: int) -> Iterator[Base]:
    """Versions for the lists of them; the first stays the current one, and the one that speakers know."""
    change = {"kind": "new", "session_id": 1, "title": "Session 0", "words": "Session 0 is new."}
    newest = _first(Release)
    for at in range(1, number):
        yield Release(event_id=event.id, number=newest.number + at, released_at=NOW, changes=[change], is_told=False)


def _imports(event: Event, owner: Account, number: int) -> Iterator[Base]:
    """The first waits for a choice of `number` items, each with a question and a change."""
    change = ShownChange("title", "Title", "Before", "After")
    items = tuple(
        ReportItem(f"person:{at}", Thing.PERSON, Fate.CHANGED, f"Person {at}", changes=(change,), kept=(change,),
                   candidates=(Candidate(at + 1, f"Person {at}", f"person-{at}"),))
        for at in range(number)
    )  # fmt: skip
    proposed = ProposedEvent("Event", "event", "Europe/London", True, NOW, NOW)
    report = Report("CSV", proposed, items, (Oddity("row 2", Kind.TIME, "It is odd."),) * number)
    for state in (ImportState.REPORTED, ImportState.DONE, *[ImportState.REFUSED] * (number - 1)):
        yield ProgrammeImport(event_id=event.id, account_id=owner.id, file_name="sessions.csv", state=state,
                              report=json_of_report(report), outcome=json_of_outcome(Outcome({}, {})),
                              created_at=NOW, changed_at=NOW)  # fmt: skip


def _previews(event: Event, number: int) -> Iterator[Base]:
    yield Preview(event=event, opened_at=NOW)
    person = _first(Person)
    for session in _all(Session)[:number]:
        yield Objection(session_id=session.id, person_id=person.id, words="I travel.", planned=".60.", said_at=NOW)


def _reflections(event: Event, number: int) -> Iterator[Base]:
    sessions, people = _all(Session), _all(Person)
    for at in range(number):
        for session in {sessions[0], sessions[at]}:
            yield Material(session_id=session.id, kind=MaterialKind.RECORDING, title=f"Recording {at}", position=at,
                           url="https://media.example.org/1", published_at=THE_PAST, created_at=NOW)  # fmt: skip
            yield _write_up(session, people[at], at)
            yield Takeaway(session_id=session.id, position=at, text=f"Takeaway {at}")
            yield Quote(session_id=session.id, person_id=people[at].id, position=at, text=f"Words {at}",
                        attributed_as="Professor", has_consent=True)  # fmt: skip
        yield Highlight(event_id=event.id, session_id=sessions[at].id, text=f"It went well {at}", published_at=THE_PAST)
        yield Highlight(event_id=event.id, day=START.date(), text=f"The day {at}", published_at=THE_PAST)
        yield _blog_post(event, sessions, people, at)


def _write_up(session: Session, person: Person, at: int) -> WriteUp:
    return WriteUp(
        session_id=session.id, number=at + 1, person_id=person.id, state=WRITE_UP_STATES[at % 2], title=f"Heard {at}",
        standfirst="In short.", body="At length.", byline=person.name, requested_at=NOW, saved_at=NOW,
        submitted_at=NOW, published_at=THE_PAST if at % 2 == 0 else None,
        takeaways=[Takeaway(session_id=session.id, text="A point")],
        quotes=[Quote(session_id=session.id, person_id=person.id, text="Words", has_consent=True)],
    )  # fmt: skip


def _blog_post(event: Event, sessions: list[Session], people: list[Person], at: int) -> BlogPost:
    linked = sessions if at == 0 else sessions[:1]
    return BlogPost(
        slug=f"post-{at}", title=f"Post {at}", url="https://blog.example.org/1", posted_on=date(2021, 10, 1),
        summary="What we think.", published_at=THE_PAST, changed_at=NOW,
        authors=[BlogAuthor(person_id=person.id, name=person.name, role="Professor", position=place)
                 for place, person in enumerate(people if at == 0 else people[:1])],
        session_links=[BlogPostSession(session_id=session.id) for session in linked],
        event_links=[BlogPostEvent(event_id=event.id)],
    )  # fmt: skip


def _briefings(event: Event, number: int) -> Iterator[Base]:
    session, post, write_up = _first(Session), _first(BlogPost), _first(WriteUp)
    for at in range(number):
        targets = [{"event_id": event.id}, {"session_id": session.id}, {"blog_post_id": post.id},
                   {"write_up_id": write_up.id}]  # fmt: skip
        items = [BriefingItem(kind=ItemKind.REFLECTION, title=f"Item {place}", summary="Short.", position=place,
                              links=[BriefingLink(**target) for target in targets])
                 for place in range(number if at == 0 else 1)]  # fmt: skip
        sections = [BriefingSection(heading="From our events", position=1, items=items)]
        sections += [BriefingSection(heading=f"More {place}", position=place + 2) for place in range(number)]
        yield Briefing(slug=f"briefing-{at}", title=f"Briefing {at}", period="2021-10", intro="Hello.",
                       state=BriefingState.SENT, issued_on=date(2021, 10, 28) - timedelta(days=at), sent_at=THE_PAST,
                       changed_at=NOW, sections=sections)  # fmt: skip


def _letters(event: Event, number: int) -> Iterator[Base]:
    for at in range(number):
        letter = Letter(kind="registration/confirmed", subject=f"Letter {at}", text="Dear you", html="<p>Dear you</p>",
                        sender_name="The team", sender_email="events@example.org", about="registration:1",
                        event_id=event.id, created_at=NOW)  # fmt: skip
        yield letter
        yield Envelope(letter_id=letter.id, recipient_email=f"attendee{at}@example.org", state=EnvelopeState.SENT,
                       message_id=f"<{public_id()}@example.org>", created_at=NOW, sent_at=NOW)  # fmt: skip
