"""What a merge of two records does, in words."""

from collections.abc import Iterable, Sequence
from typing import Any

from conference import links
from conference.core.words import _, ngettext
from conference.domain.people.models import Person
from conference.domain.people.queries import list_organisations
from conference.domain.records.queries.merging import Record, SaidTwice, said_in, said_twice
from conference.domain.records.rules.merging import Move, RecordKind, Twice, differing, usual_choice
from conference.formats.markup import excerpt
from conference.web.forms.records import Choice
from conference.web.organiser.deed_words import field_words

LONGEST_SHOWN = 300


def choices_between(kept: Record, gone: Record) -> list[Choice]:
    """The fields that two records say otherwise, with both values in words."""
    mine, theirs = said_in(kept), said_in(gone)
    usual, organisations = usual_choice(mine, theirs), {one.id: one.name for one in list_organisations()}
    return [Choice(field, field_words(field), _words(field, mine[field], organisations),
                   _words(field, theirs[field], organisations), field in usual)
            for field in differing(mine, theirs)]  # fmt: skip


def _words(field: str, value: Any, organisations: dict[int, str]) -> str:
    if value in ("", None):
        return ""
    if field == "photo_id":
        return _("A picture")
    if field == "organisation_id":
        return organisations.get(value, "")
    return excerpt(value, LONGEST_SHOWN) if field == "biography" else str(value)


def about(record: Record) -> str:
    """What tells a record from others of its name."""
    what = [record.job_title, record.affiliation, record.email] if isinstance(record, Person) else [record.country]
    return ", ".join(filter(None, [*what, *(alias.name for alias in record.aliases)]))


def address_of(kind: RecordKind, record: Record) -> str:
    """The page of a record on the workbench."""
    return links.organise_person(record.slug) if kind is RecordKind.PERSON else links.organise_organisations(
        record.slug)  # fmt: skip


def consequences(kept: Record, gone: Record, moves: Sequence[Move]) -> list[str]:
    """What happens when two records become one, sentence by sentence."""
    told = [*_twice(kept, moves), *(_put_aside(one) for one in said_twice(kept, gone))]
    what = [sentence for move in moves if (sentence := _counted(move.reference.name, len(move.moves)))]
    if what:
        told.insert(0, _("%(kept)s gets from %(gone)s: %(what)s.", kept=kept.name, gone=gone.name,
                         what=", ".join(what)))  # fmt: skip
    if isinstance(gone, Person):
        told.append(_("The address %(old)s leads to %(new)s for ever.", old=links.person(gone.slug),
                      new=links.person(kept.slug)))  # fmt: skip
        told.append(_("Personal links that were sent to %(gone)s open nothing any more.", gone=gone.name))
    return [*told, _("Public pages follow at once. Nobody is told by mail.")]


def _twice(kept: Record, moves: Iterable[Move]) -> list[str]:
    sentences = []
    for move in moves:
        words = _counted(move.reference.name, len(move.twice))
        if words and move.reference.twice is Twice.IS_KEPT_ASIDE:
            sentences.append(_("Both have the same, so it stands once from now on: %(what)s.", what=words))
        elif words and move.reference.table != "person_alias":
            sentences.append(_("Both have one, and that of %(kept)s stays: %(what)s.", kept=kept.name, what=words))
    return sentences


def _put_aside(one: SaidTwice) -> str:
    return _("In “%(title)s” stays: %(kept)s. This is put aside until the merge is undone: %(gone)s.",
             title=one.title, kept=one.kept or _("nothing"), gone=one.gone or _("nothing"))  # fmt: skip


def _counted(name: str, number: int) -> str:
    """How many rows of a reference, in words; "" for none, and for what nobody counts."""
    words = {
        "person_alias.person_id": ngettext("%(num)s other name", "%(num)s other names", number),
        "appearance.person_id": ngettext("%(num)s appearance", "%(num)s appearances", number),
        "released_appearance.person_id": ngettext(
            "%(num)s appearance in programmes as they were released (the words stay)",
            "%(num)s appearances in programmes as they were released (the words stay)", number),
        "speaker_plan.person_id": ngettext(
            "when they can come to %(num)s event", "when they can come to %(num)s events", number),
        "objection.person_id": ngettext("%(num)s time that does not suit", "%(num)s times that do not suit", number),
        "write_up.person_id": ngettext("%(num)s write-up", "%(num)s write-ups", number),
        "quote.person_id": ngettext("%(num)s quote", "%(num)s quotes", number),
        "blog_author.person_id": ngettext("%(num)s blog post", "%(num)s blog posts", number),
        "source_identity.person_id": ngettext("how %(num)s file names them", "how %(num)s files name them", number),
        "organisation_alias.organisation_id": ngettext("%(num)s other name", "%(num)s other names", number),
        "person.organisation_id": ngettext("%(num)s person", "%(num)s people", number),
        "appearance.organisation_id": ngettext("%(num)s appearance", "%(num)s appearances", number),
    }  # fmt: skip
    return words.get(name, "") if number else ""
