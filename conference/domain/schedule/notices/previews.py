"""That the draft of a programme can be looked at."""

from datetime import datetime

from conference import links
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.people.models import Person
from conference.domain.schedule.models import Preview
from conference.domain.schedule.queries import TELLS_OF_PREVIEW, key_of_preview, preview_token
from conference.domain.site.queries import get_site
from conference.mail.compose import Composed, compose
from conference.mail.outbox import Recipient, post


def preview_ready(preview: Preview, person: Person, now: datetime) -> None:
    """One letter to one speaker: the link to their own page, and to the whole draft."""
    event = preview.event
    own_page = links.absolute(links.speak(links.sign(links.Purpose.SPEAKER, person.id, person.link_version)))
    draft = links.absolute(links.preview(preview_token(preview)))
    post(
        preview_mail(event, person.name, own_page, draft), Recipient(person.email or "", person.name),
        kind=TELLS_OF_PREVIEW, now=now, key=key_of_preview(preview, person.id), about=f"preview:{event.id}",
        event_id=event.id, why=_("You are in the draft of the programme of %(event)s.", event=event.name),
    )  # fmt: skip


def preview_mail(event: Event, name: str, own_page: str, draft: str) -> Composed:
    """The mail to a speaker of this name, as they will see it."""
    return compose(TELLS_OF_PREVIEW, site=get_site(), name=name, event_name=event.name, event_title=event.title,
                   own_page=own_page, draft=draft)  # fmt: skip
