"""Reading expressions of interest."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from conference.core.addresses import folded
from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.consents.rules import ConsentPurpose, purposes_offered, wording_of
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.rules import COUNTED, Answers, InterestState, Welcome, topics_offered, welcome
from conference.domain.programme.models import Theme
from conference.domain.site.queries import get_site


def find_interest(event_id: int, email: str) -> ExpressionOfInterest | None:
    """The expression of interest of this address, in upper or lower case, in this event, or None."""
    query = select(ExpressionOfInterest).where(ExpressionOfInterest.event_id == event_id)
    return db.session.scalar(query.where(ExpressionOfInterest.folded_email == folded(email)))


def get_interest(interest_id: int) -> ExpressionOfInterest:
    """The expression of interest with its event; raises NotFound."""
    found = db.session.get(ExpressionOfInterest, interest_id, options=[joinedload(ExpressionOfInterest.event)])
    if found is None:
        raise NotFound(_("There is no such expression of interest."))
    return found


def get_own_interest(interest_id: int, link_version: int) -> ExpressionOfInterest:
    """The expression that a personal link opens; raises NotFound for a link that was revoked."""
    found = get_interest(interest_id)
    if found.link_version != link_version:
        raise NotFound(_("This link is not valid any more. The newest mail has the link that works."))
    return found


def welcome_of(event: Event, now: datetime) -> Welcome:
    """Whether an event takes expressions of interest now, and what else one can do."""
    return welcome(event.state, event.starts_at, event.ends_at, event.registration_opens_at, now)


def topics_of(event: Event) -> tuple[str, ...]:
    """The topics that the form of an event offers."""
    themes = db.session.scalars(select(Theme.name).where(Theme.event_id == event.id).order_by(Theme.position, Theme.id))
    return topics_offered(event.topics, themes.all())


def wordings_of(event: Event) -> dict[ConsentPurpose, str]:
    """The sentence beside each tick that the form of an event offers."""
    series, site = event.series, get_site()
    return {
        purpose: wording_of(purpose, event=event.name, series=series.title if series else "", site=site.name)
        for purpose in purposes_offered(has_series=series is not None)
    }


def answers_of(expression: ExpressionOfInterest) -> Answers:
    """The answers that count."""
    return Answers(
        expression.name, expression.organisation, expression.leaning, tuple(expression.topics),
        tuple(map(ConsentPurpose, expression.purposes)),
    )  # fmt: skip


def find_proposed_answers(expression: ExpressionOfInterest) -> Answers | None:
    """The newer answers that wait to be applied, or None."""
    told = expression.proposed
    if told is None:
        return None
    return Answers(
        told["name"], told["organisation"], AttendanceMode(told["leaning"]), tuple(told["topics"]),
        tuple(map(ConsentPurpose, told["purposes"])),
    )  # fmt: skip


@dataclass(frozen=True)
class InterestCounts:
    """How many expressed interest in an event: in each state, and of those confirmed by leaning, topic and purpose."""

    states: dict[InterestState, int]
    leanings: dict[AttendanceMode, int]
    topics: dict[str, int]
    purposes: dict[ConsentPurpose, int]

    @property
    def confirmed(self) -> int:
        """How many confirmed by mail and did not withdraw."""
        return sum(self.states[state] for state in COUNTED)


def count_interest(event: Event) -> InterestCounts:
    """Count an event's expressions of interest (two queries)."""
    mine = ExpressionOfInterest.event_id == event.id
    by_state = select(ExpressionOfInterest.state, func.count()).where(mine).group_by(ExpressionOfInterest.state)
    states: dict[InterestState, int] = dict(db.session.execute(by_state).all())
    told = select(ExpressionOfInterest.leaning, ExpressionOfInterest.topics, ExpressionOfInterest.purposes)
    rows = db.session.execute(told.where(mine, ExpressionOfInterest.state.in_(COUNTED))).all()
    leanings = Counter(leaning for leaning, _topics, _purposes in rows)
    topics = Counter(topic for _leaning, chosen, _purposes in rows for topic in chosen)
    purposes = Counter(ConsentPurpose(purpose) for _leaning, _topics, chosen in rows for purpose in chosen)
    return InterestCounts(
        dict.fromkeys(InterestState, 0) | states,
        {mode: leanings[mode] for mode in AttendanceMode},
        dict(sorted(topics.items(), key=lambda found: (-found[1], found[0]))),
        {purpose: purposes[purpose] for purpose in ConsentPurpose},
    )


def list_expressions(
    event: Event, state: InterestState | None = None, limit: int = 50, offset: int = 0
) -> Sequence[ExpressionOfInterest]:
    """An event's expressions of interest (in one state), the newest first."""
    query = select(ExpressionOfInterest).where(ExpressionOfInterest.event_id == event.id)
    if state is not None:
        query = query.where(ExpressionOfInterest.state == state)
    return db.session.scalars(query.order_by(ExpressionOfInterest.id.desc()).limit(limit).offset(offset)).all()
