"""Parts of addresses: what does not look like one is not found before any query is made."""

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter

LARGEST_ID = 2**31 - 1


class SlugConverter(BaseConverter):
    """Lower-case letters, digits and single hyphens."""

    regex = "[a-z0-9]+(?:-[a-z0-9]+)*"


class TokenConverter(BaseConverter):
    """A signed or random token."""

    regex = r"[A-Za-z0-9_.\-]{10,500}"


class ColourConverter(BaseConverter):
    """Six hexadecimal digits."""

    regex = "[0-9a-f]{6}"


class FileConverter(BaseConverter):
    """The name of an uploaded file, as `site.rules.safe_name` makes it."""

    regex = "[a-z0-9][a-z0-9.-]*"


class IdConverter(IntegerConverter):
    """A number of a row, written in one way: without zeros before it."""

    regex = "[1-9][0-9]*"

    def __init__(self, url_map: object) -> None:
        super().__init__(url_map, min=1, max=LARGEST_ID)  # type: ignore[arg-type]


def register(app: Flask) -> None:
    """Let routes use `<slug:...>`, `<token:...>`, `<colour:...>`, `<file:...>` and `<id:...>`."""
    app.url_map.converters.update(slug=SlugConverter, token=TokenConverter, colour=ColourConverter, file=FileConverter,
                                  id=IdConverter)  # fmt: skip
