"""The facts hold together: ids are unique and lead somewhere, dates lie inside their events, quotes are short."""

from collections import Counter
from collections.abc import Iterable

import pytest

from conference.core.errors import NotFound
from conference.demo.facts import Facts, load_facts
from conference.demo.shapes import QuoteFacts
from conference.domain.events.rules import EventKind


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts()


def repeated(values: Iterable[object]) -> list[object]:
    return [value for value, count in Counter(values).items() if count > 1]


def quotes_of(facts: Facts) -> list[QuoteFacts]:
    of_sessions = [quote for session in facts.sessions for quote in session.quotes]
    return of_sessions + [quote for post in facts.blog_posts for quote in post.quotes]


def test_ids_and_addresses_are_unique(facts: Facts) -> None:
    for things in (facts.series, facts.people, facts.organisations, facts.events, facts.sessions, facts.blog_posts,
                   facts.briefings):  # fmt: skip
        assert repeated(thing.id for thing in things) == []
    for slugged in (facts.series, facts.formats, facts.blog_posts, facts.briefings):
        assert repeated(thing.slug for thing in slugged) == []
    assert repeated(slug for event in facts.events for slug in (event.slug, *event.old_slugs)) == []
    assert repeated((session.event_id, session.slug) for session in facts.sessions) == []
    assert repeated(presentation.id for session in facts.sessions for presentation in session.presentations) == []
    assert repeated(name for each in facts.organisations for name in (each.name, *each.aliases)) == []


def test_every_reference_leads_somewhere(facts: Facts) -> None:
    events, sessions = {event.id for event in facts.events}, {session.id for session in facts.sessions}
    people, posts = {person.id for person in facts.people}, {post.id for post in facts.blog_posts}
    assert {event.series_id for event in facts.events} - {series.id for series in facts.series} == {None}
    assert {session.event_id for session in facts.sessions} == events
    assert {session.format for session in facts.sessions} <= {kind.slug for kind in facts.formats}
    appearances = [appearance for session in facts.sessions for appearance in session.appearances]
    authors = {author.person_id for post in facts.blog_posts for author in post.authors}
    assert {appearance.person_id for appearance in appearances} <= people
    assert authors - people == {None}
    assert {quote.person_id for quote in quotes_of(facts)} - people == {None}
    assert {post_session for post in facts.blog_posts for post_session in post.session_ids} <= sessions
    assert {post_event for post in facts.blog_posts for post_event in post.event_ids} <= events
    items = [item for issue in facts.briefings for section in issue.sections for item in section.items]
    assert {session_id for item in items for session_id in item.session_ids} <= sessions
    assert {event_id for item in items for event_id in item.event_ids} <= events
    assert {post_id for item in items for post_id in item.blog_post_ids} <= posts
    assert {figure.event_id for figure in facts.figures} <= events
    assert {figure.session_id for figure in facts.figures} - sessions == {None}


def test_every_affiliation_is_an_organisation(facts: Facts) -> None:
    printed = {appearance.affiliation for session in facts.sessions for appearance in session.appearances} - {""}
    assert [affiliation for affiliation in sorted(printed) if facts.find_organisation(affiliation) is None] == []
    assert facts.find_organisation("Social Finance UK") == facts.find_organisation("Social Finance")
    assert facts.find_organisation("A house nobody knows") is None


def test_related_sessions_name_each_other_and_stand_in_different_events(facts: Facts) -> None:
    for session in facts.sessions:
        for other in (facts.get_session(other_id) for other_id in session.related_session_ids):
            assert session.id in other.related_session_ids


def test_sessions_stand_in_their_event_and_its_days(facts: Facts) -> None:
    for session in facts.sessions:
        event = facts.get_event(session.event_id)
        assert session.day is None or 1 <= session.day <= event.days
        assert session.theme == "" or session.theme in event.themes
        days = {instant.date() for instant in (session.starts_at, session.ends_at) if instant}
        assert all(event.starts_on and event.ends_on and event.starts_on <= day <= event.ends_on for day in days)


def test_sessions_of_an_event_come_in_programme_order(facts: Facts) -> None:
    for event in facts.events:
        placed = [(each.day, each.order) for each in facts.sessions_of(event.id) if each.day and each.order
                  and not each.supplementary]  # fmt: skip
        assert placed == sorted(placed)


def test_milestones_come_in_order_and_before_the_event(facts: Facts) -> None:
    for event in facts.events:
        days = [milestone.on for milestone in event.milestones if milestone.kind != "programme published"]
        assert days == sorted(days)
        assert event.starts_on is None or all(day < event.starts_on for day in days)


