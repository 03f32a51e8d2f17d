"""How long what is kept, what would go today, and what is still held of an event."""

from datetime import datetime

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _, ngettext
from conference.core.zones import date_words, to_local
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.records.actions.keeping import set_months
from conference.domain.records.queries.keeping import count_due, count_held, months_kept
from conference.domain.records.rules.keeping import MOST_MONTHS, Rule, months_before, what_words
from conference.web.access import get_account, requires
from conference.web.forms.base import Form
from conference.web.forms.fields import whole_number
from conference.web.responses import page

blueprint = Blueprint("keeping", __name__)
HELD = {"registrations": Rule.REGISTRATIONS, "interest": Rule.INTEREST, "plans": Rule.PLANNING,
        "objections": Rule.PLANNING}  # fmt: skip


def _form(months: dict[str, int | None]) -> Form:
    """A form with a number of months for each rule."""
    fields = {rule.value: whole_number(what_words(rule), least=1, most=MOST_MONTHS) for rule in Rule}
    made: Form = type("KeepingForm", (Form,), fields)(data=months)
    return made


@blueprint.route("/site/keeping/", methods=["GET", "POST"])
@requires(Permission.MANAGE_SITE)
def rules() -> ResponseReturnValue:
    """The one table of rules: a number of months each, and how many rows would go now."""
    form = _form({rule.value: number for rule, number in months_kept().items()})

    def save() -> tuple[str, str]:
        set_months({rule: form[rule.value].data for rule in Rule}, actor=get_account(), now=now())
        return links.organise_keeping(), _("How long things are kept is saved. What is older goes within a day.")

    if (done := form.perform(save)) is not None:
        return done
    due = count_due(now())
    hints = {rule.value: _due_words(due[rule]) for rule in Rule}
    return page(form=form, rules=[rule.value for rule in Rule], hints=hints)


def _due_words(number: int) -> str:
    if not number:
        return _("Months, or nothing to keep it. As saved, nothing would go today.")
    return ngettext("Months, or nothing to keep it. As saved, %(num)s row would go today.",
                    "Months, or nothing to keep it. As saved, %(num)s rows would go today.", number)  # fmt: skip


@blueprint.get("/<slug:event_slug>/records/")
@requires(Permission.SEE_REGISTRATIONS)
def held(event_slug: str) -> ResponseReturnValue:
    """What is still held of people at an event, and until when."""
    event, months = get_event(event_slug), months_kept()
    counts = count_held(event)
    rows = [{"what": words, "number": str(counts[name]), "until": _until(event, months.get(HELD[name]))
             if name in HELD else _other_words(name)} for name, words in _what().items() if counts[name]]  # fmt: skip
    return page(event=event, rows=rows)


def _until(event: Event, months: int | None) -> str:
    """The day from which the worker takes it away."""
    if months is None:
        return _("Until somebody asks for it to be erased")
    ends: datetime = months_before(to_local(event.ends_at, event.zone), -months)
    return date_words(ends.date())


def _what() -> dict[str, str]:
    return {
        "registrations": _("Registrations with name and address"),
        "nameless": _("Registrations without a name"),
        "interest": _("Expressions of interest with name and address"),
        "samples": _("Registrations and interest made up for the demo"),
        "plans": _("When speakers can come"),
        "objections": _("What speakers said of their time"),
        "mails": _("Mails"),
        "deeds": _("Deeds of the journal with what they changed"),
    }


def _other_words(name: str) -> str:
    return {
        "nameless": _("For ever, as a figure"),
        "samples": _("As long as the demo"),
        "mails": _("Each for its own time"),
        "deeds": _("Each for its own time"),
    }[name]
