"""The archive of briefings."""

from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

from conference.domain.briefings.models import (
    Briefing,
    BriefingItem,
    BriefingLink,
    BriefingSection,
    BriefingState,
    ItemKind,
)
from conference.domain.briefings.queries import briefings_about_event, briefings_about_session
from conference.domain.schedule.queries import get_released_session
from tests.factories import NOW, make_event, make_site, save
from tests.pages import PageClient
from tests.web.public.test_events import make_released

ATOM = "{http://www.w3.org/2005/Atom}"


def make_briefing(slug: str = "october-2021", link: BriefingLink | None = None, **values: object) -> Briefing:
    """A sent briefing with one section and one item, which tells of `link`."""
    item = BriefingItem(kind=ItemKind.REFLECTION, title="What we heard", summary="A look back.", position=1)
    item.links = [link] if link else []
    section = BriefingSection(heading="From our events", position=1, items=[item])
    defaults = {"title": "October 2021 briefing", "period": "2021-10", "state": BriefingState.SENT,
                "issued_on": date(2021, 10, 28), "sent_at": NOW, "changed_at": NOW}  # fmt: skip
    return save(Briefing(slug=slug, sections=[section], **{**defaults, **values}))


def test_an_issue_leads_to_the_session_that_it_tells_of(client: PageClient, now: datetime) -> None:
    make_site()
    event = make_released(now)
    session_id = get_released_session(event, "keynote").session_id
    make_briefing(link=BriefingLink(session_id=session_id))
    page = client.page("/briefings/october-2021/")
    assert page.headings == ["October 2021 briefing"]
    assert "/soc22/sessions/keynote/" in page.links
    assert [one.slug for one in briefings_about_session(session_id)] == ["october-2021"]
    assert "/briefings/october-2021/" in client.page("/soc22/sessions/keynote/").links


def test_a_draft_issue_is_not_public(client: PageClient) -> None:
    make_site()
    event = make_event(slug="soc22")
    make_briefing("sent", link=BriefingLink(event_id=event.id))
    make_briefing("in-work", link=BriefingLink(event_id=event.id), state=BriefingState.DRAFT, title="Not yet")
    client.get("/briefings/in-work/", status=404)
    assert "Not yet" not in client.page("/briefings/").text
    assert [one.slug for one in briefings_about_event(event.id)] == ["sent"]
    assert {link for link in client.page("/soc22/").links if link.startswith("/briefings/")} == {
        "/briefings/",
        "/briefings/sent/",
    }


def test_the_archive_and_its_feed_have_the_newest_first(client: PageClient) -> None:
    make_site()
    make_briefing("september", issued_on=date(2021, 9, 30), title="September", changed_at=NOW - timedelta(days=30))
    make_briefing("october", title="October")
    page = client.page("/briefings/")
    assert page.text.index("October") < page.text.index("September")
    root = ET.fromstring(client.get("/briefings/feed.atom").data)
    assert [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")] == ["October", "September"]


def test_an_issue_knows_its_neighbours(client: PageClient) -> None:
    make_site()
    for month in (8, 9, 10):
        make_briefing(f"issue-{month}", issued_on=date(2021, month, 1), title=f"Issue {month}")
    page = client.page("/briefings/issue-9/")
    assert {"/briefings/issue-8/", "/briefings/issue-10/"} <= set(page.links)
