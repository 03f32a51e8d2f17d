"""What every form does: clean what is typed, know a repeat, carry a deed out, show a refusal at its field."""

import re
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField

from conference.core.clock import real_now
from conference.core.database import is_duplicate, is_passing_fault, transaction
from conference.core.errors import Conflict, Refusal
from conference.core.repeats import AnsweredForm, find_answer, keep_answer
from conference.core.text import clean_text
from conference.core.tokens import digest, random_key
from conference.core.words import _
from conference.web.forms.sentences import OurSentences

KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
NOT_CONTENT = {"csrf_token", "form_key"}
TOO_OLD = _(
    "Nothing was saved yet, because this page was opened too long ago. Please look at it and send it once more."
)
Deed = Callable[[], str | tuple[str, str]]


class Form(FlaskForm):
    """A form of ours. Every text is cleaned; a hidden random key makes a repeated sending harmless."""

    form_key = HiddenField()

    class Meta(FlaskForm.Meta):
        """Tokens live as long as the cookie; what fields say of themselves is said in our words."""

        csrf_time_limit = None

        def get_translations(self, form: Any) -> OurSentences:
            """What translates the sentences of fields."""
            return OurSentences()

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """Put the cleaner before every text field."""
            if issubclass(unbound_field.field_class, StringField):
                options = {**options, "filters": [_cleaned, *unbound_field.kwargs.get("filters", ())]}
            return super().bind_field(form, unbound_field, options)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused_with = 200
        self.form_errors: list[str] = []
        if not KEY.fullmatch(self.form_key.data or ""):
            self.form_key.data = random_key()

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all is in order; a token that is none (a sign-in came between) is said in words at the top."""
        is_good: bool = super().validate(extra_validators)
        if "csrf_token" in self and self.csrf_token.errors:
            self.csrf_token.errors = []
            self.form_errors = [*self.form_errors, TOO_OLD]
        return is_good

    def perform(self, deed: Deed) -> ResponseReturnValue | None:
        """Carry `deed` out in one transaction when the form was sent and is in order; else None: show the form.

        `deed` answers the address to go to next, alone or with a sentence that says what was done. A repeat of the
        same form (its key) gets the first answer and does nothing; what passes by itself (a lock, a lost
        connection) is tried once more; a refusal is shown at its field.
        """
        if not self.is_submitted():
            return None
        if not self.validate():
            self.refused_with = 422
            return None
        try:
            location, message = self._carry_out(deed)
        except Refusal as refusal:
            self.show(refusal)
            return None
        if message:
            flash(message, "done")
        return redirect(location, 303)

    def show(self, refusal: Refusal) -> None:
        """Put the sentence of a refusal at its field, or at the top of the form."""
        self.refused_with = 422
        field = self._fields.get(refusal.field or "")
        if field is None:
            self.form_errors = [*self.form_errors, refusal.sentence]
        else:
            field.errors = [*field.errors, refusal.sentence]

    def _carry_out(self, deed: Deed) -> tuple[str, str]:
        """What passes by itself (a lock, a lost connection) is tried once more."""
        try:
            return self._twice_if_sent_twice(deed)
        except Exception as error:
            if not is_passing_fault(error):
                raise
            return self._twice_if_sent_twice(deed)

    def _twice_if_sent_twice(self, deed: Deed) -> tuple[str, str]:
        """Where a unique index says that the same was written at the same moment, look again: the answer is there."""
        try:
            return self._once(deed)
        except Exception as error:
            if not is_duplicate(error):
                raise
            return self._once(deed)

    def _once(self, deed: Deed) -> tuple[str, str]:
        key, content = self.form_key.data or random_key(), _content_of_request()
        with transaction():
            if (answer := find_answer(key, content)) is not None:
                return answer.location, answer.message
            done = deed()
            location, message = (done, "") if isinstance(done, str) else done
            keep_answer(key, content, location, message, real_now())
        return location, message


class ButtonForm(Form):
    """A form that is only a button."""


def _cleaned(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


def find_first_answer() -> AnsweredForm | None:
    """The answer to an earlier sending of the form that this request sends, or None."""
    key = request.form.get("form_key", "")
    try:
        return find_answer(key, _content_of_request()) if KEY.fullmatch(key) else None
    except Conflict:
        return None


def first_answer() -> ResponseReturnValue | None:
    """Where the first sending of this form led, with what was said then; None where it was not sent before."""
    answer = find_first_answer()
    if answer is None:
        return None
    if answer.message:
        flash(answer.message, "done")
    return redirect(answer.location, 303)


def _content_of_request() -> str:
    """A digest of what was sent and where to, so that a repeat is known from another form with the same key."""
    sent = sorted((name, value) for name, value in request.form.items(multi=True) if name not in NOT_CONTENT)
    files = sorted((name, file.filename or "") for name, file in request.files.items())
    return digest(repr((request.path, sent, files)))
