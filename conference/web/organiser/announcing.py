"""Announcing and releasing drafts of a series at once; what becomes public and who is told is shown before."""

from collections.abc import Sequence

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.errors import Conflict
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.checks.actions import announce_all
from conference.domain.checks.queries import clashes_said_right, open_clashes
from conference.domain.events.models import Event, Series
from conference.domain.events.queries import events_of_series, get_series
from conference.domain.events.rules import EventKind, EventState
from conference.domain.schedule.queries import ComingRelease, coming_release, told_by
from conference.web.access import get_account, requires
from conference.web.forms.base import first_answer
from conference.web.forms.webinars import AnnounceForm
from conference.web.organiser.release import told_words
from conference.web.responses import page

blueprint = Blueprint("announcing", __name__)
DO = "do"  # the button that does what was shown; without it a choice is only looked at


@blueprint.route("/series/<slug:slug>/announce/", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def show(slug: str) -> ResponseReturnValue:
    """Choose drafts of a series, look at what they would make public, then announce and release them."""
    series = get_series(slug)
    drafts = drafts_to_come(series)
    form = AnnounceForm(data={"webinars": [one.slug for one in drafts]})
    form.webinars.choices = [(one.slug, _named(one)) for one in drafts]

    def announce() -> tuple[str, str]:
        chosen = _chosen(form, get_series(slug))
        refused = announce_all(chosen, form.marks, actor=get_account(), now=now())
        not_done = " ".join(_("%(name)s: %(why)s", name=name, why=why) for name, why in refused.items())
        if len(refused) == len(chosen):
            raise Conflict(not_done or _("Choose at least one."))
        return links.organise_series(slug), _done_words(len(chosen) - len(refused), not_done)

    is_asked = form.is_submitted() and form.validate()
    done = form.perform(announce) if form.is_submitted() and (not is_asked or DO in request.form) else None
    if done is not None:
        return done
    coming = [coming_release(one, now()) for one in _chosen(form, series)] if is_asked else []
    form.show_marks({one.event.slug: one.mark for one in coming})
    return first_answer() or page(form=form, series=series, deed=DO, rows=[_row(one) for one in coming],
                                  is_empty=not drafts, back=links.organise_series(slug))  # fmt: skip


def _chosen(form: AnnounceForm, series: Series) -> list[Event]:
    return [one for one in drafts_to_come(series) if one.slug in (form.webinars.data or ())]


def drafts_to_come(series: Series) -> Sequence[Event]:
    """The webinars of a series that are drafts and not over, in order of time."""
    found = [one for one in events_of_series(series, drafts=True) if one.kind is EventKind.WEBINAR]
    return sorted((one for one in found if one.state is EventState.DRAFT and one.ends_at > now()),
                  key=lambda one: one.starts_at)  # fmt: skip


def _named(event: Event) -> str:
    return _("%(name)s, %(day)s", name=event.name, day=zones.date_words(zones.day_of(event.starts_at, event.zone)))


def _row(coming: ComingRelease) -> dict[str, str]:
    told = [one for one in told_by(coming.news) if one.person.email]
    return {
        "name": _named(coming.event),
        "changes": " ".join(change.words for change in coming.changes) or (_("Its page") if coming.after else ""),
        "told": " ".join(f"{one.person.name}: {told_words(one)}" for one in told) or _("Nobody"),
        "against": _against(coming),
    }


def _against(coming: ComingRelease) -> str:
    if not coming.after:
        return _("No session is confirmed.")
    return " ".join(clash.in_a_list for clash in open_clashes(coming, clashes_said_right(coming)))


def _done_words(count: int, not_done: str) -> str:
    words = ngettext("%(num)s webinar is announced and released.", "%(num)s webinars are announced and released.",
                     count)  # fmt: skip
    return _("%(done)s Not done: %(refused)s", done=words, refused=not_done) if not_done else words
