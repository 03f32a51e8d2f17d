"""Which letters the bytes of a text file are."""

import codecs

from conference.core.errors import Invalid
from conference.core.words import _

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, str]:
    """The text of the bytes, and a sentence where the encoding had to be guessed: UTF-8 and UTF-16 are known by sight.

    Raises Invalid for bytes that are no text.
    """
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        text, sentence = data.decode(encoding), ""
    except UnicodeDecodeError:
        text, sentence = _guessed(data)
    if "\0" in text:
        raise Invalid(_("The file is not a text that can be read. Please save it as UTF-8."), "file")
    return text, sentence


def _guessed(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("cp1252"), _("The file is not UTF-8; it is read as Windows-1252. Please look at accents.")
    except UnicodeDecodeError as fault:
        raise Invalid(_("The file is not a text that can be read. Please save it as UTF-8."), "file") from fault
