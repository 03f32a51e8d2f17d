"""What of a plan is done, given what an organiser chose. Pure."""

from dataclasses import dataclass

from conference.domain.exchange.rules.answers import Choices
from conference.domain.exchange.rules.deciding import Difference, Item
from conference.domain.exchange.rules.known import Fields
from conference.domain.exchange.rules.planning import Plan
from conference.domain.exchange.rules.sessions import new_refs_in
from conference.domain.exchange.rules.states import Fate

PRESENT = {Fate.NEW, Fate.CHANGED, Fate.KEPT, Fate.SAME}


@dataclass(frozen=True)
class Deed:
    """An item that is taken over: its `changes` are those that are made (none for a new one), `kept` those that not."""

    item: Item
    changes: tuple[Difference, ...] = ()
    kept: tuple[Difference, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether there is nothing of ours that it is."""
        return self.item.target is None

    @property
    def written(self) -> Fields:
        """The fields that are written: all of a new item, else those that change."""
        return self.item.said if self.is_new else {one.field: one.after for one in self.changes}


def chosen_deeds(plan: Plan, choices: Choices) -> list[Deed]:
    """What to do, in the order of the plan: what was chosen, with all that is new and that it names.

    What is the same is among it too, without changes, so that its identity is remembered.
    """
    present = [item for item in plan.items if item.fate in PRESENT]
    picked = [item for item in present if choices.keys is None or item.key in choices.keys or item.fate is Fate.SAME]
    deeds = [_deed(item, choices.overwrite) for item in picked]
    wanted = {item.key for item in picked} | {key for deed in deeds for key in new_refs_in(deed.written)}
    return [_deed(item, choices.overwrite) for item in present if item.key in wanted]


def _deed(item: Item, overwrite: bool) -> Deed:
    if overwrite and not item.is_settled:
        return Deed(item, (*item.changes, *item.kept))
    return Deed(item, item.changes, item.kept)
