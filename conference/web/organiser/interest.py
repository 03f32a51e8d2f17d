"""Who is interested in an event, counted by how they would come, in what, and what may be written to them."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.personal import is_mark
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.consents.rules import ConsentPurpose
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.events.rules import AttendanceMode, modes_offered
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.notices import leaning_words
from conference.domain.interest.queries import InterestCounts, count_interest, list_expressions
from conference.domain.interest.rules import InterestState
from conference.domain.registration.actions.inviting import invite_interested
from conference.domain.registration.queries import conversion_of, count_places, count_to_invite
from conference.domain.registration.rules.inviting import Conversion, Slice
from conference.web.access import get_account, may, requires
from conference.web.cards import mode_words, zone_of_event
from conference.web.forms.registration import InvitingForm
from conference.web.organiser.listing import chosen, options_of, pages_of, short_moment
from conference.web.organiser.paging import Paging, page_number
from conference.web.responses import page

blueprint = Blueprint("interest", __name__)
USUAL_HOURS = 72


def state_words(state: InterestState) -> str:
    """A state in words."""
    return {
        InterestState.UNCONFIRMED: _("Not confirmed yet"),
        InterestState.CONFIRMED: _("Confirmed"),
        InterestState.INVITED: _("Invited"),
        InterestState.REGISTERED: _("Registered"),
        InterestState.WITHDRAWN: _("Withdrawn"),
    }[state]


def purpose_words(purpose: ConsentPurpose) -> str:
    """A purpose in a few words."""
    return {
        ConsentPurpose.THIS_EVENT: _("This event"),
        ConsentPurpose.LATER_EDITIONS: _("Later editions"),
        ConsentPurpose.WEEKLY_BRIEFING: _("Weekly briefing"),
    }[purpose]


@blueprint.get("/<slug:event_slug>/interest/")
@requires(Permission.SEE_INTEREST)
def index(event_slug: str) -> ResponseReturnValue:
    """The counts, and everybody with their answers; the state stands in the address."""
    event, state = get_event(event_slug), chosen(InterestState, "state")
    counts = count_interest(event)
    total = counts.states[state] if state else sum(counts.states.values())
    paging = Paging(page_number(request.args.get("page", "")), total)
    states = options_of({one: state_words(one) for one in InterestState}, state)
    address = links.organise_interest(event.slug)
    return page(
        event=event, rows=[_row(event, one) for one in list_expressions(event, state, paging.size, paging.offset)],
        paging=paging, url_of=pages_of(address, {"state": state or ""}), figures=_figures(counts),
        groups=_groups(event, counts), fields=[{"name": "state", "label": _("State"), "options": states}],
        clear_url=address if state else None, invited=_invited(conversion_of(event)),
        invite_link=links.organise_invitations(event.slug) if may(Permission.EDIT_REGISTRATIONS, event.slug) else "",
        has_any=bool(sum(counts.states.values())), zone=zone_of_event(event),
    )  # fmt: skip


def _invited(found: Conversion) -> list[dict[str, str]]:
    """What became of the invitations, as figures; none where nobody was invited."""
    if not found.chosen:
        return []
    share = "" if found.share is None else _("%(share)s of 100 who decided", share=found.share)
    return [
        {"label": _("Chosen to be invited"), "value": str(found.chosen), "note": ""},
        {"label": _("Wait for a place"), "value": str(found.waiting), "note": ""},
        {"label": _("A place is held"), "value": str(found.held), "note": ""},
        {"label": _("Took it"), "value": str(found.taken), "note": share},
        {"label": _("Let it go"), "value": str(found.let_go), "note": ""},
    ]


@blueprint.route("/<slug:event_slug>/interest/invite/", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTRATIONS)
def invite(event_slug: str) -> ResponseReturnValue:
    """Invite a slice of those who told us: each invitation holds a place for some hours, and then passes on."""
    event, back = get_event(event_slug), links.organise_interest(event_slug)
    groups = {mode: count_to_invite(event, Slice(mode)) for mode in AttendanceMode}
    left = sum(groups.values())
    form = InvitingForm(event.mode, data={"hours": USUAL_HOURS, "most": left})

    def send() -> tuple[str, str]:
        told = invite_interested(get_event(event_slug), form.slice, hours=form.hours.data, actor=get_account(),
                                 now=now())  # fmt: skip
        return back, ngettext("A place is held for %(num)s person, who is told by mail. The others follow as places"
                              " become free.", "Places are held for %(num)s people, who are told by mail. The others"
                              " follow as places become free.", len(told))  # fmt: skip

    if (done := form.perform(send)) is not None:
        return done
    return page(form=form, event=event, back=back, left=left,
                rows=[{"what": leaning_words(mode), "number": str(number)} for mode, number in groups.items()],
                free=_free(event))  # fmt: skip


def _free(event: Event) -> list[dict[str, str]]:
    """How many places are free now in each way of attending."""
    tally = count_places(event)
    free = {mode: tally.places.left(mode) for mode in modes_offered(event.mode)}
    return [{"label": _("Free: %(mode)s", mode=mode_words(mode)), "note": "",
             "value": _("no limit") if number is None else str(number)} for mode, number in free.items()]  # fmt: skip


def _figures(counts: InterestCounts) -> list[dict[str, str]]:
    return [
        {"label": _("Confirmed by mail"), "value": str(counts.confirmed)},
        {"label": _("Of these invited"), "value": str(counts.states[InterestState.INVITED])},
        {"label": _("Of these registered"), "value": str(counts.states[InterestState.REGISTERED])},
        {"label": _("Not confirmed yet"), "value": str(counts.states[InterestState.UNCONFIRMED])},
        {"label": _("Withdrawn"), "value": str(counts.states[InterestState.WITHDRAWN])},
    ]


def _groups(event: Event, counts: InterestCounts) -> list[tuple[str, list[dict[str, str]]]]:
    """The three small tables: title and rows of {what, number}."""
    leanings = {leaning_words(mode): number for mode, number in counts.leanings.items()}
    purposes = {purpose_words(purpose): number for purpose, number in counts.purposes.items()}
    groups = [(_("Leaning"), leanings if event.mode is AttendanceMode.HYBRID else {}), (_("Topics"), counts.topics),
              (_("May be written to about"), purposes)]  # fmt: skip
    return [
        (title, [{"what": what, "number": str(number)} for what, number in group.items()])
        for title, group in groups
        if group
    ]


def _erasing(expression: ExpressionOfInterest) -> dict[str, str]:
    """The way to erase who told us, for those who may."""
    is_gone = is_mark(expression.email) or not may(Permission.EDIT_PEOPLE)
    return {"text": "", "url": ""} if is_gone else {
        "text": _("Erase"), "url": links.organise_erase_interested(expression.id)}  # fmt: skip


def _row(event: Event, expression: ExpressionOfInterest) -> dict[str, Any]:
    return {
        "name": expression.name,
        "email": expression.email,
        "organisation": expression.organisation,
        "leaning": leaning_words(expression.leaning),
        "topics": "; ".join(expression.topics),
        "state": state_words(expression.state),
        "when": short_moment(event, expression.expressed_at),
        "erase": _erasing(expression),
    }
