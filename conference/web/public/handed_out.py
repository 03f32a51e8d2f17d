"""A PDF that the worker made, or, until it is ready, a page that says so."""

from flask import request
from flask.typing import ResponseReturnValue

from conference.core import files
from conference.core.tokens import digest
from conference.domain.site.queries import find_document, find_making
from conference.web.cards import making_values
from conference.web.responses import REVALIDATE, page, pdf


def hand_out(name: str, file_name: str, title: str, back: str) -> ResponseReturnValue:
    """The newest file of the document `name`; while there is none, a page that is not stored, with the way `back`."""
    document = find_document(name)
    if document is None:
        return page(title=title, back=back, making=making_values(find_making(name)))
    tag = digest(document.made_of + document.file.digest)
    if request.if_none_match.contains_weak(tag):
        response = pdf(b"", file_name)
        response.status_code = 304
    else:
        response = pdf(files.read(document.file.storage_key), file_name)
    response.headers["Cache-Control"] = REVALIDATE
    response.set_etag(tag)
    return response
