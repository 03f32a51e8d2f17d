"""Writing the organisation's settings, the site's public version, and uploaded files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256

from sqlalchemy import update

from conference.core import files
from conference.core.addresses import clean_address
from conference.core.database import after_commit, db
from conference.core.errors import Invalid
from conference.core.jobs import queue_job
from conference.core.tokens import public_id
from conference.core.zones import zone_of
from conference.domain.site.models import THE_ONE, Document, Site, StoredFile
from conference.domain.site.queries import find_document, named_keys
from conference.domain.site.rules import safe_name
from conference.formats.markup import to_html


@dataclass(frozen=True)
class SiteSettings:
    """What the settings page asks for; a logo of None leaves the one that is there."""

    name: str
    sender_email: str
    reply_to: str
    zone: str
    about: str
    privacy_notice: str
    footer: str
    logo: StoredFile | None = None


def set_up_site(*, name: str, sender_email: str, home_zone: str = "Europe/London", is_set_up: bool = False) -> Site:
    """Make the one row of settings."""
    site = Site(id=THE_ONE, name=name, sender_email=sender_email, home_zone=home_zone, is_set_up=is_set_up)
    db.session.add(site)
    db.session.flush()
    return site


def touch_public() -> None:
    """Give the public site a new version: every kept page and every ETag made before is void from the commit on.

    A version is a random word, not a count: a database that is restored or loaded anew never repeats one for other
    content.
    """
    query = update(Site).where(Site.id == THE_ONE).values(public_version=public_id())
    db.session.execute(query, execution_options={"synchronize_session": "fetch"})


def change_site(site: Site, to: SiteSettings, now: datetime) -> None:
    """Take the settings over; from now on the site counts as set up. Raises Invalid for an address or zone."""
    zone_of(to.zone)
    _check_markup(to.privacy_notice)
    site.sender_email = clean_address(to.sender_email, "sender_email")
    site.reply_to = clean_address(to.reply_to, "reply_to") if to.reply_to else ""
    site.name, site.home_zone, site.footer = to.name, to.zone, to.footer
    site.about, site.privacy_notice = to.about, to.privacy_notice
    if to.logo is not None:
        _replace_logo(site, to.logo)
    site.is_set_up = True
    touch_public()
    renew_documents(now)


def _replace_logo(site: Site, logo: StoredFile) -> None:
    before, site.logo = site.logo, logo
    db.session.flush()
    if before is not None:
        remove_file(before)


def _check_markup(notice: str) -> None:
    try:
        to_html(notice)
    except Invalid as error:
        raise Invalid(error.sentence, "privacy_notice") from None


def store_upload(data: bytes, name: str, media_type: str, now: datetime, *, is_public: bool = False) -> StoredFile:
    """Keep an uploaded file; `media_type` is that of `rules.media_type_of`. Private until it is said otherwise.

    The bytes are written at once: where the transaction fails they are left over and belong to nothing.
    """
    its_id = public_id()
    stored = StoredFile(
        public_id=its_id, name=safe_name(name), media_type=media_type, size=len(data),
        digest=sha256(data).hexdigest(), storage_key=f"{its_id[:2]}/{its_id}", is_public=is_public, created_at=now,
    )  # fmt: skip
    files.keep(stored.storage_key, data)
    db.session.add(stored)
    db.session.flush()
    return stored


def remove_file(stored: StoredFile) -> None:
    """Delete a file that nothing names any more; its bytes go once that is committed."""
    after_commit(partial(files.drop, stored.storage_key))
    db.session.delete(stored)


def drop_unnamed(keys: Iterable[str]) -> None:
    """Delete the bytes under those of these keys that no row names; not for what a transaction is only writing."""
    found = set(keys)
    for key in sorted(found - named_keys() if found else ()):
        files.drop(key)


def renew_documents(now: datetime) -> None:
    """Have the worker look which PDFs show something that has changed, and make those anew."""
    queue_job("documents", {}, now, key="documents")


def ask_for_document(name: str, now: datetime, public_from: datetime | None = None) -> None:
    """Have the PDF of this name made by the worker, soon; once more when an embargo in it ends (`public_from`)."""
    queue_job("document", {"name": name}, now, key=f"document:{name}")
    if public_from is not None and public_from > now:
        key = f"document:{name}:{public_from:%Y%m%dT%H%M}"
        queue_job("document", {"name": name}, now, key=key, delay=public_from - now)


def keep_document(name: str, data: bytes, made_of: str, now: datetime) -> Document:
    """Put a PDF in the place of the one before; `made_of` is the digest of the page that it was made of."""
    stored = store_upload(data, f"{name}.pdf", "application/pdf", now)
    document = find_document(name)
    before = document.file if document else None
    if document is None:
        document = Document(name=name)
        db.session.add(document)
    document.file, document.made_of, document.made_at = stored, made_of, now
    db.session.flush()
    if before is not None:
        remove_file(before)
    return document


def drop_document(name: str) -> None:
    """Hand the PDF of this name out no more, from the commit on: what it shows was taken away.

    Call it behind `touch_public`, so that none which is just being made comes after.
    """
    document = find_document(name)
    if document is not None:
        db.session.delete(document)
        db.session.flush()
        remove_file(document.file)
