"""Uploaded files: shown or saved, never run. What is not public is there for those who may edit it alone."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from conference import links
from conference.core import files
from conference.core.clock import now
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.materials.queries import find_event_of_file, is_shown_file
from conference.domain.site.models import StoredFile
from conference.domain.site.queries import get_file
from conference.domain.site.rules import is_shown
from conference.web.access import may, public

blueprint = Blueprint("files", __name__)
PERMANENT = 301
NOTHING = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
BOXED = f"{NOTHING}; sandbox"
KEPT = "public, max-age=3600"
PRIVATE = "private, no-store"


@blueprint.get("/files/<token:public_id>/<file:name>")
@public
def show(public_id: str, name: str) -> ResponseReturnValue:
    """An uploaded file; one that is not public is not there for strangers."""
    stored = get_file(public_id)
    is_open = is_shown_file(stored, now())
    if not is_open and not _may_see(stored):
        raise NotFound(_("There is no such file."))
    if name != stored.name:
        return redirect(links.file(stored.public_id, stored.name), PERMANENT)
    return _answer(stored, KEPT if is_open else PRIVATE)


def _may_see(stored: StoredFile) -> bool:
    """Whether who asks edits the materials of the event that the file belongs to."""
    event = find_event_of_file(stored)
    return may(Permission.EDIT_MATERIALS, event.slug if event else None)


def _answer(stored: StoredFile, caching: str) -> Response:
    is_asked_for = request.method == "GET" and not request.if_none_match.contains_weak(stored.digest)
    response = Response(files.read_slowly(stored.storage_key) if is_asked_for else b"", mimetype=stored.media_type)
    place = "inline" if is_shown(stored.media_type) else "attachment"
    response.headers["Content-Disposition"] = f'{place}; filename="{stored.name}"'
    response.headers["Content-Security-Policy"] = NOTHING if stored.media_type == "application/pdf" else BOXED
    response.headers["Cache-Control"] = caching
    response.headers["Content-Length"] = str(stored.size)
    response.set_etag(stored.digest)
    response.make_conditional(request, accept_ranges=True, complete_length=stored.size)
    return response
