"""E-mail addresses: one per field, checked by shape alone, the domain in the letters that mail servers use."""

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.orm import Mapped, validates

from conference.core.errors import Invalid
from conference.core.text import clean_line
from conference.core.words import _


def clean_address(raw: str, field: str = "email") -> str:
    """The one address in `raw`: local part as typed, domain in lower case and punycode (RFC 5891).

    No name server is asked. Raises Invalid for anything else: several addresses, a local part beyond ASCII.
    """
    try:
        found = validate_email(clean_line(raw), check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        raise Invalid(_("Write one e-mail address, like name@example.org."), field) from None
    if found.ascii_email is None:
        raise Invalid(_("Write one e-mail address, like name@example.org."), field)
    return found.ascii_email


def folded(address: str) -> str:
    """The address for comparing: two that differ in upper and lower case alone are one mailbox to us."""
    return clean_line(address).lower()


class FoldsAddress:
    """A table with an address (`email` or `recipient_email`), kept as it was typed; `folded_email` compares it."""

    folded_email: Mapped[str]

    @validates("email", "recipient_email")
    def _fold(self, _name: str, email: str) -> str:
        self.folded_email = folded(email)
        return email
