"""From the upload of a programme to what is in the draft, through the pages and the worker."""

import io
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from conference import links
from conference.core import files
from conference.core.clock import real_now
from conference.core.database import db, transaction
from conference.core.jobs import TRIES, Job, JobState, claim_job, fail_job, find_job, list_parked_jobs
from conference.core.leases import worker_name
from conference.domain.accounts.models import JournalEntry
from conference.domain.accounts.rules import Role
from conference.domain.events.queries import get_event
from conference.domain.exchange.actions import begin_reading
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.rules import READS, ImportState, work_key
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.programme.rules import SessionState
from conference.formats.programmes.write_table import sessions_xlsx
from conference.formats.programmes.write_xml import schedule_xml
from conference.worker import run_once
from tests.factories import make_account, make_event, make_person, make_session, make_site
from tests.formats.programmes.made_up import SMALL
from tests.pages import Page, PageClient

START = "/organise/import/"
INTO = "/organise/soc32/import/"
DEAD = f"{worker_name('x').partition('/')[0]}/99999999/x"  # of this machine, in a process that is no more
ON_ONE = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # pages and the worker; tables are tried elsewhere
MINE = b"title;slot;what else\r\nOpening;9/8/2032 10:00;x\r\n"


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    make_site()
    make_event(slug="soc32", title="Outcomes 2032", starts_at=datetime(2032, 9, 8, 8, 0, tzinfo=UTC),
               ends_at=datetime(2032, 9, 9, 17, 0, tzinfo=UTC))  # fmt: skip
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def upload(client: PageClient, data: bytes, name: str = "schedule.xml", path: str = START, **more: Any) -> Page:
    """Send the form of the upload, as a browser would."""
    page = client.page(path)
    sent = {**page.fields_of(-1), "file": (io.BytesIO(data), name), **more}
    return Page(client.post(path, sent, content_type="multipart/form-data").text)


def work(app: Flask) -> ProgrammeImport:
    """Let the worker do what is due; the newest import afterwards."""
    run_once(app)
    return newest()


def newest() -> ProgrammeImport:
    """The newest import, as it stands."""
    db.session.rollback()
    found = db.session.scalar(select(ProgrammeImport).order_by(ProgrammeImport.id.desc()).limit(1))
    assert found is not None
    return found


def choose(client: PageClient, path: str, **typed: Any) -> Page:
    """Send the form that asks what of a report is taken."""
    return Page(client.send(f"{path}choice/", **typed).text)


def tick(client: PageClient, path: str, *places: int, go: str = "stay") -> Page:
    """Tick these of the boxes on a page of a report, and press a button."""
    boxes = [one["value"] for one in client.page(path).controls if one.get("type") == "checkbox"]
    return Page(client.send(path, mark=[boxes[place] for place in places], go=go).text)


def import_whole(client: PageClient, app: Flask) -> None:
    """Import a small programme into the event, all of it."""
    upload(client, schedule_xml(SMALL), path=INTO)
    choose(client, f"{INTO}{work(app).id}/")
    assert work(app).state is ImportState.DONE


def count_sessions() -> int:
    return len(db.session.scalars(select(Session)).all())


@ON_ONE
def test_what_the_worker_does_first_is_said(olga: PageClient) -> None:
    upload(olga, schedule_xml(SMALL))
    own, until = work_key(READS, newest().id), real_now() + timedelta(hours=1)
    with transaction():
        db.session.scalars(select(Job).where(Job.key == own)).one().state = JobState.RUNNING
        db.session.add(Job(kind="document", argument={}, state=JobState.RUNNING, lease_until=until, created_at=until))
    page = olga.page(f"{START}{newest().id}/")
    assert "Waiting for its turn: a PDF is being made first" in page.text


def test_a_file_makes_an_event(olga: PageClient, app: Flask) -> None:
    page = upload(olga, schedule_xml(SMALL))
    assert ("Waiting for its turn" in page.text, "You may leave this page" in page.text) == (True, True)
    one = work(app)
    report = olga.page(f"{START}{one.id}/")
    assert (one.state, one.format) == (ImportState.REPORTED, "frab XML")
    assert "items that are new or changed are taken, unless some are ticked below." in report.text
    assert olga.page(f"{START}{one.id}/choice/").fields_of(-1)["title"] == SMALL.heading.title
    page = choose(olga, f"{START}{one.id}/", slug="small")
    assert "Waiting to be imported" in page.text
    one = work(app)
    done = Page(olga.get(f"{START}{one.id}/").text)
    assert (one.state, one.event.slug if one.event else "") == (ImportState.DONE, "small")
    assert (f"{len(SMALL.sessions)} sessions: new" in done.text, count_sessions()) == (True, len(SMALL.sessions))
    assert {"/organise/small/schedule/", "/organise/small/release/"} <= set(done.links)
    of_imports = select(JournalEntry.action).where(JournalEntry.subject_kind == "programme_import")
    assert db.session.scalars(of_imports.order_by(JournalEntry.id)).all()[:2] == ["upload programme", "choose import"]


