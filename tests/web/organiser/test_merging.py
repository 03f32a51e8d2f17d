"""Making one of two records on the workbench, and two of one again."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask

from conference.core.database import db, transaction
from conference.core.text import fold
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.rules import Role
from conference.domain.people.models import Organisation
from conference.domain.people.queries import get_organisation, get_person
from conference.domain.reflections.models import BlogAuthor, BlogPost
from conference.domain.schedule.actions import publish_release
from tests.domain.records.test_merging import datetime_of, two_people
from tests.factories import make_account, make_appearance, make_event, make_person, make_session, make_site, save
from tests.pages import Page, PageClient

START = datetime.fromisoformat("2022-09-08T09:00:00+00:00")


@pytest.fixture
def olga(app: Flask, client: PageClient) -> PageClient:
    """The browser of an organiser."""
    make_site()
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def test_two_records_are_found_shown_made_one_and_parted_again(olga: PageClient) -> None:
    two_people()
    choosing = olga.page("/organise/people/mark-rodden/same/")
    address = "/organise/people/mark-rodden/same/?other=mark-roddan"
    assert address in choosing.links
    shown = olga.page(address)
    assert "Mark Rodden gets from Mark Roddan: 1 other name, 1 appearance, 2 appearances in programmes" in shown.text
    assert "Both have the same, so it stands once from now on: 1 appearance." in shown.text
    assert "Both have one, and that of Mark Rodden stays: when they can come to 1 event." in shown.text
    assert "The address /people/mark-roddan/ leads to /people/mark-rodden/ for ever." in shown.text
    done = Page(olga.send(address, of_job_title="gone").text)
    assert "Mark Roddan and Mark Rodden are one record now." in done.text
    person = get_person("mark-rodden")
    assert (person.name, person.job_title, person.email) == ("Mark Rodden", "Head of research", "mark@example.org")
    undo = next(link for link in done.links if "/merges/" in link)
    assert "Mark Roddan is a record of its own again." in Page(olga.send(undo).text).text
    assert get_person("mark-roddan").name == "Mark Roddan"
    assert olga.page(undo, status=404).headings == ["This page is not here"]


def test_what_both_say_otherwise_in_one_place_is_shown_before_one_of_it_goes(olga: PageClient) -> None:
    kept, gone = make_person("Mark Rodden", slug="mark-rodden"), make_person("Mark Roddan", slug="mark-roddan")
    event = make_event()
    for title, theirs in (("Opening", "Dean"), ("Closing", "Director")):
        session = make_session(event, title=title)
        make_appearance(session, kept, job_title="Director", affiliation="GSG")
        last = make_appearance(session, gone, job_title=theirs, affiliation="GSG")
    authors = [BlogAuthor(person_id=one.id, name=one.name) for one in (kept, gone)]
    save(BlogPost(slug="post", title="Post", url="https://a.example.org/", changed_at=datetime_of(1), authors=authors))
    page = olga.page("/organise/people/mark-rodden/same/?other=mark-roddan")
    said = ("In “Opening” stays: Director, GSG. This is put aside until the merge is undone: Dean, GSG. In “Post” "
            "stays: Mark Rodden. This is put aside until the merge is undone: Mark Roddan.")  # fmt: skip
    assert (said in page.text, page.text.count("is put aside")) == (True, 2)
    sent = page.fields_of(-1)
    with transaction():
        db.session.merge(last).job_title = "Provost"
    answer = Page(olga.post("/organise/people/mark-rodden/same/?other=mark-roddan", sent).text)
    assert "One of the two was changed while this page was open." in answer.text
    assert "In “Closing” stays: Director, GSG." in answer.text


def test_a_double_click_gets_the_first_answer(olga: PageClient) -> None:
    two_people()
    address = "/organise/people/mark-rodden/same/?other=mark-roddan"
    sent = olga.page(address).fields_of(-1)
    answers = [olga.post(address, sent, follow=False) for _click in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [(303, "/organise/people/mark-rodden/")] * 2
    undo = next(link for link in olga.page("/organise/people/mark-rodden/").links if "/merges/" in link)
    sent = olga.page(undo).fields_of(-1)
    answers = [olga.post(undo, sent, follow=False) for _click in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [(303, "/organise/people/mark-roddan/")] * 2


def test_readers_of_the_old_address_come_to_the_new_one(olga: PageClient) -> None:
    two_people()
    olga.send("/organise/people/mark-rodden/same/?other=mark-roddan")
    answer = olga.get("/people/mark-roddan/", status=301, follow=False)
    assert answer.location == "/people/mark-rodden/"
    assert "Closing" in olga.page("/people/mark-rodden/").text


def test_who_edits_one_of_them_meanwhile_is_not_overruled(olga: PageClient) -> None:
    two_people()
    address = "/organise/people/mark-rodden/same/?other=mark-roddan"
    sent = olga.page(address).fields_of(-1)
    olga.send("/organise/people/mark-roddan/", job_title="Dean")
    answer = Page(olga.post(address, sent).text)
    assert "One of the two was changed while this page was open. Please look at both once more." in answer.text
    assert "Dean" in answer.text
    db.session.rollback()
    assert get_person("mark-roddan").job_title == "Dean"
    olga.post(address, answer.fields_of(-1))
    db.session.rollback()
    assert get_person("mark-rodden").email == "mark@example.org"


def test_a_record_and_itself_are_nothing_to_merge(olga: PageClient) -> None:
    make_person("Mark Rodden", slug="mark-rodden")
    page = olga.page("/organise/people/mark-rodden/same/?other=mark-rodden", status=409)
    assert "These are one record already." in page.text
    nobody = olga.page("/organise/people/mark-rodden/same/?other=nobody", status=404)
    assert nobody.headings == ["This page is not here"]


def test_the_other_is_searched_for_by_any_name(olga: PageClient) -> None:
    make_person("Mark Rodden", slug="mark-rodden")
    make_person("Ada Lovelace", slug="ada", affiliation="Royal Society")
    assert "No other record is called nearly the same." in olga.page("/organise/people/mark-rodden/same/").text
    found = olga.page("/organise/people/mark-rodden/same/?search=lovelace+ada")
    assert "/organise/people/mark-rodden/same/?other=ada" in found.links
    assert "Royal Society" in found.text
    assert "No other record is called that." in olga.page("/organise/people/mark-rodden/same/?search=Okri").text


def test_the_list_of_who_may_be_the_same(olga: PageClient) -> None:
    for name, slug in (("Mark Rodden", "rodden"), ("Mark Roddan", "roddan"), ("Ben Okri", "okri")):
        make_person(name, slug=slug)
    listed = olga.page("/organise/people/alike/")
    assert "/organise/people/rodden/same/?other=roddan" in listed.links
    parted = Page(olga.send("/organise/people/alike/").text)
    assert "Mark Rodden and Mark Roddan are two, and not in the list any more." in parted.text
    assert "No two records look like one." in parted.text
    again = Page(olga.send("/organise/people/alike/").text)
    assert "Mark Rodden and Mark Roddan are in the list again." in again.text
    assert "/organise/people/rodden/same/?other=roddan" in again.links


def test_organisations_too(olga: PageClient) -> None:
    for name, slug, country in (("GSG Impact", "gsg-impact", ""), ("GSG", "gsg", "GB")):
        save(Organisation(name=name, slug=slug, folded_name=fold(name), country=country))
    assert "/organise/organisations/gsg-impact/same/?other=gsg" in olga.page("/organise/organisations/alike/").links
    olga.send("/organise/organisations/gsg-impact/same/?other=gsg")
    db.session.rollback()
    kept = get_organisation("gsg-impact")
    assert (kept.country, [alias.name for alias in kept.aliases]) == ("GB", ["GSG"])


def test_a_person_leads_to_when_they_can_come(olga: PageClient, stand_at: Callable[[datetime], None]) -> None:
    stand_at(datetime_of(3))
    person = make_person("Mara Iyer", slug="mara")
    event, over = make_event(slug="soc22"), make_event(slug="soc21", starts_at=datetime_of(1), ends_at=datetime_of(1))
    for one in (event, over):
        make_appearance(make_session(one), person)
    links = olga.page("/organise/people/mara/").links
    assert [link for link in links if "/schedule/people/" in link] == ["/organise/soc22/schedule/people/mara/"]


def test_the_history_holds_both_records(olga: PageClient) -> None:
    two_people()
    olga.send("/organise/people/mark-roddan/", honorific="Dr")
    olga.send("/organise/people/mark-rodden/same/?other=mark-roddan")
    text = olga.page("/organise/people/mark-rodden/history/").text
    assert "Two records made one (stays: Mark Rodden, merged into it: Mark Roddan) Olga" in text
    assert "Person edited: Mark Roddan Olga" in text


def test_only_who_may_edit_people_merges(app: Flask, client: PageClient) -> None:
    make_site()
    two_people()
    client.sign_in(make_account(Role.EDITOR))
    for path in ("people/mark-rodden/same/", "people/alike/", "organisations/alike/", "people/merges/1/"):
        assert client.page(f"/organise/{path}", status=404).headings == ["This page is not here"]


def test_a_merge_is_no_news_for_the_speaker(olga: PageClient) -> None:
    """What was released names the person as before; nobody is told that they went and came."""
    make_person("Mara Iyer", slug="mara")
    gone = make_person("Mara Ijer", slug="mara-2", email="m@example.org")
    event = make_event(slug="soc22")
    session = make_session(event, title="Opening", starts_at=START, ends_at=START.replace(hour=10))
    make_appearance(session, gone)
    with transaction():
        publish_release(event, actor=SYSTEM, now=datetime_of(2))
    olga.send("/organise/people/mara/same/?other=mara-2")
    text = olga.page("/organise/soc22/release/").text
    assert "The people of Opening are described differently. Who is told No speaker is concerned" in text
