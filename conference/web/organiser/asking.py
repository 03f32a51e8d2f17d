"""Two plain pages of the workbench: one form, and one that asks before a deed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask.typing import ResponseReturnValue

from conference.core.words import _
from conference.core.zones import to_local
from conference.domain.events.models import Event
from conference.web.forms.base import Form
from conference.web.responses import page


def form_page(
    form: Form, *, title: str, button: str, back: str, lead: str = "", event: Event | None = None, history: str = "",
    **more: Any,
) -> ResponseReturnValue:  # fmt: skip
    """A page that is one form; its template extends `organiser/one_form.html`.

    `back` is where one goes instead, `history` the address of what was done to the record so far.
    """
    return page(form=form, title=title, button=button, back=back, lead=lead, event=event, history=history, **more)


def ask_page(
    form: Form, *, title: str, button: str, back: str, consequences: Sequence[str], undo: str = "",
    event: Event | None = None, **more: Any,
) -> ResponseReturnValue:  # fmt: skip
    """A page that says what will happen and asks; its template extends `organiser/ask.html`."""
    return page(form=form, title=title, button=button, back=back, consequences=consequences, undo=undo,
                event=event, **more)  # fmt: skip


def choices(items: Sequence[tuple[Any, str]], nothing: str = "") -> list[tuple[str, str]]:
    """Values and labels for a select; `nothing` is the label of the empty choice, where there is one."""
    empty = [("", nothing)] if nothing else []
    return empty + [(str(value), label) for value, label in items]


def options(items: Sequence[tuple[str, str]], current: str, everything: str) -> list[dict[str, Any]]:
    """The options of a filter, with one that leaves nothing out."""
    return [{"value": value, "label": label, "is_current": value == current} for value, label in
            [("", everything), *items]]  # fmt: skip


def wall_time(instant: datetime | None, event: Event) -> datetime | None:
    """An instant as a form shows it: wall-clock time in the event's zone."""
    return to_local(instant, event.zone).replace(tzinfo=None) if instant else None


def yes_words(is_so: bool) -> str:
    """Yes, or nothing."""
    return _("Yes") if is_so else ""
