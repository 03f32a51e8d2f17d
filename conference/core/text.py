"""Every text enters through one cleaner, so that both databases keep the same letters."""

import re
import unicodedata

from slugify import slugify

BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
UNWANTED = re.compile(  # categories Cc (but line end and tab) and Cs, and the bidi controls
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
SPACES = re.compile(r"[ \t\xa0]+")
SLUG_LENGTH = 90
SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


def clean_text(raw: str) -> str:
    """The text in NFC, with `\\n` line ends, without NUL, control, surrogate and bidi-override characters, trimmed."""
    text = UNWANTED.sub("", BREAKS.sub("\n", raw))
    return unicodedata.normalize("NFC", text).strip()


def clean_line(raw: str) -> str:
    """As `clean_text`, on one line, runs of blanks made one."""
    return SPACES.sub(" ", clean_text(raw).replace("\n", " ")).strip()


def is_clean(text: str) -> bool:
    """Whether the cleaner would keep this text as it is (blanks aside)."""
    return clean_text(text) == text.strip()


def is_slug(text: str) -> bool:
    """Whether the text can be a part of an address: lower-case letters, digits, single hyphens, 90 characters."""
    return len(text) <= SLUG_LENGTH and SLUG.fullmatch(text) is not None


def slug_of(text: str, fallback: str = "untitled") -> str:
    """A kebab-case part of an address made of the text, at most 90 characters."""
    return slugify(text, max_length=SLUG_LENGTH, word_boundary=True) or fallback


def fold(text: str) -> str:
    """The text for comparing names: no accents, no case, no punctuation, single blanks."""
    bare = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", letters.casefold()).split())
