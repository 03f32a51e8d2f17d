"""The ticket of a person who has a place in person: a page, a PDF, and a code that a scanner reads."""

import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from flask import Flask
from PIL import Image
from pypdf import PdfReader

from conference import documents, links
from conference.domain.attendance.rules import spaced_key
from conference.domain.events.models import Event
from conference.domain.registration.notices import ticket_link_of
from conference.formats.qr import qr_svg
from tests.domain.registration.registering import ONLINE, cancel, newest_letter, register, registration
from tests.factories import make_event, make_site
from tests.pages import PageClient
from tests.web.public.test_my import token_of

NAME = "Ada مريم " + "Lovelace-Byron " * 12


@pytest.fixture
def event(app: Flask, stand_at: Callable[[datetime], None]) -> Event:
    make_site()
    stand_at(datetime(2022, 6, 20, 12, 0, tzinfo=UTC))
    return make_event(slug="soc22", short_title="SOC22", title="Social Outcomes Conference 2022", zone_place="Oxford",
                      capacity_in_person=2)  # fmt: skip


def codes_of(data: bytes, folder: Path) -> list[str]:
    """What a scanner reads from the first page of a PDF."""
    (folder / "ticket.pdf").write_bytes(data)
    subprocess.run(["pdftoppm", "-r", "100", "-png", "-singlefile", "ticket.pdf", "page"], cwd=folder, check=True)
    with Image.open(folder / "page.png") as picture:
        return [found.text for found in zxingcpp.read_barcodes(picture)]


def test_a_scanner_reads_the_key_from_the_pdf(client: PageClient, event: Event, tmp_path: Path) -> None:
    ada = register(event, NAME, email="ada@example.org")
    response = client.get(links.my_ticket_pdf(token_of(ada)))
    assert response.content_type == "application/pdf"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert codes_of(response.data, tmp_path) == [registration(ada).ticket_key]
    words = " ".join(PdfReader(BytesIO(response.data)).pages[0].extract_text().split())
    assert "Social Outcomes Conference 2022" in words
    assert spaced_key(registration(ada).ticket_key) in words


def test_the_page_shows_the_code_and_the_letters(client: PageClient, event: Event) -> None:
    ada = register(event)
    page = client.page(links.my_ticket(token_of(ada)))
    assert page.headings == ["Your ticket for SOC22"]
    assert spaced_key(registration(ada).ticket_key) in page.text
    assert links.my_ticket(token_of(ada)) in client.page(links.my_registration(token_of(ada))).links
    assert len(re.findall(r"^\S+/my/\S+/ticket/$", newest_letter().text, re.MULTILINE)) == 1


def test_nobody_else_has_a_ticket(client: PageClient, event: Event) -> None:
    online, bob, cleo, left = register(event, "Ada", accepts=(ONLINE,)), *(register(event, one) for one in "BCD")
    cancel(bob)
    assert [client.get(path(token_of(one)), status=404).status_code
            for one in (online, bob) for path in (links.my_ticket, links.my_ticket_pdf)] == [404] * 4  # fmt: skip
    assert ticket_link_of(registration(online)) == ""
    assert [client.get(links.my_ticket(token_of(one))).status_code for one in (cleo, left)] == [200, 200]


def test_who_asks_while_many_do_is_asked_to_wait(
    client: PageClient, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = register(event)
    monkeypatch.setattr(documents, "PATIENCE", 0.01)
    with documents.AT_ONCE, documents.AT_ONCE:
        response = client.get(links.my_ticket_pdf(token_of(ada)), status=409)
    assert "Many people ask for their ticket right now." in response.text


def test_the_code_holds_the_key_alone() -> None:
    """Version 1 of a QR code, 21 modules and the quiet zone: nothing more fits."""
    assert 'viewBox="0 0 29 29"' in qr_svg("0123456789ABCDEF", "The code")
