"""The draft of a programme on the workbench."""

import pytest

from conference.core.database import transaction
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Event
from conference.domain.programme.models import Session
from conference.domain.programme.queries import get_session, sessions_of, themes_of
from conference.domain.programme.rules import AppearanceRole, SessionState
from tests.factories import (
    make_account,
    make_appearance,
    make_event,
    make_format,
    make_person,
    make_session,
    make_site,
)
from tests.pages import Page, PageClient

START = "/organise/soc22/programme/"


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser."""
    make_site()
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def make_soc22() -> Event:
    return make_event(slug="soc22", short_title="SOC22")


def make_keynote(event: Event) -> Session:
    return make_session(event, slug="keynote", title="Keynote")


def test_a_session_is_added(olga: PageClient) -> None:
    event = make_soc22()
    make_format()
    page = Page(olga.send(f"{START}new/", title="Outcomes in practice", code="DD1", minutes="90", format="panel").text)
    assert (page.headings, "Outcomes in practice is a draft now." in page.text) == (["Outcomes in practice"], True)
    (session,) = sessions_of(event)
    assert (session.slug, session.code, session.minutes, session.state) == (
        "outcomes-in-practice", "DD1", 90, SessionState.DRAFT,
    )  # fmt: skip


def test_what_was_typed_is_kept_when_it_is_refused(olga: PageClient) -> None:
    event = make_soc22()
    make_format()
    page = Page(olga.send(f"{START}new/", status=422, title="Outcomes", minutes="7", format="panel").text)
    assert page.fields_of(-1)["title"] == "Outcomes"
    assert "Please give a length in steps of 5 minutes, at most a day." in page.text
    assert sessions_of(event) == []


def test_a_session_is_edited_and_its_old_address_goes_on_in_the_workbench(olga: PageClient) -> None:
    event = make_soc22()
    make_keynote(event)
    page = Page(olga.send(f"{START}sessions/keynote/", title="Opening keynote", slug="opening").text)
    assert (page.headings, get_session(event, "opening").title) == (["Opening keynote"], "Opening keynote")


def test_the_second_editor_sees_what_the_first_one_wrote(olga: PageClient, client: PageClient) -> None:
    event = make_soc22()
    make_keynote(event)
    path = f"{START}sessions/keynote/"
    typed = {**olga.page(path).fields_of(-1), "abstract": "Second thoughts."}
    olga.send(path, abstract="First thoughts.")
    response = olga.post(path, typed)
    page = Page(response.text)
    assert (response.status_code, page.fields_of(-1)["abstract"].strip()) == (409, "Second thoughts.")
    assert "Olga has changed this while your page was open: the abstract." in page.text
    assert "The abstract First thoughts." in page.text
    olga.post(path, page.fields_of(-1))
    assert get_session(event, "keynote").abstract == "Second thoughts."


def test_the_list_is_filtered_by_the_address(olga: PageClient) -> None:
    event = make_soc22()
    make_session(event, title="Opening", state=SessionState.DRAFT)
    make_appearance(make_session(event, title="Panel"), make_person("Joseph Stiglitz"))
    assert "2 sessions" in olga.page(START).text
    page = olga.page(f"{START}?search=stiglitz&state=confirmed")
    assert ("1 session of 2" in page.text, "Panel" in page.text, "Opening" in page.text) == (True, True, False)
    page = olga.page(f"{START}?theme=nothing&page=-1")
    assert ("0 sessions of 2 Nothing fits" in page.text, "nothing (not known here)" in page.text) == (True, True)


def test_a_person_is_put_into_a_session(olga: PageClient) -> None:
    event = make_soc22()
    make_keynote(event)
    person = make_person("Joseph Stiglitz", job_title="Professor", affiliation="Columbia University")
    path = f"{START}sessions/keynote/people/"
    page = Page(olga.send(path, person=person.slug, role="keynote speaker").text)
    assert "Joseph Stiglitz Keynote speaker Professor, Columbia University" in page.text
    (appearance,) = get_session(event, "keynote").appearances
    olga.send(f"{path}{appearance.id}/", job_title="University Professor")
    (appearance,) = get_session(event, "keynote").appearances
    assert (appearance.role, appearance.job_title) == (AppearanceRole.KEYNOTE_SPEAKER, "University Professor")
    page = Page(olga.send(path, status=422, person=person.slug, role="keynote speaker").text)
    assert "Joseph Stiglitz is in this session in this role already." in page.text
    olga.send(f"{path}{appearance.id}/remove/")
    assert get_session(event, "keynote").appearances == []


def test_a_presentation_comes_and_goes(olga: PageClient) -> None:
    event = make_soc22()
    make_keynote(event)
    path = f"{START}sessions/keynote/presentations/"
    olga.send(path, title="Paper", abstract="Words.")
    (paper,) = get_session(event, "keynote").presentations
    olga.send(f"{path}{paper.id}/", title="Better paper")
    assert "Better paper" in olga.page(path).text
    olga.send(f"{path}{paper.id}/remove/")
    assert get_session(event, "keynote").presentations == []
    olga.get(f"{path}{paper.id}/", status=404)


def test_a_session_takes_its_steps(olga: PageClient) -> None:
    event = make_soc22()
    session = make_keynote(event)
    with transaction():
        session.state = SessionState.DRAFT
    path = f"{START}sessions/keynote/state/"
    assert "At the moment: Draft." in olga.page(path).text
    page = Page(olga.send(path).text)
    assert "Keynote: Confirmed. Readers see it with the next release." in page.text
    assert get_session(event, "keynote").state is SessionState.CONFIRMED


def test_themes(olga: PageClient) -> None:
    event = make_soc22()
    olga.send(f"{START}themes/", name="Procurement")
    olga.send(f"{START}themes/procurement/", name="Public procurement")
    assert [theme.name for theme in themes_of(event)] == ["Public procurement"]
    olga.send(f"{START}themes/procurement/remove/")
    assert themes_of(event) == []


def test_an_editor_has_no_business_here(client: PageClient) -> None:
    make_site()
    make_keynote(make_soc22())
    client.sign_in(make_account(Role.EDITOR))
    assert client.page(START, status=404).headings == ["This page is not here"]
    assert client.page(f"{START}sessions/keynote/", status=404).headings == ["This page is not here"]
