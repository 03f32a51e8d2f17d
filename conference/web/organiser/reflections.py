"""What editors note themselves: highlights of an event and its days; highlight, takeaways, quotes of a session."""

from datetime import date
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.programme.queries import get_session, sessions_of
from conference.domain.reflections.actions import set_highlight, set_quotes, set_takeaways
from conference.domain.reflections.models import Quote
from conference.domain.reflections.queries import Afterwards, highlights_of, noted_on
from conference.domain.reflections.rules import MOST_QUOTES, QuoteText, may_be_quoted
from conference.web.access import get_account, requires
from conference.web.forms.reflections import MOST_NOTED, NotesForm, days_form, name_of_day, notes_values
from conference.web.organiser.asking import form_page
from conference.web.organiser.checks import shown_of_page
from conference.web.organiser.listing import days_of
from conference.web.responses import page

blueprint = Blueprint("reflections", __name__)
START = "/<slug:event_slug>/reflections/"
LONGEST_EVENT = 14


@blueprint.get(START)
@requires(Permission.EDIT_REFLECTIONS)
def show(event_slug: str) -> ResponseReturnValue:
    """The sessions of an event with what was noted on each."""
    event = get_event(event_slug)
    sessions = [one for one in sessions_of(event) if not one.format.is_break]
    noted = noted_on([one.id for one in sessions])
    rows = [_row(one, noted[one.id], event) for one in sessions]
    return page(event=event, rows=rows, days_url=f"{links.organise_reflections(event_slug)}days/")


def _row(session: Session, noted: Afterwards, event: Event) -> dict[str, Any]:
    unseen = sum(not may_be_quoted(one.has_consent, one.source_url) for one in noted.quotes)
    quotes = str(len(noted.quotes) or "")
    if unseen:
        quotes = _("%(count)s, of which %(unseen)s without consent", count=quotes, unseen=unseen)
    return {
        "session": {"text": session.title, "url": links.organise_session_reflections(event.slug, session.slug)},
        "highlight": _("Yes") if noted.highlights else "", "takeaways": str(len(noted.takeaways) or ""),
        "quotes": quotes,
    }  # fmt: skip


@blueprint.route(f"{START}days/", methods=["GET", "POST"])
@requires(Permission.EDIT_REFLECTIONS)
def days(event_slug: str) -> ResponseReturnValue:
    """Highlights of the whole event and of each of its days."""
    event = get_event(event_slug)
    there = highlights_of(event)
    held = days_of(event, LONGEST_EVENT)
    fields: dict[str, date | None] = {"whole": None, **{name_of_day(one): one for one in held}}
    form = days_form(held)(data={name: there[day].text for name, day in fields.items() if day in there})

    def save() -> tuple[str, str]:
        found = get_event(event_slug)
        for name, day in fields.items():
            set_highlight(found, form[name].data or "", day=day, actor=get_account(), now=now())
        return links.organise_reflections(event_slug), _("The highlights are saved and public.")

    return form.perform(save) or form_page(
        form, title=_("Highlights of the days"), lead=_("A sentence or two each. Public at once."), event=event,
        button=_("Save and publish"), back=links.organise_reflections(event_slug),
        findings=shown_of_page(event, f"{links.organise_reflections(event_slug)}days/"),
    )  # fmt: skip


@blueprint.route(f"{START}sessions/<slug:session_slug>/", methods=["GET", "POST"])
@requires(Permission.EDIT_REFLECTIONS)
def session(event_slug: str, session_slug: str) -> ResponseReturnValue:
    """What came of one session, in an editor's words."""
    event = get_event(event_slug)
    found = get_session(event, session_slug)
    noted = noted_on([found.id])[found.id]
    form = NotesForm(_people(found, noted), data=_values(noted))

    def save() -> tuple[str, str]:
        there = get_session(get_event(event_slug), session_slug)
        who: dict[str, Any] = {"actor": get_account(), "now": now()}
        set_highlight(
            there.event, form.highlight.data or "", session=there, source_url=form.source_url.data or "", **who
        )
        before = noted_on([there.id])[there.id]
        set_takeaways(there, [*form.points, *(one.text for one in before.takeaways[MOST_NOTED:])], **who)
        set_quotes(there, [*form.said(), *(_quote(one) for one in before.quotes[MOST_QUOTES:])], **who)
        return links.organise_reflections(event_slug), _(
            "What you noted on %(title)s is saved and public.", title=there.title
        )

    return form.perform(save) or form_page(
        form, title=found.title, lead=_("Public at once. What speakers write themselves stands beside it."),
        event=event, button=_("Save and publish"), back=links.organise_reflections(event_slug),
        findings=shown_of_page(event, links.organise_session_reflections(event_slug, session_slug)),
    )  # fmt: skip


def _values(noted: Afterwards) -> dict[str, Any]:
    highlight = noted.highlights[0] if noted.highlights else None
    quotes = [_quote(one) for one in noted.quotes[:MOST_QUOTES]]
    return notes_values(highlight.text if highlight else "", highlight.source_url if highlight else "",
                        [one.text for one in noted.takeaways[:MOST_NOTED]], quotes)  # fmt: skip


def _quote(quote: Quote) -> QuoteText:
    return QuoteText(quote.text, quote.attributed_as, quote.has_consent, quote.person_id, quote.source_url)


def _people(session: Session, noted: Afterwards) -> list[Person]:
    """Who may be quoted: those in the session, and who is quoted already."""
    known = [one.person for one in session.appearances] + [one.person for one in noted.quotes if one.person]
    return list({one.id: one for one in known}.values())
