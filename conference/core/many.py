"""One change to many records: what it makes of each, where it cannot be, what somebody else was faster with. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any
from zlib import crc32

from conference.core.errors import Conflict
from conference.core.words import _

MOST_NAMED = 5
Found = Mapping[int, tuple[str, Any]]
Seen = Mapping[int, str]


@dataclass(frozen=True)
class ManyChange:
    """What becomes of each record; what is None stays as it is. A field is called as that of the record.

    Each kind of record has a class of its own, whose fields are what can be changed together.
    """

    @property
    def wanted(self) -> Mapping[str, object]:
        """The names of what changes, and what it becomes."""
        return {name: value for name, value in vars(self).items() if value is not None}

    def differences(self, record: Any) -> dict[str, tuple[object, object]]:
        """What a record is and what it becomes, by name; nothing where it is so already."""
        pairs = {name: (getattr(record, name), value) for name, value in self.wanted.items()}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    def why_not(self, _record: Any) -> str:
        """The sentence that says why a record cannot become this; empty where it can."""
        return ""

    def mark_of(self, record: Any) -> str:
        """What a page remembers of a record: it is another as soon as anything is that can be changed here."""
        return mark([record.name, *(getattr(record, one.name) for one in fields(self))])


@dataclass(frozen=True)
class Leaving:
    """A record that may go: why it stays, where it does, and what else it says that would be lost."""

    name: str
    why_it_stays: str = ""
    lost: object = None


class Removal(ManyChange):
    """Each record goes; it is made of `Leaving` ones."""

    @property
    def wanted(self) -> Mapping[str, object]:
        """That they go."""
        return {"stays": False}

    def differences(self, record: Leaving) -> dict[str, tuple[object, object]]:
        """A record that is there goes."""
        return {"stays": (True, False)}

    def why_not(self, record: Leaving) -> str:
        """Why it stays."""
        return record.why_it_stays

    def mark_of(self, record: Leaving) -> str:
        """Another one as soon as something else would be lost."""
        return mark([record.name, record.lost])


def mark(said: Iterable[object]) -> str:
    """Eight letters or fewer that stand for what is said; the same only for the same (by accident once in 2^32)."""
    return f"{crc32(repr([*said]).encode()):x}"


def check_many(to: ManyChange, seen: Seen, found: Found) -> None:
    """Raise Conflict unless all can become this, and are as a page saw them.

    `seen`: marks, `found`: names and records as they are now, by id.
    """
    check_as_seen(seen, {key: (name, to.mark_of(record)) for key, (name, record) in found.items()})
    check_may_become((name, to.why_not(record)) for name, record in found.values())


def check_as_seen(seen: Seen, now: Mapping[int, tuple[str, str]]) -> None:
    """Raise Conflict where records are not as a page saw them; `seen`: marks, `now`: names and marks, by id."""
    gone = [key for key in seen if key not in now]
    changed = [name for key, (name, its_mark) in now.items() if seen.get(key) != its_mark]
    if gone:
        raise Conflict(_("Nothing is changed: some of these are not there any more."))
    if changed:
        raise Conflict(_("Nothing is changed: meanwhile somebody has changed %(names)s. What they are now stands "
                         "below. Send it again if it is still right.", names=named(changed)))  # fmt: skip


def check_may_become(refusals: Iterable[tuple[str, str]]) -> None:
    """Raise Conflict where records cannot become what is wanted; `refusals` are names with a sentence or none."""
    if said := [f"{name}: {sentence}" for name, sentence in refusals if sentence]:
        raise Conflict(_("Nothing is changed. %(why)s", why=" ".join(said[:MOST_NAMED])))


def named(names: Iterable[str]) -> str:
    """The first of many names, and that there are more."""
    found = list(names)
    shown = ", ".join(found[:MOST_NAMED])
    more = len(found) - MOST_NAMED
    return _("%(names)s and %(more)s more", names=shown, more=more) if more > 0 else shown
