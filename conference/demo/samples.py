"""What the demo makes up where nothing is known, always the same, and marked: `generated` fields and `is_sample`.

Never made up for a real person or session: a quote, takeaway, write-up, abstract, biography, photo or role.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from conference.core.zones import to_utc
from conference.demo.facts import Facts
from conference.demo.shapes import (
    AppearanceFacts,
    EventFacts,
    Milestone,
    MilestoneKind,
    OrganisationFacts,
    PersonFacts,
    SessionFacts,
)
from conference.domain.events.rules import AttendanceMode, EventKind
from conference.domain.programme.rules import AppearanceRole
from conference.domain.reflections.rules import WriteUpState

TUESDAY, THURSDAY = 1, 3
WEBINAR_START = time(15)
# Spread so that most days of the demo have a webinar ahead; the series began in 2021, in the year of its first months.
WEBINAR_MONTHS = {2021: (3, 5, 7), 2022: (1,), 2023: (1, 5, 11)}
ANNOUNCED_BEFORE = timedelta(days=90)
ALL_AT_ONCE: tuple[MilestoneKind, ...] = ("announced", "registration opens", "programme published")

FILLERS = {
    "soc21": ("soc21-awarding-social-outcomes-contracts", "soc21-art-and-science"),
    "soc22": (
        "soc22-measuring-what-matters",
        "soc22-outcomes-are-knotty",
        "soc22-friendly-relational-contracting",
    ),
}  # fmt: skip
FILLERS_BESIDE_EACH = {"soc21": 1, "soc22": 2}
PEOPLE_IN_A_FILLER = (AppearanceRole.CHAIR, AppearanceRole.SPEAKER, AppearanceRole.SPEAKER)
ORGANISATIONS = 6
WRITTEN_AFTER, PUBLISHED_AFTER = timedelta(days=7), timedelta(days=10)
WRITE_UP_ENDS = (WriteUpState.PUBLISHED, WriteUpState.SUBMITTED, WriteUpState.PUBLISHED, WriteUpState.RETURNED)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (1, 2, ...) such weekday (Monday is 0) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def webinar_day(year: int, place: int, month: int | None = None) -> date:
    """The day given to the webinar at `place` (0, 1, ...) among those of its year that have none: in turn the second
    Tuesday and the second Thursday of a month, which is chosen unless it is known."""
    weekday = TUESDAY if place % 2 == 0 else THURSDAY
    return nth_weekday(year, month or WEBINAR_MONTHS[year][place], weekday, 2)


def completed(facts: Facts) -> Facts:
    """The facts with every event dated and with the sample sessions, people and organisations added."""
    fillers = tuple(filler for event_id in FILLERS for filler in filler_sessions(event_id))
    numbers = range(1, len(PEOPLE_IN_A_FILLER) * max(map(_count_fillers, FILLERS)) + 1)
    return replace(
        facts,
        events=tuple(_dated(event, _place_in_year(event, facts)) for event in facts.events),
        sessions=facts.sessions + fillers,
        people=facts.people + tuple(sample_person(number) for number in numbers),
        organisations=facts.organisations + tuple(map(sample_organisation, range(1, ORGANISATIONS + 1))),
    )


def _place_in_year(event: EventFacts, facts: Facts) -> int:
    """How many undated webinars of the year stand before this one; one whose month is known comes last."""
    undated = [each for each in facts.events if each.year == event.year and each.starts_on is None]
    return undated.index(event) if event in undated else 0


def _dated(event: EventFacts, place: int) -> EventFacts:
    event = _with_days(event, place)
    if event.kind is EventKind.CONFERENCE:
        return event
    return _with_milestones(_with_times(event))


def _with_days(event: EventFacts, place: int) -> EventFacts:
    if event.starts_on:
        return event
    year, month = (int(part) for part in event.month.split("-")) if event.month else (event.year or 0, None)
    if event.kind is EventKind.CONFERENCE:
        first = nth_weekday(year, month or 9, TUESDAY, 1)
    else:
        first = webinar_day(year, place, month)
    last = first + timedelta(days=event.days - 1)
    return replace(event, starts_on=first, ends_on=last, generated=(*event.generated, "starts_on", "ends_on"))


def _with_times(event: EventFacts) -> EventFacts:
    starts_at, ends_at, generated = event.starts_at, event.ends_at, event.generated
    if starts_at is None:
        starts_at, generated = local_instant(event, day_of_event(event, 1), WEBINAR_START), (*generated, "starts_at")
    if ends_at is None:
        ends_at, generated = starts_at + timedelta(minutes=event.minutes or 60), (*generated, "ends_at")
    return replace(event, starts_at=starts_at.astimezone(UTC), ends_at=ends_at.astimezone(UTC), generated=generated)


def _with_milestones(event: EventFacts) -> EventFacts:
    """A webinar or meeting is announced and opened in one, some weeks ahead."""
    day, kinds = day_of_event(event, 1) - ANNOUNCED_BEFORE, ALL_AT_ONCE
    return replace(event, milestones=tuple(Milestone(kind=kind, on=day, precision="chosen") for kind in kinds))


def day_of_event(event: EventFacts, number: int) -> date:
    """The date of the first, second ... day of a dated event."""
    if event.starts_on is None:
        raise ValueError(f"{event.id} has no date yet: complete the facts first")
    return event.starts_on + timedelta(days=number - 1)


def local_instant(event: EventFacts, day: date, at: time) -> datetime:
    """The instant, in UTC, at which the clocks of the event's zone show that time on that day."""
    return to_utc(datetime.combine(day, at), event.zone)


