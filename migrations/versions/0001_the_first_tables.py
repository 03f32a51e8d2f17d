"""The first tables.

Revision 0001, after nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("folded_email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("us_totp_secrets", sa.String(length=2000), nullable=True),
        sa.Column("us_phone_number", sa.String(length=128), nullable=True),
        sa.Column("link_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("folded_email", name=op.f("uq_account_folded_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_account_fs_uniquifier")),
    )
    op.create_table(
        "answered_form",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("location", sa.String(length=1000), nullable=False),
        sa.Column("message", sa.String(length=1000), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_answered_form")),
    )
    with op.batch_alter_table("answered_form", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answered_form_answered_at"), ["answered_at"], unique=False)

    op.create_table(
        "blog_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("publication", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blog_post")),
        sa.UniqueConstraint("slug", name=op.f("uq_blog_post_slug")),
    )
    op.create_table(
        "briefing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("intro", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("is_day_known", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefing")),
        sa.UniqueConstraint("slug", name=op.f("uq_briefing_slug")),
    )
    with op.batch_alter_table("briefing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_briefing_issued_on"), ["issued_on"], unique=False)

    op.create_table(
        "demo_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demo_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offset_seconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demo_clock")),
    )
    op.create_table(
        "format",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("is_streamed", sa.Boolean(), nullable=False),
        sa.Column("is_break", sa.Boolean(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_format")),
        sa.UniqueConstraint("slug", name=op.f("uq_format_slug")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("argument", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_by", sa.String(length=200), nullable=True),
        sa.Column("progress_done", sa.Integer(), nullable=False),
        sa.Column("progress_total", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_due", ["state", "not_before"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_key"), ["key"], unique=False)
        batch_op.create_index(
            "uq_job_waiting",
            ["key"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "kept_for",
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("rule", name=op.f("pk_kept_for")),
    )
    op.create_table(
        "known_different",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_different")),
    )
    with op.batch_alter_table("known_different", schema=None) as batch_op:
        batch_op.create_index("uq_known_different", ["kind", "low_id", "high_id"], unique=True)

    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("calendar", sa.Text(), nullable=True),
        sa.Column("calendar_method", sa.String(length=20), nullable=True),
        sa.Column("sender_name", sa.String(length=200), nullable=False),
        sa.Column("sender_email", sa.String(length=254), nullable=False),
        sa.Column("reply_to", sa.String(length=254), nullable=False),
        sa.Column("about", sa.String(length=100), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_event_id"), ["event_id"], unique=False)

    op.create_table(
        "mass_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mass_letter")),
    )
    with op.batch_alter_table("mass_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mass_letter_event_id"), ["event_id"], unique=False)

    op.create_table(
        "old_slug",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_old_slug")),
    )
    with op.batch_alter_table("old_slug", schema=None) as batch_op:
        batch_op.create_index("uq_old_slug", ["kind", "scope", "slug"], unique=True)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded_name", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["organisation.id"], name=op.f("fk_organisation_merged_into_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisation_slug")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_folded_name"), ["folded_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_merged_into_id"), ["merged_into_id"], unique=False)

    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("short_title", sa.String(length=40), nullable=False),
        sa.Column("summary", sa.String(length=400), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("accent", sa.String(length=7), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("slug", name=op.f("uq_series_slug")),
    )
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("storage_key", sa.String(length=200), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stored_file_public_id")),
    )
    op.create_table(
        "turn",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("period", sa.String(length=60), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "period", name=op.f("pk_turn")),
    )
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_turn_taken_at"), ["taken_at"], unique=False)

    op.create_table(
        "venue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("city", sa.String(length=100), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("directions", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue")),
    )
    op.create_table(
        "wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
    )
    with op.batch_alter_table("wording", schema=None) as batch_op:
        batch_op.create_index("uq_wording", ["purpose", "digest"], unique=True)

    op.create_table(
        "account_role",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_role_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_account_role_role_id_role")),
        sa.PrimaryKeyConstraint("account_id", "role_id", name=op.f("pk_account_role")),
    )
    op.create_table(
        "addressee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mass_letter_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=100), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mass_letter_id"],
            ["mass_letter.id"],
            name=op.f("fk_addressee_mass_letter_id_mass_letter"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addressee")),
    )
    with op.batch_alter_table("addressee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_addressee_about"), ["about"], unique=False)
        batch_op.create_index("uq_addressee", ["mass_letter_id", "about"], unique=True)

    op.create_table(
        "briefing_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("briefing_id", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(length=200), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefing.id"], name=op.f("fk_briefing_section_briefing_id_briefing"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefing_section")),
    )
    with op.batch_alter_table("briefing_section", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_briefing_section_briefing_id"), ["briefing_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("wording_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.String(length=200), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["wording_id"], ["wording.id"], name=op.f("fk_consent_wording_id_wording")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_event_id"), ["event_id"], unique=False)
        batch_op.create_index("ix_consent_evidence", ["evidence"], unique=False)
        batch_op.create_index("ix_consent_of", ["email", "purpose"], unique=False)

    op.create_table(
        "document",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("made_of", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_document_file_id_stored_file")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_document")),
    )
    op.create_table(
        "envelope",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("recipient_email", sa.String(length=254), nullable=False),
        sa.Column("folded_email", sa.String(length=254), nullable=False),
        sa.Column("recipient_name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("ends", sa.String(length=100), nullable=True),
        sa.Column("message_id", sa.String(length=320), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_by", sa.String(length=200), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_envelope_letter_id_letter"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_envelope")),
        sa.UniqueConstraint("message_id", name=op.f("uq_envelope_message_id")),
    )
    with op.batch_alter_table("envelope", schema=None) as batch_op:
        batch_op.create_index("ix_envelope_due", ["state", "not_before"], unique=False)
        batch_op.create_index(batch_op.f("ix_envelope_ends"), ["ends"], unique=False)
        batch_op.create_index(batch_op.f("ix_envelope_folded_email"), ["folded_email"], unique=False)
        batch_op.create_index("ix_envelope_key", ["key"], unique=False)
        batch_op.create_index(batch_op.f("ix_envelope_letter_id"), ["letter_id"], unique=False)
        batch_op.create_index(
            "uq_envelope_unsent",
            ["key"],
            unique=True,
            sqlite_where=sa.text("state IN ('waiting', 'retry', 'held')"),
            postgresql_where=sa.text("state IN ('waiting', 'retry', 'held')"),
        )

    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("short_title", sa.String(length=40), nullable=False),
        sa.Column("edition", sa.String(length=20), nullable=False),
        sa.Column("summary", sa.String(length=400), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("zone_place", sa.String(length=60), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("online_platform", sa.String(length=80), nullable=False),
        sa.Column("join_link", sa.String(length=1000), nullable=False),
        sa.Column("accent", sa.String(length=7), nullable=False),
        sa.Column("capacity_in_person", sa.Integer(), nullable=True),
        sa.Column("capacity_online", sa.Integer(), nullable=True),
        sa.Column("offer_hours", sa.Integer(), nullable=True),
        sa.Column("registration_opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("registration_closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_date_sample", sa.Boolean(), nullable=False),
        sa.Column("cancelled_because", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_event_series_id_series")),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_event_venue_id_venue")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("slug", name=op.f("uq_event_slug")),
        sa.UniqueConstraint("uid", name=op.f("uq_event_uid")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_series_id"), ["series_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=254), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("within_kind", sa.String(length=40), nullable=True),
        sa.Column("within_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_journal_entry_account_id_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
    )
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_entry_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_entry_event_id"), ["event_id"], unique=False)
        batch_op.create_index("ix_journal_entry_subject", ["subject_kind", "subject_id"], unique=False)
        batch_op.create_index("ix_journal_entry_within", ["within_kind", "within_id"], unique=False)

    op.create_table(
        "organisation_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_alias_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_alias")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("organisation_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_alias_folded_name"), ["folded_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_alias_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded_name", sa.String(length=200), nullable=False),
        sa.Column("honorific", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("job_title", sa.String(length=300), nullable=False),
        sa.Column("affiliation", sa.String(length=300), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("biography", sa.Text(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=True),
        sa.Column("link_version", sa.Integer(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["merged_into_id"], ["person.id"], name=op.f("fk_person_merged_into_id_person")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_person_organisation_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["photo_id"], ["stored_file.id"], name=op.f("fk_person_photo_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("slug", name=op.f("uq_person_slug")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_folded_name"), ["folded_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_merged_into_id"), ["merged_into_id"], unique=False)

    op.create_table(
        "record_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("aside", sa.JSON(), nullable=False),
        sa.Column("added", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_record_merge_account_id_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_merge")),
    )
    with op.batch_alter_table("record_merge", schema=None) as batch_op:
        batch_op.create_index("ix_record_merge_kept", ["kind", "kept_id"], unique=False)

    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("building", sa.String(length=120), nullable=False),
        sa.Column("has_streaming", sa.Boolean(), nullable=False),
        sa.Column("directions", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_room_venue_id_venue"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
    )
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.create_index("uq_room_slug", ["venue_id", "slug"], unique=True)

    op.create_table(
        "series_template",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("rhythm", sa.String(length=40), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("zone_place", sa.String(length=60), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("online_platform", sa.String(length=80), nullable=False),
        sa.Column("format_id", sa.Integer(), nullable=False),
        sa.Column("capacity_in_person", sa.Integer(), nullable=True),
        sa.Column("capacity_online", sa.Integer(), nullable=True),
        sa.Column("opens_days_before", sa.Integer(), nullable=True),
        sa.Column("closes_minutes_before", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["format_id"], ["format.id"], name=op.f("fk_series_template_format_id_format")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_series_template_series_id_series"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("series_id", name=op.f("pk_series_template")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("browser", sa.String(length=64), nullable=False),
        sa.Column("code_secret", sa.String(length=500), nullable=False),
        sa.Column("next_path", sa.String(length=500), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", sa.String(length=64), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_asked_at"), ["asked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_browser"), ["browser"], unique=False)

    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("logo_id", sa.Integer(), nullable=True),
        sa.Column("sender_email", sa.String(length=254), nullable=False),
        sa.Column("reply_to", sa.String(length=254), nullable=False),
        sa.Column("home_zone", sa.String(length=60), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("privacy_notice", sa.Text(), nullable=False),
        sa.Column("footer", sa.String(length=500), nullable=False),
        sa.Column("is_set_up", sa.Boolean(), nullable=False),
        sa.Column("public_version", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["logo_id"], ["stored_file.id"], name=op.f("fk_site_logo_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    op.create_table(
        "accepted_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_accepted_finding_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_accepted_finding_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accepted_finding")),
    )
    with op.batch_alter_table("accepted_finding", schema=None) as batch_op:
        batch_op.create_index("uq_accepted_finding", ["event_id", "fingerprint"], unique=True)

    op.create_table(
        "blog_author",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("blog_post_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["blog_post_id"], ["blog_post.id"], name=op.f("fk_blog_author_blog_post_id_blog_post"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_blog_author_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blog_author")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("blog_author", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blog_author_blog_post_id"), ["blog_post_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_blog_author_person_id"), ["person_id"], unique=False)

    op.create_table(
        "blog_post_event",
        sa.Column("blog_post_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["blog_post_id"],
            ["blog_post.id"],
            name=op.f("fk_blog_post_event_blog_post_id_blog_post"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_blog_post_event_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("blog_post_id", "event_id", name=op.f("pk_blog_post_event")),
    )
    with op.batch_alter_table("blog_post_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blog_post_event_event_id"), ["event_id"], unique=False)

    op.create_table(
        "briefing_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["briefing_section.id"],
            name=op.f("fk_briefing_item_section_id_briefing_section"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefing_item")),
    )
    with op.batch_alter_table("briefing_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_briefing_item_section_id"), ["section_id"], unique=False)

    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_deadline_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
    )
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deadline_event_id"), ["event_id"], unique=False)

    op.create_table(
        "edition_origin",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["event.id"], name=op.f("fk_edition_origin_earlier_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_edition_origin_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_edition_origin")),
    )
    with op.batch_alter_table("edition_origin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_origin_earlier_id"), ["earlier_id"], unique=False)

    op.create_table(
        "expression_of_interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("folded_email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("leaning", sa.String(length=40), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("proposed", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("proposal_number", sa.Integer(), nullable=False),
        sa.Column("link_version", sa.Integer(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("expressed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_expression_of_interest_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expression_of_interest")),
    )
    with op.batch_alter_table("expression_of_interest", schema=None) as batch_op:
        batch_op.create_index("ix_interest_state", ["event_id", "state"], unique=False)
        batch_op.create_index("uq_interest", ["event_id", "folded_email"], unique=True)

    op.create_table(
        "opening_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_opening_hours_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_hours")),
    )
    with op.batch_alter_table("opening_hours", schema=None) as batch_op:
        batch_op.create_index("uq_opening_hours", ["event_id", "day"], unique=True)

    op.create_table(
        "person_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_alias_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_alias")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("person_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_alias_folded_name"), ["folded_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_alias_person_id"), ["person_id"], unique=False)
        batch_op.create_index("uq_person_alias", ["person_id", "folded_name"], unique=True)

    op.create_table(
        "preview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("link_version", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_preview_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preview")),
        sa.UniqueConstraint("event_id", name=op.f("uq_preview_event_id")),
    )
    op.create_table(
        "programme_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("doing", sa.String(length=200), nullable=False),
        sa.Column("progress_done", sa.Integer(), nullable=False),
        sa.Column("progress_total", sa.Integer(), nullable=False),
        sa.Column("how", sa.JSON(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.Column("ticked", sa.JSON(), nullable=True),
        sa.Column("choices", sa.JSON(), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.Column("sentence", sa.String(length=1000), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_programme_import_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_programme_import_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_programme_import_file_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_import")),
    )
    with op.batch_alter_table("programme_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_import_event_id"), ["event_id"], unique=False)

    op.create_table(
        "quota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_quota_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota")),
    )
    with op.batch_alter_table("quota", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quota_event_id"), ["event_id"], unique=False)

    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_release_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_release_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
    )
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.create_index("uq_release_number", ["event_id", "number"], unique=True)

    op.create_table(
        "speaker_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("is_online", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_speaker_plan_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_speaker_plan_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_plan")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("speaker_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_speaker_plan_person_id"), ["person_id"], unique=False)
        batch_op.create_index("uq_speaker_plan", ["event_id", "person_id"], unique=True)

    op.create_table(
        "team_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_team_member_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_team_member_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.create_index("uq_team_member", ["event_id", "account_id"], unique=True)

    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_theme_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
    )
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.create_index("uq_theme_slug", ["event_id", "slug"], unique=True)

    op.create_table(
        "ticket_type",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=400), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("sells_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sells_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("needs_code", sa.Boolean(), nullable=False),
        sa.Column("needs_approval", sa.Boolean(), nullable=False),
        sa.Column("email_domains", sa.String(length=400), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_ticket_type_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_type")),
    )
    with op.batch_alter_table("ticket_type", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ticket_type_event_id"), ["event_id"], unique=False)

    op.create_table(
        "access_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("ticket_type_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("folded_code", sa.String(length=40), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_access_code_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["ticket_type_id"],
            ["ticket_type.id"],
            name=op.f("fk_access_code_ticket_type_id_ticket_type"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_code")),
    )
    with op.batch_alter_table("access_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_code_ticket_type_id"), ["ticket_type_id"], unique=False)
        batch_op.create_index("uq_access_code", ["event_id", "folded_code"], unique=True)

    op.create_table(
        "available_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["speaker_plan.id"], name=op.f("fk_available_time_plan_id_speaker_plan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_available_time")),
    )
    with op.batch_alter_table("available_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_available_time_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "current_release",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_current_release_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_current_release_release_id_release"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_current_release")),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=250), nullable=False),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.Column("format_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("join_link", sa.String(length=1000), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("is_time_sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_session_event_id_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["format_id"], ["format.id"], name=op.f("fk_session_format_id_format")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_session_room_id_room"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_session_theme_id_theme"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("uid", name=op.f("uq_session_uid")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index("uq_session_slug", ["event_id", "slug"], unique=True)

    op.create_table(
        "ticket_type_quota",
        sa.Column("ticket_type_id", sa.Integer(), nullable=False),
        sa.Column("quota_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quota_id"], ["quota.id"], name=op.f("fk_ticket_type_quota_quota_id_quota"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["ticket_type_id"],
            ["ticket_type.id"],
            name=op.f("fk_ticket_type_quota_ticket_type_id_ticket_type"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ticket_type_id", "quota_id", name=op.f("pk_ticket_type_quota")),
    )
    with op.batch_alter_table("ticket_type_quota", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ticket_type_quota_quota_id"), ["quota_id"], unique=False)

    op.create_table(
        "blog_post_session",
        sa.Column("blog_post_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["blog_post_id"],
            ["blog_post.id"],
            name=op.f("fk_blog_post_session_blog_post_id_blog_post"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_blog_post_session_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("blog_post_id", "session_id", name=op.f("pk_blog_post_session")),
    )
    with op.batch_alter_table("blog_post_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blog_post_session_session_id"), ["session_id"], unique=False)

    op.create_table(
        "door",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_door_event_id_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_door_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_door_token_digest")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("door", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_door_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_door_session_id"), ["session_id"], unique=False)

    op.create_table(
        "highlight",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source_url", sa.String(length=1000), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_highlight_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_highlight_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_highlight")),
    )
    with op.batch_alter_table("highlight", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_highlight_event_id"), ["event_id"], unique=False)

    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("planned", sa.String(length=60), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_objection_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_objection_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_objection_person_id"), ["person_id"], unique=False)
        batch_op.create_index("uq_objection", ["session_id", "person_id"], unique=True)

    op.create_table(
        "presentation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_presentation_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presentation")),
    )
    with op.batch_alter_table("presentation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_presentation_session_id"), ["session_id"], unique=False)

    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("folded_email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("accepts_in_person", sa.Boolean(), nullable=False),
        sa.Column("accepts_online", sa.Boolean(), nullable=False),
        sa.Column("wanted", sa.String(length=200), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("ticket_type_id", sa.Integer(), nullable=True),
        sa.Column("access_code_id", sa.Integer(), nullable=True),
        sa.Column("hold_hours", sa.Integer(), nullable=True),
        sa.Column("offered_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("ticket_key", sa.String(length=16), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("invited_by", sa.String(length=254), nullable=False),
        sa.Column("link_version", sa.Integer(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["access_code_id"], ["access_code.id"], name=op.f("fk_registration_access_code_id_access_code")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_registration_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["ticket_type_id"], ["ticket_type.id"], name=op.f("fk_registration_ticket_type_id_ticket_type")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("ticket_key", name=op.f("uq_registration_ticket_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_registration_uid")),
    )
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registration_access_code_id"), ["access_code_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_registration_folded_email"), ["folded_email"], unique=False)
        batch_op.create_index(batch_op.f("ix_registration_offered_until"), ["offered_until"], unique=False)
        batch_op.create_index(
            "ix_registration_state", ["event_id", "state", "mode", "ticket_type_id", "number"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_registration_ticket_type_id"), ["ticket_type_id"], unique=False)
        batch_op.create_index(
            "uq_registration_active",
            ["event_id", "folded_email"],
            unique=True,
            sqlite_where=sa.text("state NOT IN ('cancelled', 'expired')"),
            postgresql_where=sa.text("state NOT IN ('cancelled', 'expired')"),
        )
        batch_op.create_index("uq_registration_number", ["event_id", "number"], unique=True)

    op.create_table(
        "released_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=250), nullable=False),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.Column("format_slug", sa.String(length=90), nullable=False),
        sa.Column("format_name", sa.String(length=60), nullable=False),
        sa.Column("is_break", sa.Boolean(), nullable=False),
        sa.Column("theme_slug", sa.String(length=90), nullable=False),
        sa.Column("theme_name", sa.String(length=200), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("room_name", sa.String(length=120), nullable=False),
        sa.Column("room_slug", sa.String(length=90), nullable=False),
        sa.Column("room_position", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("is_time_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_released_session_release_id_release"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_released_session_session_id_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_session")),
    )
    with op.batch_alter_table("released_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_released_session_session_id"), ["session_id"], unique=False)
        batch_op.create_index("uq_released_session", ["release_id", "session_id"], unique=True)
        batch_op.create_index("uq_released_session_slug", ["release_id", "slug"], unique=True)

    op.create_table(
        "schedule_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.String(length=60), nullable=False),
        sa.Column("after", sa.String(length=60), nullable=False),
        sa.Column("was_time_sample", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_schedule_edit_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_schedule_edit_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_schedule_edit_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_edit")),
    )
    with op.batch_alter_table("schedule_edit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_schedule_edit_session_id"), ["session_id"], unique=False)
        batch_op.create_index("ix_schedule_edit_step", ["event_id", "step"], unique=False)

    op.create_table(
        "session_follows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("later_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["session.id"], name=op.f("fk_session_follows_earlier_id_session"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["later_id"], ["session.id"], name=op.f("fk_session_follows_later_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_follows")),
    )
    with op.batch_alter_table("session_follows", schema=None) as batch_op:
        batch_op.create_index("uq_session_follows", ["earlier_id", "later_id"], unique=True)

    op.create_table(
        "source_identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("thing", sa.String(length=40), nullable=False),
        sa.Column("scheme", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=255), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("format_id", sa.Integer(), nullable=True),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("file", sa.String(length=250), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_source_identity_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["format_id"], ["format.id"], name=op.f("fk_source_identity_format_id_format"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_source_identity_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["room.id"], name=op.f("fk_source_identity_room_id_room"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_source_identity_session_id_session"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_source_identity_theme_id_theme"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_identity")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("source_identity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_identity_format_id"), ["format_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_identity_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_identity_room_id"), ["room_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_identity_session_id"), ["session_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_identity_theme_id"), ["theme_id"], unique=False)
        batch_op.create_index("uq_source_identity", ["event_id", "thing", "scheme", "value", "slot"], unique=True)
        batch_op.create_index(
            "uq_source_identity_of_people",
            ["thing", "scheme", "value", "slot"],
            unique=True,
            sqlite_where=sa.text("event_id IS NULL"),
            postgresql_where=sa.text("event_id IS NULL"),
        )

    op.create_table(
        "write_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=250), nullable=False),
        sa.Column("standfirst", sa.String(length=500), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("open_question", sa.String(length=500), nullable=False),
        sa.Column("byline", sa.String(length=810), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_write_up_person_id_person")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_write_up_session_id_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_write_up")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("write_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_write_up_person_id"), ["person_id"], unique=False)
        batch_op.create_index("uq_write_up_author", ["session_id", "person_id"], unique=True)
        batch_op.create_index("uq_write_up_number", ["session_id", "number"], unique=True)

    op.create_table(
        "appearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("presentation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("job_title", sa.String(length=300), nullable=False),
        sa.Column("affiliation", sa.String(length=300), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_appearance_organisation_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_appearance_person_id_person")),
        sa.ForeignKeyConstraint(
            ["presentation_id"],
            ["presentation.id"],
            name=op.f("fk_appearance_presentation_id_presentation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_appearance_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearance")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("appearance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appearance_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appearance_session_id"), ["session_id"], unique=False)

    op.create_table(
        "briefing_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("blog_post_id", sa.Integer(), nullable=True),
        sa.Column("write_up_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["blog_post_id"], ["blog_post.id"], name=op.f("fk_briefing_link_blog_post_id_blog_post"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_briefing_link_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["briefing_item.id"], name=op.f("fk_briefing_link_item_id_briefing_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_briefing_link_session_id_session"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["write_up_id"], ["write_up.id"], name=op.f("fk_briefing_link_write_up_id_write_up"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefing_link")),
    )
    with op.batch_alter_table("briefing_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_briefing_link_blog_post_id"), ["blog_post_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_briefing_link_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_briefing_link_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_briefing_link_session_id"), ["session_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_briefing_link_write_up_id"), ["write_up_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_decision_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("presentation_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_material_file_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["presentation_id"],
            ["presentation.id"],
            name=op.f("fk_material_presentation_id_presentation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_material_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
    )
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_session_id"), ["session_id"], unique=False)

    op.create_table(
        "quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("write_up_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("attributed_as", sa.String(length=300), nullable=False),
        sa.Column("has_consent", sa.Boolean(), nullable=False),
        sa.Column("source_url", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_quote_person_id_person")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_quote_session_id_session"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["write_up_id"], ["write_up.id"], name=op.f("fk_quote_write_up_id_write_up"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("quote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quote_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quote_session_id"), ["session_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quote_write_up_id"), ["write_up_id"], unique=False)

    op.create_table(
        "released_appearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("released_session_id", sa.Integer(), nullable=False),
        sa.Column("presentation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("job_title", sa.String(length=300), nullable=False),
        sa.Column("affiliation", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_released_appearance_person_id_person")),
        sa.ForeignKeyConstraint(
            ["released_session_id"],
            ["released_session.id"],
            name=op.f("fk_released_appearance_released_session_id_released_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_appearance")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("released_appearance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_released_appearance_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_released_appearance_released_session_id"), ["released_session_id"], unique=False
        )

    op.create_table(
        "released_presentation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("released_session_id", sa.Integer(), nullable=False),
        sa.Column("presentation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["released_session_id"],
            ["released_session.id"],
            name=op.f("fk_released_presentation_released_session_id_released_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_presentation")),
    )
    with op.batch_alter_table("released_presentation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_released_presentation_released_session_id"), ["released_session_id"], unique=False
        )

    op.create_table(
        "scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("door_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("was_late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["door_id"], ["door.id"], name=op.f("fk_scan_door_id_door"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_scan_event_id_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_scan_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_scan_session_id_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("scan", schema=None) as batch_op:
        batch_op.create_index("ix_scan_answer", ["event_id", "answer", "scanned_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_scan_registration_id"), ["registration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scan_session_id"), ["session_id"], unique=False)
        batch_op.create_index(
            "uq_scan_entry_of_day",
            ["registration_id", "day"],
            unique=True,
            sqlite_where=sa.text("answer = 'came in' AND session_id IS NULL"),
            postgresql_where=sa.text("answer = 'came in' AND session_id IS NULL"),
        )
        batch_op.create_index(
            "uq_scan_entry_of_session",
            ["registration_id", "session_id"],
            unique=True,
            sqlite_where=sa.text("answer = 'came in' AND session_id IS NOT NULL"),
            postgresql_where=sa.text("answer = 'came in' AND session_id IS NOT NULL"),
        )
        batch_op.create_index("uq_scan_key", ["door_id", "key"], unique=True)

    op.create_table(
        "takeaway",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("write_up_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_takeaway_session_id_session"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["write_up_id"], ["write_up.id"], name=op.f("fk_takeaway_write_up_id_write_up"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_takeaway")),
    )
    with op.batch_alter_table("takeaway", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_takeaway_session_id"), ["session_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_takeaway_write_up_id"), ["write_up_id"], unique=False)

    op.create_table(
        "transfer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("folded_email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_transfer_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_transfer_registration_id")),
    )
    with op.batch_alter_table("transfer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfer_folded_email"), ["folded_email"], unique=False)


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("transfer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transfer_folded_email"))

    op.drop_table("transfer")
    with op.batch_alter_table("takeaway", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_takeaway_write_up_id"))
        batch_op.drop_index(batch_op.f("ix_takeaway_session_id"))

    op.drop_table("takeaway")
    with op.batch_alter_table("scan", schema=None) as batch_op:
        batch_op.drop_index("uq_scan_key")
        batch_op.drop_index(
            "uq_scan_entry_of_session",
            sqlite_where=sa.text("answer = 'came in' AND session_id IS NOT NULL"),
            postgresql_where=sa.text("answer = 'came in' AND session_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "uq_scan_entry_of_day",
            sqlite_where=sa.text("answer = 'came in' AND session_id IS NULL"),
            postgresql_where=sa.text("answer = 'came in' AND session_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_scan_session_id"))
        batch_op.drop_index(batch_op.f("ix_scan_registration_id"))
        batch_op.drop_index("ix_scan_answer")

    op.drop_table("scan")
    with op.batch_alter_table("released_presentation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_released_presentation_released_session_id"))

    op.drop_table("released_presentation")
    with op.batch_alter_table("released_appearance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_released_appearance_released_session_id"))
        batch_op.drop_index(batch_op.f("ix_released_appearance_person_id"))

    op.drop_table("released_appearance")
    with op.batch_alter_table("quote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quote_write_up_id"))
        batch_op.drop_index(batch_op.f("ix_quote_session_id"))
        batch_op.drop_index(batch_op.f("ix_quote_person_id"))

    op.drop_table("quote")
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_material_session_id"))

    op.drop_table("material")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_registration_id"))

    op.drop_table("decision")
    with op.batch_alter_table("briefing_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_briefing_link_write_up_id"))
        batch_op.drop_index(batch_op.f("ix_briefing_link_session_id"))
        batch_op.drop_index(batch_op.f("ix_briefing_link_item_id"))
        batch_op.drop_index(batch_op.f("ix_briefing_link_event_id"))
        batch_op.drop_index(batch_op.f("ix_briefing_link_blog_post_id"))

    op.drop_table("briefing_link")
    with op.batch_alter_table("appearance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appearance_session_id"))
        batch_op.drop_index(batch_op.f("ix_appearance_person_id"))

    op.drop_table("appearance")
    with op.batch_alter_table("write_up", schema=None) as batch_op:
        batch_op.drop_index("uq_write_up_number")
        batch_op.drop_index("uq_write_up_author")
        batch_op.drop_index(batch_op.f("ix_write_up_person_id"))

    op.drop_table("write_up")
    with op.batch_alter_table("source_identity", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_source_identity_of_people",
            sqlite_where=sa.text("event_id IS NULL"),
            postgresql_where=sa.text("event_id IS NULL"),
        )
        batch_op.drop_index("uq_source_identity")
        batch_op.drop_index(batch_op.f("ix_source_identity_theme_id"))
        batch_op.drop_index(batch_op.f("ix_source_identity_session_id"))
        batch_op.drop_index(batch_op.f("ix_source_identity_room_id"))
        batch_op.drop_index(batch_op.f("ix_source_identity_person_id"))
        batch_op.drop_index(batch_op.f("ix_source_identity_format_id"))

    op.drop_table("source_identity")
    with op.batch_alter_table("session_follows", schema=None) as batch_op:
        batch_op.drop_index("uq_session_follows")

    op.drop_table("session_follows")
    with op.batch_alter_table("schedule_edit", schema=None) as batch_op:
        batch_op.drop_index("ix_schedule_edit_step")
        batch_op.drop_index(batch_op.f("ix_schedule_edit_session_id"))

    op.drop_table("schedule_edit")
    with op.batch_alter_table("released_session", schema=None) as batch_op:
        batch_op.drop_index("uq_released_session_slug")
        batch_op.drop_index("uq_released_session")
        batch_op.drop_index(batch_op.f("ix_released_session_session_id"))

    op.drop_table("released_session")
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index("uq_registration_number")
        batch_op.drop_index(
            "uq_registration_active",
            sqlite_where=sa.text("state NOT IN ('cancelled', 'expired')"),
            postgresql_where=sa.text("state NOT IN ('cancelled', 'expired')"),
        )
        batch_op.drop_index(batch_op.f("ix_registration_ticket_type_id"))
        batch_op.drop_index("ix_registration_state")
        batch_op.drop_index(batch_op.f("ix_registration_offered_until"))
        batch_op.drop_index(batch_op.f("ix_registration_folded_email"))
        batch_op.drop_index(batch_op.f("ix_registration_access_code_id"))

    op.drop_table("registration")
    with op.batch_alter_table("presentation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_presentation_session_id"))

    op.drop_table("presentation")
    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.drop_index("uq_objection")
        batch_op.drop_index(batch_op.f("ix_objection_person_id"))

    op.drop_table("objection")
    with op.batch_alter_table("highlight", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_highlight_event_id"))

    op.drop_table("highlight")
    with op.batch_alter_table("door", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_door_session_id"))
        batch_op.drop_index(batch_op.f("ix_door_event_id"))

    op.drop_table("door")
    with op.batch_alter_table("blog_post_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blog_post_session_session_id"))

    op.drop_table("blog_post_session")
    with op.batch_alter_table("ticket_type_quota", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ticket_type_quota_quota_id"))

    op.drop_table("ticket_type_quota")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index("uq_session_slug")

    op.drop_table("session")
    op.drop_table("current_release")
    with op.batch_alter_table("available_time", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_available_time_plan_id"))

    op.drop_table("available_time")
    with op.batch_alter_table("access_code", schema=None) as batch_op:
        batch_op.drop_index("uq_access_code")
        batch_op.drop_index(batch_op.f("ix_access_code_ticket_type_id"))

    op.drop_table("access_code")
    with op.batch_alter_table("ticket_type", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ticket_type_event_id"))

    op.drop_table("ticket_type")
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_index("uq_theme_slug")

    op.drop_table("theme")
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.drop_index("uq_team_member")

    op.drop_table("team_member")
    with op.batch_alter_table("speaker_plan", schema=None) as batch_op:
        batch_op.drop_index("uq_speaker_plan")
        batch_op.drop_index(batch_op.f("ix_speaker_plan_person_id"))

    op.drop_table("speaker_plan")
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.drop_index("uq_release_number")

    op.drop_table("release")
    with op.batch_alter_table("quota", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quota_event_id"))

    op.drop_table("quota")
    with op.batch_alter_table("programme_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_import_event_id"))

    op.drop_table("programme_import")
    op.drop_table("preview")
    with op.batch_alter_table("person_alias", schema=None) as batch_op:
        batch_op.drop_index("uq_person_alias")
        batch_op.drop_index(batch_op.f("ix_person_alias_person_id"))
        batch_op.drop_index(batch_op.f("ix_person_alias_folded_name"))

    op.drop_table("person_alias")
    with op.batch_alter_table("opening_hours", schema=None) as batch_op:
        batch_op.drop_index("uq_opening_hours")

    op.drop_table("opening_hours")
    with op.batch_alter_table("expression_of_interest", schema=None) as batch_op:
        batch_op.drop_index("uq_interest")
        batch_op.drop_index("ix_interest_state")

    op.drop_table("expression_of_interest")
    with op.batch_alter_table("edition_origin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_origin_earlier_id"))

    op.drop_table("edition_origin")
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deadline_event_id"))

    op.drop_table("deadline")
    with op.batch_alter_table("briefing_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_briefing_item_section_id"))

    op.drop_table("briefing_item")
    with op.batch_alter_table("blog_post_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blog_post_event_event_id"))

    op.drop_table("blog_post_event")
    with op.batch_alter_table("blog_author", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blog_author_person_id"))
        batch_op.drop_index(batch_op.f("ix_blog_author_blog_post_id"))

    op.drop_table("blog_author")
    with op.batch_alter_table("accepted_finding", schema=None) as batch_op:
        batch_op.drop_index("uq_accepted_finding")

    op.drop_table("accepted_finding")
    op.drop_table("site")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_browser"))
        batch_op.drop_index(batch_op.f("ix_sign_in_asked_at"))
        batch_op.drop_index(batch_op.f("ix_sign_in_account_id"))

    op.drop_table("sign_in")
    op.drop_table("series_template")
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.drop_index("uq_room_slug")

    op.drop_table("room")
    with op.batch_alter_table("record_merge", schema=None) as batch_op:
        batch_op.drop_index("ix_record_merge_kept")

    op.drop_table("record_merge")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_merged_into_id"))
        batch_op.drop_index(batch_op.f("ix_person_folded_name"))
        batch_op.drop_index(batch_op.f("ix_person_email"))

    op.drop_table("person")
    with op.batch_alter_table("organisation_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_alias_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_alias_folded_name"))

    op.drop_table("organisation_alias")
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_entry_within")
        batch_op.drop_index("ix_journal_entry_subject")
        batch_op.drop_index(batch_op.f("ix_journal_entry_event_id"))
        batch_op.drop_index(batch_op.f("ix_journal_entry_at"))

    op.drop_table("journal_entry")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_starts_at"))
        batch_op.drop_index(batch_op.f("ix_event_series_id"))

    op.drop_table("event")
    with op.batch_alter_table("envelope", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_envelope_unsent",
            sqlite_where=sa.text("state IN ('waiting', 'retry', 'held')"),
            postgresql_where=sa.text("state IN ('waiting', 'retry', 'held')"),
        )
        batch_op.drop_index(batch_op.f("ix_envelope_letter_id"))
        batch_op.drop_index("ix_envelope_key")
        batch_op.drop_index(batch_op.f("ix_envelope_folded_email"))
        batch_op.drop_index(batch_op.f("ix_envelope_ends"))
        batch_op.drop_index("ix_envelope_due")

    op.drop_table("envelope")
    op.drop_table("document")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index("ix_consent_of")
        batch_op.drop_index("ix_consent_evidence")
        batch_op.drop_index(batch_op.f("ix_consent_event_id"))

    op.drop_table("consent")
    with op.batch_alter_table("briefing_section", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_briefing_section_briefing_id"))

    op.drop_table("briefing_section")
    with op.batch_alter_table("addressee", schema=None) as batch_op:
        batch_op.drop_index("uq_addressee")
        batch_op.drop_index(batch_op.f("ix_addressee_about"))

    op.drop_table("addressee")
    op.drop_table("account_role")
    with op.batch_alter_table("wording", schema=None) as batch_op:
        batch_op.drop_index("uq_wording")

    op.drop_table("wording")
    op.drop_table("venue")
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_turn_taken_at"))

    op.drop_table("turn")
    op.drop_table("stored_file")
    op.drop_table("series")
    op.drop_table("role")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_merged_into_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_folded_name"))

    op.drop_table("organisation")
    with op.batch_alter_table("old_slug", schema=None) as batch_op:
        batch_op.drop_index("uq_old_slug")

    op.drop_table("old_slug")
    with op.batch_alter_table("mass_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mass_letter_event_id"))

    op.drop_table("mass_letter")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_event_id"))
        batch_op.drop_index(batch_op.f("ix_letter_created_at"))
        batch_op.drop_index(batch_op.f("ix_letter_about"))

    op.drop_table("letter")
    with op.batch_alter_table("known_different", schema=None) as batch_op:
        batch_op.drop_index("uq_known_different")

    op.drop_table("known_different")
    op.drop_table("kept_for")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_job_waiting", sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'")
        )
        batch_op.drop_index(batch_op.f("ix_job_key"))
        batch_op.drop_index("ix_job_due")

    op.drop_table("job")
    op.drop_table("format")
    op.drop_table("demo_clock")
    with op.batch_alter_table("briefing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_briefing_issued_on"))

    op.drop_table("briefing")
    op.drop_table("blog_post")
    with op.batch_alter_table("answered_form", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answered_form_answered_at"))

    op.drop_table("answered_form")
    op.drop_table("account")
