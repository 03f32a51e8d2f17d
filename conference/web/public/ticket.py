"""The ticket of a person who has a place in person: a page for the phone, a PDF for paper."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from conference import documents, links
from conference.domain.attendance.queries import ticket_of
from conference.web.access import by_link
from conference.web.public.own import own_registration
from conference.web.responses import page, pdf

blueprint = Blueprint("ticket", __name__, url_prefix="/my")


@blueprint.get("/<token:token>/ticket/")
@by_link(links.Purpose.REGISTRATION)
def show(token: str) -> ResponseReturnValue:
    """The code, large, and the key in letters."""
    ticket = ticket_of(own_registration())
    return page(ticket=ticket, pdf_link=links.my_ticket_pdf(token), back=links.my_registration(token))


@blueprint.get("/<token:token>/ticket.pdf")
@by_link(links.Purpose.REGISTRATION)
def file(token: str) -> Response:
    """The same as a PDF, made at once and kept nowhere."""
    mine = own_registration()
    response = pdf(documents.ticket_pdf(ticket_of(mine)), f"ticket-{mine.event.slug}")
    response.headers["Cache-Control"] = "private, no-store"
    return response
