"""What templates may call: times in words, safe markup, addresses of static files."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import Flask
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from conference import links
from conference.core import zones
from conference.core.tokens import random_key
from conference.domain.site.queries import find_site
from conference.formats import markup
from conference.formats.qr import qr_svg

LONG_WORD = re.compile(r"(\S{25})(?=\S{6})")
MAY_BREAK = Markup("<wbr>")


def date_words(day: date | None, weekday: bool = True) -> str:
    """A day in words; raises TypeError for none, of which the library would make today."""
    if not isinstance(day, date):
        raise TypeError("date_words takes a day")
    return zones.date_words(day, weekday)


def wrappable(text: Any) -> Any:
    """A text that fits narrow columns: words of more than 30 letters may break. What is no text stays as it is."""
    if not isinstance(text, str) or isinstance(text, Markup) or not LONG_WORD.search(text):
        return text
    parts = LONG_WORD.split(text)
    return Markup().join(escape(part) + MAY_BREAK if at % 2 else escape(part) for at, part in enumerate(parts))


FILTERS: dict[str, Callable[..., Any]] = {
    "date_words": date_words,
    "excerpt": markup.excerpt,
    "reading_minutes": markup.reading_minutes,
    "wrappable": wrappable,
}


def markdown(text: str, highest: int = markup.HIGHEST_HEADING) -> Markup:
    """Text that people wrote, as safe HTML; its headings begin at `highest`, one below the one that stands above."""
    return Markup(markup.to_html(text, highest))  # noqa: S704 -- it went through the allow-list of markup.to_html


def qr(text: str, title: str) -> Markup:
    """The QR code of a text; `title` says what it is."""
    return Markup(qr_svg(text, title))  # noqa: S704 -- it is made of squares; the library escapes the title


def iso(value: date | datetime) -> str:
    """A machine-readable date or instant."""
    return value.isoformat()


def register(app: Flask) -> None:
    """Give templates their filters and functions."""
    app.jinja_env.filters.update(FILTERS, markdown=markdown, qr=qr, iso=iso)
    app.jinja_env.globals.update(
        links=links, csrf_token=generate_csrf, form_key=random_key, time_words=zones.time_words,
        span_words=zones.span_words, days_words=zones.days_words, zone_words=zones.zone_words, day_of=zones.day_of,
    )  # fmt: skip
    app.context_processor(lambda: {"site": find_site() or NO_SITE, "language": "en"})


class _NoSite:
    """What pages show before the site is set up."""

    name = "Conference"
    footer = ""
    logo_url = None
    sender_email = "conference@localhost"
    reply_to = ""
    about = ""
    privacy_notice = ""
    is_set_up = False


NO_SITE = _NoSite()