def sample_organisation(number: int) -> OrganisationFacts:
    """An organisation that does not exist."""
    return OrganisationFacts(id=f"sample-organisation-{number}", name=f"Sample Organisation {number}", is_sample=True)


def organisation_name_of(number: int) -> str:
    """The organisation that the sample person of that number comes from."""
    return sample_organisation((number - 1) % ORGANISATIONS + 1).name


def sample_person(number: int) -> PersonFacts:
    """A person who does not exist."""
    email = f"sample.person.{number}@example.org"
    return PersonFacts(id=f"sample-person-{number}", name=f"Sample Person {number}", email=email, is_sample=True)


def _count_fillers(event_id: str) -> int:
    return len(FILLERS[event_id]) * FILLERS_BESIDE_EACH[event_id]


def filler_sessions(event_id: str) -> tuple[SessionFacts, ...]:
    """Sessions that fill the last day of a conference, each at the time of a real one (its `concurrent_group`)."""
    if event_id not in FILLERS:
        return ()
    return tuple(_filler(event_id, number) for number in range(1, _count_fillers(event_id) + 1))


def _filler(event_id: str, number: int) -> SessionFacts:
    beside = FILLERS[event_id][(number - 1) % len(FILLERS[event_id])]
    first_person = len(PEOPLE_IN_A_FILLER) * (number - 1) + 1
    return SessionFacts(
        id=f"{event_id}-sample-session-{number}", event_id=event_id, slug=f"sample-session-{number}",
        title=f"Sample Session {number}", title_status="descriptive", format="deep-dive", day=2,
        mode=AttendanceMode.HYBRID, concurrent_group=beside, is_sample=True,
        about="A sample session: it stands where one took place of which too little is known.",
        appearances=tuple(_appearance(first_person + place, role) for place, role in enumerate(PEOPLE_IN_A_FILLER)),
    )  # fmt: skip


def _appearance(number: int, role: AppearanceRole) -> AppearanceFacts:
    return AppearanceFacts(person_id=sample_person(number).id, role=role, job_title="Researcher",
                           affiliation=organisation_name_of(number))  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class SampleWriteUp:
    """A write-up of a sample session by a sample person."""

    session_id: str
    person_id: str
    state: WriteUpState
    title: str
    standfirst: str
    body: str
    open_question: str
    takeaways: tuple[str, ...]
    note: str
    requested_at: datetime
    submitted_at: datetime
    published_at: datetime | None
    is_sample: bool = True


def write_ups_of(event: EventFacts, now: datetime) -> tuple[SampleWriteUp, ...]:
    """The write-ups of the event's sample sessions that have been handed in by `now`, in the state they are in."""
    ends_at = local_instant(event, day_of_event(event, event.days), time(18))
    sessions = filler_sessions(event.id)[: len(WRITE_UP_ENDS)]
    written = (_write_up(session, number, ends_at, now) for number, session in enumerate(sessions))
    return tuple(each for each in written if each.submitted_at <= now)


def _write_up(session: SessionFacts, number: int, ends_at: datetime, now: datetime) -> SampleWriteUp:
    submitted_at, decided_at = ends_at + WRITTEN_AFTER + timedelta(hours=number), ends_at + PUBLISHED_AFTER
    state = WRITE_UP_ENDS[number] if decided_at <= now else WriteUpState.SUBMITTED
    return SampleWriteUp(
        session_id=session.id,
        person_id=session.appearances[-1].person_id,
        state=state,
        title=f"What we took from {session.title}",
        standfirst="A sample text that shows where the words of a speaker would stand.",
        body="The first paragraph says what the session was about and for whom.\n\n"
             "The second says what was new, and on what it rests. *Nobody wrote this*: it is part of the demo.\n\n"
             "The third names what to read next.",
        open_question="Which question would the speaker put to the next edition?",
        takeaways=("The first point that a speaker would want remembered.", "A second point, shorter than the first."),
        note="Please name your sources in the second paragraph." if state is WriteUpState.RETURNED else "",
        requested_at=ends_at + timedelta(days=1),
        submitted_at=submitted_at,
        published_at=decided_at if state is WriteUpState.PUBLISHED else None,
    )  # fmt: skip
