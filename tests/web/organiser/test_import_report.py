"""What a report of an import tells of each item."""

from datetime import UTC, datetime

from conference.domain.exchange.rules import Fate, ProposedEvent, Report, ReportItem, Thing
from conference.formats.programmes.values import Kind, Oddity
from conference.web.organiser.import_report import list_values, odd_of, sifting

UNPLACED = "There is no start that can be read; the session is unplaced."
PERSON = ReportItem("person:ada", Thing.PERSON, Fate.NEW, "Ada", "row 2")
SESSION = ReportItem("session:egg", Thing.SESSION, Fate.NEW, "Egg", "row 2")
ROOM = ReportItem("room:barn", Thing.ROOM, Fate.NEW, "Barn")


def report(*oddities: Oddity) -> Report:
    at = datetime(2032, 9, 8, 10, tzinfo=UTC)
    return Report("CSV", ProposedEvent("", "", "Europe/London", True, at, at), (ROOM, PERSON, SESSION), oddities)


def test_what_is_odd_about_a_session_alone_stands_at_it() -> None:
    counted = Oddity("row 2", Kind.IDENTITY, "2 sessions have no number.", number=2)
    said = report(Oddity("", Kind.ROOM, "No venue."), Oddity("row 2", Kind.TIME, UNPLACED), counted)
    assert odd_of(said) == {SESSION.key: [UNPLACED]}


def test_a_long_list_of_what_is_odd_about_one_item_is_cut() -> None:
    rows = list_values(report(*[Oddity("row 2", Kind.LINK, "Odd.")] * 7), sifting({}), lambda _thing, _one: "")["rows"]
    assert [row["odd"] for row in rows] == [[], [], [*["Odd."] * 5, "2 more things are odd."]]
