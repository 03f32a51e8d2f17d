"""Letters and envelopes: a mail composed once, and one copy per recipient with its state."""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.core.addresses import FoldsAddress
from conference.core.database import Base, Line, Prose, UtcDateTime, choice
from conference.core.personal import NOT_PERSONAL, Erasing, Purpose, may_name_people, nothing_personal, personal


class EnvelopeState(enum.StrEnum):
    """What has become of one copy of a letter."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    RETRY = "retry"
    FAILED = "failed"
    BOUNCED = "bounced"
    SUPERSEDED = "superseded"
    SUPPRESSED = "suppressed"
    HELD = "held"


DUE_STATES = (EnvelopeState.WAITING, EnvelopeState.RETRY)
UNSENT_STATES = (*DUE_STATES, EnvelopeState.HELD)
UNSENT = text("state IN ('waiting', 'retry', 'held')")


class Letter(Base):
    """A mail as it was composed. `about` names its cause, like "registration:12"; `created_at` is application time.

    `calendar` is the text of an iCalendar object whose METHOD is `calendar_method`.
    """

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Line(60), info=NOT_PERSONAL)
    subject: Mapped[str] = mapped_column(Line(200), info=personal(Purpose.MAIL, Erasing.NAMES_GO))
    text: Mapped[str] = mapped_column(Prose(200_000), info=personal(Purpose.MAIL, Erasing.EMPTIED))
    html: Mapped[str] = mapped_column(Prose(1_000_000), info=personal(Purpose.MAIL, Erasing.EMPTIED))
    calendar: Mapped[str | None] = mapped_column(Text, info=personal(Purpose.MAIL, Erasing.EMPTIED))
    calendar_method: Mapped[str | None] = mapped_column(Line(20), info=NOT_PERSONAL)
    sender_name: Mapped[str] = mapped_column(Line(200), info=personal(Purpose.MAIL, Erasing.NAMES_GO))
    sender_email: Mapped[str] = mapped_column(Line(254), info=personal(Purpose.MAIL, Erasing.NAMES_GO))
    reply_to: Mapped[str] = mapped_column(Line(254), default="", info=personal(Purpose.MAIL, Erasing.NAMES_GO))
    about: Mapped[str] = mapped_column(Line(100), default="", index=True, info=NOT_PERSONAL)
    event_id: Mapped[int | None] = mapped_column(Integer, index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Envelope(FoldsAddress, Base):
    """One copy of a letter for one recipient; of those with the same key one at most is unsent.

    `ends` names what is at an end with this letter, like "registration:12": nothing older about it goes out any more.
    `created_at` is application time; tries, leases and `sent_at` are real time. `folded_email` compares the
    recipient's address, which is written as it was typed. `why` tells the reader why it came.
    """

    __tablename__ = "envelope"
    __table_args__ = (
        Index("uq_envelope_unsent", "key", unique=True, sqlite_where=UNSENT, postgresql_where=UNSENT),
        Index("ix_envelope_due", "state", "not_before"),
        Index("ix_envelope_key", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id", ondelete="CASCADE"), index=True)
    recipient_email: Mapped[str] = mapped_column(Line(254), info=personal(Purpose.MAIL, Erasing.NUMBERED))
    folded_email: Mapped[str] = mapped_column(Line(254), index=True, info=personal(Purpose.MAIL, Erasing.NUMBERED))
    recipient_name: Mapped[str] = mapped_column(Line(200), default="", info=personal(Purpose.MAIL, Erasing.EMPTIED))
    key: Mapped[str | None] = mapped_column(Line(200), info=NOT_PERSONAL)
    ends: Mapped[str | None] = mapped_column(Line(100), index=True, info=NOT_PERSONAL)
    message_id: Mapped[str] = mapped_column(Line(320), unique=True, info=NOT_PERSONAL)
    state: Mapped[EnvelopeState] = mapped_column(choice(EnvelopeState), default=EnvelopeState.WAITING)
    why: Mapped[str] = mapped_column(Line(300), default="", info=personal(Purpose.MAIL, Erasing.NAMES_GO))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    not_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    leased_by: Mapped[str | None] = mapped_column(Line(200), info=NOT_PERSONAL)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str] = mapped_column(Line(500), default="", info=personal(Purpose.MAIL, Erasing.NAMES_GO))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    letter: Mapped[Letter] = relationship()


@may_name_people(Purpose.MAIL)
class MassLetter(Base):
    """What many are to be told, each in a letter of their own; `words` is what those letters need that does not last.

    `kind` names the news, like "dates"; `created_at` is application time.
    """

    __tablename__ = "mass_letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Line(60))
    event_id: Mapped[int] = mapped_column(Integer, index=True)
    words: Mapped[str] = mapped_column(Prose(10_000), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


@nothing_personal
class Addressee(Base):
    """Somebody who has still to be written to; `about` names them by their tie to the event, like "registration:12"."""

    __tablename__ = "addressee"
    __table_args__ = (Index("uq_addressee", "mass_letter_id", "about", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mass_letter_id: Mapped[int] = mapped_column(ForeignKey("mass_letter.id", ondelete="CASCADE"))
    about: Mapped[str] = mapped_column(Line(100), index=True)
    tries: Mapped[int] = mapped_column(Integer, default=0)

    mass_letter: Mapped[MassLetter] = relationship()
