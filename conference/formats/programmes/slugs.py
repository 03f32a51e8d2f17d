"""Short names in files of the frab family: acronyms, and slugs that begin with them."""

import re

GENERATOR, GENERATOR_VERSION = "Conference", "1"


def acronym_of(acronym: str) -> str:
    """The acronym as both schemas want it: small letters, digits and low lines, at least four of them."""
    return re.sub("[^a-z0-9_]", "_", acronym.lower()).ljust(4, "_") if acronym else "programme"


def prefix_of(acronym: str) -> str:
    """What every slug begins with."""
    return f"{acronym_of(acronym)}-"


def is_ours(generator: str) -> bool:
    """Whether a file says that our writer made it."""
    return generator == f"{GENERATOR} {GENERATOR_VERSION}"


def own_slug(slug: str, acronym: str, generator: str) -> str:
    """The slug without the prefix that our writer gave it."""
    return slug.removeprefix(prefix_of(acronym)) if is_ours(generator) else slug
