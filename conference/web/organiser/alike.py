"""Which people, and which organisations, may stand in two records."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.records.actions.merging import ask_again, say_different
from conference.domain.records.queries.merging import Record, get_record, list_different, pairs_alike, records_by_id
from conference.domain.records.rules.merging import RecordKind
from conference.web.access import get_account, requires
from conference.web.forms.base import ButtonForm
from conference.web.organiser.listing import pages_of
from conference.web.organiser.merge_words import about, address_of
from conference.web.organiser.paging import Paging, page_number
from conference.web.responses import page

blueprint = Blueprint("alike", __name__)
MOST_SHOWN = 100


@blueprint.get("/people/alike/")
@requires(Permission.EDIT_PEOPLE)
def people() -> ResponseReturnValue:
    """People of one mail address or of nearly one name, two and two."""
    return _alike(RecordKind.PERSON, title=_("People that may be the same"), back=links.organise_people(),
                  back_label=_("People"))  # fmt: skip


@blueprint.get("/organisations/alike/")
@requires(Permission.EDIT_PEOPLE)
def organisations() -> ResponseReturnValue:
    """Organisations of nearly one name, two and two."""
    return _alike(RecordKind.ORGANISATION, title=_("Organisations that may be the same"),
                  back=links.organise_organisations(), back_label=_("Organisations"))  # fmt: skip


def _alike(kind: RecordKind, **words: str) -> ResponseReturnValue:
    found = pairs_alike(kind)
    paging = Paging(page_number(request.args.get("page", "")), len(found))
    shown = found[paging.offset : paging.offset + paging.size]
    different = [(one.low_id, one.high_id) for one in list_different(kind)[:MOST_SHOWN]]
    ids = {its_id for pair in [(one.one_id, one.other_id) for one in shown] + different for its_id in pair}
    records = records_by_id(kind, ids)
    rows = [{**_pair(kind, records[one.one_id], records[one.other_id]), "is_same_address": one.is_same_address}
            for one in shown]  # fmt: skip
    standing = [pair for pair in different if all(records[its_id].merged_into_id is None for its_id in pair)]
    return page(rows=rows, paging=paging, url_of=pages_of(links.organise_alike(kind), {}),
                different=[_pair(kind, records[low], records[high]) for low, high in standing], **words)  # fmt: skip


def _pair(kind: RecordKind, one: Record, other: Record) -> dict[str, Any]:
    return {
        "records": [{"label": it.name, "url": address_of(kind, it), "note": about(it)} for it in (one, other)],
        "names": _("%(one)s and %(other)s", one=one.name, other=other.name),
        "merge_url": links.organise_same(kind, one.slug, other.slug),
        "values": {"kind": kind.value, "one": one.slug, "other": other.slug},
    }


@blueprint.post("/merges/different/")
@requires(Permission.EDIT_PEOPLE)
def different() -> ResponseReturnValue:
    """Say that two records are two, or take that back."""
    form, sent = ButtonForm(), request.form
    if sent.get("kind") not in set(RecordKind):
        raise NotFound(_("There is no such record."))
    kind = RecordKind(sent["kind"])

    def say() -> tuple[str, str]:
        one, other = (get_record(kind, sent.get(name, "")) for name in ("one", "other"))
        values = {"one": one.name, "other": other.name}
        if "again" in sent:
            ask_again(one, other, actor=get_account(), now=now())
            return links.organise_alike(kind), _("%(one)s and %(other)s are in the list again.", **values)
        say_different(one, other, actor=get_account(), now=now())
        return links.organise_alike(kind), _("%(one)s and %(other)s are two, and not in the list any more.", **values)

    return form.perform(say) or page(form=form, back=links.organise_alike(kind))
