"""Home and event pages."""

from tests.factories import make_site
from tests.pages import PageClient


def test_home_answers_and_then_304(client: PageClient) -> None:
    make_site()
    first = client.get("/")
    again = client.get("/", status=304, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.headers["Cache-Control"], again.data) == ("public, max-age=0, must-revalidate", b"")


def test_unknown_address_is_not_found(client: PageClient) -> None:
    make_site()
    assert client.page("/nothing-here/", status=404).headings == ["This page is not here"]
