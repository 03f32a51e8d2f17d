"""What a field says of an answer that it cannot read, in our words instead of those of the library."""

from conference.core.words import _


class OurSentences:
    """Translates what fields say by themselves."""

    def gettext(self, sentence: str) -> str:
        """Our sentence for this one; the same where there is none."""
        return {
            "Not a valid choice.": _("Please choose one from the list."),
            "Invalid Choice: could not coerce.": _("Please choose one from the list."),
            "Not a valid time value.": _("Please give a time such as 09:30."),
            "Not a valid date value.": _("Please give a date such as 2022-09-08."),
            "Not a valid datetime value.": _("Please give a date and a time such as 2022-09-08 09:30."),
        }.get(sentence) or _(sentence)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """A sentence that counts, whose places the field fills itself."""
        return self.gettext(singular if number == 1 else plural)
