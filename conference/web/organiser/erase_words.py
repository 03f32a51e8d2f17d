"""What erasing somebody takes away and what it leaves, with numbers and reasons and without names."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from conference.core.words import _, ngettext
from conference.domain.records.queries.erasing import Subject, count_mentions, count_own, count_unpublished

Counted = Callable[[int], str]


@dataclass(frozen=True)
class Told:
    """What is gone afterwards; what stays, each with the reason for which it may (`term` and `text`).

    `alone` is how many texts more say the family name alone.
    """

    goes: list[str]
    stays: list[dict[str, str]]
    alone: int


def what_erasing_does(subject: Subject) -> Told:
    """In sentences, with numbers and without names."""
    elsewhere, alone = count_mentions(subject)
    unpublished = count_unpublished(subject)
    own = count_own(subject)
    entries = own.get("registration", 0) + own.get("expression_of_interest", 0)
    counts = {**own, "entries": entries, "unpublished": unpublished, "elsewhere": elsewhere}
    staying = {**counts, "write_up": counts.get("write_up", 0) - unpublished}
    return Told(list(_told(_going(), counts)), list(_stays(staying)), alone)


def _stays(counts: Mapping[str, int]) -> Iterator[dict[str, str]]:
    why = _reasons()
    for name, sentence in _staying().items():
        yield from ({"term": words, "text": why[name]} for words in _told({name: sentence}, counts))
    yield {"term": _("Backups that were made before"), "text": _(
        "All of it stands in them until they are deleted in turn. Whoever restores one erases them again."
    )}  # fmt: skip


def _told(sentences: Mapping[str, Counted], counts: Mapping[str, int]) -> Iterator[str]:
    for name, sentence in sentences.items():
        if counts.get(name, 0) > 0:
            yield sentence(counts[name])


def _going() -> dict[str, Counted]:
    return {
        "person": lambda n: ngettext("Name, address, biography, post and picture in %(num)s record",
                                     "Name, address, biography, post and picture in %(num)s records", n),
        "entries": lambda n: ngettext(
            "Name, address and organisation in %(num)s registration or expression of interest",
            "Name, address and organisation in %(num)s registrations and expressions of interest", n),
        "person_alias": lambda n: ngettext("%(num)s other spelling of the name",
                                           "%(num)s other spellings of the name", n),
        "old_slug": lambda n: ngettext("%(num)s older address of their page",
                                       "%(num)s older addresses of their page", n),
        "record_merge": lambda n: ngettext("%(num)s merge of records, which cannot be undone any more",
                                           "%(num)s merges of records, which cannot be undone any more", n),
        "speaker_plan": lambda n: ngettext("When they could come, at %(num)s event",
                                           "When they could come, at %(num)s events", n),
        "objection": lambda n: ngettext("%(num)s answer to a planned time", "%(num)s answers to a planned time", n),
        "source_identity": lambda n: ngettext("By what %(num)s file knows them", "By what %(num)s files know them", n),
        "unpublished": lambda n: ngettext("%(num)s write-up that was not published",
                                          "%(num)s write-ups that were not published", n),
        "consent": lambda n: ngettext("%(num)s consent", "%(num)s consents", n),
        "account": lambda n: ngettext("%(num)s closed account", "%(num)s closed accounts", n),
        "sign_in": lambda n: ngettext("%(num)s sign-in", "%(num)s sign-ins", n),
        "letter": lambda n: ngettext("The text of %(num)s mail to them", "The text of %(num)s mails to them", n),
        "elsewhere": lambda n: ngettext(
            "Name and address in %(num)s other text or mail, where words stand instead",
            "Name and address in %(num)s other texts and mails, where words stand instead", n),
    }  # fmt: skip


def _staying() -> dict[str, Counted]:
    return {
        "appearance": lambda n: ngettext("A place in %(num)s session, as \u201cName withheld\u201d",
                                         "A place in %(num)s sessions, as \u201cName withheld\u201d", n),
        "write_up": lambda n: ngettext("%(num)s published write-up, as \u201cName withheld\u201d",
                                       "%(num)s published write-ups, as \u201cName withheld\u201d", n),
        "quote": lambda n: ngettext("%(num)s quote, as \u201cName withheld\u201d",
                                    "%(num)s quotes, as \u201cName withheld\u201d", n),
        "blog_author": lambda n: ngettext("The byline of %(num)s post, as \u201cName withheld\u201d",
                                          "The bylines of %(num)s posts, as \u201cName withheld\u201d", n),
        "registration": lambda n: ngettext("%(num)s registration, without name and address",
                                           "%(num)s registrations, without name and address", n),
        "decision": lambda n: ngettext("%(num)s decision about a place", "%(num)s decisions about a place", n),
        "expression_of_interest": lambda n: ngettext("%(num)s expression of interest, without name and address",
                                                     "%(num)s expressions of interest, without name and address", n),
        "envelope": lambda n: ngettext("That %(num)s mail went out, and when",
                                       "That %(num)s mails went out, and when", n),
        "journal_entry": lambda n: ngettext("That %(num)s deed was done, when, and by whom of the staff",
                                            "That %(num)s deeds were done, when, and by whom of the staff", n),
    }  # fmt: skip


def _reasons() -> dict[str, str]:
    """Why each may stay, by the UK and EU General Data Protection Regulation: nobody can tell any more whose it was."""
    record = _("The record of what took place, kept in the public interest (GDPR, article 17 (3) d).")
    figures = _("The figures of the event, which say nothing of anybody (GDPR, recital 26).")
    account = _("To account for what was done (GDPR, articles 5 (2) and 17 (3) e).")
    return {
        "appearance": record, "write_up": record, "quote": record, "blog_author": record, "registration": figures,
        "expression_of_interest": figures, "decision": account, "envelope": account, "journal_entry": account,
    }  # fmt: skip