@ON_ONE
@pytest.mark.parametrize("change", [{"slug": "elsewhere"}, {"title": "Elsewhere"}, {"slug": "here", "title": "There"}])
def test_a_file_of_an_event_that_is_here_says_where_to_upload_it(
    olga: PageClient, app: Flask, change: dict[str, str]
) -> None:
    upload(olga, schedule_xml(SMALL))
    first = f"{START}{work(app).id}/"
    assert "which is here already" not in olga.page(first).text
    choose(olga, first, **{"slug": "small", **change})
    work(app)
    upload(olga, schedule_xml(SMALL))
    path = f"{START}{work(app).id}/"
    target = f"/organise/{change.get('slug', 'small')}/import/"
    for page in (olga.page(path), olga.page(f"{path}choice/")):
        assert ("which is here already" in page.text, target in page.links) == (True, True)


@ON_ONE
def test_an_address_that_another_event_has_leads_to_its_imports(olga: PageClient, app: Flask) -> None:
    make_event(slug="soc30", title="SOC 2030")
    upload(olga, schedule_xml(SMALL))
    path = f"{START}{work(app).id}/choice/"
    assert "/organise/soc30/import/" not in olga.page(path).links
    page = Page(olga.send(path, slug="soc30", status=422).text)
    assert ("SOC 2030 has this address. To bring the file" in page.text, "/organise/soc30/import/" in page.links) == (
        True, True,
    )  # fmt: skip


def test_the_journal_of_the_event_names_the_file(olga: PageClient, app: Flask) -> None:
    import_whole(olga, app)
    account = make_account(Role.OWNER)
    page = olga.sign_in(account).page("/organise/soc32/journal/")
    said = [words for words in ("File uploaded: schedule.xml", "Import chosen: schedule.xml",
                                "Programme imported: schedule.xml") if words in page.text]  # fmt: skip
    assert len(said) == 3


def test_only_what_is_ticked_is_taken(olga: PageClient, app: Flask) -> None:
    upload(olga, schedule_xml(SMALL), path=INTO)
    path = f"{INTO}{work(app).id}/"
    assert "1 file that was uploaded waits for your choice." in olga.page("/organise/soc32/").text
    titles = [session.title for session in SMALL.sessions]
    assert [title for title in titles if title not in olga.page(f"{path}?show=new&thing=session").text] == []
    some = f"{path}?thing=session&search={titles[0][:6]}"
    found = olga.page(some)
    assert (titles[0] in found.text, titles[-1] in found.text) == (True, False)
    tick(olga, path, go="tick-all")
    nothing = choose(olga, path, what="others", status=422)
    assert "Please choose at least one of what the report lists." in nothing.text
    tick(olga, path, go="tick-none")
    page = tick(olga, some, go="tick-all")
    assert ("Ticked below: 1 of" in page.text, page.fields_of(-1)["search"]) == (True, titles[0][:6])
    assert "Taken: 1 of" in choose(olga, path).text
    work(app)
    assert [one.title for one in db.session.scalars(select(Session))] == [titles[0]]


PEOPLE = "guid,name\n" + "".join(f"{at},Person Number{at:03}\n" for at in range(150))


@ON_ONE
def test_ticks_hold_over_all_pages(olga: PageClient, app: Flask) -> None:
    upload(olga, PEOPLE.encode(), "people.csv", INTO)
    path = f"{INTO}{work(app).id}/"
    second = tick(olga, path, 0, 99, go="page=2")
    assert ("Page 2 of 2" in second.text, "Ticked below: 2 of 150" in second.text) == (True, True)
    asked = tick(olga, f"{path}?page=2", 49, go="choose")
    said = ["What is ticked in the report, with all that it names: 3 of 150 items", "Everything but that: 147 of 150"]
    assert [words for words in said if words not in asked.text] == []
    tick(olga, path, 0, go="page=2")  # and not 99 any more
    assert "Taken: 2 of 150." in choose(olga, path).text
    work(app)
    names = db.session.scalars(select(Person.name).order_by(Person.name))
    assert list(names) == ["Person Number000", "Person Number149"]


