"""What templates may call: a day that is none is refused, and only words that are too long for a column may break."""

from datetime import date

import pytest
from flask import Flask
from markupsafe import Markup

from conference.core.words import _, ngettext
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


def test_names_from_right_to_left_leave_the_words_around_them_in_place(app: Flask) -> None:
    name, apart = "\u05e9\u05e8\u05d4", "\u2068\u05e9\u05e8\u05d4\u2069"
    page = """{{ _("%(name)s: 3 <b>", name=name) }}, {{ name }}, {{ said }}, {{ html }}"""
    said = _("%(name)s: %(count)s", name=name, count=3)
    assert app.jinja_env.from_string(page, {"language": "en"}).render(name=name, said=said, html=Markup(name)) == (
        f"{apart}: 3 <b>, {apart}, \u2068{apart}: 3\u2069, {name}"
    )


def test_a_number_of_things_is_grouped() -> None:
    assert [ngettext("%(num)s session", "%(num)s sessions", number) for number in (1, 1007)] == [
        "1 session", "1,007 sessions",
    ]  # fmt: skip
