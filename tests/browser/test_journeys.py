"""What people do from start to end, in Chromium, with scripts and without: each journey reads the mails it caused."""

import re
from datetime import datetime, timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import Page, StorageState, expect

from tests.browser.audit import Auditor
from tests.browser.conftest import NewReader
from tests.browser.demo_site import DemoSite

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"]),
]


@pytest.fixture
def visitor(new_reader: NewReader, scripts: bool) -> Page:
    """Somebody who has never been here."""
    return new_reader(java_script_enabled=scripts).new_page()


@pytest.fixture
def staff(new_reader: NewReader, scripts: bool, organiser: StorageState) -> Page:
    """The organiser, signed in."""
    return new_reader(java_script_enabled=scripts, storage_state=organiser).new_page()


def link_in(mail: EmailMessage, beginning: str) -> str:
    """The path of the first link of a mail's text that begins like this."""
    body = mail.get_body(("plain",))
    assert body is not None
    paths = [urlsplit(link).path for link in re.findall(r"https?://\S+/", body.get_content())]
    return str(next(path for path in paths if path.startswith(beginning)))


def press(page: Page, name: str) -> None:
    """Press a button and wait for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def heading(page: Page) -> str:
    """The h1 of the page that is open."""
    return page.locator("h1").inner_text()


def test_interest_is_confirmed_and_withdrawn(visitor: Page, demo: DemoSite, scripts: bool) -> None:
    address = f"ada.{scripts}@example.org".lower()
    visitor.goto("/soc22/")
    visitor.get_by_role("link", name="Register your interest").click()
    visitor.get_by_label("Your name").fill("Ada Lovelace")
    visitor.get_by_label("Your e-mail address").fill(address)
    visitor.get_by_label("Online", exact=True).check()
    visitor.get_by_label("Write to me about SOC22").check()
    press(visitor, "Register your interest")
    assert heading(visitor) == "Look into your mail"
    visitor.goto(link_in(demo.next_mail(address), "/my/"))
    assert heading(visitor) == "Are these your answers?"
    press(visitor, "Confirm these answers")
    visitor.goto(link_in(demo.next_mail(address, after=1), "/my/"))
    assert heading(visitor) == "Your interest in SOC22"
    press(visitor, "Withdraw my interest")
    expect(visitor.locator("main .notice").last).to_contain_text("You have withdrawn your interest")


def make_seminar(staff: Page, slug: str) -> None:
    """An online meeting with two places, open for registration."""
    staff.goto("/organise/events/new/")
    staff.get_by_label("Starts").fill("2022-03-10T14:00")
    staff.get_by_label("Ends").fill("2022-03-10T15:00")
    staff.get_by_label("Title", exact=True).fill("A small seminar")
    staff.get_by_label("Address", exact=True).fill(slug)
    staff.get_by_label("Meeting").check()
    staff.get_by_label("Online", exact=True).check()
    press(staff, "Make the event")
    staff.goto(f"/organise/{slug}/registrations/places/")
    staff.get_by_label("Places online").fill("2")
    press(staff, "Save the number of places")
    for deed in ("Announce it", "Open registration"):
        staff.goto(f"/organise/{slug}/edit/state/")
        press(staff, deed)


def register(visitor: Page, slug: str, address: str) -> None:
    """Register by the form of an event."""
    visitor.goto(f"/{slug}/register/")
    visitor.get_by_label("Your name").fill(address.split("@")[0])
    visitor.get_by_label("Your e-mail address").fill(address)
    visitor.locator("main form button").click()
    visitor.wait_for_url("**/register/sent/")


def invitation_in(mail: EmailMessage) -> str:
    """The calendar part of a mail, or nothing."""
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return str(parts[0].get_content()) if parts else ""


def entry_of(calendar: str | bytes) -> tuple[dict[str, str], datetime, timedelta]:
    """The one entry of a calendar: its properties as text, when it starts in its own zone, how long it is."""
    [entry] = Calendar.from_ical(calendar).walk("VEVENT")
    assert isinstance(entry, Event)
    assert isinstance(entry.start, datetime)
    return {name: str(value) for name, value in entry.items()}, entry.start, entry.duration


def test_the_third_waits_and_moves_up(staff: Page, visitor: Page, demo: DemoSite, scripts: bool) -> None:
    slug = f"seminar-{scripts}".lower()
    make_seminar(staff, slug)
    addresses = [f"{name}.{scripts}@example.org".lower() for name in ("first", "second", "third")]
    for address in addresses:
        register(visitor, slug, address)
    mails = [demo.next_mail(address) for address in addresses]
    assert [bool(invitation_in(mail)) for mail in mails] == [True, True, False]
    visitor.goto(link_in(mails[2], "/my/"))
    expect(visitor.locator("main .notice")).to_contain_text("You are number 1 on the waiting list.")
    visitor.goto(link_in(mails[0], "/my/"))
    visitor.get_by_role("link", name="Cancel my registration").click()
    press(visitor, "Cancel my registration")
    invitation = invitation_in(demo.next_mail(addresses[2], after=1))
    entry, starts, _length = entry_of(invitation)
    assert "METHOD:REQUEST" in invitation.splitlines()
    assert entry["ATTENDEE"].lower() == f"mailto:{addresses[2]}"
    assert (starts.isoformat(), starts.tzname()) == ("2022-03-10T14:00:00+00:00", "GMT")
    visitor.goto(link_in(mails[2], "/my/"))
    expect(visitor.locator("main .notice")).to_contain_text("You have a place online.")


SESSION = "commissioning-better-outcomes"


def sequence_of(page: Page) -> tuple[str, int, str]:
    """UID, SEQUENCE and length of the webinar in the public calendar."""
    entry, _starts, length = entry_of(page.request.get(f"/{SESSION}/schedule.ics").body())
    return entry["UID"], int(entry["SEQUENCE"]), str(length)


def test_a_moved_session_is_released(staff: Page, scripts: bool) -> None:
    minutes, words = (60, "1:00:00") if scripts else (75, "1:15:00")
    uid, sequence, _length = sequence_of(staff)
    staff.goto(f"/organise/{SESSION}/schedule/sessions/{SESSION}/")
    staff.get_by_label("Length in minutes").fill(str(minutes))
    press(staff, "Move it")
    assert sequence_of(staff)[:2] == (uid, sequence), "a draft must tell nobody"
    staff.goto(f"/organise/{SESSION}/release/")
    press(staff, "Release it")
    assert sequence_of(staff) == (uid, sequence + 1, words)


def test_a_write_up_goes_back_once_and_is_published(staff: Page, visitor: Page, demo: DemoSite, scripts: bool) -> None:
    number, speaker = ("1", "sample.person.1@example.org") if scripts else ("2", "sample.person.4@example.org")
    title = f"What was said in session {number}"
    page_of_session = f"/soc21/sessions/sample-session-{number}/"
    staff.goto(f"/organise/soc21/write-ups/ask/sample-session-{number}/")
    press(staff, "Send the mail")
    visitor.goto(link_in(demo.next_mail(speaker), "/speak/"))
    auditor = Auditor(visitor)
    visitor.get_by_label("Title", exact=False).fill(title)
    visitor.get_by_label("Your text").fill("# A heading\n\nIt was about *outcomes*.")
    assert not scripts or auditor.faults() == []  # axe is a script
    press(visitor, "Save and see how it looks")
    assert not scripts or auditor.faults() == []
    press(visitor, "Send it to the editors")

    staff.goto("/organise/soc21/write-ups/")
    staff.get_by_role("link", name=title).click()
    staff.get_by_role("link", name="Return with a note").click()
    staff.get_by_label("What should the author change?").fill("Please say for whom.")
    press(staff, "Return it with this note")

    visitor.goto(link_in(demo.next_mail(speaker, after=1), "/speak/"))
    expect(visitor.locator("main .notice")).to_contain_text("Please say for whom.")
    assert visitor.get_by_label("Your text").input_value().startswith("# A heading")
    visitor.get_by_label("Your text").fill("# For whom\n\nFor cities.")
    press(visitor, "Save and see how it looks")
    press(visitor, "Send it to the editors")

    staff.goto("/organise/soc21/write-ups/")
    staff.get_by_role("link", name=title).click()
    staff.get_by_role("link", name="Publish", exact=True).click()
    press(staff, "Publish it")
    for path in (page_of_session, "/soc21/", "/soc21/reflections/", "/reflections/", "/"):
        visitor.goto(path)
        assert visitor.get_by_role("link", name=title).count() >= 1, path
    assert title in visitor.request.get("/reflections/feed.atom").text()
