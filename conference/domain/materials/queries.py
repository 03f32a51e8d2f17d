"""Reading materials."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.materials.models import Material
from conference.domain.programme.models import Session
from conference.domain.site.models import StoredFile


def published_materials(session_ids: Collection[int], now: datetime) -> dict[int, list[Material]]:
    """The public materials of these sessions by session id, in their order, with their files (1 query)."""
    query = select(Material).where(Material.session_id.in_(session_ids), Material.published_at <= now)
    query = query.options(joinedload(Material.file)).order_by(Material.session_id, Material.position, Material.id)
    found: dict[int, list[Material]] = {}
    for material in db.session.scalars(query) if session_ids else ():
        found.setdefault(material.session_id, []).append(material)
    return found


def materials_of(session: Session) -> list[Material]:
    """All materials of a session, public or not, in their order, with their files (1 query)."""
    query = select(Material).where(Material.session_id == session.id).options(joinedload(Material.file))
    return list(db.session.scalars(query.order_by(Material.position, Material.id)))


def materials_by_session(event: Event) -> dict[int, list[Material]]:
    """All materials of an event by session id, public or not (1 query)."""
    query = select(Material).join(Material.session).where(Session.event_id == event.id)
    found: dict[int, list[Material]] = {}
    for material in db.session.scalars(query.order_by(Material.position, Material.id)):
        found.setdefault(material.session_id, []).append(material)
    return found


def get_material(session: Session, material_id: int) -> Material:
    """A material, if it belongs to the session; raises NotFound."""
    material = db.session.get(Material, material_id)
    if material is None or material.session_id != session.id:
        raise NotFound(_("There is no such material."))
    return material


def find_event_of_file(stored: StoredFile) -> Event | None:
    """The event whose material the file is, or None."""
    query = select(Event).join(Session, Session.event_id == Event.id).join(Material, Material.session_id == Session.id)
    return db.session.scalar(query.where(Material.file_id == stored.id).limit(1))


def is_shown_file(stored: StoredFile, now: datetime) -> bool:
    """Whether everybody may fetch a file: it was put here to be seen, or the embargo of its material is over."""
    query = select(Material.id).where(Material.file_id == stored.id, Material.published_at <= now)
    return stored.is_public or db.session.scalar(query.limit(1)) is not None


def list_turning_points() -> list[datetime]:
    """The instants from which materials are public."""
    query = select(Material.published_at).where(Material.published_at.is_not(None)).distinct()
    return [instant for instant in db.session.scalars(query) if instant is not None]
