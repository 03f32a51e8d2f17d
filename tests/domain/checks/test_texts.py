"""What texts say that they should not: each real case that was met on published pages, and its likes that are right."""

import pytest

from conference.domain.checks.rules import Part
from tests.domain.checks.given import OTHER, SESSION, abstract, found, text

POWER = (
    "From a promising pilot to the way in which things are done every day: what stands in between, who has come "
    "through, and how much patience it takes of those who pay and of those who deliver."
)


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        ("This session will bring leaders of all sectors together.", "This session will bring leaders"),
        ("The webinar will be held online.", "will be held"),
        ("It will take place in Oxford.", "will take place"),
        ("The panel will be moderated by the host.", "will be moderated"),
        ("This special event will open with a film.", "This special event will open with"),
        ("Please join us for an hour on the bill.", "Please join us for"),
        ("You can register now.", "register now"),
        ("Register your interest below.", "Register your interest"),
        ("Book your place early.", "Book your place"),
        ("Our upcoming webinar deals with it.", "Our upcoming webinar"),
        ("More details to come.", "More details to come"),
    ],
)
def test_what_is_over_is_announced(said: str, phrase: str) -> None:
    assert found(abstract(f"What works? {said} It was asked."), is_over=True) == [("tense", phrase)]
    assert found(abstract(said)) == []


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        ("This exciting panel discussion will ask why.", "This exciting panel discussion will ask"),
        ("Panellists will include the mayor.", "Panellists will include"),
        ("You will hear from all of them.", "You will hear"),
    ],
)
def test_speakers_may_say_what_their_talk_will_show_and_organisers_may_not(said: str, phrase: str) -> None:
    assert found(abstract(said), is_over=True) == []
    assert found(text(said), is_over=True) == [("tense", phrase)]


def test_a_text_is_asked_about_once() -> None:
    said = "It will be held in Oxford. Register now. Nothing else will be said."
    assert found(abstract(said), is_over=True) == [("tense", "will be held", "Register now")]


@pytest.mark.parametrize("said", [
    "Will the state ever learn? Governments will have to.",
    "The programme will run until the money is spent.",
    "The next edition will take place in Oxford. Join us next year.",
    "SOC25 will be held on 4 September 2025.",
    "Registration is open for SOC25.",
    "It will take place in November 2024.",
    "This session was held, and willing partners were found.",
])  # fmt: skip
def test_what_is_still_to_come_may_be_announced(said: str) -> None:
    assert found(abstract(said), is_over=True, coming=("SOC25",)) == []


def test_words_that_somebody_said_are_theirs() -> None:
    assert found(text("This conference will be held again.", Part.SAID), is_over=True) == []


def test_a_day_that_is_past_is_announced_before_the_event() -> None:
    said = text("Registration is open from 1 February 2024. It will be held on 5 September 2024.")
    assert found(said) == [("tense", "Registration is open")]


def test_the_description_of_another_session() -> None:
    own, pasted = abstract(POWER), abstract(f"With the mayor. {POWER.replace('promising', 'good')}", OTHER)
    titles = {SESSION: "Beyond pilotitis", OTHER: "Power to people"}
    sentence = "Nearly the same words stand in another place."
    assert found(own, pasted, titles=titles) == [("repeat", sentence, "session:1:abstract")]
    assert found(pasted, elsewhere=(own,), titles=titles) == [("repeat", sentence, "session:1:abstract")]


def test_a_few_words_of_a_short_text_may_be_others() -> None:
    first = ("What a pilot costs is known before it begins, and who pays for it; what nobody knows is how a council "
             "goes on with it when the money ends and the people who began it are long gone.")  # fmt: skip
    swapped = first.replace("council", "*").replace("money", "council").replace("*", "money")
    other = (
        first.partition(";")[0] + " in every ministry that we have asked, from the smallest of them to the largest one."
    )
    titles = {SESSION: "One", OTHER: "Two"}
    sentence = "Nearly the same words stand in another place."
    assert found(abstract(first), abstract(swapped, OTHER), titles=titles) == [
        ("repeat", sentence, "session:1:abstract")
    ]
    assert found(abstract(first), abstract(other, OTHER), titles=titles) == []


def test_a_session_without_a_known_title_is_another() -> None:
    sentence = "Nearly the same words stand in another place."
    assert found(abstract(POWER), abstract(POWER, OTHER), titles={OTHER: "Power to people"}) == [
        ("repeat", sentence, "session:1:abstract")
    ]


def test_a_session_may_be_given_again_and_quote_itself() -> None:
    for again in (
        "Lightning talks",
        "Lightning talks (day 2)",
        "Lightning Talks, Saturday 14:00",
        "Lightning talks day2",
    ):
        assert found(abstract(POWER), abstract(POWER, OTHER), titles={SESSION: "Lightning talks 1", OTHER: again}) == []
    assert found(abstract(POWER), text(POWER, key="highlight:1:text", session=SESSION)) == []
    assert found(text(POWER), abstract(POWER)) == []


def test_short_texts_and_templates_are_let_be() -> None:
    short = [abstract("Breakfast talk led by the community itself.", f"session:{number}") for number in range(4)]
    template = [abstract(f"{POWER} Group {number}.", f"session:{number}") for number in range(30)]
    titles = {f"session:{number}": f"Title {number}" for number in range(30)}
    assert found(*short, titles=titles) == []
    assert found(*template, titles=titles) == []


