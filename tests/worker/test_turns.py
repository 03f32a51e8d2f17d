import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import update

from conference.core.clock import real_now
from conference.core.database import db, transaction
from conference.core.turns import Turn, daily, forget_turns, take_turn


def take(name: str, period: str) -> bool:
    with transaction():
        return take_turn(name, period)


def test_a_turn_is_taken_once_in_each_period(app: Flask) -> None:
    assert [take("briefing", period) for period in ("2026-W48", "2026-W48", "2026-W49")] == [True, False, True]
    assert take("reminders", "2026-W48") is True


def test_a_turn_whose_work_was_rolled_back_can_be_taken_again(app: Flask) -> None:
    assert take_turn("briefing", "2026-W48") is True
    db.session.rollback()
    assert take("briefing", "2026-W48") is True


def test_of_eight_at_once_one_takes_the_turn(app: Flask) -> None:
    start = threading.Barrier(8)

    def one(_number: int) -> bool:
        with app.app_context():
            start.wait()
            return take("briefing", "2026-W48")

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(one, range(8))) == [False] * 7 + [True]


def test_a_day_is_a_period() -> None:
    assert daily(datetime(2026, 11, 26, 23, 59, tzinfo=UTC)) == "2026-11-26"


def test_old_turns_are_forgotten(app: Flask) -> None:
    take("briefing", "2025-W01"), take("briefing", "2026-W48")
    with transaction():
        old = update(Turn).where(Turn.period == "2025-W01")
        db.session.execute(old.values(taken_at=real_now() - timedelta(days=401)))
        forget_turns(real_now())
    assert [one.period for one in db.session.query(Turn)] == ["2026-W48"]
