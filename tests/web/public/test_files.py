"""Uploaded files: what they are comes from our table, private ones are there for staff alone, nothing of them runs."""

from datetime import datetime

import pytest
from flask import Flask

from conference import links
from conference.core.database import transaction
from conference.core.errors import Invalid
from conference.domain.accounts.rules import Role
from conference.domain.events.models import TeamMember
from conference.domain.events.rules import TeamRole
from conference.domain.materials.actions import add_material
from conference.domain.materials.rules import MaterialDetails, MaterialKind, Upload
from conference.domain.site.actions import store_upload
from conference.domain.site.rules import media_type_of, safe_name
from tests.factories import make_account, make_event, make_site, save
from tests.pages import PageClient
from tests.reflected import make_held_event

PDF = b"%PDF-1.7 " + b"x" * 600_000


def upload(now: datetime, name: str, data: bytes, *, is_public: bool = True) -> str:
    """The address of an uploaded file."""
    with transaction():
        stored = store_upload(data, name, media_type_of(name, data), now, is_public=is_public)
    return f"/files/{stored.public_id}/{stored.name}"


def test_a_public_file_is_shown_and_answers_304_by_its_digest(app: Flask, client: PageClient, now: datetime) -> None:
    make_site()
    path = upload(now, "Ünser Vortrag (final).pdf", PDF)
    assert path.endswith("/unser-vortrag-final.pdf")
    answer = client.get(path)
    assert (answer.data, answer.content_type) == (PDF, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'inline; filename="unser-vortrag-final.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    again = client.get(path, status=304, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.data == b""
    part = client.get(path, status=206, headers={"Range": "bytes=0-4"})
    assert (part.data, part.headers["Content-Range"]) == (b"%PDF-", f"bytes 0-4/{len(PDF)}")
    assert client.http.head(path).headers["Content-Length"] == str(len(PDF))


def test_what_a_browser_should_not_show_is_saved(app: Flask, client: PageClient, now: datetime) -> None:
    make_site()
    answer = client.get(upload(now, "slides.pptx", b"PK\x03\x04 slides"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="slides.pptx"'
    assert answer.headers["Content-Security-Policy"].endswith("sandbox")


def test_a_private_file_is_not_there_for_strangers(app: Flask, client: PageClient, now: datetime) -> None:
    make_site()
    path = upload(now, "paper.pdf", PDF, is_public=False)
    client.get(path, status=404)
    answer = client.sign_in(make_account(Role.EDITOR)).get(path)
    assert (answer.data, answer.headers["Cache-Control"]) == (PDF, "private, no-store")


def test_a_private_file_of_a_session_is_there_for_those_who_edit_its_event(
    app: Flask, client: PageClient, now: datetime
) -> None:
    make_site()
    event, (session,), _person = make_held_event()
    other = make_event(slug="another")
    with transaction():
        material = add_material(session, MaterialDetails(MaterialKind.SLIDES, "Slides"), actor="system", now=now,
                                upload=Upload(PDF, "slides.pdf", "application/pdf"))  # fmt: skip
        assert material.file is not None
        path = links.file(material.file.public_id, material.file.name)
    seen = {}
    for who, role, at in (("editor here", TeamRole.EDITOR, event), ("door helper here", TeamRole.DOOR_HELPER, event),
                          ("editor elsewhere", TeamRole.EDITOR, other)):  # fmt: skip
        account = make_account(None)
        save(TeamMember(event_id=at.id, account_id=account.id, role=role))
        seen[who] = PageClient(app).sign_in(account).http.get(path, base_url=str(client.base)).status_code
    for site_wide in (Role.EDITOR, Role.DOOR_HELPER, None):
        signed_in = PageClient(app).sign_in(make_account(site_wide))
        seen[str(site_wide)] = signed_in.http.get(path, base_url=str(client.base)).status_code
    assert seen == {
        "editor here": 200, "door helper here": 404, "editor elsewhere": 404,
        "editor": 200, "door helper": 404, "None": 404,
    }  # fmt: skip


def test_another_name_leads_to_the_right_one(app: Flask, client: PageClient, now: datetime) -> None:
    make_site()
    path = upload(now, "paper.pdf", PDF)
    wrong = path.replace("paper.pdf", "page.html")
    assert client.get(wrong, follow=False, status=301).location == path
    client.get("/files/ffffffffffffffffffff/paper.pdf", status=404)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<script>"), ("picture.svg", b"<svg>"), ("paper.pdf", b"<html>"), ("photo.png", b"\xff\xd8\xff"),
        ("notes.txt", b"\xff\xfe\x00"), ("nothing", b"x"), ("a.pdf.exe", b"%PDF-"), ("film.mp4", b""),
    ],
)  # fmt: skip
def test_what_is_not_what_it_says_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(Invalid):
        media_type_of(name, data)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc-passwd"), ("Photo.JPG", "photo.jpg"), ("", "file"), ("...", "file"),
        ('a"b\r\nc.pdf', "a-b-c.pdf"), ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
    ],
)  # fmt: skip
def test_names_become_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe
