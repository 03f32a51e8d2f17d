"""What a report tells beside its items: whom and what of ours a file meant, who is not asked about, what is cut."""

from dataclasses import replace

from conference.domain.exchange.rules import Held, Thing, cut_heading, oddities_of_plan, plan_of_import
from conference.domain.exchange.rules.known import Known
from conference.formats.programmes.values import (
    FileAppearance,
    FilePerson,
    FileRoom,
    Identity,
    Oddity,
    Programme,
    Scheme,
)
from tests.domain.exchange.programmes import ADA, HEADING, programme, session

NOTHING = Held("http://127.0.0.1/", "Europe/London")
VENUE = ("The venue Town Hall is here already, known by its name and city. It becomes that of the event, and the rooms "
         "of the file are looked for among its rooms.")  # fmt: skip
TOLD = " Who is registered is told of it. To choose another one, give the event a venue first."


def oddities(file: Programme, held: Held) -> list[Oddity]:
    """What is odd about this file here."""
    return list(oddities_of_plan(plan_of_import(file, held), file, held))


def test_a_venue_of_ours_that_the_file_names_is_told() -> None:
    held = replace(NOTHING, venue="Town Hall")
    file = programme(session(1), heading=replace(HEADING, venue="Town Hall"))
    assert [(one.place, one.sentence) for one in oddities(file, held)] == [("conference/venue", VENUE)]
    told = oddities(file, replace(held, needs_venue=True))
    assert [(one.place, one.sentence) for one in told] == [("conference/venue", VENUE + TOLD)]


def test_who_is_not_asked_about_is_counted() -> None:
    names = [f"{chr(97 + number % 26) * 9} {chr(97 + number // 26) * 9}" for number in range(203)]
    ours = {number: Known(number, f"{name}x", {"aliases": []}) for number, name in enumerate(names, 1)}
    people = tuple(FilePerson(Identity(Scheme.NAME, name), name) for name in names)
    [odd] = oddities(programme(people=people), replace(NOTHING, people=ours))
    assert odd.sentence == (
        "3 more people have nearly the name of somebody here and are not asked about: they are somebody new. The list "
        "of who may be the same names them afterwards, and so do the checks before a release."
    )


def test_what_is_cut_or_left_out_is_told_where_it_stands() -> None:
    long = replace(ADA, job_title="j" * 301, other_names=("n" * 201,), biography="b" * 5001)
    role = FileAppearance(ADA.identity, ADA.name, job_title="Dean", affiliation="a" * 302)
    plan = plan_of_import(programme(
        session(1, appearances=(role,)), people=(long,), rooms=(FileRoom("Hall", description="d" * 2001),),
    ), NOTHING)  # fmt: skip
    notes = {item.thing: item.notes for item in plan.items if item.notes}
    assert notes == {
        Thing.ROOM: ("The description has 2001 letters; it is cut to 2000.",),
        Thing.PERSON: (
            "A job title or affiliation has 301 letters; it is cut to 300.",
            "A further name has more than 200 letters; it is left out.",
            "The biography has 5001 letters, of which at most 5000 are kept; it is left out.",
        ),
        Thing.SESSION: ("A job title or affiliation has 302 letters; it is cut to 300.",),
    }
    assert cut_heading(programme(heading=replace(HEADING, title="t" * 201, description="d" * 20_001))) == (
        "The title of the event has 201 letters; it is cut to 200.",
        "The description of the event has 20001 letters; it is cut to 20000.",
    )
