"""Forms that were sent before: the key of a form is kept with its answer, so that a repeat gets the same one."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Mapped, mapped_column

from conference.core.database import Base, Line, UtcDateTime, db
from conference.core.errors import Conflict
from conference.core.personal import Purpose, may_name_people
from conference.core.words import _

KEPT_FOR = timedelta(hours=24)


@may_name_people(Purpose.RUNNING)
class AnsweredForm(Base):
    """A form that was carried out: its random key, a digest of what it held, and where the answer led."""

    __tablename__ = "answered_form"

    key: Mapped[str] = mapped_column(Line(64), primary_key=True)
    content: Mapped[str] = mapped_column(Line(64))
    location: Mapped[str] = mapped_column(Line(1000))
    message: Mapped[str] = mapped_column(Line(1000), default="")
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def find_answer(key: str, content: str) -> AnsweredForm | None:
    """The answer to an earlier sending of this form, or None; Conflict when the key was used for other content."""
    answer = db.session.get(AnsweredForm, key)
    if answer is not None and answer.content != content:
        raise Conflict(_("This form was already sent with other answers. Open the page again to send a new one."))
    return answer


def keep_answer(key: str, content: str, location: str, message: str, at: datetime) -> None:
    """Store the answer in the transaction of the deed; `at` is real time."""
    answer = AnsweredForm(key=key, content=content, location=location, message=message, answered_at=at)
    db.session.add(answer)
    db.session.flush()


def forget_answers(at: datetime) -> None:
    """Drop answers older than a day (real time)."""
    db.session.execute(delete(AnsweredForm).where(AnsweredForm.answered_at < at - KEPT_FOR))
