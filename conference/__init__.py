"""Conference runs an organisation's events for years."""

__version__ = "0.1.0"
