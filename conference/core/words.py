"""The one door to translation for code that knows no web framework."""

from collections.abc import Callable, Iterable, Mapping

from conference.core.text import isolated

Translate = Callable[[str], str]
TranslatePlural = Callable[[str, str, int], str]


def _same(message: str) -> str:
    return message


def _same_plural(singular: str, plural: str, number: int) -> str:
    return singular if number == 1 else plural


_translate: Translate = _same
_translate_plural: TranslatePlural = _same_plural


def use_translations(translate: Translate, translate_plural: TranslatePlural) -> None:
    """Let `_` and `ngettext` ask these functions from now on (the application registers them once)."""
    global _translate, _translate_plural
    _translate, _translate_plural = translate, translate_plural


def _(message: str, **values: object) -> str:
    """The message in the reader's language, with `%(name)s` places filled from `values`."""
    translated = _translate(message)
    return translated % kept_apart(values) if values else translated


def any_of(words: Iterable[str]) -> str:
    """Some things of which one will do: "in person or online"."""
    return _(" or ").join(words)


def kept_apart(values: Mapping[str, object]) -> dict[str, object]:
    """What stands in the places of a message, each text in its own direction of writing."""
    return {name: isolated(value) if isinstance(value, str) else value for name, value in values.items()}


class _Counted(int):
    """A number that is grouped where it is written as text: "1,007"."""

    def __str__(self) -> str:
        return f"{int(self):,}"


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> str:
    """The singular or plural message for `number`; `%(num)s` is the number itself: "1,007"."""
    return _translate_plural(singular, plural, number) % {"num": _Counted(number), **kept_apart(values)}
