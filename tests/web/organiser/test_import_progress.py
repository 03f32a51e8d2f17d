"""What a page says of an import that the worker is at."""

from datetime import UTC, datetime, timedelta

from conference.domain.exchange.models import ProgrammeImport
from conference.web.organiser.import_progress import progress_values

BEGAN = datetime(2032, 9, 8, 8, 0, tzinfo=UTC)


def test_a_step_of_which_nobody_knows_how_far_it_is_says_how_long_it_has_taken() -> None:
    one = ProgrammeImport(doing="Writing", progress_done=0, progress_total=0, changed_at=BEGAN)
    assert progress_values(one, BEGAN + timedelta(seconds=12.7)) == {
        "doing": "Writing", "done": None, "total": 0,
        "note": "This step began 12 seconds ago. You may leave this page; the work goes on.",
    }  # fmt: skip
