"""Long texts that pages show in the small markup: what could not be shown is refused when it is saved."""

from typing import Any

import pytest

from conference.domain.accounts.rules import Role
from tests.factories import make_account, make_event, make_format, make_person, make_session, make_site
from tests.pages import Page, PageClient

TOO_MUCH = "[" * 2_001
SESSION = "/organise/soc22/programme/sessions/keynote/"


@pytest.mark.parametrize(
    ("path", "field", "typed"),
    [
        ("/organise/soc22/edit/", "description", {}),
        ("/organise/series/new/", "description", {"title": "Series", "slug": "series-1"}),
        ("/organise/people/ada-lovelace/", "biography", {}),
        ("/organise/soc22/programme/new/", "abstract", {"title": "Panel", "format": "panel"}),
        (SESSION, "abstract", {}),
        (f"{SESSION}presentations/", "abstract", {"title": "A paper"}),
    ],
)
def test_a_text_that_no_page_could_show_is_refused_and_kept(
    client: PageClient, path: str, field: str, typed: dict[str, Any]
) -> None:
    make_site()
    make_format()
    make_session(make_event(slug="soc22"), slug="keynote")
    make_person("Ada Lovelace", slug="ada-lovelace")
    client.sign_in(make_account(Role.ORGANISER))
    sent: dict[str, Any] = {**typed, field: TOO_MUCH}
    page = Page(client.send(path, status=422, **sent).text)
    assert "This text has more than 2,000 square brackets. Take some out." in page.text
    assert page.fields_of(-1)[field].strip() == TOO_MUCH
