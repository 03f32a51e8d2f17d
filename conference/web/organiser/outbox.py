"""The outbox: every mail, what became of it, and how its recipient sees it.

Personal links and sign-in codes are hidden from whoever looks: a link that is mailed to one person opens that person's
own pages, and a sign-in mail would open the workbench in another one's name.
"""

import re
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.jobs import count_held, release_held
from conference.core.words import _, ngettext
from conference.domain.accounts.actions import record
from conference.domain.accounts.rules import Permission
from conference.domain.site.queries import get_site
from conference.mail import outbox
from conference.mail.models import Envelope, EnvelopeState
from conference.web.access import get_account, requires
from conference.web.forms.base import ButtonForm
from conference.web.organiser.listing import chosen
from conference.web.organiser.paging import Paging, page_number
from conference.web.responses import page

blueprint = Blueprint("outbox", __name__)
PERSONAL_LINK = re.compile(r"(/(?:my|speak|sign-in(?:/direct)?|door|subscriptions)/)[A-Za-z0-9_.\-]{10,}")
CODE = re.compile(r"\b\d{3} \d{3}\b")
SIGN_IN = "sign in"
PREVIEW_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'"
TONES = {
    EnvelopeState.SENT: "good", EnvelopeState.RETRY: "warn", EnvelopeState.HELD: "warn", EnvelopeState.FAILED: "bad",
    EnvelopeState.BOUNCED: "bad",
}  # fmt: skip


def state_words(state: EnvelopeState) -> str:
    """What became of a mail, in words."""
    return {
        EnvelopeState.WAITING: _("Waiting"), EnvelopeState.SENDING: _("Being sent"), EnvelopeState.SENT: _("Sent"),
        EnvelopeState.RETRY: _("Will be tried again"), EnvelopeState.FAILED: _("Failed"),
        EnvelopeState.BOUNCED: _("Came back"), EnvelopeState.SUPERSEDED: _("Replaced by a newer one"),
        EnvelopeState.SUPPRESSED: _("Not wanted"), EnvelopeState.HELD: _("Held"),
    }[state]  # fmt: skip


def hidden(text: str, kind: str) -> str:
    """A mail's text or HTML without what only its recipient may have."""
    masked = PERSONAL_LINK.sub(r"\1…", text)
    return CODE.sub("••• •••", masked) if kind == SIGN_IN else masked


@blueprint.get("/outbox/")
@requires(Permission.SEE_OUTBOX)
def show() -> ResponseReturnValue:
    """The mails, all or those in one state, newest first."""
    return _list(ButtonForm())


def _list(form: ButtonForm) -> ResponseReturnValue:
    counts = outbox.count_by_state()
    state = chosen(EnvelopeState, "state")
    total = counts[state] if state else sum(counts.values())
    paging = Paging(page_number(request.args.get("page", "")), total)
    zone = get_site().home_zone
    rows = [_row(one, zone) for one in outbox.list_envelopes(state, limit=paging.size, offset=paging.offset)]

    def url_of(number: int) -> str:
        return links.organise_outbox(state.value if state else "", number)

    tabs = _tabs(counts, state)
    return page(rows=rows, tabs=tabs, paging=paging, url_of=url_of, form=form,
                held=_held_words(counts[EnvelopeState.HELD], count_held()))  # fmt: skip


def _held_words(mails: int, jobs: int) -> str:
    """What is held since data was restored; nothing where nothing is."""
    said = [
        ngettext("%(num)s mail is held since the data was restored.",
                 "%(num)s mails are held since the data was restored.", mails) if mails else "",
        ngettext("%(num)s task that may write mails is held since the data was restored.",
                 "%(num)s tasks that may write mails are held since the data was restored.", jobs) if jobs else "",
    ]  # fmt: skip
    return " ".join(one for one in said if one)


def _tabs(counts: dict[EnvelopeState, int], current: EnvelopeState | None) -> list[dict[str, Any]]:
    every = {"label": _("All"), "url": links.organise_outbox(), "is_current": current is None,
             "note": str(sum(counts.values()))}  # fmt: skip
    return [every] + [
        {"label": state_words(state), "url": links.organise_outbox(state.value), "is_current": state is current,
         "note": str(count)}
        for state, count in counts.items() if count or state is current
    ]  # fmt: skip


