"""What a page says of an import that the worker is at."""

from datetime import UTC, datetime, timedelta

import pytest

from conference.core.jobs import Job
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.rules import READS, Halt, Standstill
from conference.web.organiser.import_progress import progress_values, standstill_values

BEGAN = datetime(2032, 9, 8, 8, 0, tzinfo=UTC)


def test_a_step_of_which_nobody_knows_how_far_it_is_says_how_long_it_has_taken() -> None:
    one = ProgrammeImport(doing="Writing", progress_done=0, progress_total=0, changed_at=BEGAN)
    assert progress_values(one, BEGAN + timedelta(seconds=12.7)) == {
        "doing": "Writing", "done": None, "total": 0,
        "note": "This step began 12 seconds ago. You may leave this page; the work goes on.",
    }  # fmt: skip


@pytest.mark.parametrize(("ahead", "words"), [
    (None, ""),
    (Job(kind="document", progress_done=12, progress_total=530), ": a PDF is being made first, page 12 of about 530"),
    (Job(kind="document", progress_done=0, progress_total=0), ": a PDF is being made first"),
    (Job(kind=READS), ": another import comes first"), (Job(kind="check"), ": the worker does something else first"),
])  # fmt: skip
def test_what_has_not_begun_says_what_it_waits_for(ahead: Job | None, words: str) -> None:
    one = ProgrammeImport(doing="", progress_done=0, progress_total=0, changed_at=BEGAN)
    assert progress_values(one, BEGAN, ahead)["doing"] == f"Waiting for its turn{words}"


def test_what_stands_still_says_why_and_whether_it_can_be_tried_again() -> None:
    nothing = "Nothing of this file has been imported."
    later = Standstill(Halt.LATER, 2, "OperationalError: disk is full", BEGAN + timedelta(minutes=5, seconds=10))
    assert standstill_values(later, BEGAN) == {
        "title": "It has not worked yet", "may_try": True,
        "text": f"The worker could not do it after 2 tries, and tries again by itself in 5 minutes. {nothing} "
                "What it met last: OperationalError: disk is full",
    }  # fmt: skip
    assert standstill_values(Standstill(Halt.HELD, 0, "", None), BEGAN) == {
        "title": "It is held", "may_try": False,
        "text": f"The data came out of a backup. It goes on once the outbox is released. {nothing}",
    }  # fmt: skip
