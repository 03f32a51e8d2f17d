"""Fields that several forms use: one line, long text, an address of mail or web, a local time, a choice."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from wtforms import (
    DateField,
    DateTimeLocalField,
    EmailField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    URLField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are of an older version
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    StopValidation,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from conference.core.addresses import clean_address
from conference.core.errors import Invalid
from conference.core.text import clean_line
from conference.core.words import _
from conference.formats.markup import to_html

NONE = "-"  # beside slugs and ids: no slug is a lone hyphen
LONGEST_ADDRESS = 254
LONGEST_WEB_ADDRESS = 1000
LARGEST_NUMBER = 1_000_000
FURTHEST_NUMBER = 10**12
FIRST_YEAR, LAST_YEAR = 1990, 2100


def _first(required: bool, sentence: str) -> Any:
    return DataRequired(sentence) if required else Optional()


def _fits(longest: int) -> Any:
    return Length(max=longest, message=_("Please keep this to %(longest)s characters.", longest=longest))


def line(label: str, longest: int, *, required: bool = True, sentence: str = "", **more: Any) -> Any:
    """One line of text of at most `longest` characters."""
    ask = sentence or _("Please fill this in.")
    return StringField(label, [_first(required, ask), _fits(longest)], filters=[_one_line], **more)


def prose(label: str, longest: int, *, required: bool = False, sentence: str = "", **more: Any) -> Any:
    """Text of at most `longest` characters, with line breaks."""
    return TextAreaField(label, [_first(required, sentence or _("Please fill this in.")), _fits(longest)], **more)


def markup(label: str, longest: int, *, required: bool = False, sentence: str = "", **more: Any) -> Any:
    """Long text in the small markup that pages show; what they could not show is refused here."""
    first = _first(required, sentence or _("Please fill this in."))
    return TextAreaField(label, [first, _fits(longest), _check_markup], **more)


def email(label: str, *, required: bool = True, **more: Any) -> Any:
    """One address of mail."""
    ask = _("Please give an address such as name@example.org.")
    return EmailField(label, [_first(required, ask), _fits(LONGEST_ADDRESS), _check_email], **more)


def web_address(label: str, *, required: bool = False, **more: Any) -> Any:
    """One http or https address."""
    ask = _("Please give an address that begins with https://.")
    return URLField(label, [_first(required, ask), _fits(LONGEST_WEB_ADDRESS), _check_web_address], **more)


def whole_number(label: str, *, required: bool = False, least: int = 0, most: int = LARGEST_NUMBER, **more: Any) -> Any:
    """A whole number within bounds."""
    sentence = _("Please give a whole number from %(least)s to %(most)s.", least=least, most=most)
    first = InputRequired(sentence) if required else Optional()
    checks = [first, _is_readable(sentence), NumberRange(least, most, sentence)]
    return IntegerField(label, checks, filters=[_no_further], **more)


def local_time(label: str, *, required: bool = False, **more: Any) -> Any:
    """A date and a wall-clock time; the zone is said in words beside it and applied by the action."""
    ask = _("Please give a date and a time.")
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]
    return DateTimeLocalField(label, [_first(required, ask), _check_year], format=formats, **more)


def day(label: str, *, required: bool = False, **more: Any) -> Any:
    """A date."""
    return DateField(label, [_first(required, _("Please give a date.")), _check_year], **more)


def clock_time(label: str, *, required: bool = False, **more: Any) -> Any:
    """A time of the day."""
    first = InputRequired(_("Please give a time.")) if required else Optional()
    return TimeField(label, [first], **more)


def one_of(label: str, values: type[StrEnum] | Iterable[tuple[str, str]], *, radios: bool = False, **more: Any) -> Any:
    """One of an enum's values (coerced to it) or of (value, label) pairs."""
    kind = RadioField if radios else SelectField
    if isinstance(values, type):
        choices = [SelectChoice(value.value, _(value.value).capitalize()) for value in values]
        return kind(label, [DataRequired(_("Please choose one."))], choices=choices, **more)
    return kind(label, choices=[SelectChoice(value, words) for value, words in values], **more)


def ticks(label: str, *checks: Any, kind: type[SelectMultipleField] = SelectMultipleField, **more: Any) -> Any:
    """Any number of choices, each with a box to tick."""
    return kind(label, checks, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(), **more)


def options(pairs: Iterable[tuple[Any, str]], group: str | None = None) -> list[Any]:
    """The choices of a select from values and labels, below the heading `group` where there is one."""
    return [SelectChoice(str(value), label, optgroup=group) for value, label in pairs]


def _one_line(value: Any) -> Any:
    return clean_line(value) if isinstance(value, str) else value


def _no_further(value: Any) -> Any:
    """A number far out of all bounds is brought nearer, still out of them: the check cannot hold hundreds of digits."""
    return max(-FURTHEST_NUMBER, min(value, FURTHEST_NUMBER)) if isinstance(value, int) else value


def _is_readable(sentence: str) -> Callable[[Any, Any], None]:
    """What says one sentence, and no more, of what is no value of its field."""

    def check(_form: Any, field: Any) -> None:
        if field.process_errors:
            field.errors = []
            raise StopValidation(sentence)

    return check


def _check_markup(_form: Any, field: Any) -> None:
    try:
        to_html(field.data or "")
    except Invalid as error:
        raise ValidationError(error.sentence) from None


def _check_email(_form: Any, field: Any) -> None:
    if not field.data:
        return
    try:
        field.data = clean_address(field.data)
    except Invalid as error:
        raise ValidationError(error.sentence) from None


def _check_web_address(_form: Any, field: Any) -> None:
    try:
        parts = urlsplit(field.data or "")
        good = not field.data or (parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in field.data)
    except ValueError:
        good = False
    if not good:
        raise ValidationError(_("Please give an address that begins with https://."))


def _check_year(_form: Any, field: Any) -> None:
    value: date | datetime | time | None = field.data
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValidationError(_("Please give a year from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR))
