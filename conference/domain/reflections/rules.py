"""The way of a write-up from draft to published, and what may be read of it. Pure."""

import enum
from dataclasses import dataclass
from datetime import date, datetime

from conference.core.errors import Conflict, Invalid
from conference.core.words import _

MOST_TAKEAWAYS = 5
MOST_QUOTES = 3
LONGEST_BODY = 20_000


class WriteUpState(enum.StrEnum):
    """The life of a write-up."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


MOVES = {
    WriteUpState.DRAFT: {WriteUpState.SUBMITTED, WriteUpState.WITHDRAWN},
    WriteUpState.SUBMITTED: {WriteUpState.RETURNED, WriteUpState.PUBLISHED, WriteUpState.WITHDRAWN},
    WriteUpState.RETURNED: {WriteUpState.SUBMITTED, WriteUpState.WITHDRAWN},
    WriteUpState.PUBLISHED: {WriteUpState.WITHDRAWN},
    WriteUpState.WITHDRAWN: {WriteUpState.DRAFT},
}


def check_move(current: WriteUpState, wanted: WriteUpState) -> None:
    """Raise Conflict unless a write-up may go from one state to the other."""
    if wanted not in MOVES[current]:
        raise Conflict(_("This write-up is %(current)s, so it cannot become %(wanted)s.",
                         current=_(current.value), wanted=_(wanted.value)))  # fmt: skip


EDITABLE = frozenset({WriteUpState.DRAFT, WriteUpState.RETURNED})


@dataclass(frozen=True)
class QuoteText:
    """Words that somebody said; `attributed_as` is who they were on the day, `person_id` who they are to us."""

    text: str
    attributed_as: str = ""
    has_consent: bool = False
    person_id: int | None = None
    source_url: str = ""


@dataclass(frozen=True)
class WriteUpText:
    """What a speaker writes on a session."""

    title: str = ""
    standfirst: str = ""
    body: str = ""
    open_question: str = ""
    takeaways: tuple[str, ...] = ()
    quotes: tuple[QuoteText, ...] = ()


@dataclass(frozen=True)
class AuthorText:
    """Who wrote a blog post, with the role as on the posting day."""

    name: str
    role: str = ""


@dataclass(frozen=True)
class BlogPostText:
    """What is said about a blog post; `posted_on` may be unknown."""

    title: str
    url: str
    publication: str = ""
    kind: str = "blog post"
    posted_on: date | None = None
    summary: str = ""
    authors: tuple[AuthorText, ...] = ()


def is_public(published_at: datetime | None, now: datetime) -> bool:
    """Whether what was published for this instant may be read: from it on."""
    return published_at is not None and published_at <= now


def may_be_quoted(has_consent: bool, source_url: str) -> bool:
    """Whether words may be shown: their speaker agreed, or they were published before, with an address."""
    return has_consent or bool(source_url)


def check_editable(state: WriteUpState) -> None:
    """Raise Conflict unless the author may change a write-up in this state."""
    if state is WriteUpState.SUBMITTED:
        raise Conflict(_("This write-up is with the editors. They can return it to you for changes."))
    if state not in EDITABLE:
        raise Conflict(_("This write-up is %(state)s, so it cannot be changed here.", state=_(state.value)))


def check_ready(text: WriteUpText) -> None:
    """Raise Invalid, at its field, for what an editor could not publish: no title, no text, a quote without consent."""
    if not text.title:
        raise Invalid(_("Give your write-up a title before you send it."), "title")
    if not text.body:
        raise Invalid(_("Write something before you send it."), "body")
    for number, quote in enumerate(text.quotes, start=1):
        if not quote.attributed_as:
            raise Invalid(_("Say who said this."), f"quote_{number}_who")
        if not may_be_quoted(quote.has_consent, quote.source_url):
            raise Invalid(_("Ask the speaker, and tick that they agreed; or take the quote out."),
                          f"quote_{number}_consent")  # fmt: skip


def check_embargo(publish_at: datetime, now: datetime) -> None:
    """Raise Invalid for an embargo that ends in the past."""
    if publish_at <= now:
        raise Invalid(_("This time is over already. Leave it empty to publish at once."), "publish_at")


def byline_of(name: str, job_title: str, affiliation: str) -> str:
    """Who somebody was on the day, on one line: name, job title, affiliation."""
    return ", ".join(part for part in (name, job_title, affiliation) if part)


def role_in(byline: str, name: str) -> str:
    """The byline without the name that it begins with: job title and affiliation as on the day."""
    return byline.removeprefix(name).removeprefix(", ") if byline.startswith(name) else ""
