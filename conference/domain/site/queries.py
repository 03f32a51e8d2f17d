"""Reading the organisation's settings."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.site.models import THE_ONE, Document, Site, StoredFile


def find_site() -> Site | None:
    """The settings, or None on a database that was never set up."""
    return db.session.get(Site, THE_ONE)


def get_site() -> Site:
    """The settings; raises NotFound on a database that was never set up."""
    site = find_site()
    if site is None:
        raise NotFound(_("This site has no settings yet."))
    return site


def find_public_version() -> str | None:
    """The word that is another one whenever anything public changed, or None before the site is set up."""
    return db.session.scalar(select(Site.public_version).where(Site.id == THE_ONE))


def get_file(public_id: str) -> StoredFile:
    """An uploaded file by its public id; raises NotFound."""
    stored = db.session.scalar(select(StoredFile).where(StoredFile.public_id == public_id))
    if stored is None:
        raise NotFound(_("There is no such file."))
    return stored


def named_keys() -> set[str]:
    """The storage keys of all files that a row names (1 query)."""
    return set(db.session.scalars(select(StoredFile.storage_key)))


def find_document(name: str) -> Document | None:
    """The newest PDF that was made under this name, with its file, or None while there is none (1 query)."""
    return db.session.scalar(select(Document).where(Document.name == name).options(joinedload(Document.file)))