def test_the_text_of_the_series_before_that_of_the_webinar() -> None:
    series = text(POWER, key="series:1:description")
    assert found(text(f"{POWER} This month: bonds."), elsewhere=(series,)) == [
        ("repeat", "Nearly the same words stand in another place.", "series:1:description")
    ]


def test_addresses_are_not_words() -> None:
    link = "[a page](https://example.org/what-works-for-whom-and-what-it-costs-and-why-it-takes-so-long-to-find-out-at-all)"
    titles = {SESSION: "One", OTHER: "Two"}
    assert found(abstract(f"{link} {link} {link}"), abstract(f"{link} {link}", OTHER), titles=titles) == []


def test_nothing_said_cut_off_and_too_long() -> None:
    bare, cut = abstract(" "), abstract("The risk was shared by all of […]", OTHER)
    long = abstract("any word " * 250 + "and so", "session:3")
    assert found(bare, cut, long) == [
        ("nothing", "It has a title, and nothing says what it is about."),
        ("nothing", "[…]"),
        ("length", "It has 502 words; more than 500 are hardly read in a programme."),
    ]


def test_presentations_may_speak_for_their_session() -> None:
    presentation = text("What it costs.", Part.ABSTRACT, "presentation:1:abstract", SESSION)
    silent = text("", Part.ABSTRACT, "presentation:2:abstract", SESSION)
    assert found(abstract(""), presentation) == []
    assert found(abstract(""), presentation, silent) == [
        ("nothing", "It has a title, and nothing says what it is about.")
    ]


@pytest.mark.parametrize(("said", "phrase"), [
    ("To apply, click [here](https://example.org).", "[here](https://example.org)"),
    ("See [this link](https://example.org/a_b \"Title\").", "[this link](https://example.org/a_b \"Title\")"),
    ("Register here.", "Register here"),
    ("Sign up for the briefing here", "Sign up for the briefing here"),
    ("Follow this link for more.", "Follow this link"),
])  # fmt: skip
def test_links_that_do_not_say_where_they_lead(said: str, phrase: str) -> None:
    assert found(text(said)) == [("link", phrase)]


@pytest.mark.parametrize("said", [
    "Read [the call for papers here](https://example.org).", "We are here to learn.",
    "Found here and there, it is rare.", "[Programme](https://example.org)",
])  # fmt: skip
def test_links_that_do(said: str) -> None:
    assert found(text(said)) == []


def test_a_material_called_by_its_link() -> None:
    assert found(text("Click here", Part.LABEL), text("Slides", Part.LABEL)) == [
        ("link", "Read alone, its words do not say where it leads.")
    ]


@pytest.mark.parametrize(("said", "phrase"), [
    ("In this workshop we ask why.", "workshop"), ("This lively roundtable asks why.", "roundtable"),
    ("Those at the roundtable asked why.", "roundtable"),
])  # fmt: skip
def test_a_format_named_otherwise(said: str, phrase: str) -> None:
    deep_dive = {SESSION: "Deep dive"}
    assert found(abstract(said), formats=deep_dive) == [("format", phrase)]
    assert found(abstract(said), formats={SESSION: phrase.capitalize()}) == []
    assert found(abstract(said), formats={SESSION: "Session"}) == []


@pytest.mark.parametrize("said", [
    "This panel of experts reads the bill.", "The big picture matters, in the panel's view.",
    "This deep dive asks why.", "See this in a workshop.", "Workshops help.",
])  # fmt: skip
def test_other_formats_may_be_spoken_of(said: str) -> None:
    assert found(abstract(said), formats={SESSION: "Deep dive"}) == []


def test_titles_that_begin_with_another_format() -> None:
    titles = ("SOC24 roundtable: what matters", "Deep dive: bonds", "Panel games", "Roundtables: do they work?")
    texts = [text(title, Part.TITLE, f"session:1:{number}", SESSION) for number, title in enumerate(titles)]
    assert found(*texts, formats={SESSION: "Deep dive"}) == [("format", "roundtable")]


def test_what_a_draft_leaves_behind() -> None:
    said = "Speakers: TBC. Lorem ipsum dolor. The room is to be confirmed. It is the the best that that can be."
    assert found(text(said), text("Test re-brand banner", Part.TITLE), text("Test Proxies", Part.TITLE)) == [
        ("left over", "TBC"), ("left over", "Lorem ipsum"), ("left over", "to be confirmed"),
        ("left over", "Test re-brand banner"),
        ("slip", "the the"),
    ]  # fmt: skip


def test_slips_that_were_met() -> None:
    titles = {SESSION: "Participatory approaches in research: ein Überblick"}
    slugs = ("soc23-particpatory-approaches", "participatory-approach-to-researchers", "a-participat-uberlick")
    addresses = [text(one, Part.ADDRESS, f"material:{at}:url", SESSION) for at, one in enumerate(slugs)]
    assert found(text("The rountable seeked answers."), *addresses, titles=titles) == [
        ("slip", "particpatory"), ("slip", "rountable"), ("slip", "seeked"),
    ]  # fmt: skip


def test_a_way_to_write_to_one_person_only() -> None:
    said = text("Write to ann.lee@example.org, conference@example.org or ann@example.org.")
    assert found(said, known_people=((1, "Ann Lee"),)) == [("contact", "ann.lee@example.org")]