def test_the_deadline_of_a_call_lies_within_a_year_before_its_event(facts: Facts) -> None:
    closes = {event.id: event.find_milestone("call closes") for event in facts.events}
    assert {key: str(each.on) for key, each in closes.items() if each} == {
        "soc21": "2021-04-30", "soc22": "2022-04-04", "soc23": "2023-03-28", "soc24": "2024-03-24",
    }  # fmt: skip
    assert [each.is_sample for each in closes.values() if each] == [False] * 4


def test_quotes_are_short_and_say_where_they_are_from(facts: Facts) -> None:
    quotes = quotes_of(facts)
    assert len(quotes) == 16
    assert [quote.text for quote in quotes if len(quote.text.split()) >= 20] == []
    assert [figure.as_stated for figure in facts.figures if len(figure.as_stated.split()) >= 20] == []
    assert [quote.text for quote in quotes if not (quote.source_url.startswith("https://") and quote.consent)] == []
    assert [quote.text for quote in quotes if not (quote.person_id or quote.attributed_as)] == []


def test_every_link_is_an_https_address(facts: Facts) -> None:
    links = [link.url for event in facts.events for link in event.links]
    links += [material.url for session in facts.sessions for material in session.materials]
    links += [url for post in facts.blog_posts for url in (post.url, *post.also_at)]
    links += [item.url for issue in facts.briefings for section in issue.sections for item in section.items if item.url]
    assert [link for link in links if not link.startswith("https://")] == []


def test_the_cameroon_webinar_has_its_three_takeaways_and_no_more(facts: Facts) -> None:
    webinar = facts.get_session("ewe-2021-cameroon-kmc")
    assert len(webinar.takeaways) == 3
    assert [text for text in webinar.takeaways if "ingredient" in text] == []
    assert [appearance.person_id for appearance in webinar.appearances] == ["laura-bonsaver"]


def test_roles_are_those_of_the_posting_day(facts: Facts) -> None:
    post = next(post for post in facts.blog_posts if post.id == "blog-its-not-just-the-economy")
    assert [(author.person_id, author.role) for author in post.authors] == [
        ("nigel-ball", "Executive Director, Government Outcomes Lab")
    ]
    assert str(post.posted_at) == "2021-10-13 16:00:00+01:00"
    everything = [author.role for each in facts.blog_posts for author in each.authors]
    assert [role for role in everything if role.startswith("Former")] == []


def test_no_briefing_tells_of_a_session_that_was_still_to_come(facts: Facts) -> None:
    told = [(issue, facts.get_session(session_id)) for issue in facts.briefings for section in issue.sections
            for item in section.items for session_id in item.session_ids]  # fmt: skip
    days = [(issue.issued_on, facts.get_event(session.event_id).starts_on) for issue, session in told]
    assert [(issued, day) for issued, day in days if issued and day and day > issued] == []


def test_the_october_briefing_points_at_keynote_webinar_and_next_edition(facts: Facts) -> None:
    october = next(issue for issue in facts.briefings if issue.slug == "october-2021")
    assert october.is_complete
    assert [section.heading for section in october.sections] == [
        "Rallying together and levelling up", "Views from SOC21", "And in other news...", "Sign up",
    ]  # fmt: skip
    items = [item for section in october.sections for item in section.items]
    assert [(item.blog_post_ids, item.session_ids, item.event_ids) for item in items if item.event_ids] == [
        (("blog-its-not-just-the-economy",), ("soc21-keynote-stiglitz",), ("soc21",)),
        (("blog-making-evidence-accessible",), ("soc21-art-and-science",), ("soc21",)),
        ((), (), ("soc22",)),
        (("blog-scaling-and-sustaining",), ("ewe-2021-cameroon-kmc",), ("ewe-2021-cameroon-kmc",)),
    ]


def test_what_the_demo_holds(facts: Facts) -> None:
    assert Counter(event.kind for event in facts.events) == {
        EventKind.CONFERENCE: 5, EventKind.WEBINAR: 9, EventKind.MEETING: 1,
    }  # fmt: skip
    assert len(facts.sessions) == 74
    assert len(facts.people) == 97
    assert len(facts.blog_posts) == 21
    assert len(facts.briefings) == 7
    assert [person.aliases for person in facts.people if person.id == "mark-roddan"] == [("Mark Rodden",)]


def test_an_unknown_id_is_refused(facts: Facts) -> None:
    for look in (facts.get_event, facts.get_session, facts.get_person):
        with pytest.raises(NotFound) as refused:
            look("nothing")
        assert refused.value.sentence == "The demo knows nothing of nothing."
