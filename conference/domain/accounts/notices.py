"""Mails about accounts."""

from datetime import datetime

from conference import links
from conference.core.words import _
from conference.domain.accounts.models import Account, SignIn
from conference.domain.site.queries import get_site
from conference.mail import outbox
from conference.mail.compose import compose


def sign_in_asked(sign_in: SignIn, code: str, now: datetime) -> None:
    """The link and the code that sign in, each once and for 10 minutes.

    For an address that is nobody's the mail is written too, and not sent: writing it takes the time that would tell.
    """
    account = sign_in.account
    name, version = (account.name, account.link_version) if account else ("", 0)
    token = links.sign(links.Purpose.SIGN_IN, sign_in.id, version)
    composed = compose(
        "accounts/sign_in", site=get_site(), name=name, code=f"{code[:3]} {code[3:]}",
        address=links.absolute(links.sign_in(token)),
    )  # fmt: skip
    if account is None:
        return
    why = _("Somebody asked on our sign-in page for a link for this address.")
    outbox.post(composed, outbox.Recipient(account.email, account.name), kind="sign in", now=now,
                about=f"account:{account.id}", why=why)  # fmt: skip


def added(account: Account, role: str, event_name: str, now: datetime) -> None:
    """Somebody may sign in from now on, in a role: for the whole site, or (unless "") for the event named."""
    address = links.absolute(links.ask_to_sign_in())
    composed = compose(
        "accounts/added", site=get_site(), name=account.name, email=account.email, role=_(role) if role else "",
        event_name=event_name, address=address,
    )  # fmt: skip
    why = _("You were added to the team.")
    to, about = outbox.Recipient(account.email, account.name), f"account:{account.id}"
    outbox.post(composed, to, kind="added to the team", now=now, about=about, why=why)