@ON_ONE
def test_a_choice_of_another_report_than_was_seen_is_refused(olga: PageClient, app: Flask) -> None:
    upload(olga, b"guid,name\n1,Ada Lovelace\n2,Grace Hopper\n", "people.csv", INTO)
    path = f"{INTO}{work(app).id}/"
    asked = tick(olga, path, 0, 1, go="choose").fields_of(-1)
    ticks = olga.page(path).fields_of(-1)
    make_person("Ada Lovelacc")
    olga.send(f"{path}answers/")
    work(app)
    for sent, where, words in ((asked, f"{path}choice/", "The report, or what is ticked in it, has changed since"),
                               (ticks, path, "The report was made anew since this page was opened")):  # fmt: skip
        answer = olga.post(where, sent)
        assert (answer.status_code, words in Page(answer.text).text) == (422, True)
    page = Page(answer.text)
    assert ("Ticked below: 1 of 2" in page.text, "1 tick fell away" in page.text) == (True, True)
    assert page.fields_of(-1)["mark"] == ticks["mark"][1]
    assert "Taken: 1 of 2." in choose(olga, path).text


@ON_ONE
def test_a_table_is_asked_about(olga: PageClient, app: Flask) -> None:
    upload(olga, MINE, "mine.csv", INTO)
    one = work(app)
    page = olga.page(f"{INTO}{one.id}/")
    assert (one.state, page.headings) == (ImportState.ASKING, ["How is this file to be read?"])
    assert "2 columns do not explain themselves: slot, what else." in page.text
    assert [page.fields_of(-1)[f"column_{number}"] for number in range(3)] == ["title", "", ""]
    refused = Page(olga.send(f"{INTO}{one.id}/answers/", status=422, column_1="title").text)
    assert "More than one column is said to be: title. Please choose one of them." in refused.text
    refused = Page(olga.send(f"{INTO}{one.id}/answers/", status=422, zone="Mars/Base").text)
    assert "Mars/Base is not a time zone. Write it like Europe/London." in refused.text
    olga.send(f"{INTO}{one.id}/answers/", column_1="start", zone="Europe/Berlin", months_first="month")
    one = work(app)
    assert (one.state, one.format) == (ImportState.REPORTED, "CSV")
    assert (one.how["zone"], one.how["columns"], one.how["months_first"]) == (
        "Europe/Berlin", {"title": "title", "slot": "start"}, True,
    )  # fmt: skip


@ON_ONE
def test_whether_months_come_first_is_asked_where_all_else_is_known(olga: PageClient, app: Flask) -> None:
    upload(olga, b"title;start\nOpening;9/8/2032 10:00\n", "mine.csv", INTO)
    one = work(app)
    page = olga.page(f"{INTO}{one.id}/")
    assert "Nothing shows whether the day or the month comes first, as in 9/8/2032 10:00." in page.text
    olga.send(f"{INTO}{one.id}/answers/", months_first="month")
    one = work(app)
    assert (one.state, olga.page(f"{INTO}{one.id}/answers/").fields_of(-1)["months_first"]) == (
        ImportState.REPORTED, "month",
    )  # fmt: skip


@ON_ONE
def test_a_file_without_a_zone_is_asked_once(olga: PageClient, app: Flask) -> None:
    data = b"title,day,start\nOpening,2032-09-08,10:00\n"
    upload(olga, data, "mine.csv", INTO)
    assert work(app).state is ImportState.REPORTED  # the zone of the event
    upload(olga, data, "mine.csv")
    one = work(app)
    page = olga.page(f"{START}{one.id}/answers/")
    assert (one.state, "that of this site, Europe/London, is proposed" in page.text) == (ImportState.ASKING, True)
    olga.send(f"{START}{one.id}/answers/", zone="Europe/Berlin")
    assert work(app).state is ImportState.REPORTED


@ON_ONE
def test_a_zone_that_the_times_of_a_file_fit_is_proposed(olga: PageClient, app: Flask) -> None:
    upload(olga, b"title,start\nOpening,2032-12-08T10:00:00+01:00\n", "mine.csv")
    one = work(app)
    page = olga.page(f"{START}{one.id}/answers/")
    assert (page.fields_of(-1)["zone"], "Europe/London does not have then" in page.text) == ("Europe/Berlin", True)
    olga.send(f"{START}{one.id}/answers/", zone="Europe/Paris")
    work(app)
    assert olga.page(f"{START}{one.id}/answers/").fields_of(-1)["zone"] == "Europe/Paris"


