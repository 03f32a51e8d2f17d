"""What a file does not say of itself, for the page that asks how it is to be read."""

from conference.core.words import _, ngettext
from conference.domain.exchange.rules import Asked
from conference.formats.programmes.how_to_read import HowToRead

MOST_NAMED = 10


def missing_words(asked: Asked, how: HowToRead) -> list[str]:
    """A sentence for each thing that the reader must be told; `how` is how it would read the file untold."""
    found = []
    if len(asked.sheets) > 1:
        found.append(_("The workbook has several sheets: which of them holds the programme?"))
    if asked.headings and not asked.has_names:
        found.append(_("No column is known to hold titles of sessions or names of people: which is it?"))
    if asked.unknown:
        found.append(_unknown_words(asked.unknown))
    if asked.day:
        found.append(_("Nothing shows whether the day or the month comes first, as in %(day)s.", day=asked.day))
    if asked.needs_zone:
        found.append(_zone_words(asked.zone, how.zone))
    return found


def _unknown_words(headings: tuple[str, ...]) -> str:
    named, further = ", ".join(headings[:MOST_NAMED]), len(headings) - MOST_NAMED
    more = _("%(number)s more", number=f"{further:,}") if further > 0 else ""
    return ngettext("One column does not explain itself: %(names)s.", "%(num)s columns do not explain themselves: "
                    "%(names)s.", len(headings), names=", ".join(filter(None, [named, more])))  # fmt: skip


def _zone_words(fitting: str, usual: str) -> str:
    if fitting in ("", usual):
        return _("It names no time zone; that of this site, %(zone)s, is proposed.", zone=usual)
    return _("It names no time zone. Its times carry an offset that %(usual)s does not have then and %(zone)s has, "
             "which is therefore proposed; please write the zone of the place if that is another.",
             usual=usual, zone=fitting)  # fmt: skip
