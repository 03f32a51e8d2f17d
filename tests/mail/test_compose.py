import re
from dataclasses import dataclass

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader, Environment, StrictUndefined, UndefinedError

from conference.mail import compose as composing
from conference.mail.compose import compose, use_environment
from tests.mail.letters import INVITATION

TEMPLATES = {
    "mail/hello.subject.txt": "Hello\n  {{ name }}\n",
    "mail/hello.txt": "Dear {{ name }},   \n\n\n\n{{ site.name }} & friends\n",
    "mail/hello.html": "<html><head><style>p { color: red }</style></head><body><p>{{ name }}</p></body></html>",
}


@dataclass
class Site:
    name: str = "Social Outcomes"
    sender_email: str = "events@example.org"
    reply_to: str = ""


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "_escaping", None)
    monkeypatch.setattr(composing, "_plain", None)
    use_environment(Environment(loader=DictLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True))


def test_a_mail_has_a_line_of_subject_plain_text_and_styled_html() -> None:
    mail = compose("hello", site=Site(), name="Ada")
    assert mail.subject == "Hello Ada"
    assert mail.text == "Dear Ada,\n\nSocial Outcomes & friends"
    assert '<p style="color: red;">Ada</p>' in mail.html
    assert (mail.sender_name, mail.sender_email, mail.reply_to) == ("Social Outcomes", "events@example.org", "")
    assert (mail.calendar, mail.calendar_method) == (None, None)


def test_what_people_typed_is_text_in_html_and_stays_one_line_in_the_subject() -> None:
    mail = compose("hello", site=Site(), name="<a href=x>\r\nBcc: eve@example.org\x00 & co</a>")
    assert mail.subject == "Hello <a href=x> Bcc: eve@example.org & co</a>"
    assert "&lt;a href=x&gt;" in mail.html
    assert "<a " not in mail.html
    assert "Dear <a href=x>\nBcc: eve@example.org & co</a>," in mail.text


def test_an_address_that_somebody_typed_becomes_no_link() -> None:
    mail = compose("hello", site=Site(), name="https://evil.example/ and www.evil.example")
    assert '<p style="color: red;">https://evil.example/ and www.evil.example</p>' in mail.html


def test_a_name_is_kept_apart_in_the_text_and_not_in_the_subject() -> None:
    mail = compose("hello", site=Site(), name="\u2068\u05e9\u05e8\u05d4\u2069")
    assert mail.subject == "Hello \u05e9\u05e8\u05d4"
    assert mail.text.startswith("Dear \u2068\u05e9\u05e8\u05d4\u2069,")
    assert '<p style="color: red;">\u2068\u05e9\u05e8\u05d4\u2069</p>' in mail.html


def test_a_long_subject_ends_at_a_word() -> None:
    subject = compose("hello", site=Site(), name="outcome " * 60).subject
    assert len(subject) <= 200
    assert subject.endswith("outcome…")


def test_a_name_that_the_template_misspells_raises() -> None:
    with pytest.raises(UndefinedError):
        compose("hello", site=Site())


def test_a_calendar_says_the_method_of_its_part() -> None:
    mail = compose("hello", site=Site(), name="Ada", calendar=INVITATION.encode(), calendar_method="REQUEST")
    assert (mail.calendar, mail.calendar_method) == (INVITATION, "REQUEST")
    with pytest.raises(ValueError, match="does not say METHOD:CANCEL"):
        compose("hello", site=Site(), name="Ada", calendar=INVITATION.encode(), calendar_method="CANCEL")
    with pytest.raises(ValueError, match="without a calendar"):
        compose("hello", site=Site(), name="Ada", calendar_method="REQUEST")


def test_translated_words_escape_what_they_name_in_html_only(app: Flask) -> None:
    words = '{{ _("Welcome to %(event)s", event=event) }}'
    loader = DictLoader({f"mail/w.{kind}": words for kind in ("subject.txt", "txt", "html")})
    use_environment(app.jinja_env.overlay(loader=loader))
    mail = compose("w", site=Site(), event="A & <b>B</b>")
    assert (mail.subject, mail.text) == ("Welcome to A & <b>B</b>", "Welcome to A & <b>B</b>")
    assert "Welcome to A &amp; &lt;b&gt;B&lt;/b&gt;" in mail.html


def test_the_layout_of_mails_keeps_its_dark_colours_and_inlines_the_others(app: Flask) -> None:
    content = '{% extends "layouts/mail.html" %}{% block content %}<p>Hello</p>{% endblock %}'
    mails = DictLoader({"mail/w.subject.txt": "w", "mail/w.txt": "w", "mail/w.html": content})
    loaders = [mails, app.jinja_env.loader] if app.jinja_env.loader else [mails]
    use_environment(app.jinja_env.overlay(loader=ChoiceLoader(loaders)))
    html = compose("w", site=Site()).html
    assert re.findall("<style.*?>\\s*(.*?) {", html) == ["@media (prefers-color-scheme: dark)"]
    assert '<p style="margin: 0 0 14px;">Hello</p>' in html


def test_without_templates_nothing_is_composed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "_escaping", None)
    with pytest.raises(RuntimeError, match="use_environment"):
        compose("hello", site=Site(), name="Ada")
