"""Languages in words."""

from babel import Locale, UnknownLocaleError


def language_words(code: str) -> str:
    """The English name of a language by its BCP 47 tag ("fr": "French"); a tag that nobody knows stays as it is."""
    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code
