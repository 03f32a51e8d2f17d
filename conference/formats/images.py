"""Uploaded pictures, made anew: only the pixels survive, so nothing hidden in the file does."""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from conference.core.errors import Invalid
from conference.core.words import _

MAX_BYTES = 10_000_000
MAX_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
OUT = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}  # MPO: a JPEG with a second one behind it
SETTINGS: dict[str, dict[str, int | bool]] = {
    "JPEG": {"quality": 85, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 85},
}
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
DAMAGED = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, OverflowError, TypeError, struct.error,
           zlib.error, Image.DecompressionBombError)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """A picture as we keep it: sizes in pixels, the extension without its dot."""

    data: bytes
    media_type: str
    width: int
    height: int
    extension: str


def re_encode(data: bytes, max_side: int = 2000, field: str | None = None) -> Picture:
    """The picture turned upright, no side longer than `max_side` pixels, in its own format, without any metadata.

    What it is follows from its bytes, never from its name. Raises Invalid, at `field`, for anything but JPEG, PNG and
    WebP, for over 10 MB, for over 40 million pixels (before they are decoded), and for a damaged file.
    """
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise Invalid(_("This picture is larger than %(limit)s MB. Make it smaller.", limit=limit), field)
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise _too_many_pixels(field)
            opened.draft("RGB", (max_side, max_side))  # a JPEG is then decoded at a fraction of its size
            return _encoded(opened, OUT[opened.format or ""], max_side)
    except UnidentifiedImageError as error:
        raise Invalid(_("This is not a JPEG, PNG or WebP picture. Choose one of these."), field) from error
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(field) from error
    except DAMAGED as error:
        raise Invalid(
            _("This picture is damaged and cannot be read. Save it again, or choose another."), field
        ) from error


def _too_many_pixels(field: str | None) -> Invalid:
    limit = MAX_PIXELS // 1_000_000
    return Invalid(_("This picture has more than %(limit)s million pixels. Make it smaller.", limit=limit), field)


def _encoded(opened: Image.Image, kind: str, max_side: int) -> Picture:
    picture = _in_plain_colours(ImageOps.exif_transpose(opened), kind)
    picture.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    picture.info = {}
    out = BytesIO()
    picture.save(out, kind, **SETTINGS[kind])
    return Picture(out.getvalue(), Image.MIME[kind], picture.width, picture.height, EXTENSIONS[kind])


def _in_plain_colours(picture: Image.Image, kind: str) -> Image.Image:
    """Eight bits a channel, with transparency only where the file has it and its format can keep it."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    return picture.convert("RGBA" if picture.has_transparency_data and kind != "JPEG" else "RGB")
