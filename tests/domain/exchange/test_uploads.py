"""An import on its way: what is kept, who may do what when, what is tidied away."""

from datetime import timedelta

import pytest
from flask import Flask

from conference.core import files
from conference.core.database import transaction
from conference.core.errors import Conflict, Invalid, NotFound
from conference.domain.accounts.models import Account
from conference.domain.exchange.actions import (
    answer_import,
    apply_import,
    ask_about_import,
    begin_reading,
    choose_items,
    forget_left_imports,
    refuse_import,
    set_import_back,
    start_import,
)
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.queries import (
    asked_of,
    bytes_of,
    get_import,
    how_of,
    list_imports,
    outcome_of,
    report_of,
)
from conference.domain.exchange.rules import Choices, ImportState, asked_about
from conference.formats.programmes.how_to_read import Column, HowToRead
from conference.formats.programmes.read import read_table
from tests.domain.exchange.importing import NOW, import_programme, reported
from tests.domain.exchange.programmes import ADA, programme, session
from tests.factories import make_account, make_event, make_site

CSV = b"Vortrag,Start\nOne,2022-09-08 10:00\n"


@pytest.fixture
def actor(app: Flask) -> Account:
    """An organiser."""
    make_site()
    return make_account()


def upload(actor: Account, data: bytes = CSV) -> ProgrammeImport:
    """A file that was just uploaded."""
    with transaction():
        return start_import(data, "talks.csv", event=None, how=HowToRead(zone="Europe/London"), actor=actor, now=NOW)


def test_an_upload_waits_for_the_worker(actor: Account) -> None:
    one = upload(actor)
    assert (one.state, one.file_name, bytes_of(one), how_of(one), list_imports(None)) == (
        ImportState.UPLOADED, "talks.csv", CSV, HowToRead(zone="Europe/London"), [one],
    )  # fmt: skip
    with pytest.raises(NotFound):
        get_import(one.id, make_event())


def test_a_long_file_name_that_is_cut_at_a_joiner_is_kept_clean(actor: Account) -> None:
    name = "a" * 198 + "\U0001f469\u200d\U0001f469 tail.csv"
    with transaction():
        one = start_import(CSV, name, event=None, how=HowToRead(zone="Europe/London"), actor=actor, now=NOW)
    assert one.file_name == name[:199]


@pytest.mark.parametrize("data", [b" \n", b"x" * (20 * 1024 * 1024 + 1)])
def test_an_empty_or_a_large_file_is_not_kept(actor: Account, data: bytes) -> None:
    with pytest.raises(Invalid) as caught:
        upload(actor, data)
    assert (caught.value.field, list_imports(None), files.list_keys()) == ("file", [], [])


def test_what_was_asked_is_answered_and_read_again(actor: Account) -> None:
    one, table = upload(actor), read_table("talks.csv", CSV)
    assert table is not None
    with transaction():
        begin_reading(one, now=NOW)
        ask_about_import(one, asked_about(table), now=NOW)
    assert (asked_of(one).headings, asked_of(one).guessed) == (("Vortrag", "Start"), {"Start": Column.START})
    how = HowToRead(columns={"Vortrag": Column.TITLE, "Start": Column.START})
    with transaction():
        answer_import(one, how, actor=actor, now=NOW)
    assert (one.state, how_of(one)) == (ImportState.UPLOADED, how)


def test_nobody_answers_or_chooses_while_the_worker_is_at_it(actor: Account) -> None:
    one = upload(actor)
    with transaction():
        begin_reading(one, now=NOW)
    with pytest.raises(Conflict, match="An import that is being read"), transaction():
        answer_import(one, HowToRead(), actor=actor, now=NOW)
    with pytest.raises(Conflict), transaction():
        choose_items(one, Choices(), actor=actor, now=NOW)


def test_an_import_that_could_not_be_applied_may_be_chosen_of_again(actor: Account) -> None:
    news = programme(session(1, ADA))
    one = reported(news, None, actor)
    with transaction():
        choose_items(one, Choices(), actor=actor, now=NOW)
        set_import_back(one, "Another event has this address.", now=NOW)
    assert (one.state, one.sentence, len(report_of(one).items)) == (
        ImportState.REPORTED, "Another event has this address.", 4,
    )  # fmt: skip
    with transaction():
        choose_items(one, Choices(), actor=actor, now=NOW)
        apply_import(one, news, now=NOW)
    assert (one.state, one.sentence) == (ImportState.DONE, "")


def test_a_refused_import_keeps_its_sentence_and_no_file(actor: Account) -> None:
    one = upload(actor)
    with transaction():
        begin_reading(one, now=NOW)
        refuse_import(one, "This is a picture.", now=NOW)
    assert (one.state, one.sentence, one.file, files.list_keys()) == (
        ImportState.REFUSED, "This is a picture.", None, [],
    )  # fmt: skip
    with pytest.raises(NotFound):
        bytes_of(one)


def test_nothing_of_a_file_is_kept_a_week_after_its_import(actor: Account) -> None:
    one = import_programme(programme(session(1, ADA)), None, actor).one
    with transaction():
        forget_left_imports(NOW + timedelta(days=8))
    assert (one.file, one.asked, one.report, one.choices) == (None, {}, {}, {})
    assert (one.state, outcome_of(one).new["session"]) == (ImportState.DONE, 1)


def test_files_that_nobody_touches_go_after_a_week(actor: Account) -> None:
    one = upload(actor)
    with transaction():
        forget_left_imports(NOW + timedelta(days=7))
    assert (one.state, len(files.list_keys())) == (ImportState.UPLOADED, 1)
    with transaction():
        forget_left_imports(NOW + timedelta(days=7, seconds=1))
    assert (one.state, files.list_keys()) == (ImportState.REFUSED, [])