@ON_ONE
def test_our_own_tables_explain_themselves(olga: PageClient, app: Flask) -> None:
    upload(olga, sessions_xlsx(SMALL))
    assert work(app).state is ImportState.REPORTED


@ON_ONE
@pytest.mark.parametrize(("data", "sentence"), [
    (b"", "The file is empty."),
    (b"x" * (50 * 1024 * 1024), "The file has 50 MB; at most 20 MB are read. Please split it."),
])  # fmt: skip
def test_what_is_no_file_is_refused_at_once(olga: PageClient, data: bytes, sentence: str) -> None:
    assert sentence in upload(olga, data).text
    assert (db.session.scalars(select(ProgrammeImport)).all(), files.list_keys()) == ([], [])


@ON_ONE
def test_a_form_without_a_file_and_one_that_is_far_too_large(olga: PageClient) -> None:
    assert "Please choose a file." in Page(olga.send(START, status=422).text).text
    assert "What was sent is larger" in upload(olga, b"x" * (56 * 1024 * 1024)).text


BOMB = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><schedule>&b;</schedule>'


@ON_ONE
@pytest.mark.parametrize(("data", "words"), [
    (BOMB, "declares a document type or entities of its own"), (b"PK\x03\x04nonsense", "This is a damaged archive."),
    (b"%PDF-1.7 hello", "This is a PDF document."), (b"\xff\xfe<\0", "begins as XML, but it is broken in line 1."),
])  # fmt: skip
def test_what_is_no_programme_is_refused_and_not_kept(olga: PageClient, app: Flask, data: bytes, words: str) -> None:
    upload(olga, data)
    one = work(app)
    page = olga.page(f"{START}{one.id}/")
    assert (one.state, one.file, files.list_keys()) == (ImportState.REFUSED, None, [])
    assert ("This file was not imported" in page.text, words in page.text) == (True, True)


@ON_ONE
def test_the_same_form_twice_makes_one_import(olga: PageClient) -> None:
    fields = olga.page(START).fields_of(-1)
    answers = [olga.post(START, {**fields, "file": (io.BytesIO(b"x,y"), "a.csv")}, follow=False,
                         content_type="multipart/form-data") for _time in range(2)]  # fmt: skip
    assert len({answer.location for answer in answers}) == 1
    assert len(db.session.scalars(select(ProgrammeImport)).all()) == 1


def test_the_same_choice_twice_is_one(olga: PageClient, app: Flask) -> None:
    upload(olga, schedule_xml(SMALL), path=INTO)
    path = f"{INTO}{work(app).id}/"
    asked = f"{path}choice/"
    fields = olga.page(asked).fields_of(-1)
    answers = [olga.post(asked, fields, follow=False) for _time in range(2)]
    work(app)
    answers.append(olga.post(asked, fields, follow=False))
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, path)] * 3
    assert count_sessions() == len(SMALL.sessions)


def test_an_import_is_stopped(olga: PageClient, app: Flask) -> None:
    upload(olga, schedule_xml(SMALL), path=INTO)
    one = work(app)
    page = Page(olga.send(f"{INTO}{one.id}/stop/").text)
    assert "The import is stopped, and its file is deleted." in page.text
    assert "It was stopped by Olga." in olga.page(f"{INTO}{one.id}/").text
    assert (work(app).state, files.list_keys()) == (ImportState.REFUSED, [])
    again = Page(olga.send(f"{INTO}{one.id}/stop/", status=422).text)
    assert "This import has ended already: it is refused." in again.text


def test_one_file_at_a_time_goes_into_an_event(olga: PageClient, app: Flask) -> None:
    for _number in range(2):
        upload(olga, schedule_xml(SMALL), path=INTO)
    last = work(app)
    choose(olga, f"{INTO}{last.id - 1}/")
    page = choose(olga, f"{INTO}{last.id}/", status=422)
    assert "Another file, schedule.xml, is just being imported into this event." in page.text


