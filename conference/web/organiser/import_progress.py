"""How far the worker is with an import, or why it does not go on, as a page says it."""

from datetime import datetime
from typing import Any

from conference.core.jobs import Job
from conference.core.words import _, ngettext
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.rules import APPLIES, READS, Halt, Standstill


def progress_values(one: ProgrammeImport, now: datetime, ahead: Job | None = None) -> dict[str, Any]:
    """What is being done, how far it is (None: one step whose length nobody knows), and since when.

    `ahead` is what the worker has in hand, for an import that it has not begun.
    """
    seconds = max(0, int((now - one.changed_at).total_seconds()))
    since = ngettext("This step began %(num)s second ago.", "This step began %(num)s seconds ago.", seconds)
    leave = _("You may leave this page; the work goes on.")
    return {"doing": one.doing or _waits_for(ahead), "done": one.progress_done if one.progress_total else None,
            "total": one.progress_total, "note": f"{since} {leave}" if seconds else leave}  # fmt: skip


def _waits_for(ahead: Job | None) -> str:
    if ahead is None:
        return _("Waiting for its turn")
    if ahead.kind in {READS, APPLIES}:
        return _("Waiting for its turn: another import comes first")
    if ahead.kind != "document":
        return _("Waiting for its turn: the worker does something else first")
    if not ahead.progress_total:
        return _("Waiting for its turn: a PDF is being made first")
    return _("Waiting for its turn: a PDF is being made first, page %(done)s of about %(total)s",
             done=ahead.progress_done, total=ahead.progress_total)  # fmt: skip


def standstill_values(found: Standstill, real_now: datetime) -> dict[str, Any]:
    """Why it stands still, in words, and whether it can be tried again."""
    tries = ngettext("the first try", "%(num)s tries", found.tries)
    title, text = {
        Halt.LATER: (_("It has not worked yet"),
                     _("The worker could not do it after %(tries)s, and tries again by itself %(when)s.", tries=tries,
                       when=_until(found.next_try, real_now))),
        Halt.GIVEN_UP: (_("The worker has given up"), _("It could not do it after %(tries)s.", tries=tries)),
        Halt.HELD: (_("It is held"), _("The data came out of a backup. It goes on once the outbox is released.")),
    }[found.halt]  # fmt: skip
    met = _("What it met last: %(error)s", error=found.error) if found.error else ""
    sentences = [text, _("Nothing of this file has been imported."), met]
    return {"title": title, "text": " ".join(filter(None, sentences)), "may_try": found.halt is not Halt.HELD}


def standstill_words(halt: Halt) -> str:
    """Where an import that stands still stands."""
    return {Halt.LATER: _("To be tried again"), Halt.GIVEN_UP: _("Given up"), Halt.HELD: _("Held")}[halt]


def _until(instant: datetime | None, real_now: datetime) -> str:
    """In how many minutes: real time is not what the clock of a demo shows."""
    minutes = 0 if instant is None else int((instant - real_now).total_seconds() / 60)
    if minutes < 1:
        return _("in less than a minute")
    return ngettext("in %(num)s minute", "in %(num)s minutes", minutes)
