"""Long lists in pages of fifty."""

from dataclasses import dataclass

PAGE_SIZE = 50
LAST_PAGE = 100_000


@dataclass(frozen=True)
class Paging:
    """Where one is in a list of `total` rows; pages count from 1."""

    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many rows stand before this page."""
        return (self.number - 1) * self.size


def page_number(raw: str) -> int:
    """The number of a page as it stands in an address; 1 for anything that is none."""
    return min(max(int(raw), 1), LAST_PAGE) if raw.isdecimal() and len(raw) < len(str(LAST_PAGE)) else 1
