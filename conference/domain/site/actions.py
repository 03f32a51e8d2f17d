"""Writing the organisation's settings and the site's public version."""

from sqlalchemy import update

from conference.core.database import db
from conference.domain.site.models import THE_ONE, Site


def set_up_site(*, name: str, sender_email: str, home_zone: str = "Europe/London", is_set_up: bool = False) -> Site:
    """Make the one row of settings."""
    site = Site(id=THE_ONE, name=name, sender_email=sender_email, home_zone=home_zone, is_set_up=is_set_up)
    db.session.add(site)
    db.session.flush()
    return site


def touch_public() -> None:
    """Raise the site's public version: every kept page and every ETag made before is void from the commit on."""
    db.session.execute(
        update(Site).where(Site.id == THE_ONE).values(public_version=Site.public_version + 1),
        execution_options={"synchronize_session": "fetch"},
    )
