"""What templates may call: a day that is none is refused, and only words that are too long for a column may break."""

from datetime import date

import pytest
from markupsafe import Markup

from conference.core.words import ngettext
from conference.web.filters import date_words, wrappable


def test_no_day_is_no_day_in_words() -> None:
    assert date_words(date(2022, 9, 8)) == "Thursday 8 September 2022"
    with pytest.raises(TypeError, match="takes a day"):
        date_words(None)


@pytest.mark.parametrize(("text", "shown"), [
    ("A short one & another", "A short one & another"),
    ("x" * 30, "x" * 30),
    (f"<b> {'x' * 60}", f"&lt;b&gt; {'x' * 25}<wbr>{'x' * 25}<wbr>{'x' * 10}"),
    (Markup("<b>") + "x" * 60, Markup("<b>") + "x" * 60),
    (1007, 1007),
])  # fmt: skip
def test_long_words_may_break_and_nothing_else_changes(text: object, shown: object) -> None:
    assert wrappable(text) == shown


def test_a_number_of_things_is_grouped() -> None:
    assert [ngettext("%(num)s session", "%(num)s sessions", number) for number in (1, 1007)] == [
        "1 session", "1,007 sessions",
    ]  # fmt: skip
