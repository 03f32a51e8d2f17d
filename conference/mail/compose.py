"""A template triple and its values become a mail: one line of subject, plain text, and HTML with its style inlined."""

import re
from dataclasses import dataclass
from typing import Any, Protocol

from css_inline import CSSInliner

from conference.core.text import clean_line, clean_sentences

SUBJECT_LENGTH = 200
METHOD_LINE = re.compile(r"^METHOD:(\S+)\s*$", re.MULTILINE | re.IGNORECASE)
BLANKS_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)
BLANK_LINES = re.compile(r"\n{3,}")


class Sender(Protocol):
    """What is asked of the site: who sends, and where answers go ("" for nowhere else)."""

    @property
    def name(self) -> str:
        """The organisation, shown as the sender."""

    @property
    def sender_email(self) -> str:
        """The address that mails come from."""

    @property
    def reply_to(self) -> str:
        """The address that answers go to, or ""."""


@dataclass(frozen=True)
class Composed:
    """A mail ready to be posted; `calendar` is iCalendar text whose METHOD is `calendar_method`."""

    subject: str
    text: str
    html: str
    sender_name: str
    sender_email: str
    reply_to: str
    calendar: str | None = None
    calendar_method: str | None = None


class Templates(Protocol):
    """What is asked of the template engine: a Jinja environment in which an undefined name raises."""

    def overlay(self, *, autoescape: bool) -> Any:
        """The same environment with or without escaping."""


_escaping: Any = None
_plain: Any = None
_inliner = CSSInliner(load_remote_stylesheets=False)


def use_environment(environment: Templates) -> None:
    """Find templates and filters here from now on (the application gives its own once)."""
    global _escaping, _plain
    _escaping = environment.overlay(autoescape=True)
    _plain = environment.overlay(autoescape=False)


def compose(
    template: str,
    *,
    site: Sender,
    calendar: bytes | None = None,
    calendar_method: str | None = None,
    **values: object,
) -> Composed:
    """Render mail/<template>.subject.txt, .txt and .html with the values and `site`.

    Raises ValueError where `calendar_method` is not the METHOD inside the calendar (RFC 6047 section 2.4).
    """
    if _escaping is None:
        raise RuntimeError("mails have no templates yet: call use_environment() first")
    values["site"] = site
    return Composed(
        subject=_shortened(clean_line(_rendered(_plain, f"{template}.subject.txt", values))),
        text=_tidy(_rendered(_plain, f"{template}.txt", values)),
        html=clean_sentences(_inliner.inline(_rendered(_escaping, f"{template}.html", values))),
        sender_name=clean_line(site.name),
        sender_email=clean_line(site.sender_email),
        reply_to=clean_line(site.reply_to or ""),
        calendar=_calendar_text(calendar, calendar_method),
        calendar_method=calendar_method,
    )


def _rendered(environment: Any, name: str, values: dict[str, object]) -> str:
    return str(environment.get_template(f"mail/{name}").render(values))


def _tidy(text: str) -> str:
    return BLANK_LINES.sub("\n\n", BLANKS_AT_END.sub("", clean_sentences(text)))


def _shortened(subject: str) -> str:
    if len(subject) <= SUBJECT_LENGTH:
        return subject
    return subject[: SUBJECT_LENGTH - 1].rsplit(" ", maxsplit=1)[0] + "…"


def _calendar_text(calendar: bytes | None, method: str | None) -> str | None:
    if calendar is None:
        if method is not None:
            raise ValueError("a calendar method without a calendar")
        return None
    text = calendar.decode()
    if METHOD_LINE.findall(text) != [method]:
        raise ValueError(f"the calendar does not say METHOD:{method}")
    return text