@ON_ONE
def test_what_was_edited_here_stays_unless_it_is_to_be_overwritten(olga: PageClient, app: Flask) -> None:
    import_whole(olga, app)
    session = db.session.scalars(select(Session).order_by(Session.id)).first()
    assert session is not None
    with transaction():
        session.title = "Edited here"
    for overwrites, title in ((None, "Edited here"), ("y", SMALL.sessions[0].title)):
        upload(olga, schedule_xml(SMALL), path=INTO)
        path = f"{INTO}{work(app).id}/"
        report, choice = olga.page(path).text, olga.page(f"{path}choice/").text
        assert f"Title stays “Edited here”; the file says “{SMALL.sessions[0].title}”" in report
        nothing = ("Nothing of this file is new or changed. 1 item differs from the file and stays as it is here, "
                   "unless it is overwritten.")  # fmt: skip
        assert (nothing in report, nothing in choice) == (True, True)
        choose(olga, path, overwrite=overwrites)
        work(app)
        db.session.refresh(session)
        assert session.title == title


@ON_ONE
def test_a_person_of_the_file_may_be_one_of_ours(olga: PageClient, app: Flask) -> None:
    known = make_person("Ada Lovelacc")
    data = b"guid,name,affiliation\n1,Ada Lovelace,Engines\n"
    upload(olga, data, "people.csv", INTO)
    path = f"{INTO}{work(app).id}/"
    choose(olga, path, person_0=str(known.id))
    work(app)
    db.session.refresh(known)
    assert [(one.id, one.affiliation) for one in db.session.scalars(select(Person))] == [(known.id, "Engines")]


@ON_ONE
def test_a_session_of_the_file_may_be_a_draft_of_the_same_title(olga: PageClient, app: Flask) -> None:
    draft = make_session(get_event("soc32"), title="What an engine may weave", state=SessionState.DRAFT)
    upload(olga, schedule_xml(SMALL), path=INTO)
    path = f"{INTO}{work(app).id}/"
    row = "Of this title, and asked about: What an engine may weave"
    assert (row in olga.page(path).text, links.organise_session("soc32", draft.slug) in olga.page(path).links) == (
        True, True,
    )  # fmt: skip
    choose(olga, path, session_0=str(draft.id))
    work(app)
    db.session.refresh(draft)
    assert (draft.starts_at, count_sessions()) == (SMALL.sessions[0].starts_at, len(SMALL.sessions))
    upload(olga, schedule_xml(SMALL), path=INTO)
    assert [one["fate"] for one in work(app).report["items"] if one["thing"] == "session"] == ["kept", "same"]


@ON_ONE
def test_many_sessions_may_be_said_at_once_to_be_the_ones_of_their_titles(olga: PageClient, app: Flask) -> None:
    drafts = [make_session(get_event("soc32"), title=one.title, state=SessionState.DRAFT) for one in SMALL.sessions]
    upload(olga, schedule_xml(SMALL), path=INTO)
    choose(olga, f"{INTO}{work(app).id}/", are_here="y")
    work(app)
    assert [db.session.get_one(Session, one.id).starts_at for one in drafts] == [
        one.starts_at for one in SMALL.sessions
    ]
    assert count_sessions() == len(SMALL.sessions)


@pytest.mark.parametrize("steps", [1, 2])
def test_what_a_killed_worker_had_in_hand_is_done_by_the_next(olga: PageClient, app: Flask, steps: int) -> None:
    """It dies while it reads (1 step), or between the choice and the end of the import (2 steps)."""
    upload(olga, schedule_xml(SMALL), path=INTO)
    if steps == 2:
        choose(olga, f"{INTO}{work(app).id}/")
    with transaction():
        task = claim_job(real_now(), DEAD)
        one = db.session.scalars(select(ProgrammeImport)).one()
        if steps == 1:
            begin_reading(one, now=real_now())
    assert (task.kind if task else "", one.state.value) == (
        ("read-programme", "reading") if steps == 1 else ("apply-programme", "applying")
    )  # fmt: skip
    one = work(app)
    assert one.state is (ImportState.REPORTED if steps == 1 else ImportState.DONE)
    assert count_sessions() == (0 if steps == 1 else len(SMALL.sessions))


def test_an_import_that_fails_can_be_chosen_anew(olga: PageClient, app: Flask) -> None:
    upload(olga, schedule_xml(SMALL), path=INTO)
    path = f"{INTO}{work(app).id}/"
    choose(olga, path)
    for key in files.list_keys():
        files.drop(key)
    one = work(app)
    page = olga.page(path)
    assert (one.state, count_sessions()) == (ImportState.REPORTED, 0)
    assert "Nothing was imported This file is not there any more." in page.text


