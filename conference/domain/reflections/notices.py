"""Mails about write-ups: asked for, a fresh link, handed in, returned, published."""

from datetime import datetime
from typing import Any

from conference import links
from conference.core.words import _
from conference.core.zones import moment_words
from conference.domain.accounts.models import Account
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.reflections.models import WriteUp
from conference.domain.reflections.queries import reviewers_of
from conference.domain.site.queries import get_site
from conference.mail.compose import Composed, compose
from conference.mail.outbox import Recipient, post


def requested(write_up: WriteUp, now: datetime) -> None:
    """Ask the author to write a session up."""
    link = links.absolute(links.speak_write_up(_token(write_up.person), write_up.id))
    composed = requested_mail(write_up.session, write_up.person, link)
    _to_author("reflections/requested", composed, write_up, now, _("You took part in this session."))


def requested_mail(session: Session, person: Person, link: str) -> Composed:
    """The mail that asks a person to write a session up, as they will see it."""
    return compose(
        "reflections/requested", site=get_site(), name=person.name, session_title=session.title,
        event_title=session.event.title, link=link,
    )  # fmt: skip


def fresh_link(person: Person, now: datetime) -> None:
    """Mail somebody the link to their own sessions and write-ups."""
    kind = "reflections/fresh_link"
    composed = compose(kind, site=get_site(), name=person.name, link=_own_page(person))
    why = _("Somebody asked on our page for speakers for a link for this address.")
    post(composed, Recipient(person.email or "", person.name), kind=kind, now=now, key=f"person:{person.id}:link",
         about=f"person:{person.id}", why=why)  # fmt: skip


def submitted(write_up: WriteUp, now: datetime) -> None:
    """Tell everybody who may publish it that a write-up waits."""
    event = write_up.session.event
    link = links.absolute(links.organise_write_up(event.slug, write_up.id))
    for account in reviewers_of(event):
        _to_reviewer(account, write_up, link, now)


def _to_reviewer(account: Account, write_up: WriteUp, link: str, now: datetime) -> None:
    kind = "reflections/submitted"
    composed = _compose(kind, write_up, name=account.name, author=write_up.person.name, link=link)
    post(composed, Recipient(account.email, account.name), kind=kind, now=now, about=f"write_up:{write_up.id}",
         key=f"write-up:{write_up.id}:submitted:{account.id}", event_id=write_up.session.event_id,
         why=_("You review the write-ups of this event."))  # fmt: skip


def returned(write_up: WriteUp, now: datetime) -> None:
    """Give the author the editor's note and the way back to the text."""
    _to_author("reflections/returned", _compose("reflections/returned", write_up), write_up, now,
               _("You sent us this write-up."))  # fmt: skip


def published(write_up: WriteUp, now: datetime) -> None:
    """Tell the author that everybody can read it, or from when on."""
    session, event = write_up.session, write_up.session.event
    later = write_up.published_at if write_up.published_at and write_up.published_at > now else None
    when = moment_words(later, event.zone, event.zone_place) if later else ""
    page = links.absolute(links.write_up(event.slug, session.slug, write_up.number))
    composed = _compose("reflections/published", write_up, link=page, when=when)
    _to_author("reflections/published", composed, write_up, now, _("You sent us this write-up."))


def _compose(kind: str, write_up: WriteUp, **values: Any) -> Composed:
    token = _token(write_up.person)
    known = {
        "name": write_up.person.name, "session_title": write_up.session.title,
        "event_title": write_up.session.event.title, "title": write_up.title, "note": write_up.note,
        "link": links.absolute(links.speak_write_up(token, write_up.id)), "own_page": _own_page(write_up.person),
    }  # fmt: skip
    return compose(kind, site=get_site(), **{**known, **values})


def _to_author(kind: str, composed: Composed, write_up: WriteUp, now: datetime, why: str) -> None:
    """Whose address is not known is not written to."""
    person = write_up.person
    if person.email:
        post(composed, Recipient(person.email, person.name), kind=kind, now=now, key=f"write-up:{write_up.id}:author",
             about=f"write_up:{write_up.id}", event_id=write_up.session.event_id, why=why)  # fmt: skip


def _token(person: Person) -> str:
    return links.sign(links.Purpose.SPEAKER, person.id, person.link_version)


def _own_page(person: Person) -> str:
    return links.absolute(links.speak(_token(person)))
