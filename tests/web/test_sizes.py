"""A request may hold little unless its view takes files; what is too large gets a page with a sentence."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask, request

from conference.app import create_app
from conference.domain.accounts.rules import Role
from conference.domain.events.rules import EventState
from conference.settings import Settings
from conference.web.access import public
from conference.web.sizes import LARGEST_FORM, LARGEST_UPLOAD, may_take_files
from tests.factories import make_account, make_event, make_site
from tests.guards.tree import ROOT
from tests.pages import Page, PageClient

PATH = "/soc22/interest/"


@pytest.fixture(autouse=True)
def event(app: Flask, stand_at: Callable[[datetime], None]) -> None:
    """An event that one may be interested in."""
    make_site()
    stand_at(datetime(2021, 11, 1, 12, 0, tzinfo=UTC))
    make_event(slug="soc22", state=EventState.ANNOUNCED)


def test_a_public_form_larger_than_two_megabytes_gets_a_sentence(client: PageClient) -> None:
    for data in ({"name": "x" * LARGEST_FORM}, {"name": "Ada", "file": (BytesIO(b"x" * LARGEST_FORM), "slides.pdf")}):
        answer = client.post(PATH, data)
        client._check(PATH, answer)
        assert answer.status_code == 413
        assert Page(answer.text).headings == ["That was too large"]
        assert "A form may hold 2 MB of text, and a file 50 MB. What was sent is larger" in Page(answer.text).text


def test_a_text_of_a_megabyte_gets_the_sentence_of_its_field_and_is_kept(client: PageClient) -> None:
    long = "long words " * 100_000
    page = Page(client.send(PATH, organisation=long, status=422).text)
    assert "Please keep this to 200 characters." in page.text
    assert page.fields_of(-1)["organisation"] == long.strip()


def test_a_view_that_takes_files_may_be_sent_more(client: PageClient) -> None:
    client.sign_in(make_account(Role.OWNER))
    sent = client.page("/organise/site/").fields_of(-1)
    sent["logo"] = (BytesIO(b"x" * (LARGEST_FORM + 1)), "logo.png")
    assert client.post("/organise/site/", sent).status_code == 422
    sent["logo"] = (BytesIO(b"x" * LARGEST_UPLOAD), "logo.png")
    assert client.post("/organise/site/", sent).status_code == 413


def test_what_is_too_large_is_read_to_its_end(app: Flask) -> None:
    body = BytesIO(b"x" * (LARGEST_FORM + 100_000))
    length = str(len(body.getvalue()))
    app.test_client().post(
        PATH, base_url=app.config["ADDRESS"], input_stream=body, content_type="application/x-www-form-urlencoded",
        headers={"Content-Length": length},
    )  # fmt: skip
    assert body.read() == b""


def forms_with_files() -> Iterator[str]:
    """The endpoints whose page sends files."""
    for face in ("public", "organiser", "speaker"):
        for template in (ROOT / "templates" / face).rglob("*.html"):
            if "files=true" in template.read_text(encoding="utf-8"):
                yield ".".join(Path(face, template.relative_to(ROOT / "templates" / face)).with_suffix("").parts)


def test_every_page_that_sends_files_leads_to_a_view_that_takes_them(app: Flask) -> None:
    endpoints = list(forms_with_files())
    assert "organiser.site.show" in endpoints
    assert [endpoint for endpoint in endpoints if not may_take_files(endpoint)] == []


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "198.51.100.7"), (2, "203.0.113.9")])
def test_only_proxies_that_are_ours_say_where_a_visitor_comes_from(tmp_path: Path, proxies: int, seen: str) -> None:
    app = create_app(Settings(data_dir=tmp_path, secret_key="a-key-of-the-tests-" * 3, trusted_proxies=proxies))
    app.add_url_rule("/seen/", "seen", public(lambda: request.remote_addr or ""))
    forged = {"X-Forwarded-For": "192.0.2.1, 203.0.113.9, 198.51.100.7"}
    assert app.test_client().get("/seen/", base_url=app.config["ADDRESS"], headers=forged).text == seen
