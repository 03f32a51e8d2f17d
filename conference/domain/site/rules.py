"""Which files may be uploaded, and how they are handed out. Pure."""

from collections.abc import Callable

from conference.core.errors import Invalid
from conference.core.text import clean_line, slug_of
from conference.core.words import _

LONGEST_STEM = 80


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(starts)


def _is_mp4(data: bytes) -> bool:
    return data[4:8] == b"ftyp"


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


_is_zip = _begins(b"PK\x03\x04")
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

# Extension: the media type that we say, and what the bytes must look like.
KINDS: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    "pdf": ("application/pdf", _begins(b"%PDF-")),
    "jpg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    "jpeg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    "png": ("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "webp": ("image/webp", _is_webp),
    "mp3": ("audio/mpeg", _begins(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    "m4a": ("audio/mp4", _is_mp4),
    "ogg": ("audio/ogg", _begins(b"OggS")),
    "mp4": ("video/mp4", _is_mp4),
    "webm": ("video/webm", _begins(b"\x1aE\xdf\xa3")),
    "vtt": ("text/vtt", _begins(b"WEBVTT", b"\xef\xbb\xbfWEBVTT")),
    "txt": ("text/plain", _is_text),
    "pptx": (f"{_OFFICE}.presentationml.presentation", _is_zip),
    "docx": (f"{_OFFICE}.wordprocessingml.document", _is_zip),
    "xlsx": (f"{_OFFICE}.spreadsheetml.sheet", _is_zip),
    "odp": (f"{_OPEN}.presentation", _is_zip),
    "odt": (f"{_OPEN}.text", _is_zip),
    "ods": (f"{_OPEN}.spreadsheet", _is_zip),
}
SHOWN = ("image/", "audio/", "video/", "application/pdf", "text/vtt")


def extension_of(name: str) -> str:
    """The last extension of a file's name, in lower case, without its dot; "" where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def media_type_of(name: str, data: bytes, field: str | None = None) -> str:
    """The media type of an uploaded file, by its extension, which its bytes must bear out; raises Invalid."""
    extension = extension_of(name)
    if extension not in KINDS:
        known = ", ".join(sorted(KINDS))
        raise Invalid(_("Files of this kind are not taken. Choose one of: %(known)s.", known=known), field)
    media_type, looks_right = KINDS[extension]
    if not looks_right(data):
        raise Invalid(_("This file is not what its name says (.%(extension)s).", extension=extension), field)
    return media_type


def safe_name(name: str) -> str:
    """A file's name for an address: lower-case letters, digits, hyphens, and its extension."""
    extension = extension_of(clean_line(name))
    is_known = extension in KINDS
    stem = slug_of(name.rpartition(".")[0] if is_known else name, "file")[:LONGEST_STEM].strip("-")
    return f"{stem}.{extension}" if is_known else stem


def is_shown(media_type: str) -> bool:
    """Whether a browser may show such a file; every other one is saved."""
    return media_type.startswith(SHOWN)
