"""Many sessions changed at once: chosen in the table, seen before it is done, told where somebody was faster."""

import pytest

from conference.core.database import db, transaction
from conference.domain.accounts.queries import list_journal
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Event, TeamMember
from conference.domain.events.rules import TeamRole
from conference.domain.programme.queries import sessions_of
from conference.domain.programme.rules import SessionState
from tests.factories import make_account, make_event, make_format, make_session, make_site, save
from tests.pages import Page, PageClient

MANY = "/organise/soc22/programme/many/"


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser."""
    make_site()
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def make_soc22() -> Event:
    """An event with two drafts and a session that was held."""
    event = make_event(slug="soc22", short_title="SOC22")
    make_format(slug="keynote")
    make_session(event, title="Opening", state=SessionState.DRAFT)
    make_session(event, title="Costs", state=SessionState.DRAFT)
    make_session(event, title="Looking back", state=SessionState.HELD)
    return event


def states_of(event: Event) -> list[SessionState]:
    db.session.rollback()
    return [one.state for one in sessions_of(event)]


def test_all_that_the_filter_leaves_are_changed(olga: PageClient) -> None:
    event = make_soc22()
    page = olga.page("/organise/soc22/programme/?state=draft&sort=title")
    assert "Change all 2" in page.text
    address = next(link for link in page.links if link.startswith(MANY))
    assert address == f"{MANY}?all=yes&state=draft&sort=title"
    asking = olga.page(f"{address}&to-state=confirmed&to-format=&to-language=")
    assert "Opening Draft, becomes Confirmed" in asking.text
    assert states_of(event) == [SessionState.DRAFT, SessionState.DRAFT, SessionState.HELD]
    done = olga.send(f"{address}&to-state=confirmed&to-format=keynote", follow=False, status=303)
    assert done.location == "/organise/soc22/programme/?state=draft&sort=title"
    assert "2 sessions are changed. Readers see it with the next release." in olga.page(done.location).text
    assert states_of(event) == [SessionState.CONFIRMED, SessionState.CONFIRMED, SessionState.HELD]
    assert [one.format.slug for one in sessions_of(event)] == ["keynote", "keynote", "panel"]
    entries = sorted((entry.action, entry.actor) for entry in list_journal(event.id))
    assert [action for action, _actor in entries] == ["change session state"] * 2 + ["edit session"] * 2


def test_what_cannot_be_is_named_and_the_others_go_on(olga: PageClient) -> None:
    event = make_soc22()
    picked = "&".join(f"pick={one.id}" for one in sessions_of(event))
    address = f"{MANY}?{picked}&pick=999999&pick=x&to-state=cancelled"
    page = olga.page(address)
    assert "1 session cannot become this They stay as they are" in page.text
    assert "Looking back : A session that is held cannot become cancelled." in page.text
    assert "Change 2 sessions" in page.text
    olga.send(address)
    assert states_of(event) == [SessionState.CANCELLED, SessionState.CANCELLED, SessionState.HELD]
    again = olga.page(address)
    assert ("2 sessions are so already." in again.text, "There is nothing to change." in again.text) == (True, True)


def test_who_is_second_is_told_and_nothing_is_overwritten(olga: PageClient) -> None:
    event = make_soc22()
    address = f"{MANY}?all=yes&state=draft&to-format=keynote"
    sent = olga.page(address).fields_of(-1)
    with transaction():
        sessions_of(event)[0].title = "Opening, at last"
    response = olga.post(MANY, sent)
    page = Page(response.text)
    assert (response.status_code, "meanwhile somebody has changed Opening, at last." in page.text) == (422, True)
    assert {one.format.slug for one in sessions_of(event)} == {"panel"}
    olga.post(MANY, page.fields_of(-1))
    db.session.rollback()
    assert [one.format.slug for one in sessions_of(event)] == ["keynote", "keynote", "panel"]


def test_the_same_form_sent_twice_changes_once(olga: PageClient) -> None:
    event = make_soc22()
    sent = olga.page(f"{MANY}?all=yes&state=draft&to-state=confirmed").fields_of(-1)
    answers = [olga.post(MANY, sent, follow=False) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(list_journal(event.id)) == 2


@pytest.mark.parametrize(
    "query",
    [
        "all=yes&to-state=gone", "all=yes&to-theme=gone&to-format=keynote", "all=yes&to-expected=many",
        "all=yes&to-language=" + "x" * 11, "all=yes&to-expected=-1", "all=yes", "all=%00&to-mode=%FF", "pick=\u0663",
        "all=yes&to-state=confirmed&to-state=gone&to-expected=" + "9" * 400,
    ],
)  # fmt: skip
def test_nonsense_changes_nothing(olga: PageClient, query: str) -> None:
    event = make_soc22()
    page = olga.page(f"{MANY}?{query}")
    assert ("Before and after" in page.text, page.headings) == (False, ["Change many sessions"])
    for form in page.forms:
        assert form["method"] == "get" or form["action"] != MANY
    sent = {**olga.page(f"{MANY}?all=yes&to-state=confirmed").fields_of(-1), "asked": query}
    assert olga.post(MANY, sent).status_code == 422
    assert states_of(event) == [SessionState.DRAFT, SessionState.DRAFT, SessionState.HELD]


def test_nothing_is_ticked(olga: PageClient) -> None:
    make_soc22()
    assert "Nothing is ticked" in olga.page(f"{MANY}?to-state=confirmed").text
    assert "Nothing is ticked" in olga.page(f"{MANY}?all=yes&state=gone").text


def test_other_organisers_have_no_business_here(client: PageClient) -> None:
    make_site()
    event, other = make_soc22(), make_event(slug="soc21")
    mine = make_session(other, title="Mine", state=SessionState.DRAFT)
    olga = make_account(None)
    save(TeamMember(event_id=other.id, account_id=olga.id, role=TeamRole.ORGANISER))
    client.sign_in(olga)
    first = sessions_of(event)[0]
    client.get(f"{MANY}?all=yes", status=404)
    sent = client.page(f"{MANY.replace('soc22', 'soc21')}?pick={first.id}&pick={mine.id}&to-state=confirmed")
    assert ("Opening" in sent.text, "Mine" in sent.text) == (False, True)
    forged = {**sent.fields_of(-1), "seen": f"{first.id}:{first.version}"}
    assert client.post(MANY, forged).status_code == 404
    assert client.post(MANY.replace("soc22", "soc21"), forged).status_code == 422
    assert states_of(event) == [SessionState.DRAFT, SessionState.DRAFT, SessionState.HELD]
