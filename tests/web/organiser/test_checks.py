"""The page of the checks: what is found, "This is right" and back, and the list above every publishing button."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from conference.core.database import db, transaction
from conference.domain.accounts.queries import journal_of
from conference.domain.accounts.rules import Role
from conference.domain.checks.models import AcceptedFinding
from conference.domain.events.models import Event, TeamMember
from conference.domain.events.rules import EventState, TeamRole
from conference.domain.materials.models import Material
from conference.domain.materials.rules import MaterialKind
from conference.domain.programme.models import Session
from conference.domain.reflections.models import BlogPost, BlogPostSession, Highlight, WriteUp
from conference.domain.reflections.rules import WriteUpState
from conference.web.organiser import checks
from tests.factories import make_account, make_event, make_person, make_series, make_session, make_site, save
from tests.pages import Page, PageClient

HERE = "/organise/soc22/checks/"
RIGHT, AGAIN = f"{HERE}right/", f"{HERE}again/"


@pytest.fixture
def event(stand_at: Callable[[datetime], None], now: datetime) -> Event:
    """SOC22, a draft, with a blind link in what it is about."""
    stand_at(now)
    make_site()
    return make_event(slug="soc22", short_title="SOC22", state=EventState.DRAFT, description="Apply here.")


@pytest.fixture
def session(event: Event) -> Session:
    return make_session(event, slug="bonds", title="Bonds")


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def press(client: PageClient, action: str, which: int = 0, status: int = 200) -> Page:
    """Press one of the buttons of the page that lead there."""
    forms = client.page(HERE).forms
    index = [place for place, form in enumerate(forms) if form["action"] == action][which]
    return Page(client.send(HERE, form=index, status=status).text)


def right_fields(page: Page) -> list[dict[str, Any]]:
    """What each button "This is right" of a page sends."""
    return [page.fields_of(at) for at, form in enumerate(page.forms) if form["action"] == RIGHT]


def test_what_is_found_leads_to_where_it_is_mended(olga: PageClient, session: Session) -> None:
    page = olga.page(HERE)
    assert "Links that do not say where they lead What the event is about Read alone" in page.text
    assert "/organise/soc22/edit/#description" in page.links
    assert "Without a text, or cut off What “Bonds” is about It has a title, and nothing says" in page.text
    assert "/organise/soc22/programme/sessions/bonds/#abstract" in page.links
    start = olga.page("/organise/soc22/")
    assert "The checks find 2 things that are worth another look. Look at the checks" in start.text
    assert HERE in start.links


def test_the_other_text_is_a_link_away(olga: PageClient, event: Event) -> None:
    words = (
        "What stands between a pilot and the way in which things are done, who came through, and what it took of them."
    )
    make_session(event, slug="pilots", title="Pilots", abstract=words)
    make_session(event, slug="power", title="Power", abstract=words)
    page = olga.page(HERE)
    assert "What “Power” is about Nearly the same words stand in another place. What “Pilots” is about" in page.text
    assert "/organise/soc22/programme/sessions/pilots/#abstract" in page.links


def test_the_draft_of_another_event_is_named_to_its_own_team_only(client: PageClient, event: Event) -> None:
    words = "What stands between a pilot and the way in which things are done, who came through, and what it took."
    series, editor = make_series(), make_account(None, name="Eddie")
    with transaction():
        db.session.merge(event).series_id = series.id
    save(TeamMember(event_id=event.id, account_id=editor.id, role=TeamRole.EDITOR))
    other = make_event(
        slug="soc21", short_title="SOC21", state=EventState.DRAFT, series_id=series.id,
        starts_at=event.starts_at + timedelta(days=30), ends_at=event.ends_at + timedelta(days=30),
    )  # fmt: skip
    make_session(other, slug="plan", title="The plan", abstract=f"{words} {words}")
    make_session(event, slug="power", title="Power", abstract=f"{words} {words}")
    sentence = "What “Power” is about Nearly the same words stand in another place."
    page = client.sign_in(editor).page(HERE)
    assert f"{sentence} Another event of the series" in page.text
    assert "SOC22 is earlier than another edition. Another event of the series" in page.text
    assert ("The plan" in page.text, "SOC21" in page.text) == (False, False)
    page = PageClient(client.app).sign_in(make_account(Role.ORGANISER)).page(HERE)
    assert f"{sentence} “The plan” at" in page.text
    assert "SOC22 is earlier than another edition. SOC21" in page.text
    assert "/organise/soc21/programme/sessions/plan/#abstract" in page.links


def test_it_is_said_to_be_right_and_asked_about_again(olga: PageClient, event: Event) -> None:
    page = press(olga, RIGHT)
    assert "It is right, and not asked about again unless it changes." in page.text
    assert "The checks find nothing here at the moment. Said to be right What the event is about" in page.text
    assert "Olga, Monday 1 November 2021" in page.text
    entry = journal_of(event)[0]
    assert (entry.action, entry.event_id, entry.detail) == ("call a finding right", event.id, {
        "check": "link", "place": "What the event is about",
        "why": "Read alone, its words do not say where it leads.",
    })  # fmt: skip
    assert "checks find" not in olga.page("/organise/soc22/").text
    page = press(olga, AGAIN)
    assert "It is asked about again." in page.text
    assert "Said to be right" not in page.text
    assert [one.action for one in journal_of(event)][:2] == ["ask again about a finding", "call a finding right"]


def test_a_changed_text_asks_again(olga: PageClient, event: Event) -> None:
    press(olga, RIGHT)
    with transaction():
        db.session.merge(event).description = "Apply here. It is free."
    assert "The checks find nothing here" in olga.page(HERE).text
    with transaction():
        db.session.merge(event).description = "Apply in time, and here."
    with transaction():
        db.session.merge(event).description = "Register now, or apply here."
    page = olga.page(HERE)
    assert "Register now, or apply here" in page.text
    assert "Said to be right" not in page.text


def test_all_of_one_kind_are_right(olga: PageClient, event: Event) -> None:
    for number in range(3):
        make_session(event, slug=f"bonds-{number}", title=f"Bonds {number}")
    page = press(olga, RIGHT, which=-1)
    assert "All 3 are right, and not asked about again unless they change." in page.text
    assert "Links that do not say" in page.text
    assert "Without a text" not in page.text.partition("Said to be right")[0]
    assert len(journal_of(event)) == 3


def test_many_of_a_kind_come_a_hundred_at_a_time(
    olga: PageClient, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "MOST_OF_A_KIND", 2)
    for number in range(3):
        make_session(event, slug=f"bonds-{number}", title=f"Bonds {number}")
    assert "1 more of this kind comes when some of these are mended or right." in olga.page(HERE).text
    page = press(olga, RIGHT, which=-1)
    assert "All 2 are right" in page.text
    assert "What “Bonds 2” is about It has a title" in page.text.partition("Said to be right")[0]


def test_twice_the_same_is_once(olga: PageClient, event: Event, now: datetime) -> None:
    other = PageClient(olga.app).sign_in(make_account(Role.ORGANISER, name="Otto"))
    before = other.page(HERE)
    press(olga, RIGHT)
    other.post(RIGHT, right_fields(before)[0])
    assert [(one.account.name if one.account else "") for one in db.session.query(AcceptedFinding)] == ["Olga"]


def test_what_is_not_found_any_more_cannot_be_right(olga: PageClient, event: Event) -> None:
    before = olga.page(HERE)
    with transaction():
        db.session.merge(event).description = ""
    answer = olga.post(RIGHT, right_fields(before)[0])
    page = Page(answer.text)
    assert answer.status_code == 422
    assert "The checks do not find this any more: what they found has changed meanwhile." in page.text
    assert db.session.query(AcceptedFinding).count() == 0


def test_only_who_may_mend_it_may_say_so(client: PageClient, event: Event, session: Session) -> None:
    editor = make_account(None, name="Eddie")
    save(TeamMember(event_id=event.id, account_id=editor.id, role=TeamRole.EDITOR))
    owner = PageClient(client.app).sign_in(make_account())
    (fingerprint, *_others) = [fields["fingerprints"] for fields in right_fields(owner.page(HERE))]
    page = client.sign_in(editor).page(HERE)
    assert "What “Bonds” is about It has a title, and nothing says what it is about." in page.text
    assert right_fields(page) == []
    assert "/organise/soc22/programme/sessions/bonds/#abstract" not in page.links
    token = page.fields_of(0)["csrf_token"]
    answer = client.post(RIGHT, {"fingerprints": fingerprint, "csrf_token": token})
    assert answer.status_code == 422
    assert "Only who may change a text can say that it is right." in Page(answer.text).text
    assert db.session.query(AcceptedFinding).count() == 0


def test_the_list_stands_above_every_publishing_button(olga: PageClient, session: Session, now: datetime) -> None:
    event_id, ann = session.event_id, make_person("Ann Lee")
    write_up = save(WriteUp(session_id=session.id, person_id=ann.id, number=1, state=WriteUpState.SUBMITTED,
                            title="What we took", body="Read more here.", saved_at=now))  # fmt: skip
    post = save(BlogPost(slug="post", title="Post", url="https://example.org", summary="Listen here.", changed_at=now))
    save(BlogPostSession(blog_post_id=post.id, session_id=session.id))
    save(Material(session_id=session.id, kind=MaterialKind.LINK, title="Click here", url="https://example.org",
                  created_at=now))  # fmt: skip
    save(Highlight(event_id=event_id, session_id=session.id, text="Watch here."))
    save(Highlight(event_id=event_id, text="Seen here."))
    here = "/organise/soc22"
    pages = {
        f"{here}/edit/state/": "What the event is about",
        f"{here}/release/": "What “Bonds” is about",
        f"{here}/schedule/sessions/bonds/cancel/": "What “Bonds” is about",
        f"{here}/write-ups/{write_up.id}/publish/": "Write-up “What we took”",
        f"/organise/blog/{post.id}/": "Blog post “Post”",
        f"{here}/materials/bonds/": "Material “Click here” of “Bonds”",
        f"{here}/reflections/sessions/bonds/": "Highlight of “Bonds”",
        f"{here}/reflections/days/": "Highlight of a day",
    }
    for path, place in pages.items():
        text = olga.page(path).text
        assert f"Worth another look You can publish all the same. {place}" in text
        assert text.count("Worth another look") == 1


def test_an_open_event_is_not_checked_where_it_is_closed(olga: PageClient, event: Event) -> None:
    with transaction():
        db.session.merge(event).state = EventState.OPEN
    assert "Worth another look" not in olga.page("/organise/soc22/edit/state/").text


def test_a_deadline_after_the_event_that_is_right_is_not_asked_about(olga: PageClient, event: Event) -> None:
    here, typed = "/organise/soc22/edit/deadlines/", partial(olga.send, name="Papers after", at="2022-12-01T12:00")
    assert "That is after the end of the event." in Page(typed(here, status=422).text).text
    assert "The deadline is added." in Page(typed(here, is_right="y").text).text
    assert [one.account and one.account.name for one in db.session.scalars(select(AcceptedFinding))] == ["Olga"]
    text = olga.page(HERE).text
    assert text.index("Said to be right") < text.index("Papers after is later than the end of SOC22.")
