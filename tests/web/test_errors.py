"""What a reader sees when something fails on our side."""

import pytest
from flask import Flask
from sqlalchemy import text

from conference.core.database import db, is_postgresql
from conference.web.access import public
from tests.factories import make_site
from tests.pages import Page


def test_a_statement_that_fails_still_gets_the_page_of_the_site(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    make_site(name="GO Lab")

    def view() -> str:
        db.session.execute(text("SELECT 1 FROM nowhere"))
        return ""

    monkeypatch.setitem(app.view_functions, "health.alive", public(view))
    answer = app.test_client().get("/healthz", base_url=app.config["ADDRESS"])
    page = Page(answer.text)
    assert (answer.status_code, page.title.rpartition("| ")[2].strip()) == (500 if is_postgresql() else 503, "GO Lab")
