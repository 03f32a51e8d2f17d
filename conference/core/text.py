"""Every text enters through one cleaner, so that both databases keep the same letters."""

import re
import unicodedata

from slugify import slugify

BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
UNWANTED = re.compile(  # categories Cc (but line end and tab), Cs and Cf (but joiners and signs that show), and fillers
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
JOINERS = re.compile("[\u200c\u200d]+")
SPACES = re.compile(r"[ \t\xa0]+")
NO_WORD = re.compile(r"[^\w]+")
FIRST_STRONG, POP = "\u2068", "\u2069"  # what stands between them has its own direction (UAX 9: FSI and PDI)
ISOLATES = re.compile(f"([{FIRST_STRONG}{POP}])")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
SLUG_LENGTH = 90
SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


def clean_text(raw: str) -> str:
    """The text in NFC, with `\\n` line ends, without NUL, control, surrogate and format characters, trimmed.

    A joiner stays between letters or emoji, where it shows.
    """
    return _without_unwanted(raw).strip()


def _without_unwanted(raw: str) -> str:
    text = UNWANTED.sub("", BREAKS.sub("\n", raw))
    return unicodedata.normalize("NFC", JOINERS.sub(_joiner, text))


def clean_sentences(raw: str) -> str:
    """As `clean_text`, for sentences that we made: what keeps a name apart from them stays."""
    parts = ISOLATES.split(raw)
    return "".join(part if at % 2 else _without_unwanted(part) for at, part in enumerate(parts)).strip()


def isolated(text: str) -> str:
    """A text to stand within others: one from right to left is kept apart, so that what follows stays in its place."""
    if text.isascii() or not RIGHT_TO_LEFT.search(text) or (text.startswith(FIRST_STRONG) and text.endswith(POP)):
        return text
    return FIRST_STRONG + text + POP


def _joiner(found: re.Match[str]) -> str:
    before, after = found.string[max(found.start() - 1, 0) : found.start()], found.string[found.end() : found.end() + 1]
    joins = _is_of(before, "LMS") and _is_of(after, "LS") and len(found.group()) == 1
    return found.group() if joins else ""


def _is_of(char: str, classes: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] in classes


def clean_line(raw: str) -> str:
    """As `clean_text`, on one line, runs of blanks made one."""
    return SPACES.sub(" ", clean_text(raw).replace("\n", " ")).strip()


def cut_text(text: str, most: int) -> str:
    """The start of a clean text, at most so many characters, clean as well: it ends with no joiner and no blank."""
    return clean_text(text[:most])


def is_clean(text: str) -> bool:
    """Whether the cleaner would keep this text as it is (blanks aside)."""
    return clean_text(text) == text.strip()


def are_clean_sentences(text: str) -> bool:
    """As `is_clean`, for sentences that we made."""
    return clean_sentences(text) == text.strip()


def is_slug(text: str) -> bool:
    """Whether the text can be a part of an address: lower-case letters, digits, single hyphens, 90 characters."""
    return len(text) <= SLUG_LENGTH and SLUG.fullmatch(text) is not None


def slug_of(text: str, fallback: str = "untitled") -> str:
    """A kebab-case part of an address made of the text, at most 90 characters."""
    return slugify(text, max_length=SLUG_LENGTH, word_boundary=True) or fallback


def fold(text: str) -> str:
    """The text for comparing names, in NFC: no accents, no case, no punctuation, single blanks."""
    letters = text if text.isascii() else _without_accents(text)
    return unicodedata.normalize("NFC", " ".join(NO_WORD.sub(" ", letters.casefold()).split()))


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
