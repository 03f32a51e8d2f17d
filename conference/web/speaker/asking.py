"""Where a speaker asks for a fresh link. The answer, and the time that it takes, is the same for every address."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import clock
from conference.core.clock import now
from conference.core.database import transaction
from conference.core.jobs import Task, handles, queue_job
from conference.core.words import _
from conference.domain.reflections.actions import send_fresh_link
from conference.domain.reflections.queries import find_authors
from conference.web.access import public
from conference.web.forms.reflections import AskForLinkForm
from conference.web.limits import may_mail
from conference.web.responses import page

blueprint = Blueprint("asking", __name__)
OCCASION = "speaker link"


@blueprint.route("/", methods=["GET", "POST"])
@public
def show() -> ResponseReturnValue:
    """Ask for a link by mail."""
    form = AskForLinkForm()

    def ask() -> tuple[str, str]:
        if may_mail(form.email.data, OCCASION):
            queue_job("speaker-link", {"email": form.email.data}, now())
        return links.ask_to_speak(), _("If we know a speaker with this address, a mail with a link is on its way.")

    return form.perform(ask) or page(form=form)


@handles("speaker-link")
def send_links(task: Task) -> None:
    """Mail the link to everybody who has the address that was typed, if anybody has."""
    with transaction():
        for person in find_authors(str(task.argument["email"])):
            send_fresh_link(person, now=clock.now())
