"""The files of a release, for organisers."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from conference.core.database import transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.rules import Role
from conference.domain.schedule.actions import publish_release
from conference.formats.programmes.read import read_programme, read_table
from conference.web.organiser.exports import exports
from tests.factories import make_account, make_appearance, make_event, make_person, make_session, make_site
from tests.pages import PageClient

NINE = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
EXPORTS = "/organise/soc22/exports/"


@pytest.fixture
def olga(client: PageClient, now: datetime) -> PageClient:
    make_site()
    client.sign_in(make_account(Role.ORGANISER))
    event = make_event(slug="soc22", title="Outcomes", state="draft")
    talk = make_session(event, title="=Who pays?", starts_at=NINE, ends_at=NINE + timedelta(hours=1))
    make_appearance(talk, make_person("Ada Lovelace", email="ada@example.org"), affiliation="Engines")
    assert "Nothing is released yet" in client.page(EXPORTS).text
    client.get(f"{EXPORTS}schedule.xml", status=404)
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    return client


def test_each_file_holds_the_release_also_of_an_event_that_is_not_public(olga: PageClient, now: datetime) -> None:
    files = {one.name: olga.get(f"{EXPORTS}{one.name}") for one in exports()}
    assert [line for name, line in ((name, answer.headers["Content-Disposition"]) for name, answer in files.items())
            if line != f'attachment; filename="soc22-1-{name}"'] == []  # fmt: skip
    for name in ("schedule.xml", "schedule.json", "schedule.ics", "sessions.csv", "sessions.xlsx"):
        assert [one.title for one in read_programme(name, files[name].data).sessions] == ["=Who pays?"]
    for name in ("people.csv", "people.xlsx"):
        table = read_table(name, files[name].data)
        assert table is not None
        assert [dict(zip(table.headings, row, strict=True))["affiliation"] for row in table.rows] == ["Engines"]
    said = json.loads(files["release.json"].data)
    assert (said["format"], said["heading"]["version"], said["released_at"]) == (
        "conference release", "1", now.isoformat(),
    )  # fmt: skip
    assert [one["title"] for one in said["sessions"]] == ["=Who pays?"]
    assert b"ada@example.org" not in b"".join(answer.data for answer in files.values())


def test_cells_are_no_formulas(olga: PageClient) -> None:
    assert b",'=Who pays?," in olga.get(f"{EXPORTS}sessions.csv").data


def test_the_page_says_what_files_leave_out(olga: PageClient) -> None:
    page = olga.page(EXPORTS)
    linked = [link.removeprefix(EXPORTS) for link in page.links if link.startswith(EXPORTS) and link != EXPORTS]
    assert linked == [one.name for one in exports()]
    assert [one.name for one in exports() if one.leaves_out not in page.text] == []


def test_nobody_else_gets_them(olga: PageClient) -> None:
    olga.sign_in(make_account(Role.DOOR_HELPER))
    for path in (EXPORTS, f"{EXPORTS}people.csv"):
        olga.get(path, status=404)
