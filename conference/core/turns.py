"""Work that comes round: each kind is queued once in its period, whichever worker is first to look."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from conference.core.clock import real_now
from conference.core.database import Base, Line, UtcDateTime, db
from conference.core.personal import nothing_personal

KEPT_FOR = timedelta(days=400)

PeriodOf = Callable[[datetime], str]


@nothing_personal
class Turn(Base):
    """Work that comes round was started for this period, like "briefing" and "2026-W48"."""

    __tablename__ = "turn"

    name: Mapped[str] = mapped_column(Line(60), primary_key=True)
    period: Mapped[str] = mapped_column(Line(60), primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def take_turn(name: str, period: str) -> bool:
    """Whether this caller is the first to start the work of this name and period; true once, if it is committed."""
    if db.session.get(Turn, (name, period)) is not None:
        return False
    try:
        with db.session.begin_nested():
            db.session.add(Turn(name=name, period=period, taken_at=real_now()))
    except IntegrityError:
        return False
    return True


def forget_turns(at: datetime) -> None:
    """Drop turns that were taken more than 400 days ago (real time)."""
    db.session.execute(delete(Turn).where(Turn.taken_at < at - KEPT_FOR))


_rounds: dict[str, PeriodOf] = {}


def comes_round(kind: str, period_of: PeriodOf) -> None:
    """Let the worker queue a job of this kind once in each period; `period_of` gets application time."""
    _rounds[kind] = period_of


def rounds() -> Mapping[str, PeriodOf]:
    """What comes round, by kind of job."""
    return dict(_rounds)


def daily(now: datetime) -> str:
    """The day as a period: "2026-11-26" (UTC)."""
    return f"{now:%Y-%m-%d}"
