"""The forms of write-ups, of what editors note on a session, and of blog posts."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import Optional

from conference.core.words import _
from conference.core.zones import date_words
from conference.domain.people.models import Person
from conference.domain.reflections.rules import (
    LONGEST_BODY,
    MOST_QUOTES,
    MOST_TAKEAWAYS,
    AuthorText,
    BlogPostText,
    QuoteText,
    WriteUpText,
)
from conference.web.forms.base import Form
from conference.web.forms.fields import day, email, line, local_time, markup, options, prose, ticks, web_address

MOST_NOTED = 8
MOST_AUTHORS = 4
LONGEST_VERSION = 9
POST_KINDS = ("blog post", "news", "podcast", "partner page")


class AskForLinkForm(Form):
    """Who wants a fresh link to their sessions."""

    email = email(_("Your mail address"))


class WriteUpForm(Form):
    """What a speaker writes on a session; the version says which saving they began from."""

    version = HiddenField()
    title = line(_("Title"), 250, required=False)
    standfirst = line(_("In one or two sentences"), 500, required=False)
    body = markup(_("Your text"), LONGEST_BODY)
    open_question = line(_("A question that stays open"), 500, required=False)

    @property
    def began_from(self) -> int:
        """The version that was opened; 0 for nonsense."""
        typed = self.version.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_VERSION else 0

    @property
    def takeaways(self) -> list[Any]:
        """The fields of the points, in order."""
        return [self[f"takeaway_{number}"] for number in range(1, MOST_TAKEAWAYS + 1)]

    @property
    def quotes(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each quote: words, speaker, consent."""
        parts = ("text", "who", "consent")
        return [tuple(self[f"quote_{number}_{part}"] for part in parts) for number in range(1, MOST_QUOTES + 1)]

    @property
    def text(self) -> WriteUpText:
        """What was typed; rows that are empty are left out."""
        quotes = (QuoteText(words.data, who.data or "", has_consent=bool(consent.data))
                  for words, who, consent in self.quotes if words.data)  # fmt: skip
        return WriteUpText(
            title=self.title.data or "", standfirst=self.standfirst.data or "", body=self.body.data or "",
            open_question=self.open_question.data or "",
            takeaways=tuple(one.data for one in self.takeaways if one.data), quotes=tuple(quotes),
        )  # fmt: skip


for _number in range(1, MOST_TAKEAWAYS + 1):
    setattr(WriteUpForm, f"takeaway_{_number}", line(_("Point %(number)s", number=_number), 600, required=False))
for _number in range(1, MOST_QUOTES + 1):
    _words = line(_("Quote %(number)s: the words, without quotation marks", number=_number), 600, required=False)
    _consent = BooleanField(_("Quote %(number)s: they agreed to be quoted with this", number=_number))
    setattr(WriteUpForm, f"quote_{_number}_text", _words)
    setattr(WriteUpForm, f"quote_{_number}_who", line(_("Who said it, with their post"), 300, required=False))
    setattr(WriteUpForm, f"quote_{_number}_consent", _consent)


def post_values(text: BlogPostText) -> dict[str, Any]:
    """A blog post as the values of its form."""
    values: dict[str, Any] = {name: value for name, value in vars(text).items() if name != "authors"}
    for number, author in enumerate(text.authors, start=1):
        values |= {f"author_{number}_name": author.name, f"author_{number}_role": author.role}
    return values


def notes_values(
    highlight: str, source_url: str, takeaways: Sequence[str], quotes: Sequence[QuoteText]
) -> dict[str, Any]:
    """What an editor noted on a session as the values of its form."""
    values: dict[str, Any] = {"highlight": highlight, "source_url": source_url}
    values |= {f"takeaway_{number}": words for number, words in enumerate(takeaways, start=1)}
    for number, quote in enumerate(quotes, start=1):
        parts = {"text": quote.text, "person": str(quote.person_id or ""), "who": quote.attributed_as,
                 "consent": quote.has_consent, "source": quote.source_url}  # fmt: skip
        values |= {f"quote_{number}_{part}": value for part, value in parts.items()}
    return values


def write_up_values(text: WriteUpText, version: int) -> dict[str, Any]:
    """A write-up as the values of its form."""
    values: dict[str, Any] = {
        "version": str(version), "title": text.title, "standfirst": text.standfirst, "body": text.body,
        "open_question": text.open_question,
    }  # fmt: skip
    values |= {f"takeaway_{number}": words for number, words in enumerate(text.takeaways, start=1)}
    for number, quote in enumerate(text.quotes, start=1):
        values |= {f"quote_{number}_text": quote.text, f"quote_{number}_who": quote.attributed_as,
                   f"quote_{number}_consent": quote.has_consent}  # fmt: skip
    return values


class ReturnForm(Form):
    """The note with which an editor returns a write-up."""

    note = prose(_("What should the author change?"), 4000, required=True)