def give_up() -> None:
    """Let the worker have tried what waits for it five times in vain."""
    with transaction():
        task = claim_job(real_now(), "w")
        job = find_job(task.id) if task else None
        assert task is not None
        assert job is not None
        job.attempts = TRIES
        fail_job(task, "OperationalError: database or disk is full", real_now())


@ON_ONE
@pytest.mark.parametrize("steps", [1, 2])
def test_what_the_worker_has_given_up_says_so_and_is_tried_again(olga: PageClient, app: Flask, steps: int) -> None:
    """It gives up while it reads (1 step), or while it imports (2 steps)."""
    upload(olga, schedule_xml(SMALL), path=INTO)
    path = f"{INTO}{work(app).id}/" if steps == 2 else f"{INTO}{newest().id}/"
    if steps == 2:
        choose(olga, path)
    give_up()
    page = olga.page(path)
    said = ("The worker has given up It could not do it after 5 tries. Nothing of this file has been imported. "
            "What it met last: OperationalError: database or disk is full")  # fmt: skip
    elsewhere = [olga.page(INTO).text, olga.page("/organise/soc32/").text]
    assert ("schedule.xml Given up" in elsewhere[0], "1 import was given up" in elsewhere[1]) == (True, True)
    assert (said in page.text, "Being imported" in page.text, "You may leave" in page.text) == (True, False, False)
    assert "The worker tries it again now." in Page(olga.send(path, form=-1).text).text
    assert (work(app).state, list_parked_jobs()) == (ImportState.REPORTED if steps == 1 else ImportState.DONE, [])
    again = Page(olga.send(f"{path}try-again/", status=422).text)
    assert "This import does not stand still" in again.text


@ON_ONE
def test_a_try_that_failed_says_when_the_next_comes(olga: PageClient) -> None:
    upload(olga, schedule_xml(SMALL), path=INTO)
    with transaction():
        task = claim_job(real_now(), "w")
        assert task is not None
        fail_job(task, "", real_now())
    path = f"{INTO}{newest().id}/"
    said = "The worker could not do it after the first try, and tries again by itself in less than a minute."
    assert said in olga.page(path).text


@ON_ONE
def test_what_was_given_up_can_be_stopped_and_is_then_nobodys_worry(olga: PageClient) -> None:
    upload(olga, schedule_xml(SMALL), path=INTO)
    give_up()
    olga.send(f"{INTO}{newest().id}/stop/")
    assert (newest().state, list_parked_jobs()) == (ImportState.REFUSED, [])


@ON_ONE
def test_a_fault_of_the_reader_is_told_and_its_last_words_are_logged(
    olga: PageClient, app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    upload(olga, b"title;start\r\nOpening;2032-09-08 10:00\r\n", path=INTO)
    with transaction():
        one = db.session.scalars(select(ProgrammeImport)).one()
        one.how = {**one.how, "zone": "Mars/Olympus"}
    one = work(app)
    written = next(line for line in capsys.readouterr().out.splitlines() if "an import failed" in line)
    error_id = json.loads(written)["error_id"]
    assert (one.state, one.sentence) == (ImportState.REFUSED, (
        "The file broke the reader of such files. Please save it anew, or in another format. If you write to us about "
        f"this, please give this number: {error_id}."))  # fmt: skip
    assert re.search(r"ChildFailed: fault: ZoneInfoNotFoundError: .+ \(apart\.py:\d+ > .+ > .+\.py:\d+\)", written)
    assert "Mars" not in written


def test_nobody_else_may(olga: PageClient, app: Flask) -> None:
    upload(olga, schedule_xml(SMALL), path=INTO)
    one = work(app)
    make_event(slug="other")
    for path in (f"/organise/other/import/{one.id}/", f"{INTO}{one.id + 1}/", f"{START}{one.id + 1}/"):
        olga.get(path, status=404)
    olga.sign_in(make_account(Role.EDITOR))
    for path in (
        START,
        INTO,
        f"{INTO}{one.id}/",
        f"{INTO}{one.id}/answers/",
        f"{INTO}{one.id}/choice/",
        f"{INTO}{one.id}/stop/",
        f"{INTO}{one.id}/try-again/",
    ):
        olga.get(path, status=404)


def test_a_file_that_nobody_goes_on_with_goes(olga: PageClient, app: Flask, stand_at: Any, now: datetime) -> None:
    stand_at(now)
    upload(olga, schedule_xml(SMALL))
    work(app)
    stand_at(now + timedelta(days=8))
    one = work(app)
    assert (one.state, one.file, files.list_keys()) == (ImportState.REFUSED, None, [])
