"""The journal in words: each deed, each field, and what a field said before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from conference.core import zones
from conference.core.differences import Changes, word_changes
from conference.core.words import _
from conference.domain.accounts.models import JournalEntry
from conference.domain.events.models import Event
from conference.domain.site.queries import get_site
from conference.web.organiser.deed_words import deed_words, field_words

LONG = 60
NAMES = ("name", "title", "slug")
CHOICES = {"kind", "mode", "role", "state"}
Names = Mapping[tuple[str, int], str]


@dataclass(frozen=True)
class Clock:
    """The zone that a page of the journal is read in; `place` says it in words."""

    zone: str
    place: str = ""

    def moment(self, instant: datetime) -> str:
        """Day, time and zone, written out."""
        return zones.moment_words(instant, self.zone, self.place)


def clock_of(event: Event | None) -> Clock:
    """The clock of an event, or that of the site."""
    return Clock(event.zone, event.zone_place) if event else Clock(get_site().home_zone)


def journal_row(entry: JournalEntry, names: Names, clock: Clock) -> dict[str, Any]:
    """One deed as `history` shows it: when, who, what to which thing, and which fields it changed."""
    fields = ", ".join(field_words(field) for field in entry.changes)
    return {**_said(entry, _subject(entry, names), clock), "note": _("Changed: %(fields)s", fields=fields) if fields
            else ""}  # fmt: skip


def history_row(entry: JournalEntry, names: Names, clock: Clock, about: tuple[str, int]) -> dict[str, Any]:
    """One deed on the page of the thing `about` (kind and id): each field that it changed with before and after."""
    is_own = (entry.subject_kind, entry.subject_id) == about
    row = _said(entry, "" if is_own else _subject(entry, names), clock)
    return {**row, "changes": changes_in_words(entry.changes, clock)}


def _said(entry: JournalEntry, subject: str, clock: Clock) -> dict[str, Any]:
    shown = [(name, value) for name, value in entry.detail.items() if _is_shown(name, value)]
    detail = ", ".join(f"{field_words(name).lower()}: {value}" for name, value in shown)
    text = deed_words(entry.action) + (f": {subject}" if subject else "") + (f" ({detail})" if detail else "")
    who = entry.account.shown_name if entry.account else _(entry.actor)
    return {"when": clock.moment(entry.at), "iso": entry.at.isoformat(), "text": text, "who": who}


def _subject(entry: JournalEntry, names: Names) -> str:
    """What the thing is called today, or was called when it went."""
    called = next((str(entry.detail[name]) for name in NAMES if entry.detail.get(name)), "")
    return names.get((entry.subject_kind, entry.subject_id), "") or called


def _is_shown(name: str, value: object) -> bool:
    is_technical = name in {"version", *NAMES} or name.endswith("_id")
    return not is_technical and value not in ("", None) and isinstance(value, str | int)


def changes_in_words(changes: Changes, clock: Clock) -> list[dict[str, Any]]:
    """Each field that was changed: `term`, and either `before` and `after`, or the `pieces` of a long text.

    A field whose values are not for the journal says only that it was changed.
    """
    return [{"term": field_words(field), **_change(field, pair, clock)} for field, pair in changes.items()]


def _change(field: str, pair: list[Any] | None, clock: Clock) -> dict[str, Any]:
    if pair is None:
        return {"text": _("changed")}
    before, after = pair
    if isinstance(before, str) and isinstance(after, str) and min(len(before), len(after)) > LONG:
        return {"pieces": [piece._asdict() for piece in word_changes(before, after)]}
    return {"before": _value_words(field, before, clock), "after": _value_words(field, after, clock)}


def _value_words(field: str, value: Any, clock: Clock) -> str:
    """A value as `core.differences` keeps it, in words; "" for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(_value_words(field, one, clock) for one in value)
    if isinstance(value, dict):
        instant = value.get("at")
        return clock.moment(datetime.fromisoformat(instant)) if instant else _day_words(value["day"])
    return _(value) if field in CHOICES else str(value)


def _day_words(day: str) -> str:
    return zones.date_words(date.fromisoformat(day))