def _row(envelope: Envelope, zone: str) -> dict[str, Any]:
    letter = envelope.letter
    return {
        "subject": {"text": hidden(letter.subject, letter.kind), "url": links.organise_mail(envelope.id)},
        "to": envelope.recipient_email,
        "when": zones.moment_words(envelope.created_at, zone),
        "state": state_words(envelope.state),
    }


@blueprint.get("/outbox/<id:envelope_id>/")
@requires(Permission.SEE_OUTBOX)
def mail(envelope_id: int) -> ResponseReturnValue:
    """One mail: its facts and its text, with a link to how it looks."""
    return _mail(ButtonForm(), envelope_id)


def _mail(form: ButtonForm, envelope_id: int) -> ResponseReturnValue:
    envelope = outbox.get_envelope(envelope_id)
    letter, zone = envelope.letter, get_site().home_zone
    facts = [
        {"term": _("To"), "text": f"{envelope.recipient_name} <{envelope.recipient_email}>".strip()},
        {"term": _("From"), "text": f"{letter.sender_name} <{letter.sender_email}>"},
        {"term": _("State"), "text": state_words(envelope.state)},
        {"term": _("Written"), "text": zones.moment_words(envelope.created_at, zone)},
        {"term": _("Sent"), "text": zones.moment_words(envelope.sent_at, zone) if envelope.sent_at else ""},
        {"term": _("Tries"), "text": str(envelope.attempts) if envelope.attempts else ""},
        {"term": _("Last answer of the mail server"), "text": envelope.last_error},
        {"term": _("Why it goes out"), "text": envelope.why},
        {"term": _("Attached"), "text": _("A calendar entry") if letter.calendar else ""},
    ]
    can_retry = envelope.state in outbox.GIVEN_UP_STATES
    subject, text = hidden(letter.subject, letter.kind), hidden(letter.text, letter.kind)
    return page(form=form, envelope=envelope, facts=facts, subject=subject, text=text, can_retry=can_retry)


@blueprint.get("/outbox/<id:envelope_id>/html/")
@requires(Permission.SEE_OUTBOX)
def html_of(envelope_id: int) -> ResponseReturnValue:
    """The mail as mail programs show it, alone on its page, where nothing of it can run or load."""
    letter = outbox.get_envelope(envelope_id).letter
    headers = {"Content-Security-Policy": PREVIEW_POLICY, "Cache-Control": "no-store"}
    return hidden(letter.html, letter.kind), 200, headers


@blueprint.post("/outbox/<id:envelope_id>/retry/")
@requires(Permission.SEE_OUTBOX)
def retry(envelope_id: int) -> ResponseReturnValue:
    """Send a mail that was given up once more."""
    form = ButtonForm()

    def do() -> tuple[str, str]:
        envelope = outbox.get_envelope(envelope_id)
        outbox.retry(envelope, now())
        record("send mail again", envelope, actor=get_account(), now=now(), event_id=envelope.letter.event_id)
        return links.organise_mail(envelope_id), _("The mail goes out again now.")

    return form.perform(do) or _mail(form, envelope_id)


@blueprint.post("/outbox/release/")
@requires(Permission.SEE_OUTBOX)
def release() -> ResponseReturnValue:
    """Let go what is held since data was restored: the mails, and the tasks that may write mails."""
    form = ButtonForm()

    def do() -> tuple[str, str]:
        count, jobs = outbox.release_held(), release_held()
        record("release held mails", get_site(), actor=get_account(), now=now(), count=count, jobs=jobs)
        said = [ngettext("%(num)s mail goes out now.", "%(num)s mails go out now.", count)] if count else []
        said += [ngettext("%(num)s task was let go.", "%(num)s tasks were let go.", jobs)] if jobs else []
        return links.organise_outbox(), " ".join(said)

    return form.perform(do) or _list(form)
