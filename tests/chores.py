"""What waits for the worker, in tests of other things than PDFs."""

from sqlalchemy import delete

from conference.core.database import db, transaction
from conference.core.jobs import Job
from conference.worker import run_due_jobs


def do_jobs() -> None:
    """Do all jobs that are due, but drop the documents: a PDF takes seconds of work."""
    with transaction():
        db.session.execute(delete(Job).where(Job.kind.in_(("document", "documents"))))
    run_due_jobs("a worker")
