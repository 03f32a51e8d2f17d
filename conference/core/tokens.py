"""The one door to randomness."""

import base64
import hashlib
import secrets
import uuid

TYPED = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def random_key() -> str:
    """A random value that nobody can guess (256 bits, URL-safe), for form keys and secrets."""
    return secrets.token_urlsafe(32)


def public_id() -> str:
    """A short random id (80 bits) for addresses that must not count."""
    return secrets.token_hex(10)


def new_uid() -> str:
    """A calendar UID: a random UUID and nothing else, as RFC 7986 section 5.3 asks."""
    return str(uuid.uuid4())


def new_ticket_key() -> str:
    """A random value that a person can read out and type (80 bits): 16 letters and digits without I, L, O and U."""
    return _in_letters(secrets.token_bytes(10))


def fixed_ticket_key(name: str) -> str:
    """A ticket key that is the same for the same name on every run: for the demo."""
    return _in_letters(hashlib.sha256(f"conference:{name}".encode()).digest()[:10])


def _in_letters(value: bytes) -> str:
    return base64.b32encode(value).decode().translate(TYPED)


def fixed_uid(name: str) -> str:
    """A calendar UID that is the same for the same name on every run (a UUID of version 5): for the demo."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"conference:{name}"))


def digest(text: str) -> str:
    """SHA-256 of a text, in hex: how secrets are kept and contents compared."""
    return hashlib.sha256(text.encode()).hexdigest()


def equal(one: str, other: str) -> bool:
    """Whether two secrets are equal, in constant time."""
    return secrets.compare_digest(one.encode(), other.encode())
