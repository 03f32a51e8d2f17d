"""Writing materials: a link or a file on a session or one of its presentations."""

from datetime import datetime

from conference.core.database import db, lock
from conference.core.order import move_among
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.materials.models import Material
from conference.domain.materials.queries import materials_of
from conference.domain.materials.rules import MaterialDetails, Upload, check_one_source
from conference.domain.programme.models import Session
from conference.domain.programme.queries import get_presentation
from conference.domain.site.actions import ask_for_document, drop_document, remove_file, store_upload, touch_public

Actor = Account | str


def add_material(
    session: Session, details: MaterialDetails, *, upload: Upload | None = None, published_at: datetime | None = None,
    actor: Actor, now: datetime,
) -> Material:  # fmt: skip
    """Add a material behind the others; it may be read from `published_at` on, now or later (None: not yet).

    Raises Invalid unless it has either an address or a file, and NotFound for a presentation of another session.
    """
    check_one_source(details.url, upload is not None)
    if details.presentation_id is not None:
        get_presentation(session, details.presentation_id)
    position = max((one.position for one in materials_of(session)), default=-1) + 1
    stored = None
    if upload is not None:
        stored = store_upload(upload.data, upload.name, upload.media_type, now, is_public=_is_over(published_at, now))
    material = Material(
        session=session, presentation_id=details.presentation_id, kind=details.kind, title=details.title,
        url=details.url, file=stored, position=position, published_at=published_at, created_at=now,
    )  # fmt: skip
    db.session.add(material)
    record("material added", material, actor=actor, now=now, event_id=session.event_id, within=session,
           title=details.title)  # fmt: skip
    if published_at is not None:
        _renew(material, now)
    return material


def publish_material(material: Material, *, actor: Actor, now: datetime) -> None:
    """Let everybody see a material, and fetch its file."""
    _show(material, now, now)
    record("material published", material, actor=actor, now=now, event_id=material.session.event_id,
           within=material.session, title=material.title)  # fmt: skip


def unpublish_material(material: Material, *, actor: Actor, now: datetime) -> None:
    """Hide a material, and its file, again."""
    _show(material, None, now)
    record("material hidden", material, actor=actor, now=now, event_id=material.session.event_id,
           within=material.session, title=material.title)  # fmt: skip


def _show(material: Material, published_at: datetime | None, now: datetime) -> None:
    lock(material)
    material.published_at = published_at
    if material.file is not None:
        material.file.is_public = _is_over(published_at, now)
    _renew(material, now, is_gone=published_at is None)


def remove_material(material: Material, *, actor: Actor, now: datetime) -> None:
    """Take a material away for good, with its file."""
    record("material removed", material, actor=actor, now=now, event_id=material.session.event_id,
           within=material.session, title=material.title)  # fmt: skip
    stored = material.file
    _renew(material, now, is_gone=True)
    db.session.delete(material)
    db.session.flush()
    if stored is not None:
        remove_file(stored)


def move_material(material: Material, by: int, *, actor: Actor, now: datetime) -> None:
    """Put a material so many places further on among those of its session (-1: one forward)."""
    lock(material.session)
    move_among(materials_of(material.session), material, by)
    touch_public()
    record("material moved", material, actor=actor, now=now, event_id=material.session.event_id,
           within=material.session, title=material.title)  # fmt: skip


def _is_over(published_at: datetime | None, now: datetime) -> bool:
    """Whether an embargo is over; a file is handed out by itself from then on (see `is_shown_file`)."""
    return published_at is not None and published_at <= now


def _renew(material: Material, now: datetime, *, is_gone: bool = False) -> None:
    """New pages and a new PDF; the PDF that shows what is gone is not handed out any more."""
    touch_public()
    name = f"reflections-{material.session.event_id}"
    if is_gone:
        drop_document(name)
    ask_for_document(name, now, material.published_at)
