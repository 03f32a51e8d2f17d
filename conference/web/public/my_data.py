"""What is held about somebody, shown behind their own link, and the same as one file."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.domain.interest.queries import get_own_interest
from conference.domain.records.queries.erasing import Subject, subject_of
from conference.web.access import by_link, link_subject
from conference.web.own_data import own_data_file, own_data_values
from conference.web.public.own import own_registration
from conference.web.responses import page

blueprint = Blueprint("my_data", __name__, url_prefix="/my")


def _by_registration() -> Subject:
    return subject_of(own_registration())


def _by_interest() -> Subject:
    link = link_subject()
    return subject_of(get_own_interest(link.id, link.version))


@blueprint.get("/<token:token>/data/")
@by_link(links.Purpose.REGISTRATION)
def registered(token: str) -> ResponseReturnValue:
    """What is held, for somebody who registered."""
    return page(
        back=links.my_registration(token), file=links.my_data_file(token), **own_data_values(_by_registration())
    )


@blueprint.get("/<token:token>/my-data.json")
@by_link(links.Purpose.REGISTRATION)
def registered_file(token: str) -> ResponseReturnValue:
    """All of it, for somebody who registered."""
    return own_data_file(_by_registration())


@blueprint.get("/<token:token>/interest/data/")
@by_link(links.Purpose.INTEREST)
def interested(token: str) -> ResponseReturnValue:
    """What is held, for somebody who told us of their interest."""
    return page(
        back=links.my_interest(token), file=links.my_interest_data_file(token), **own_data_values(_by_interest())
    )


@blueprint.get("/<token:token>/interest/my-data.json")
@by_link(links.Purpose.INTEREST)
def interested_file(token: str) -> ResponseReturnValue:
    """All of it, for somebody who told us of their interest."""
    return own_data_file(_by_interest())
