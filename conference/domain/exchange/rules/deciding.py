"""What becomes of a field: taken from the file, or left as an organiser edited it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from conference.domain.exchange.rules.known import Fields, Known
from conference.domain.exchange.rules.sources import SourceKey
from conference.domain.exchange.rules.states import Fate, Thing

ADDED_TO = "aliases"  # further names only come to those that are there
EMPTY: tuple[object, ...] = ("", None, [])


@dataclass(frozen=True)
class Difference:
    """A field that differs: what stands here, and what the file says."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Item:
    """One thing of a file and what would become of it. `said` is what the file says of it, by field.

    `changes` would be made; `kept` were edited here since. `index` is its place among the things of its kind in the
    file; None for what is not in the file.
    """

    source: SourceKey
    fate: Fate
    name: str
    place: str = ""
    index: int | None = None
    target: int | None = None
    said: Fields = field(default_factory=dict)
    changes: tuple[Difference, ...] = ()
    kept: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()
    candidates: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """Its name in reports and choices."""
        return self.source.words

    @property
    def thing(self) -> Thing:
        """What it is."""
        return self.source.thing

    @property
    def ref(self) -> int | str:
        """By what other items name it."""
        return self.key if self.target is None else self.target


def differences(said: Fields, ours: Fields, last: Fields) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """What to take over, and what was edited here since: ours is neither what the file says nor what it said last.

    A field that no file has said yet counts as edited unless it is empty here.
    """
    taken: list[Difference] = []
    kept: list[Difference] = []
    for name, theirs in said.items():
        our = ours.get(name)
        if our == theirs:
            continue
        is_untouched = our == last[name] if name in last else our in EMPTY
        (taken if is_untouched or name == ADDED_TO else kept).append(Difference(name, our, theirs))
    return tuple(taken), tuple(kept)


def decided(
    source: SourceKey, name: str, said: Fields, known: Known | None, last: Fields, *, place: str = "",
    index: int | None = None, notes: Iterable[str] = (), candidates: tuple[int, ...] = (),
) -> Item:  # fmt: skip
    """The item with its fate, given the record of ours that it is (None: it is new) and what was said of it last."""
    changes, kept = ((), ()) if known is None else differences(said, known.fields, last)
    fate = Fate.NEW if known is None else Fate.CHANGED if changes else Fate.KEPT if kept else Fate.SAME
    return Item(source, fate, name, place, index, known.id if known else None, said, changes, kept, tuple(notes),
                candidates)  # fmt: skip


def refused(source: SourceKey, name: str, why: str, place: str = "", index: int | None = None) -> Item:
    """An item that cannot be taken over; `why` is a sentence."""
    return Item(source, Fate.REFUSED, name[:250].strip(), place, index, notes=(why,))
