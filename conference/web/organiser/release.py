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
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.schedule.actions import publish_release
from conference.domain.schedule.models import Release
from conference.domain.schedule.queries import (
    Told,
    find_open_preview,
    has_unreleased,
    list_releases,
    pending_changes,
    plan_of,
    told_by_release,
)
from conference.domain.schedule.rules import News, NewsKind
from conference.domain.site.queries import find_document, find_making
from conference.web.access import get_account, requires
from conference.web.cards import making_values
from conference.web.forms.schedule import ReleaseForm
from conference.web.organiser.checks import found_at, shown_above
from conference.web.responses import page

blueprint = Blueprint("release", __name__)


@blueprint.route("/<slug:event_slug>/release/", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def show(event_slug: str) -> ResponseReturnValue:
    """What the next release would change and who would be told; sending the form releases it."""
    form = ReleaseForm()

    def publish() -> tuple[str, str]:
        at = get_event(event_slug)
        told = len([one for one in told_by_release(at, now()) if one.person.email])
        release = publish_release(
            at,
            note=form.note.data or "",
            actor=get_account(),
            now=now(),
            accepts_clashes=form.all_the_same.data,
        )
        words = _("Release %(number)s is public.", number=release.number)
        mails = ngettext(
            "%(num)s person gets a mail in five minutes.", "%(num)s people get a mail in five minutes.", told
        )
        return links.organise_release(at.slug), f"{words} {mails}"

    if (done := form.perform(publish)) is not None:
        return done
    event = get_event(event_slug)
    releases, clashes = list_releases(event), plan_of(event).clashes
    return page(
        form=form,
        event=event,
        booklet=_booklet(event, releases[0]) if releases else None,
        has_preview=find_open_preview(event, now()) is not None,
        next_number=(releases[0].number if releases else 0) + 1,
        is_new=has_unreleased(event),
        changes=[change.words for change in pending_changes(event)],
        history=[_past(event, one) for one in releases],
        told=[_told(one) for one in told_by_release(event, now())],
        clashes=[clash.in_a_list for clash in clashes if not clash.kind.is_hard],
        findings=shown_above(event, found_at(event).of_programme()),
        hard_clashes=[clash.in_a_list for clash in clashes if clash.kind.is_hard],
    )


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


def _told(one: Told) -> dict[str, Any]:
    return {
        "name": one.person.name,
        "what": " ".join(_news_words(news) for news in one.news),
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
