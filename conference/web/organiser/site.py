"""The settings of the site."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms.validators import ValidationError

from conference import links
from conference.core.clock import now
from conference.core.errors import Invalid
from conference.core.words import _
from conference.core.zones import zone_of
from conference.domain.accounts.actions import change_settings
from conference.domain.accounts.rules import Permission
from conference.domain.site.actions import SiteSettings, store_upload
from conference.domain.site.models import StoredFile
from conference.domain.site.queries import get_site
from conference.formats.images import Picture, re_encode
from conference.web.access import get_account, requires
from conference.web.forms.base import Form
from conference.web.forms.fields import email, line, prose
from conference.web.responses import page
from conference.web.sizes import takes_files

blueprint = Blueprint("site", __name__)
LARGEST_SIDE = 800


class SiteForm(Form):
    """What the settings page asks for."""

    name = line(_("Name of the organisation"), 120)
    sender_email = email(_("Mails come from"))
    reply_to = email(_("Answers to mails go to"), required=False)
    zone = line(_("Home time zone"), 60)
    logo = FileField(_("Logo"))
    about = prose(_("About the organisation"), 2000)
    footer = line(_("Line at the foot of every page"), 500, required=False)
    privacy_notice = prose(_("Privacy notice"), 20000)
    picture: Picture | None = None

    def validate_zone(self, field: Any) -> None:
        """It must be the name of a zone."""
        try:
            zone_of(field.data)
        except Invalid as error:
            raise ValidationError(error.sentence) from None

    def validate_logo(self, field: Any) -> None:
        """Make the picture anew, before the transaction begins."""
        if not field.data or not field.data.filename:
            return
        try:
            self.picture = re_encode(field.data.read(), LARGEST_SIDE, "logo")
        except Invalid as error:
            raise ValidationError(error.sentence) from None


@blueprint.route("/site/", methods=["GET", "POST"])
@requires(Permission.MANAGE_SITE)
@takes_files
def show() -> ResponseReturnValue:
    """The one settings page; asked once before the first event."""
    now_set = get_site()
    form = SiteForm(obj=None if not now_set else _Shown(now_set))

    def save() -> tuple[str, str]:
        is_first = not get_site().is_set_up
        change_settings(_settings(form), actor=get_account(), now=now())
        return (links.organise() if is_first else links.organise_site()), _("The settings are saved.")

    return form.perform(save) or page(form=form, is_first=not now_set.is_set_up, logo_url=now_set.logo_url)


class _Shown:
    """The settings by the names of the form's fields."""

    def __init__(self, site: Any) -> None:
        for name in ("name", "sender_email", "reply_to", "about", "footer", "privacy_notice"):
            setattr(self, name, getattr(site, name))
        self.zone = site.home_zone


def _settings(form: SiteForm) -> SiteSettings:
    return SiteSettings(
        name=form.name.data, sender_email=form.sender_email.data, reply_to=form.reply_to.data or "",
        zone=form.zone.data, about=form.about.data or "", privacy_notice=form.privacy_notice.data or "",
        footer=form.footer.data or "", logo=_logo(form.picture),
    )  # fmt: skip


def _logo(picture: Picture | None) -> StoredFile | None:
    if picture is None:
        return None
    return store_upload(picture.data, f"logo.{picture.extension}", picture.media_type, now(), is_public=True)
