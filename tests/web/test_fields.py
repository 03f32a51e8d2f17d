"""What fields say of what they cannot take."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from conference.web.forms.fields import whole_number

ASK = "Please give a whole number from 5 to 60."


class Lengths(Form):
    """A length that may be left out."""

    minutes = whole_number("Minutes", least=5, most=60)


@pytest.mark.parametrize(("typed", "said"), [("abc", [ASK]), ("4", [ASK]), ("9" * 500, [ASK]), ("5", []), ("", [])])
def test_a_number_that_is_none_is_said_once(typed: str, said: list[str]) -> None:
    form = Lengths(MultiDict({"minutes": typed}))
    assert (form.validate(), form.minutes.errors or []) == (not said, said)
