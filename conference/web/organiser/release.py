"""The release: what it changes, who will be told what, the button, and the releases before."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.words import _, ngettext
from conference.documents import name_of_programme
from conference.domain.accounts.rules import Permission
from conference.domain.checks.actions import release_programme
from conference.domain.checks.queries import clashes_said_right, open_clashes
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.events.rules import EventState
from conference.domain.schedule.models import Release
from conference.domain.schedule.queries import (
    ComingRelease,
    Told,
    coming_release,
    count_written_to,
    find_open_preview,
    list_releases,
    told_by,
)
from conference.domain.schedule.rules import News, NewsKind
from conference.domain.site.queries import find_document, find_making
from conference.web.access import get_account, requires
from conference.web.cards import making_values
from conference.web.forms.schedule import ReleaseForm
from conference.web.organiser.checks import found_at, right_words, shown_above
from conference.web.responses import page

blueprint = Blueprint("release", __name__)


@blueprint.route("/<slug:event_slug>/release/", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def show(event_slug: str) -> ResponseReturnValue:
    """What the next release would change and who would be told; sending the form releases it."""
    form = ReleaseForm()

    def publish() -> tuple[str, str]:
        at = get_event(event_slug)
        release = release_programme(
            at,
            actor=get_account(),
            now=now(),
            note=form.note.data or "",
            seen=form.seen.data or "",
            accepts_clashes=form.all_the_same.data,
        )
        return links.organise_release(at.slug), _done_words(release)

    if (done := form.perform(publish)) is not None:
        return done
    event = get_event(event_slug)
    coming, releases = coming_release(event, now()), list_releases(event)
    if form.seen.data != coming.mark:
        form.seen.data, form.all_the_same.data = coming.mark, False
    return page(
        form=form,
        event=event,
        booklet=_booklet(event, releases[0]) if releases and not _is_draft(event) else None,
        has_preview=find_open_preview(event, now()) is not None,
        is_draft=_is_draft(event),
        next_number=coming.number,
        is_new=coming.is_new,
        unconfirmed=coming.unconfirmed,
        changes=[change.words for change in coming.changes],
        history=[_past(event, one) for one in releases],
        told=[_told(one) for one in told_by(coming.news)],
        findings=shown_above(event, found_at(event).of_release(coming)) if coming.is_new else None,
        **_clashes(coming),
    )


def _is_draft(event: Event) -> bool:
    return event.state is EventState.DRAFT


def _done_words(release: Release) -> str:
    if _is_draft(release.event):
        return _("Release %(number)s is made. Readers see it, and speakers hear of it, once the event is announced.",
                 number=release.number)  # fmt: skip
    told = count_written_to(release)
    words = _("Release %(number)s is public.", number=release.number)
    mails = ngettext("%(num)s person gets a mail in five minutes.", "%(num)s people get a mail in five minutes.", told)
    return f"{words} {mails}" if told else words


def _clashes(coming: ComingRelease) -> dict[str, list[str]]:
    """What clashes in a release: what cannot happen, what somebody said to be right, what is worth another look."""
    right = clashes_said_right(coming)
    return {
        "hard_clashes": [clash.in_a_list for clash in open_clashes(coming, right)],
        "right_clashes": [f"{clash.in_a_list} ({right_words(right[clash], coming.event)})" for clash in right],
        "clashes": [clash.in_a_list for clash in coming.clashes if not clash.kind.is_hard],
    }


def _booklet(event: Event, release: Release) -> dict[str, Any]:
    """Whether the programme booklet is there, and how far the worker is with that of the newest release."""
    name = name_of_programme(event)
    document = find_document(name)
    making = find_making(name, is_old=document is None or document.made_at < release.released_at)
    made = zones.moment_words(document.made_at, event.zone, event.zone_place) if document else ""
    is_given_up = making is not None and making.is_given_up
    return {
        "made": made, "is_given_up": is_given_up,
        "making": making_values(making) if making is not None and not is_given_up else None,
    }  # fmt: skip


def told_words(one: Told) -> str:
    """What one person is told by a release."""
    return " ".join(_news_words(news) for news in one.news)


def _told(one: Told) -> dict[str, Any]:
    return {
        "name": one.person.name,
        "what": told_words(one),
        "how": one.person.email or _("Nobody can tell them: no address is known"),
    }


def _news_words(news: News) -> str:
    title = news.session.title
    return {
        NewsKind.NEW: _("New for them: %(title)s.", title=title),
        NewsKind.MOVED: _("Moved: %(title)s.", title=title),
        NewsKind.CANCELLED: _("Cancelled: %(title)s.", title=title),
        NewsKind.REMOVED: _("Not in it any more: %(title)s.", title=title),
    }[news.kind]


def _past(event: Event, release: Release) -> dict[str, Any]:
    who = release.account.shown_name if release.account else ""
    changes = ngettext("%(num)s change", "%(num)s changes", len(release.changes))
    if release.number == 1:
        changes = _("first version")
    return {
        "when": zones.moment_words(release.released_at, event.zone, event.zone_place),
        "iso": release.released_at.isoformat(),
        "text": " ".join(
            filter(None, [_("Release %(number)s: %(changes)s.", number=release.number, changes=changes), release.note])
        ),
        "who": who,
    }
