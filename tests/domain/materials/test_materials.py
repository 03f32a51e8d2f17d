"""Materials: a link or a file, shown or hidden, and gone with their bytes."""

from datetime import datetime
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from conference.core import files
from conference.core.database import db, transaction
from conference.core.errors import Invalid, NotFound
from conference.domain.materials.actions import add_material, publish_material, remove_material, unpublish_material
from conference.domain.materials.models import Material
from conference.domain.materials.queries import get_material, list_turning_points, materials_of, published_materials
from conference.domain.materials.rules import LARGEST_FILE, MaterialDetails, MaterialKind, Upload, read_upload
from conference.domain.programme.models import Presentation
from conference.domain.site.models import StoredFile
from conference.domain.site.queries import find_public_version
from tests.factories import make_session, save
from tests.reflected import make_held_event

LINK = MaterialDetails(MaterialKind.RECORDING, "Recording", "https://video.example.org/1")
SLIDES = MaterialDetails(MaterialKind.SLIDES, "Slides")
PDF = Upload(b"%PDF-1.7 slides", "My Slides.pdf", "application/pdf")


def test_in_the_order_of_adding(app: Flask, now: datetime) -> None:
    _event, (session,), _person = make_held_event()
    with transaction():
        add_material(session, LINK, actor="system", now=now)
        add_material(session, SLIDES, upload=PDF, published_at=now, actor="system", now=now)
    assert [(one.title, one.position) for one in materials_of(session)] == [("Recording", 0), ("Slides", 1)]
    assert [one.title for one in published_materials([session.id], now)[session.id]] == ["Slides"]
    assert list_turning_points() == [now]


def test_a_file_is_public_as_long_as_its_material_is(app: Flask, now: datetime) -> None:
    _event, (session,), _person = make_held_event()
    with transaction():
        material = add_material(session, SLIDES, upload=PDF, actor="system", now=now)
    assert material.file is not None
    shown, versions = [material.file.is_public], {find_public_version()}
    for deed in (publish_material, unpublish_material):
        with transaction():
            deed(material, actor="system", now=now)
        shown.append(material.file.is_public)
        versions.add(find_public_version())
    assert (shown, len(versions), material.file.name) == ([False, True, False], 3, "my-slides.pdf")


def test_what_is_removed_leaves_no_bytes(app: Flask, now: datetime) -> None:
    _event, (session,), _person = make_held_event()
    with transaction():
        material = add_material(session, SLIDES, upload=PDF, published_at=now, actor="system", now=now)
        assert material.file is not None
        key = material.file.storage_key
    assert files.read(key) == PDF.data
    with transaction():
        remove_material(material, actor="system", now=now)
    assert (db.session.query(Material).count(), db.session.query(StoredFile).count()) == (0, 0)
    assert key not in files.list_keys()


def test_what_is_not_removed_after_all_keeps_its_bytes(app: Flask, now: datetime) -> None:
    _event, (session,), _person = make_held_event()
    with transaction():
        material = add_material(session, SLIDES, upload=PDF, published_at=now, actor="system", now=now)
    assert material.file is not None
    key = material.file.storage_key

    def remove_and_fail() -> None:
        with transaction():
            remove_material(material, actor="system", now=now)
            raise OSError("the power went")

    with pytest.raises(OSError, match="the power went"):
        remove_and_fail()
    assert (files.read(key), [one.title for one in materials_of(session)]) == (PDF.data, ["Slides"])


@pytest.mark.parametrize(("url", "upload"), [("", None), ("https://example.org/", PDF)])
def test_an_address_or_a_file(app: Flask, now: datetime, url: str, upload: Upload | None) -> None:
    _event, (session,), _person = make_held_event()
    details = MaterialDetails(MaterialKind.LINK, "Link", url)
    with pytest.raises(Invalid) as refused, transaction():
        add_material(session, details, upload=upload, actor="system", now=now)
    assert refused.value.field == "url"


def test_of_its_own_session_only(app: Flask, now: datetime) -> None:
    event, (session,), _person = make_held_event()
    other = make_session(event)
    foreign = save(Presentation(session_id=other.id, title="Elsewhere"))
    details = MaterialDetails(MaterialKind.SLIDES, "Slides", "https://example.org/", foreign.id)
    with pytest.raises(NotFound), transaction():
        add_material(session, details, actor="system", now=now)
    with transaction():
        material = add_material(other, details, actor="system", now=now)
    with pytest.raises(NotFound):
        get_material(session, material.id)


def test_pictures_are_made_anew() -> None:
    out = BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "PNG")
    upload = read_upload("Team photo.PNG", out.getvalue() + b"<script>", "file")
    assert (upload.name, upload.media_type, b"<script>" in upload.data) == ("Team photo.png", "image/png", False)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.pdf", b""),
        ("huge.pdf", b"%PDF-" + b"0" * LARGEST_FILE),
        ("page.html", b"<script>alert(1)</script>"),
        ("drawing.svg", b"<svg/>"),
        ("slides.pdf.exe", b"%PDF-1.7"),
        ("not-really.pdf", b"<html>"),
        ("not-really.jpg", b"GIF89a/*<script>*/"),
    ],
)
def test_what_is_not_taken_is_refused_at_its_field(name: str, data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        read_upload(name, data, "file")
    assert refused.value.field == "file"
