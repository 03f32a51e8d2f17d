"""The themes of an event's programme."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.queries import get_event
from conference.domain.programme.actions import add_theme, remove_theme, rename_theme
from conference.domain.programme.models import Theme
from conference.domain.programme.queries import get_theme, themes_of
from conference.domain.schedule.queries.rows import count_sessions_by_theme
from conference.web.access import get_account, requires
from conference.web.forms.base import ButtonForm
from conference.web.forms.programme import ThemeForm
from conference.web.organiser.asking import ask_page, form_page
from conference.web.organiser.tables.frame import themes_table
from conference.web.organiser.tables.pages import table_page
from conference.web.organiser.tables.picks import Picks, to_remove
from conference.web.organiser.tables.shown import shown

blueprint = Blueprint("themes", __name__)


@blueprint.route("/<slug:event_slug>/programme/themes/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def show(event_slug: str) -> ResponseReturnValue:
    """The themes of an event, and the form that adds one."""
    event, form = get_event(event_slug), ThemeForm()
    here = links.organise_themes(event_slug)

    def add() -> tuple[str, str]:
        theme = add_theme(get_event(event_slug), form.name.data, actor=get_account(), now=now())
        return here, _("%(theme)s is added.", theme=theme.name)

    of = shown(themes_table(event, count_sessions_by_theme(event)), themes_of(event), here)
    lead = _("Strands of the programme that readers can follow.")
    picks: Picks[Theme] = Picks(lambda one: one.id, [to_remove(links.organise_remove_themes(event_slug))])
    return form.perform(add) or table_page(of, title=_("Themes"), lead=lead, event=event, form=form, picks=picks)


@blueprint.route("/<slug:event_slug>/programme/themes/<slug:theme_slug>/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(event_slug: str, theme_slug: str) -> ResponseReturnValue:
    """The name of a theme."""
    event, back = get_event(event_slug), links.organise_themes(event_slug)
    form = ThemeForm(obj=get_theme(event, theme_slug))

    def save() -> tuple[str, str]:
        at = get_event(event_slug)
        rename_theme(at, get_theme(at, theme_slug), form.name.data, actor=get_account(), now=now())
        return back, _("The theme is saved.")

    here = links.organise_themes(event_slug, theme_slug)
    return form.perform(save) or form_page(
        form,
        title=_("Theme"),
        button=_("Save"),
        back=back,
        event=event,
        remove=f"{here}remove/",
        history=f"{here}history/",
    )


@blueprint.route("/<slug:event_slug>/programme/themes/<slug:theme_slug>/remove/", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def remove(event_slug: str, theme_slug: str) -> ResponseReturnValue:
    """Ask before a theme goes."""
    form, back = ButtonForm(), links.organise_themes(event_slug)

    def take_away() -> tuple[str, str]:
        at = get_event(event_slug)
        remove_theme(at, get_theme(at, theme_slug), actor=get_account(), now=now())
        return back, _("The theme is gone.")

    if (done := form.perform(take_away)) is not None:
        return done
    event = get_event(event_slug)
    consequence = _("%(theme)s cannot be chosen any more.", theme=get_theme(event, theme_slug).name)
    return ask_page(
        form, title=_("Remove a theme"), button=_("Remove it"), back=back, event=event, consequences=[consequence]
    )
