"""Atom feeds out (RFC 4287)."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO

from feedgenerator import Atom1Feed

from conference.core.text import clean_line, clean_text

LASTING_ID = re.compile(r"(tag:[^\s,]+,\d{4}[^\s:]*:|urn:uuid:[0-9a-fA-F-]{36}$)\S*")
NOT_IN_XML = {0xFFFE: None, 0xFFFF: None}


@dataclass(frozen=True)
class FeedEntry:
    """One entry. `id` is a tag: or urn:uuid: address and never changes; instants are aware.

    `summary` is plain text, whose line breaks are kept, `html` is safe HTML with absolute addresses. Raises ValueError
    for what cannot be written.
    """

    id: str
    title: str
    url: str
    published_at: datetime
    changed_at: datetime
    author: str = ""
    summary: str = ""
    html: str = ""

    def __post_init__(self) -> None:
        _check_id(self.id)
        if self.published_at.tzinfo is None or self.changed_at.tzinfo is None:
            raise ValueError("a feed entry needs instants with a time zone")


def feed(
    title: str,
    feed_id: str,
    url: str,
    self_url: str,
    entries: Sequence[FeedEntry],
    changed_at: datetime,
    subtitle: str = "",
    language: str = "en",
) -> bytes:
    """An Atom document in UTF-8; the same values give the same bytes.

    `url` is the page for people, `self_url` the feed itself, `changed_at` the last change of anything in it.
    An entry without an author is by the feed's title. Raises ValueError when two entries share an id.
    """
    _check_id(feed_id)
    if len({entry.id for entry in entries}) != len(entries):
        raise ValueError("two entries of one feed share an id")
    document = _Feed(
        title=_line(title), link=_line(url), description=None, language=language, author_name=_line(title),
        subtitle=_line(subtitle), feed_url=_line(self_url), feed_guid=feed_id, changed_at=_in_utc(changed_at),
    )  # fmt: skip
    for entry in entries:
        _add(document, entry)
    out = StringIO()
    document.write(out, "utf-8")
    return out.getvalue().encode("utf-8") + b"\n"


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library is untyped
    def latest_post_date(self) -> datetime:
        """The library would take the newest entry, and the present where there is none."""
        changed_at: datetime = self.feed["changed_at"]
        return changed_at


def _add(document: _Feed, entry: FeedEntry) -> None:
    document.add_item(
        title=_line(entry.title),
        link=_line(entry.url),
        description=html.escape(_text(entry.summary)).replace("\n", "<br>\n") or None,
        content=_text(entry.html) or None,
        author_name=_line(entry.author) or None,
        pubdate=_in_utc(entry.published_at),
        updateddate=_in_utc(entry.changed_at),
        unique_id=entry.id,
    )


def _check_id(text: str) -> None:
    if not LASTING_ID.fullmatch(text):
        raise ValueError(f"an id that lasts is a tag: or urn:uuid: address, not {text!r}")


def _in_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)


def _text(raw: str) -> str:
    return clean_text(raw).translate(NOT_IN_XML)


def _line(raw: str) -> str:
    return clean_line(raw).translate(NOT_IN_XML)
