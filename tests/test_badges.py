"""Badges: every name fits, the code of each is that of the ticket, and sheets go when they are not needed any more."""

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import zxingcpp
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from conference import links
from conference.core.database import db
from conference.domain.accounts.rules import Role
from conference.domain.attendance.queries import name_of_badges
from conference.domain.attendance.rules import SIZES, BadgeSize, fitting_size
from conference.domain.registration.models import Registration
from conference.domain.site.queries import find_document
from conference.worker import renew_documents, run_due_jobs
from tests.domain.registration.registering import ONLINE, register
from tests.factories import make_account, make_event, make_site
from tests.pages import PageClient

LIVE = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
words = st.lists(st.text("abcdefgilmw-", min_size=1, max_size=40), min_size=1, max_size=20)
names = words.map(lambda all_: " ".join(all_)[:200])


@given(names, st.sampled_from([(57.0, 30.0), (52.0, 30.0), (87.0, 60.0)]))
def test_a_longer_name_is_never_larger_and_every_name_has_a_size(name: str, box: tuple[float, float]) -> None:
    size = fitting_size(name, *box)
    assert size in SIZES
    assert fitting_size(f"{name} and more", *box) <= size
    assert fitting_size("Ada", *box) == max(SIZES)


def test_badges_are_made_and_read_and_go(
    app: Flask, client: PageClient, stand_at: Callable[[datetime], None], tmp_path: Path
) -> None:
    make_site()
    event = make_event(slug="soc22", short_title="SOC22", title="Social Outcomes Conference 2022")
    long = ("مريم عبد الرحمن " * 20)[:200].strip()
    for name, email in (("Ada", "a"), (long, "b"), ("Wolfeschlegelsteinhausenbergerdorff " * 5, "c")):
        register(event, name, email=f"{email}@example.org")
    register(event, "Olga", accepts=(ONLINE,))
    stand_at(LIVE)
    client.sign_in(make_account(Role.ORGANISER))
    page, wanted = links.organise_badges("soc22"), name_of_badges(event, BadgeSize.CARD)
    assert "The badges are being made." in client.send(page, form=-3).text
    assert client.get(links.organise_badges_pdf("soc22", "90x55"), status=404).status_code == 404
    run_due_jobs("a worker")
    assert codes_of(client.get(links.organise_badges_pdf("soc22", "90x55")).data, tmp_path) == sorted(
        one.ticket_key for one in db.session.query(Registration) if one.name != "Olga"
    )
    stand_at(event.ends_at + timedelta(days=20))
    renew_documents(None)  # type: ignore[arg-type]  # it looks at nothing of its task
    run_due_jobs("a worker")
    db.session.rollback()
    assert find_document(wanted) is None


def codes_of(data: bytes, folder: Path) -> list[str]:
    """What a scanner reads from the only page of a PDF, in order."""
    (folder / "badges.pdf").write_bytes(data)
    assert len(PdfReader(folder / "badges.pdf").pages) == 1
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", "badges.pdf", "page"], cwd=folder, check=True)
    with Image.open(folder / "page.png") as picture:
        return sorted(found.text for found in zxingcpp.read_barcodes(picture))
