"""Changing records."""
