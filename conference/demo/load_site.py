"""The organisation's settings and the staff of the demo."""

from datetime import datetime

from conference.core.database import db
from conference.domain.accounts.actions import SYSTEM, add_staff
from conference.domain.accounts.models import Account
from conference.domain.accounts.rules import Role
from conference.domain.site.actions import set_up_site
from conference.domain.site.models import Site

NAME = "Government Outcomes Lab"
SENDER = "events@example.org"
ABOUT = (
    "The Government Outcomes Lab (GO Lab) in Oxford brings together those who study, commission and deliver public"
    " services, to learn what leads to better social outcomes."
)
PRIVACY = """This site is a demo. The events, the people who speak at them, titles, links and short quotes
are real and public; attendees, times and rooms are samples.

## What we keep

- **When you register**: your name, address, organisation and how you come, until the event is over.
- **When you tell us of your interest**: the same, with what you allow us to write to you about. The sentence that
  you agreed to is kept with the date.

## What we do not do

We set no cookie that follows you, load nothing from other sites, and give your address to nobody.

## How to take it back

Every mail has a link with which you see, change and withdraw what you told us.
"""
FOOTER = "A demo: real events of the Government Outcomes Lab, with sample attendees, times and rooms."
STAFF = (
    ("organiser@example.org", "Sample Organiser", Role.OWNER),
    ("editor@example.org", "Sample Editor", Role.EDITOR),
)


def load_site() -> Site:
    """The settings."""
    site = set_up_site(name=NAME, sender_email=SENDER, is_set_up=True)
    site.about, site.privacy_notice, site.footer = ABOUT, PRIVACY, FOOTER
    db.session.flush()
    return site


def load_staff(now: datetime) -> Account:
    """The owner, who is given back, and an editor."""
    accounts = [add_staff(email, name, role, actor=SYSTEM, now=now) for email, name, role in STAFF]
    return accounts[0]
