"""The forms with which staff sign in."""

from conference.core.words import _
from conference.web.forms.base import Form
from conference.web.forms.fields import email, line

LONGEST_CODE = 20


class AskForm(Form):
    """Who asks for a mail."""

    email = email(_("Your address"))


class CodeForm(Form):
    """The code of the mail."""

    code = line(_("Code"), LONGEST_CODE, sentence=_("Please type the six digits of the mail."))
