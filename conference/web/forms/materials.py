"""The form of a material: a link or a file."""

from datetime import datetime
from typing import Any

from wtforms import BooleanField, FileField, SelectField
from wtforms.validators import Optional, ValidationError

from conference.core.errors import Invalid
from conference.core.words import _
from conference.core.zones import to_utc
from conference.domain.materials.rules import MaterialDetails, MaterialKind, Upload, read_upload
from conference.domain.programme.models import Presentation
from conference.domain.reflections.rules import check_embargo
from conference.web.forms.base import Form
from conference.web.forms.fields import line, local_time, one_of, options, web_address


class MaterialForm(Form):
    """A material of a session or presentation. A file is read, and a picture made anew, as the form is checked."""

    kind = one_of(_("Kind"), MaterialKind)
    title = line(_("Title"), 200)
    url = web_address(_("Address"))
    file = FileField(_("Or a file"))
    presentation = SelectField(_("Belongs to"), [Optional()])
    is_public = BooleanField(_("Readers may see it"), default=True)
    publish_at = local_time(_("Not before"))

    def __init__(self, presentations: list[Presentation], **more: Any) -> None:
        super().__init__(**more)
        self.upload: Upload | None = None
        every = [(one.id, one.title) for one in presentations]
        self.presentation.choices = options([("", _("The whole session")), *every])

    def public_from(self, zone: str, now: datetime) -> datetime | None:
        """From when on readers see it (None: not yet); raises Invalid for an embargo that is over already."""
        if not self.is_public.data:
            return None
        if self.publish_at.data is None:
            return now
        instant = to_utc(self.publish_at.data, zone, "publish_at")
        check_embargo(instant, now)
        return instant

    def validate_file(self, field: Any) -> None:
        """Read what was chosen, if anything was."""
        if not field.data or not getattr(field.data, "filename", ""):
            return
        try:
            self.upload = read_upload(field.data.filename, field.data.read(), "file")
        except Invalid as error:
            raise ValidationError(error.sentence) from None

    @property
    def details(self) -> MaterialDetails:
        """What was typed."""
        presentation_id = int(self.presentation.data) if self.presentation.data else None
        return MaterialDetails(MaterialKind(self.kind.data), self.title.data, self.url.data or "", presentation_id)
