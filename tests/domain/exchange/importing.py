"""Importing in tests, as worker and organiser do it together."""

from dataclasses import dataclass
from datetime import UTC, datetime

from conference.core.database import db, reading, transaction
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.exchange.actions import (
    apply_import,
    begin_reading,
    choose_items,
    keep_report,
    start_import,
)
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.queries import make_report, report_of
from conference.domain.exchange.rules import Choices, Outcome, Report
from conference.formats.programmes.how_to_read import HowToRead
from conference.formats.programmes.values import Programme

NOW = datetime(2021, 11, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Imported:
    """An import that is done, what its report said, and what it did."""

    one: ProgrammeImport
    report: Report
    outcome: Outcome

    @property
    def event(self) -> Event:
        """The event that it went into."""
        assert self.one.event is not None
        return self.one.event


def reported(programme: Programme, event: Event | None, actor: Account) -> ProgrammeImport:
    """An import of a file that was read already, with its report."""
    with transaction():
        one = start_import(b"read", "programme", event=event, how=HowToRead(), actor=actor, now=NOW)
    with transaction():
        begin_reading(one, now=NOW)
    with reading():
        report = make_report(programme, one.event, actor, one.file_name)
    with transaction():
        keep_report(one, report, now=NOW)
    return one


def import_programme(
    programme: Programme, event: Event | None, actor: Account, choices: Choices | None = None
) -> Imported:  # fmt: skip
    """The file in the event (None: a new one), all of it unless chosen otherwise."""
    one = reported(programme, event, actor)
    report = report_of(one)
    with transaction():
        choose_items(one, choices or Choices(), actor=actor, now=NOW)
    with transaction():
        outcome = apply_import(one, programme, now=NOW)
    db.session.expire_all()
    return Imported(one, report, outcome)
