"""When an expression of interest is welcome, what may be answered, and which link opens what. Pure."""

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from conference.core.errors import Conflict, Invalid, NotFound
from conference.core.text import clean_line, cut_text
from conference.core.words import _
from conference.domain.consents.rules import ConsentPurpose
from conference.domain.events.rules import AttendanceMode, EventState, Phase, phase

LARGEST_TOPIC = 200
WEB_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)


class InterestState(enum.StrEnum):
    """The life of an expression of interest."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    INVITED = "invited"
    REGISTERED = "registered"
    WITHDRAWN = "withdrawn"


COUNTED = (InterestState.CONFIRMED, InterestState.INVITED, InterestState.REGISTERED)


@dataclass(frozen=True)
class Answers:
    """What a person told on the form; `leaning` hybrid means "either way"."""

    name: str
    organisation: str
    leaning: AttendanceMode
    topics: tuple[str, ...]
    purposes: tuple[ConsentPurpose, ...]


class Welcome(enum.StrEnum):
    """Whether an event takes expressions of interest at a moment, and what else one can do."""

    WELCOME = "welcome"
    REGISTER_INSTEAD = "register instead"
    OVER = "over"
    CANCELLED = "cancelled"
    NOT_YET = "not yet"


def welcome(
    state: EventState, starts_at: datetime, ends_at: datetime, opens_at: datetime | None, now: datetime
) -> Welcome:
    """Interest is welcome from the announcement until registration opens; instants are aware."""
    current = phase(state, starts_at, ends_at, now)
    if current is Phase.OPEN and opens_at is not None and now < opens_at:
        return Welcome.WELCOME
    return {
        Phase.DRAFT: Welcome.NOT_YET,
        Phase.ANNOUNCED: Welcome.WELCOME,
        Phase.OPEN: Welcome.REGISTER_INSTEAD,
        Phase.LIVE: Welcome.REGISTER_INSTEAD if state is EventState.OPEN else Welcome.OVER,
        Phase.OVER: Welcome.OVER,
        Phase.CANCELLED: Welcome.CANCELLED,
    }[current]


def why_unwelcome(answer: Welcome, event: str) -> str:
    """Why the event of this name takes no interest now, in a sentence; "" when it does."""
    return {
        Welcome.WELCOME: "",
        Welcome.REGISTER_INSTEAD: _("%(event)s has opened its registration, so you can register at once.", event=event),
        Welcome.OVER: _("%(event)s has begun or is over, so there is no news to wait for.", event=event),
        Welcome.CANCELLED: _("%(event)s was cancelled.", event=event),
        Welcome.NOT_YET: _("%(event)s is not announced yet.", event=event),
    }[answer]


def check_welcome(answer: Welcome, event: str) -> None:
    """Raise Conflict with the reason unless interest is welcome."""
    if answer is not Welcome.WELCOME:
        raise Conflict(why_unwelcome(answer, event))


def topics_offered(lines: str, themes: Sequence[str]) -> tuple[str, ...]:
    """What one may be interested in: the event's own lines, each once, or else the names of its themes."""
    own = [cut_text(clean_line(line), LARGEST_TOPIC) for line in lines.splitlines()]
    return tuple(dict.fromkeys(topic for topic in (own if any(own) else themes) if topic))


def check_name(name: str) -> None:
    """Raise Invalid for a name that is none: nothing to see, or an advertisement that our mails would carry."""
    if not clean_line(name):
        raise Invalid(_("Please give your name."), "name")
    if WEB_ADDRESS.search(name):
        raise Invalid(_("Please write a name here, without a web address."), "name")


def check_answers(answers: Answers, topics: Sequence[str], purposes: Sequence[ConsentPurpose]) -> None:
    """Raise Invalid for a topic or purpose that was not offered, or when nothing may be written to the person."""
    check_name(answers.name)
    if not set(answers.topics) <= set(topics):
        raise Invalid(_("Please choose topics from the list."), "topics")
    if not set(answers.purposes) <= set(purposes):
        raise Invalid(_("Please choose from the list."), "purposes")
    if not answers.purposes:
        raise Invalid(_("Please tick at least one, so that we may write to you."), "purposes")


class LinkDoes(enum.StrEnum):
    """What the button behind a confirming link does."""

    APPLY_FIRST = "apply the first answers"
    APPLY_NEWEST = "apply the newest answers"
    NOTHING = "nothing, it was done before"


def what_link_does(
    state: InterestState, number: int, newest: int, *, is_waiting: bool, was_confirmed: bool
) -> LinkDoes:
    """What a confirming link may do: that of number 0 stands for the first answers, later ones for proposals.

    `newest` is the number of the newest proposal, `is_waiting` whether it is not applied yet. So nobody can change
    what an earlier mail confirms by sending the form again. Raises NotFound for a link that was replaced.
    """
    if number == newest > 0 and is_waiting:
        return LinkDoes.APPLY_NEWEST
    if state is not InterestState.WITHDRAWN and number in {0, newest}:
        return LinkDoes.NOTHING if was_confirmed else LinkDoes.APPLY_FIRST
    raise NotFound(_("This link is not valid any more. The newest mail has the link that works."))


def confirmed_state(state: InterestState) -> InterestState:
    """What an expression becomes when its answers are confirmed: one that went further stays there."""
    return state if state in {InterestState.INVITED, InterestState.REGISTERED} else InterestState.CONFIRMED
