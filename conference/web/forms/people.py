"""Forms of people and organisations."""

from typing import Any

from wtforms import BooleanField

from conference.core.text import SLUG_LENGTH, clean_line
from conference.core.words import _
from conference.domain.people.rules import OrganisationDetails, PersonDetails
from conference.web.forms.base import Form
from conference.web.forms.fields import email, line, markup, one_of, prose

LONGEST_NAME = 200


def names_in(text: str | None) -> tuple[str, ...]:
    """The names that stand one a line in a field, blank lines left out."""
    return tuple(name[:LONGEST_NAME] for name in map(clean_line, (text or "").splitlines()) if name)


def _slug() -> Any:
    return line(
        _("Address"), SLUG_LENGTH, description=_("The part of the address that names it. Old ones go on working.")
    )


class PersonFields(Form):
    """What is said about a person."""

    name = line(_("Name"), LONGEST_NAME)
    honorific = line(_("Title before the name"), 60, required=False, description=_("Such as Professor."))
    email = email(_("E-mail address"), required=False, description=_("Never shown. News of their sessions goes there."))
    job_title = line(_("Job title today"), 300, required=False)
    affiliation = line(_("Affiliation today"), 300, required=False,
                       description=_("What they were on the day of a session stands with the session."))  # fmt: skip
    organisation = one_of(_("Organisation"), [])
    biography = markup(_("Biography"), 5000)
    aliases = prose(_("Other spellings of the name, one a line"), 2000)

    @property
    def details(self) -> PersonDetails:
        """What was said."""
        return PersonDetails(
            self.name.data, self.honorific.data or "", self.email.data or "", self.job_title.data or "",
            self.affiliation.data or "", self.biography.data or "", names_in(self.aliases.data),
        )  # fmt: skip


class NewPersonForm(PersonFields):
    """A person whom we do not know yet."""

    is_somebody_else = BooleanField(_("This is somebody else: add them all the same"))


class PersonForm(PersonFields):
    """A known person."""

    slug = _slug()


class OrganisationForm(Form):
    """An organisation."""

    name = line(_("Name"), LONGEST_NAME)
    country = line(_("Country"), 2, required=False, description=_("Two letters, such as GB."))
    aliases = prose(_("Other names, one a line"), 2000)

    @property
    def details(self) -> OrganisationDetails:
        """What was said."""
        return OrganisationDetails(self.name.data, (self.country.data or "").upper(), names_in(self.aliases.data))


class NewOrganisationForm(OrganisationForm):
    """An organisation that we do not know yet."""

    is_another = BooleanField(_("This is another one: add it all the same"))
