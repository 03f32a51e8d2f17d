"""Texts and addresses of the web as they come in: cleaned, with a word on what is odd about them."""

import re
from urllib.parse import urljoin, urlsplit

from conference.core.text import clean_line, clean_text
from conference.core.words import _

HTML = re.compile(r"(?i)</?(?:p|br|a|b|i|em|strong|ul|ol|li|div|span|h[1-6]|img|code|pre|blockquote)\b[^<>]{0,500}>")
ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
MISREAD = re.compile("Ã(?:[\x80-\xbf¤-¿]|(?=[a-z]))|â€|Â(?:[\xa0-\xbf]|(?=\\s|$))|�")
BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,24}(?:[/?#:].*)?")
WHOLE_NUMBER = re.compile("[0-9]{1,10}")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONGEST_ADDRESS = 1000
DEEP = 12  # spaces before every line but the first: the indentation of a file, which no text has of itself


def line(raw: object) -> str:
    """A text on one line; nothing for None, and for what is no text or number."""
    return clean_line(str(raw)) if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""


def prose(raw: object) -> str:
    """A text of several lines, without the indentation of its file; nothing for None, and for no text or number."""
    text = clean_text(str(raw)) if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""
    first, *others = text.split("\n")
    depth = min((len(one) - len(one.lstrip(" ")) for one in others if one.strip()), default=0)
    return text if depth < DEEP else "\n".join([first, *(one[depth:] for one in others)])


def number_in(text: str) -> int | None:
    """The whole number that a text is, if it fits into 31 bits; None for anything else."""
    return int(text) if WHOLE_NUMBER.fullmatch(text) and int(text) < 2**31 else None


def has_html(text: str) -> bool:
    """Whether tags of HTML stand in it."""
    return HTML.search(text) is not None


def has_entities(text: str) -> bool:
    """Whether entities were left over in it, such as &amp;."""
    return ENTITY.search(text) is not None


def is_misread(text: str) -> bool:
    """Whether it looks like UTF-8 that was once read as Latin-1.

    The cleaner drops soft hyphens: of a misread í an Ã is left that stands before a small letter, of a misread soft
    hyphen an Â that ends a word, and no language writes either.
    """
    return MISREAD.search(text) is not None


def address_of(raw: str, base: str) -> tuple[str, str]:
    """An address of the web made whole, with a sentence where it was not; an empty address where it is of no use."""
    text = "".join(clean_line(raw).split())
    if not text:
        return "", ""
    shown = text[:80]
    if len(text) > LONGEST_ADDRESS:
        return "", _("The address %(url)s... is longer than 1,000 characters; it is left out.", url=shown)
    try:
        scheme, host = urlsplit(text).scheme.lower(), urlsplit(text).netloc
    except ValueError:
        return "", _("%(url)s is not an address of the web; it is left out.", url=shown)
    if scheme in {"http", "https"} and host:
        return text, ""
    if not scheme or (BARE_HOST.fullmatch(text) and "://" not in text):
        return _completed(text, base, shown)
    return "", _("%(url)s is not an address of the web; it is left out.", url=shown)


def _completed(text: str, base: str, shown: str) -> tuple[str, str]:
    if BARE_HOST.fullmatch(text) and not text.startswith("/"):
        return f"http://{text}", _("The address %(url)s has no http:// before it.", url=shown)
    if base:
        return urljoin(base, text), _("The address %(url)s is relative; it is read from the base address.", url=shown)
    return "", _("The address %(url)s is relative to nothing; it is left out.", url=shown)


def xml_text(text: str) -> str:
    """The text without what XML 1.0 cannot hold."""
    return NOT_IN_XML.sub("", text)
