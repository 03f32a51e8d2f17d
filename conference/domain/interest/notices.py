"""The mails of people who are interested in an event."""

from datetime import datetime, timedelta

from conference import links
from conference.core import zones
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.queries import wordings_of
from conference.domain.interest.rules import Answers
from conference.domain.site.queries import get_site
from conference.mail.compose import compose
from conference.mail.outbox import Recipient, count_posted_to, post

ASKING = ("interest/confirm", "interest/new_answers")
MOST_ASKING = 8
IN_SO_MANY_HOURS = timedelta(hours=24)


def confirm(expression: ExpressionOfInterest, answers: Answers, now: datetime) -> None:
    """Ask somebody new to confirm; nothing is written to them before that."""
    _ask("interest/confirm", expression, answers, now, "first")


def new_answers(expression: ExpressionOfInterest, answers: Answers, now: datetime) -> None:
    """Show answers that were sent with a known address, with the button that applies them."""
    _ask("interest/new_answers", expression, answers, now, "newest")


def confirmed(expression: ExpressionOfInterest, answers: Answers, now: datetime) -> None:
    """Say that the answers count now, and give the personal link that shows and withdraws them."""
    token = links.sign(links.Purpose.INTEREST, expression.id, expression.link_version)
    _post("interest/confirmed", expression, answers, now, links.my_interest(token), "own")


def _ask(kind: str, expression: ExpressionOfInterest, answers: Answers, now: datetime, key: str) -> None:
    """One address gets a few such mails a day at most, whoever types it in; the page does not tell."""
    if count_posted_to(expression.email, ASKING, now - IN_SO_MANY_HOURS) >= MOST_ASKING:
        return
    token = links.sign(links.Purpose.CONFIRM_INTEREST, expression.id, expression.proposal_number)
    _post(kind, expression, answers, now, links.confirm_interest(token), key)


def _post(kind: str, expression: ExpressionOfInterest, answers: Answers, now: datetime, path: str, key: str) -> None:
    """A newer mail replaces an unsent one of its own sort only: the first link stays good whatever is sent later."""
    event = expression.event
    composed = compose(
        kind, site=get_site(), name=answers.name, event_name=event.name, event_title=event.title,
        days=_days_of(event), link=links.absolute(path), rows=rows_of(answers, event),
        wordings=[wording for purpose, wording in wordings_of(event).items() if purpose in answers.purposes],
    )  # fmt: skip
    post(
        composed, Recipient(expression.email, answers.name), kind=kind, now=now, event_id=event.id,
        key=f"interest:{expression.id}:{key}", about=f"interest:{expression.id}",
        why=_("Somebody wrote this address into the form of %(event)s.", event=event.name),
    )  # fmt: skip


def _days_of(event: Event) -> str:
    return zones.days_words(zones.day_of(event.starts_at, event.zone), zones.day_of(event.ends_at, event.zone))


def leaning_words(leaning: AttendanceMode) -> str:
    """How somebody would like to come, in words."""
    return {
        AttendanceMode.IN_PERSON: _("In person"),
        AttendanceMode.ONLINE: _("Online"),
        AttendanceMode.HYBRID: _("Either way"),
    }[leaning]


def rows_of(answers: Answers, event: Event) -> list[dict[str, str]]:
    """The answers as rows of {term, text}; what was not answered is left out."""
    leaning = leaning_words(answers.leaning) if event.mode is AttendanceMode.HYBRID else ""
    rows = [
        {"term": _("Name"), "text": answers.name},
        {"term": _("Organisation"), "text": answers.organisation},
        {"term": _("Leaning"), "text": leaning},
        {"term": _("Topics"), "text": "; ".join(answers.topics)},
    ]
    return [row for row in rows if row["text"]]
