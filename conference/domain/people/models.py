"""People and organisations, one record each, with the other spellings they were met under."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference import links
from conference.core.database import ID_ONCE, Base, Line, Prose, UtcDateTime
from conference.core.personal import Erasing, Purpose, may_name_people, personal
from conference.core.text import SLUG_LENGTH


@may_name_people(Purpose.PROGRAMME)
class Organisation(Base):
    """An organisation that people come from. One that was merged into another (`merged_into_id`) is shown nowhere."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Line(SLUG_LENGTH), unique=True)
    name: Mapped[str] = mapped_column(Line(200))
    folded_name: Mapped[str] = mapped_column(Line(200), index=True)
    country: Mapped[str] = mapped_column(Line(2), default="")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    is_sample: Mapped[bool] = mapped_column(Boolean, default=False)

    aliases: Mapped[list["OrganisationAlias"]] = relationship(back_populates="organisation",
                                                              cascade="all, delete-orphan")  # fmt: skip


@may_name_people(Purpose.PROGRAMME)
class OrganisationAlias(Base):
    """Another name of an organisation."""

    __tablename__ = "organisation_alias"
    __table_args__ = ID_ONCE

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Line(200))
    folded_name: Mapped[str] = mapped_column(Line(200), index=True)

    organisation: Mapped[Organisation] = relationship(back_populates="aliases")


class Person(Base):
    """Somebody who speaks, chairs or writes. `job_title` and `affiliation` are today's, not those of a past day.

    A record that was merged into another (`merged_into_id`) is shown nowhere; its address leads to the other one. One
    that was erased (`erased_at`) says no name any more: it keeps a place where the programme had somebody.
    """

    __tablename__ = "person"
    __table_args__ = ID_ONCE

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(
        Line(SLUG_LENGTH), unique=True, info=personal(Purpose.PROGRAMME, Erasing.NUMBERED)
    )
    name: Mapped[str] = mapped_column(Line(200), info=personal(Purpose.PROGRAMME, Erasing.WITHHELD))
    folded_name: Mapped[str] = mapped_column(Line(200), index=True, info=personal(Purpose.PROGRAMME, Erasing.WITHHELD))
    honorific: Mapped[str] = mapped_column(Line(60), default="", info=personal(Purpose.PROGRAMME, Erasing.EMPTIED))
    email: Mapped[str | None] = mapped_column(Line(254), index=True, info=personal(Purpose.PROGRAMME, Erasing.EMPTIED))
    job_title: Mapped[str] = mapped_column(Line(300), default="", info=personal(Purpose.PROGRAMME, Erasing.EMPTIED))
    affiliation: Mapped[str] = mapped_column(Line(300), default="", info=personal(Purpose.PROGRAMME, Erasing.EMPTIED))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"))
    biography: Mapped[str] = mapped_column(Prose(5000), default="", info=personal(Purpose.PROGRAMME, Erasing.EMPTIED))
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    link_version: Mapped[int] = mapped_column(Integer, default=1)
    is_sample: Mapped[bool] = mapped_column(Boolean, default=False)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation | None] = relationship()
    aliases: Mapped[list["PersonAlias"]] = relationship(back_populates="person", cascade="all, delete-orphan")

    @property
    def url(self) -> str:
        """The address of their page; "" for somebody who was erased, and has none."""
        return "" if self.erased_at else links.person(self.slug)


class PersonAlias(Base):
    """Another spelling of a person's name."""

    __tablename__ = "person_alias"
    __table_args__ = (Index("uq_person_alias", "person_id", "folded_name", unique=True), ID_ONCE)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Line(200), info=personal(Purpose.PROGRAMME, Erasing.ROW_GOES))
    folded_name: Mapped[str] = mapped_column(Line(200), index=True, info=personal(Purpose.PROGRAMME, Erasing.ROW_GOES))

    person: Mapped[Person] = relationship(back_populates="aliases")
