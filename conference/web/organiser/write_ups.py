"""The write-ups of an event: ask for them, read them, return them with a note, publish and withdraw them."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.errors import Invalid
from conference.core.words import _, ngettext
from conference.domain.accounts.queries import journal_of
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.programme.queries import get_session, sessions_of
from conference.domain.reflections.actions import (
    publish_write_up,
    request_write_up,
    return_write_up,
    withdraw_write_up,
)
from conference.domain.reflections.models import WriteUp
from conference.domain.reflections.notices import requested_mail
from conference.domain.reflections.queries import count_write_ups, get_write_up, list_write_ups, write_ups_on
from conference.domain.reflections.rules import MOVES, WriteUpState, is_public, may_be_quoted
from conference.domain.schedule.queries import current_sessions
from conference.web.access import get_account, requires
from conference.web.cards import instant_words
from conference.web.forms.base import ButtonForm
from conference.web.forms.reflections import AskForWriteUpsForm, PublishForm, ReturnForm
from conference.web.organiser.asking import ask_page, form_page
from conference.web.organiser.checks import shown_of_page
from conference.web.organiser.deeds import clock_of, history_row
from conference.web.organiser.listing import pages_of
from conference.web.organiser.paging import Paging, page_number
from conference.web.responses import page

blueprint = Blueprint("write_ups", __name__)
START = "/<slug:event_slug>/write-ups/"
ONE = f"{START}<id:write_up_id>/"
DONE_BY_AUTHOR = (WriteUpState.SUBMITTED, WriteUpState.PUBLISHED)


def state_words(state: WriteUpState) -> str:
    """A state in words for an editor."""
    return {
        WriteUpState.DRAFT: _("Being written"),
        WriteUpState.SUBMITTED: _("Waits for you"),
        WriteUpState.RETURNED: _("Returned to the author"),
        WriteUpState.PUBLISHED: _("Published"),
        WriteUpState.WITHDRAWN: _("Withdrawn"),
    }[state]


@blueprint.get(START)
@requires(Permission.REVIEW_WRITE_UPS)
def show(event_slug: str) -> ResponseReturnValue:
    """What was written, what waits, and whom one may ask for more."""
    event = get_event(event_slug)
    counts = count_write_ups(event)
    paging = Paging(page_number(request.args.get("page", "")), sum(counts.values()))
    sessions = [one for one in sessions_of(event) if one.appearances and not one.format.is_break]
    return page(
        event=event, rows=[_row(one, event) for one in list_write_ups(event, paging.size, paging.offset)],
        paging=paging, url_of=pages_of(links.organise_write_ups(event.slug), {}),
        sessions=[_session_row(one, event, counts.get(one.id, 0)) for one in sessions],
    )  # fmt: skip


def _row(write_up: WriteUp, event: Event) -> dict[str, Any]:
    url = links.organise_write_up(event.slug, write_up.id)
    return {
        "title": {"text": write_up.title or _("Without a title"), "url": url},
        "session": write_up.session.title, "author": write_up.person.name, "state": state_words(write_up.state),
        "saved": instant_words(write_up.saved_at, event),
    }  # fmt: skip


def _session_row(session: Session, event: Event, count: int) -> dict[str, Any]:
    people = dict.fromkeys(one.person.name for one in session.appearances)
    return {
        "session": session.title, "people": ", ".join(people), "count": str(count) if count else "",
        "ask": {"text": _("Ask for a write-up"), "url": links.organise_ask(event.slug, session.slug)},
    }  # fmt: skip


@blueprint.route(f"{START}ask/<slug:session_slug>/", methods=["GET", "POST"])
@requires(Permission.REVIEW_WRITE_UPS)
def ask(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """Ask one or all speakers of a session, with the mail that they will get."""
    event = get_event(event_slug)
    session = get_session(event, session_slug)
    people, done = _people_of(session), _who_is_done(session)
    free = [one for one in people if one.email and one.id not in done]
    choices = [(one.id, _("%(name)s, %(email)s", name=one.name, email=one.email)) for one in free]
    form = AskForWriteUpsForm(choices, data={"people": [one.id for one in free]})

    def request_them() -> tuple[str, str]:
        found = get_session(get_event(event_slug), session_slug)
        asked = [one for one in _people_of(found) if one.id in (form.people.data or [])]
        if not asked:
            raise Invalid(_("Choose at least one person."), "people")
        for person in asked:
            request_write_up(found, person, actor=get_account(), now=now())
        sentence = ngettext("%(num)s person is asked by mail.", "%(num)s people are asked by mail.", len(asked))
        return links.organise_write_ups(event_slug), sentence

    return form.perform(request_them) or page(
        form=form, event=event, session=session, mail=_mail(session, free), left_out=_left_out(people, done)
    )


def _people_of(session: Session) -> list[Person]:
    """Who stands in a session, each once."""
    return list({one.person_id: one.person for one in session.appearances}.values())


def _who_is_done(session: Session) -> set[int]:
    """The ids of those who have sent their write-up."""
    return {person_id for person_id, one in write_ups_on(session).items() if one.state in DONE_BY_AUTHOR}


def _left_out(people: list[Person], done: set[int]) -> list[str]:
    """Who cannot be asked, and why, in sentences."""
    return [
        _("%(name)s has handed a write-up in already.", name=one.name) if one.id in done
        else _("No mail address of %(name)s is known.", name=one.name)
        for one in people if one.id in done or not one.email
    ]  # fmt: skip


def _mail(session: Session, people: list[Person]) -> dict[str, str] | None:
    """The mail to the first of them, its personal link hidden; None where nobody can be asked."""
    if not people:
        return None
    composed = requested_mail(session, people[0], _("(the personal link of %(name)s)", name=people[0].name))
    return {"subject": composed.subject, "text": composed.text}


@blueprint.get(ONE)
@requires(Permission.REVIEW_WRITE_UPS)
def read(event_slug: str, write_up_id: int) -> ResponseReturnValue:
    """A write-up as its readers would see it, with what may be done."""
    event = get_event(event_slug)
    write_up = get_write_up(event, write_up_id)
    unseen = [one.text for one in write_up.quotes if not may_be_quoted(one.has_consent, one.source_url)]
    return page(
        event=event, write_up=write_up, session=write_up.session, state=state_words(write_up.state), unseen=unseen,
        deeds=_deeds(write_up, event), facts=_facts(write_up, event), history=_history(write_up, event),
        public_url=_public_url(write_up, event),
    )  # fmt: skip


def _deeds(write_up: WriteUp, event: Event) -> list[dict[str, str]]:
    """The buttons that fit its state."""
    buttons = (
        (WriteUpState.PUBLISHED, "publish", _("Publish"), "primary"),
        (WriteUpState.RETURNED, "return", _("Return with a note"), "plain"),
        (WriteUpState.WITHDRAWN, "withdraw", _("Withdraw"), "plain"),
    )
    return [{"label": label, "url": f"{links.organise_write_up(event.slug, write_up.id)}{deed}/", "kind": kind}
            for state, deed, label, kind in buttons if state in MOVES[write_up.state]]  # fmt: skip


def _facts(write_up: WriteUp, event: Event) -> list[dict[str, str | None]]:
    def at(instant: Any) -> str:
        return instant_words(instant, event) if instant else ""

    return [
        {"term": _("State"), "text": state_words(write_up.state), "url": None},
        {"term": _("Author"), "text": write_up.byline or write_up.person.name, "url": None},
        {"term": _("Asked"), "text": at(write_up.requested_at), "url": None},
        {"term": _("Saved"), "text": at(write_up.saved_at), "url": None},
        {"term": _("Sent to you"), "text": at(write_up.submitted_at), "url": None},
        {"term": _("Public from"), "text": at(write_up.published_at), "url": None},
        {"term": _("Your note"), "text": write_up.note, "url": None},
    ]


def _history(write_up: WriteUp, event: Event) -> list[dict[str, Any]]:
    about, clock = (write_up.__tablename__, write_up.id), clock_of(event)
    return [history_row(one, {}, clock, about) for one in journal_of(write_up)]


def _public_url(write_up: WriteUp, event: Event) -> str | None:
    if write_up.state is not WriteUpState.PUBLISHED or not is_public(write_up.published_at, now()):
        return None
    session = current_sessions([write_up.session_id]).get(write_up.session_id)
    return links.write_up(event.slug, session.slug, write_up.number) if session else None


@blueprint.route(f"{ONE}return/", methods=["GET", "POST"])
@requires(Permission.REVIEW_WRITE_UPS)
def give_back(event_slug: str, write_up_id: int) -> ResponseReturnValue:
    """Return a write-up to its author with a note."""
    event = get_event(event_slug)
    write_up = get_write_up(event, write_up_id)
    form = ReturnForm()

    def give() -> tuple[str, str]:
        found = get_write_up(get_event(event_slug), write_up_id)
        return_write_up(found, form.note.data or "", actor=get_account(), now=now())
        return links.organise_write_up(event_slug, write_up_id), _("It is with its author again, with your note.")

    lead = _("%(name)s gets your note by mail, changes the text and sends it again.", name=write_up.person.name)
    back = links.organise_write_up(event_slug, write_up_id)
    return form.perform(give) or form_page(form, title=_("Return “%(title)s”", title=write_up.title), lead=lead,
                                           button=_("Return it with this note"), back=back, event=event)  # fmt: skip


@blueprint.route(f"{ONE}publish/", methods=["GET", "POST"])
@requires(Permission.REVIEW_WRITE_UPS)
def publish(event_slug: str, write_up_id: int) -> ResponseReturnValue:
    """Publish a write-up, at once or later."""
    event = get_event(event_slug)
    write_up = get_write_up(event, write_up_id)
    form = PublishForm()

    def make_public() -> tuple[str, str]:
        found = get_write_up(get_event(event_slug), write_up_id)
        publish_write_up(found, actor=get_account(), now=now(), publish_at=form.publish_at.data)
        return links.organise_write_up(event_slug, write_up_id), _("“%(title)s” is published.", title=found.title)

    lead = _("It will stand on the page of its session, of the event and of its author, in the feed, and as a PDF. "
             "%(name)s is told by mail.", name=write_up.person.name)  # fmt: skip
    back = links.organise_write_up(event_slug, write_up_id)
    return form.perform(make_public) or form_page(
        form, title=_("Publish “%(title)s”", title=write_up.title), button=_("Publish it"), back=back, event=event,
        lead=lead, zone=event.zone_place or event.zone, findings=shown_of_page(event, back),
    )  # fmt: skip


@blueprint.route(f"{ONE}withdraw/", methods=["GET", "POST"])
@requires(Permission.REVIEW_WRITE_UPS)
def withdraw(event_slug: str, write_up_id: int) -> ResponseReturnValue:
    """Ask before a write-up goes."""
    event = get_event(event_slug)
    write_up = get_write_up(event, write_up_id)
    form, back = ButtonForm(), links.organise_write_up(event_slug, write_up_id)

    def take_away() -> tuple[str, str]:
        withdraw_write_up(get_write_up(get_event(event_slug), write_up_id), actor=get_account(), now=now())
        return back, _("The write-up is withdrawn.")

    was_public = write_up.state is WriteUpState.PUBLISHED
    consequence = (
        _("It disappears from all public pages, from the feed and from the PDFs.") if was_public
        else _("Its author cannot go on with it.")
    )  # fmt: skip
    return form.perform(take_away) or ask_page(
        form, title=_("Withdraw “%(title)s”", title=write_up.title or _("Without a title")), button=_("Withdraw it"),
        back=back, event=event, consequences=[consequence],
        undo=_("The text is kept: asking its author again takes it up where it was."),
    )  # fmt: skip
