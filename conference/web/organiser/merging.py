"""One person or organisation in two records: choosing the other one, seeing what a merge does, undoing it."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.errors import Conflict, NotFound
from conference.core.text import clean_line
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.records.actions.merging import merge_records, undo_merge
from conference.domain.records.queries.merging import (
    Record,
    find_records,
    get_merge,
    get_record,
    list_merges,
    moves_between,
    records_by_id,
    records_nearly_called,
    records_of,
    stamp_of,
    write_ups_in_the_way,
)
from conference.domain.records.rules.merging import RecordKind, check_are_two, check_may_merge
from conference.web.access import get_account, requires
from conference.web.forms.base import ButtonForm, first_answer
from conference.web.forms.records import MergeForm
from conference.web.organiser.asking import ask_page
from conference.web.organiser.deeds import clock_of
from conference.web.organiser.merge_words import about, address_of, choices_between, consequences
from conference.web.responses import page

blueprint = Blueprint("merging", __name__)
LONGEST_SEARCH = 100


@blueprint.route("/people/<slug:slug>/same/", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def person(slug: str) -> ResponseReturnValue:
    """Who else this person is in our records, and what making them one does."""
    return _same(RecordKind.PERSON, slug)


@blueprint.route("/organisations/<slug:slug>/same/", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def organisation(slug: str) -> ResponseReturnValue:
    """Which other record is this organisation, and what making them one does."""
    return _same(RecordKind.ORGANISATION, slug)


def _same(kind: RecordKind, slug: str) -> ResponseReturnValue:
    kept, other = get_record(kind, slug), clean_line(request.args.get("other", ""))
    if other:
        return _preview(kind, kept, get_record(kind, other))
    if request.method == "POST":
        raise NotFound(_("Nobody was chosen."))
    return _choose(kind, kept)


def _choose(kind: RecordKind, record: Record) -> ResponseReturnValue:
    """Those of nearly one name, and those that a search finds."""
    search = clean_line(request.args.get("search", ""))[:LONGEST_SEARCH]
    found = find_records(record, search) if search else records_nearly_called(record)
    matches = [{"label": one.name, "url": links.organise_same(kind, record.slug, one.slug), "note": about(one)}
               for one in found]  # fmt: skip
    return page(record=record, back=address_of(kind, record), matches=matches, search=search, preview=None,
                clear_url=links.organise_same(kind, record.slug),
                fields=[{"name": "search", "label": _("Name"), "value": search}])  # fmt: skip


def _preview(kind: RecordKind, kept: Record, gone: Record) -> ResponseReturnValue:
    check_are_two(kept.id, gone.id)
    form, slugs = MergeForm.for_choices(choices_between(kept, gone))(), (kept.slug, gone.slug)
    seen = form.seen.data or ""

    def merge() -> tuple[str, str]:
        one, other = (get_record(kind, slug) for slug in slugs)
        merge_records(one, other, form.taken, actor=get_account(), now=now(), seen=seen)
        words = _("%(gone)s and %(kept)s are one record now.", gone=other.name, kept=one.name)
        return address_of(kind, one), words

    if (done := form.perform(merge) or first_answer()) is not None:
        return done
    kept, gone = (get_record(kind, slug) for slug in slugs)
    form.seen.data = stamp_of(kept, gone)
    return page(form=form, record=kept, back=address_of(kind, kept), preview=_shown(kind, kept, gone))


def _shown(kind: RecordKind, kept: Record, gone: Record) -> dict[str, Any]:
    return {
        "kept": {"label": kept.name, "url": address_of(kind, kept), "note": about(kept)},
        "gone": {"label": gone.name, "url": address_of(kind, gone), "note": about(gone)},
        "consequences": consequences(kept, gone, moves_between(kept, gone)),
        "in_the_way": _in_the_way(kept, gone),
        "swap": links.organise_same(kind, gone.slug, kept.slug),
    }


def _in_the_way(kept: Record, gone: Record) -> str:
    try:
        check_may_merge(gone.name, write_ups_in_the_way(kept, gone))
    except Conflict as refusal:
        return refusal.sentence
    return ""


@blueprint.route("/people/merges/<id:merge_id>/", methods=["GET", "POST"])
@blueprint.route("/organisations/merges/<id:merge_id>/", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def undo(merge_id: int) -> ResponseReturnValue:
    """Ask before a merge is undone."""
    form = ButtonForm()

    def part() -> tuple[str, str]:
        merge = get_merge(merge_id)
        record = undo_merge(merge, actor=get_account(), now=now())
        return address_of(merge.kind, record), _("%(name)s is a record of its own again.", name=record.name)

    if (done := form.perform(part) or first_answer()) is not None:
        return done
    merge = get_merge(merge_id)
    kept, gone = records_of(merge)
    if merge.undone_at is not None and not form.is_submitted():
        raise NotFound(_("This was undone already."))
    return ask_page(
        form,
        title=_("Take %(gone)s out of %(kept)s again", gone=gone.name, kept=kept.name),
        button=_("Undo the merge"),
        back=address_of(merge.kind, kept),
        consequences=[
            _("%(gone)s is a record of its own again, with its address and all that it had.", gone=gone.name),
            _("%(kept)s says again what it said before, except what was edited since.", kept=kept.name),
            _("What was added to %(kept)s since the merge stays there.", kept=kept.name),
        ],
        undo=_("The two can be made one again at any time."),
    )


def merges_shown(kind: RecordKind, kept: Record) -> list[dict[str, str]]:
    """What was merged into a record, each with the way to undo it, as `link_list` takes them."""
    merges, clock = list_merges(kept), clock_of(None)
    names = {its_id: one.name for its_id, one in records_by_id(kind, {one.gone_id for one in merges}).items()}
    return [
        {
            "label": _("Undo the merge with %(name)s", name=names[one.gone_id]),
            "url": links.organise_merge(kind, one.id),
            "note": _("%(who)s, %(when)s", who=one.account.shown_name, when=clock.moment(one.merged_at))
            if one.account
            else clock.moment(one.merged_at),
        }
        for one in merges
    ]
