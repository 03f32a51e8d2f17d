"""The form that makes one record of two, and the one that erases somebody."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from wtforms import BooleanField, HiddenField

from conference.core.words import _
from conference.web.forms.base import Form
from conference.web.forms.fields import one_of

KEPT, GONE = "kept", "gone"


class EraseForm(Form):
    """Whether texts that say only the family name lose that too."""

    with_families = BooleanField(_("Also the family name where it stands alone"))


class Choice(NamedTuple):
    """A field that two records say otherwise: what each says, in words, and whether the one that goes is proposed."""

    field: str
    label: str
    kept: str
    gone: str
    is_gone_proposed: bool


class MergeForm(Form):
    """Which of two values stays, for each field that differs; `for_choices` adds the fields."""

    choices: tuple[Choice, ...] = ()
    seen = HiddenField()

    @classmethod
    def for_choices(cls, choices: Iterable[Choice]) -> "type[MergeForm]":
        """A form that asks for these."""
        known = tuple(choices)
        fields: dict[str, Any] = {"choices": known}
        for one in known:
            values = [(KEPT, one.kept or _("Nothing")), (GONE, one.gone or _("Nothing"))]
            proposed = GONE if one.is_gone_proposed else KEPT
            fields[f"of_{one.field}"] = one_of(one.label, values, radios=True, default=proposed)
        return type("MergeOfTwoForm", (cls,), fields)

    @property
    def taken(self) -> frozenset[str]:
        """The fields whose value comes from the record that goes."""
        return frozenset(one.field for one in self.choices if self[f"of_{one.field}"].data == GONE)
