"""Lengths as files write them: 00:45, 0:45, 45, 1:06:00, 00:45:00:00, PT45M."""

import re
from dataclasses import dataclass

from conference.core.words import _

ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?")
PARTS = re.compile(r"\d{1,5}(?::\d{1,2}){0,3}")
MINUTES_OF_DAY = 24 * 60
LONGEST = 60 * MINUTES_OF_DAY


@dataclass(frozen=True)
class Length:
    """A length in minutes, None where it cannot be read, with a sentence where it is odd."""

    minutes: int | None
    oddity: str = ""


def length_of(raw: str) -> Length:
    """The length that a text says; an unpadded first part of three is days, a padded one is hours.

    Exporters write D:HH:MM for a day and more, while the schema of the format says H:MM:SS.
    """
    text = raw.strip()
    if not text:
        return Length(None, _("There is no length."))
    found = _of_parts(text) if PARTS.fullmatch(text) else _of_iso(text)
    if found.minutes is not None and found.minutes > LONGEST:
        return Length(None, _("The length %(length)s is longer than sixty days.", length=text))
    return found


def _of_parts(text: str) -> Length:
    parts = [int(part) for part in text.split(":")]
    if len(parts) == 1:
        return Length(parts[0])
    if len(parts) == 2:
        return Length(parts[0] * 60 + parts[1])
    if len(parts) == 3 and len(text.split(":")[0]) == 1:
        return Length((parts[0] * 24 + parts[1]) * 60 + parts[2],
                      _("The length %(length)s is read as days, hours and minutes.", length=text))  # fmt: skip
    return Length(parts[0] * 60 + parts[1],
                  _("The length %(length)s is read as hours, minutes and seconds.", length=text))  # fmt: skip


def _of_iso(text: str) -> Length:
    match = ISO.fullmatch(text)
    if match is None or text in {"P", "PT"}:
        return Length(None, _("The length %(length)s cannot be read.", length=text[:40]))
    years, months, weeks, days, hours, minutes, seconds = (int(part[:6] or 0) if part else 0 for part in match.groups())
    whole = (years * 365 + months * 30 + weeks * 7 + days) * MINUTES_OF_DAY + hours * 60 + minutes + seconds // 60
    return Length(whole)
