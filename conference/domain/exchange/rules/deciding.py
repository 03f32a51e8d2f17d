"""What becomes of a field: taken from the file, or left as an organiser edited it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from conference.core.text import cut_text
from conference.core.words import _
from conference.domain.exchange.rules.known import Fields, Known
from conference.domain.exchange.rules.sources import SourceKey
from conference.domain.exchange.rules.states import Fate, Thing

EMAIL = "email"  # never remembered, so one that is here is only changed where that is asked: links go to it
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

    `changes` would be made; `kept` stay as they are here. `index` is its place among the things of its kind in the
    file; None for what is not in the file. `is_settled`: who imports may not change it, whatever they choose.
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
    is_settled: bool = False

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
    """What to take over, and what to keep: ours is neither what the file says nor what it said last.

    So it was edited here since. A field that no file has said yet is kept likewise, unless it is empty here.
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


def settled(item: Item) -> Item:
    """The item where who imports may only add to its kind: what is here stays, and what the file says is forgotten."""
    stays = (*item.changes, *item.kept)
    if not stays:
        return item
    said = {name: value for name, value in item.said.items() if name not in {one.field for one in stays}}
    why = _("It belongs to the whole site and stays as it is: only organisers of the whole site may change it.")
    return replace(item, fate=Fate.KEPT, said=said, changes=(), kept=stays, notes=(*item.notes, why), is_settled=True)


def refused(source: SourceKey, name: str, why: str, place: str = "", index: int | None = None) -> Item:
    """An item that cannot be taken over; `why` is a sentence."""
    return Item(source, Fate.REFUSED, cut_text(name, 250), place, index, notes=(why,))
