"""Staff sign in with a mailed link or code, or with a link that a command printed; and sign out."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now, real_now
from conference.core.database import transaction
from conference.core.errors import Invalid, NotFound
from conference.core.tokens import digest, random_key
from conference.core.words import _
from conference.domain.accounts.actions import ask_to_sign_in, end_sign_in, take_try, use_sign_in
from conference.domain.accounts.models import SignIn
from conference.domain.accounts.notices import sign_in_asked
from conference.domain.accounts.queries import find_sign_in_of, get_sign_in
from conference.web.access import (
    asking,
    begin_session,
    end_session,
    find_account,
    own_path,
    public,
    remember_asking,
)
from conference.web.forms.base import ButtonForm, Form
from conference.web.forms.sign_in import AskForm, CodeForm
from conference.web.limits import count_failure, has_failed_too_often, may_mail, origin
from conference.web.responses import page
from conference.web.security import is_right_code, new_code

blueprint = Blueprint("sign_in", __name__)
LINK, DIRECT, CODE, ASK = links.Purpose.SIGN_IN, links.Purpose.SIGN_IN_DIRECT, "sign-in code", "sign in"


@blueprint.route("/sign-in/", methods=["GET", "POST"])
@public
def show() -> ResponseReturnValue:
    """Ask for the address; the answer is the same for every address."""
    next_path = own_path(request.args.get("next", ""))
    if request.method == "GET" and find_account() is not None:
        return redirect(next_path or links.organise())
    form = AskForm()
    key = form.form_key.data or random_key()

    def ask() -> str:
        if may_mail(form.email.data, ASK):
            secret, code = new_code()
            sign_in = ask_to_sign_in(form.email.data, key, next_path, secret, at=real_now())
            sign_in_asked(sign_in, code, now())
        return links.sign_in_code()

    done = form.perform(ask)
    if done is None:
        return page(form=form)
    remember_asking(key, form.email.data)
    return done


@blueprint.route("/sign-in/code/", methods=["GET", "POST"])
@public
def code() -> ResponseReturnValue:
    """Say that a mail is on its way if the address is known, and take the code of it."""
    key, address = asking()
    if not key:
        return redirect(links.ask_to_sign_in())
    form = CodeForm()
    if not form.is_submitted():
        return page(form=form, address=address)
    if has_failed_too_often(CODE, origin()):
        form.show(Invalid(_("Too many wrong codes came from where you are. Please use the link in the mail."), "code"))
        return page(form=form, address=address)
    return _check_code(form, key) or page(form=form, address=address)


def _check_code(form: CodeForm, key: str) -> ResponseReturnValue | None:
    """Sign in with the right code; count a wrong one and say so, the same whether the address is known or not."""
    if not form.validate():
        form.refused_with = 422
        return None
    with transaction():
        sign_in = find_sign_in_of(digest(key))
        may_try = sign_in is not None and take_try(sign_in.id)
    try:
        if sign_in is not None and may_try and is_right_code(sign_in, "".join(form.code.data.split())):
            return _sign_in_with(sign_in.id, None, form)
    except NotFound:
        pass
    count_failure(CODE, origin())
    form.show(Invalid(_("This is not the code, or it is too old. After five tries please ask for a new mail."), "code"))
    return None


@blueprint.route("/sign-in/<token:token>/", methods=["GET", "POST"])
@public
def follow(token: str) -> ResponseReturnValue:
    """The page behind a mailed link: looking at it changes nothing, its button signs in once."""
    return _with_link(LINK, token)


@blueprint.route("/sign-in/direct/<token:token>/", methods=["GET", "POST"])
@public
def follow_direct(token: str) -> ResponseReturnValue:
    """The same for a link that a command printed."""
    return _with_link(DIRECT, token)


def _with_link(purpose: links.Purpose, token: str) -> ResponseReturnValue:
    form = ButtonForm()
    try:
        sign_in_id, version = links.read(purpose, token)
        sign_in = get_sign_in(sign_in_id)
        if form.is_submitted():
            done = _sign_in_with(sign_in_id, version, form)
            return done or page(form=form, account=sign_in.account)
        if not _is_open(sign_in, version):
            raise NotFound(_("This link was used before, or is too old."))
    except NotFound:
        return page(404, form=form, account=None)
    return page(form=form, account=sign_in.account)


def _is_open(sign_in: SignIn, version: int) -> bool:
    account = sign_in.account
    return sign_in.used_at is None and account is not None and account.active and account.link_version == version


def _sign_in_with(sign_in_id: int, version: int | None, form: Form) -> ResponseReturnValue | None:
    """Use the sign-in and begin a session, or raise NotFound; None where the form itself is not in order.

    A double click sends the same form twice, and the browser keeps the second answer: it must sign in too.
    """
    if not form.validate():
        form.refused_with = 422
        return None
    asker, at = form.form_key.data or random_key(), real_now()
    with transaction():
        sign_in = get_sign_in(sign_in_id)
        account, next_path = use_sign_in(sign_in, version, asker, now=now(), at=at), sign_in.next_path
    begin_session(account, sign_in_id)
    return redirect(next_path or links.organise(), 303)


@blueprint.post("/sign-out/")
@public
def sign_out() -> ResponseReturnValue:
    """End this sign-in, also in a copied cookie."""
    form = ButtonForm()
    if not form.validate():
        return redirect(links.organise(), 303)
    sign_in_id = end_session()
    if sign_in_id is not None:
        with transaction():
            end_sign_in(sign_in_id, real_now())
    return redirect(links.home(), 303)
