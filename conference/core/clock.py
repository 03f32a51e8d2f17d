"""The one door to the clock: real time for technical ages, the application's time for everything people read."""

import math
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import Integer, select
from sqlalchemy.orm import Mapped, mapped_column

from conference.core.database import Base, UtcDateTime, db

SECONDS_BETWEEN_LOOKS = 1.0


class DemoClock(Base):
    """At most one row: the demo was loaded for `demo_start` and its clock runs `offset_seconds` from the real one."""

    __tablename__ = "demo_clock"

    id: Mapped[int] = mapped_column(primary_key=True)
    demo_start: Mapped[datetime] = mapped_column(UtcDateTime)
    offset_seconds: Mapped[int] = mapped_column(Integer)


class _Look:
    at = -SECONDS_BETWEEN_LOOKS
    offset = timedelta()


def real_now() -> datetime:
    """The real instant: for cookies, codes, limits, leases, HTTP and mail dates."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds on a clock that never goes back, for measuring."""
    return time.monotonic()


def now() -> datetime:
    """The instant that rules, pages, mail texts and calendars go by: real, or that of the demo."""
    if time.monotonic() - _Look.at >= SECONDS_BETWEEN_LOOKS:
        seconds = db.session.scalar(select(DemoClock.offset_seconds))
        _Look.offset, _Look.at = timedelta(seconds=seconds or 0), time.monotonic()
    return real_now() + _Look.offset


def known_now() -> datetime | None:
    """The same instant as `now()` where the offset was looked up within this second, else None: asks no database."""
    if time.monotonic() - _Look.at >= SECONDS_BETWEEN_LOOKS:
        return None
    return real_now() + _Look.offset


def offset_seconds() -> int:
    """How far the application's clock is ahead of the real one, in seconds; 0 but for a demo."""
    return round((now() - real_now()).total_seconds())


def forget() -> None:
    """Look the offset up again at the next call (after it was written)."""
    _Look.at = -SECONDS_BETWEEN_LOOKS


def set_demo_start(demo_start: datetime) -> None:
    """Let the application's clock stand at `demo_start` now, or within the second after, and run on from there."""
    db.session.query(DemoClock).delete()
    offset = math.ceil((demo_start - real_now()).total_seconds())
    db.session.add(DemoClock(id=1, demo_start=demo_start, offset_seconds=offset))
    forget()


def find_demo_start() -> datetime | None:
    """The instant that the demo was loaded for, or None where there is no demo."""
    return db.session.scalar(select(DemoClock.demo_start))
