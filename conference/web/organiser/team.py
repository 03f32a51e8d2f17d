"""The members of staff: who may sign in, and what they may do, on the whole site and at one event."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts import notices
from conference.domain.accounts.actions import add_staff, change_role, deactivate, end_sessions, reactivate
from conference.domain.accounts.models import Account
from conference.domain.accounts.queries import get_account as get_staff
from conference.domain.accounts.queries import list_accounts
from conference.domain.accounts.rules import Permission, Role
from conference.domain.events.actions import add_team_member, remove_team_member
from conference.domain.events.queries import get_event, list_team
from conference.domain.events.rules import TeamRole
from conference.web.access import get_account, requires
from conference.web.forms.base import ButtonForm, Form
from conference.web.forms.fields import email, line, one_of
from conference.web.responses import page

blueprint = Blueprint("team", __name__)
LONGEST_NAME = 200
NO_ROLE = "none"


def role_words(role: str) -> str:
    """A role in words."""
    return {
        "owner": _("Owner"), "organiser": _("Organiser"), "editor": _("Editor"), "door helper": _("Door helper"),
        NO_ROLE: _("Only at single events"),
    }[role]  # fmt: skip


SITE_ROLES = (*(role.value for role in Role), NO_ROLE)
EVENT_ROLES = tuple(role.value for role in TeamRole)


def pairs(roles: tuple[str, ...]) -> list[tuple[str, str]]:
    """Roles as a field takes them: value and words."""
    return [(role, role_words(role)) for role in roles]


class RoleForm(Form):
    """A role on the whole site."""

    role = one_of(_("Role on the whole site"), pairs(SITE_ROLES), radios=True)

    @property
    def chosen(self) -> Role | None:
        """The role that was chosen, or None for none."""
        return None if self.role.data == NO_ROLE else Role(self.role.data)


class StaffForm(RoleForm):
    """Somebody who may sign in."""

    email = email(_("Address"))
    name = line(_("Name"), LONGEST_NAME, required=False)


class MemberForm(Form):
    """Somebody with a role at one event."""

    email = email(_("Address"))
    name = line(_("Name"), LONGEST_NAME, required=False)
    role = one_of(_("Role at this event"), pairs(EVENT_ROLES), radios=True)


def role_hints() -> dict[str, str]:
    """What each role may do, in a few words."""
    return {
        "owner": _("Everything, also the settings of the site and who is on the staff."),
        "organiser": _("Events, programme, people, registrations, mails, write-ups, briefings."),
        "editor": _("Reviews write-ups, edits reflections, materials and briefings."),
        "door helper": _("Checks people in, and nothing else."),
        NO_ROLE: _("May sign in; what they may do stands with the team of each event."),
    }


@blueprint.route("/team/", methods=["GET", "POST"])
@requires(Permission.MANAGE_TEAM)
def show() -> ResponseReturnValue:
    """Everybody who may sign in, and the form that adds somebody."""
    form = StaffForm(role=Role.ORGANISER.value)

    def add() -> tuple[str, str]:
        account = add_staff(form.email.data, form.name.data or "", form.chosen, actor=get_account(), now=now())
        notices.added(account, form.chosen.value if form.chosen else "", "", now())
        return links.organise_team(), _("%(address)s can sign in now. A mail tells them how.", address=account.email)

    done = form.perform(add)
    return done or page(form=form, rows=[_row(account) for account in list_accounts()], hints=role_hints())


def _row(account: Account) -> dict[str, Any]:
    roles = ", ".join(role_words(role.name) for role in account.roles) or role_words(NO_ROLE)
    return {
        "email": {"text": account.email, "url": links.organise_account(account.id)},
        "name": account.name,
        "role": roles if account.active else _("Closed"),
    }


@blueprint.route("/team/<id:account_id>/", methods=["GET", "POST"])
@requires(Permission.MANAGE_TEAM)
def member(account_id: int) -> ResponseReturnValue:
    """One member of staff: the role, and the buttons that sign them out, close and open the account."""
    staff = get_staff(account_id)
    form = RoleForm(role=staff.roles[0].name if staff.roles else NO_ROLE)

    def change() -> tuple[str, str]:
        account = get_staff(account_id)
        change_role(account, form.chosen, actor=get_account(), now=now())
        role = role_words(form.role.data)
        return links.organise_team(), _("%(address)s: %(role)s. They have to sign in again.", address=account.email,
                                        role=role)  # fmt: skip

    return form.perform(change) or page(form=form, staff=staff, hints=role_hints())


DEEDS = {"close": deactivate, "open": reactivate, "sign-out": end_sessions}


def done_words(deed: str, address: str) -> str:
    """What was done, in a sentence."""
    return {
        "close": _("The account of %(address)s is closed.", address=address),
        "open": _("The account of %(address)s is open again.", address=address),
        "sign-out": _("%(address)s is signed out everywhere.", address=address),
    }[deed]


@blueprint.post("/team/<id:account_id>/<any(close, open, 'sign-out'):deed>/")
@requires(Permission.MANAGE_TEAM)
def change_account(account_id: int, deed: str) -> ResponseReturnValue:
    """Close or open an account, or sign it out everywhere."""
    form = ButtonForm()

    def do() -> tuple[str, str]:
        account = get_staff(account_id)
        DEEDS[deed](account, actor=get_account(), now=now())
        return links.organise_team(), done_words(deed, account.email)

    return form.perform(do) or page(form=form, staff=get_staff(account_id))


@blueprint.route("/<slug:event_slug>/team/", methods=["GET", "POST"])
@requires(Permission.MANAGE_TEAM)
def event(event_slug: str) -> ResponseReturnValue:
    """The team of one event, and the form that adds somebody."""
    found = get_event(event_slug)
    form = MemberForm(role=TeamRole.ORGANISER.value)

    def add() -> tuple[str, str]:
        at = get_event(event_slug)
        role = TeamRole(form.role.data)
        add_team_member(at, form.email.data, form.name.data or "", role, actor=get_account(), now=now())
        return links.organise_event_team(at.slug), _("%(address)s is in the team of %(event)s.",
                                                     address=form.email.data, event=at.name)  # fmt: skip

    done = form.perform(add)
    return done or page(form=form, event=found, members=list_team(found), role_words=role_words, hints=role_hints())


@blueprint.post("/<slug:event_slug>/team/<id:account_id>/remove/")
@requires(Permission.MANAGE_TEAM)
def remove(event_slug: str, account_id: int) -> ResponseReturnValue:
    """Take somebody out of the team of one event."""
    form = ButtonForm()

    def do() -> tuple[str, str]:
        at = get_event(event_slug)
        remove_team_member(at, account_id, actor=get_account(), now=now())
        return links.organise_event_team(at.slug), _("They are not in the team of %(event)s any more.", event=at.name)

    return form.perform(do) or page(form=form, event=get_event(event_slug))
