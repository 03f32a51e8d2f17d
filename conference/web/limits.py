"""Limits against abuse: they count mails for each recipient, and failures; never those who do things right.

A university is one address of origin for hundreds of people, so nothing that registers, subscribes or reads is
limited by origin. Counts are kept in this process and are gone with it.
"""

from ipaddress import IPv6Network, ip_address

from flask import Flask, current_app, request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from conference.core.tokens import digest

MAILS = "5 per hour"
FAILURES = "30 per hour"


def may_mail(address: str, occasion: str, most: str = MAILS) -> bool:
    """Count one mail to an address on an occasion ("sign in", "interest/soc22"), and whether it may still go.

    Where it may not, show the same page as ever and send nothing: the answer must not tell anything either way.
    """
    return bool(_limiter().hit(parse(most), "mail", occasion, digest(address.casefold())))


def has_failed_too_often(occasion: str, who: str, most: str = FAILURES) -> bool:
    """Whether too many tries of `who` (an origin, an account) failed on an occasion lately; counts nothing."""
    return not _limiter().test(parse(most), "failure", occasion, digest(who))


def count_failure(occasion: str, who: str, most: str = FAILURES) -> None:
    """Count a try that failed."""
    _limiter().hit(parse(most), "failure", occasion, digest(who))


def origin() -> str:
    """Where the request comes from: an IPv4 address, or the /64 network that one IPv6 household has."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    return str(IPv6Network((address, 64), strict=False)) if address.version == 6 else str(address)


def forget_counts(app: Flask) -> None:
    """Begin to count anew (for tests)."""
    app.extensions["limits"].storage.reset()


def _limiter() -> MovingWindowRateLimiter:
    limiter: MovingWindowRateLimiter = current_app.extensions["limits"]
    return limiter


def register(app: Flask) -> None:
    """Give the application its counts."""
    app.extensions["limits"] = MovingWindowRateLimiter(MemoryStorage())
