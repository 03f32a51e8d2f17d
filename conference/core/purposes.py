"""For what something is held of a person."""

import enum


class Purpose(enum.StrEnum):
    """For what something is held; how long for each stands in one table of rules (records)."""

    PROGRAMME = "programme"  # who speaks, chairs and writes: the record of what took place
    PLANNING = "planning"  # when and how speakers can come
    INTEREST = "interest"  # whom to tell when an event opens
    REGISTRATION = "registration"  # who has a place, or waits for one
    CONSENT = "consent"  # who agreed to what
    MAIL = "mail"  # what was sent to whom
    STAFF = "staff"  # who works here
    SIGN_IN = "sign-in"  # who signed in
    JOURNAL = "journal"  # who did what
    IMPORT = "import"  # files that were read
    RUNNING = "running"  # what the application needs for a day or a few
