"""What a material is, and which uploads are taken. Pure."""

import enum
from dataclasses import dataclass

from conference.core.errors import Invalid
from conference.core.words import _
from conference.domain.site.rules import extension_of, media_type_of
from conference.formats.images import re_encode

LARGEST_FILE = 50_000_000
PICTURES = {"jpg", "jpeg", "png", "webp"}


class MaterialKind(enum.StrEnum):
    """What a material is."""

    RECORDING = "recording"
    AUDIO = "audio"
    SLIDES = "slides"
    TRANSCRIPT = "transcript"
    PAPER = "paper"
    PHOTO = "photo"
    LINK = "link"


@dataclass(frozen=True)
class Upload:
    """A file that may be kept: bytes, name and media type as they will be handed out."""

    data: bytes
    name: str
    media_type: str


@dataclass(frozen=True)
class MaterialDetails:
    """What an organiser says about a material; either an address or a file comes with it."""

    kind: MaterialKind
    title: str
    url: str = ""
    presentation_id: int | None = None


def read_upload(name: str, data: bytes, field: str) -> Upload:
    """The upload as it may be kept: pictures are made anew; raises Invalid at `field` for what is not taken."""
    if not data:
        raise Invalid(_("This file is empty."), field)
    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE // 1_000_000
        raise Invalid(_("This file is larger than %(limit)s MB. Give a link to it instead.", limit=limit), field)
    media_type = media_type_of(name, data, field)
    if extension_of(name) not in PICTURES:
        return Upload(data, name, media_type)
    picture = re_encode(data, field=field)
    return Upload(picture.data, f"{name.rpartition('.')[0]}.{picture.extension}", picture.media_type)


def check_one_source(url: str, has_file: bool) -> None:
    """Raise Invalid unless a material has either an address or a file."""
    if not url and not has_file:
        raise Invalid(_("Give an address, or choose a file."), "url")
    if url and has_file:
        raise Invalid(_("Give an address or a file, not both."), "url")
