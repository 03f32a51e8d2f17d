"""The four refusals that an action may raise, each with a sentence for the person who reads it."""


class Refusal(Exception):
    """A deed that was not done. `sentence` says why and what to do; `field` names the form field at fault."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotFound(Refusal):
    """There is no such thing, or none that the asker may know of."""


class NotAllowed(Refusal):
    """The asker may know of the thing, but not do this to it."""


class Conflict(Refusal):
    """Somebody or something else was first, or the thing has changed since it was read."""


class Invalid(Refusal):
    """The values given make no sense."""
