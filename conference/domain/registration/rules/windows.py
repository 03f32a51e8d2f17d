"""When one may register, and until when people move up. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from conference.core.errors import Conflict, Invalid
from conference.core.words import _
from conference.core.zones import moment_words
from conference.domain.events.rules import EventState, Phase, phase

MOST_HOURS = 24 * 60


@dataclass(frozen=True)
class Window:
    """What decides whether one may register for an event: instants are aware, `zone` is that of its times."""

    name: str
    state: EventState
    starts_at: datetime
    ends_at: datetime
    opens_at: datetime | None
    closes_at: datetime | None
    zone: str
    zone_place: str = ""

    @property
    def last_moment(self) -> datetime:
        """When registering ends: at the closing time or else at the start, at the end of the event at the latest."""
        return min(self.closes_at or self.starts_at, self.ends_at)

    def moment(self, instant: datetime) -> str:
        """An aware instant written out in the event's zone."""
        return moment_words(instant, self.zone, self.zone_place)


def why_closed(window: Window, now: datetime) -> str:
    """Why nobody can register now, in a sentence; "" while one can."""
    current = phase(window.state, window.starts_at, window.ends_at, now)
    if current is Phase.CANCELLED:
        return _("%(event)s was cancelled, so nobody can register for it.", event=window.name)
    if current is Phase.OVER:
        return _("%(event)s is over, so nobody can register for it any more.", event=window.name)
    if window.state is not EventState.OPEN:
        return _("Registration for %(event)s is not open yet.", event=window.name)
    if window.opens_at is not None and now < window.opens_at:
        return _(
            "Registration for %(event)s opens on %(when)s.", event=window.name, when=window.moment(window.opens_at)
        )
    if now >= window.last_moment:
        return _(
            "Registration for %(event)s closed on %(when)s.", event=window.name, when=window.moment(window.last_moment)
        )
    return ""


def check_registration_open(window: Window, now: datetime) -> None:
    """Raise Conflict with the reason unless one can register now."""
    if reason := why_closed(window, now):
        raise Conflict(reason)


def may_move_up(window: Window, now: datetime) -> bool:
    """Whether a free place still finds its next owner: until the event starts, or as long as one can register."""
    current = phase(window.state, window.starts_at, window.ends_at, now)
    if current in {Phase.DRAFT, Phase.CANCELLED, Phase.OVER}:
        return False
    return now < max(window.starts_at, window.last_moment)


def check_hours(hours: int, field: str) -> None:
    """Raise Invalid unless a place can be held for so many hours."""
    if not 1 <= hours <= MOST_HOURS:
        raise Invalid(_("Please give hours from 1 to %(most)s.", most=MOST_HOURS), field)


def offer_ends_at(window: Window, hours: int, now: datetime) -> datetime | None:
    """Until when an offer made now holds the place: so many hours, to the start of the event at most.

    None where no offer is made any more: the event has started.
    """
    return min(now + timedelta(hours=hours), window.starts_at) if now < window.starts_at else None


def can_be_told(hours: int | None, window: Window, now: datetime) -> bool:
    """Whether somebody can move up now: at once (None), or by an offer of so many hours, while one can be made."""
    return hours is None or offer_ends_at(window, hours, now) is not None


def why_unchangeable(window: Window, now: datetime) -> str:
    """Why places cannot be changed or handed on any more, in a sentence; "" until the event starts."""
    if phase(window.state, window.starts_at, window.ends_at, now) is Phase.CANCELLED:
        return _("%(event)s was cancelled, so nothing can be changed.", event=window.name)
    if now >= window.starts_at:
        return _("%(event)s has begun, so this can no longer be changed.", event=window.name)
    return ""


def may_change(window: Window, now: datetime) -> bool:
    """Whether places can still be changed or handed on."""
    return not why_unchangeable(window, now)


def check_changeable(window: Window, now: datetime) -> None:
    """Raise Conflict with the reason unless places can still be changed or handed on."""
    if reason := why_unchangeable(window, now):
        raise Conflict(reason)


def is_past(window: Window, now: datetime) -> bool:
    """Whether nobody can have a place any more: the event is over, or was cancelled."""
    return phase(window.state, window.starts_at, window.ends_at, now) in {Phase.OVER, Phase.CANCELLED}


def check_not_past(window: Window, now: datetime) -> None:
    """Raise Conflict once nobody can have a place any more."""
    if is_past(window, now):
        raise Conflict(_("%(event)s is over or was cancelled.", event=window.name))
