"""Programmes made up for tests: one small by hand, and any number by chance."""

from datetime import UTC, date, datetime, time

from hypothesis import strategies as st

from conference.core.text import clean_line, clean_text
from conference.formats.programmes.values import (
    FileAppearance,
    FileFormat,
    FilePerson,
    FilePresentation,
    FileRoom,
    FileSession,
    FileTheme,
    Heading,
    Identity,
    Link,
    Programme,
    Scheme,
    SessionState,
)

GUIDS = [f"0b5ad1ac-0f2c-4e0e-9d3e-0000000000{number:02}" for number in range(20)]
ADA, CHARLES = Identity(Scheme.GUID, GUIDS[10]), Identity(Scheme.GUID, GUIDS[11])
OXFORD = Heading(
    title="Engines of Our Time", acronym="eot22", version="Release 3", zone="Europe/London", has_zone=True,
    starts_on=date(2022, 9, 8), ends_on=date(2022, 9, 9), starts_at=datetime(2022, 9, 8, 8, tzinfo=UTC),
    ends_at=datetime(2022, 9, 9, 16, tzinfo=UTC), url="https://example.org/eot22/",
)  # fmt: skip
KEYNOTE = FileSession(
    identity=Identity(Scheme.GUID, GUIDS[0]), title="What an engine may weave", slug="what-an-engine-may-weave",
    format="Keynote", theme="Engines", language="en", abstract="Notes on **notes**.", mode="hybrid",
    starts_at=datetime(2022, 9, 8, 9, tzinfo=UTC), minutes=45, room="Hall", url="https://example.org/eot22/keynote/",
    links=(Link("https://example.org/notes", "Notes"),), may_be_recorded=True, recording_licence="CC BY 4.0",
    sequence=2, changed_at=datetime(2022, 8, 1, 12, tzinfo=UTC),
    appearances=(FileAppearance(ADA, "Ada Lovelace", "keynote speaker", "Countess", "Ockham"),),
)  # fmt: skip
PANEL = FileSession(
    identity=Identity(Scheme.GUID, GUIDS[1]), title="Who pays?", slug="who-pays", format="Panel", theme="Money",
    starts_at=datetime(2022, 9, 9, 23, 30, tzinfo=UTC), minutes=60, room="Attic",
    presentations=(FilePresentation("Grants", "A short history."), FilePresentation("Subscriptions")),
    appearances=(FileAppearance(CHARLES, "Charles Babbage", "chair"),
                 FileAppearance(ADA, "Ada Lovelace", "panellist", presentation=1)),
)  # fmt: skip
SMALL = Programme(
    FileFormat.FRAB_XML, OXFORD, rooms=(FileRoom("Hall", Identity(Scheme.GUID, GUIDS[15]), 200), FileRoom("Attic")),
    themes=(FileTheme("Engines", "engines", "#0a576c"), FileTheme("Money")),
    people=(FilePerson(ADA, "Ada Lovelace", "Wrote the *notes*.", "https://example.org/ada"),
            FilePerson(CHARLES, "Charles Babbage", affiliation="Cambridge")),
    sessions=(KEYNOTE, PANEL),
)  # fmt: skip

LINES = st.text(max_size=30).map(clean_line)
TITLES = LINES.filter(bool)
PROSE = st.text(max_size=80).map(clean_text)
ADDRESSES = st.sampled_from(["", "https://example.org/x", "http://example.org/?a=1&b=%22<>"])
LINKS = st.builds(Link, st.sampled_from(["https://example.org/", "http://example.org/a"]), LINES)
IDENTITIES = st.builds(Identity, st.sampled_from([Scheme.GUID, Scheme.UID, Scheme.CODE, Scheme.ID, Scheme.PLACE]),
                       st.one_of(st.sampled_from([*GUIDS, "7", "12", "ABC123"]), TITLES))  # fmt: skip
INSTANTS = st.integers(1_577_836_800, 1_893_456_000).map(lambda second: datetime.fromtimestamp(second, UTC))
PEOPLE = st.lists(st.builds(FilePerson, IDENTITIES, TITLES, PROSE, ADDRESSES, LINES, LINES), max_size=3,
                  unique_by=lambda person: person.identity)  # fmt: skip
ZONES = st.sampled_from(
    ["Europe/London", "UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "US/Pacific"]
)
ROOMS = ("Hall", "Attic", 'Élan "& <1>', "")


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Any programme that a reader could have made."""
    people = draw(PEOPLE)
    heading = draw(st.builds(
        Heading, title=LINES, acronym=LINES, version=LINES, zone=ZONES, has_zone=st.booleans(),
        starts_on=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)), starts_at=st.none() | INSTANTS,
        day_change=st.none() | st.just(time(5, 30)), slot_minutes=st.none() | st.integers(1, 60), url=ADDRESSES,
        description=PROSE, venue=LINES,
    ))  # fmt: skip
    sessions = draw(st.lists(session(people), max_size=4, unique_by=lambda one: one.identity))
    identities, capacities = st.none() | IDENTITIES, st.none() | st.integers(0, 5000)
    rooms = [draw(st.builds(FileRoom, st.just(name), identities, capacities, LINES)) for name in ROOMS[:3]]
    names = dict.fromkeys(one.theme for one in sessions if one.theme)
    themes = [draw(st.builds(FileTheme, st.just(name), LINES, st.just("#0a576c"))) for name in names]
    return Programme(FileFormat.FRAB_XML, heading, tuple(rooms), tuple(themes), tuple(people), tuple(sessions))


def session(people: list[FilePerson]) -> st.SearchStrategy[FileSession]:
    """Any session with these people in it."""
    appearances: st.SearchStrategy[list[FileAppearance]] = st.just([])
    if people:
        who = st.sampled_from(people)
        roles = st.sampled_from(["speaker", "chair"])
        one = st.builds(lambda who, role: FileAppearance(who.identity, who.name, role, who.job_title), who, roles)
        appearances = st.lists(one, max_size=2, unique=True)
    return st.builds(
        FileSession, identity=IDENTITIES, title=TITLES, number=st.none() | st.integers(0, 2**31 - 1), code=LINES,
        slug=LINES, subtitle=LINES, format=LINES, theme=LINES, language=st.sampled_from(["", "en", "de, en"]),
        abstract=PROSE, description=PROSE, mode=LINES, state=st.sampled_from(SessionState), is_break=st.booleans(),
        starts_at=st.none() | INSTANTS, minutes=st.none() | st.integers(0, 3000), room=st.sampled_from(ROOMS),
        url=ADDRESSES, links=st.lists(LINKS, max_size=2).map(tuple), may_be_recorded=st.none() | st.booleans(),
        recording_licence=LINES, sequence=st.none() | st.integers(0, 9),
        presentations=st.lists(st.builds(FilePresentation, TITLES, PROSE), max_size=2).map(tuple),
        appearances=appearances.map(tuple),
    )  # fmt: skip
