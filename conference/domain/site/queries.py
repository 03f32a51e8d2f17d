"""Reading the organisation's settings, its files, and the PDFs that it hands out."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.jobs import JobState, find_job_of
from conference.core.words import _
from conference.domain.site.models import THE_ONE, Document, Site, StoredFile

OPEN_STATES = (JobState.WAITING, JobState.RUNNING)


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


@dataclass(frozen=True)
class Making:
    """A PDF that the worker makes or will make: so many pages of about `pages` are done; or it was given up."""

    done: int = 0
    pages: int = 0
    is_given_up: bool = False


def find_making(name: str, *, is_old: bool = True) -> Making | None:
    """How far the PDF of this name is, or None where nothing of it is to do (2 queries).

    `is_old`: whether there is none of what readers see now. Another one is looked at, too, whenever anything public
    changes; it is being made only once its pages are.
    """
    job, every = find_job_of(f"document:{name}"), find_job_of("documents") if is_old else None
    if job is not None and job.state in OPEN_STATES and (is_old or job.progress_total):
        return Making(job.progress_done, job.progress_total)
    if every is not None and every.state in OPEN_STATES:
        return Making()
    return Making(is_given_up=True) if job is not None and job.state is JobState.PARKED else None


def find_document(name: str) -> Document | None:
    """The newest PDF that was made under this name, with its file, or None while there is none (1 query)."""
    return db.session.scalar(select(Document).where(Document.name == name).options(joinedload(Document.file)))