class PublishForm(Form):
    """From when on a write-up is public."""

    publish_at = local_time(_("Not before"))


class AskForWriteUpsForm(Form):
    """Who is asked to write a session up."""

    people = ticks(_("Whom to ask"), coerce=int)

    def __init__(self, choices: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(**more)
        self.people.choices = options(choices)


class NotesForm(Form):
    """What an editor notes on a session: what came of it, points, words."""

    highlight = markup(_("What came of it"), 2000)
    source_url = web_address(_("Where this was first told"))

    def __init__(self, people: list[Person], **more: Any) -> None:
        super().__init__(**more)
        for _words, who, *_rest in self.quotes:
            who.choices = options([("", _("Somebody else")), *((person.id, person.name) for person in people)])

    @property
    def takeaways(self) -> list[Any]:
        """The fields of the points, in order."""
        return [self[f"takeaway_{number}"] for number in range(1, MOST_NOTED + 1)]

    @property
    def quotes(self) -> list[tuple[Any, ...]]:
        """The fields of each quote: words, person, speaker as on the day, consent, source."""
        parts = ("text", "person", "who", "consent", "source")
        return [tuple(self[f"quote_{number}_{part}"] for part in parts) for number in range(1, MOST_QUOTES + 1)]

    @property
    def points(self) -> list[str]:
        """The points that were typed, in order."""
        return [one.data for one in self.takeaways if one.data]

    def said(self) -> Iterator[QuoteText]:
        """The words that were typed, in order."""
        for words, person, who, consent, source in self.quotes:
            if words.data:
                person_id = int(person.data) if person.data else None
                yield QuoteText(words.data, who.data or "", bool(consent.data), person_id, source.data or "")


for _number in range(1, MOST_NOTED + 1):
    setattr(NotesForm, f"takeaway_{_number}", line(_("Point %(number)s", number=_number), 600, required=False))
for _number in range(1, MOST_QUOTES + 1):
    _words = line(_("Quote %(number)s: the words, without quotation marks", number=_number), 600, required=False)
    _consent = BooleanField(_("Quote %(number)s: they agreed to be quoted with this", number=_number))
    setattr(NotesForm, f"quote_{_number}_text", _words)
    setattr(NotesForm, f"quote_{_number}_person", SelectField(_("Who said it"), [Optional()]))
    setattr(NotesForm, f"quote_{_number}_who", line(_("Name and post as on the day"), 300, required=False))
    setattr(NotesForm, f"quote_{_number}_consent", _consent)
    setattr(NotesForm, f"quote_{_number}_source", web_address(_("Or where this was published before")))


def days_form(days: Sequence[date]) -> type[Form]:
    """The class of a form for the highlights of a whole event ("whole") and of its days ("day_20210909")."""
    fields = {name_of_day(one): markup(date_words(one), 2000) for one in days}
    return type("DaysForm", (Form,), {"whole": markup(_("The whole event"), 2000), **fields})


def name_of_day(one: date) -> str:
    """The name of the field for a day."""
    return f"day_{one:%Y%m%d}"


class BlogPostForm(Form):
    """What is said about a blog post."""

    title = line(_("Title"), 300)
    url = web_address(_("Address of the post"), required=True)
    kind = SelectField(_("Kind"), choices=options((kind, _(kind).capitalize()) for kind in POST_KINDS),
                       default=POST_KINDS[0])  # fmt: skip
    publication = line(_("Where it appeared"), 120, required=False)
    posted_on = day(_("Posted on"))
    summary = markup(_("What it says, in two or three sentences"), 2000)

    @property
    def authors(self) -> list[tuple[Any, Any]]:
        """The fields of each author: name, role."""
        return [(self[f"author_{number}_name"], self[f"author_{number}_role"]) for number in range(1, MOST_AUTHORS + 1)]

    @property
    def text(self) -> BlogPostText:
        """What was typed; authors without a name are left out."""
        authors = (AuthorText(name.data, role.data or "") for name, role in self.authors if name.data)
        return BlogPostText(
            title=self.title.data, url=self.url.data, publication=self.publication.data or "", kind=self.kind.data,
            posted_on=self.posted_on.data, summary=self.summary.data or "", authors=tuple(authors),
        )  # fmt: skip


for _number in range(1, MOST_AUTHORS + 1):
    setattr(BlogPostForm, f"author_{_number}_name", line(_("Author %(number)s", number=_number), 200, required=False))
    setattr(BlogPostForm, f"author_{_number}_role", line(_("Role on the posting day"), 300, required=False))


class LinkForm(Form):
    """A session or a whole event that a post reflects on: "session:12" or "event:3"."""

    target = SelectField(_("Session or event"))

    def __init__(self, choices: dict[str, list[tuple[str, str]]], **more: Any) -> None:
        super().__init__(**more)
        self.target.choices = [one for group, pairs in choices.items() for one in options(pairs, group)]
